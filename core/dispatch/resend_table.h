// SPDX-License-Identifier: GPL-3.0-or-later
// Repaid payouts that wait for another permit of the same number (protocol P11).
#pragma once

#include "core/dispatch/dispatch_table.h"

namespace payout::dispatch {

/// Repaid payouts whose number cannot go out again any more: half of what its channel certifies is over (A45), or an
/// egress remembers it. Versions as in Orphan.
Result<std::vector<Orphan>> expiredResends(store::Connection& connection, std::int64_t rowsMax);
/// A repaid one back among the exceptions, with the reason NUMBER_EXPIRED.
Done markNumberExpired(store::Connection& connection, const Orphan& orphan, UtcTime now, std::chrono::milliseconds lock,
                       const QString& actor);

} // namespace payout::dispatch
