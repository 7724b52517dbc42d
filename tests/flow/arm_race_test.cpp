// SPDX-License-Identifier: GPL-3.0-or-later
// What must not slip in between the look and the permit: a take-over, a stop, a proof. Two connections, and the arm has
// to wait or lose. Many who claim at once (A5). And the two constraints below the guards: one live attempt, one lease
// that only rises.
#include "core/dispatch/dispatch_table.h"
#include "core/store/statement.h"
#include "core/store/transaction.h"
#include "tests/flow/flow_world.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <thread>

using namespace payout;
using namespace payout::support;

namespace {

dispatch::ArmRequest armRequest(FlowWorld& world, const worker::SendJob& job, PayoutId payout) {
    dispatch::ArmRequest request;
    request.payout = payout;
    request.attemptNo = 1;
    request.lease = job.lease();
    request.txnTime = formatCompact(world.now());
    request.payloadDigest = QStringLiteral("digest");
    request.neededThrough = world.now();
    request.firstQueryAt = world.now();
    return request;
}

} // namespace

class ArmRaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Each changes what the arm looks at, in a transaction that is not committed when the arm begins.
    void theArmWaitsForWhatIsUnderWay_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QString>("refusal");
        const std::pair<const char*, std::pair<const char*, const char*>> rows[] = {
            {"take-over", {"UPDATE lease SET host = 'other', epoch = epoch + 1 WHERE job = 'send'", "StaleEpoch"}},
            {"stop",
             {"UPDATE channel SET stopped = 1, stopped_by = (SELECT id FROM person WHERE login = 'supervisor')",
              "ChannelStopped"}},
            {"stop of all",
             {"UPDATE stop_switch SET stopped = 1, stop_reason = 'r', stopped_ms = (SELECT now_ms FROM payout_clock), "
              "stopped_by = (SELECT id FROM person WHERE login = 'supervisor') WHERE merchant_id = 0",
              "AllStopped"}},
            {"stop of the merchant",
             {"UPDATE stop_switch SET stopped = 1, stop_reason = 'r', stopped_ms = (SELECT now_ms FROM payout_clock), "
              "stopped_by = (SELECT id FROM person WHERE login = 'supervisor') WHERE merchant_id > 0",
              "MerchantStopped"}},
            {"sweep",
             {"UPDATE payout SET state = 'EXCEPTION', version = version + 1, last_actor = 'job', "
              "exception_at_ms = (SELECT now_ms FROM payout_clock), "
              "unlocks_at_ms = (SELECT now_ms + 3600000 FROM payout_clock)",
              "TransitionForbidden"}}};
        for (const auto& [name, row] : rows) {
            QTest::addRow("sqlite %s", name)
                << store::Engine::Sqlite << QByteArray(row.first) << QString::fromLatin1(row.second);
            QTest::addRow("postgres %s", name)
                << store::Engine::Postgres << QByteArray(row.first) << QString::fromLatin1(row.second);
        }
    }
    void theArmWaitsForWhatIsUnderWay() {
        PAYOUT_TEMP_STORE(temp);
        QFETCH(const QByteArray, change);
        QFETCH(const QString, refusal);
        FlowWorld world(temp);
        world.fixture.supervisor();
        const PayoutId payout = world.approvedBatch({10'000}).front();
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), job->lease(), {}));
        const dispatch::ArmRequest request = armRequest(world, *job, payout);
        const auto sender = temp.open(QStringLiteral("sender"));
        VERIFY_DONE(sender);

        auto underWay = store::Transaction::begin(world.connection(), store::Isolation::Write);
        VERIFY_DONE(underWay);
        VERIFY_DONE(store::execute(world.connection(), change.constData()));
        std::atomic<bool> started = false;
        std::atomic<bool> finished = false;
        QString answer;
        std::thread arming([&] {
            started = true;
            const auto armed = dispatch::armAttempt(**sender, request);
            answer = armed ? QStringLiteral("armed") : armed.error().code;
            finished = true;
        });
        while (!started || (!finished && !waitsForALock(world))) std::this_thread::yield();
        const Done committed = underWay->commit();
        arming.join();
        VERIFY_DONE(committed);
        QCOMPARE(answer, refusal);
        QCOMPARE(world.number("SELECT COUNT(*) FROM send"), 0);
        QCOMPARE(world.text("SELECT state FROM attempt"), QStringLiteral("PREPARED"));
    }

    // A5: 64 claim at the same instant under one lease: each row is claimed once.
    void a5OneClaimWhoeverAsks_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<int>("rowsMax");
        for (const int rowsMax : {500, 7}) {
            QTest::addRow("sqlite, %d at once", rowsMax) << store::Engine::Sqlite << rowsMax;
            if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) continue;
            QTest::addRow("postgres, %d at once", rowsMax) << store::Engine::Postgres << rowsMax;
        }
    }
    void a5OneClaimWhoeverAsks() {
        PAYOUT_TEMP_STORE(temp);
        QFETCH(const int, rowsMax);
        FlowWorld world(temp);
        world.approvedBatch(std::vector<std::int64_t>(40, 10'000));
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        const dispatch::SubBatchLimits limits{rowsMax, Money{500'000'000}, 100};
        std::int64_t claimed = 0;
        for (const auto& answer : claimAtOnce(temp, job->lease(), limits)) {
            VERIFY_DONE(answer);
            QVERIFY(answer->rows <= rowsMax);
            claimed += answer->rows;
        }
        QCOMPARE(claimed, std::min(rowsMax, 40)); // one sub-batch, however many ask (R10)
        QCOMPARE(world.number("SELECT COUNT(*) FROM attempt"), claimed);
        QCOMPARE(world.number("SELECT COUNT(DISTINCT payout_id) FROM attempt"), claimed);
        QCOMPARE(world.number("SELECT COUNT(*) FROM payout WHERE state = 'PROCESSING'"), claimed);
        for (int i = 0; i < 200; ++i) VERIFY_DONE(job->step(world.connection()));
        QCOMPARE(world.number("SELECT COUNT(*) FROM attempt"), 40);
        QCOMPARE(world.bank.sends(), 40);
        QCOMPARE(world.bank.totalExecutions(), 40);
    }

    // INV1 as a constraint, should the guard be gone.
    void oneLiveAttemptWithoutTheGuard_data() { addEngineRows(); }
    void oneLiveAttemptWithoutTheGuard() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch({10'000});
        world.sendAll();
        must(store::execute(world.connection(), engine == store::Engine::Sqlite
                                                    ? "DROP TRIGGER attempt_one_live"
                                                    : "DROP TRIGGER attempt_one_live ON attempt"));
        const auto second = store::execute(world.connection(),
                                           "INSERT INTO attempt (payout_id, attempt_no, channel_id, order_no, state, "
                                           "epoch, created_ms) SELECT payout_id, 2, channel_id, 'X2', 'PREPARED', "
                                           "epoch, 1 FROM attempt");
        QVERIFY(!second);
        QCOMPARE(second.error().code, QStringLiteral("UniqueViolation"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM attempt"), 1);
    }

    void theTrailNamesWhoStartedTheJobAndWhatBecameOfAnAttempt_data() { addEngineRows(); }
    void theTrailNamesWhoStartedTheJobAndWhatBecameOfAnAttempt() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        QCOMPARE(world.text("SELECT actor || ' ' || event || ' ' || from_state || '>' || to_state || ' ' || evidence "
                            "FROM trail WHERE object_kind = 'lease'"),
                 QStringLiteral("test started send >host1 epoch 1"));
        const auto other = world.newSendJob(QStringLiteral("host2"));
        VERIFY_DONE(other->start(world.connection()));
        VERIFY_DONE(dispatch::renewLease(world.connection(), other->lease(), std::chrono::seconds(30)));
        QCOMPARE(world.text("SELECT event || ' ' || from_state || '>' || to_state || ' ' || evidence FROM trail "
                            "WHERE object_kind = 'lease' ORDER BY id DESC LIMIT 1"),
                 QStringLiteral("started send host1>host2 epoch 2"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM trail WHERE object_kind = 'lease'"), 2); // renewing is no start
        world.passTime(std::chrono::minutes(2));
        world.askAll();
        QCOMPARE(must(store::queryInt64(world.connection(),
                                        "SELECT COUNT(*) FROM trail WHERE object_kind = 'attempt' AND object_id = ? "
                                        "AND event = 'attempt 1' AND ((from_state = 'PREPARED' AND to_state = 'ARMED' "
                                        "AND actor = 'job:send #1') OR (from_state = 'ARMED' "
                                        "AND to_state = 'SETTLED'))",
                                        payout)),
                 2);
    }

private:
    using Claims = std::vector<Result<dispatch::ClaimResult>>;
    /// 64 threads with a connection each, open before the whistle.
    static Claims claimAtOnce(TempStore& temp, const dispatch::Lease& lease, const dispatch::SubBatchLimits& limits) {
        constexpr std::size_t clicks = 64;
        Claims claims(clicks);
        std::barrier whistle(static_cast<std::ptrdiff_t>(clicks));
        std::vector<std::jthread> threads;
        for (Result<dispatch::ClaimResult>& claim : claims)
            threads.emplace_back([&] {
                const auto own = must(temp.open());
                whistle.arrive_and_wait();
                claim = dispatch::claimPayouts(*own, lease, limits);
            });
        threads.clear(); // joined
        return claims;
    }

    /// PostgreSQL says who waits. SQLite has one writer, so that the order of the two does not matter.
    static bool waitsForALock(FlowWorld& world) {
        if (world.connection().engine() == store::Engine::Sqlite) return true;
        return world.number("SELECT COUNT(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
                            "WHERE a.datname = current_database() AND NOT l.granted") > 0;
    }
};

QTEST_GUILESS_MAIN(ArmRaceTest)
#include "arm_race_test.moc"
