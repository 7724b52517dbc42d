// SPDX-License-Identifier: GPL-3.0-or-later
// core/dispatch/channel_table.h over the memory store.
#include "core/dispatch/channel_table.h"

#include "tests/support/memory_store/memory_changes.h"

namespace payout::dispatch {

namespace {

ChannelRow rowOf(const memory::ChannelRow& c) {
    return {c.id, c.code, c.profileJson, c.account, c.health, c.upSince, c.stopped, c.coveredThrough};
}

std::size_t channelAt(const memory::Database& db, ChannelId id) {
    return db.state.channels.find([&](const memory::ChannelRow& c) { return c.id == id; });
}

} // namespace

Result<std::vector<ChannelRow>> channelRows(store::Connection& connection) {
    TRY(const memory::Database* db, memory::reach(connection));
    std::vector<ChannelRow> found;
    for (const memory::ChannelRow& c : db->state.channels.rows()) found.push_back(rowOf(c));
    return found;
}

Result<ChannelRow> channelRow(store::Connection& connection, ChannelId channel) {
    TRY(const memory::Database* db, memory::reach(connection));
    const std::size_t at = channelAt(*db, channel);
    if (at == db->state.channels.size()) return broken(QStringLiteral("NoChannel"), QString::number(channel.value));
    return rowOf(db->state.channels[at]);
}

Done writeHealth(store::Connection& connection, ChannelId channel, const QString& health,
                 std::optional<UtcTime> upSince, UtcTime now) {
    TRY(memory::Database * db, memory::reachToWrite(connection));
    const std::size_t at = channelAt(*db, channel);
    if (at == db->state.channels.size()) return {};
    memory::ChannelRow next = db->state.channels[at];
    next.health = health;
    next.upSince = upSince;
    next.healthAt = now;
    db->state.channels.put(at, std::move(next));
    return {};
}

} // namespace payout::dispatch
