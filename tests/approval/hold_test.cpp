// SPDX-License-Identifier: GPL-3.0-or-later
// R18, C2, A16: the same payee and amount again is held before it could be sent, and a second person releases it.
#include "tests/approval/approver.h"

#include <QRegularExpression>

namespace payout::approval {

using rules::Role;
using store::Connection;
using support::codeOf;
using support::FixtureBatch;
using support::FixtureRow;
using support::must;
using support::PayoutFixture;

namespace {

FixtureRow row(const char* ref, const char* account, std::int64_t minor) {
    return {QString::fromLatin1(ref), QStringLiteral("Payee"), QString::fromLatin1(account), minor};
}

/// "A1>A2 A2>A1": the held rows and what they look like, by reference.
QString held(Connection& connection) {
    return texts(connection, "SELECT p.merchant_row_ref || '>' || o.merchant_row_ref FROM payout p "
                             "JOIN payout o ON o.id = p.hold_of WHERE p.hold = 'SUSPECT_DUPLICATE' ORDER BY p.id");
}

Done claim(Connection& connection, InstructionId instruction, std::int64_t rowNo) {
    TRY_DONE(store::execute(connection,
                            "UPDATE payout SET state = 'PROCESSING', state_at_ms = 1, version = version + 1, "
                            "last_actor = 'send@host#1' WHERE id = ?",
                            payoutIdOf(instruction, rowNo)));
    return {};
}

/// As many payouts of other payees as make an index worth its while, on the same business date.
void addOthers(Connection& connection, PayoutFixture& fixture, MerchantId merchant) {
    must(store::execute(connection, R"sql(INSERT INTO instruction (kind, merchant_id, channel_id, merchant_batch_no,
        file_name, file_sha256, rows_count, total_minor, fee_minor, currency, business_date, maker_id, created_ms, state,
        last_actor) SELECT 'PAYOUT_BATCH', CAST(? AS {int}), CAST(? AS {int}), 'OTHERS', 'f', 'others', 50000, 1, 0,
        'CNY', business_date, CAST(? AS {int}), 1, 'PENDING_APPROVAL', 'clerk' FROM instruction)sql",
                        merchant, fixture.channel(), fixture.clerk()));
    must(store::execute(connection, R"sql(INSERT INTO payout (id, instruction_id, merchant_id, merchant_row_ref,
        payee_name, payee_account, account_kind, bank_code, amount_minor, fee_minor, currency, purpose, warnings)
        WITH RECURSIVE n (row_no) AS (SELECT CAST(1 AS {int}) UNION ALL SELECT row_no + 1 FROM n WHERE row_no < 50000)
        SELECT i.id * 1048576 + row_no, i.id, i.merchant_id, 'O' || row_no, 'Payee',
               '62220212' || (10000000 + row_no * 7), 'CARD', '', 5000 + row_no % 3, 0, 'CNY', '', 0
          FROM n CROSS JOIN instruction i WHERE i.merchant_batch_no = 'OTHERS')sql"));
    must(store::execute(connection, "ANALYZE"));
}

/// How the engine would run markDuplicates for this batch, in its own words.
QString planOf(Connection& connection, InstructionId instruction) {
    const QString first = QString::number(payoutIdOf(instruction, 0).value);
    const QString last = QString::number(payoutIdOf(instruction, rowsMaxPerInstruction).value);
    const QString day = QStringLiteral("(SELECT MAX(business_date) FROM instruction)");
    const QString own = QString::number(instruction.value);
    const QStringList values{day, day, own, first, last, own, day, day, own, day, day};
    QString sql = QString::fromUtf8(markDuplicatesSql);
    for (const QString& value : values) sql.replace(sql.indexOf(u'?'), 1, value);
    const bool postgres = connection.engine() == store::Engine::Postgres;
    static QByteArray text; // kept: prepared statements are known by it
    text = (postgres ? QStringLiteral("EXPLAIN ") : QStringLiteral("EXPLAIN QUERY PLAN ")).toUtf8() + sql.toUtf8();
    QStringList lines;
    auto rows = must(store::query(connection, text.constData()));
    while (rows.next()) lines.append(rows.text(postgres ? 0 : 3));
    must(rows.finish());
    return lines.join(u'\n');
}

} // namespace

class HoldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a16TwiceInOneBatch_data() { support::addEngineRows(); }
    void a16TwiceInOneBatch() {
        PAYOUT_TEMP_STORE(store);
        Connection& connection = store.connection();
        PayoutFixture fixture(connection);
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        const InstructionId batch =
            fixture.addPendingBatch(merchant, {row("A1", "6217000000000001", 100), row("A2", "6217000000000001", 100),
                                               row("A3", "6217000000000001", 101), row("A4", "6217000000000002", 100)});
        Approver auditor(connection, fixture, fixture.auditor());
        const Review review = auditor.look(batch);
        QCOMPARE(held(connection), QStringLiteral("A1>A2 A2>A1"));
        QCOMPARE(review.held.count, 2);
        QCOMPARE(review.held.totalMinor, 200);
        QCOMPARE(auditor.look(batch).digest, review.digest); // looking again changes nothing

        must(auditor.approve(batch));
        QCOMPARE(codeOf(claim(connection, batch, 1)), "RowHeld");
        QCOMPARE(codeOf(claim(connection, batch, 3)), "ok");
        QCOMPARE(codeOf(auditor.release(batch, QString())), "ReasonMissing");
        QCOMPARE(must(auditor.release(batch)), 2);
        QCOMPARE(held(connection), QString());
        QCOMPARE(codeOf(claim(connection, batch, 1)), "ok");
        QCOMPARE(codeOf(claim(connection, batch, 2)), "ok");
        QCOMPARE(texts(connection, "SELECT event || '/' || actor || '/' || reason FROM trail "
                                   "WHERE event = 'hold released' ORDER BY id"),
                 QStringLiteral("hold released/auditor/two salaries hold released/auditor/two salaries"));
        QCOMPARE(codeOf(auditor.release(batch)), "RowNotHeld");
        QCOMPARE(violations(connection), QStringList());
    }

    void acrossBatches_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<int>("days");
        QTest::addColumn<bool>("sameMerchant");
        QTest::addColumn<QString>("decided");
        QTest::addColumn<std::int64_t>("minor");
        QTest::addColumn<QString>("answer");
        const auto add = [](const char* name, int days, bool same, const char* decided, std::int64_t minor,
                            const char* answer) {
            for (const auto& [suffix, engine] :
                 {std::pair{"sqlite", store::Engine::Sqlite}, std::pair{"postgres", store::Engine::Postgres}}) {
                if (engine == store::Engine::Postgres && qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1)
                    continue;
                QTest::addRow("%s, %s", name, suffix)
                    << engine << days << same << QString::fromLatin1(decided) << minor << QString::fromLatin1(answer);
            }
        };
        add("same day, same merchant, waiting", 0, true, "", 100, "NEW>OLD");
        add("same day, another merchant", 0, false, "", 100, "NEW>OLD");
        add("the day before, approved", -1, true, "approve", 100, "NEW>OLD");
        add("the day before, claimed", -1, true, "claim", 100, "NEW>OLD");
        add("the day before, all claimed", -1, true, "claim all", 100, "NEW>OLD");
        add("the day after", 1, true, "", 100, "NEW>OLD");
        add("two days before", -2, true, "", 100, "");
        add("two days after", 2, true, "", 100, "");
        add("rejected", 0, true, "reject", 100, "");
        add("a cent more", 0, true, "", 101, "");
    }
    void acrossBatches() {
        PAYOUT_TEMP_STORE(store);
        QFETCH(const int, days);
        QFETCH(const bool, sameMerchant);
        QFETCH(const QString, decided);
        QFETCH(const std::int64_t, minor);
        QFETCH(const QString, answer);
        PayoutFixture fixture(store.connection());
        Approver auditor(store.connection(), fixture, fixture.auditor());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        const MerchantId other = fixture.addMerchant(QStringLiteral("M2"), 1'000'000);
        const BusinessDate today{20261101}; // the day before is in another month
        FixtureBatch old{.merchant = sameMerchant ? merchant : other, .rows = {row("OLD", "6217000000000001", minor)}};
        old.businessDate = plusDays(today, days);
        const InstructionId earlier = fixture.addPendingBatch(old);
        if (decided == QStringLiteral("approve")) must(auditor.approve(earlier));
        if (decided.startsWith(QStringLiteral("claim"))) {
            must(auditor.approve(earlier));
            must(claim(store.connection(), earlier, 1));
        }
        if (decided == QStringLiteral("claim all")) {
            must(store::execute(store.connection(), "UPDATE instruction SET all_claimed = 1"));
            QCOMPARE(codeOf(store::execute(store.connection(), "UPDATE instruction SET all_claimed = 0")),
                     "TransitionForbidden");
        }
        if (decided == QStringLiteral("reject")) must(auditor.reject(earlier));
        FixtureBatch batch{.merchant = merchant, .rows = {row("NEW", "6217000000000001", 100)}};
        batch.businessDate = today;
        auditor.look(fixture.addPendingBatch(batch));
        QCOMPARE(held(store.connection()), answer);
    }

    void decidedBatchIsNotHeldAnyMore_data() { support::addEngineRows(); }
    void decidedBatchIsNotHeldAnyMore() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        Approver auditor(store.connection(), fixture, fixture.auditor());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        const InstructionId first = fixture.addPendingBatch(merchant, {row("A", "6217000000000001", 100)});
        must(auditor.approve(first));
        const InstructionId second = fixture.addPendingBatch(merchant, {row("B", "6217000000000001", 100)});
        QCOMPARE(auditor.look(second).held.count, 1);
        QCOMPARE(auditor.look(first).held.count, 0);
        QCOMPARE(held(store.connection()), QStringLiteral("B>A"));
    }

    void releasedRowIsNotHeldAgain_data() { support::addEngineRows(); }
    void releasedRowIsNotHeldAgain() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        Approver auditor(store.connection(), fixture, fixture.auditor());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        const InstructionId batch =
            fixture.addPendingBatch(merchant, {row("A1", "6217000000000001", 100), row("A2", "6217000000000001", 100)});
        QCOMPARE(auditor.look(batch).held.count, 2);
        QCOMPARE(must(auditor.release(batch)), 2); // before the approval
        QCOMPARE(auditor.look(batch).held.count, 0);
        QCOMPARE(codeOf(auditor.approve(batch)), "ok");
    }

    void releaseIsGuarded_data() { support::addEngineRows(); }
    void releaseIsGuarded() {
        PAYOUT_TEMP_STORE(store);
        Connection& connection = store.connection();
        PayoutFixture fixture(connection);
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        const PersonId both = fixture.addPerson(QStringLiteral("both"), {Role::Clerk, Role::Auditor});
        FixtureBatch batch{.merchant = merchant,
                           .rows = {row("A1", "6217000000000001", 100), row("A2", "6217000000000001", 100)}};
        batch.maker = both;
        const InstructionId instruction = fixture.addPendingBatch(batch);
        Approver maker(connection, fixture, both);
        Approver auditor(connection, fixture, fixture.auditor());
        QCOMPARE(codeOf(auditor.release(instruction)), "RowNotHeld"); // nobody looked yet
        auditor.look(instruction);
        QCOMPARE(codeOf(maker.release(instruction)), "MakerIsChecker");
        QCOMPARE(codeOf(Approver(connection, fixture, fixture.clerk()).release(instruction)), "RoleMissing");
        const ReleaseRequest click{auditor.actor(), auditor.token(releaseCommand, instruction), instruction,
                                   QStringLiteral("checked")};
        QCOMPARE(must(releaseHolds(connection, click)), 2);
        QCOMPARE(must(releaseHolds(connection, click)), 2); // the first answer again
        QCOMPARE(fixture.number("SELECT COUNT(*) FROM hold_release"), 2);
        must(auditor.reject(instruction));
        QCOMPARE(codeOf(auditor.release(instruction)), "NotPendingApproval");
    }

    /// C2: "a1" and "A1" is one reference written twice.
    void sameReferenceIsNotReleasedTogether_data() { support::addEngineRows(); }
    void sameReferenceIsNotReleasedTogether() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        const InstructionId batch = fixture.addPendingBatch(
            merchant, {row("a1", "6217000000000001", 100), row("A1 ", "6217000000000001", 100)});
        Approver auditor(store.connection(), fixture, fixture.auditor());
        QCOMPARE(auditor.look(batch).held.count, 2);
        QCOMPARE(codeOf(auditor.release(batch)), "RowsNotDistinct");
    }

    void screenedRowIsNeverReleased_data() { support::addEngineRows(); }
    void screenedRowIsNeverReleased() {
        PAYOUT_TEMP_STORE(store);
        Connection& connection = store.connection();
        PayoutFixture fixture(connection);
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        const InstructionId batch =
            fixture.addPendingBatch(merchant, {row("A1", "6217000000000001", 100), row("A2", "6217000000000001", 100),
                                               row("A3", "6217000000000001", 100)});
        must(store::execute(connection, "UPDATE payout SET hold = 'SCREEN_BLOCKED' WHERE merchant_row_ref = 'A1'"));
        Approver auditor(connection, fixture, fixture.auditor());
        QCOMPARE(auditor.look(batch).held.count, 3);
        QCOMPARE(must(auditor.release(batch)), 2);
        QCOMPARE(texts(connection, "SELECT merchant_row_ref FROM payout WHERE hold = 'SCREEN_BLOCKED'"),
                 QStringLiteral("A1"));
        QCOMPARE(codeOf(auditor.release(batch)), "RowNotHeld");
    }

    /// A batch of a few rows must not read what the whole day has.
    void looksUpEqualPayeesByTheirIndex_data() { support::addEngineRows(); }
    void looksUpEqualPayeesByTheirIndex() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000'000);
        const InstructionId batch = fixture.addPendingBatch(merchant, PayoutFixture::rows(QStringLiteral("A"), 20));
        addOthers(store.connection(), fixture, merchant);
        const QString plan = planOf(store.connection(), batch);
        QVERIFY2(plan.contains(QStringLiteral("payout_payee_amount")), qPrintable(plan));
        const QRegularExpression wholeTable(QStringLiteral("Seq Scan on payout\\b|SCAN (payout|p)\\b"));
        QVERIFY2(!plan.contains(wholeTable), qPrintable(plan));
    }

    /// Beyond the room that it has for a hash table PostgreSQL would walk all own rows for each waiting one.
    void waitingRowsAreHashed() {
        if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) QSKIP("about PostgreSQL");
        const auto store = must(support::TempStore::create(store::Engine::Postgres));
        Connection& connection = store->connection();
        PayoutFixture fixture(connection);
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000'000);
        const InstructionId batch = fixture.addPendingBatch(merchant, PayoutFixture::rows(QStringLiteral("A"), 5'000));
        addOthers(connection, fixture, merchant);
        must(store::execute(connection, "SET work_mem = '64kB'"));
        const DateRange year{BusinessDate{20260101}, BusinessDate{20261231}};
        QVERIFY(!planOf(connection, batch).contains(QStringLiteral("(hashed SubPlan")));
        {
            const auto transaction = must(store::Transaction::begin(connection, store::Isolation::Write));
            must(markDuplicates(connection, batch, year));
            QCOMPARE(texts(connection, "SELECT current_setting('work_mem')"), QStringLiteral("64MB"));
            QVERIFY(planOf(connection, batch).contains(QStringLiteral("(hashed SubPlan")));
        }
        QCOMPARE(texts(connection, "SELECT current_setting('work_mem')"), QStringLiteral("64kB"));
        must(store::execute(connection, "SET work_mem = '128MB'"));
        const auto transaction = must(store::Transaction::begin(connection, store::Isolation::Write));
        must(markDuplicates(connection, batch, year));
        QCOMPARE(texts(connection, "SELECT current_setting('work_mem')"), QStringLiteral("128MB")); // never less
    }

    /// A guard first asked while its table was empty would keep a plan that walks the whole table for each row.
    void guardsLookByIndex() {
        if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) QSKIP("about PostgreSQL");
        const auto store = must(support::TempStore::create(store::Engine::Postgres));
        QCOMPARE(texts(store->connection(),
                       "SELECT DISTINCT f.proname FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid "
                       "WHERE NOT t.tgisinternal AND f.proname NOT IN ('payout_of_waiting', 'payout_notify') "
                       "AND NOT (COALESCE(f.proconfig, '{}') @> '{enable_seqscan=off,jit=off}')"),
                 QString());
    }

    /// The key is the database's own: nobody can write one that hides a duplicate.
    void keyIsNotWritable_data() { support::addEngineRows(); }
    void keyIsNotWritable() {
        PAYOUT_TEMP_STORE(store);
        Connection& connection = store.connection();
        PayoutFixture fixture(connection);
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000);
        fixture.addPendingBatch(merchant, {row("A1", "6217000000000001", 100)});
        QVERIFY(!store::execute(connection, "UPDATE payout_payee SET payee_key = 7"));
        QVERIFY(!store::execute(connection, "UPDATE payout SET payee_key = 7"));
        const QString key = texts(connection, "SELECT CAST(payee_key AS TEXT) FROM payout_payee");
        QCOMPARE(key, connection.engine() == store::Engine::Postgres
                          ? texts(connection, "SELECT CAST(hashtextextended('6217000000000001', 100) AS TEXT)")
                          : QStringLiteral("100"));
    }

    /// Equal rows must not multiply: a self join of these would be 400 million pairs.
    void manyEqualRowsAreOnePass_data() { support::addEngineRows(); }
    void manyEqualRowsAreOnePass() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        const MerchantId merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000'000);
        auto rows = PayoutFixture::rows(QStringLiteral("A"), 20'000, 1);
        for (FixtureRow& one : rows) one.account = QStringLiteral("6217000000000001");
        const InstructionId batch = fixture.addPendingBatch(merchant, rows);
        Approver auditor(store.connection(), fixture, fixture.auditor());
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(auditor.look(batch).held.count, 20'000);
        QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
    }
};

} // namespace payout::approval

QTEST_GUILESS_MAIN(payout::approval::HoldTest)
#include "hold_test.moc"
