// SPDX-License-Identifier: GPL-3.0-or-later
// P2 and P5 to P7 at the egress: whatever a worker hands over, it looks for itself.
#include <QTest> // first: moc 6.4 cannot read <concepts> before it has seen Qt

#include "core/dispatch/dispatch_table.h"
#include "core/dispatch/order_number.h"
#include "core/egress/check_permit.h"
#include "core/store/statement.h"
#include "tests/flow/flow_world.h"

#include <QFile>
#include <QTemporaryDir>

using namespace payout;
using namespace payout::support;
using namespace std::chrono;

namespace {

/// A row armed by a worker, and the connection that it dialled before.
struct Armed {
    explicit Armed(FlowWorld& flow) : world(flow), outlet(flow.egress(), flow.connection()) {
        payout = world.approvedBatch({10'000}).front();
        job = world.newSendJob();
        must(job->start(world.connection()));
        must(dispatch::claimPayouts(world.connection(), job->lease(), {}));
        const auto prepared = must(dispatch::nextPrepared(world.connection(), job->lease().epoch, world.channel));
        must(outlet.dial(world.channel));
        channel::PaymentOrder order = prepared->order;
        order.txnTime = formatCompact(world.now());
        must(dispatch::armAttempt(world.connection(),
                                  {payout, 1, 1, job->lease(), order.txnTime, channel::canonicalDigest(order),
                                   world.now() + minutes(60), world.now() + seconds(60)}));
    }
    dispatch::Permit permit() const { return {payout, 1, 1, job->lease().epoch, job->lease().host}; }
    /// The refusal's name; "sent" if bytes left this time.
    QString send(const dispatch::Permit& which) {
        const channel::RawReply reply = outlet.send(which);
        if (!reply.detail.startsWith(u"egress: ")) return QStringLiteral("sent");
        return reply.detail.section(u' ', 2, 2).remove(u':');
    }
    QString send() { return send(permit()); }

    FlowWorld& world;
    egress::LocalOutlet outlet;
    PayoutId payout;
    std::unique_ptr<worker::SendJob> job;
};

egress::PermitFacts goodFacts() {
    egress::PermitFacts facts;
    facts.permit = {PayoutId(1'048'577), 1, 1, 4, QStringLiteral("host1")};
    facts.now = UtcTime(1'795'000'002'000);
    facts.armedAt = UtcTime(1'795'000'000'000);
    facts.attemptArmedAt = facts.armedAt;
    facts.attemptSends = 1;
    facts.protocol = store::protocolOfThisProgram;
    facts.protocolNow = facts.protocol;
    facts.attemptState = QStringLiteral("ARMED");
    facts.payoutState = QStringLiteral("PROCESSING");
    facts.merchantCode = QStringLiteral("M1");
    facts.merchantRowRef = QStringLiteral("B1-1");
    facts.order = {dispatch::deriveOrderNo(QStringLiteral("M1"), QStringLiteral("B1-1"), 1),
                   QStringLiteral("20261122140327"),
                   Money{1002},
                   QStringLiteral("王小明"),
                   QStringLiteral("6217000010000000017"),
                   AccountKind::Card,
                   {},
                   {}};
    facts.sendDigest = channel::canonicalDigest(facts.order);
    facts.attemptDigest = facts.sendDigest;
    facts.instructionState = QStringLiteral("APPROVED_PROCESSING");
    facts.approvals = 1;
    facts.debits = 1;
    return facts;
}

} // namespace

class EgressFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyConditionIsLookedAt() {
        using Facts = egress::PermitFacts;
        const auto code = [](const std::function<void(Facts&)>& change) {
            Facts facts = goodFacts();
            change(facts);
            return codeOf(egress::checkPermit(facts));
        };
        QCOMPARE(code([](Facts&) {}), QStringLiteral("ok"));
        QCOMPARE(code([](Facts& f) { f.quarantined = true; }), QStringLiteral("Quarantined"));
        QCOMPARE(code([](Facts& f) { f.channelStopped = true; }), QStringLiteral("ChannelStopped"));
        QCOMPARE(code([](Facts& f) { f.closed = true; }), QStringLiteral("AttemptNotPrepared"));
        for (const char* state : {"PREPARED", "UNKNOWN", "SETTLED", "BURNT", ""})
            QCOMPARE(code([state](Facts& f) { f.attemptState = QLatin1String(state); }),
                     QStringLiteral("AttemptNotPrepared"));
        for (const char* state : {"EXCEPTION", "SUCCESS", "RETURNED", ""})
            QCOMPARE(code([state](Facts& f) { f.payoutState = QLatin1String(state); }),
                     QStringLiteral("TransitionForbidden"));
        QCOMPARE(code([](Facts& f) { f.held = true; }), QStringLiteral("RowHeld"));
        QCOMPARE(code([](Facts& f) { f.approvals = 0; }), QStringLiteral("NotApproved"));
        QCOMPARE(code([](Facts& f) { f.instructionState = QStringLiteral("REJECTED"); }),
                 QStringLiteral("NotApproved"));
        QCOMPARE(code([](Facts& f) { f.listed = true; }), QStringLiteral("NotScreened"));
        QCOMPARE(code([](Facts& f) { f.permit.sendNo = 2; }), QStringLiteral("PermitUnknown"));
        QCOMPARE(code([](Facts& f) { f.attemptArmedAt = f.armedAt - seconds(1); }), QStringLiteral("PermitUnknown"));
        QCOMPARE(code([](Facts& f) { f.protocol -= 1; }), QStringLiteral("OtherProtocol"));
        QCOMPARE(code([](Facts& f) { f.protocolNow += 1; }), QStringLiteral("OtherProtocol"));
        QCOMPARE(code([](Facts& f) { f.debits = 0; }), QStringLiteral("DebitMissing"));
        QCOMPARE(code([](Facts& f) { f.order.amount.minor += 1; }), QStringLiteral("PayloadChanged"));
        QCOMPARE(code([](Facts& f) { f.order.payeeAccount += u'1'; }), QStringLiteral("PayloadChanged"));
        QCOMPARE(code([](Facts& f) { f.order.txnTime = QStringLiteral("20261122140328"); }),
                 QStringLiteral("PayloadChanged"));
        QCOMPARE(code([](Facts& f) { f.attemptDigest = QStringLiteral("x"); }), QStringLiteral("PayloadChanged"));
        QCOMPARE(code([](Facts& f) { f.merchantRowRef += u'x'; }), QStringLiteral("NumberNotDerived"));
        QCOMPARE(code([](Facts& f) { f.merchantCode = QStringLiteral("M2"); }), QStringLiteral("NumberNotDerived"));
        QCOMPARE(code([](Facts& f) { f.permit.attemptNo = 2; }), QStringLiteral("NumberNotDerived"));
        QCOMPARE(code([](Facts& f) { f.now = f.armedAt + milliseconds(5'001); }), QStringLiteral("PermitOld"));
        QCOMPARE(code([](Facts& f) { f.now = f.armedAt + milliseconds(5'000); }), QStringLiteral("ok"));
        QCOMPARE(code([](Facts& f) { f.now = f.armedAt - milliseconds(5'001); }), QStringLiteral("PermitOld"));
    }

    // P11: the same number again.
    void everyConditionOfAnotherPermitIsLookedAt() {
        using Facts = egress::PermitFacts;
        const auto code = [](const std::function<void(Facts&)>& change) {
            Facts facts = goodFacts();
            facts.permit.sendNo = 2;
            facts.attemptSends = 2;
            facts.attemptArmedAt = facts.armedAt - std::chrono::hours(2);
            facts.paidAgain = true;
            facts.resendWindow = std::chrono::hours(3);
            change(facts);
            return codeOf(egress::checkPermit(facts));
        };
        QCOMPARE(code([](Facts&) {}), QStringLiteral("ok"));
        QCOMPARE(code([](Facts& f) { f.attemptSends = 3; }), QStringLiteral("PermitUnknown"));
        QCOMPARE(code([](Facts& f) { f.paidAgain = false; }), QStringLiteral("NotProposed"));
        QCOMPARE(code([](Facts& f) { f.resendWindow = milliseconds(0); }), QStringLiteral("NumberExpired"));
        QCOMPARE(code([](Facts& f) { f.attemptArmedAt = f.now - std::chrono::hours(3); }),
                 QStringLiteral("NumberExpired"));
        QCOMPARE(code([](Facts& f) { f.attemptArmedAt = f.now - std::chrono::hours(3) + milliseconds(1); }),
                 QStringLiteral("ok"));
        QCOMPARE(code([](Facts& f) {
                     f.permit.sendNo = 4;
                     f.attemptSends = 4;
                 }),
                 QStringLiteral("PermitUsed"));
    }

    void s13APermitSendsOnce_data() { addEngineRows(); }
    void s13APermitSendsOnce() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        Armed armed(world);
        QCOMPARE(armed.send(), QStringLiteral("sent"));
        // A duplicated message, with a connection of its own.
        VERIFY_DONE(armed.outlet.dial(world.channel));
        QCOMPARE(armed.send(), QStringLiteral("PermitUsed"));
        world.restartEgress();
        egress::LocalOutlet another(world.egress(), world.connection());
        VERIFY_DONE(another.dial(world.channel));
        QVERIFY(another.send(armed.permit()).detail.contains(u"PermitUsed"));
        QCOMPARE(world.bank.sends(), 1);
    }

    void onlyWhatTheDatabasePermits_data() { addEngineRows(); }
    void onlyWhatTheDatabasePermits() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        Armed armed(world);
        const auto changed = [&](const std::function<void(dispatch::Permit&)>& change) {
            dispatch::Permit permit = armed.permit();
            change(permit);
            must(armed.outlet.dial(world.channel));
            return armed.send(permit);
        };
        const QString unknown = QStringLiteral("PermitUnknown");
        QCOMPARE(changed([](dispatch::Permit& p) { p.payout.value += 1; }), unknown);
        QCOMPARE(changed([](dispatch::Permit& p) { p.attemptNo = 2; }), unknown);
        QCOMPARE(changed([](dispatch::Permit& p) { p.sendNo = 2; }), unknown);
        QCOMPARE(changed([](dispatch::Permit& p) { p.epoch += 1; }), unknown);
        QCOMPARE(changed([](dispatch::Permit& p) { p.host = QStringLiteral("another"); }), unknown);
        QCOMPARE(world.bank.sends(), 0);
        // Dialled for one channel, permitted for another: the connection leads to another bank.
        const ChannelId other = world.fixture.addChannel(QStringLiteral("OTHER"));
        world.changeProfileOf(other, [](channel::ChannelProfile&) {});
        VERIFY_DONE(armed.outlet.dial(other));
        QCOMPARE(armed.send(), unknown);
        VERIFY_DONE(armed.outlet.dial(world.channel));
        QCOMPARE(armed.send(), QStringLiteral("sent"));
    }

    // S12: a permit that waited longer than five seconds is not used any more, however it came to wait.
    void s12AnOldPermitIsNotUsed_data() { addEngineRows(); }
    void s12AnOldPermitIsNotUsed() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        Armed armed(world);
        world.passTime(seconds(6));
        QCOMPARE(armed.send(), QStringLiteral("PermitOld"));
        QCOMPARE(world.bank.sends(), 0);
    }

    // The machine slept between the look at the permit and the first byte: the boot clock goes on.
    void s12TheBootClockCounts_data() { addEngineRows(); }
    void s12TheBootClockCounts() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        int looks = 0;
        world.bootClock = [&looks] { return looks++ == 0 ? milliseconds(0) : milliseconds(5'001); };
        world.restartEgress();
        Armed armed(world);
        QCOMPARE(armed.send(), QStringLiteral("PermitOld"));
        QCOMPARE(world.bank.sends(), 0);
        QCOMPARE(world.journal().sendingCount(), std::size_t{1}); // used up: it never sends later
    }

    void aStopAtTheEgressHolds_data() { addEngineRows(); }
    void aStopAtTheEgressHolds() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        QTemporaryDir folder;
        world.egressStopFile = folder.filePath(QStringLiteral("stop"));
        world.restartEgress();
        Armed armed(world);
        QFile stop(world.egressStopFile);
        QVERIFY(stop.open(QIODevice::WriteOnly));
        QCOMPARE(armed.send(), QStringLiteral("StoppedHere"));
        QCOMPARE(codeOf(armed.outlet.dial(world.channel)), QStringLiteral("StoppedHere"));
        QVERIFY(stop.remove());
        QVERIFY(QFile::link(QStringLiteral("/nowhere/at/all"), world.egressStopFile));
        QCOMPARE(codeOf(armed.outlet.dial(world.channel)), QStringLiteral("StoppedHere"));
        QVERIFY(QFile::remove(world.egressStopFile));
        VERIFY_DONE(armed.outlet.dial(world.channel));
        // Prepared rows wait for the end of a stop, they do not become exceptions.
        QVERIFY(stop.open(QIODevice::WriteOnly));
        const PayoutId waiting = world.approvedBatch({20'000}).front();
        world.sendAll();
        QCOMPARE(world.stateOf(waiting), QStringLiteral("PROCESSING"));
        QVERIFY(stop.remove());
        world.sendAllUnderSameLease();
        QCOMPARE(world.bank.executions(world.orderNoOf(waiting)), 1);
    }

    void itsOwnLimitsHold_data() { addEngineRows(); }
    void itsOwnLimitsHold() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.egressLimits.payoutMax = Money{50'000};
        world.egressLimits.hourMax = Money{100'000};
        world.restartEgress();
        const auto payouts = world.approvedBatch({50'001, 50'000, 50'000, 1});
        world.sendAll();
        QCOMPARE(world.bank.sends(), 2); // the first is too much for one payout
        QCOMPARE(world.stateOf(payouts[0]), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.stateOf(payouts[3]), QStringLiteral("PROCESSING")); // not armed in vain: it waits for the hour
        QCOMPARE(world.number("SELECT COUNT(*) FROM send"), 3);
        world.passTime(minutes(61));
        world.sendAllUnderSameLease();
        QCOMPARE(world.bank.sends(), 3);
        QCOMPARE(world.bank.executions(world.orderNoOf(payouts[3])), 1);
    }

    // S19: no journal, no send.
    void s19AFullDiskSendsNothing_data() { addEngineRows(); }
    void s19AFullDiskSendsNothing() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.journalIsFull = true;
        world.sendAll();
        QCOMPARE(world.bank.sends(), 0);
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.text("SELECT observation FROM send"), QStringLiteral("CONNECT_FAILED"));
    }

    // I24: a stop that is committed after the arm and before the send.
    void aChannelStoppedAfterTheArmSendsNothing_data() { addEngineRows(); }
    void aChannelStoppedAfterTheArmSendsNothing() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        Armed armed(world);
        must(store::execute(world.connection(), "UPDATE channel SET stopped = 1, stop_reason = 'x', stopped_by = ?",
                            world.fixture.auditor()));
        QCOMPARE(armed.send(), QStringLiteral("ChannelStopped"));
        QCOMPARE(world.bank.sends(), 0);
    }

    // S14: even who gets around every trigger changes nothing that leaves.
    void s14APayeeChangedBehindTheTriggersIsNotPaid() {
        const auto created = TempStore::create(store::Engine::Sqlite);
        VERIFY_DONE(created);
        FlowWorld world(**created);
        Armed armed(world);
        // As an administrator of the file may: drop what refuses.
        QStringList triggers;
        auto rows = must(store::query(world.connection(), "SELECT name FROM sqlite_master WHERE type = 'trigger'"));
        while (rows.next()) triggers << rows.text(0);
        VERIFY_DONE(rows.finish());
        for (const QString& trigger : triggers) {
            const QByteArray drop = "DROP TRIGGER " + trigger.toLatin1();
            must(store::execute(world.connection(), drop.constData()));
        }
        must(store::execute(world.connection(), "UPDATE payout SET payee_account = '6217009999999999'"));
        QCOMPARE(armed.send(), QStringLiteral("PayloadChanged"));
        QCOMPARE(world.bank.sends(), 0);
    }
};

QTEST_GUILESS_MAIN(EgressFlowTest)
#include "egress_flow_test.moc"
