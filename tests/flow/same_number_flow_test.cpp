// SPDX-License-Identifier: GPL-3.0-or-later
// Paid again under the same order number where the bank certifies that it pays a number once, and only there (spec C12,
// A3, A45; protocol P11, I14). In the code and, by raw SQL, in the database.
#include <QTest>

#include "core/rules/refusal.h"
#include "core/store/statement.h"
#include "tests/flow/flow_world.h"
#include "tests/support/result_checks.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace payout;
using namespace payout::support;
using rules::ExceptionAction;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

// A bank that pays an order number once, for so many days.
void certify(FlowWorld& world, int days) {
    world.changeProfile([days](channel::ChannelProfile& profile) {
        profile.idempotentByOrderNo = true;
        profile.orderNoLifetimeDays = days;
    });
    world.bank.refusesKnownNumbers = true;
}

// The lock is over, the bank was asked, statements reach up to now.
void makeDecidable(FlowWorld& world) {
    world.passTime(minutes(61));
    world.askAll();
    world.coverThrough(world.now());
}

void payAgain(FlowWorld& world, PayoutId payout) {
    QCOMPARE(codeOf(world.propose(payout, ExceptionAction::Repay, world.fixture.operatorPerson())), QString());
    QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QString());
}

// Which number the second person was shown.
QString numberShown(FlowWorld& world) {
    const QString evidence = world.text("SELECT evidence FROM exception_action ORDER BY id DESC LIMIT 1");
    return QJsonDocument::fromJson(evidence.toUtf8()).object().value(QStringLiteral("number")).toString();
}

QString armedByHand(FlowWorld& world) {
    const auto armed = store::execute(world.connection(), "UPDATE attempt SET state = 'ARMED', sends = sends + 1 "
                                                          "WHERE state = 'UNKNOWN'");
    return armed ? QString() : armed.error().code;
}

} // namespace

class SameNumberFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void c12a3TheSameNumberWhereTheBankCertifiesIt_data() { addEngineRows(); }
    void c12a3TheSameNumberWhereTheBankCertifiesIt() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        certify(world, 2);
        world.bank.act = BankAct::IgnoreSilently;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        const QString firstTime = world.text("SELECT txn_time FROM attempt");
        makeDecidable(world);
        QCOMPARE(armedByHand(world), QStringLiteral("NumberExpired")); // nobody has decided
        payAgain(world, payout);
        QCOMPARE(numberShown(world), QStringLiteral("SAME"));
        // What is known has not changed: it is in doubt until it is armed again.
        QCOMPARE(world.text("SELECT state FROM attempt"), QStringLiteral("UNKNOWN"));

        world.bank.act = BankAct::PayAndAccept;
        world.sendAll();
        QCOMPARE(world.bank.sends(), 2);
        QCOMPARE(world.bank.executions(world.orderNoOf(payout)), 1);
        QCOMPARE(world.number("SELECT COUNT(*) FROM attempt"), 1);
        QCOMPARE(world.number("SELECT sends FROM attempt"), 2);
        QCOMPARE(world.number("SELECT COUNT(*) FROM send"), 2);
        QCOMPARE(world.text("SELECT txn_time FROM attempt"), firstTime); // the same bytes
        QCOMPARE(world.number("SELECT COUNT(DISTINCT payload_digest) FROM send"), 1);
        QVERIFY(world.number("SELECT needed_through_ms FROM attempt") > world.now().ms);
        world.passTime(minutes(2));
        world.askAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        // One permit counts against the limits: the money leaves once.
        QCOMPARE(world.number("SELECT amount_minor FROM outflow_day"), 10'000);
        QCOMPARE(world.bookProblems(), QString());
    }

    // The first order turns up after all: the query was late and the statement as well.
    void theBankPaysTheNumberOnce_data() { addEngineRows(); }
    void theBankPaysTheNumberOnce() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        certify(world, 2);
        world.bank.act = BankAct::PayAndStaySilent;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.passTime(minutes(61));
        for (int i = 0; i < 10; ++i) world.bank.nextQueries.push_back(rules::Outcome::NotExistExplicit);
        world.askAll();
        world.coverThrough(world.now());
        payAgain(world, payout);
        world.bank.nextQueries.clear();
        world.sendAll();
        QCOMPARE(world.bank.sends(), 2);
        QCOMPARE(world.bank.totalExecutions(), 1);
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION")); // "known already" is no success by itself
        world.passTime(minutes(61));
        world.askAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.bookProblems(), QString());
    }

    void oneDecisionIsOnePermitAndThreeAreAll_data() { addEngineRows(); }
    void oneDecisionIsOnePermitAndThreeAreAll() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        certify(world, 10);
        world.bank.act = BankAct::IgnoreSilently;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        for (int sends = 2; sends <= 3; ++sends) {
            makeDecidable(world);
            payAgain(world, payout);
            QCOMPARE(numberShown(world), QStringLiteral("SAME"));
            world.sendAll();
            QCOMPARE(world.bank.sends(), sends);
            QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
            QCOMPARE(armedByHand(world), QStringLiteral("NumberExpired"));
            QCOMPARE(world.number("SELECT sends FROM attempt"), sends);
            // Nor is a permit written without its arm.
            const auto second =
                store::execute(world.connection(), R"sql(INSERT INTO send (protocol, payout_id, attempt_no, send_no,
                armed_ms, epoch, host, payload_digest) SELECT (SELECT number FROM protocol_now), payout_id, attempt_no, CAST(? AS {int}), armed_ms, epoch,
                'host1', payload_digest FROM attempt WHERE sends > 0)sql",
                               std::int64_t{sends + 1});
            QVERIFY(!second);
        }
        makeDecidable(world);
        payAgain(world, payout);
        QCOMPARE(numberShown(world), QStringLiteral("NEW"));
        world.bank.act = BankAct::PayAndAccept;
        world.sendAll();
        QCOMPARE(world.number("SELECT MAX(attempt_no) FROM attempt"), 2);
        QCOMPARE(world.bank.executions(world.orderNoOf(payout, 2)), 1);
    }

    // By raw SQL, while the answer to the second permit is still to come: what let it out has been used up.
    void aDecisionIsUsedUpByItsPermit_data() { addEngineRows(); }
    void aDecisionIsUsedUpByItsPermit() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        certify(world, 10);
        world.bank.act = BankAct::IgnoreSilently;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        makeDecidable(world);
        payAgain(world, payout);
        QString again;
        world.bank.beforeAnswer = [&] {
            must(store::execute(world.connection(), "UPDATE attempt SET state = 'UNKNOWN' WHERE state = 'ARMED'"));
            again = armedByHand(world);
        };
        world.sendAll();
        world.bank.beforeAnswer = {};
        QCOMPARE(world.bank.sends(), 2);
        QCOMPARE(again, QStringLiteral("NumberExpired"));
        QCOMPARE(world.number("SELECT sends FROM attempt"), 2);
    }

    // Decided in time, and then the channel was stopped until the bank could have forgotten the number.
    void a45TheNumberExpiresBetweenDecisionAndArm_data() { addEngineRows(); }
    void a45TheNumberExpiresBetweenDecisionAndArm() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        certify(world, 1);
        world.changeProfile([](channel::ChannelProfile& profile) {
            profile.idempotentByOrderNo = true;
            profile.orderNoLifetimeDays = 1;
            profile.pause.enabled = false;
        });
        world.bank.act = BankAct::IgnoreSilently;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        const UtcTime armedAt(world.number("SELECT armed_ms FROM attempt"));
        makeDecidable(world);
        payAgain(world, payout);
        QCOMPARE(numberShown(world), QStringLiteral("SAME"));
        world.setClock(armedAt + hours(12)); // half of the certified day
        QCOMPARE(armedByHand(world), QStringLiteral("NumberExpired"));
        world.sendAll();
        QCOMPARE(world.bank.sends(), 1);
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.text("SELECT sub_reason FROM payout"), QStringLiteral("NUMBER_EXPIRED"));

        makeDecidable(world);
        payAgain(world, payout);
        QCOMPARE(numberShown(world), QStringLiteral("NEW"));
        world.bank.act = BankAct::PayAndAccept;
        world.sendAll();
        QCOMPARE(world.bank.executions(world.orderNoOf(payout, 1)), 0);
        QCOMPARE(world.bank.executions(world.orderNoOf(payout, 2)), 1);
        QCOMPARE(world.bookProblems(), QString());
    }

    // What was shown to the second person was another number.
    void theSecondPersonSawTheNumber_data() { addEngineRows(); }
    void theSecondPersonSawTheNumber() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        certify(world, 1);
        world.bank.act = BankAct::IgnoreSilently;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        makeDecidable(world);
        QCOMPARE(codeOf(world.propose(payout, ExceptionAction::Repay, world.fixture.operatorPerson())), QString());
        world.passTime(hours(11)); // 21:00 and later; the window is over, the night's pause is not there yet
        world.askAll();
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QStringLiteral("ShownChanged"));
    }

    void aNumberThatTheBankFailedIsNotUsedAgain_data() { addEngineRows(); }
    void aNumberThatTheBankFailedIsNotUsedAgain() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        certify(world, 2);
        world.bank.act = BankAct::IgnoreSilently;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.passTime(minutes(61));
        for (int i = 0; i < 10; ++i) world.bank.nextQueries.push_back(rules::Outcome::FailedFinal);
        world.askAll();
        world.bank.nextQueries.clear();
        world.coverThrough(world.now());
        payAgain(world, payout);
        QCOMPARE(numberShown(world), QStringLiteral("NEW"));
        QCOMPARE(world.text("SELECT state FROM attempt"), QStringLiteral("BURNT"));
        QCOMPARE(armedByHand(world), QString()); // there is none to arm
        world.bank.act = BankAct::PayAndAccept;
        world.sendAll();
        QCOMPARE(world.bank.executions(world.orderNoOf(payout, 2)), 1);
    }

    // Without a certificate nothing arms a number again, whatever two people decide.
    void withoutACertificateNoNumberIsArmedAgain_data() { addEngineRows(); }
    void withoutACertificateNoNumberIsArmedAgain() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.act = BankAct::IgnoreSilently;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        makeDecidable(world);
        QCOMPARE(codeOf(world.propose(payout, ExceptionAction::Repay, world.fixture.operatorPerson())), QString());
        QCOMPARE(numberShown(world), QStringLiteral("NEW"));
        QCOMPARE(armedByHand(world), QStringLiteral("NumberExpired"));
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QString());
        QCOMPARE(world.text("SELECT state FROM attempt"), QStringLiteral("BURNT"));
        // An attempt counts what it was armed for, and nothing else.
        const auto counted = store::execute(world.connection(), "UPDATE attempt SET sends = 2");
        QVERIFY(!counted);
        QCOMPARE(counted.error().code, QStringLiteral("AppendOnly"));
    }

    // While it waits for its arm the bank says that it paid: nothing goes out any more.
    void anAnswerWhileItWaitsCounts_data() { addEngineRows(); }
    void anAnswerWhileItWaitsCounts() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        certify(world, 2);
        world.bank.act = BankAct::PayAndStaySilent;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.passTime(minutes(61));
        for (int i = 0; i < 10; ++i) world.bank.nextQueries.push_back(rules::Outcome::NotExistExplicit);
        world.askAll();
        world.bank.nextQueries.clear();
        world.coverThrough(world.now());
        payAgain(world, payout);
        world.passTime(minutes(61));
        world.askAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        world.sendAll();
        QCOMPARE(world.bank.sends(), 1);
    }

    // The worker died between decision and arm: the next one takes the waiting number into its epoch.
    void theNextWorkerSendsIt_data() { addEngineRows(); }
    void theNextWorkerSendsIt() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        certify(world, 2);
        world.bank.act = BankAct::IgnoreSilently;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        makeDecidable(world);
        payAgain(world, payout);
        world.bank.act = BankAct::PayAndAccept;
        const auto other = world.newSendJob(QStringLiteral("host2"));
        VERIFY_DONE(other->start(world.connection()));
        for (int i = 0; i < 20; ++i) VERIFY_DONE(other->step(world.connection()));
        QCOMPARE(world.bank.sends(), 2);
        QCOMPARE(world.number("SELECT MAX(attempt_no) FROM attempt"), 1);
        QCOMPARE(world.bank.executions(world.orderNoOf(payout)), 1);
    }

    // The egress does not take the database's word for when a number left first.
    void theEgressRemembersWhenANumberLeft_data() { addEngineRows(); }
    void theEgressRemembersWhenANumberLeft() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        certify(world, 1);
        world.changeProfile([](channel::ChannelProfile& profile) {
            profile.idempotentByOrderNo = true;
            profile.orderNoLifetimeDays = 1;
            profile.pause.enabled = false;
        });
        world.bank.act = BankAct::IgnoreSilently;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        const UtcTime armedAt(world.number("SELECT armed_ms FROM attempt"));
        makeDecidable(world);
        world.setClock(armedAt + hours(13));
        // Somebody widened the window in the database, not in the profile that the egress reads.
        must(store::execute(world.connection(), "UPDATE channel SET resend_window_ms = 8640000000"));
        world.askAll();
        world.coverThrough(world.now());
        payAgain(world, payout);
        QCOMPARE(numberShown(world), QStringLiteral("SAME"));
        world.sendAll();
        QCOMPARE(world.bank.sends(), 1);
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM send"), 2); // armed, and let out by nobody
    }
};

QTEST_GUILESS_MAIN(SameNumberFlowTest)
#include "same_number_flow_test.moc"
