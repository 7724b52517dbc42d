// SPDX-License-Identifier: GPL-3.0-or-later
// What Qt and the engines do by themselves, as measured (architecture.md, "Qt SQL on two engines"). core/store is built
// on these facts; when an upgrade changes one, this test says which guard has lost or gained its reason.
#include "tests/support/temp_store.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

using namespace payout;
using namespace payout::store;
using payout::support::addEngineRows;

class QtFactsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sumArrivesAsADouble_data() { addEngineRows(); }
    void sumArrivesAsADouble();
    void boundFractionForAnInteger_data() { addEngineRows(); }
    void boundFractionForAnInteger();
    void textWithoutStrict_data() { addEngineRows(); }
    void textWithoutStrict();
    void everyTableOfOursIsStrict();
    void commitAfterAFailure_data() { addEngineRows(); }
    void commitAfterAFailure();
    void commitOfAStaleSnapshot();
    void commitOfAKilledConnection();
    void twoStatementsInOneExec_data() { addEngineRows(); }
    void twoStatementsInOneExec();
    void unboundPlaceholder_data() {
        QTest::addColumn<Engine>("engine");
        QTest::addColumn<int>("values");
        for (const int values : {0, 1}) {
            QTest::addRow("sqlite, %d of 2", values) << Engine::Sqlite << values;
            if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) continue;
            QTest::addRow("postgres, %d of 2", values) << Engine::Postgres << values;
        }
    }
    void unboundPlaceholder();
    void errorTypeSaysNothing_data() { addEngineRows(); }
    void errorTypeSaysNothing();
    void ddlIsTransactional_data() { addEngineRows(); }
    void ddlIsTransactional();
};

namespace {

/// A bare Qt connection to the same database.
class Bare {
public:
    explicit Bare(const DatabaseUrl& url) : m_name(QStringLiteral("bare-%1").arg(++s_number)) {
        const bool isSqlite = url.engine == Engine::Sqlite;
        database = QSqlDatabase::addDatabase(isSqlite ? QStringLiteral("QSQLITE") : QStringLiteral("QPSQL"), m_name);
        if (isSqlite) {
            database.setDatabaseName(url.sqlitePath());
        } else {
            const QUrl uri(url.text);
            database.setHostName(uri.host());
            database.setPort(uri.port());
            database.setUserName(uri.userName());
            database.setPassword(uri.password());
            database.setDatabaseName(uri.path().mid(1));
        }
        database.open();
        run("CREATE TABLE IF NOT EXISTS t (id BIGINT PRIMARY KEY, n BIGINT)");
    }
    ~Bare() {
        database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
    }

    QSqlError run(const char* sql) {
        QSqlQuery query(database);
        return query.exec(QString::fromUtf8(sql)) ? QSqlError() : query.lastError();
    }
    bool does(const char* sql) { return !run(sql).isValid(); }
    QVariant value(const char* sql) {
        QSqlQuery query(database);
        return query.exec(QString::fromUtf8(sql)) && query.next() ? query.value(0) : QVariant();
    }

    QSqlDatabase database;

private:
    static inline int s_number = 0;
    QString m_name;
};

} // namespace

#define BARE(bare)                                                                                                     \
    PAYOUT_EMPTY_STORE(store);                                                                                         \
    Bare bare(store.url());                                                                                            \
    QVERIFY(bare.database.isOpen());                                                                                   \
    [[maybe_unused]] const bool isSqlite = engine == Engine::Sqlite

void QtFactsTest::sumArrivesAsADouble() {
    BARE(bare);
    QVERIFY(bare.does("INSERT INTO t VALUES (1, 9007199254740993)")); // 2^53 + 1
    const QVariant sum = bare.value("SELECT SUM(n) FROM t");
    QCOMPARE(sum.typeId() == QMetaType::Double, !isSqlite);
    QCOMPARE(sum.toLongLong(), isSqlite ? 9007199254740993LL : 9007199254740992LL);
    QCOMPARE(bare.value("SELECT CAST(SUM(n) AS BIGINT) FROM t").toLongLong(), 9007199254740993LL);
}

void QtFactsTest::boundFractionForAnInteger() {
    BARE(bare);
    if (isSqlite) QVERIFY(bare.does("CREATE TABLE s (n INTEGER) STRICT"));
    QSqlQuery insert(bare.database);
    QVERIFY(insert.prepare(isSqlite ? QStringLiteral("INSERT INTO s VALUES (?)")
                                    : QStringLiteral("INSERT INTO t VALUES (1, ?)")));
    insert.addBindValue(12.75);
    QCOMPARE(insert.exec(), !isSqlite);
    if (!isSqlite) QCOMPARE(bare.value("SELECT n FROM t").toLongLong(), 13);
}

void QtFactsTest::textWithoutStrict() {
    BARE(bare);
    QCOMPARE(bare.does("INSERT INTO t VALUES (1, 'twelve')"), isSqlite);
    if (isSqlite) QCOMPARE(bare.value("SELECT n FROM t").toLongLong(), 0);
}

// What the fact above is answered with.
void QtFactsTest::everyTableOfOursIsStrict() {
    const auto created = support::TempStore::create(Engine::Sqlite);
    VERIFY_DONE(created);
    Bare bare((*created)->url());
    QVERIFY(bare.database.isOpen());
    QSqlQuery loose(bare.database);
    QVERIFY(loose.exec(QStringLiteral("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                                      "AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name <> 't'")));
    QStringList names;
    while (loose.next()) names.append(loose.value(0).toString());
    QCOMPARE(names, QStringList());
    QVERIFY(bare.value("SELECT count(*) FROM pragma_table_list WHERE strict = 1").toLongLong() > 20);
}

void QtFactsTest::commitAfterAFailure() {
    BARE(bare);
    QVERIFY(bare.database.transaction());
    QVERIFY(bare.does("INSERT INTO t VALUES (1, 1)"));
    QVERIFY(!bare.does("INSERT INTO t VALUES (1, 2)"));
    QCOMPARE(bare.database.commit(), isSqlite); // and SQLite has stored the half of it
    QCOMPARE(bare.value("SELECT count(*) FROM t").toLongLong(), isSqlite ? 1 : 0);
}

void QtFactsTest::commitOfAStaleSnapshot() {
    const auto created = support::TempStore::createEmpty(Engine::Sqlite);
    VERIFY_DONE(created);
    Bare first((*created)->url());
    Bare second((*created)->url());
    QVERIFY(second.database.transaction());
    QCOMPARE(second.value("SELECT count(*) FROM t").toLongLong(), 0);
    QVERIFY(first.does("INSERT INTO t VALUES (1, 1)"));
    QCOMPARE(second.run("INSERT INTO t VALUES (2, 1)").nativeErrorCode(), QStringLiteral("517"));
    QVERIFY(second.database.commit());
    QCOMPARE(first.value("SELECT count(*) FROM t").toLongLong(), 1);
}

void QtFactsTest::commitOfAKilledConnection() {
    if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) return;
    const auto created = support::TempStore::createEmpty(Engine::Postgres);
    VERIFY_DONE(created);
    Bare killer((*created)->url());
    Bare victim((*created)->url());
    QVERIFY(victim.database.transaction());
    const QByteArray process = victim.value("SELECT pg_backend_pid()").toByteArray();
    QVERIFY(killer.does(QByteArray("SELECT pg_terminate_backend(" + process + ", 5000)").constData()));
    QVERIFY(!victim.database.commit());
    QVERIFY(victim.database.lastError().nativeErrorCode().isEmpty());
    QVERIFY(!victim.database.lastError().databaseText().isEmpty()); // there is a text, in the server's language
}

void QtFactsTest::twoStatementsInOneExec() {
    BARE(bare);
    QCOMPARE(bare.does("INSERT INTO t VALUES (1, 1); INSERT INTO t VALUES (2, 2)"), !isSqlite);
    QCOMPARE(bare.value("SELECT count(*) FROM t").toLongLong(), isSqlite ? 0 : 2);
}

void QtFactsTest::unboundPlaceholder() {
    BARE(bare);
    QFETCH(const int, values);
    QSqlQuery insert(bare.database);
    QVERIFY(insert.prepare(QStringLiteral("INSERT INTO t VALUES (?, ?)")));
    for (int i = 0; i < values; ++i) insert.addBindValue(i + 1);
    QVERIFY(!insert.exec());
    if (isSqlite)
        QVERIFY2(insert.lastError().text().contains(QStringLiteral("Parameter count mismatch")),
                 qPrintable(insert.lastError().text()));
    else
        QCOMPARE(insert.lastError().nativeErrorCode(), QStringLiteral("42601"));
    QCOMPARE(bare.value("SELECT count(*) FROM t").toLongLong(), 0);
}

void QtFactsTest::errorTypeSaysNothing() {
    BARE(bare);
    QVERIFY(bare.does("INSERT INTO t VALUES (1, 1)"));
    const QSqlError error = bare.run("INSERT INTO t VALUES (1, 2)");
    QCOMPARE(error.type(), isSqlite ? QSqlError::ConnectionError : QSqlError::StatementError);
    QCOMPARE(error.nativeErrorCode(), isSqlite ? QStringLiteral("1555") : QStringLiteral("23505"));
}

void QtFactsTest::ddlIsTransactional() {
    BARE(bare);
    QVERIFY(bare.database.transaction());
    QVERIFY(bare.does("CREATE TABLE u (a BIGINT)"));
    QVERIFY(bare.does("CREATE UNIQUE INDEX u_a ON u (a) WHERE a > 0"));
    QVERIFY(bare.database.rollback());
    QVERIFY(!bare.does("INSERT INTO u VALUES (1)"));
}

QTEST_GUILESS_MAIN(QtFactsTest)
#include "qt_facts_test.moc"
