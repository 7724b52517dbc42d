// SPDX-License-Identifier: GPL-3.0-or-later
// One payout's whole history in one list.
#pragma once

#include "core/desk/exception_desk.h"
#include "core/store/connection.h"

namespace payout::desk {

/// A statement line whose file does not count names that file's state in `to`: "QUARANTINED", "REJECTED".
Result<std::vector<TimelineEntry>> payoutTimeline(store::Connection& connection, PayoutId payout);

} // namespace payout::desk
