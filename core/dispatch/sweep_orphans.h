// SPDX-License-Identifier: GPL-3.0-or-later
// What an earlier epoch left behind. Claimed but never armed: provably unsent, an exception NOT_SENT_LOCALLY that two
// people may release at once (R8, A2). Armed without a recorded answer: it may have been sent (A3).
#pragma once

#include "core/dispatch/arm_attempt.h"

namespace payout::dispatch {

/// Moves them to EXCEPTION (S3), `rowsMax` at a time; returns how many. Run after a lease was taken, before any claim.
Result<std::int64_t> sweepOrphans(store::Connection& connection, const Lease& lease,
                                  std::chrono::milliseconds exceptionLock, std::int64_t rowsMax = 500);

/// A prepared row that cannot be sent as it is becomes EXCEPTION NOT_SENT_LOCALLY, with the reason in the trail.
Done setUnsentAside(store::Connection& connection, const Lease& lease, const PreparedAttempt& attempt,
                    std::chrono::milliseconds exceptionLock, const QString& reason);

} // namespace payout::dispatch
