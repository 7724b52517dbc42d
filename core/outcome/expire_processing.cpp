// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outcome/expire_processing.h"

#include "core/outcome/outcome_table.h"
#include "core/store/transaction.h"

namespace payout::outcome {

Result<std::int64_t> expireProcessing(store::Connection& connection, ChannelId channel,
                                      const channel::ChannelProfile& profile, const QString& actor,
                                      std::int64_t rowsMax) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<std::int64_t> {
        TRY(const UtcTime now, c.now());
        TRY(const auto overdue, armedBefore(c, channel, now - profile.processingMax, rowsMax));
        const QString reason = QStringLiteral("OVERDUE");
        for (const AttemptRow& attempt : overdue) {
            TRY_DONE(doubtAttempt(c, attempt));
            TRY_DONE(markException(c, {attempt.payout, attempt.payoutVersion, now, actor, reason, QString()},
                                   profile.lockMinutes));
        }
        return static_cast<std::int64_t>(overdue.size());
    });
}

Result<std::int64_t> closeInstructions(store::Connection& connection, const QString& actor) {
    return store::inTransaction(connection, store::Isolation::Write,
                                [&](store::Connection& c) { return closeFinished(c, actor); });
}

} // namespace payout::outcome
