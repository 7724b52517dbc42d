// SPDX-License-Identifier: GPL-3.0-or-later
// Housekeeping that sends nothing: accepted-too-long becomes an exception (S3), a payout that an earlier order
// paid is settled once its other order is dead, finished instructions close, the watchdog reports what was approved and
// is not paid (R35).
#pragma once

#include "core/dispatch/channel_set.h"
#include "core/dispatch/watch_unpaid.h"
#include "core/worker/step.h"

#include <functional>

namespace payout::worker {

class KeepJob {
public:
    /// Told every ten minutes what is not paid though it is due; for the log and whoever is called out by it.
    using UnpaidSink = std::function<void(const std::vector<dispatch::UnpaidPayout>&)>;

    KeepJob(dispatch::ChannelSet& channels, QString host, UnpaidSink onUnpaid = {})
        : m_channels(channels), m_host(std::move(host)), m_onUnpaid(std::move(onUnpaid)) {}

    Result<StepResult> step(store::Connection& connection);

private:
    dispatch::ChannelSet& m_channels;
    QString m_host;
    UnpaidSink m_onUnpaid;
    UtcTime m_watchedAt;
};

} // namespace payout::worker
