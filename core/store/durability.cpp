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

struct Flushed {
    bool asynchronous = false;
    bool recovering = false;
    bool here = false;
    bool onStandby = false;
};

Result<Flushed> lookAtPostgres(Connection& connection, const QString& position) {
    constexpr const char* sql =
        R"sql(SELECT CASE WHEN current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN 1 ELSE 0 END,
                     CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END,
                     CASE WHEN pg_current_wal_flush_lsn() >= CAST(? AS pg_lsn) THEN 1 ELSE 0 END,
                     CASE WHEN current_setting('synchronous_standby_names') = '' OR EXISTS (
                         SELECT 1 FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')
                         AND flush_lsn >= CAST(? AS pg_lsn)) THEN 1 ELSE 0 END)sql";
    TRY(auto rows, query(connection, sql, position, position));
    if (!rows.next()) return unavailable(QStringLiteral("NotDurable"));
    const Flushed flushed{rows.boolean(0), rows.boolean(1), rows.boolean(2), rows.boolean(3)};
    TRY_DONE(rows.finish());
    return flushed;
}

/// Where the server's log is written to, which is behind the caller's commit.
Result<QString> writtenPosition(Connection& connection) {
    TRY(auto rows, query(connection, "SELECT CAST(pg_current_wal_lsn() AS TEXT)"));
    if (!rows.next()) return unavailable(QStringLiteral("NotDurable"));
    const QString position = rows.text(0);
    TRY_DONE(rows.finish());
    return position;
}

Done waitAMoment(Connection& connection) {
    TRY(auto rows, query(connection, "SELECT CAST(pg_sleep(0.01) AS TEXT)"));
    while (rows.next()) {}
    return rows.finish();
}

// A cancelled wait for a synchronous standby commits with a warning only, and any login may set synchronous_commit
// off; so the positions are compared. What other sessions wrote behind our commit may not be flushed yet (a big import
// writes ahead of its commit): that is a matter of the log writer's next round, at most 0.2 s by default, and no fault.
Done requirePostgres(Connection& connection) {
    constexpr int looksMax = 200;
    TRY(const QString position, writtenPosition(connection));
    for (int look = 1;; ++look) {
        TRY(const Flushed flushed, lookAtPostgres(connection, position));
        if (flushed.asynchronous)
            return unavailable(QStringLiteral("NotDurable"), QStringLiteral("synchronous_commit is not on"));
        if (flushed.recovering)
            return unavailable(QStringLiteral("NotDurable"), QStringLiteral("the server is in recovery"));
        if (flushed.here && flushed.onStandby) return {};
        if (look == looksMax)
            return unavailable(QStringLiteral("NotDurable"), flushed.here
                                                                 ? QStringLiteral("not flushed on a standby")
                                                                 : QStringLiteral("not flushed on the server"));
        TRY_DONE(waitAMoment(connection));
    }
}

} // namespace

Done requireDurable(Connection& connection) {
    return connection.engine() == Engine::Sqlite ? requireSqlite(connection) : requirePostgres(connection);
}

} // namespace payout::store
