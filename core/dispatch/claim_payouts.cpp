// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/claim_payouts.h"

#include "core/dispatch/dispatch_table.h"
#include "core/dispatch/lease_table.h"
#include "core/dispatch/order_number.h"
#include "core/dispatch/resend_table.h"
#include "core/rules/refusal.h"
#include "core/screening/screen_payee.h"
#include "core/store/transaction.h"

namespace payout::dispatch {

namespace {

constexpr std::int64_t repaidMax = 500;
constexpr std::int64_t setAsideMax = 500;
constexpr std::chrono::minutes exceptionLock{60}; // R23; without an armed attempt nobody has to wait for it

QString actorOf(const Lease& lease) {
    return QStringLiteral("job:%1 %2 #%3").arg(lease.job, lease.host).arg(lease.epoch);
}

Result<std::int64_t> claimRows(store::Connection& c, const Lease& lease, const ClaimableInstruction& instruction,
                               const SubBatchLimits& limits, UtcTime now) {
    TRY(const std::int64_t blocked, screening::blockListed(c, instruction.id));
    Q_UNUSED(blocked); // held, with the screening that says why
    TRY(const auto rows, claimableRows(c, instruction.id, limits.rowsMax));
    std::int64_t claimed = 0;
    std::int64_t amount = 0;
    for (const ClaimableRow& row : rows) {
        if (claimed > 0 && amount + row.amountMinor > limits.amountMax.minor) break;
        TRY(const std::int64_t changed, markProcessing(c, row, now, actorOf(lease)));
        if (changed == 0) continue; // another worker was first
        TRY_DONE(insertAttempt(c, row.id, 1, instruction.channel,
                               deriveOrderNo(row.merchantCode, row.merchantRowRef, 1), lease.epoch, now));
        amount += row.amountMinor;
        ++claimed;
    }
    TRY_DONE(screening::recordClaimClear(c, instruction.id, now));
    return claimed;
}

// Rows that a person set aside are taken out of the batch by the job, as provably unsent exceptions: nobody but the
// system moves a payout out of PROCESSING (INV6), and two people then give the money back or let it go.
Result<std::int64_t> takeOutSetAside(store::Connection& c, const Lease& lease, UtcTime now) {
    TRY(const auto rows, setAsideRows(c, setAsideMax));
    for (const ClaimableRow& row : rows) {
        TRY(const std::int64_t changed, markTakenOut(c, row, now, actorOf(lease)));
        if (changed == 0) continue; // another worker was first
        TRY_DONE(markUnsent(c, {row.id, 0, false, row.version + 1}, now, exceptionLock, actorOf(lease)));
    }
    return static_cast<std::int64_t>(rows.size());
}

// A45: a number that waited too long is never sent again; two people decide anew, and then about a new number.
Result<std::int64_t> takeBackExpired(store::Connection& c, const Lease& lease, UtcTime now) {
    TRY(const auto expired, expiredResends(c, repaidMax));
    for (const Orphan& payout : expired) TRY_DONE(markNumberExpired(c, payout, now, exceptionLock, actorOf(lease)));
    return static_cast<std::int64_t>(expired.size());
}

// S5: a repaid payout gets attempt n + 1 (its old ones are burnt), or its last one is armed under this epoch: it was
// never armed, or goes out under the same number.
Result<std::int64_t> takeUpRepaid(store::Connection& c, const Lease& lease, UtcTime now) {
    TRY(const auto repaid, repaidPayouts(c, repaidMax));
    for (const RepaidPayout& payout : repaid) {
        if (payout.lastGoesOut) {
            TRY_DONE(adoptAttempt(c, payout.id, payout.lastAttempt, lease.epoch));
            continue;
        }
        const int attemptNo = payout.lastAttempt + 1;
        TRY_DONE(insertAttempt(c, payout.id, attemptNo, payout.channel,
                               deriveOrderNo(payout.merchantCode, payout.merchantRowRef, attemptNo), lease.epoch, now));
    }
    return static_cast<std::int64_t>(repaid.size());
}

} // namespace

bool breakerHolds(const BatchProgress& progress, const SubBatchLimits& limits) {
    if (progress.incidents > 0) return true;
    return progress.unproven * 100 > progress.claimed * limits.unprovenPercentMax;
}

Result<ClaimResult> claimPayouts(store::Connection& connection, const Lease& lease, const SubBatchLimits& limits) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<ClaimResult> {
        TRY(const UtcTime now, c.now());
        TRY(const bool ours, holdsLease(c, lease, now));
        if (!ours) return rules::refuse(rules::Refusal::StaleEpoch, lease.job);
        ClaimResult result;
        TRY(const std::int64_t takenOut, takeOutSetAside(c, lease, now));
        TRY(const std::int64_t expired, takeBackExpired(c, lease, now));
        TRY(const std::int64_t repaid, takeUpRepaid(c, lease, now));
        result.takenOut = takenOut + expired;
        result.rows = repaid;
        if (repaid > 0) return result;
        TRY(const auto instructions, claimableInstructions(c, lease.epoch));
        for (const ClaimableInstruction& instruction : instructions) {
            if (breakerHolds(instruction.progress, limits)) {
                ++result.breakerHeld;
                continue;
            }
            TRY(const std::int64_t rows, claimRows(c, lease, instruction, limits, now));
            if (rows == 0) continue;
            result.instruction = instruction.id;
            result.rows = rows;
            break;
        }
        // Once nothing is left to do: looking costs a pass over the rows of every batch that still has some to claim.
        if (result.rows == 0) TRY_DONE(markAllClaimed(c));
        return result;
    });
}

} // namespace payout::dispatch
