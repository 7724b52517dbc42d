// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/channel_table.h"

#include "core/store/statement.h"

namespace payout::dispatch {

namespace {

ChannelRow rowOf(store::Rows& rows) {
    ChannelRow row;
    row.id = rows.id<ChannelId>(0);
    row.code = rows.text(1);
    row.profileJson = rows.text(2);
    row.account = rows.text(3);
    row.health = rows.text(4);
    row.upSince = rows.optionalTime(5);
    row.stopped = rows.boolean(6);
    row.coveredThrough = rows.optionalTime(7);
    return row;
}

} // namespace

Result<std::vector<ChannelRow>> channelRows(store::Connection& connection) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id, code, profile, account, health, up_since_ms, stopped,
                                                  covered_through_ms FROM channel ORDER BY id)sql"));
    std::vector<ChannelRow> found;
    while (rows.next()) found.push_back(rowOf(rows));
    TRY_DONE(rows.finish());
    return found;
}

Result<ChannelRow> channelRow(store::Connection& connection, ChannelId channel) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id, code, profile, account, health, up_since_ms, stopped,
                                                  covered_through_ms FROM channel WHERE id = ?)sql",
                                channel));
    if (!rows.next()) {
        TRY_DONE(rows.finish());
        return broken(QStringLiteral("NoChannel"), QString::number(channel.value));
    }
    const ChannelRow row = rowOf(rows);
    TRY_DONE(rows.finish());
    return row;
}

Done writeHealth(store::Connection& connection, ChannelId channel, const QString& health,
                 std::optional<UtcTime> upSince, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE channel SET health = ?, up_since_ms = ?, health_at_ms = ? WHERE id = ?)sql",
                            health, upSince, now, channel));
    return {};
}

} // namespace payout::dispatch
