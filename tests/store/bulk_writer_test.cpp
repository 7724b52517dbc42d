// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/bulk_writer.h"
#include "core/store/transaction.h"
#include "tests/support/check_fails.h"
#include "tests/support/temp_store.h"

#include <QElapsedTimer>

using namespace payout;
using namespace payout::store;
using payout::support::addEngineRows;

class BulkWriterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesAHundredThousandRows_data() { addEngineRows(); }
    void writesAHundredThousandRows();
    void valuesComeBack_data() { addEngineRows(); }
    void valuesComeBack();
    void everyIntegerTypeHasItsOwnForm();
    void violationIsReportedAndNothingStays_data() { addEngineRows(); }
    void violationIsReportedAndNothingStays();
    void abandonedWriterPoisons_data() { addEngineRows(); }
    void abandonedWriterPoisons();
    void badTextIsRefused_data() { addEngineRows(); }
    void badTextIsRefused();
    void unknownColumnIsBroken_data() { addEngineRows(); }
    void unknownColumnIsBroken();
    void noRowsAreNoError_data() { addEngineRows(); }
    void noRowsAreNoError();
    void otherStatementsWaitForTheEnd_data() { addEngineRows(); }
    void otherStatementsWaitForTheEnd();
    void killedConnectionIsUnavailable();
};

namespace {

constexpr const char* lineTable = R"sql(CREATE TABLE line (
    id {int} PRIMARY KEY, file {int} NOT NULL, line_no {int} NOT NULL, amount {int} NOT NULL, fee {int} NOT NULL,
    booked {int} NOT NULL, direction {int} NOT NULL, bank_ref TEXT NOT NULL, order_no TEXT NOT NULL,
    account TEXT NOT NULL, name TEXT NOT NULL, memo TEXT, raw TEXT NOT NULL) {strict})sql";

Done createLines(Connection& connection) {
    TRY_DONE(execute(connection, lineTable));
    TRY_DONE(execute(connection, "CREATE UNIQUE INDEX line_bank_ref ON line (bank_ref)"));
    TRY_DONE(execute(connection, "CREATE UNIQUE INDEX line_natural ON line (file, line_no)"));
    return {};
}

Result<BulkWriter> startLines(Connection& connection) {
    return BulkWriter::start(connection, "line",
                             {"id", "file", "line_no", "amount", "fee", "booked", "direction", "bank_ref", "order_no",
                              "account", "name", "memo", "raw"});
}

Done writeLine(BulkWriter& writer, std::int64_t id, const QByteArray& bankReference) {
    writer.integer(id);
    writer.integer(1);
    writer.integer(id);
    writer.integer(id * 100);
    writer.integer(0);
    writer.integer(20261122);
    writer.integer(-1);
    writer.utf8(bankReference);
    writer.utf8("20261122140327000001");
    writer.utf8("6217000010001230017");
    writer.text(u"张三");
    writer.null();
    writer.utf8("6217000010001230017|100.00|\\|\t");
    return writer.endRow();
}

/// `last` repeats the reference of the first row if `repeats`.
Result<std::int64_t> writeLines(Connection& connection, std::int64_t count, bool repeats = false) {
    return inTransaction(connection, Isolation::Write, [count, repeats](Connection& inside) -> Result<std::int64_t> {
        TRY(auto writer, startLines(inside));
        for (std::int64_t id = 1; id <= count; ++id) {
            const bool isRepeat = repeats && id == count;
            TRY_DONE(writeLine(writer, id, "REF" + QByteArray::number(isRepeat ? 1 : id)));
        }
        return writer.finish();
    });
}

std::int64_t countLines(Connection& connection) {
    return queryInt64(connection, "SELECT count(*) FROM line").value_or(-1);
}

} // namespace

void BulkWriterTest::writesAHundredThousandRows() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createLines(connection));
    constexpr std::int64_t count = 100'000;
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(writeLines(connection, count).value_or(-1), count);
    // A desk that imported goes back to a reader's memory.
    if (connection.engine() == Engine::Sqlite) QCOMPARE(queryInt64(connection, "PRAGMA cache_size").value_or(0), -8192);
    qInfo("100,000 rows of 13 columns, three unique indexes: %lld ms", timer.elapsed());
    QCOMPARE(countLines(connection), count);
    QCOMPARE(queryInt64(connection, "SELECT CAST(SUM(amount) AS BIGINT) FROM line").value_or(-1),
             100 * count * (count + 1) / 2);
}

void BulkWriterTest::valuesComeBack() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createLines(connection));
    QCOMPARE(writeLines(connection, 1).value_or(-1), 1);
    auto rows = query(connection, "SELECT id, direction, name, memo, raw, amount FROM line");
    VERIFY_DONE(rows);
    QVERIFY(rows->next());
    QCOMPARE(rows->int64(0), 1);
    QCOMPARE(rows->int64(1), -1);
    QCOMPARE(rows->text(2), QStringLiteral("张三"));
    QVERIFY(rows->isNull(3));
    QCOMPARE(rows->text(4), QStringLiteral("6217000010001230017|100.00|\\|\t"));
    QVERIFY(!rows->next());
    VERIFY_DONE(rows->finish());
}

void BulkWriterTest::everyIntegerTypeHasItsOwnForm() {
    if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) return;
    const auto created = support::TempStore::createEmpty(Engine::Postgres);
    VERIFY_DONE(created);
    Connection& connection = (*created)->connection();
    VERIFY_DONE(
        execute(connection, "CREATE TABLE k (a SMALLINT, b INTEGER, c BIGINT, d BOOLEAN, e VARCHAR(9), f BYTEA)"));
    const auto write = [](std::int64_t a, std::int64_t b) {
        return [a, b](Connection& inside) -> Result<std::int64_t> {
            TRY(auto writer, BulkWriter::start(inside, "k", {"a", "b", "c", "d", "e", "f"}));
            writer.integer(a);
            writer.integer(b);
            writer.integer(std::numeric_limits<std::int64_t>::min());
            writer.integer(1);
            writer.utf8("nine");
            writer.utf8("bytes");
            TRY_DONE(writer.endRow());
            return writer.finish();
        };
    };
    QCOMPARE(inTransaction(connection, Isolation::Write, write(-32768, 2147483647)).value_or(-1), 1);
    VERIFY_ERROR(inTransaction(connection, Isolation::Write, write(32768, 0)), ErrorKind::Broken, "BulkColumn");
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM k WHERE a = -32768 AND b = 2147483647 AND d AND e = 'nine' "
                                    "AND c = CAST('-9223372036854775808' AS BIGINT)")
                 .value_or(-1),
             1);
}

void BulkWriterTest::violationIsReportedAndNothingStays() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createLines(connection));
    const auto written = writeLines(connection, 5000, true);
    VERIFY_ERROR(written, ErrorKind::Refused, "UniqueViolation");
    QVERIFY2(written.error().detail.contains(QStringLiteral("bank_ref")), qPrintable(written.error().detail));
    QCOMPARE(countLines(connection), 0);

    // Whoever overlooks the error commits nothing either.
    auto transaction = Transaction::begin(connection, Isolation::Write);
    VERIFY_DONE(transaction);
    {
        auto writer = startLines(connection);
        VERIFY_DONE(writer);
        static_cast<void>(writeLine(*writer, 1, "REF"));
        static_cast<void>(writeLine(*writer, 2, "REF"));
        QVERIFY(!writer->finish());
    }
    VERIFY_ERROR(transaction->commit(), ErrorKind::Broken, "TransactionPoisoned");
    QCOMPARE(countLines(connection), 0);
    QCOMPARE(writeLines(connection, 10).value_or(-1), 10); // and the connection is as good as before
}

void BulkWriterTest::abandonedWriterPoisons() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createLines(connection));
    auto transaction = Transaction::begin(connection, Isolation::Write);
    VERIFY_DONE(transaction);
    {
        auto writer = startLines(connection);
        VERIFY_DONE(writer);
        VERIFY_DONE(writeLine(*writer, 1, "REF"));
    }
    VERIFY_ERROR(transaction->commit(), ErrorKind::Broken, "TransactionPoisoned");
    QCOMPARE(countLines(connection), 0);
}

void BulkWriterTest::badTextIsRefused() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(execute(connection, "CREATE TABLE k (a TEXT) {strict}"));
    const auto write = [&connection](auto put) {
        return inTransaction(connection, Isolation::Write, [&put](Connection& inside) -> Result<std::int64_t> {
            TRY(auto writer, BulkWriter::start(inside, "k", {"a"}));
            put(writer);
            TRY_DONE(writer.endRow());
            return writer.finish();
        });
    };
    VERIFY_ERROR(write([](BulkWriter& w) { w.utf8("\xd5\xc5\xc8\xfd"); }), ErrorKind::Broken, "TextNotStorable");
    VERIFY_ERROR(write([](BulkWriter& w) { w.utf8(QByteArray("a\0b", 3)); }), ErrorKind::Broken, "TextNotStorable");
    VERIFY_ERROR(write([](BulkWriter& w) { w.text(QString(QChar(0xD83C))); }), ErrorKind::Broken, "TextNotStorable");
    QCOMPARE(write([](BulkWriter& w) { w.text(QString()); }).value_or(-1), 1);
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM k WHERE a = ''").value_or(-1), 1);
}

void BulkWriterTest::unknownColumnIsBroken() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(createLines(store.connection()));
    auto transaction = Transaction::begin(store.connection(), Isolation::Write);
    VERIFY_DONE(transaction);
    VERIFY_ERROR(BulkWriter::start(store.connection(), "line", {"id", "surprise"}), ErrorKind::Broken, "SqlError");
    VERIFY_ERROR(transaction->commit(), ErrorKind::Broken, "TransactionPoisoned");
}

void BulkWriterTest::noRowsAreNoError() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(createLines(store.connection()));
    QCOMPARE(writeLines(store.connection(), 0).value_or(-1), 0);
}

void BulkWriterTest::otherStatementsWaitForTheEnd() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createLines(connection));
    auto transaction = Transaction::begin(connection, Isolation::Write);
    VERIFY_DONE(transaction);
    auto writer = startLines(connection);
    VERIFY_DONE(writer);
    QVERIFY(support::checkFails([&] { static_cast<void>(query(connection, "SELECT 1")); }));
    QVERIFY(support::checkFails([&] { static_cast<void>(transaction->commit()); }));
    VERIFY_DONE(writeLine(*writer, 1, "REF"));
    VERIFY_DONE(writer->finish());
    VERIFY_DONE(transaction->commit());
    QCOMPARE(countLines(connection), 1);
}

void BulkWriterTest::killedConnectionIsUnavailable() {
    if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) return;
    const auto created = support::TempStore::createEmpty(Engine::Postgres);
    VERIFY_DONE(created);
    support::TempStore& store = **created;
    VERIFY_DONE(createLines(store.connection()));
    const auto victim = store.open();
    VERIFY_DONE(victim);
    auto transaction = Transaction::begin(**victim, Isolation::Write);
    VERIFY_DONE(transaction);
    const auto process = queryInt64(**victim, "SELECT pg_backend_pid()");
    auto writer = startLines(**victim);
    VERIFY_DONE(writer);
    VERIFY_DONE(execute(store.connection(), "SELECT pg_terminate_backend(CAST(? AS INTEGER), 5000)", *process));
    Done written;
    for (int id = 1; written && id < 50'000; ++id) written = writeLine(*writer, id, QByteArray::number(id));
    const auto finished = writer->finish();
    VERIFY_ERROR(finished, ErrorKind::Unavailable, "DatabaseUnreachable");
    VERIFY_ERROR(transaction->commit(), ErrorKind::Broken, "TransactionPoisoned");
    QCOMPARE(countLines(store.connection()), 0);
}

QTEST_GUILESS_MAIN(BulkWriterTest)
#include "bulk_writer_test.moc"
