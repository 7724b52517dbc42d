// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/channel_set.h"

namespace payout::dispatch {

Result<channel::Channel*> ChannelSet::of(store::Connection& connection, ChannelId id) {
    TRY(const ChannelRow row, channelRow(connection, id));
    Made& made = m_made[id];
    if (!made.adapter || made.profileJson != row.profileJson) {
        TRY(const auto profile, channel::parseChannelProfile(row.profileJson.toUtf8(), row.code));
        TRY(made.adapter, m_factory(profile));
        made.profileJson = row.profileJson;
    }
    return made.adapter.get();
}

} // namespace payout::dispatch
