// SPDX-License-Identifier: GPL-3.0-or-later
// The only job that sends. One lease, one payout at a time: sweep what an earlier epoch left, claim a sub-batch a
// channel, then, channel by channel in turn, dial, arm, send and record one row before the next is touched (R8, R9,
// R34).
#pragma once

#include "core/dispatch/channel_set.h"
#include "core/dispatch/claim_payouts.h"
#include "core/dispatch/send_attempt.h"
#include "core/outcome/record_answer.h"
#include "core/worker/step.h"

#include <functional>
#include <optional>
#include <set>

namespace payout::worker {

struct SendJobSetup {
    QString host;
    QString startedBy;
    bool takeOver = false;
    std::chrono::milliseconds leaseDuration{30'000};
    std::function<UtcTime()> hostClock; ///< this host's own clock, for the clock guard only
    dispatch::OutletFactory outlets;
    dispatch::SubBatchLimits limits;
    int protocol = store::protocolOfThisProgram; ///< what its permits say of the program (S17, I23)
    QString build = {};
};

class SendJob {
public:
    SendJob(dispatch::ChannelSet& channels, SendJobSetup setup) : m_channels(channels), m_setup(std::move(setup)) {}

    /// Takes the lease, with a new epoch. NotLeaseHolder while another host has it.
    Done start(store::Connection& connection);
    /// After a lost connection: goes on under the same epoch, so that rows which this process claimed and did not send
    /// stay its own. StaleEpoch if somebody took over meanwhile: record what is kept, then end.
    Done resume(store::Connection& connection);
    /// One step. StaleEpoch: somebody took over, this process must end; a lease that is merely over is renewed. An
    /// answer that could not be recorded is kept and recorded first in the next step, before anything else is sent.
    Result<StepResult> step(store::Connection& connection);
    void finish(store::Connection& connection);

    const dispatch::Lease& lease() const { return m_lease; }
    bool hasUnrecorded() const { return m_unrecorded.has_value(); }
    /// Records the kept answer, whoever holds the lease by now: evidence is never thrown away (P8).
    Done recordKept(store::Connection& connection);

private:
    Result<StepResult> tryStep(store::Connection& connection);
    struct Unrecorded {
        ChannelId channel;
        outcome::AnswerRecord record;
    };
    Result<StepResult> adopt(store::Connection& connection);
    Result<StepResult> setAside(store::Connection& connection, const dispatch::PreparedAttempt& attempt,
                                const Error& why);
    Result<std::optional<ChannelId>> nextChannel(store::Connection& connection, UtcTime now);
    Result<StepResult> sendNextOf(store::Connection& connection, ChannelId channel);
    Result<StepResult> sendOne(store::Connection& connection, const dispatch::PreparedAttempt& attempt);
    Done renewWhenDue(store::Connection& connection);
    QString actor() const;

    dispatch::ChannelSet& m_channels;
    SendJobSetup m_setup;
    dispatch::Lease m_lease;
    UtcTime m_renewedAt;
    UtcTime m_claimedAt;
    UtcTime m_adoptedAt;
    UtcTime m_roundBegan;
    ChannelId m_lastChannel;
    std::set<ChannelId> m_notNow; ///< of this round
    bool m_swept = false;
    bool m_adopted = false;
    std::optional<Unrecorded> m_unrecorded;
};

} // namespace payout::worker
