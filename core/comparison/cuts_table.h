// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/cuts.h"

namespace payout::comparison {

struct ChannelName {
    ChannelId id;
    QString name;
};
Result<std::vector<ChannelName>> channelNames(store::Connection& connection);

struct CutReach {
    UtcTime comparedThrough; ///< the last cut with a sheet, else where the statements begin
    UtcTime coveredThrough;
};
/// None before the first statement.
Result<std::optional<CutReach>> reachOf(store::Connection& connection, ChannelId channel);

struct RunCut {
    ChannelId channel;
    UtcTime cutAt;
    ComparisonId id;
    QString state;
    std::int64_t unexplainedMinor = 0;
    std::int64_t criticalCount = 0;
};
/// Newest version of every cut of the period.
Result<std::vector<RunCut>> runCuts(store::Connection& connection, UtcTime from, UtcTime to);

} // namespace payout::comparison
