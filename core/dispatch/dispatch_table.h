// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/money.h"
#include "core/dispatch/arm_attempt.h"
#include "core/dispatch/claim_payouts.h"
#include "core/dispatch/watch_unpaid.h"
#include "core/store/connection.h"

#include <optional>
#include <vector>

namespace payout::dispatch {

/// An approved instruction of a merchant that is not stopped that still has rows to claim, on a channel that may be
/// sent through now (UP, not stopped, not in its pause: S1) and whose rows of this epoch are all sent: the next
/// sub-batch is judged by what became of the earlier one (R10). Oldest first.
struct ClaimableInstruction {
    InstructionId id;
    ChannelId channel;
    BusinessDate businessDate;
    BatchProgress progress;
};
Result<std::vector<ClaimableInstruction>> claimableInstructions(store::Connection& connection, std::int64_t epoch);

struct ClaimableRow {
    PayoutId id;
    std::int64_t amountMinor = 0;
    std::int64_t version = 0;
    QString merchantCode = {};
    QString merchantRowRef = {};
};
/// Notes which approved instructions have no row left to claim; their number. One that somebody holds is left for the
/// next round: who holds it may be waiting for a row that the caller holds.
Result<std::int64_t> markAllClaimed(store::Connection& connection);

/// Not held, not claimed rows that each fit into what the limits leave now, in file order, locked where the engine
/// locks rows.
Result<std::vector<ClaimableRow>> claimableRows(store::Connection& connection, InstructionId instruction,
                                                std::int64_t rowsMax);
Result<std::int64_t> markProcessing(store::Connection& connection, const ClaimableRow& row, UtcTime now,
                                    const QString& actor);
/// Rows that a person set aside and that are not taken out yet, held ones too.
Result<std::vector<ClaimableRow>> setAsideRows(store::Connection& connection, std::int64_t rowsMax);
Result<std::int64_t> markTakenOut(store::Connection& connection, const ClaimableRow& row, UtcTime now,
                                  const QString& actor);
Done insertAttempt(store::Connection& connection, PayoutId payout, int attemptNo, ChannelId channel,
                   const QString& orderNo, std::int64_t epoch, UtcTime now);
Result<int> lastAttemptNo(store::Connection& connection, PayoutId payout);

/// A payout that is PROCESSING without anybody who processes it.
struct Orphan {
    PayoutId payout;
    int attemptNo = 0; ///< 0: claimed without an attempt
    bool armed = false;
    std::int64_t version = 0;
};

/// A repaid payout whose attempt is still to be made (S5), or one to be taken into this epoch: released unsent, or in
/// doubt and to go out under the same number (P11).
struct RepaidPayout {
    PayoutId id;
    ChannelId channel;
    QString merchantCode;
    QString merchantRowRef;
    int lastAttempt = 0;
    bool lastGoesOut = false; ///< its last attempt may be armed as it is, under this epoch
};
Result<std::vector<RepaidPayout>> repaidPayouts(store::Connection& connection, std::int64_t rowsMax);
Done adoptAttempt(store::Connection& connection, PayoutId payout, int attemptNo, std::int64_t epoch);

/// Channels with prepared rows of this epoch that may be sent now: UP, not stopped, and a send that starts now does not
/// touch the pause. Rows of a stopped merchant or over a limit do not count: they wait. In order of id.
Result<std::vector<ChannelId>> sendableChannels(store::Connection& connection, std::int64_t epoch);
/// The channel's first prepared row of this epoch that no stop switch and no limit holds.
Result<std::optional<PreparedAttempt>> nextPrepared(store::Connection& connection, std::int64_t epoch,
                                                    ChannelId channel);

/// Payout, lease, channel and stop switches stay as they are until the arm is committed (PostgreSQL; SQLite has one
/// writer anyway): otherwise a take-over, a stop or a sweep could commit between the look and the permit.
Done lockForArm(store::Connection& connection, const ArmRequest& request);
/// All conditions of P4 in one UPDATE; 1 if armed.
Result<std::int64_t> armIfAllowed(store::Connection& connection, const ArmRequest& request, UtcTime now);
Done insertSend(store::Connection& connection, const ArmRequest& request, UtcTime now);
/// When the permit was armed, if it is there.
Result<std::optional<UtcTime>> permitOf(store::Connection& connection, const ArmRequest& request);
/// AllStopped or MerchantStopped (I24), DayClosed (P14).
Done whyStopped(store::Connection& connection, PayoutId payout);
/// LimitExceeded, with the kind of the limit (I21).
Done whyOverLimit(store::Connection& connection, PayoutId payout);
/// The first condition of P4 that does not hold; for the refusal's name.
Done whyNotArmed(store::Connection& connection, const ArmRequest& request);

Result<std::vector<Orphan>> orphansBefore(store::Connection& connection, std::int64_t epoch, std::int64_t rowsMax);
Done markUnsent(store::Connection& connection, const Orphan& orphan, UtcTime now, std::chrono::milliseconds lock,
                const QString& actor);
Result<std::int64_t> payoutVersion(store::Connection& connection, PayoutId payout);
Done markAttemptUnknown(store::Connection& connection, PayoutId payout, int attemptNo);

Result<std::vector<UnpaidPayout>> unpaidSince(store::Connection& connection, UtcTime before, std::int64_t rowsMax);
Done askSoon(store::Connection& connection, PayoutId payout, UtcTime now);

} // namespace payout::dispatch
