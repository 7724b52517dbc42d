// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channel/channel.h"
#include "core/outcome/ask_channel.h"
#include "core/outcome/record_answer.h"
#include "core/rules/states.h"
#include "core/store/connection.h"

#include <optional>
#include <vector>

namespace payout::outcome {

struct AttemptRow {
    PayoutId payout;
    int attemptNo = 0;
    ChannelId channel;
    rules::AttemptState state = rules::AttemptState::Armed;
    UtcTime armedAt;
    int notExistCount = 0;
    int queries = 0;
    rules::PayoutState payoutState = rules::PayoutState::Processing;
    std::int64_t payoutVersion = 0;
    QString subReason;
    bool otherOrderOut = false; ///< another attempt of the payout is ARMED or UNKNOWN
};
/// The attempt and its payout, locked where the engine locks rows.
Result<AttemptRow> attemptForUpdate(store::Connection& connection, PayoutId payout, int attemptNo);

struct NamedAttempt {
    PayoutId payout;
    int attemptNo = 0;
};
Result<std::optional<NamedAttempt>> attemptOfOrder(store::Connection& connection, ChannelId channel,
                                                   const QString& orderNo);
struct NewReport {
    PayoutId payout;
    int attemptNo = 0;
    UtcTime now;
    QString status;
    QString reason;
    QString source;
};
/// The answer's id; nothing if this source is already recorded for the attempt.
Result<std::optional<std::int64_t>> insertReport(store::Connection& connection, const NewReport& report);

Result<std::int64_t> insertAnswer(store::Connection& connection, const AnswerRecord& record, UtcTime now);
Done insertNewCode(store::Connection& connection, ChannelId channel, const AnswerRecord& record, std::int64_t answerId,
                   UtcTime now);
/// Once a kind and attempt.
Done insertIncident(store::Connection& connection, const QString& kind, const AttemptRow& attempt, UtcTime now,
                    const QString& detail);
Done closeSend(store::Connection& connection, const AnswerRecord& record, UtcTime now);
Done settleAttempt(store::Connection& connection, const AttemptRow& attempt, const QString& flowNo);
Done doubtAttempt(store::Connection& connection, const AttemptRow& attempt);
Done noteFlowNo(store::Connection& connection, const AttemptRow& attempt, const QString& flowNo);
Done noteQuery(store::Connection& connection, const AttemptRow& attempt, int notExistCount,
               std::optional<UtcTime> nextQuery);
struct StateChange {
    PayoutId payout;
    std::int64_t version = 0;
    UtcTime now;
    QString actor;
    QString reason;
    QString evidence;
};
/// S2, S4 on an answer. Serialization (Unavailable) if another writer was first.
Done markPaidByAnswer(store::Connection& connection, const StateChange& change, std::int64_t answerId);
/// S3.
Done markException(store::Connection& connection, const StateChange& change, std::chrono::milliseconds lock);
Done writeSubReason(store::Connection& connection, PayoutId payout, const QString& subReason);

Result<std::vector<DueQuery>> dueQueries(store::Connection& connection, UtcTime now, std::int64_t rowsMax);
Result<std::vector<AttemptRow>> armedBefore(store::Connection& connection, ChannelId channel, UtcTime before,
                                            std::int64_t rowsMax);
/// Instructions whose rows are all SUCCESS or RETURNED become CLOSED; returns how many.
Result<std::int64_t> closeFinished(store::Connection& connection, const QString& actor);

} // namespace payout::outcome
