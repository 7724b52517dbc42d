// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/durability.h"

#include "core/store/statement.h"

namespace payout::store {

namespace {

Done requireSqlite(Connection& connection) {
    TRY(const std::int64_t level, queryInt64(connection, "PRAGMA synchronous"));
    if (level < 2) return unavailable(QStringLiteral("NotDurable"), QStringLiteral("synchronous is below FULL"));
    return {};
}

// A cancelled wait for a synchronous standby commits with a warning only, and any login may set synchronous_commit
// off; so the positions are compared.
Done requirePostgres(Connection& connection) {
    constexpr const char* sql =
        R"sql(SELECT CASE WHEN current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN 1 ELSE 0 END,
                     CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END,
                     CASE WHEN pg_current_wal_flush_lsn() >= CAST(? AS pg_lsn) THEN 1 ELSE 0 END,
                     CASE WHEN current_setting('synchronous_standby_names') = '' OR EXISTS (
                         SELECT 1 FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')
                         AND flush_lsn >= CAST(? AS pg_lsn)) THEN 1 ELSE 0 END)sql";
    TRY(auto position, query(connection, "SELECT CAST(pg_current_wal_lsn() AS TEXT)"));
    if (!position.next()) return unavailable(QStringLiteral("NotDurable"));
    const QString written = position.text(0);
    TRY_DONE(position.finish());
    TRY(auto rows, query(connection, sql, written, written));
    if (!rows.next()) return unavailable(QStringLiteral("NotDurable"));
    const bool asynchronous = rows.boolean(0);
    const bool recovering = rows.boolean(1);
    const bool flushed = rows.boolean(2);
    const bool onStandby = rows.boolean(3);
    TRY_DONE(rows.finish());
    if (asynchronous) return unavailable(QStringLiteral("NotDurable"), QStringLiteral("synchronous_commit is not on"));
    if (recovering) return unavailable(QStringLiteral("NotDurable"), QStringLiteral("the server is in recovery"));
    if (!flushed) return unavailable(QStringLiteral("NotDurable"), QStringLiteral("not flushed on the server"));
    if (!onStandby) return unavailable(QStringLiteral("NotDurable"), QStringLiteral("not flushed on a standby"));
    return {};
}

} // namespace

Done requireDurable(Connection& connection) {
    return connection.engine() == Engine::Sqlite ? requireSqlite(connection) : requirePostgres(connection);
}

} // namespace payout::store
