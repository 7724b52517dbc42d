// SPDX-License-Identifier: GPL-3.0-or-later
// From approved to proven, with everything that breaks on the way (spec scenarios A1-A12, A37). Each test is named
// after its scenario and ends by looking at the bank's own book and at ours.
#include <QTest> // first: moc 6.4 cannot read <compare> before it has seen Qt

#include "core/desk/today_table.h"
#include "core/dispatch/dispatch_table.h"
#include "core/dispatch/sweep_orphans.h"
#include "core/rules/refusal.h"
#include "core/store/statement.h"
#include "core/store/transaction.h"
#include "tests/flow/flow_world.h"

#include <thread>

using namespace payout;
using namespace payout::support;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class DispatchFlowTest : public QObject {
    Q_OBJECT

    static void isAskedUntilItIsKnown(FlowWorld& world, const QString& doubt) {
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.text("SELECT sub_reason FROM payout"), doubt);
        QCOMPARE(world.text("SELECT state FROM attempt"), QStringLiteral("UNKNOWN"));
        world.sendAll(); // nothing goes out again
        world.passTime(minutes(2));
        world.askAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.bank.sends(), 1);
        QCOMPARE(world.bank.totalExecutions(), 1);
    }

private Q_SLOTS:
    void paidAndProven_data() { addEngineRows(); }
    void paidAndProven() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000, 30'000});
        world.sendAll();
        for (const PayoutId payout : payouts) QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
        QCOMPARE(world.bank.totalExecutions(), 3);
        world.passTime(seconds(61));
        world.askAll();
        for (const PayoutId payout : payouts) QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        world.keep();
        QCOMPARE(world.text("SELECT state FROM instruction"), QStringLiteral("CLOSED"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM trail WHERE object_kind = 'payout' AND to_state = 'SUCCESS'"), 3);
        QCOMPARE(world.bookProblems(), QString());
    }

    void a1s1DatabaseLostRightAfterTheBankPaid_data() { addEngineRows(); }
    void a1s1DatabaseLostRightAfterTheBankPaid() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        const auto job = world.newSendJob();
        // The answer is on its way when the database becomes unwritable: recording it fails, the process then dies.
        world.bank.beforeAnswer = [&world] {
            VERIFY_DONE_OR_ABORT(store::execute(world.connection(), "ALTER TABLE answer RENAME TO answer_away"));
        };
        VERIFY_DONE(job->start(world.connection()));
        Result<worker::StepResult> stepped = worker::StepResult::Worked;
        for (int i = 0; i < 10 && stepped; ++i) stepped = job->step(world.connection());
        QVERIFY(!stepped);
        QVERIFY(job->hasUnrecorded());
        world.bank.beforeAnswer = {};
        VERIFY_DONE(store::execute(world.connection(), "ALTER TABLE answer_away RENAME TO answer"));

        world.sendAll(); // the restart
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.bank.executions(world.orderNoOf(payout)), 1);
        world.passTime(minutes(2));
        world.askAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.bank.sends(), 1);
        QCOMPARE(world.bookProblems(), QString());
    }

    void a2KilledBetweenClaimAndArm_data() { addEngineRows(); }
    void a2KilledBetweenClaimAndArm() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000, 30'000});
        const auto killed = world.newSendJob();
        VERIFY_DONE(killed->start(world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), killed->lease(), {}));
        for (const PayoutId payout : payouts) QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));

        world.sendAll();
        for (const PayoutId payout : payouts) QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM payout WHERE sub_reason = 'NOT_SENT_LOCALLY'"), 3);
        QCOMPARE(world.bank.sends(), 0);

        // Provably unsent: no lock, no query, no statement is waited for; two people release all of them at once.
        const auto proposed = world.proposeAll(payouts, rules::ExceptionAction::Repay, world.fixture.operatorPerson());
        VERIFY_DONE(proposed);
        const auto confirmed = world.confirmAll(payouts, world.fixture.auditor());
        VERIFY_DONE(confirmed);
        for (const auto& results : {*proposed, *confirmed}) {
            QCOMPARE(results.size(), payouts.size());
            for (const exception::RowResult& row : results) QCOMPARE(codeOf(row.refused), QString());
        }
        world.sendAll();
        for (const PayoutId payout : payouts) {
            QCOMPARE(world.bank.executions(world.orderNoOf(payout)), 1);
            QCOMPARE(world.number("SELECT MAX(attempt_no) FROM attempt"), 1);
        }
        QCOMPARE(world.number("SELECT COUNT(*) FROM attempt"), 3);
        QCOMPARE(world.bank.sends(), 3);
        QCOMPARE(world.bookProblems(), QString());
    }

    void a3KilledBetweenArmAndSend_data() { addEngineRows(); }
    void a3KilledBetweenArmAndSend() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        armWithoutSending(world);

        world.sendAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.bank.sends(), 0);
        const PersonId op = world.fixture.operatorPerson();
        QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Repay, op)), QStringLiteral("StillLocked"));
        world.passTime(minutes(61));
        QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Repay, op)), QStringLiteral("NoHealthyQuery"));
        world.askAll(); // 34: no such order; it is no proof
        QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Repay, op)),
                 QStringLiteral("StatementNotCovering"));
        world.coverThrough(world.now());
        QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Repay, op)), QString());
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QString());

        world.sendAll();
        QCOMPARE(world.number("SELECT MAX(attempt_no) FROM attempt"), 2); // not idempotent by number: a new one (C12)
        QCOMPARE(world.bank.executions(world.orderNoOf(payout, 1)), 0);
        QCOMPARE(world.bank.executions(world.orderNoOf(payout, 2)), 1);
        QVERIFY(world.orderNoOf(payout, 1) != world.orderNoOf(payout, 2));
        QCOMPARE(world.bookProblems(), QString());
    }

    void a4s4EightHostsStartTheJob_data() { addEngineRows(); }
    void a4s4EightHostsStartTheJob() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch(std::vector<std::int64_t>(40, 10'000));
        std::atomic<int> started{0};
        std::atomic<int> refused{0};
        std::vector<std::thread> hosts;
        for (int i = 0; i < 8; ++i)
            hosts.emplace_back([&, i] {
                auto own = temp.open(QStringLiteral("host"));
                if (!own) return;
                const auto lease = dispatch::takeLease(**own, {QStringLiteral("send"), QStringLiteral("host%1").arg(i),
                                                               QStringLiteral("test"), hours(1), false});
                if (lease) ++started;
                if (!lease && lease.error().code == QStringLiteral("NotLeaseHolder")) ++refused;
            });
        for (std::thread& host : hosts) host.join();
        QCOMPARE(started.load(), 1);
        QCOMPARE(refused.load(), 7);
        world.sendAll();
        QCOMPARE(world.bank.sends(), 40);
        QCOMPARE(world.bank.totalExecutions(), 40);
    }

    void a6NothingIsSentThatWouldEnterThePause_data() { addEngineRows(); }
    void a6NothingIsSentThatWouldEnterThePause() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        const UtcTime midnight = startOf(BusinessDate{20'261'119});
        world.setClock(midnight - minutes(10) - seconds(15)); // 23:49:45, time-out 30 s
        world.sendAll();
        QCOMPARE(world.bank.sends(), 0);
        QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
        world.setClock(midnight + minutes(9) + seconds(59));
        world.sendAllUnderSameLease();
        QCOMPARE(world.bank.sends(), 0);
        world.setClock(midnight + minutes(10));
        world.sendAllUnderSameLease();
        QCOMPARE(world.bank.sends(), 1);
        QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
    }

    void a6TheDatabaseRefusesTooInThePause_data() { addEngineRows(); }
    void a6TheDatabaseRefusesTooInThePause() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch({10'000});
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), job->lease(), {}));
        world.setClock(startOf(BusinessDate{20'261'119}));
        const auto forced =
            store::execute(world.connection(), "UPDATE attempt SET state = 'ARMED', sends = 1, armed_ms = 1, "
                                               "payload_digest = 'x', txn_time = '20261119000000'");
        VERIFY_DONE(forced);
        const auto sent = store::execute(
            world.connection(), "INSERT INTO send (protocol, payout_id, attempt_no, send_no, armed_ms, epoch, host, "
                                "payload_digest) SELECT (SELECT number FROM protocol_now), payout_id, 1, 1, 1, epoch, "
                                "'host1', 'x' FROM attempt");
        VERIFY_ERROR(sent, ErrorKind::Refused, "PauseWindow");
    }

    void a7AClockThatWentBackSendsNothingWhateverIsWrittenMeanwhile_data() { addEngineRows(); }
    void a7AClockThatWentBackSendsNothingWhateverIsWrittenMeanwhile() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch({10'000});
        world.sendAll();
        QCOMPARE(world.bank.sends(), 1);
        const UtcTime before = world.now();
        world.setClock(before - minutes(1));
        world.approvedBatch({20'000}); // writes the trail by the time of now
        world.sendAll();
        QCOMPARE(world.bank.sends(), 1);
        world.setClock(before);
        world.sendAllUnderSameLease();
        QCOMPARE(world.bank.sends(), 2);
    }

    void a8s3TheHostsClockIsFiveMinutesAhead_data() { addEngineRows(); }
    void a8s3TheHostsClockIsFiveMinutesAhead() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch({10'000});
        world.hostClockError = minutes(5);
        world.sendAll();
        QCOMPARE(world.bank.sends(), 0);
        QCOMPARE(world.bank.connections(), 0);
        world.hostClockError = seconds(0);
        world.sendAllUnderSameLease();
        QCOMPARE(world.bank.sends(), 1);
    }

    // The bank paid, and its answer says that it did not, or never arrives.
    void s7TheBankSaysAnErrorAlthoughItPaid_data() { addEngineRows(); }
    void s7TheBankSaysAnErrorAlthoughItPaid() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.act = BankAct::PayAndSayError;
        isAskedUntilItIsKnown(world, QStringLiteral("FAILED_FINAL"));
    }

    void s8TheNetworkIsLostAfterTheBankAccepted_data() { addEngineRows(); }
    void s8TheNetworkIsLostAfterTheBankAccepted() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.act = BankAct::PayAndStaySilent;
        isAskedUntilItIsKnown(world, QStringLiteral("SENT_NO_ANSWER"));
    }

    void a9s9UnlistedCode_data() { addEngineRows(); }
    void a9s9UnlistedCode() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.act = BankAct::AnswerUnlistedCode;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.text("SELECT code FROM new_code WHERE operation = 'SEND'"), QStringLiteral("0Z"));

        // The task to look it up stands on the page Today, once however often the bank says it.
        world.approvedBatch({20'000});
        world.sendAll();
        QCOMPARE(world.number("SELECT COUNT(*) FROM answer WHERE operation = 'SEND' AND code = '0Z'"), 2);
        desk::TodayFigures figures;
        VERIFY_DONE(desk::readNewCodes(world.connection(), figures));
        QCOMPARE(figures.newCodes, std::vector<QString>{QStringLiteral("ACP send 0Z")});
    }

    void a10SuccessWithAnotherAmountIsNoSuccess_data() { addEngineRows(); }
    void a10SuccessWithAnotherAmountIsNoSuccess() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.wrongMinorInAnswer = 1;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.passTime(minutes(2));
        world.askAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.text("SELECT sub_reason FROM payout"), QStringLiteral("AMOUNT_DIFF"));
        QCOMPARE(world.text("SELECT kind || ' ' || detail FROM incident"),
                 QStringLiteral("AMOUNT_DIFF the answer names 10001"));
        world.bank.wrongMinorInAnswer = 0; // it is asked about all the same
        world.passTime(hours(1));
        world.askAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident"), 1);
    }

    void a10AnotherAmountInTheAnswerToASend_data() { addEngineRows(); }
    void a10AnotherAmountInTheAnswerToASend() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.wrongMinorInSend = -1;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.text("SELECT kind FROM incident"), QStringLiteral("AMOUNT_DIFF"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident"), 1);
    }

    // Somebody answers in the bank's place: nothing is believed, and people are told, once an attempt.
    void s20s21AnUnsignedAnswerIsAnIncident_data() { addEngineRows(); }
    void s20s21AnUnsignedAnswerIsAnIncident() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.unsignedAnswers = true;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        for (int i = 0; i < 3; ++i) {
            world.passTime(hours(2));
            world.askAll();
        }
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.text("SELECT kind FROM incident"), QStringLiteral("UNSIGNED_ANSWER"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident"), 1);
        world.bank.unsignedAnswers = false;
        world.passTime(hours(2));
        world.askAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
    }

    // Anybody on the line could send such an answer: it makes an exception of its payout and an incident, and the rest
    // of the batch goes on (R10).
    void s20AnUnsignedAnswerDoesNotHoldTheBatch_data() { addEngineRows(); }
    void s20AnUnsignedAnswerDoesNotHoldTheBatch() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch(std::vector<std::int64_t>(60, 10'000));
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        const dispatch::SubBatchLimits fifty{50, Money{500'000'000}, 2};
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), job->lease(), fifty));
        const auto prepared = [&] { return world.number("SELECT COUNT(*) FROM attempt WHERE state = 'PREPARED'"); };
        while (prepared() > 1) VERIFY_DONE(job->step(world.connection()));
        world.bank.unsignedAnswers = true;
        while (prepared() > 0) VERIFY_DONE(job->step(world.connection()));
        QCOMPARE(world.text("SELECT kind FROM incident"), QStringLiteral("UNSIGNED_ANSWER"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM payout WHERE state = 'EXCEPTION'"), 1);
        const auto rest = dispatch::claimPayouts(world.connection(), job->lease(), fifty);
        VERIFY_DONE(rest);
        QCOMPARE(rest->breakerHeld, 0);
        QCOMPARE(rest->rows, 10);
    }

    void a11a12TheCounterOfNotExistAnswers_data() { addEngineRows(); }
    void a11a12TheCounterOfNotExistAnswers() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        using rules::Outcome;
        world.bank.act = BankAct::IgnoreSilently;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        for (int i = 0; i < 5; ++i) world.bank.nextQueries.push_back(Outcome::NotExistExplicit);
        for (int i = 0; i < 5; ++i) {
            world.passTime(hours(2));
            world.askAll();
        }
        QCOMPARE(world.number("SELECT not_exist_count FROM attempt"), 5);
        world.bank.nextQueries = {Outcome::QueryFailed}; // an HTML page with status 200
        world.passTime(hours(2));
        world.askAll();
        QCOMPARE(world.number("SELECT not_exist_count FROM attempt"), 0);
        world.bank.nextQueries = {Outcome::NotExistExplicit};
        world.passTime(hours(2));
        world.askAll();
        QCOMPARE(world.number("SELECT not_exist_count FROM attempt"), 1);
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
    }

    // S12 in small: a process that stood still after it had renewed, or a clock that jumped in the middle of a step.
    void aLeaseThatIsOverIsNobodyElses_data() { addEngineRows(); }
    void aLeaseThatIsOverIsNobodyElses() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000});
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        const std::int64_t epoch = job->lease().epoch;
        for (int i = 0; i < 30; ++i) {
            must(store::execute(world.connection(), "UPDATE lease SET expires_ms = 1 WHERE job = 'send'"));
            VERIFY_DONE(job->step(world.connection())); // refused inside, and renewed
            VERIFY_DONE(job->step(world.connection()));
        }
        QCOMPARE(world.bank.sends(), 2);
        QCOMPARE(job->lease().epoch, epoch);
        // Taken over, it is somebody else's, over or not.
        const auto other = world.newSendJob(QStringLiteral("host2"));
        must(store::execute(world.connection(), "UPDATE lease SET expires_ms = 1 WHERE job = 'send'"));
        VERIFY_DONE(other->start(world.connection()));
        Result<worker::StepResult> stepped = worker::StepResult::Worked;
        for (int i = 0; i < 5 && stepped; ++i) {
            must(store::execute(world.connection(), "UPDATE lease SET expires_ms = 1 WHERE job = 'send'"));
            stepped = job->step(world.connection());
        }
        QVERIFY(!stepped);
        QCOMPARE(stepped.error().code, QStringLiteral("StaleEpoch"));
    }

    // A part of the programs was brought up to date: who still runs by the old rules sends nothing (I23).
    void s17TwoProtocolsDoNotSendSideBySide_data() { addEngineRows(); }
    void s17TwoProtocolsDoNotSendSideBySide() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000});
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        while (world.bank.sends() == 0) VERIFY_DONE(job->step(world.connection()));
        QCOMPARE(world.number("SELECT protocol FROM send"), store::protocolOfThisProgram);
        // Somebody upgrades the database beneath it.
        must(store::execute(world.connection(), "INSERT INTO schema_migration (number, name, checksum, applied_ms) "
                                                "SELECT number + 1, 'newer', 'x', 0 FROM protocol_now"));
        Result<worker::StepResult> stepped = worker::StepResult::Worked;
        for (int i = 0; i < 20 && stepped; ++i) stepped = job->step(world.connection());
        QVERIFY(!stepped);
        QCOMPARE(stepped.error().code, QStringLiteral("OtherProtocol"));
        QCOMPARE(world.bank.sends(), 1);
        QCOMPARE(world.number("SELECT COUNT(*) FROM attempt WHERE state = 'PREPARED'"), 1); // for the new one
        // Whoever arms it by hand gets no permit for it either.
        must(store::execute(world.connection(), "UPDATE attempt SET state = 'ARMED', sends = 1, armed_ms = 1, "
                                                "payload_digest = 'x', txn_time = '20261119000000' "
                                                "WHERE state = 'PREPARED'"));
        const auto permit = store::execute(
            world.connection(), "INSERT INTO send (payout_id, attempt_no, send_no, armed_ms, epoch, host, "
                                "payload_digest, protocol) SELECT payout_id, 1, 1, 1, epoch, 'host1', 'x', "
                                "(SELECT number - 1 FROM protocol_now) FROM attempt WHERE payload_digest = 'x'");
        QVERIFY(!permit);
        QCOMPARE(permit.error().code, QStringLiteral("OtherProtocol"));
    }

    void a37WritesUnderAStaleEpochAreRefused_data() { addEngineRows(); }
    void a37WritesUnderAStaleEpochAreRefused() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        const auto old = world.newSendJob(QStringLiteral("old"));
        VERIFY_DONE(old->start(world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), old->lease(), {}));
        const auto prepared = dispatch::nextPrepared(world.connection(), old->lease().epoch, world.channel);
        VERIFY_DONE(prepared);
        const auto taken = world.newSendJob(QStringLiteral("new"));
        VERIFY_DONE(taken->start(world.connection()));

        VERIFY_ERROR(dispatch::claimPayouts(world.connection(), old->lease(), {}), ErrorKind::Refused, "StaleEpoch");
        dispatch::ArmRequest request;
        request.payout = payout;
        request.attemptNo = 1;
        request.lease = old->lease();
        request.txnTime = QStringLiteral("20261118100000");
        request.payloadDigest = QStringLiteral("digest");
        request.neededThrough = world.now();
        request.firstQueryAt = world.now();
        VERIFY_ERROR(dispatch::armAttempt(world.connection(), request), ErrorKind::Refused, "StaleEpoch");
        QCOMPARE(world.number("SELECT COUNT(*) FROM send"), 0);
        VERIFY_ERROR(old->step(world.connection()), ErrorKind::Refused, "StaleEpoch");
    }

    void aRowThatTheChannelCannotCarryHoldsNobodyUp_data() { addEngineRows(); }
    void aRowThatTheChannelCannotCarryHoldsNobodyUp() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const InstructionId batch = world.fixture.addApprovedBatch(
            world.merchant,
            {{QStringLiteral("R1"), QStringLiteral("{x}"), QStringLiteral("6217000000000001"), 10'000},
             {QStringLiteral("R2"), QStringLiteral("张三"), QStringLiteral("6217000000000002"), 10'000}});
        world.sendAll();
        QCOMPARE(world.stateOf(payoutIdOf(batch, 1)), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.text("SELECT sub_reason FROM payout WHERE state = 'EXCEPTION'"),
                 QStringLiteral("NOT_SENT_LOCALLY"));
        QCOMPARE(world.stateOf(payoutIdOf(batch, 2)), QStringLiteral("PROCESSING"));
        QCOMPARE(world.bank.totalExecutions(), 1);
        QCOMPARE(world.bookProblems(), QString());
    }

    void aLostConnectionMakesNoExceptions_data() { addEngineRows(); }
    void aLostConnectionMakesNoExceptions() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000});
        const auto job = world.newSendJob();
        VERIFY_DONE(job->resume(world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), job->lease(), {}));
        const std::int64_t epoch = job->lease().epoch;
        const auto again = temp.open(QStringLiteral("reconnected"));
        VERIFY_DONE(again);
        VERIFY_DONE(job->resume(**again));
        QCOMPARE(job->lease().epoch, epoch);
        for (int i = 0; i < 10; ++i) VERIFY_DONE(job->step(**again));
        QCOMPARE(world.bank.totalExecutions(), 2);
        for (const PayoutId payout : payouts) QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
        // Somebody took over meanwhile: this process has to end.
        const auto other = world.newSendJob(QStringLiteral("other"));
        VERIFY_DONE(other->start(world.connection()));
        VERIFY_ERROR(job->resume(**again), ErrorKind::Refused, "StaleEpoch");
    }

    void r9AFailureInTheMiddleTouchesNoOtherRow_data() { addEngineRows(); }
    void r9AFailureInTheMiddleTouchesNoOtherRow() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000, 30'000});
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), job->lease(), {}));
        world.bank.actOf[world.orderNoOf(payouts[1])] = BankAct::PayAndStaySilent;
        for (int i = 0; i < 20; ++i) VERIFY_DONE(job->step(world.connection()));
        QCOMPARE(world.stateOf(payouts[0]), QStringLiteral("PROCESSING"));
        QCOMPARE(world.stateOf(payouts[1]), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.stateOf(payouts[2]), QStringLiteral("PROCESSING"));
        QCOMPARE(world.bank.totalExecutions(), 3);
        QCOMPARE(world.bank.connections(), 3); // one connection a permit, never a second one
    }

    void r10SubBatchesAndTheBreaker_data() { addEngineRows(); }
    void r10SubBatchesAndTheBreaker() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch(std::vector<std::int64_t>(30, 10'000));
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        const dispatch::SubBatchLimits ten{10, Money{500'000'000}, 2};
        const auto first = dispatch::claimPayouts(world.connection(), job->lease(), ten);
        VERIFY_DONE(first);
        QCOMPARE(first->rows, 10);
        world.bank.act = BankAct::PayAndStaySilent; // the whole first sub-batch becomes unproven
        for (int i = 0; i < 10; ++i) {
            const auto prepared = dispatch::nextPrepared(world.connection(), job->lease().epoch, world.channel);
            VERIFY_DONE(prepared);
            QVERIFY(prepared->has_value());
            VERIFY_DONE(job->step(world.connection()));
            if (i == 0) VERIFY_DONE(job->step(world.connection())); // the first step sweeps
        }
        const auto held = dispatch::claimPayouts(world.connection(), job->lease(), ten);
        VERIFY_DONE(held);
        QCOMPARE(held->rows, 0);
        QCOMPARE(held->breakerHeld, 1);
        world.passTime(minutes(2));
        world.askAll(); // the bank did pay: proven, and the next sub-batch may go
        const auto next = dispatch::claimPayouts(world.connection(), job->lease(), ten);
        VERIFY_DONE(next);
        QCOMPARE(next->rows, 10);
        // The next sub-batch is judged by what became of this one, so this one goes first.
        const auto tooSoon = dispatch::claimPayouts(world.connection(), job->lease(), ten);
        VERIFY_DONE(tooSoon);
        QCOMPARE(tooSoon->rows, 0);
        for (int i = 0; i < 10; ++i) VERIFY_DONE(job->step(world.connection()));
        world.passTime(minutes(2));
        world.askAll();
        const auto byAmount = dispatch::claimPayouts(world.connection(), job->lease(), {10, Money{25'000}, 2});
        VERIFY_DONE(byAmount);
        QCOMPARE(byAmount->rows, 2); // 100.00 + 100.00 fit under 250.00, a third does not
    }

    // One channel's pause, stop or bad line is no other channel's business.
    void r33APausedChannelDelaysNoOther_data() { addEngineRows(); }
    void r33APausedChannelDelaysNoOther() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const ChannelId second = secondChannel(world);
        const auto first = world.approvedBatch({10'000, 20'000});
        const auto others = batchThrough(world, second, 2);
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        world.setClock(startOf(BusinessDate{20'261'118}) + hours(23) + minutes(40));
        for (int i = 0; i < 2; ++i) VERIFY_DONE(dispatch::claimPayouts(world.connection(), job->lease(), {}));
        world.setClock(startOf(BusinessDate{20'261'118}) + hours(23) + minutes(55));
        stepUntilIdle(world, *job);
        for (const PayoutId payout : first) QCOMPARE(world.bank.executions(world.orderNoOf(payout)), 0);
        for (const PayoutId payout : others) QCOMPARE(world.bank.executions(world.orderNoOf(payout)), 1);
        // Nor is anything new claimed for the paused one (S1).
        const auto later = world.approvedBatch({30'000});
        stepUntilIdle(world, *job);
        QCOMPARE(world.stateOf(later.front()), QString());
        world.setClock(startOf(BusinessDate{20'261'119}) + minutes(10));
        stepUntilIdle(world, *job);
        QCOMPARE(world.bank.totalExecutions(), 5);
    }

    void r10ChannelsTakeTurns_data() { addEngineRows(); }
    void r10ChannelsTakeTurns() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const ChannelId second = secondChannel(world);
        world.approvedBatch(std::vector<std::int64_t>(6, 10'000));
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        const auto armedOf = [&](ChannelId channel) {
            return must(store::queryInt64(world.connection(),
                                          "SELECT COUNT(*) FROM attempt WHERE channel_id = ? AND armed_ms IS NOT NULL",
                                          channel));
        };
        while (armedOf(world.channel) < 2) VERIFY_DONE(job->step(world.connection()));
        batchThrough(world, second, 6); // approved while the first channel is busy
        world.passTime(seconds(6));
        while (armedOf(second) < 2) VERIFY_DONE(job->step(world.connection()));
        QVERIFY(armedOf(world.channel) <= 5);
        stepUntilIdle(world, *job);
        QCOMPARE(world.bank.totalExecutions(), 12);
    }

    void r10AChannelThatSaysNotNowDelaysNoOther_data() { addEngineRows(); }
    void r10AChannelThatSaysNotNowDelaysNoOther() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const ChannelId second = secondChannel(world);
        // The profile says paused and the columns say open: the look before dialling refuses what the query offers.
        world.changeProfile([](channel::ChannelProfile& profile) { profile.pause = {true, hours(9), hours(11)}; });
        world.approvedBatch({10'000});
        const auto others = batchThrough(world, second, 3);
        world.sendAll();
        for (const PayoutId payout : others) QCOMPARE(world.bank.executions(world.orderNoOf(payout)), 1);
        QCOMPARE(world.bank.totalExecutions(), 3);
    }

    void r8AStopIsObeyedByTheArm_data() { addEngineRows(); }
    void r8AStopIsObeyedByTheArm() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch({10'000});
        VERIFY_ERROR(store::execute(world.connection(), "UPDATE channel SET stopped = 1"), ErrorKind::Refused,
                     "RoleMissing"); // somebody stops it
        VERIFY_DONE(store::execute(world.connection(), "UPDATE channel SET stopped = 1, stopped_by = ?",
                                   world.fixture.operatorPerson()));
        world.sendAll();
        QCOMPARE(world.bank.connections(), 0);
        // One person cannot lift it, by SQL neither.
        VERIFY_ERROR(store::execute(world.connection(), "UPDATE channel SET stopped = 0"), ErrorKind::Refused,
                     "MakerIsChecker");
    }

private:
    static void VERIFY_DONE_OR_ABORT(const Result<std::int64_t>& done) {
        if (!done) qFatal("%s", describe(done.error()).toUtf8().constData());
    }

    static ChannelId secondChannel(FlowWorld& world) {
        const ChannelId second = world.fixture.addChannel(QStringLiteral("SECOND"));
        world.changeProfileOf(second, [](channel::ChannelProfile& profile) { profile.pause.enabled = false; });
        return second;
    }

    static std::vector<PayoutId> batchThrough(FlowWorld& world, ChannelId channel, int rows) {
        const InstructionId batch = world.fixture.addPendingBatch(FixtureBatch{
            .merchant = world.merchant, .rows = PayoutFixture::rows(QStringLiteral("S"), rows), .channel = channel});
        world.fixture.approve(batch);
        std::vector<PayoutId> payouts;
        for (int row = 1; row <= rows; ++row) payouts.push_back(payoutIdOf(batch, row));
        return payouts;
    }

    static void stepUntilIdle(FlowWorld& world, worker::SendJob& job) {
        for (int i = 0; i < 1'000; ++i)
            if (must(job.step(world.connection())) == worker::StepResult::Idle) return;
        QFAIL("the send job does not come to rest");
    }

    // P4 happened, P7 did not: the process died between them.
    static void armWithoutSending(FlowWorld& world) {
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), job->lease(), {}));
        const auto prepared = dispatch::nextPrepared(world.connection(), job->lease().epoch, world.channel);
        VERIFY_DONE(prepared);
        QVERIFY(prepared->has_value());
        dispatch::ArmRequest request;
        request.payout = (*prepared)->payout;
        request.attemptNo = (*prepared)->attemptNo;
        request.lease = job->lease();
        request.txnTime = formatCompact(world.now());
        request.payloadDigest = QStringLiteral("digest");
        request.neededThrough = world.now() + minutes(60);
        request.firstQueryAt = world.now() + seconds(60);
        VERIFY_DONE(dispatch::armAttempt(world.connection(), request));
    }
};

QTEST_GUILESS_MAIN(DispatchFlowTest)
#include "dispatch_flow_test.moc"
