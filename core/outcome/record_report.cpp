// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outcome/record_report.h"

#include "core/outcome/outcome_table.h"

namespace payout::outcome {

Result<RejectionEffect> recordRejection(store::Connection& connection, const ReportedRejection& rejection,
                                        std::chrono::milliseconds lock) {
    TRY(const auto named, attemptOfOrder(connection, rejection.channel, rejection.orderNo));
    if (!named) return RejectionEffect::OrderUnknown;
    TRY(const AttemptRow attempt, attemptForUpdate(connection, named->payout, named->attemptNo));
    TRY(const UtcTime now, connection.now());
    const NewReport report{attempt.payout,   attempt.attemptNo, now,
                           rejection.status, rejection.reason,  rejection.source};
    TRY(const auto answerId, insertReport(connection, report));
    if (!answerId) return RejectionEffect::Seen;
    const bool isWaiting =
        attempt.payoutState == rules::PayoutState::Processing && attempt.state == rules::AttemptState::Armed;
    if (!isWaiting) return RejectionEffect::Recorded;
    TRY_DONE(doubtAttempt(connection, attempt));
    TRY_DONE(markException(connection,
                           {attempt.payout, attempt.payoutVersion, now, rejection.actor, QStringLiteral("FAILED_FINAL"),
                            QStringLiteral("answer %1 code %2").arg(*answerId).arg(rejection.reason)},
                           lock));
    return RejectionEffect::Doubted;
}

} // namespace payout::outcome
