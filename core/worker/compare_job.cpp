// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worker/compare_job.h"

#include "core/comparison/cuts.h"
#include "core/comparison/run_comparison.h"
#include "core/rules/refusal.h"

namespace payout::worker {

Result<bool> CompareJob::holdLease(store::Connection& connection) {
    TRY(const UtcTime now, connection.now());
    if (m_lease && now >= m_renewedAt && now < m_renewedAt + m_setup.leaseDuration / 3) return true;
    if (m_lease) {
        const Done renewed = dispatch::renewLease(connection, *m_lease, m_setup.leaseDuration);
        if (!renewed && rules::refusalOf(renewed.error()) != rules::Refusal::StaleEpoch)
            return std::unexpected(renewed.error());
        if (!renewed) m_lease.reset();
    }
    if (!m_lease) {
        const auto taken = dispatch::takeLease(
            connection, {QStringLiteral("compare"), m_setup.host, m_setup.startedBy, m_setup.leaseDuration, false});
        if (!taken && rules::refusalOf(taken.error()) == rules::Refusal::NotLeaseHolder) return false;
        if (!taken) return std::unexpected(taken.error());
        m_lease = *taken;
    }
    m_renewedAt = now;
    return true;
}

Result<StepResult> CompareJob::step(store::Connection& connection) {
    TRY(const bool isHolder, holdLease(connection));
    if (!isHolder) return StepResult::Idle;
    TRY(const auto channels, dispatch::channelRows(connection));
    for (const dispatch::ChannelRow& channel : channels) {
        TRY(const auto cutAt, comparison::dueCut(connection, channel.id));
        if (!cutAt) continue;
        TRY(const bool made,
            comparison::runDueCut(connection, channel.id, *cutAt, QStringLiteral("job:compare ") + m_setup.host));
        if (made) return StepResult::Worked;
    }
    return StepResult::Idle;
}

void CompareJob::finish(store::Connection& connection) {
    if (m_lease) (void)dispatch::giveUpLease(connection, *m_lease);
    m_lease.reset();
}

} // namespace payout::worker
