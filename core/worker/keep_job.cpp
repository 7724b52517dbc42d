// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worker/keep_job.h"

#include "core/outcome/earlier_order.h"
#include "core/outcome/expire_processing.h"

namespace payout::worker {

namespace {
constexpr std::chrono::minutes watchEvery{10}; // R35
}

Result<StepResult> KeepJob::step(store::Connection& connection) {
    const QString actor = QStringLiteral("job:keep ") + m_host;
    TRY(const auto channels, dispatch::channelRows(connection));
    std::int64_t done = 0;
    for (const dispatch::ChannelRow& row : channels) {
        // Not the adapter's: what waits too long is an exception even where a channel's keys are missing.
        TRY(const auto profile, channel::parseChannelProfile(row.profileJson.toUtf8(), row.code));
        TRY(const std::int64_t expired, outcome::expireProcessing(connection, row.id, profile, actor));
        done += expired;
    }
    TRY(const std::int64_t settled, outcome::settleEarlierOrders(connection, actor));
    done += settled;
    TRY(const std::int64_t closed, outcome::closeInstructions(connection, actor));
    TRY(const UtcTime now, connection.now());
    if (now < m_watchedAt || now >= m_watchedAt + watchEvery) {
        TRY(const auto unpaid, dispatch::watchUnpaid(connection));
        m_watchedAt = now;
        if (m_onUnpaid) m_onUnpaid(unpaid);
    }
    return done + closed > 0 ? StepResult::Worked : StepResult::Idle;
}

} // namespace payout::worker
