// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/cuts.h"

#include "core/comparison/cuts_table.h"

#include <algorithm>

namespace payout::comparison {

namespace {

CutStatus statusOf(const RunCut& run) {
    if (run.state == u"SIGNED") return CutStatus::Signed;
    if (run.state == u"PREPARED") return CutStatus::Prepared;
    return run.criticalCount > 0 ? CutStatus::OpenCritical : CutStatus::Open;
}

CutStatus statusBefore(UtcTime cutAt, UtcTime now) {
    if (now < cutAt) return CutStatus::NotYet;
    return now < cutAt + cutOverdueAfter ? CutStatus::Due : CutStatus::Overdue;
}

} // namespace

Result<std::vector<Cut>> cutsOf(store::Connection& connection, BusinessDate date) {
    TRY(const UtcTime now, connection.now());
    const UtcTime midnight = startOf(date);
    TRY(const auto names, channelNames(connection));
    TRY(const auto runs, runCuts(connection, midnight, midnight + std::chrono::hours(24)));
    std::vector<Cut> cuts;
    for (const ChannelName& channel : names) {
        std::vector<Cut> ofChannel;
        for (const RunCut& run : runs)
            if (run.channel == channel.id)
                ofChannel.push_back({channel.id, channel.name, run.cutAt, statusOf(run), run.id, run.unexplainedMinor,
                                     run.criticalCount});
        for (const int minutes : cutMinutes) {
            const UtcTime cutAt = midnight + std::chrono::minutes(minutes);
            if (std::ranges::any_of(ofChannel, [cutAt](const Cut& cut) { return cut.cutAt == cutAt; })) continue;
            ofChannel.push_back({channel.id, channel.name, cutAt, statusBefore(cutAt, now), std::nullopt, 0, 0});
        }
        std::ranges::sort(ofChannel, {}, &Cut::cutAt);
        cuts.insert(cuts.end(), ofChannel.begin(), ofChannel.end());
    }
    return cuts;
}

Result<std::optional<UtcTime>> dueCut(store::Connection& connection, ChannelId channel) {
    TRY(const UtcTime now, connection.now());
    TRY(const auto reach, reachOf(connection, channel));
    if (!reach) return std::nullopt;
    const UtcTime end = std::min(now, reach->coveredThrough);
    const BusinessDate last = businessDateOf(end);
    for (BusinessDate date = plusDays(last, -cutsCaughtUpDays); date <= last; date = plusDays(date, 1))
        for (const int minutes : cutMinutes) {
            const UtcTime cutAt = startOf(date) + std::chrono::minutes(minutes);
            if (cutAt > reach->comparedThrough && cutAt <= end) return cutAt;
        }
    return std::nullopt;
}

} // namespace payout::comparison
