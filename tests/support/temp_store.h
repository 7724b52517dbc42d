// SPDX-License-Identifier: GPL-3.0-or-later
// A fresh database for one test, on either engine. Every test that stores something runs on both: give its data
// function addEngineRows() and begin it with PAYOUT_TEMP_STORE(store).
#pragma once

#include "core/store/connection.h"
#include "tests/support/result_checks.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <memory>

namespace payout::support {

class TempStore {
public:
    /// Migrated, of environment TRAINING (so that its clock may be set). SQLite: a file in a temporary folder.
    /// PostgreSQL: a new database on the server of PAYOUT_TEST_POSTGRES ("postgresql://user@host:port/postgres", a
    /// login that may create databases); Unavailable "NoTestPostgres" without that variable.
    static Result<std::unique_ptr<TempStore>> create(store::Engine engine);
    /// Without any table, for tests of the migrations themselves.
    static Result<std::unique_ptr<TempStore>> createEmpty(store::Engine engine);
    ~TempStore(); ///< drops the database, whoever is still connected
    TempStore(const TempStore&) = delete;
    TempStore& operator=(const TempStore&) = delete;

    store::Connection& connection() { return *m_connection; }
    const store::DatabaseUrl& url() const { return m_url; }
    /// A further connection to the same database.
    Result<std::unique_ptr<store::Connection>> open(const QString& purpose = QStringLiteral("test")) const;

    /// connection() ends and is opened anew, as when every program starts again.
    Done reopen();

    /// What an administrator's backup is: everything as it is now, kept aside. Nobody else may be connected.
    Done backUp();
    /// The database is as it was at backUp(); on PostgreSQL it is another database of the same name, as after a
    /// restore. connection() is a new one.
    Done restoreBackup();

    /// From now on the database's clock stands still at this instant.
    Done setClock(UtcTime time);
    /// Sets the clock to what it shows now plus `by`; it stands still there.
    Done shiftClock(std::chrono::milliseconds by);

private:
    TempStore() = default;
    static Result<std::unique_ptr<TempStore>> createFrom(store::Engine engine, const QString& source);
    Done createFile(const QString& source);
    Done createDatabase(const QString& source);
    QString backupPath() const { return m_folder.filePath(QStringLiteral("backup.db")); }

    QTemporaryDir m_folder;
    QString m_databaseName; ///< PostgreSQL only
    QString m_backupName;   ///< PostgreSQL only
    QByteArray m_backupStatement;
    store::DatabaseUrl m_url;
    std::unique_ptr<store::Connection> m_connection;
};

/// Adds the column `engine` and the rows "sqlite" and "postgres". The latter is there even without a server, and then
/// fails: a rule that only one engine keeps is not kept. PAYOUT_TEST_SQLITE_ONLY=1 leaves it out.
void addEngineRows();

} // namespace payout::support

Q_DECLARE_METATYPE(payout::store::Engine)

/// Fetches the row's engine and creates `store`, a TempStore& of it; fails the test if that cannot be done.
#define PAYOUT_TEMP_STORE(name)                                                                                        \
    QFETCH(const payout::store::Engine, engine);                                                                       \
    const auto created_##name = payout::support::TempStore::create(engine);                                            \
    QVERIFY2(created_##name, payout::support::why(created_##name).constData());                                        \
    payout::support::TempStore& name = **created_##name
/// The same without any table.
#define PAYOUT_EMPTY_STORE(name)                                                                                       \
    QFETCH(const payout::store::Engine, engine);                                                                       \
    const auto created_##name = payout::support::TempStore::createEmpty(engine);                                       \
    QVERIFY2(created_##name, payout::support::why(created_##name).constData());                                        \
    payout::support::TempStore& name = **created_##name
