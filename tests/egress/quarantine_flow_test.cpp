// SPDX-License-Identifier: GPL-3.0-or-later
// P0, R8, A39, S10, S11: on a database that has gone back, or is another one, nothing leaves until two people have
// released it, and what it forgot is not paid again.
#include <QTest> // first: moc 6.4 cannot read <concepts> before it has seen Qt

#include "core/comparison/run_comparison.h"
#include "core/dispatch/dispatch_table.h"
#include "core/dispatch/quarantine.h"
#include "core/egress/start_guard.h"
#include "core/store/statement.h"
#include "tests/flow/flow_world.h"
#include "tests/support/memory_journal.h"

using namespace payout;
using namespace payout::support;
using namespace std::chrono;

namespace {

rules::Actor supervisorOf(FlowWorld& world) { return world.fixture.actor(world.fixture.supervisor()); }
rules::Actor auditorOf(FlowWorld& world) { return world.fixture.actor(world.fixture.auditor()); }

dispatch::QuarantineView shown(FlowWorld& world) {
    const auto view = must(dispatch::openQuarantine(world.connection()));
    if (!view) qFatal("no quarantine is open");
    return *view;
}

/// The bank's statements reach beyond the raising, and somebody compared.
void compareNow(FlowWorld& world) {
    world.passTime(minutes(2));
    world.coverThrough(world.now());
    must(comparison::runComparison(world.connection(),
                                   {world.fixture.actor(world.fixture.operatorPerson()), world.channel,
                                    world.now() - minutes(1), comparison::Rerun::ReadExisting}));
}

QString guarded(FlowWorld& world) {
    return codeOf(egress::guardStart(world.connection(), world.journal(), QStringLiteral("egress1")));
}

/// Two people; what the egress needs to send again.
void release(FlowWorld& world) {
    must(dispatch::proposeRelease(world.connection(), supervisorOf(world), shown(world), QStringLiteral("compared"),
                                  {}));
    must(dispatch::confirmRelease(world.connection(), auditorOf(world), shown(world)));
}

} // namespace

class QuarantineFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a39ARestoredBackupSendsNothingUntilTwoReleaseIt_data() { addEngineRows(); }
    void a39ARestoredBackupSendsNothingUntilTwoReleaseIt() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto sent = world.approvedBatch({10'000});
        world.sendAll();
        QCOMPARE(world.bank.totalExecutions(), 1);
        const auto waiting = world.approvedBatch({20'000, 30'000});
        world.backUp();
        world.restoreBackup(); // nothing was lost, and still nobody knows that
        const bool isFile = engine == store::Engine::Sqlite;
        if (isFile) {
            // A file that only went on is the same database: sending goes on.
            world.sendAll();
            QCOMPARE(world.bank.totalExecutions(), 3);
            return;
        }
        world.sendAll();
        QCOMPARE(world.bank.totalExecutions(), 1); // 0 bytes before the release
        QCOMPARE(shown(world).id, 0);              // the database notices by itself that it is another one
        QCOMPARE(guarded(world), QStringLiteral("Quarantined"));
        QVERIFY(shown(world).id > 0);
        QCOMPARE(shown(world).reason, QStringLiteral("IDENTIFIER_CHANGED"));
        compareNow(world);
        release(world);
        world.sendAll();
        QCOMPARE(world.bank.totalExecutions(), 3);
        QCOMPARE(world.stateOf(sent.front()), QStringLiteral("PROCESSING"));
        QCOMPARE(world.bank.executions(world.orderNoOf(waiting.front())), 1);
    }

    void s11WhatTheBackupForgotIsSeen_data() { addEngineRows(); }
    void s11WhatTheBackupForgotIsSeen() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000});
        world.backUp();
        world.sendAll();
        QCOMPARE(world.bank.totalExecutions(), 2);
        world.restoreBackup(); // the rows are approved and unclaimed again
        QCOMPARE(world.number("SELECT COUNT(*) FROM send"), 0);
        world.sendAll();
        QCOMPARE(world.bank.totalExecutions(), 2);
        QCOMPARE(world.bank.sends(), 2);
        world.watch();
        const auto view = shown(world);
        QCOMPARE(view.reason, engine == store::Engine::Sqlite ? QStringLiteral("TRAIL_WENT_BACK")
                                                              : QStringLiteral("IDENTIFIER_CHANGED"));
        QCOMPARE(view.remembered, std::int64_t{2});
        QCOMPARE(view.rememberedMinor, std::int64_t{30'000});
        QCOMPARE(view.reports.size(), 1U);
        QCOMPARE(view.reports.front().permitsUnknown, std::int64_t{2});
        // Once released, the numbers come out again, are known to be sent, and asked about: nothing leaves twice.
        compareNow(world);
        release(world);
        world.sendAll();
        QCOMPARE(world.bank.sends(), 2);
        for (const PayoutId payout : payouts) {
            QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
            QCOMPARE(world.text("SELECT MAX(sub_reason) FROM payout"), QStringLiteral("SENT_BEFORE_RESTORE"));
        }
        world.askAll();
        for (const PayoutId payout : payouts) QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.bank.totalExecutions(), 2);
    }

    // Swept as unsent by a worker that started before the egress could report: two people must not believe it.
    void whatAnEgressRemembersIsNotUnsent_data() { addEngineRows(); }
    void whatAnEgressRemembersIsNotUnsent() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.act = BankAct::AcceptOnly; // it will decide later
        const PayoutId payout = world.approvedBatch({10'000}).front();
        const auto first = world.newSendJob();
        VERIFY_DONE(first->start(world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), first->lease(), {}));
        world.backUp();
        for (int i = 0; i < 20; ++i) must(first->step(world.connection()));
        QCOMPARE(world.bank.sends(), 1);
        world.restoreBackup();
        const auto second = world.newSendJob(QStringLiteral("host2"));
        VERIFY_DONE(second->start(world.connection()));
        for (int i = 0; i < 20; ++i) must(second->step(world.connection()));
        QCOMPARE(world.text("SELECT sub_reason FROM payout"), QStringLiteral("NOT_SENT_LOCALLY"));
        const PersonId op = world.fixture.operatorPerson();
        world.watch(); // the egress comes and reports
        QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Return, op)), QStringLiteral("Quarantined"));
        compareNow(world);
        release(world);
        world.watch();
        QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Return, op)),
                 QStringLiteral("SentBeforeRestore"));
        QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Repay, op)), QStringLiteral("SentBeforeRestore"));
        world.sendAll(); // adopts it
        QCOMPARE(world.text("SELECT sub_reason FROM payout"), QStringLiteral("SENT_BEFORE_RESTORE"));
        QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Return, op)), QStringLiteral("StillLocked"));
        QCOMPARE(world.bank.sends(), 1);
    }

    // The second number was sent after the backup: it is derived again by paying again, and found to be sent.
    void aForgottenSecondNumberComesBack_data() { addEngineRows(); }
    void aForgottenSecondNumberComesBack() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.act = BankAct::IgnoreSilently;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.passTime(minutes(61));
        world.askAll();
        world.coverThrough(world.now());
        world.backUp();
        const PersonId op = world.fixture.operatorPerson();
        const auto payAgain = [&] {
            QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Repay, op)), QString());
            QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QString());
        };
        payAgain();
        world.bank.act = BankAct::PayAndStaySilent;
        world.sendAll();
        QCOMPARE(world.bank.totalExecutions(), 1); // number 2
        world.restoreBackup();
        world.watch();
        compareNow(world);
        release(world);
        world.watch();
        world.askAll();
        world.coverThrough(world.now());
        QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Return, op)),
                 QStringLiteral("SentBeforeRestore"));
        payAgain();
        world.sendAll();
        QCOMPARE(world.number("SELECT MAX(attempt_no) FROM attempt"), 2);
        world.askAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.bank.totalExecutions(), 1);
    }

    // The same number was let out once more after the backup: the database knows the number and not the permit, and
    // must not take a statement for enough that reaches only past the first one.
    void aForgottenSecondPermitComesBack_data() { addEngineRows(); }
    void aForgottenSecondPermitComesBack() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.changeProfile([](channel::ChannelProfile& profile) {
            profile.idempotentByOrderNo = true;
            profile.orderNoLifetimeDays = 2;
        });
        world.bank.act = BankAct::IgnoreSilently;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.passTime(minutes(61));
        world.askAll();
        world.coverThrough(world.now());
        world.backUp();
        const PersonId op = world.fixture.operatorPerson();
        QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Repay, op)), QString());
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QString());
        world.bank.act = BankAct::AcceptOnly; // it will pay later
        world.sendAll();
        QCOMPARE(world.bank.sends(), 2);
        world.restoreBackup();
        QCOMPARE(world.number("SELECT sends FROM attempt"), 1);
        world.watch();
        compareNow(world);
        release(world);
        world.watch();
        world.askAll();
        for (const auto action : {rules::ExceptionAction::Repay, rules::ExceptionAction::Return})
            QCOMPARE(codeOf(world.propose(payout, action, op)), QStringLiteral("SentBeforeRestore"));
        world.sendAll(); // takes it over
        QCOMPARE(world.number("SELECT sends FROM attempt"), 2);
        QCOMPARE(world.bank.sends(), 2);
        QCOMPARE(world.text("SELECT sub_reason FROM payout"), QStringLiteral("SENT_BEFORE_RESTORE"));
        world.askAll();
        // The lock of the first doubt is long over; the statement has to reach past the second permit.
        QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Return, op)),
                 QStringLiteral("StatementNotCovering"));
        world.passTime(minutes(61));
        world.askAll();
        world.coverThrough(world.now());
        QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Repay, op)), QString());
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QString());
        QCOMPARE(world.text("SELECT state FROM attempt"), QStringLiteral("BURNT")); // never this number again
    }

    // No egress has looked for a minute: nobody knows whether this database remembers everything.
    void nobodyDecidesWhileNoEgressLooks_data() { addEngineRows(); }
    void nobodyDecidesWhileNoEgressLooks() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.act = BankAct::IgnoreSilently;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.passTime(minutes(61));
        world.askAll();
        world.coverThrough(world.now());
        const PersonId op = world.fixture.operatorPerson();
        QCOMPARE(codeOf(world.propose(payout, rules::ExceptionAction::Return, op)), QString());
        must(temp.shiftClock(seconds(61)));
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QStringLiteral("EgressMissing"));
        QCOMPARE(
            codeOf(store::execute(world.connection(),
                                  "UPDATE exception_action SET state = 'CONFIRMED', decided_by = ?, decided_ms = 1",
                                  world.fixture.auditor())),
            QStringLiteral("EgressMissing"));
        world.watch();
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QString());
    }

    void aRestartedEgressIsStillInQuarantine_data() { addEngineRows(); }
    void aRestartedEgressIsStillInQuarantine() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch({10'000, 20'000});
        world.backUp();
        world.sendAll();
        world.restoreBackup();
        QCOMPARE(guarded(world), QStringLiteral("Quarantined"));
        world.restartEgress();
        QCOMPARE(guarded(world), QStringLiteral("Quarantined"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM quarantine"), 1);
        QCOMPARE(world.number("SELECT COUNT(*) FROM quarantine_report"), 1);
    }

    void releaseTakesTwoAndTheComparison_data() { addEngineRows(); }
    void releaseTakesTwoAndTheComparison() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch({10'000});
        world.sendAll();
        store::Connection& c = world.connection();
        VERIFY_DONE(dispatch::raiseQuarantine(c, world.fixture.actor(world.fixture.operatorPerson()),
                                              QStringLiteral("the bank called")));
        world.approvedBatch({20'000});
        world.sendAll();
        QCOMPARE(world.bank.sends(), 1);
        QCOMPARE(shown(world).unreported, QStringList{QStringLiteral("egress1")});
        QCOMPARE(guarded(world), QStringLiteral("Quarantined")); // it looks every few seconds, and reports
        QVERIFY(shown(world).unreported.isEmpty());
        const auto propose = [&](const rules::Actor& by) {
            return codeOf(dispatch::proposeRelease(c, by, shown(world), QStringLiteral("all compared"), {}));
        };
        QCOMPARE(propose(world.fixture.actor(world.fixture.operatorPerson())), QStringLiteral("RoleMissing"));
        QCOMPARE(propose(supervisorOf(world)), QStringLiteral("NotCompared"));
        compareNow(world);
        QCOMPARE(codeOf(dispatch::confirmRelease(c, auditorOf(world), shown(world))), QStringLiteral("NotProposed"));
        QCOMPARE(codeOf(dispatch::proposeRelease(c, supervisorOf(world), shown(world), QStringLiteral(" "), {})),
                 QStringLiteral("ReasonMissing"));
        const auto before = shown(world);
        QCOMPARE(propose(supervisorOf(world)), QStringLiteral("ok"));
        QCOMPARE(codeOf(dispatch::confirmRelease(c, auditorOf(world), before)), QStringLiteral("ShownChanged"));
        QCOMPARE(codeOf(dispatch::confirmRelease(c, supervisorOf(world), shown(world))),
                 QStringLiteral("MakerIsChecker"));
        QCOMPARE(codeOf(dispatch::confirmRelease(c, world.fixture.actor(world.fixture.operatorPerson()), shown(world))),
                 QStringLiteral("RoleMissing"));
        world.sendAll();
        QCOMPARE(world.bank.sends(), 1); // proposed is not released
        QCOMPARE(codeOf(dispatch::confirmRelease(c, auditorOf(world), shown(world))), QStringLiteral("ok"));
        QVERIFY(!*dispatch::openQuarantine(c));
        world.sendAll();
        QCOMPARE(world.bank.sends(), 2);
        QCOMPARE(world.number("SELECT COUNT(*) FROM trail WHERE object_kind = 'quarantine'"), 3);
    }

    // What was armed before the quarantine rose is not sent either: the permit is read again at the egress.
    void aPermitArmedEarlierIsNotSent_data() { addEngineRows(); }
    void aPermitArmedEarlierIsNotSent() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), job->lease(), {}));
        const auto prepared = must(dispatch::nextPrepared(world.connection(), job->lease().epoch, world.channel));
        egress::LocalOutlet outlet(world.egress(), world.connection());
        VERIFY_DONE(outlet.dial(world.channel));
        channel::PaymentOrder order = prepared->order;
        order.txnTime = formatCompact(world.now());
        const dispatch::ArmRequest request{payout,
                                           1,
                                           1,
                                           job->lease(),
                                           order.txnTime,
                                           channel::canonicalDigest(order),
                                           world.now() + minutes(60),
                                           world.now() + seconds(60)};
        VERIFY_DONE(dispatch::armAttempt(world.connection(), request));
        VERIFY_DONE(dispatch::raiseQuarantine(world.connection(), auditorOf(world), QStringLiteral("stop")));
        const channel::RawReply reply = outlet.send({payout, 1, 1, job->lease().epoch, job->lease().host});
        QVERIFY(reply.result == channel::WireResult::DiedBeforeFirstByte);
        QVERIFY2(reply.detail.contains(u"Quarantined"), qPrintable(reply.detail));
        QCOMPARE(world.bank.sends(), 0);
        QCOMPARE(world.journal().sendingCount(), std::size_t{0});
    }

    // An egress that has lost its journal, or a second one on a database that has sent.
    void anEgressWithoutMemoryIsNotBelieved_data() { addEngineRows(); }
    void anEgressWithoutMemoryIsNotBelieved() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch({10'000});
        world.sendAll();
        world.journalBytes.clear();
        world.restartEgress();
        world.approvedBatch({20'000});
        world.sendAll();
        QCOMPARE(world.bank.sends(), 1);
        QCOMPARE(shown(world).reason, QStringLiteral("JOURNAL_NEW"));
        compareNow(world);
        release(world);
        world.sendAllUnderSameLease();
        QCOMPARE(world.bank.sends(), 2);
    }

    // A folder that came back from a backup: it knows the database, and less than it let out.
    void aJournalThatWasPutBackIsNotBelieved_data() { addEngineRows(); }
    void aJournalThatWasPutBackIsNotBelieved() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch({10'000});
        world.sendAll();
        world.passTime(minutes(1));
        const QByteArray older = world.journalBytes;
        world.approvedBatch({20'000});
        world.sendAll();
        world.passTime(minutes(1)); // it looks, and the database notes how far the journal has come
        world.journalBytes = older;
        world.restartEgress();
        world.approvedBatch({30'000});
        world.sendAll();
        QCOMPARE(world.bank.sends(), 2);
        QCOMPARE(shown(world).reason, QStringLiteral("JOURNAL_WENT_BACK"));
        compareNow(world);
        release(world);
        world.sendAllUnderSameLease();
        QCOMPARE(world.bank.sends(), 3);
        world.passTime(minutes(1));
        QCOMPARE(guarded(world), QStringLiteral("ok")); // from here on this journal counts
    }

    // Dumped into another database, and met by an egress that knows neither: the database says so itself.
    void s10ADatabaseThatKnowsItselfForAnotherIsReported_data() { addEngineRows(); }
    void s10ADatabaseThatKnowsItselfForAnotherIsReported() {
        PAYOUT_TEMP_STORE(temp);
        if (engine == store::Engine::Sqlite) return; // has no identity of its own
        FlowWorld world(temp);
        world.backUp();
        world.restoreBackup(); // another database; nothing was sent
        world.journalBytes.clear();
        world.restartEgress();
        QCOMPARE(guarded(world), QStringLiteral("Quarantined"));
        QVERIFY(shown(world).id > 0);
        release(world);
        QCOMPARE(guarded(world), QStringLiteral("ok"));
    }

    // Another egress of the institution has to say what it remembers, or be declared lost by two people.
    void everyEgressReportsOrIsDeclaredLost_data() { addEngineRows(); }
    void everyEgressReportsOrIsDeclaredLost() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch({10'000});
        world.sendAll();
        store::Connection& c = world.connection();
        VERIFY_DONE(store::execute(c, "INSERT INTO egress (name, first_ms) VALUES ('second', 1)"));
        VERIFY_DONE(dispatch::raiseQuarantine(c, auditorOf(world), QStringLiteral("drill")));
        QCOMPARE(guarded(world), QStringLiteral("Quarantined"));
        compareNow(world);
        QCOMPARE(shown(world).unreported, QStringList{QStringLiteral("second")});
        QCOMPARE(codeOf(dispatch::proposeRelease(c, supervisorOf(world), shown(world), QStringLiteral("x"), {})),
                 QStringLiteral("EgressMissing"));
        VERIFY_DONE(dispatch::proposeRelease(c, supervisorOf(world), shown(world), QStringLiteral("its host burnt"),
                                             {QStringLiteral("second")}));
        QCOMPARE(shown(world).withoutEgress, QStringLiteral("second"));
        VERIFY_DONE(dispatch::confirmRelease(c, auditorOf(world), shown(world)));
        QCOMPARE(guarded(world), QStringLiteral("ok"));
    }

    // S11 with two egresses: a database that was put back may have forgotten what the other one let out.
    void nothingIsArmedBeforeEveryEgressHasLooked_data() { addEngineRows(); }
    void nothingIsArmedBeforeEveryEgressHasLooked() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        store::Connection& c = world.connection();
        QByteArray bytes;
        const auto other = must(egress::Journal::open(std::make_unique<MemoryJournal>(bytes)));
        must(egress::guardStart(c, *other, QStringLiteral("second")));
        world.approvedBatch({10'000});
        world.passTime(minutes(2)); // the first looks, the second does not
        world.sendAll();
        QCOMPARE(world.bank.sends(), 0);
        QCOMPARE(world.number("SELECT COUNT(*) FROM send"), 0);
        must(egress::guardStart(c, *other, QStringLiteral("second")));
        world.sendAllUnderSameLease();
        QCOMPARE(world.bank.totalExecutions(), 1);
        if (engine == store::Engine::Sqlite) return;
        // One that looked before the server was started has not seen what the server has become.
        must(store::execute(c, "CREATE OR REPLACE VIEW database_start AS SELECT now_ms + 1 AS started_ms "
                               "FROM payout_clock"));
        QCOMPARE(world.number("SELECT watching FROM egress_watching"), 0);
    }

    // The same file is imported once more into the restored database, which gives its rows other ids: the number is the
    // merchant's row's, so the order is known to be out, asked about, and proven paid.
    void s11AFileImportedAgainAfterARestoreIsNotPaidAgain_data() { addEngineRows(); }
    void s11AFileImportedAgainAfterARestoreIsNotPaidAgain() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch({5'000}); // so that the restored database numbers differently
        world.backUp();
        const std::vector<FixtureRow> rows{
            {QStringLiteral("R-1"), QStringLiteral("收款人"), QStringLiteral("6217000000019999"), 10'000}};
        world.fixture.addApprovedBatch(world.merchant, rows);
        world.sendAll();
        QCOMPARE(world.bank.totalExecutions(), 2);
        world.restoreBackup();
        world.approvedBatch({7'000});
        const InstructionId again = world.fixture.addApprovedBatch(world.merchant, rows);
        world.watch();
        compareNow(world);
        release(world);
        world.sendAll();
        QCOMPARE(world.text("SELECT sub_reason FROM payout WHERE merchant_row_ref = 'R-1'"),
                 QStringLiteral("SENT_BEFORE_RESTORE"));
        world.askAll();
        QCOMPARE(world.stateOf(payoutIdOf(again, 1)), QStringLiteral("SUCCESS"));
        QCOMPARE(world.bank.executions(world.orderNoOf(payoutIdOf(again, 1))), 1);
        QCOMPARE(world.bank.totalExecutions(), 3); // and the batch that is new
    }

    // Raw SQL, as a database administrator may try it.
    void theDatabaseHoldsItToo_data() { addEngineRows(); }
    void theDatabaseHoldsItToo() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.approvedBatch({10'000});
        world.sendAll();
        store::Connection& c = world.connection();
        VERIFY_DONE(dispatch::raiseQuarantine(c, auditorOf(world), QStringLiteral("drill")));
        QCOMPARE(guarded(world), QStringLiteral("Quarantined"));
        const auto sql = [&c](const char* text) { return codeOf(store::execute(c, text)); };
        QCOMPARE(sql("DELETE FROM quarantine"), QStringLiteral("AppendOnly"));
        QCOMPARE(sql("UPDATE quarantine SET reason = 'TRAIL_WENT_BACK'"), QStringLiteral("AppendOnly"));
        const char* alone = "UPDATE quarantine SET state = 'RELEASED', proposed_by = 1, proposed_ms = 1, "
                            "proposal_reason = 'x', released_by = 2, released_ms = 1";
        QCOMPARE(sql(alone), QStringLiteral("NotCompared"));
        compareNow(world);
        QCOMPARE(sql(alone), QStringLiteral("NotProposed"));
        QCOMPARE(sql("UPDATE quarantine SET state = 'PROPOSED', proposal_reason = 'x', proposed_by = "
                     "(SELECT id FROM person WHERE login = 'clerk')"),
                 QStringLiteral("RoleMissing"));
        const char* proposed = "UPDATE quarantine SET state = 'PROPOSED', proposal_reason = 'x', proposed_ms = 1, "
                               "proposed_by = (SELECT id FROM person WHERE login = 'supervisor')";
        world.fixture.supervisor();
        must(store::execute(c, proposed));
        QCOMPARE(sql("UPDATE quarantine SET state = 'RELEASED', released_ms = 1, released_by = "
                     "(SELECT id FROM person WHERE login = 'supervisor')"),
                 QStringLiteral("MakerIsChecker"));
        QCOMPARE(sql("UPDATE quarantine SET state = 'RELEASED', released_ms = 1, released_by = "
                     "(SELECT id FROM person WHERE login = 'clerk')"),
                 QStringLiteral("RoleMissing"));
        QCOMPARE(sql("INSERT INTO dispatch_baseline (id, identifier, timeline, since_ms) VALUES (9, 'x', 1, 1)"),
                 QStringLiteral("Quarantined"));
        QCOMPARE(sql("INSERT INTO dispatch_baseline (id, identifier, timeline, since_ms, quarantine_id) "
                     "SELECT 9, identifier, timeline, 1, 1 FROM database_identity"),
                 QStringLiteral("Quarantined"));
        QCOMPARE(sql("DELETE FROM dispatch_baseline"), QStringLiteral("AppendOnly"));
        QCOMPARE(sql("DELETE FROM egress"), QStringLiteral("AppendOnly"));
        QCOMPARE(sql("DELETE FROM quarantine_report"), QStringLiteral("AppendOnly"));
        must(store::execute(c, "INSERT INTO remembered_send (order_no, send_no, payout_id, attempt_no, merchant_code, "
                               "merchant_row_ref, channel_code, payload_digest, txn_time, amount_minor, currency, "
                               "armed_ms, egress, quarantine_id) "
                               "VALUES ('x', 1, 7, 1, 'M1', 'x', 'ACP', 'x', 'x', 1, 'CNY', 1, 'egress1', 1)"));
        QCOMPARE(sql("DELETE FROM remembered_send"), QStringLiteral("AppendOnly"));
        QCOMPARE(world.number("SELECT quarantined FROM sending_quarantined"), 1);
    }
};

QTEST_GUILESS_MAIN(QuarantineFlowTest)
#include "quarantine_flow_test.moc"
