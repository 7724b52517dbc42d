// SPDX-License-Identifier: GPL-3.0-or-later
// Housekeeping that sends nothing: accepted-too-long becomes an exception (S3), a payout that an earlier order
// paid is settled once its other order is dead, finished instructions close, the watchdog reports what was approved and
// is not paid (R35).
#pragma once

#include "core/dispatch/watch_unpaid.h"
#include "core/worker/channel_set.h"
#include "core/worker/step.h"

namespace payout::worker {

class KeepJob {
public:
    KeepJob(ChannelSet& channels, QString host) : m_channels(channels), m_host(std::move(host)) {}

    Result<StepResult> step(store::Connection& connection);
    /// What the last watch found; for the log.
    const std::vector<dispatch::UnpaidPayout>& unpaid() const { return m_unpaid; }

private:
    ChannelSet& m_channels;
    QString m_host;
    UtcTime m_watchedAt;
    std::vector<dispatch::UnpaidPayout> m_unpaid;
};

} // namespace payout::worker
