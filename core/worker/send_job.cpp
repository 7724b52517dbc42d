// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worker/send_job.h"

#include "core/dispatch/adopt_remembered.h"
#include "core/dispatch/channel_health.h"
#include "core/dispatch/dispatch_table.h"
#include "core/dispatch/sweep_orphans.h"
#include "core/rules/refusal.h"

#include <algorithm>

namespace payout::worker {

namespace {

constexpr std::chrono::milliseconds orphanLock = std::chrono::minutes(60); // R23
constexpr std::chrono::seconds claimEvery{5};                              // while other channels keep the job busy
constexpr std::chrono::seconds adoptEvery{5};  // an egress may report what it remembers at any time
constexpr std::chrono::seconds roundAtMost{5}; // then a channel that said "not now" is asked again

// Refusals that mean "not now": the row stays prepared and is tried on a later step.
bool isNotNow(const Error& error) {
    if (error.kind == ErrorKind::Unavailable) return true;
    const auto refusal = rules::refusalOf(error);
    return refusal == rules::Refusal::PauseWindow || refusal == rules::Refusal::ChannelStopped ||
           refusal == rules::Refusal::ClockGuard || refusal == rules::Refusal::AttemptNotPrepared ||
           refusal == rules::Refusal::TransitionForbidden || refusal == rules::Refusal::Quarantined ||
           refusal == rules::Refusal::EgressMissing || refusal == rules::Refusal::EgressLimit ||
           refusal == rules::Refusal::StoppedHere || refusal == rules::Refusal::AllStopped ||
           refusal == rules::Refusal::MerchantStopped || refusal == rules::Refusal::DayClosed ||
           refusal == rules::Refusal::LimitExceeded || refusal == rules::Refusal::NumberExpired;
}

} // namespace

QString SendJob::actor() const { return QStringLiteral("job:send %1 #%2").arg(m_lease.host).arg(m_lease.epoch); }

Done SendJob::start(store::Connection& connection) {
    dispatch::LeaseRequest request;
    request.job = QStringLiteral("send");
    request.host = m_setup.host;
    request.startedBy = m_setup.startedBy;
    request.duration = m_setup.leaseDuration;
    request.takeOver = m_setup.takeOver;
    TRY(m_lease, dispatch::takeLease(connection, request));
    TRY(m_renewedAt, connection.now());
    m_swept = false;
    m_adopted = false;
    m_setup.takeOver = false; // said once by an operator, it holds for one start
    return {};
}

Done SendJob::resume(store::Connection& connection) {
    if (m_lease.epoch == 0) return start(connection);
    TRY_DONE(dispatch::renewLease(connection, m_lease, m_setup.leaseDuration));
    TRY(m_renewedAt, connection.now());
    // It may be an older state of the database that knows this epoch already, with rows that were swept once.
    m_swept = false;
    m_adopted = false;
    return {};
}

void SendJob::finish(store::Connection& connection) {
    if (m_lease.epoch == 0) return;
    // Failing to give it up only makes the next start wait for its end.
    (void)dispatch::giveUpLease(connection, m_lease);
}

Done SendJob::renewWhenDue(store::Connection& connection) {
    TRY(const UtcTime now, connection.now());
    if (now < m_renewedAt + m_setup.leaseDuration / 3 && now >= m_renewedAt) return {};
    TRY_DONE(dispatch::renewLease(connection, m_lease, m_setup.leaseDuration));
    m_renewedAt = now;
    return {};
}

Done SendJob::recordKept(store::Connection& connection) {
    TRY(channel::Channel * adapter, m_channels.of(connection, m_unrecorded->channel));
    TRY(const auto effect, outcome::recordAnswer(connection, adapter->profile(), m_unrecorded->record));
    Q_UNUSED(effect);
    m_unrecorded.reset();
    return {};
}

Result<StepResult> SendJob::step(store::Connection& connection) {
    auto stepped = tryStep(connection);
    if (stepped || rules::refusalOf(stepped.error()) != rules::Refusal::StaleEpoch) return stepped;
    // The lease may be over and still nobody else's: this process stood still for half a minute after it renewed, or
    // the database's clock jumped. Whoever takes over raises the epoch, and then this refuses.
    TRY_DONE(dispatch::renewLease(connection, m_lease, m_setup.leaseDuration));
    TRY(m_renewedAt, connection.now());
    return StepResult::Worked;
}

Result<StepResult> SendJob::tryStep(store::Connection& connection) {
    if (m_unrecorded) {
        TRY_DONE(recordKept(connection));
        return StepResult::Worked;
    }
    TRY_DONE(renewWhenDue(connection));
    // Before the sweep: what an egress remembers is not unsent, however the database looks.
    TRY(const UtcTime now, connection.now());
    if (!m_adopted || now >= m_adoptedAt + adoptEvery || now < m_adoptedAt) {
        TRY(const StepResult adopted, adopt(connection));
        if (!m_adopted) return adopted;
        m_adoptedAt = now;
    }
    if (!m_swept) {
        TRY(const std::int64_t swept, dispatch::sweepOrphans(connection, m_lease, orphanLock));
        m_swept = swept == 0;
        return StepResult::Worked;
    }
    TRY(const auto channel, nextChannel(connection, now));
    if (!channel || now >= m_claimedAt + claimEvery || now < m_claimedAt) {
        m_claimedAt = now;
        TRY(const dispatch::ClaimResult claimed, dispatch::claimPayouts(connection, m_lease, m_setup.limits));
        if (claimed.rows > 0) return StepResult::Worked;
    }
    if (channel) return sendNextOf(connection, *channel);
    m_notNow.clear(); // the next round asks every channel again
    return StepResult::Idle;
}

// In turn, so that a large batch at one bank does not delay another bank's rows; a channel that just said "not now" is
// left alone for the round.
Result<std::optional<ChannelId>> SendJob::nextChannel(store::Connection& connection, UtcTime now) {
    if (now >= m_roundBegan + roundAtMost || now < m_roundBegan) m_notNow.clear();
    if (m_notNow.empty()) m_roundBegan = now;
    TRY(auto channels, dispatch::sendableChannels(connection, m_lease.epoch));
    std::erase_if(channels, [this](ChannelId id) { return m_notNow.contains(id); });
    if (channels.empty()) return std::nullopt;
    const auto next = std::ranges::find_if(channels, [this](ChannelId id) { return id.value > m_lastChannel.value; });
    m_lastChannel = next == channels.end() ? channels.front() : *next;
    return m_lastChannel;
}

Result<StepResult> SendJob::sendNextOf(store::Connection& connection, ChannelId channel) {
    TRY(const auto prepared, dispatch::nextPrepared(connection, m_lease.epoch, channel));
    if (!prepared) return StepResult::Worked; // evidence came between the two looks
    return sendOne(connection, *prepared);
}

Result<StepResult> SendJob::adopt(store::Connection& connection) {
    const auto profileOf = [&](ChannelId id) -> Result<channel::ChannelProfile> {
        TRY(channel::Channel * adapter, m_channels.of(connection, id));
        return adapter->profile();
    };
    TRY(const std::int64_t adopted, dispatch::adoptRemembered(connection, m_lease, profileOf, orphanLock));
    m_adopted = adopted == 0;
    return StepResult::Worked;
}

Result<StepResult> SendJob::setAside(store::Connection& connection, const dispatch::PreparedAttempt& attempt,
                                     const Error& why) {
    TRY_DONE(dispatch::setUnsentAside(connection, m_lease, attempt, orphanLock, why.code));
    return StepResult::Worked;
}

Result<StepResult> SendJob::sendOne(store::Connection& connection, const dispatch::PreparedAttempt& attempt) {
    TRY(channel::Channel * adapter, m_channels.of(connection, attempt.channel));
    auto sent = dispatch::sendAttempt(
        {connection, *adapter, m_setup.outlets, m_lease, m_setup.hostClock(), m_setup.protocol, m_setup.build},
        attempt);
    if (!sent) {
        if (sent.error().code == QStringLiteral("ConnectFailed"))
            TRY_DONE(dispatch::noteContact(connection, attempt.channel, dispatch::Contact::Failed));
        if (isNotNow(sent.error())) {
            m_notNow.insert(attempt.channel);
            return StepResult::Worked;
        }
        if (rules::refusalOf(sent.error()) == rules::Refusal::SentBeforeRestore) return adopt(connection);
        // The adapter cannot carry this row's content, or its payee came onto the list since the claim: it alone
        // becomes an exception, nothing behind it waits.
        const auto refusal = rules::refusalOf(sent.error());
        if (sent.error().kind == ErrorKind::Refused &&
            (!refusal || refusal == rules::Refusal::NotScreened || refusal == rules::Refusal::RowHeld))
            return setAside(connection, attempt, sent.error());
        return std::unexpected(sent.error());
    }
    m_unrecorded =
        Unrecorded{attempt.channel,
                   outcome::AnswerRecord{attempt.payout, attempt.attemptNo, rules::Operation::Send, sent->reply.result,
                                         sent->reply.bytesWritten, adapter->classifySend(sent->order, sent->reply),
                                         m_setup.host, actor(), attempt.sendNo}};
    TRY_DONE(recordKept(connection));
    return StepResult::Worked;
}

} // namespace payout::worker
