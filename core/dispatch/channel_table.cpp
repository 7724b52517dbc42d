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

Result<std::optional<ChannelId>> findChannel(store::Connection& connection, const QString& code) {
    TRY(const auto id, store::queryOptionalInt64(connection, R"sql(SELECT id FROM channel WHERE code = ?)sql", code));
    if (!id) return std::nullopt;
    return ChannelId(*id);
}

Result<ChannelId> insertChannel(store::Connection& connection, const channel::ChannelProfile& profile) {
    using std::chrono::milliseconds;
    TRY(const std::int64_t id,
        store::queryInt64(connection,
                          R"sql(INSERT INTO channel (code, name, profile, account, pause_enabled, pause_begin_ms,
                                  pause_end_ms, send_timeout_ms, stable_ms, states_balances, resend_window_ms)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id)sql",
                          profile.code, profile.name, QString::fromUtf8(channel::toJson(profile)),
                          profile.reserveAccounts.first(), profile.pause.enabled,
                          std::int64_t{profile.pause.begin.count()}, std::int64_t{profile.pause.end.count()},
                          std::int64_t{milliseconds(profile.sendTimeout).count()},
                          std::int64_t{milliseconds(profile.stableMinutes).count()}, profile.statementsStateBalances,
                          std::int64_t{channel::resendWindow(profile).count()}));
    return ChannelId(id);
}

Done writeHealth(store::Connection& connection, ChannelId channel, const QString& health,
                 std::optional<UtcTime> upSince, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE channel SET health = ?, up_since_ms = ?, health_at_ms = ? WHERE id = ?)sql",
                            health, upSince, now, channel));
    return {};
}

} // namespace payout::dispatch
