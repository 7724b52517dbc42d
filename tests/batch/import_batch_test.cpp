// SPDX-License-Identifier: GPL-3.0-or-later
// Intake (R6, R25, R36, R38; A17, A23, A24): all of a file or nothing of it, one debit, and the books right after each.
#include "core/base/business_date.h"
#include "core/batch/import_batch.h"
#include "core/ledger/ledger_check.h"
#include "core/ledger/read_balances.h"
#include "core/people/submit_token.h"
#include "core/rules/refusal.h"
#include "core/store/statement.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

using namespace payout;
using batch::BatchFileLimits;
using batch::ImportOutcome;
using batch::ImportRequest;

namespace {

constexpr std::int64_t feeMinor = 50;

QByteArray fileOf(const QByteArray& prefix, int rowsCount, std::int64_t amountMinor = 10'000,
                  const QByteArray& extra = {}) {
    const Money total{amountMinor * rowsCount};
    QByteArray file = "#控制," + QByteArray::number(rowsCount) + "," + formatPlain(total).toUtf8() + "\n" + extra +
                      "商户订单号,收款人姓名,收款账号,金额,联行号,附言\n";
    for (int i = 1; i <= rowsCount; ++i)
        file += prefix + QByteArray::number(i) + ",张三," + QByteArray::number(6217000000000000000LL + i) + "," +
                formatPlain(Money{amountMinor}).toUtf8() + ",102100099996,货款\n";
    return file;
}

struct Desk {
    explicit Desk(support::TempStore& tempStore)
        : store(tempStore), fixture(tempStore.connection()),
          merchant(fixture.addMerchant(QStringLiteral("M1"), 100'000'000, feeMinor)) {}

    QString token() { return *people::issueToken(store.connection(), ids, batch::importTokenUse(fixture.clerk())); }
    ImportRequest request(const QByteArray& file, const QString& number) {
        ImportRequest out;
        out.actor = fixture.actor(fixture.clerk());
        out.token = token();
        out.bytes = file;
        out.fileName = QStringLiteral("batch.csv");
        out.merchant = merchant;
        out.channel = fixture.channel();
        out.merchantBatchNo = number;
        return out;
    }
    ImportOutcome import(const QByteArray& file, const QString& number) {
        return batch::importBatch(store.connection(), request(file, number));
    }
    std::int64_t batches() { return fixture.number("SELECT COUNT(*) FROM instruction"); }
    std::int64_t rows() { return fixture.number("SELECT COUNT(*) FROM payout"); }
    QString books() {
        const auto violations = ledger::ledgerCheck(store.connection());
        if (!violations) return describe(violations.error());
        return violations->empty() ? QString() : violations->front().code + violations->front().detail;
    }

    support::TempStore& store;
    support::PayoutFixture fixture;
    SeededIdSource ids{7};
    MerchantId merchant;
};

QString detailOf(const ImportOutcome& outcome) { return outcome.batch ? QString() : outcome.batch.error().detail; }

} // namespace

/// The books hold, and this many batches and rows are stored.
#define VERIFY_STORED(desk, batchesCount, rowsTotal)                                                                   \
    do {                                                                                                               \
        QCOMPARE((desk).books(), QString());                                                                           \
        QCOMPARE((desk).batches(), std::int64_t{batchesCount});                                                        \
        QCOMPARE((desk).rows(), std::int64_t{rowsTotal});                                                              \
    } while (false)

class ImportBatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void storesEverythingAndDebitsOnce_data() { support::addEngineRows(); }
    void storesEverythingAndDebitsOnce();
    void rowsAreStoredAsTheFileSaysThem_data() { support::addEngineRows(); }
    void rowsAreStoredAsTheFileSaysThem();
    void a17SameFileIsRefusedAndNamesTheFirst_data() { support::addEngineRows(); }
    void a17SameFileIsRefusedAndNamesTheFirst();
    void a17SameNumberSameContent_data() { support::addEngineRows(); }
    void a17SameNumberSameContent();
    void a17SameNumberOtherContent_data() { support::addEngineRows(); }
    void a17SameNumberOtherContent();
    void sameNumberOfAnotherMerchantIsAnotherNumber_data() { support::addEngineRows(); }
    void sameNumberOfAnotherMerchantIsAnotherNumber();
    void a23OneFenTooMuch_data() { support::addEngineRows(); }
    void a23OneFenTooMuch();
    void a24TenThousandRowsAreOneBalanceUpdate_data() { support::addEngineRows(); }
    void a24TenThousandRowsAreOneBalanceUpdate();
    void badFileStoresNothing_data() { support::addEngineRows(); }
    void badFileStoresNothing();
    void tooManyRows_data() { support::addEngineRows(); }
    void tooManyRows();
    void aClosedDayTakesNoBatch_data() { support::addEngineRows(); }
    void aClosedDayTakesNoBatch();
    void rowReferenceOfAnotherBatch_data() { support::addEngineRows(); }
    void rowReferenceOfAnotherBatch();
    void cancelledStoresNothing_data() { support::addEngineRows(); }
    void cancelledStoresNothing();
    void lostConnectionStoresNothing_data();
    void lostConnectionStoresNothing();
    void replayGetsTheFirstAnswer_data() { support::addEngineRows(); }
    void replayGetsTheFirstAnswer();
    void tokenOfSomethingElse_data() { support::addEngineRows(); }
    void tokenOfSomethingElse();
    void onlyAClerk_data() { support::addEngineRows(); }
    void onlyAClerk();
    void merchantMustBeActive_data() { support::addEngineRows(); }
    void merchantMustBeActive();
    void batchNumberFormat_data() { support::addEngineRows(); }
    void batchNumberFormat();
};

void ImportBatchTest::storesEverythingAndDebitsOnce() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    VERIFY_DONE(store.setClock(startOf(BusinessDate{20261122})));
    const QByteArray file = fileOf("A-", 3);
    const ImportOutcome outcome = desk.import(file, QStringLiteral("B1"));
    VERIFY_DONE(outcome.batch);
    QCOMPARE(outcome.batch->rowsCount, 3);
    QCOMPARE(outcome.batch->total, Money{30'000});
    QCOMPARE(outcome.batch->fee, Money{3 * feeMinor});
    QVERIFY(outcome.batch->wasFirst);
    VERIFY_STORED(desk, 1, 3);
    QCOMPARE(desk.fixture.availableMinor(desk.merchant), std::int64_t{100'000'000 - 30'000 - 3 * feeMinor});
    QCOMPARE(desk.fixture.number("SELECT COUNT(*) FROM instruction WHERE state = 'PENDING_APPROVAL' "
                                 "AND last_actor = 'clerk' AND business_date = 20261122"),
             std::int64_t{1});
    QCOMPARE(desk.fixture.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'DEBIT_FIRST' "
                                 "AND amount_minor = 30000 AND fee_minor = 150"),
             std::int64_t{1});
    QCOMPARE(desk.fixture.number("SELECT COUNT(*) FROM trail WHERE object_kind = 'instruction' "
                                 "AND to_state = 'PENDING_APPROVAL' AND actor = 'clerk'"),
             std::int64_t{1});
}

void ImportBatchTest::rowsAreStoredAsTheFileSaysThem() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    const QByteArray file = "#控制,2,1334.50\n"
                            "商户订单号,收款人姓名,收款账号,账户类型,联行号,金额,附言\n"
                            "A-1,张三,6217000000000000017,,,1234.50,\n"
                            "A-2,某某有限公司,11-0099887766,对公,102100099996,100,货款\n";
    const ImportOutcome outcome = desk.import(file, QStringLiteral("B1"));
    VERIFY_DONE(outcome.batch);
    auto rows = store::query(store.connection(), R"sql(SELECT id, merchant_row_ref, payee_name, payee_account,
        account_kind, bank_code, amount_minor, fee_minor, currency, purpose, warnings FROM payout ORDER BY id)sql");
    VERIFY_DONE(rows);
    QVERIFY(rows->next());
    QCOMPARE(rows->int64(0), payoutIdOf(outcome.batch->instruction, 1).value);
    QCOMPARE(rows->text(1), QStringLiteral("A-1"));
    QCOMPARE(rows->text(2), QStringLiteral("张三"));
    QCOMPARE(rows->text(3), QStringLiteral("6217000000000000017"));
    QCOMPARE(rows->text(4), QStringLiteral("CARD"));
    QCOMPARE(rows->text(5), QString());
    QCOMPARE(rows->int64(6), std::int64_t{123'450});
    QCOMPARE(rows->int64(7), std::int64_t{feeMinor});
    QVERIFY(rows->next());
    QCOMPARE(rows->int64(0), payoutIdOf(outcome.batch->instruction, 2).value);
    QCOMPARE(rows->text(3), QStringLiteral("11-0099887766"));
    QCOMPARE(rows->text(4), QStringLiteral("COMPANY"));
    QCOMPARE(rows->text(8), QStringLiteral("CNY"));
    QCOMPARE(rows->text(9), QStringLiteral("货款"));
    QVERIFY(!rows->next());
    VERIFY_DONE(rows->finish());
}

void ImportBatchTest::a17SameFileIsRefusedAndNamesTheFirst() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    VERIFY_DONE(store.setClock(startOf(BusinessDate{20261122})));
    const QByteArray file = fileOf("A-", 3);
    VERIFY_DONE(desk.import(file, QStringLiteral("B1")).batch);
    const std::int64_t left = desk.fixture.availableMinor(desk.merchant);
    for (const char* number : {"B1", "B2"}) {
        const ImportOutcome again = desk.import(file, QLatin1String(number));
        VERIFY_ERROR(again.batch, ErrorKind::Refused, "BatchFileSeen");
        QCOMPARE(detailOf(again), QStringLiteral("M1 B1, 2026-11-22 00:00:00, clerk"));
        QCOMPARE(again.file.rowsCount, 3);
    }
    VERIFY_STORED(desk, 1, 3);
    QCOMPARE(desk.fixture.availableMinor(desk.merchant), left);
}

void ImportBatchTest::a17SameNumberSameContent() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    VERIFY_DONE(desk.import(fileOf("A-", 3), QStringLiteral("B1")).batch);
    const ImportOutcome again = desk.import(fileOf("A-", 3, 10'000, "# sent again\n"), QStringLiteral("B1"));
    VERIFY_ERROR(again.batch, ErrorKind::Refused, "BatchNumberSeen");
    QVERIFY2(detailOf(again).startsWith(QStringLiteral("M1 B1, ")), qPrintable(detailOf(again)));
    VERIFY_STORED(desk, 1, 3);
}

void ImportBatchTest::a17SameNumberOtherContent() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    VERIFY_DONE(desk.import(fileOf("A-", 3), QStringLiteral("B1")).batch);
    const ImportOutcome larger = desk.import(fileOf("B-", 4, 20'000), QStringLiteral("B1"));
    VERIFY_ERROR(larger.batch, ErrorKind::Refused, "BatchNumberOtherContent");
    QVERIFY2(detailOf(larger).endsWith(QStringLiteral("; then 3 rows 300.00, now 4 rows 800.00")),
             qPrintable(detailOf(larger)));
    // Rows and total alike, but other payments.
    const ImportOutcome other = desk.import(fileOf("B-", 3), QStringLiteral("B1"));
    VERIFY_ERROR(other.batch, ErrorKind::Refused, "BatchNumberOtherContent");
    VERIFY_STORED(desk, 1, 3);
}

void ImportBatchTest::sameNumberOfAnotherMerchantIsAnotherNumber() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    VERIFY_DONE(desk.import(fileOf("A-", 3), QStringLiteral("B1")).batch);
    desk.merchant = desk.fixture.addMerchant(QStringLiteral("M2"), 1'000'000);
    VERIFY_DONE(desk.import(fileOf("A-", 3, 20'000), QStringLiteral("B1")).batch);
    VERIFY_STORED(desk, 2, 6);
}

void ImportBatchTest::a23OneFenTooMuch() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    desk.merchant = desk.fixture.addMerchant(QStringLiteral("M2"), 10'000 + feeMinor - 1, feeMinor);
    const ImportOutcome outcome = desk.import(fileOf("A-", 1), QStringLiteral("B1"));
    VERIFY_ERROR(outcome.batch, ErrorKind::Refused, "BalanceTooSmall");
    QCOMPARE(detailOf(outcome), QStringLiteral("1"));
    VERIFY_STORED(desk, 0, 0);
    QCOMPARE(desk.fixture.availableMinor(desk.merchant), std::int64_t{10'000 + feeMinor - 1});
    // Exactly the balance is enough.
    desk.merchant = desk.fixture.addMerchant(QStringLiteral("M3"), 10'000 + feeMinor, feeMinor);
    VERIFY_DONE(desk.import(fileOf("A-", 1), QStringLiteral("B1")).batch);
    QCOMPARE(desk.fixture.availableMinor(desk.merchant), std::int64_t{0});
    VERIFY_STORED(desk, 1, 1);
}

void ImportBatchTest::a24TenThousandRowsAreOneBalanceUpdate() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    store::Connection& connection = store.connection();
    VERIFY_DONE(store::execute(connection, "CREATE TABLE balance_update (at_account BIGINT)"));
    if (engine == store::Engine::Postgres) {
        VERIFY_DONE(store::execute(connection, R"sql(CREATE FUNCTION count_update() RETURNS trigger LANGUAGE plpgsql AS
            $f$ BEGIN INSERT INTO balance_update VALUES (NEW.id); RETURN NULL; END $f$)sql"));
        VERIFY_DONE(store::execute(connection,
                                   "CREATE TRIGGER count_updates AFTER UPDATE ON ledger_account "
                                   "FOR EACH ROW WHEN (NEW.code = '2001') EXECUTE FUNCTION count_update()"));
    } else {
        VERIFY_DONE(store::execute(connection, "CREATE TRIGGER count_updates AFTER UPDATE ON ledger_account "
                                               "WHEN NEW.code = '2001' BEGIN INSERT INTO balance_update "
                                               "VALUES (NEW.id); END"));
    }
    VERIFY_DONE(desk.import(fileOf("A-", 10'000, 101), QStringLiteral("B1")).batch);
    QCOMPARE(desk.fixture.number("SELECT COUNT(*) FROM balance_update"), std::int64_t{1});
    VERIFY_STORED(desk, 1, 10'000);
}

void ImportBatchTest::badFileStoresNothing() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    const QByteArray file = "#控制,2,200.001\n商户订单号,收款人姓名,收款账号,金额\n"
                            "A-1,张三,6217000000000000017,100.001\nA-2,李四,6.2E+18,100\n";
    const ImportOutcome outcome = desk.import(file, QStringLiteral("B1"));
    VERIFY_ERROR(outcome.batch, ErrorKind::Refused, "BatchFileInvalid");
    QCOMPARE(outcome.file.rowsCount, 2);
    QVERIFY(outcome.file.errorsCount >= 2);
    VERIFY_STORED(desk, 0, 0);
    // Found out only at its end, when PostgreSQL has stored the rows before; and over the balance as well, which is not
    // what its sender has to hear first.
    QByteArray late = fileOf("A-", 20'000, 1'000'000);
    late.replace("\nA-20000,", "\n,");
    const ImportOutcome lateError = desk.import(late, QStringLiteral("B1"));
    VERIFY_ERROR(lateError.batch, ErrorKind::Refused, "BatchFileInvalid");
    QCOMPARE(lateError.file.rowsCount, 20'000);
    QCOMPARE(lateError.file.errorsCount, 1);
    VERIFY_STORED(desk, 0, 0);
    QByteArray wrongTotal = fileOf("A-", 20'000, 100);
    wrongTotal.replace("#控制,20000,20000.00", "#控制,20000,20000.01");
    VERIFY_ERROR(desk.import(wrongTotal, QStringLiteral("B1")).batch, ErrorKind::Refused, "BatchFileInvalid");
    VERIFY_STORED(desk, 0, 0);
    QByteArray good = fileOf("A-", 20'000, 100);
    VERIFY_DONE(desk.import(good, QStringLiteral("B1")).batch); // nothing of them is in the way
    VERIFY_STORED(desk, 1, 20'000);
    const ImportOutcome empty = desk.import({}, QStringLiteral("B2"));
    VERIFY_ERROR(empty.batch, ErrorKind::Refused, "FileEmpty");
    VERIFY_STORED(desk, 1, 20'000);
}

void ImportBatchTest::tooManyRows() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    const QByteArray file = fileOf("A-", 4);
    ImportRequest request = desk.request(file, QStringLiteral("B1"));
    request.limits.rowsMax = 3;
    VERIFY_ERROR(batch::importBatch(store.connection(), request).batch, ErrorKind::Refused, "TooManyRows");
    VERIFY_STORED(desk, 0, 0);
}

// I25, S22: today was closed, by two people.
void ImportBatchTest::aClosedDayTakesNoBatch() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    const BusinessDate today = businessDateOf(support::must(store.connection().now()));
    VERIFY_DONE(store::execute(store.connection(),
                               "INSERT INTO day_closing (channel_id, business_date, reason, proposed_by, proposed_ms) "
                               "VALUES (?, ?, '', ?, 0)",
                               desk.fixture.channel(), today, desk.fixture.operatorPerson()));
    VERIFY_DONE(store::execute(store.connection(),
                               "INSERT INTO day_closing_confirmation (closing_id, items_count, confirmed_by, "
                               "confirmed_ms) SELECT MAX(id), 0, CAST(? AS BIGINT), 0 FROM day_closing",
                               desk.fixture.supervisor()));
    VERIFY_ERROR(desk.import(fileOf("A-", 4), QStringLiteral("B1")).batch, ErrorKind::Refused, "DayClosed");
    VERIFY_ERROR(desk.import(fileOf("A-", 20'000, 100), QStringLiteral("B2")).batch, ErrorKind::Refused, "DayClosed");
    VERIFY_STORED(desk, 0, 0);
}

void ImportBatchTest::rowReferenceOfAnotherBatch() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    VERIFY_DONE(desk.import(fileOf("A-", 3), QStringLiteral("B1")).batch);
    const std::int64_t left = desk.fixture.availableMinor(desk.merchant);
    QByteArray file = fileOf("B-", 6'000, 101);
    file.replace("\nB-5999,", "\nA-2,");
    const ImportOutcome outcome = desk.import(file, QStringLiteral("B2"));
    VERIFY_ERROR(outcome.batch, ErrorKind::Refused, "RowReferenceSeen");
    QVERIFY2(detailOf(outcome).startsWith(QStringLiteral("A-2 in M1 B1, ")), qPrintable(detailOf(outcome)));
    VERIFY_STORED(desk, 1, 3);
    QCOMPARE(desk.fixture.availableMinor(desk.merchant), left);
    // The refusal did not use up anything: the mended file goes in under the same number.
    VERIFY_DONE(desk.import(fileOf("B-", 3), QStringLiteral("B2")).batch);
    VERIFY_STORED(desk, 2, 6);
}

void ImportBatchTest::cancelledStoresNothing() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    const QByteArray file = fileOf("A-", 20'000, 101);
    qint64 calls = 0;
    ImportRequest counted = desk.request(file, QStringLiteral("B0"));
    counted.progress = [&calls](qint64, qint64) {
        ++calls;
        return true;
    };
    desk.merchant = desk.fixture.addMerchant(QStringLiteral("M2"), 1'000'000'000);
    counted.merchant = desk.merchant;
    VERIFY_DONE(batch::importBatch(store.connection(), counted).batch);
    QVERIFY(calls > 4);
    const QByteArray other = fileOf("C-", 20'000, 101);
    for (qint64 stopAt = 1; stopAt <= calls; ++stopAt) {
        ImportRequest request = desk.request(other, QStringLiteral("B1"));
        qint64 call = 0;
        request.progress = [&](qint64, qint64) { return ++call < stopAt; };
        VERIFY_ERROR(batch::importBatch(store.connection(), request).batch, ErrorKind::Refused, "Cancelled");
        QCOMPARE(desk.batches(), std::int64_t{1});
        QCOMPARE(desk.rows(), std::int64_t{20'000});
    }
    VERIFY_STORED(desk, 1, 20'000);
    VERIFY_DONE(desk.import(other, QStringLiteral("B1")).batch);
}

void ImportBatchTest::lostConnectionStoresNothing_data() {
    QTest::addColumn<store::Engine>("engine");
    QTest::newRow("postgres") << store::Engine::Postgres; // SQLite has no connection to lose
}

void ImportBatchTest::lostConnectionStoresNothing() {
    if (qEnvironmentVariableIsSet("PAYOUT_TEST_SQLITE_ONLY")) QSKIP("PAYOUT_TEST_SQLITE_ONLY is set");
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    auto victim = store.open(QStringLiteral("victim"));
    VERIFY_DONE(victim);
    const QByteArray file = fileOf("A-", 20'000, 101);
    ImportRequest request = desk.request(file, QStringLiteral("B1"));
    bool killed = false;
    request.progress = [&](qint64 done, qint64 total) {
        if (killed || done <= total / 2) return true;
        killed = true; // rows are on their way
        auto ended =
            store::queryInt64(store.connection(), "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity "
                                                  "WHERE application_name = 'victim' AND datname = current_database()");
        return ended.has_value() && *ended == 1;
    };
    const ImportOutcome outcome = batch::importBatch(**victim, request);
    QVERIFY(killed);
    VERIFY_ERROR(outcome.batch, ErrorKind::Unavailable, "DatabaseUnreachable");
    VERIFY_STORED(desk, 0, 0);
    QVERIFY(!people::tokenAnswer(store.connection(), request.token)->has_value());
    // The same token on a new connection.
    request.progress = {};
    VERIFY_DONE(batch::importBatch(store.connection(), request).batch);
    VERIFY_STORED(desk, 1, 20'000);
}

void ImportBatchTest::replayGetsTheFirstAnswer() { // R25
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    const QByteArray file = fileOf("A-", 3);
    const ImportRequest request = desk.request(file, QStringLiteral("B1"));
    const ImportOutcome first = batch::importBatch(store.connection(), request);
    VERIFY_DONE(first.batch);
    const ImportOutcome again = batch::importBatch(store.connection(), request);
    VERIFY_DONE(again.batch);
    QCOMPARE(again.batch->instruction, first.batch->instruction);
    QCOMPARE(again.batch->total, first.batch->total);
    QCOMPARE(again.batch->fee, first.batch->fee);
    QVERIFY(!again.batch->wasFirst);
    VERIFY_STORED(desk, 1, 3);
}

void ImportBatchTest::tokenOfSomethingElse() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    const QByteArray file = fileOf("A-", 3);
    ImportRequest request = desk.request(file, QStringLiteral("B1"));
    request.token = QStringLiteral("never issued");
    VERIFY_ERROR(batch::importBatch(store.connection(), request).batch, ErrorKind::Refused, "TokenUnknown");
    request.token =
        *people::issueToken(store.connection(), desk.ids, {desk.fixture.clerk(), QStringLiteral("approve"), QString()});
    VERIFY_ERROR(batch::importBatch(store.connection(), request).batch, ErrorKind::Refused, "TokenOtherUse");
    VERIFY_STORED(desk, 0, 0);
    // A used token answers for its own batch and for no other.
    request.token = desk.token();
    VERIFY_DONE(batch::importBatch(store.connection(), request).batch);
    request.merchantBatchNo = QStringLiteral("B2");
    VERIFY_ERROR(batch::importBatch(store.connection(), request).batch, ErrorKind::Refused, "TokenOtherUse");
    VERIFY_STORED(desk, 1, 3);
}

void ImportBatchTest::onlyAClerk() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    const QByteArray file = fileOf("A-", 3);
    ImportRequest request = desk.request(file, QStringLiteral("B1"));
    request.actor = desk.fixture.actor(desk.fixture.auditor());
    VERIFY_ERROR(batch::importBatch(store.connection(), request).batch, ErrorKind::Refused, "RoleMissing");
    VERIFY_STORED(desk, 0, 0);
}

void ImportBatchTest::merchantMustBeActive() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    const QByteArray file = fileOf("A-", 3);
    VERIFY_DONE(store::execute(store.connection(), "UPDATE merchant SET active = 0 WHERE id = ?", desk.merchant));
    VERIFY_ERROR(desk.import(file, QStringLiteral("B1")).batch, ErrorKind::Refused, "MerchantUnknown");
    desk.merchant = MerchantId(4711);
    VERIFY_ERROR(desk.import(file, QStringLiteral("B1")).batch, ErrorKind::Refused, "MerchantUnknown");
    VERIFY_STORED(desk, 0, 0);
}

void ImportBatchTest::batchNumberFormat() {
    PAYOUT_TEMP_STORE(store);
    Desk desk(store);
    const QByteArray file = fileOf("A-", 3);
    for (const QString& number : {QString(), QStringLiteral("批1"), QStringLiteral("a b"), QString(65, u'1')})
        VERIFY_ERROR(desk.import(file, number).batch, ErrorKind::Refused, "BatchNumberFormat");
    VERIFY_DONE(desk.import(file, QString(64, u'Z')).batch);
    VERIFY_STORED(desk, 1, 3);
}

QTEST_GUILESS_MAIN(ImportBatchTest)
#include "import_batch_test.moc"
