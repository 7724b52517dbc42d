// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/utc_time.h"
#include "core/channel/channel_profile.h"
#include "core/store/connection.h"

#include <QString>

#include <optional>
#include <vector>

namespace payout::dispatch {

struct ChannelRow {
    ChannelId id;
    QString code;
    QString profileJson;
    QString account;
    QString health; ///< "UP", "DEGRADED", "DOWN"
    std::optional<UtcTime> upSince;
    bool stopped = false;
    std::optional<UtcTime> coveredThrough;
};

Result<std::vector<ChannelRow>> channelRows(store::Connection& connection);
Result<ChannelRow> channelRow(store::Connection& connection, ChannelId channel); ///< Broken "NoChannel"
Result<std::optional<ChannelId>> findChannel(store::Connection& connection, const QString& code);
/// The profile whole, and what the database's own guards need of it.
Result<ChannelId> insertChannel(store::Connection& connection, const channel::ChannelProfile& profile);
Done writeHealth(store::Connection& connection, ChannelId channel, const QString& health,
                 std::optional<UtcTime> upSince, UtcTime now);

} // namespace payout::dispatch
