// SPDX-License-Identifier: GPL-3.0-or-later
// Two people import two files of one channel at the same moment. PostgreSQL's READ COMMITTED shows neither what the
// other has not committed, so the imports must come one after the other; sending must not wait for them.
#include "core/base/business_date.h"
#include "core/dispatch/arm_attempt.h"
#include "core/dispatch/claim_payouts.h"
#include "core/statement/load_statement.h"
#include "core/store/statement.h"
#include "core/store/transaction.h"
#include "tests/flow/camt_builder.h"
#include "tests/flow/flow_world.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <thread>

using namespace payout;
using namespace payout::support;
using statement::LoadResult;

namespace {

const BusinessDate today{20'261'118};
const BusinessDate tomorrow{20'261'119};

std::int64_t sessionsWaiting(FlowWorld& world) {
    return world.number("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
                        "AND wait_event_type = 'Lock'");
}

/// Until so many sessions of this database wait for a lock: nobody is half-way then.
bool untilWaiting(FlowWorld& world, std::int64_t sessions) {
    QElapsedTimer patience;
    patience.start();
    while (patience.elapsed() < 20'000) {
        if (sessionsWaiting(world) >= sessions) return true;
        QThread::msleep(5);
    }
    return false;
}

} // namespace

class ImportRaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1)
            QSKIP("SQLite has one writer at a time: BEGIN IMMEDIATE");
    }

    // The channel's row is held by somebody else, so that each import has looked at everything before either commits.
    void twoFilesAtOnce() {
        const auto temp = must(TempStore::create(store::Engine::Postgres));
        FlowWorld world(*temp);
        const auto payouts = world.approvedBatch({10'000, 20'000});
        world.sendAll();
        world.passTime(std::chrono::minutes(2));
        world.askAll();
        for (const PayoutId payout : payouts) QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        world.setClock(startOf(plusDays(today, 3)));

        CamtBuilder later; // the second day, with the first day's line of payout 0 and a payment of its own of payout 1
        later.id = QStringLiteral("later");
        later.wholeDay(tomorrow).entries = {{world.orderNoOf(payouts[0]), 10'000, today, QStringLiteral("F1")},
                                            {world.orderNoOf(payouts[1]), 20'000, tomorrow, QStringLiteral("F3")}};
        CamtBuilder earlier;
        earlier.id = QStringLiteral("earlier");
        earlier.wholeDay(today).entries = {{world.orderNoOf(payouts[0]), 10'000, today, QStringLiteral("F1")},
                                           {world.orderNoOf(payouts[1]), 20'000, today, QStringLiteral("F2")}};
        std::vector<Result<LoadResult>> results(2);
        std::vector<std::thread> threads;
        {
            const auto holder = must(temp->open());
            auto held = must(store::Transaction::begin(*holder, store::Isolation::Write));
            VERIFY_DONE(store::execute(*holder, "UPDATE channel SET name = name"));
            threads.emplace_back([&] { results[0] = load(*temp, world.channel, later); });
            const bool first = untilWaiting(world, 1);
            threads.emplace_back([&] { results[1] = load(*temp, world.channel, earlier); });
            const bool both = untilWaiting(world, 2);
            QVERIFY(first && both);
        }
        for (std::thread& thread : threads) thread.join();
        for (const auto& result : results) VERIFY_DONE(result);
        QCOMPARE(world.text("SELECT kind || ' ' || payout_id % 1048576 FROM incident"),
                 QStringLiteral("DOUBLE_PAID 2"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_line WHERE repeat_of IS NOT NULL"), 1);
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident"), 1);
        QCOMPARE(UtcTime(world.number("SELECT covered_through_ms FROM channel")), startOf(plusDays(today, 2)));
        QCOMPARE(world.bookProblems(), QString());
    }

    // An import of any length holds up imports of its channel, nothing else: here one is stopped in the middle.
    void sendingGoesOnMeanwhile() {
        const auto temp = must(TempStore::create(store::Engine::Postgres));
        FlowWorld world(*temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        CamtBuilder file;
        file.wholeDay(today);
        for (int i = 0; i < 2'000; ++i)
            file.entries.push_back({QStringLiteral("N%1").arg(i), 100, today, QStringLiteral("F%1").arg(i)});
        const QString path = writeBankFile(m_folder.path(), QStringLiteral("long.xml"), file.text());
        bool sent = false;
        std::int64_t before = 0;
        int readings = 1;
        statement::LoadRequest request{world.channel, path, importJob, {}};
        request.progress = [&](std::int64_t bytes) {
            if (bytes < before) ++readings;
            before = bytes;
            if (readings == 2 && !std::exchange(sent, true)) world.sendAll(); // on its own connection
            return true;
        };
        const auto own = must(temp->open());
        VERIFY_DONE(statement::loadStatement(*own, request));
        QVERIFY(sent);
        QCOMPARE(world.bank.sends(), 1);
        QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
        QCOMPARE(world.bookProblems(), QString());
    }

    // The bank's line proves the first order of a payout that two people are paying again. Between the import's look
    // and its word no order of that payout gets its permit: the money would leave a second time.
    void noPermitBetweenTheLookAndTheWord() {
        const auto temp = must(TempStore::create(store::Engine::Postgres));
        FlowWorld world(*temp);
        world.bank.act = BankAct::IgnoreSilently;
        const auto payouts = world.approvedBatch({20'000, 10'000});
        world.sendAll();
        world.passTime(std::chrono::minutes(60));
        world.askAll();
        world.coverThrough(world.now());
        const PayoutId again = payouts[1];
        QCOMPARE(codeOf(world.propose(again, rules::ExceptionAction::Repay, world.fixture.operatorPerson())),
                 QString());
        QCOMPARE(codeOf(world.confirm(again, world.fixture.auditor())), QString());
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), job->lease(), {}));
        QCOMPARE(world.number("SELECT COUNT(*) FROM attempt WHERE state = 'PREPARED' AND attempt_no = 2"), 1);
        const dispatch::ArmRequest request = armRequest(world, *job, again);

        CamtBuilder file;
        file.wholeDay(today).entries = {{world.orderNoOf(payouts[0]), 20'000, today, QStringLiteral("F1")},
                                        {world.orderNoOf(again), 10'000, today, QStringLiteral("F2")}};
        Result<LoadResult> loaded;
        Result<UtcTime> armed;
        std::atomic<bool> isArmingOver = false;
        std::vector<std::thread> threads;
        {
            // Whoever asks about the first payout stops the import at its first word, after it has looked at both.
            const auto holder = must(temp->open());
            auto held = must(store::Transaction::begin(*holder, store::Isolation::Write));
            must(store::queryInt64(*holder, "SELECT attempt_no FROM attempt WHERE payout_id = ? FOR UPDATE",
                                   payouts[0]));
            threads.emplace_back([&] { loaded = load(*temp, world.channel, file); });
            const bool importWaits = untilWaiting(world, 1);
            threads.emplace_back([&] {
                const auto own = must(temp->open());
                armed = dispatch::armAttempt(*own, request);
                isArmingOver = true;
            });
            while (!isArmingOver && sessionsWaiting(world) < 2) QThread::msleep(5);
            QVERIFY(importWaits);
        }
        for (std::thread& thread : threads) thread.join();
        QVERIFY2(!armed, "the second order got its permit");
        VERIFY_DONE(loaded);
        QCOMPARE(world.stateOf(again), QStringLiteral("SUCCESS"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM send WHERE attempt_no = 2"), 0);
        QCOMPARE(world.text("SELECT state FROM attempt WHERE attempt_no = 2"), QStringLiteral("BURNT"));
        QCOMPARE(world.bookProblems(), QString());
    }

private:
    static dispatch::ArmRequest armRequest(FlowWorld& world, const worker::SendJob& job, PayoutId payout) {
        dispatch::ArmRequest request;
        request.payout = payout;
        request.attemptNo = 2;
        request.lease = job.lease();
        request.txnTime = formatCompact(world.now());
        request.payloadDigest = QStringLiteral("digest");
        request.neededThrough = world.now();
        request.firstQueryAt = world.now();
        return request;
    }

    Result<LoadResult> load(const TempStore& temp, ChannelId channel, const CamtBuilder& file) {
        TRY(const auto own, temp.open());
        const QString path = writeBankFile(m_folder.path(), file.id + QStringLiteral(".xml"), file.text());
        return statement::loadStatement(*own, {channel, path, importJob, {}});
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ImportRaceTest)
#include "import_race_test.moc"
