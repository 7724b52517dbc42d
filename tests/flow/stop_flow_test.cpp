// SPDX-License-Identifier: GPL-3.0-or-later
// I24: after a stop has committed, no permit in its scope; the rows wait where they are and go on after two people have
// lifted it.
#include "core/dispatch/dispatch_table.h"
#include "core/dispatch/stop_sending.h"
#include "core/store/statement.h"
#include "tests/flow/flow_world.h"

#include <QTest>

using namespace payout;
using namespace payout::support;
using rules::Role;

namespace {

/// One batch of each of two merchants through one channel, and the people who stop and lift.
struct StopWorld {
    FlowWorld world;
    MerchantId other;
    PersonId second; ///< another supervisor

    explicit StopWorld(TempStore& temp) : world(temp) {
        other = world.fixture.addMerchant(QStringLiteral("M2"), 1'000'000'000, 50);
        second = world.fixture.addPerson(QStringLiteral("second"), {Role::Supervisor});
    }
    std::vector<PayoutId> batchOf(MerchantId merchant, const char* prefix, int rows) {
        const InstructionId batch =
            world.fixture.addApprovedBatch(merchant, PayoutFixture::rows(QString::fromLatin1(prefix), rows));
        std::vector<PayoutId> payouts;
        for (int row = 1; row <= rows; ++row) payouts.push_back(payoutIdOf(batch, row));
        return payouts;
    }
    rules::Actor supervisor() { return world.fixture.actor(world.fixture.supervisor()); }
    rules::Actor auditor() { return world.fixture.actor(world.fixture.auditor()); }
    Done stop(MerchantId merchant) {
        return dispatch::stopSending(world.connection(), world.fixture.actor(world.fixture.operatorPerson()), merchant,
                                     QStringLiteral("sent twice?"));
    }
    void lift(MerchantId merchant) {
        must(dispatch::proposeLift(world.connection(), supervisor(), merchant));
        for (const dispatch::StopView& each : must(dispatch::stopsInForce(world.connection())))
            if (each.merchant == merchant) must(dispatch::confirmLift(world.connection(), auditor(), each));
    }
    std::int64_t sent(const std::vector<PayoutId>& payouts) {
        std::int64_t count = 0;
        for (const PayoutId payout : payouts) count += world.bank.executions(world.orderNoOf(payout));
        return count;
    }
    void stepUntilIdle(worker::SendJob& job) {
        for (int i = 0; i < 1'000; ++i)
            if (must(job.step(world.connection())) == worker::StepResult::Idle) return;
        QFAIL("the send job does not come to rest");
    }
};

} // namespace

class StopFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStoppedMerchantsRowsWaitAndBlockNobody_data() { addEngineRows(); }
    void aStoppedMerchantsRowsWaitAndBlockNobody() {
        PAYOUT_TEMP_STORE(temp);
        StopWorld stops(temp);
        const auto first = stops.batchOf(stops.world.merchant, "A", 3);
        const auto job = stops.world.newSendJob();
        VERIFY_DONE(job->start(stops.world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(stops.world.connection(), job->lease(), {})); // prepared, then stopped
        VERIFY_DONE(stops.stop(stops.world.merchant));
        const auto later = stops.batchOf(stops.world.merchant, "B", 2);
        const auto others = stops.batchOf(stops.other, "C", 3);
        stops.stepUntilIdle(*job);
        QCOMPARE(stops.sent(others), 3);
        QCOMPARE(stops.sent(first), 0);
        QCOMPARE(stops.world.stateOf(first.front()), QStringLiteral("PROCESSING")); // it waits: no exception
        QCOMPARE(stops.world.stateOf(later.front()), QString());                    // not claimed
        QCOMPARE(stops.world.number("SELECT COUNT(*) FROM payout WHERE state = 'EXCEPTION'"), 0);
        stops.lift(stops.world.merchant);
        stops.stepUntilIdle(*job); // the same epoch
        QCOMPARE(stops.sent(first), 3);
        QCOMPARE(stops.sent(later), 2);
        QCOMPARE(stops.world.number("SELECT COUNT(DISTINCT epoch) FROM send"), 1);
        QCOMPARE(stops.world.bank.totalExecutions(), 8);
    }

    void whileAllIsStoppedNothingIsClaimedOrSent_data() { addEngineRows(); }
    void whileAllIsStoppedNothingIsClaimedOrSent() {
        PAYOUT_TEMP_STORE(temp);
        StopWorld stops(temp);
        const auto first = stops.batchOf(stops.world.merchant, "A", 3);
        const auto job = stops.world.newSendJob();
        VERIFY_DONE(job->start(stops.world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(stops.world.connection(), job->lease(), {}));
        const auto others = stops.batchOf(stops.other, "C", 3);
        VERIFY_DONE(stops.stop({}));
        stops.stepUntilIdle(*job);
        QCOMPARE(stops.world.bank.connections(), 0); // not even dialled
        QCOMPARE(stops.world.number("SELECT COUNT(*) FROM payout WHERE state IS NOT NULL"), 3);
        QCOMPARE(stops.world.number("SELECT COUNT(*) FROM payout WHERE state = 'EXCEPTION'"), 0);
        stops.lift({});
        stops.stepUntilIdle(*job);
        QCOMPARE(stops.sent(first), 3);
        QCOMPARE(stops.sent(others), 3);
        QCOMPARE(stops.world.text("SELECT actor || ' ' || event || ' ' || reason FROM trail "
                                  "WHERE object_kind = 'sending' ORDER BY id LIMIT 1"),
                 QStringLiteral("operator stopped sent twice?"));
        QCOMPARE(stops.world.number("SELECT COUNT(*) FROM trail WHERE object_kind = 'sending'"), 3);
    }

    // Whatever the job knew: the arm's own condition, by name.
    void theArmObeys_data() { addEngineRows(); }
    void theArmObeys() {
        PAYOUT_TEMP_STORE(temp);
        StopWorld stops(temp);
        const auto payouts = stops.batchOf(stops.world.merchant, "A", 1);
        const auto job = stops.world.newSendJob();
        VERIFY_DONE(job->start(stops.world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(stops.world.connection(), job->lease(), {}));
        dispatch::ArmRequest request;
        request.payout = payouts.front();
        request.attemptNo = 1;
        request.lease = job->lease();
        request.txnTime = formatCompact(stops.world.now());
        request.payloadDigest = QStringLiteral("digest");
        request.neededThrough = stops.world.now();
        request.firstQueryAt = stops.world.now();
        VERIFY_DONE(stops.stop(stops.world.merchant));
        VERIFY_ERROR(dispatch::armAttempt(stops.world.connection(), request), ErrorKind::Refused, "MerchantStopped");
        VERIFY_DONE(stops.stop({}));
        VERIFY_ERROR(dispatch::armAttempt(stops.world.connection(), request), ErrorKind::Refused, "AllStopped");
        // And the database refuses the permit, and the claim, to whoever does not ask.
        must(store::execute(
            stops.world.connection(),
            "UPDATE attempt SET state = 'ARMED', sends = 1, armed_ms = (SELECT now_ms FROM payout_clock), "
            "payload_digest = 'digest', needed_through_ms = (SELECT now_ms FROM payout_clock)"));
        const auto permit = [&] {
            return codeOf(
                store::execute(stops.world.connection(),
                               "INSERT INTO send (protocol, payout_id, attempt_no, send_no, armed_ms, epoch, host, "
                               "payload_digest) SELECT (SELECT number FROM protocol_now), payout_id, attempt_no, 1, "
                               "armed_ms, epoch, 'host1', "
                               "payload_digest FROM attempt"));
        };
        stops.lift(stops.world.merchant);
        QCOMPARE(permit(), QStringLiteral("AllStopped"));
        VERIFY_DONE(stops.stop(stops.world.merchant));
        stops.lift({});
        QCOMPARE(permit(), QStringLiteral("MerchantStopped"));
        const auto claim = [&] {
            return codeOf(store::execute(stops.world.connection(),
                                         "UPDATE payout SET state = 'PROCESSING', version = version + 1, "
                                         "last_actor = 'job' WHERE state IS NULL"));
        };
        stops.batchOf(stops.world.merchant, "B", 1);
        QCOMPARE(claim(), QStringLiteral("MerchantStopped"));
        stops.lift(stops.world.merchant);
        VERIFY_DONE(stops.stop({}));
        QCOMPARE(claim(), QStringLiteral("AllStopped"));
    }

    void oneStopsTwoLift_data() { addEngineRows(); }
    void oneStopsTwoLift() {
        PAYOUT_TEMP_STORE(temp);
        StopWorld stops(temp);
        store::Connection& c = stops.world.connection();
        const rules::Actor clerk = stops.world.fixture.actor(stops.world.fixture.clerk());
        VERIFY_ERROR(dispatch::stopSending(c, clerk, {}, QStringLiteral("r")), ErrorKind::Refused, "RoleMissing");
        VERIFY_ERROR(dispatch::stopSending(c, stops.auditor(), {}, QStringLiteral(" ")), ErrorKind::Refused,
                     "ReasonMissing");
        VERIFY_ERROR(dispatch::stopSending(c, stops.auditor(), MerchantId(9'999), QStringLiteral("r")),
                     ErrorKind::Refused, "MerchantUnknown");
        VERIFY_ERROR(dispatch::proposeLift(c, stops.supervisor(), {}), ErrorKind::Refused, "AlreadyHandled");
        VERIFY_DONE(stops.stop({}));
        const dispatch::StopView shown = must(dispatch::stopsInForce(c)).front();
        QCOMPARE(shown.reason, QStringLiteral("sent twice?"));
        VERIFY_ERROR(dispatch::confirmLift(c, stops.auditor(), shown), ErrorKind::Refused, "NotProposed");
        VERIFY_DONE(dispatch::proposeLift(c, stops.supervisor(), {}));
        VERIFY_ERROR(dispatch::confirmLift(c, stops.supervisor(), shown), ErrorKind::Refused, "MakerIsChecker");
        VERIFY_ERROR(dispatch::proposeLift(c, stops.auditor(), {}), ErrorKind::Refused, "ShownChanged");
        // Stopped again: the old proposal is forgotten, and what was shown is not what is stopped now.
        stops.world.passTime(std::chrono::seconds(1));
        VERIFY_DONE(dispatch::stopSending(c, stops.auditor(), {}, QStringLiteral("another reason")));
        VERIFY_ERROR(dispatch::confirmLift(c, stops.world.fixture.actor(stops.second), shown), ErrorKind::Refused,
                     "NotProposed");
        VERIFY_DONE(dispatch::proposeLift(c, stops.supervisor(), {}));
        VERIFY_ERROR(dispatch::confirmLift(c, stops.world.fixture.actor(stops.second), shown), ErrorKind::Refused,
                     "ShownChanged");
        const dispatch::StopView now = must(dispatch::stopsInForce(c)).front();
        QCOMPARE(now.liftProposedByName, QStringLiteral("supervisor"));
        VERIFY_DONE(dispatch::confirmLift(c, stops.world.fixture.actor(stops.second), now));
        QCOMPARE(must(dispatch::stopsInForce(c)).size(), std::size_t(0));
        VERIFY_ERROR(dispatch::confirmLift(c, stops.world.fixture.actor(stops.second), now), ErrorKind::Refused,
                     "AlreadyHandled");
    }

    // A row that a person set aside is taken out of its batch whatever is stopped: it does not leave.
    void setAsideGoesOn_data() { addEngineRows(); }
    void setAsideGoesOn() {
        PAYOUT_TEMP_STORE(temp);
        StopWorld stops(temp);
        const auto payouts = stops.batchOf(stops.world.merchant, "A", 2);
        VERIFY_DONE(stops.stop({}));
        must(store::execute(stops.world.connection(),
                            "INSERT INTO row_set_aside (payout_id, set_by, at_ms, reason) VALUES (?, ?, 1, 'r')",
                            payouts.front(), stops.world.fixture.auditor()));
        const auto job = stops.world.newSendJob();
        VERIFY_DONE(job->start(stops.world.connection()));
        stops.stepUntilIdle(*job);
        QCOMPARE(stops.world.stateOf(payouts.front()), QStringLiteral("EXCEPTION"));
        QCOMPARE(stops.world.stateOf(payouts.back()), QString());
        QCOMPARE(stops.world.bank.connections(), 0);
    }
};

QTEST_GUILESS_MAIN(StopFlowTest)
#include "stop_flow_test.moc"
