// SPDX-License-Identifier: GPL-3.0-or-later
// P1, S1: approved rows become PROCESSING with a prepared attempt and its derived order number, in one commit that is
// never undone (R8). One sub-batch at a time (R10).
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/dispatch/lease.h"

namespace payout::dispatch {

struct SubBatchLimits {
    std::int64_t rowsMax = 500;
    Money amountMax{500'000'000};
    int unprovenPercentMax = 2; ///< the circuit breaker between sub-batches of one instruction
};

struct ClaimResult {
    InstructionId instruction; ///< none if there was nothing to claim
    std::int64_t rows = 0;
    std::int64_t takenOut = 0;    ///< rows that a person set aside, now exceptions that were never sent
    std::int64_t breakerHeld = 0; ///< instructions that wait because of their unproven rows (BreakerOpen)
};

/// Claims the next sub-batch, or takes up payouts that two people released for paying again (S5). Rows that carry a
/// hold or whose payee is listed (R27) are never claimed; rows that a person set aside are taken out of the batch.
/// StaleEpoch if the lease is no longer ours.
Result<ClaimResult> claimPayouts(store::Connection& connection, const Lease& lease, const SubBatchLimits& limits);

} // namespace payout::dispatch
