// SPDX-License-Identifier: GPL-3.0-or-later
// P0: is this the database that the egress knows, and has it only gone on since? Asked at the start and before every
// dial. What forgot a permit would give the same permit again.
#pragma once

#include "core/egress/journal.h"
#include "core/store/connection.h"

namespace payout::egress {

/// Passes, with the present witness; or raises the quarantine, in the journal first, reports it to the database, and is
/// Refused Quarantined until two people have released it there. Unavailable "InRecovery" on a standby.
Result<Witness> guardStart(store::Connection& connection, Journal& journal, const QString& egress);

} // namespace payout::egress
