// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worker/ask_job.h"

#include "core/dispatch/channel_health.h"
#include "core/outcome/record_answer.h"

namespace payout::worker {

Result<StepResult> AskJob::step(store::Connection& connection) {
    TRY(const StepResult beat, beatWhenDue(connection));
    TRY(const auto due, outcome::dueNow(connection, 1));
    if (due.empty()) return beat;
    TRY_DONE(ask(connection, due.front()));
    return StepResult::Worked;
}

Result<StepResult> AskJob::beatWhenDue(store::Connection& connection) {
    TRY(const UtcTime now, connection.now());
    TRY(const auto channels, dispatch::channelRows(connection));
    for (const dispatch::ChannelRow& row : channels) {
        const auto last = m_beatAt.find(row.id);
        if (last != m_beatAt.end() && now >= last->second && now < last->second + m_setup.heartbeat) continue;
        m_beatAt[row.id] = now;
        const Done reached = m_setup.inquiry->reach(row.id);
        TRY_DONE(
            dispatch::noteContact(connection, row.id, reached ? dispatch::Contact::Made : dispatch::Contact::Failed));
        return StepResult::Worked;
    }
    return StepResult::Idle;
}

Done AskJob::ask(store::Connection& connection, const outcome::DueQuery& due) {
    TRY(channel::Channel * adapter, m_channels.of(connection, due.channel));
    const outcome::AskedAttempt asked = outcome::askChannel(*adapter, *m_setup.inquiry, due);
    const bool reached = asked.reply.result == channel::WireResult::Answered;
    TRY_DONE(
        dispatch::noteContact(connection, due.channel, reached ? dispatch::Contact::Made : dispatch::Contact::Failed));
    const outcome::AnswerRecord record{due.payout,
                                       due.attemptNo,
                                       rules::Operation::Query,
                                       asked.reply.result,
                                       0,
                                       asked.answer,
                                       m_setup.host,
                                       QStringLiteral("job:ask ") + m_setup.host};
    TRY(const auto effect, outcome::recordAnswer(connection, adapter->profile(), record));
    Q_UNUSED(effect);
    return {};
}

} // namespace payout::worker
