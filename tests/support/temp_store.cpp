// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temp_store.h"

#include "core/store/migrator.h"
#include "core/store/statement.h"

#include <QCoreApplication>
#include <QFile>
#include <QUrl>
#include <QUuid>

#include <libpq-fe.h>

#include <optional>

namespace payout::support {

using store::Connection;
using store::DatabaseUrl;
using store::Engine;

namespace {

QString serverUri() { return qEnvironmentVariable("PAYOUT_TEST_POSTGRES"); }

QString randomDatabaseName() {
    return QStringLiteral("payout_test_") + QUuid::createUuid().toString(QUuid::Id128).left(20);
}

DatabaseUrl urlOfDatabase(const QString& name) {
    QUrl url(serverUri());
    url.setPath(u'/' + name);
    return {Engine::Postgres, QString::fromLatin1(url.toEncoded())};
}

/// CREATE and DROP DATABASE run outside of what is being tested, and after the application has gone.
Done onServer(const QString& sql) {
    if (serverUri().isEmpty())
        return unavailable(QStringLiteral("NoTestPostgres"),
                           QStringLiteral("set PAYOUT_TEST_POSTGRES, or PAYOUT_TEST_SQLITE_ONLY=1"));
    const std::unique_ptr<PGconn, decltype(&PQfinish)> server(PQconnectdb(serverUri().toUtf8().constData()), &PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(server.get(), sql.toUtf8().constData()),
                                                               &PQclear);
    if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) return {};
    return unavailable(QStringLiteral("NoTestPostgres"), QString::fromUtf8(PQerrorMessage(server.get())));
}

void drop(const QString& database) {
    if (const Done dropped = onServer(QStringLiteral("DROP DATABASE IF EXISTS %1 WITH (FORCE)").arg(database));
        !dropped)
        qWarning("%s", qPrintable(describe(dropped.error())));
}

Done migrateTo(const DatabaseUrl& url) {
    TRY(auto connection, Connection::open(url, QStringLiteral("test template")));
    TRY_DONE(store::migrate(*connection));
    TRY_DONE(store::execute(*connection, "UPDATE setting SET value = 'TRAINING' WHERE name = 'environment'"));
    return {};
}

void dropTemplateDatabase();

/// What new databases are copied from: migrated once a process, dropped at its end.
class Templates {
public:
    // Not in a destructor: at exit OpenSSL is gone before static objects are, and libpq needs it to sign in.
    void dropDatabase() {
        if (m_databaseName) drop(*m_databaseName);
        m_databaseName.reset();
    }

    Result<QString> sqlitePath() {
        if (m_sqlitePath) return *m_sqlitePath;
        const QString path = m_folder.filePath(QStringLiteral("template.db"));
        TRY_DONE(migrateTo(DatabaseUrl::sqlite(path)));
        m_sqlitePath = path;
        return path;
    }

    Result<QString> postgresName() {
        if (m_databaseName) return *m_databaseName;
        const QString name = randomDatabaseName();
        TRY_DONE(onServer(QStringLiteral("CREATE DATABASE %1 TEMPLATE template0").arg(name)));
        if (const Done migrated = migrateTo(urlOfDatabase(name)); !migrated) {
            drop(name);
            return std::unexpected(migrated.error());
        }
        m_databaseName = name;
        qAddPostRoutine(dropTemplateDatabase); // runs when QCoreApplication ends, inside main
        return name;
    }

private:
    QTemporaryDir m_folder;
    std::optional<QString> m_sqlitePath;
    std::optional<QString> m_databaseName;
};

Templates& templates() {
    static Templates all;
    return all;
}

void dropTemplateDatabase() { templates().dropDatabase(); }

} // namespace

Result<std::unique_ptr<TempStore>> TempStore::create(Engine engine) {
    TRY(const QString source, engine == Engine::Sqlite ? templates().sqlitePath() : templates().postgresName());
    return createFrom(engine, source);
}

Result<std::unique_ptr<TempStore>> TempStore::createEmpty(Engine engine) {
    return createFrom(engine, engine == Engine::Sqlite ? QString() : QStringLiteral("template0"));
}

Result<std::unique_ptr<TempStore>> TempStore::createFrom(Engine engine, const QString& source) {
    std::unique_ptr<TempStore> made(new TempStore);
    TRY_DONE(engine == Engine::Sqlite ? made->createFile(source) : made->createDatabase(source));
    TRY(made->m_connection, made->open());
    return made;
}

Done TempStore::createFile(const QString& source) {
    const QString path = m_folder.filePath(QStringLiteral("payout.db"));
    if (!source.isEmpty() && !QFile::copy(source, path)) return unavailable(QStringLiteral("NoTestFile"), path);
    m_url = DatabaseUrl::sqlite(path);
    return {};
}

Done TempStore::createDatabase(const QString& source) {
    const QString name = randomDatabaseName();
    TRY_DONE(onServer(QStringLiteral("CREATE DATABASE %1 TEMPLATE %2").arg(name, source)));
    m_databaseName = name;
    m_url = urlOfDatabase(name);
    return {};
}

TempStore::~TempStore() {
    m_connection.reset();
    if (!m_databaseName.isEmpty()) drop(m_databaseName);
    if (!m_backupName.isEmpty()) drop(m_backupName);
}

Done TempStore::reopen() {
    m_connection.reset();
    TRY(m_connection, open());
    return {};
}

Done TempStore::backUp() {
    if (m_url.engine == Engine::Sqlite) {
        QFile::remove(backupPath());
        m_backupStatement = "VACUUM INTO '" + backupPath().toUtf8() + "'"; // takes no values; our own folder's name
        TRY_DONE(store::execute(*m_connection, m_backupStatement.constData()));
        return {};
    }
    m_connection.reset();
    if (!m_backupName.isEmpty()) drop(m_backupName);
    m_backupName = randomDatabaseName();
    TRY_DONE(onServer(QStringLiteral("CREATE DATABASE %1 TEMPLATE %2").arg(m_backupName, m_databaseName)));
    TRY(m_connection, open());
    return {};
}

Done TempStore::restoreBackup() {
    m_connection.reset();
    if (m_url.engine == Engine::Sqlite) {
        const QString path = m_folder.filePath(QStringLiteral("payout.db"));
        for (const char* suffix : {"", "-wal", "-shm"}) QFile::remove(path + QLatin1String(suffix));
        if (!QFile::copy(backupPath(), path)) return unavailable(QStringLiteral("NoTestFile"), path);
    } else {
        drop(m_databaseName);
        TRY_DONE(onServer(QStringLiteral("CREATE DATABASE %1 TEMPLATE %2").arg(m_databaseName, m_backupName)));
    }
    TRY(m_connection, open());
    return {};
}

Result<std::unique_ptr<Connection>> TempStore::open(const QString& purpose) const {
    return Connection::open(m_url, purpose);
}

Done TempStore::setClock(UtcTime time) {
    TRY_DONE(store::execute(*m_connection, "UPDATE clock_override SET fixed_ms = ?", time));
    return {};
}

Done TempStore::shiftClock(std::chrono::milliseconds by) {
    TRY(const UtcTime now, m_connection->now());
    return setClock(now + by);
}

void addEngineRows() {
    QTest::addColumn<Engine>("engine");
    QTest::newRow("sqlite") << Engine::Sqlite;
    if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") != 1) QTest::newRow("postgres") << Engine::Postgres;
}

} // namespace payout::support
