// SPDX-License-Identifier: GPL-3.0-or-later
// The asker (R22): questions, never payments. It also keeps the channels' heartbeat, because health is learnt from
// connections that come about (R46).
#pragma once

#include "core/dispatch/channel_set.h"
#include "core/dispatch/outlet.h"
#include "core/outcome/ask_channel.h"
#include "core/worker/step.h"

#include <map>

namespace payout::worker {

struct AskJobSetup {
    QString host;
    std::shared_ptr<dispatch::Inquiry> inquiry;
    std::chrono::milliseconds heartbeat{15'000};
};

class AskJob {
public:
    AskJob(dispatch::ChannelSet& channels, AskJobSetup setup) : m_channels(channels), m_setup(std::move(setup)) {}

    /// One question asked and its answer recorded, or one heartbeat, or nothing.
    Result<StepResult> step(store::Connection& connection);

private:
    Result<StepResult> beatWhenDue(store::Connection& connection);
    Done ask(store::Connection& connection, const outcome::DueQuery& due);

    dispatch::ChannelSet& m_channels;
    AskJobSetup m_setup;
    std::map<ChannelId, UtcTime> m_beatAt;
};

} // namespace payout::worker
