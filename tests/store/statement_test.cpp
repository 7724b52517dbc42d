// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statement.h"
#include "core/store/transaction.h"
#include "tests/support/temp_store.h"

using namespace payout;
using namespace payout::store;
using payout::support::addEngineRows;

namespace {

/// A double would be stored rounded by PostgreSQL; a pointer to characters has no length and no encoding.
template <class T>
concept IsBindable = requires(const T& value) { binding::toVariant(value); };
static_assert(!IsBindable<double> && !IsBindable<float> && !IsBindable<long double>);
static_assert(!IsBindable<const char*>);
static_assert(IsBindable<std::int64_t> && IsBindable<int> && IsBindable<bool> && IsBindable<QString>);
static_assert(IsBindable<UtcTime> && IsBindable<BusinessDate> && IsBindable<PayoutId>);
static_assert(IsBindable<std::optional<std::int64_t>>);

} // namespace

class StatementTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valuesComeBack_data() { addEngineRows(); }
    void valuesComeBack();
    void nullTextIsEmptyText_data() { addEngineRows(); }
    void nullTextIsEmptyText();
    void hostileTextStaysText_data() { addEngineRows(); }
    void hostileTextStaysText();
    void unstorableTextIsRefused_data();
    void unstorableTextIsRefused();
    void placeholdersAreCounted_data() { addEngineRows(); }
    void placeholdersAreCounted();
    void twoStatementsAreRefused_data() { addEngineRows(); }
    void twoStatementsAreRefused();
    void transactionControlIsRefused_data() { addEngineRows(); }
    void transactionControlIsRefused();
    void wrongReadsAreRemembered_data();
    void wrongReadsAreRemembered();
    void sumIsExactOnlyWithCast_data() { addEngineRows(); }
    void sumIsExactOnlyWithCast();
    void strictTablesRefuseText_data() { addEngineRows(); }
    void strictTablesRefuseText();
    void readersMayInterleave_data() { addEngineRows(); }
    void readersMayInterleave();
    void sameStatementNestsInItself_data() { addEngineRows(); }
    void sameStatementNestsInItself();
    void halfReadResultHurtsNobody_data() { addEngineRows(); }
    void halfReadResultHurtsNobody();
    void returningIsCompleteAtOnce_data() { addEngineRows(); }
    void returningIsCompleteAtOnce();
    void conflictDoNothingReturning_data() { addEngineRows(); }
    void conflictDoNothingReturning();
    void changedRowsAreCounted_data() { addEngineRows(); }
    void changedRowsAreCounted();
    void manyTextsOutgrowTheCache_data() { addEngineRows(); }
    void manyTextsOutgrowTheCache();
    void clockIsTheDatabases_data() { addEngineRows(); }
    void clockIsTheDatabases();
};

namespace {

Done createTable(Connection& connection) {
    TRY_DONE(execute(connection, "CREATE TABLE t (id {int} PRIMARY KEY, name TEXT, data {bytes}, n {int}) {strict}"));
    return {};
}

Done insertNumbers(Connection& connection, int count) {
    return inTransaction(connection, Isolation::Write, [count](Connection& inside) -> Done {
        for (int i = 1; i <= count; ++i) TRY_DONE(execute(inside, "INSERT INTO t (id, n) VALUES (?, ?)", i, i * 10));
        return {};
    });
}

} // namespace

void StatementTest::valuesComeBack() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    const std::int64_t huge = std::numeric_limits<std::int64_t>::min();
    const QByteArray bytes("\0\xff\\x'\n", 6);
    const auto inserted = execute(connection, "INSERT INTO t VALUES (?, ?, ?, ?), (2, NULL, NULL, NULL)", 1,
                                  QStringLiteral("张三🏦"), bytes, huge);
    VERIFY_DONE(inserted);
    QCOMPARE(*inserted, 2);

    auto rows = query(connection, "SELECT id, name, data, n, id = 1 FROM t ORDER BY id");
    VERIFY_DONE(rows);
    QVERIFY(rows->next());
    QCOMPARE(rows->id<PayoutId>(0), PayoutId(1));
    QCOMPARE(rows->text(1), QStringLiteral("张三🏦"));
    QCOMPARE(rows->bytes(2), bytes);
    QCOMPARE(rows->int64(3), huge);
    QCOMPARE(rows->boolean(4), true);
    QVERIFY(rows->next());
    QVERIFY(rows->isNull(1));
    QCOMPARE(rows->optionalText(1), std::optional<QString>());
    QCOMPARE(rows->optionalInt64(3), std::optional<std::int64_t>());
    QCOMPARE(rows->optionalTime(3), std::optional<UtcTime>());
    QCOMPARE(rows->optionalInt64(0), std::optional<std::int64_t>(2));
    QVERIFY(!rows->next());
    VERIFY_DONE(rows->finish());
}

void StatementTest::nullTextIsEmptyText() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    VERIFY_DONE(execute(connection, "INSERT INTO t (id, name, data) VALUES (1, ?, ?)", QString(), QByteArray()));
    VERIFY_DONE(execute(connection, "INSERT INTO t (id, name) VALUES (2, ?)", std::optional<QString>()));
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM t WHERE name = ''").value_or(-1), 1);
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM t WHERE data IS NOT NULL").value_or(-1), 1);
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM t WHERE name IS NULL").value_or(-1), 1);
}

void StatementTest::hostileTextStaysText() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    const QStringList hostile{QStringLiteral("'); DROP TABLE t; --"), QStringLiteral("\\'; DROP TABLE t; --"),
                              QStringLiteral("$1 ? :name {int}"), QStringLiteral("E'\\\\x00'")};
    for (int i = 0; i < hostile.size(); ++i) {
        VERIFY_DONE(execute(connection, "INSERT INTO t (id, name) VALUES (?, ?)", i, hostile[i]));
        auto rows = query(connection, "SELECT name FROM t WHERE id = ? AND name = ?", i, hostile[i]);
        VERIFY_DONE(rows);
        QVERIFY(rows->next());
        QCOMPARE(rows->text(0), hostile[i]);
    }
}

void StatementTest::unstorableTextIsRefused_data() {
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QString>("text");
    for (const auto engine : {Engine::Sqlite, Engine::Postgres}) {
        if (engine == Engine::Postgres && qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) continue;
        const char* name = engine == Engine::Sqlite ? "sqlite" : "postgres";
        QTest::addRow("%s NUL", name) << engine << QString(QStringLiteral("a") + QChar(u'\0') + QStringLiteral("b"));
        QTest::addRow("%s half a surrogate pair", name) << engine << QString(QChar(0xD83C));
    }
}

void StatementTest::unstorableTextIsRefused() {
    PAYOUT_EMPTY_STORE(store);
    QFETCH(const QString, text);
    VERIFY_DONE(createTable(store.connection()));
    VERIFY_ERROR(execute(store.connection(), "INSERT INTO t (id, name) VALUES (1, ?)", text), ErrorKind::Broken,
                 "TextNotStorable");
}

void StatementTest::placeholdersAreCounted() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    VERIFY_ERROR(execute(connection, "INSERT INTO t (id, n) VALUES (?, ?)", 1), ErrorKind::Broken, "PlaceholderCount");
    VERIFY_ERROR(execute(connection, "INSERT INTO t (id) VALUES (?)", 1, 2), ErrorKind::Broken, "PlaceholderCount");
    VERIFY_ERROR(query(connection, "SELECT '?' -- ?", 1), ErrorKind::Broken, "PlaceholderCount");
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM t").value_or(-1), 0);
    // The statement itself is sound and still works.
    VERIFY_DONE(execute(connection, "INSERT INTO t (id, n) VALUES (?, ?)", 1, 2));
    QCOMPARE(queryInt64(connection, "SELECT ? /* ? */ + id -- ?\n FROM t WHERE n = ?", 5, 2).value_or(-1), 6);
}

void StatementTest::twoStatementsAreRefused() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    VERIFY_ERROR(execute(connection, "INSERT INTO t (id) VALUES (1); DELETE FROM t"), ErrorKind::Broken,
                 "SeveralStatements");
    VERIFY_ERROR(execute(connection, "CREATE TABLE u (a {int}); CREATE TABLE v (a {int})"), ErrorKind::Broken,
                 "SeveralStatements");
    VERIFY_DONE(execute(connection, "INSERT INTO t (id) VALUES (1);"));
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM t").value_or(-1), 1);
}

void StatementTest::transactionControlIsRefused() {
    PAYOUT_EMPTY_STORE(store);
    for (const char* sql : {"BEGIN", "commit", "/* x */ ROLLBACK", "SAVEPOINT a", "END"})
        VERIFY_ERROR(execute(store.connection(), sql), ErrorKind::Broken, "TransactionControl");
}

void StatementTest::wrongReadsAreRemembered_data() {
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("code");
    for (const auto engine : {Engine::Sqlite, Engine::Postgres}) {
        if (engine == Engine::Postgres && qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) continue;
        const char* name = engine == Engine::Sqlite ? "sqlite" : "postgres";
        QTest::addRow("%s NULL", name) << engine << QByteArray("SELECT n FROM t") << "ReadNull";
        QTest::addRow("%s text", name) << engine << QByteArray("SELECT name FROM t") << "ReadType";
        QTest::addRow("%s double", name) << engine << QByteArray("SELECT 2 * 0.5 FROM t") << "ReadType";
        QTest::addRow("%s bytes", name) << engine << QByteArray("SELECT data FROM t") << "ReadType";
    }
}

void StatementTest::wrongReadsAreRemembered() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    QFETCH(const QByteArray, sql);
    QFETCH(const QString, code);
    VERIFY_DONE(createTable(connection));
    VERIFY_DONE(execute(connection, "INSERT INTO t VALUES (1, '12', ?, NULL)", QByteArray("12")));
    const auto result = queryInt64(connection, sql.constData());
    QCOMPARE(support::kindAndCode(result), QStringLiteral("broken: ") + code);

    // Nobody who forgets to ask can commit what he computed from it.
    auto transaction = Transaction::begin(connection, Isolation::Write);
    VERIFY_DONE(transaction);
    auto rows = query(connection, sql.constData());
    VERIFY_DONE(rows);
    QVERIFY(rows->next());
    QCOMPARE(rows->int64(0), 0);
    VERIFY_ERROR(transaction->commit(), ErrorKind::Broken, "TransactionPoisoned");
    QVERIFY(!rows->finish());
}

void StatementTest::sumIsExactOnlyWithCast() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    constexpr std::int64_t pastDouble = (std::int64_t{1} << 53) + 1;
    VERIFY_DONE(execute(connection, "INSERT INTO t (id, n) VALUES (1, ?), (2, 0)", pastDouble));
    QCOMPARE(queryInt64(connection, "SELECT CAST(SUM(n) AS BIGINT) FROM t").value_or(-1), pastDouble);
    const auto bare = queryInt64(connection, "SELECT SUM(n) FROM t");
    if (engine == Engine::Postgres)
        VERIFY_ERROR(bare, ErrorKind::Broken, "ReadType");
    else
        QCOMPARE(bare.value_or(-1), pastDouble);
}

void StatementTest::strictTablesRefuseText() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    VERIFY_ERROR(execute(connection, "INSERT INTO t (id, n) VALUES (1, ?)", QStringLiteral("zwölf")), ErrorKind::Broken,
                 "SqlError");
    VERIFY_ERROR(execute(connection, "INSERT INTO t (id, n) VALUES (1, ?)", QStringLiteral("12.75")), ErrorKind::Broken,
                 "SqlError");
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM t").value_or(-1), 0);
}

// PostgreSQL streams a forward-only result, and the driver throws its rest away when another statement is sent.
void StatementTest::readersMayInterleave() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    VERIFY_DONE(insertNumbers(connection, 50));
    auto outer = query(connection, "SELECT id, n FROM t ORDER BY id");
    VERIFY_DONE(outer);
    int expected = 0;
    while (outer->next()) {
        ++expected;
        QCOMPARE(queryInt64(connection, "SELECT n FROM t WHERE id = ?", outer->int64(0)).value_or(-1), expected * 10);
        VERIFY_DONE(execute(connection, "UPDATE t SET name = 'seen' WHERE id = ?", outer->int64(0)));
        QCOMPARE(outer->int64(0), expected);
        QCOMPARE(outer->int64(1), expected * 10);
    }
    VERIFY_DONE(outer->finish());
    QCOMPARE(expected, 50);
}

void StatementTest::sameStatementNestsInItself() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    VERIFY_DONE(insertNumbers(connection, 3));
    const char* sql = "SELECT id FROM t ORDER BY id";
    int pairs = 0;
    auto outer = query(connection, sql);
    VERIFY_DONE(outer);
    while (outer->next()) {
        auto inner = query(connection, sql);
        VERIFY_DONE(inner);
        while (inner->next()) ++pairs;
        VERIFY_DONE(inner->finish());
    }
    VERIFY_DONE(outer->finish());
    QCOMPARE(pairs, 9);
}

void StatementTest::halfReadResultHurtsNobody() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    VERIFY_DONE(insertNumbers(connection, 2000));
    const auto read = inTransaction(connection, Isolation::Write, [](Connection& inside) -> Done {
        for (int round = 0; round < 3; ++round) {
            TRY(auto rows, query(inside, "SELECT id FROM t ORDER BY id"));
            if (!rows.next() || rows.int64(0) != 1) return broken(QStringLiteral("WrongRow"));
        }
        TRY_DONE(execute(inside, "DELETE FROM t WHERE id = 1"));
        return {};
    });
    VERIFY_DONE(read);
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM t").value_or(-1), 1999);
}

void StatementTest::returningIsCompleteAtOnce() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    {
        auto rows = query(connection, "INSERT INTO t (id) VALUES (1), (2), (3) RETURNING id");
        VERIFY_DONE(rows);
        QVERIFY(rows->next());
        // Another connection sees all of it although one row of three was read.
        const auto other = store.open();
        VERIFY_DONE(other);
        QCOMPARE(queryInt64(**other, "SELECT count(*) FROM t").value_or(-1), 3);
    }
    VERIFY_ERROR(query(connection, "INSERT INTO t (id) VALUES (4), (1) RETURNING id"), ErrorKind::Refused,
                 "UniqueViolation");
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM t").value_or(-1), 3);
}

void StatementTest::conflictDoNothingReturning() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    const char* sql = "INSERT INTO t (id, n) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING n";
    auto transaction = Transaction::begin(connection, Isolation::Write);
    VERIFY_DONE(transaction);
    QCOMPARE(queryOptionalInt64(connection, sql, 1, 7).value_or(std::nullopt), std::optional<std::int64_t>(7));
    const auto second = queryOptionalInt64(connection, sql, 1, 8);
    VERIFY_DONE(second);
    QCOMPARE(*second, std::optional<std::int64_t>());
    VERIFY_DONE(transaction->commit()); // a conflict that was asked for poisons nothing
}

void StatementTest::changedRowsAreCounted() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    VERIFY_DONE(insertNumbers(connection, 5));
    QCOMPARE(execute(connection, "UPDATE t SET n = 0 WHERE id > ?", 2).value_or(-1), 3);
    QCOMPARE(execute(connection, "UPDATE t SET n = 0 WHERE id > ?", 99).value_or(-1), 0);
    QCOMPARE(execute(connection, "DELETE FROM t").value_or(-1), 5);
    QCOMPARE(execute(connection, "CREATE TABLE u (a {int})").value_or(-1), 0);
    QCOMPARE(execute(connection, "SELECT 1").value_or(-1), 0);
}

void StatementTest::manyTextsOutgrowTheCache() {
    PAYOUT_EMPTY_STORE(store);
    std::vector<QByteArray> texts;
    for (int i = 0; i < 450; ++i) texts.push_back("SELECT ? + " + QByteArray::number(i));
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 450; ++i)
            QCOMPARE(queryInt64(store.connection(), texts[static_cast<std::size_t>(i)].constData(), 1).value_or(-1),
                     1 + i);
}

void StatementTest::clockIsTheDatabases() {
    PAYOUT_TEMP_STORE(store);
    VERIFY_DONE(store.setClock(UtcTime(1'800'000'000'000)));
    QCOMPARE(store.connection().now().value_or(UtcTime()), UtcTime(1'800'000'000'000));
    VERIFY_DONE(store.shiftClock(std::chrono::milliseconds(-1)));
    QCOMPARE(store.connection().now().value_or(UtcTime()), UtcTime(1'799'999'999'999));
}

QTEST_GUILESS_MAIN(StatementTest)
#include "statement_test.moc"
