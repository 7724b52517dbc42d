// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrator.h"

#include "core/base/check.h"
#include "core/base/digest.h"
#include "core/store/transaction.h"

#include <map>

namespace payout::store {

namespace {

struct Applied {
    QString checksum;
    QString name;
};
using History = std::map<int, Applied>;

Result<bool> hasHistory(Connection& connection) {
    if (connection.engine() == Engine::Postgres) {
        TRY(const std::int64_t count,
            queryInt64(connection, "SELECT count(*) FROM pg_class WHERE oid = to_regclass('schema_migration')"));
        return count == 1;
    }
    TRY(const std::int64_t count,
        queryInt64(connection,
                   "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'"));
    return count == 1;
}

Result<History> readHistory(Connection& connection) {
    History history;
    TRY(const bool exists, hasHistory(connection));
    if (!exists) return history;
    TRY(auto rows, query(connection, "SELECT number, name, checksum FROM schema_migration ORDER BY number"));
    while (rows.next()) history[rows.integer(0)] = Applied{rows.text(2), rows.text(1)};
    TRY_DONE(rows.finish());
    return history;
}

std::vector<QString> statementsOf(const Migration& migration, Engine engine) {
    std::vector<QString> statements = migration.statements(engine);
    for (QString& statement : statements) statement = expandTokens(engine, statement);
    return statements;
}

QString checksumOf(const std::vector<QString>& statements) {
    Sha256 sha;
    for (const QString& statement : statements) sha.addField(statement);
    return sha.hex();
}

/// Everything that the database has must be what this program would have done.
Done checkHistory(const History& history, const std::vector<Migration>& migrations, Engine engine) {
    std::map<int, const Migration*> known;
    for (const Migration& migration : migrations) known[migration.number] = &migration;
    const int newestKnown = known.empty() ? 0 : known.rbegin()->first;
    for (const auto& [number, applied] : history) {
        const QString which = QStringLiteral("%1 %2").arg(number).arg(applied.name);
        if (number > newestKnown) return refused(QStringLiteral("DatabaseNewer"), which);
        const auto found = known.find(number);
        if (found == known.end() || checksumOf(statementsOf(*found->second, engine)) != applied.checksum)
            return broken(QStringLiteral("MigrationChanged"), which);
    }
    return {};
}

void checkOrder(const std::vector<Migration>& migrations) {
    int last = 0;
    for (const Migration& migration : migrations) {
        CHECK(migration.number > last && migration.statements);
        last = migration.number;
    }
}

/// Two programs may start at once: the second waits here, then finds the work done. On SQLite BEGIN IMMEDIATE waits.
Done lockUpgrade(Connection& connection) {
    if (connection.engine() == Engine::Sqlite) return {};
    TRY(auto rows, query(connection, "SELECT pg_advisory_xact_lock(7230117)"));
    while (rows.next()) {}
    return rows.finish();
}

Done createHistory(Connection& connection) {
    TRY_DONE(execute(connection, R"sql(CREATE TABLE IF NOT EXISTS schema_migration (
        number {int} NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        checksum TEXT NOT NULL,
        applied_ms {int} NOT NULL) {strict})sql"));
    return {};
}

/// The engines' own clocks: payout_now() is only being created.
const char* recordText(Engine engine) {
    return engine == Engine::Postgres
               ? "INSERT INTO schema_migration (number, name, checksum, applied_ms) VALUES (?, ?, ?, "
                 "CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS BIGINT))"
               : "INSERT INTO schema_migration (number, name, checksum, applied_ms) VALUES (?, ?, ?, "
                 "CAST(strftime('%s', 'now') AS INTEGER) * 1000)";
}

Done record(Connection& connection, const Migration& migration, const std::vector<QString>& statements) {
    TRY_DONE(execute(connection, recordText(connection.engine()), migration.number, QString::fromUtf8(migration.name),
                     checksumOf(statements)));
    return {};
}

Done runStatement(Connection& connection, const QString& statement, int number) {
    const auto done = execute(connection, statement.toUtf8().constData());
    if (done) return {};
    Error error = done.error();
    error.detail = QStringLiteral("migration %1: %2 in: %3").arg(number).arg(error.detail, statement.left(120));
    return std::unexpected(error);
}

Done applyOne(Connection& connection, const Migration& migration) {
    TRY(auto transaction, Transaction::begin(connection, Isolation::Write));
    TRY_DONE(lockUpgrade(connection));
    TRY_DONE(createHistory(connection));
    TRY(const History history, readHistory(connection));
    if (history.contains(migration.number)) return {}; // another program was faster
    const std::vector<QString> statements = statementsOf(migration, connection.engine());
    for (const QString& statement : statements) TRY_DONE(runStatement(connection, statement, migration.number));
    TRY_DONE(record(connection, migration, statements));
    return transaction.commit();
}

} // namespace

Result<int> migrate(Connection& connection, const std::vector<Migration>& migrations) {
    checkOrder(migrations);
    TRY(const History history, readHistory(connection));
    TRY_DONE(checkHistory(history, migrations, connection.engine()));
    for (const Migration& migration : migrations)
        if (!history.contains(migration.number)) TRY_DONE(applyOne(connection, migration));
    return schemaVersion(connection);
}

Done requireSchema(Connection& connection, const std::vector<Migration>& migrations) {
    TRY(const History history, readHistory(connection));
    TRY_DONE(checkHistory(history, migrations, connection.engine()));
    if (history.size() < migrations.size())
        return refused(QStringLiteral("DatabaseOlder"), QStringLiteral("run payout-admin init on it first"));
    return {};
}

Result<int> schemaVersion(Connection& connection) {
    TRY(const History history, readHistory(connection));
    return history.empty() ? 0 : history.rbegin()->first;
}

} // namespace payout::store
