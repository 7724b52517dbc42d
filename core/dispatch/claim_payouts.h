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

/// What the claimed rows of a batch have come to so far.
struct BatchProgress {
    std::int64_t claimed = 0;
    std::int64_t unproven = 0;  ///< of the claimed rows, in EXCEPTION and perhaps sent
    std::int64_t incidents = 0; ///< critical ones of its payouts that two people have not closed
};
/// R10: the next sub-batch waits while too many rows of the earlier ones are unproven, or one of them is an incident.
/// An answer without a valid signature is none that holds: anybody on the line could stop a batch with it, and its
/// payout counts among the unproven ones already.
[[nodiscard]] bool breakerHolds(const BatchProgress& progress, const SubBatchLimits& limits);

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
