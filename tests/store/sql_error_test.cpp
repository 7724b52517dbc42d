// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_error.h"
#include "core/store/statement.h"
#include "tests/support/temp_store.h"

using namespace payout;
using namespace payout::store;
using payout::support::addEngineRows;

class SqlErrorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void classifiesNativeCodes_data();
    void classifiesNativeCodes();
    void readsNamesInAnyLanguage();
    void masksAccounts();
    void enginesSayTheSame_data();
    void enginesSayTheSame();
    void detailHoldsNoValues_data() { addEngineRows(); }
    void detailHoldsNoValues();
};

namespace {

void addCode(const char* engine, const char* code, const char* message, const char* statement, const char* commit) {
    const Engine which = *engine == 's' ? Engine::Sqlite : Engine::Postgres;
    QTest::addRow("%s %s %s", engine, code, message) << which << QString::fromUtf8(code) << QString::fromUtf8(message)
                                                     << QString::fromUtf8(statement) << QString::fromUtf8(commit);
}

void addSame(const char* engine, const char* code, const char* message, const char* always) {
    addCode(engine, code, message, always, always);
}

} // namespace

void SqlErrorTest::classifiesNativeCodes_data() {
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("commit");
    addSame("s", "2067", "UNIQUE constraint failed: t.a, t.b", "refused: UniqueViolation: t.a, t.b");
    addSame("s", "1555", "UNIQUE constraint failed: t.id", "refused: UniqueViolation: t.id");
    addSame("s", "275", "CHECK constraint failed: pd_TotalNotAgain", "refused: TotalNotAgain: pd_TotalNotAgain");
    addSame("s", "275", "CHECK constraint failed: pd_Nonsense", "refused: ConstraintViolation: pd_Nonsense");
    addSame("s", "787", "FOREIGN KEY constraint failed", "refused: ConstraintViolation");
    addSame("s", "1299", "NOT NULL constraint failed: t.a", "refused: ConstraintViolation: t.a");
    addSame("s", "1811", "PD-REFUSED:NotApproved", "refused: NotApproved: PD-REFUSED:NotApproved");
    addSame("s", "1811", "PD-REFUSED:NoSuchRule", "broken: SqlError: PD-REFUSED:NoSuchRule");
    addSame("s", "5", "database is locked", "unavailable: Serialization: 5 database is locked");
    addSame("s", "517", "database is locked", "unavailable: Serialization: 517 database is locked");
    addSame("s", "13", "database is full", "unavailable: DatabaseDisk: 13 database is full");
    addCode("s", "1034", "disk I/O error", "unavailable: DatabaseDisk: 1034 disk I/O error",
            "outcome unknown: CommitUnknown: 1034");
    addSame("s", "3091", "cannot store TEXT value in INTEGER column t.a",
            "broken: SqlError: 3091 cannot store TEXT value in INTEGER column t.a");
    addSame("s", "1", "no such table: t", "broken: SqlError: 1 no such table: t");
    addSame("p", "23505", "ERROR:  duplicate key value violates unique constraint \"t_pkey\"",
            "refused: UniqueViolation: t_pkey");
    addSame("p", "23514", "ERROR:  new row for relation \"t\" violates check constraint \"pd_TotalNotAgain\"",
            "refused: TotalNotAgain: t pd_TotalNotAgain");
    addSame("p", "23514", "ERROR:  new row for relation \"t\" violates check constraint \"pd_totalnotagain\"",
            "refused: TotalNotAgain: t pd_totalnotagain");
    addSame("p", "23503", "ERROR:  insert on table \"t\" violates foreign key constraint \"t_a_fkey\"",
            "refused: ConstraintViolation: t t_a_fkey");
    addSame("p", "P0001", "ERROR:  PD-REFUSED:NotApproved", "refused: NotApproved: ERROR:  PD-REFUSED:NotApproved");
    addSame("p", "P0001", "ERROR:  something else", "broken: SqlError: ERROR:  something else");
    addSame("p", "22P02", "ERROR:  invalid input: \"PD-REFUSED:NotApproved\"",
            "broken: SqlError: 22P02 ERROR:  invalid input: \"PD-REFUSED:NotApproved\"");
    addSame("p", "40001", "ERROR:  could not serialize",
            "unavailable: Serialization: 40001 ERROR:  could not serialize");
    addSame("p", "40P01", "ERROR:  deadlock", "unavailable: Serialization: 40P01 ERROR:  deadlock");
    addCode("p", "57P01", "FATAL:  terminating", "unavailable: DatabaseUnreachable: 57P01 FATAL:  terminating",
            "outcome unknown: CommitUnknown: 57P01");
    addCode("p", "08006", "gone", "unavailable: DatabaseUnreachable: 08006 gone",
            "outcome unknown: CommitUnknown: 08006");
    addCode("p", "", "", "unavailable: DatabaseUnreachable:", "outcome unknown: CommitUnknown");
    addCode("p", "40003", "?", "broken: SqlError: 40003 ?", "outcome unknown: CommitUnknown: 40003");
    addSame("p", "53100", "ERROR:  disk full", "unavailable: DatabaseDisk: 53100 ERROR:  disk full");
    addSame("p", "42P01", "ERROR:  no table", "broken: SqlError: 42P01 ERROR:  no table");
}

void SqlErrorTest::classifiesNativeCodes() {
    QFETCH(const Engine, engine);
    QFETCH(const QString, code);
    QFETCH(const QString, message);
    const NativeError native{code, message, false};
    QTEST(describe(classify(engine, native, Moment::Statement)).trimmed(), "statement");
    QTEST(describe(classify(engine, native, Moment::Commit)).trimmed(), "commit");
}

void SqlErrorTest::readsNamesInAnyLanguage() {
    const auto inChinese =
        classify(Engine::Postgres,
                 {QStringLiteral("23514"),
                  QStringLiteral("错误:  关系 \"t\" 的新列违反了检查约束 \"pd_MakerIsChecker\""), false},
                 Moment::Statement);
    QCOMPARE(inChinese.code, QStringLiteral("MakerIsChecker"));
    const auto inFrench = classify(
        Engine::Postgres,
        {QStringLiteral("23514"), QStringLiteral("ERREUR:  la contrainte « pd_MakerIsChecker » de « t »"), false},
        Moment::Statement);
    QCOMPARE(inFrench.code, QStringLiteral("MakerIsChecker"));
}

void SqlErrorTest::masksAccounts() {
    const auto error =
        classify(Engine::Postgres, {QStringLiteral("22P02"), QStringLiteral("invalid: \"6217000010001230017\""), false},
                 Moment::Statement);
    QVERIFY2(!error.detail.contains(QStringLiteral("00001000123")), qPrintable(error.detail));
    QVERIFY2(error.detail.contains(QStringLiteral("6217")), qPrintable(error.detail));
}

namespace {

constexpr const char* guardedTable = R"sql(CREATE TABLE guarded (
    id {int} PRIMARY KEY,
    parent {int} CONSTRAINT guarded_parent REFERENCES guarded (id),
    owner TEXT CONSTRAINT guarded_owner UNIQUE,
    maker {int} NOT NULL,
    checker {int} CONSTRAINT "pd_MakerIsChecker" CHECK (checker <> maker),
    amount {int} CONSTRAINT guarded_positive CHECK (amount > 0)) {strict})sql";

Done createGuarded(Connection& connection) {
    TRY_DONE(execute(connection, guardedTable));
    if (connection.engine() == Engine::Sqlite) {
        TRY_DONE(execute(connection, R"sql(CREATE TRIGGER guarded_frozen BEFORE DELETE ON guarded
            BEGIN SELECT RAISE(ABORT, 'PD-REFUSED:AppendOnly'); END)sql"));
    } else {
        TRY_DONE(execute(connection, R"sql(CREATE FUNCTION frozen() RETURNS trigger LANGUAGE plpgsql AS
            $body$ BEGIN RAISE EXCEPTION 'PD-REFUSED:AppendOnly'; END $body$)sql"));
        TRY_DONE(execute(connection, R"sql(CREATE TRIGGER guarded_frozen BEFORE DELETE ON guarded
            FOR EACH ROW EXECUTE FUNCTION frozen())sql"));
    }
    TRY_DONE(execute(connection, "INSERT INTO guarded VALUES (1, NULL, 'A', 1, 2, 5)"));
    return {};
}

} // namespace

void SqlErrorTest::enginesSayTheSame_data() {
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("kindAndCode");
    QTest::addColumn<QString>("named");
    const auto both = [](const char* name, const char* sql, const char* kindAndCode, const char* named) {
        QTest::addRow("sqlite %s", name) << Engine::Sqlite << QByteArray(sql) << QString::fromUtf8(kindAndCode)
                                         << QString::fromUtf8(named);
        if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) return;
        QTest::addRow("postgres %s", name)
            << Engine::Postgres << QByteArray(sql) << QString::fromUtf8(kindAndCode) << QString::fromUtf8(named);
    };
    both("primary key", "INSERT INTO guarded VALUES (1, NULL, 'B', 1, 2, 5)", "refused: UniqueViolation", "guarded");
    both("unique", "INSERT INTO guarded VALUES (2, NULL, 'A', 1, 2, 5)", "refused: UniqueViolation", "owner");
    both("not null", "INSERT INTO guarded VALUES (2, NULL, 'B', NULL, 2, 5)", "refused: ConstraintViolation", "maker");
    both("check", "INSERT INTO guarded VALUES (2, NULL, 'B', 1, 2, 0)", "refused: ConstraintViolation",
         "guarded_positive");
    both("check of a rule", "UPDATE guarded SET checker = 1", "refused: MakerIsChecker", "pd_MakerIsChecker");
    both("trigger of a rule", "DELETE FROM guarded", "refused: AppendOnly", "AppendOnly");
    both("foreign key", "INSERT INTO guarded VALUES (2, 9, 'B', 1, 2, 5)", "refused: ConstraintViolation", "");
    both("text for a number", "INSERT INTO guarded VALUES (2, NULL, 'B', 'x', 2, 5)", "broken: SqlError", "");
    both("no table", "SELECT a FROM nowhere", "broken: SqlError", "nowhere");
    both("no SQL", "SELEKT 1", "broken: SqlError", "SELEKT");
}

void SqlErrorTest::enginesSayTheSame() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(createGuarded(store.connection()));
    QFETCH(const QByteArray, sql);
    QFETCH(const QString, named);
    const auto done = execute(store.connection(), sql.constData());
    QTEST(support::kindAndCode(done), "kindAndCode");
    QVERIFY2(done.error().detail.contains(named), qPrintable(done.error().detail));
}

void SqlErrorTest::detailHoldsNoValues() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(createGuarded(store.connection()));
    const QString payee = QStringLiteral("6217-0000-1000-SECRET");
    const auto refusedRow = execute(store.connection(), "INSERT INTO guarded VALUES (2, NULL, ?, 1, 2, 0)", payee);
    QVERIFY(!refusedRow);
    QVERIFY2(!describe(refusedRow.error()).contains(QStringLiteral("SECRET")), qPrintable(refusedRow.error().detail));
    VERIFY_DONE(execute(store.connection(), "INSERT INTO guarded VALUES (3, NULL, ?, 1, 2, 1)", payee));
    const auto twice = execute(store.connection(), "INSERT INTO guarded VALUES (4, NULL, ?, 1, 2, 1)", payee);
    VERIFY_ERROR(twice, ErrorKind::Refused, "UniqueViolation");
    QVERIFY2(!describe(twice.error()).contains(QStringLiteral("SECRET")), qPrintable(twice.error().detail));
}

QTEST_GUILESS_MAIN(SqlErrorTest)
#include "sql_error_test.moc"
