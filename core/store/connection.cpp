// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/connection.h"

#include "core/base/check.h"
#include "core/store/connection_parts.h"
#include "core/store/postgres_url.h"
#include "core/store/statement.h"

#include <QSqlDriver>
#include <QSqlError>

#include <libpq-fe.h>
#include <sqlite3.h>

#include <atomic>

namespace payout::store {

namespace {

QString nextConnectionName() {
    static std::atomic<std::int64_t> number = 0;
    return QStringLiteral("payout-%1").arg(++number);
}

QString quotedOption(const QString& value) {
    QString out = value;
    out.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'"));
    return u'\'' + out + u'\'';
}

/// Without these a server that vanished without a word would hold the worker for two hours.
void insertDefaults(QMap<QString, QString>& options) {
    const auto insert = [&options](const QString& keyword, const QString& value) {
        if (!options.contains(keyword)) options.insert(keyword, value);
    };
    insert(QStringLiteral("connect_timeout"), QStringLiteral("10"));
    insert(QStringLiteral("keepalives_idle"), QStringLiteral("30"));
    insert(QStringLiteral("keepalives_interval"), QStringLiteral("10"));
    insert(QStringLiteral("keepalives_count"), QStringLiteral("3"));
    insert(QStringLiteral("tcp_user_timeout"), QStringLiteral("60000"));
}

/// host and port too go through the connect options: the driver's own port is one number, libpq's is a list.
void configurePostgres(QSqlDatabase& database, QMap<QString, QString> options, const QString& purpose) {
    database.setDatabaseName(options.take(QStringLiteral("dbname")));
    database.setUserName(options.take(QStringLiteral("user")));
    database.setPassword(options.take(QStringLiteral("password")));
    QString applicationName = purpose;
    options.insert(QStringLiteral("application_name"), applicationName.replace(u';', u' '));
    insertDefaults(options);
    QStringList settings;
    for (auto option = options.cbegin(); option != options.cend(); ++option)
        settings.append(option.key() + u'=' + quotedOption(option.value()));
    database.setConnectOptions(settings.join(u' '));
}

Error openingError(const QSqlDatabase& database) {
    return {ErrorKind::Unavailable, QStringLiteral("DatabaseUnreachable"),
            database.lastError().databaseText().section(u'\n', 0, 0)};
}

Result<QString> queryText(Connection& connection, const char* sql) {
    TRY(auto rows, query(connection, sql));
    const QString text = rows.next() ? rows.text(0) : QString();
    TRY_DONE(rows.finish());
    return text;
}

Done prepareSqlite(Connection& connection) {
    TRY(const QString journal, queryText(connection, "PRAGMA journal_mode = WAL"));
    if (journal != u"wal") return broken(QStringLiteral("SqlError"), QStringLiteral("journal mode is ") + journal);
    TRY_DONE(connection.parts().runControl("PRAGMA synchronous = FULL"));
    TRY_DONE(connection.parts().runControl("PRAGMA foreign_keys = ON"));
    // REPLACE deletes what is in its way; only with this do the triggers that refuse a deletion hear of it.
    TRY_DONE(connection.parts().runControl("PRAGMA recursive_triggers = ON"));
    // KiB. A desk reads pages of lists and needs no more; a bulk writer asks for more.
    TRY_DONE(connection.parts().runControl("PRAGMA cache_size = -8192"));
    TRY(const std::int64_t foreignKeys, queryInt64(connection, "PRAGMA foreign_keys"));
    TRY(const std::int64_t triggers, queryInt64(connection, "PRAGMA recursive_triggers"));
    CHECK(foreignKeys == 1 && triggers == 1);
    return {};
}

/// Any login may turn synchronous_commit off for itself (ALTER ROLE ... SET); an acknowledged commit would then be lost
/// with the server. remote_apply promises more than on and stays.
Done prepareDurability(Connection& connection) {
    TRY(const QString configured, queryText(connection, "SHOW synchronous_commit"));
    if (configured != u"remote_apply") TRY_DONE(connection.parts().runControl("SET synchronous_commit = on"));
    TRY(const QString durable, queryText(connection, "SHOW synchronous_commit"));
    if (durable != u"on" && durable != u"remote_apply")
        return broken(QStringLiteral("SqlError"), QStringLiteral("synchronous_commit is ") + durable);
    return {};
}

Done preparePostgres(Connection& connection) {
    // Without DETAIL lines: they quote the values of the row that failed, and those are payees' accounts.
    PQsetErrorVerbosity(connection.parts().postgres(), PQERRORS_TERSE);
    TRY_DONE(connection.parts().runControl("SET client_min_messages = error"));
    // Compiling a plan takes longer than any of our statements gains by it: a fifth of an import, a third of an
    // approval.
    TRY_DONE(connection.parts().runControl("SET jit = off"));
    return prepareDurability(connection);
}

} // namespace

Connection::Parts::~Parts() {
    if (name.isEmpty()) return;
    settleReader = nullptr;
    statements.clear();
    database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

pg_conn* Connection::Parts::postgres() const {
    CHECK(url.engine == Engine::Postgres);
    return *static_cast<PGconn* const*>(database.driver()->handle().data());
}

sqlite3* Connection::Parts::sqlite() const {
    CHECK(url.engine == Engine::Sqlite);
    return *static_cast<::sqlite3* const*>(database.driver()->handle().data());
}

bool Connection::Parts::isLost() const {
    if (isUnusable || !database.isOpen()) return true; // Qt too marks what it saw die
    return url.engine == Engine::Postgres && PQstatus(postgres()) != CONNECTION_OK;
}

void Connection::Parts::settle() {
    if (settleReader) std::exchange(settleReader, nullptr)();
    if (!isInTransaction) statements.buryRetired();
}

std::unexpected<Error> Connection::Parts::fail(Error error) {
    if (isInTransaction) isPoisoned = true;
    // libpq still calls a connection good whose server has only said goodbye; nothing more must be sent on it.
    isUnusable |= error.code == u"DatabaseUnreachable" || error.code == u"CommitUnknown";
    return std::unexpected(std::move(error));
}

NativeError Connection::Parts::lastNative() const {
    if (url.engine == Engine::Postgres)
        return {QString(), QString::fromUtf8(PQerrorMessage(postgres())), PQstatus(postgres()) != CONNECTION_OK};
    return {QString::number(sqlite3_extended_errcode(sqlite())), QString::fromUtf8(sqlite3_errmsg(sqlite())), false};
}

Done Connection::Parts::runControl(const char* sql, Moment moment) {
    settle();
    if (url.engine == Engine::Sqlite) {
        if (sqlite3_exec(sqlite(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
        return std::unexpected(classify(url.engine, lastNative(), moment));
    }
    PGresult* result = PQexec(postgres(), sql);
    const bool isDone = PQresultStatus(result) == PGRES_COMMAND_OK;
    NativeError native = lastNative();
    native.code = QString::fromLatin1(PQresultErrorField(result, PG_DIAG_SQLSTATE));
    // The server answers COMMIT of a failed transaction with a friendly "ROLLBACK".
    const bool isRolledBack = moment == Moment::Commit && qstrcmp(PQcmdStatus(result), "COMMIT") != 0;
    PQclear(result);
    if (isDone && isRolledBack) return broken(QStringLiteral("TransactionPoisoned"));
    if (isDone) return {};
    return std::unexpected(classify(url.engine, native, moment));
}

Connection::Connection(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Connection::~Connection() = default;

Result<std::unique_ptr<Connection>> Connection::open(const DatabaseUrl& url, const QString& purpose) {
    auto parts = std::make_unique<Parts>(url, nextConnectionName());
    const bool isPostgres = url.engine == Engine::Postgres;
    parts->database =
        QSqlDatabase::addDatabase(isPostgres ? QStringLiteral("QPSQL") : QStringLiteral("QSQLITE"), parts->name);
    if (isPostgres) {
        TRY(const auto options, parsePostgresUrl(url.text));
        configurePostgres(parts->database, options, purpose);
    } else {
        parts->database.setDatabaseName(url.sqlitePath());
        parts->database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    }
    if (!parts->database.open()) return std::unexpected(openingError(parts->database));

    std::unique_ptr<Connection> connection(new Connection(std::move(parts)));
    TRY_DONE(isPostgres ? preparePostgres(*connection) : prepareSqlite(*connection));
    return connection;
}

Engine Connection::engine() const { return m_parts->url.engine; }
const DatabaseUrl& Connection::url() const { return m_parts->url; }

bool Connection::isOpen() const {
    // libpq notices the server's farewell only when it reads, and it reads only what has already arrived.
    if (engine() == Engine::Postgres && !m_parts->isLost()) PQconsumeInput(m_parts->postgres());
    return !m_parts->isLost();
}

Result<UtcTime> Connection::now() {
    TRY(const std::int64_t ms, queryInt64(*this, "SELECT now_ms FROM payout_clock"));
    return UtcTime(ms);
}

} // namespace payout::store
