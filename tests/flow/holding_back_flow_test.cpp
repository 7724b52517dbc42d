// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps a row of an approved batch at home, and how it ends: listed payees (R27, spec 7.2), rows that a person set
// aside, incidents that hold the next sub-batch until two people close them (R10), and what Today counts as overdue.
#include "core/approval/release_holds.h"
#include "core/approval/set_rows_aside.h"
#include "core/desk/today_table.h"
#include "core/dispatch/dispatch_table.h"
#include "core/exception/close_incident.h"
#include "core/store/statement.h"
#include "tests/flow/flow_world.h"

#include <QTest>

using namespace payout;
using namespace payout::support;
using rules::ExceptionAction;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

QString code(const Result<std::int64_t>& result) { return result ? QString() : result.error().code; }

Result<std::int64_t> claimRaw(FlowWorld& world, PayoutId payout) {
    return store::execute(world.connection(),
                          "UPDATE payout SET state = 'PROCESSING', version = version + 1, last_actor = 'raw' "
                          "WHERE id = ?",
                          payout);
}

void list(FlowWorld& world, PayoutId payout) {
    must(store::execute(world.connection(),
                        "INSERT INTO screening_list (payee_account, source, added_ms) SELECT payee_account, 'test', 1 "
                        "FROM payout WHERE id = ?",
                        payout));
}

void hold(FlowWorld& world, PayoutId payout) {
    must(store::execute(world.connection(), "UPDATE payout SET hold = 'SUSPECT_DUPLICATE' WHERE id = ?", payout));
}

Result<std::int64_t> setAside(FlowWorld& world, const std::vector<PayoutId>& payouts, PersonId by,
                              const QString& reason = QStringLiteral("the merchant sent it twice")) {
    approval::AsideRequest request;
    request.actor = world.fixture.actor(by);
    request.token = world.freshToken(by, approval::setAsideCommand, approval::asideKey(payouts));
    request.instruction = instructionOf(payouts.front());
    request.payouts = payouts;
    request.reason = reason;
    return approval::setRowsAside(world.connection(), request);
}

Result<std::int64_t> release(FlowWorld& world, InstructionId instruction) {
    const PersonId by = world.fixture.auditor();
    approval::ReleaseRequest request;
    request.actor = world.fixture.actor(by);
    request.token = world.freshToken(by, approval::releaseCommand, QString::number(instruction.value));
    request.instruction = instruction;
    request.reason = QStringLiteral("two salaries");
    return approval::releaseHolds(world.connection(), request);
}

Result<exception::IncidentProposalId> proposeClosure(FlowWorld& world, exception::IncidentId incident, PersonId by,
                                                     const QString& reason = QStringLiteral("the bank corrected it")) {
    exception::ClosureProposal proposal;
    proposal.actor = world.fixture.actor(by);
    proposal.token = world.freshToken(by, exception::proposeClosureCommand, exception::incidentKey(incident));
    proposal.incident = incident;
    proposal.cause = exception::IncidentCause::BankCorrected;
    proposal.reason = reason;
    return exception::proposeIncidentClosure(world.connection(), proposal);
}

Done close(FlowWorld& world, exception::IncidentId incident, exception::IncidentProposalId proposal, PersonId by) {
    exception::ClosureConfirmation confirmation;
    confirmation.actor = world.fixture.actor(by);
    confirmation.token =
        world.freshToken(by, exception::closeIncidentCommand, exception::closureKey(incident, proposal));
    confirmation.incident = incident;
    confirmation.proposal = proposal;
    return exception::confirmIncidentClosure(world.connection(), confirmation);
}

} // namespace

class HoldingBackFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void r27AListedPayeeIsNeverClaimed_data() { addEngineRows(); }
    void r27AListedPayeeIsNeverClaimed() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000, 30'000});
        list(world, payouts[1]);
        QCOMPARE(code(claimRaw(world, payouts[1])), QStringLiteral("NotScreened"));
        world.sendAll();
        QCOMPARE(world.bank.totalExecutions(), 2);
        QCOMPARE(world.stateOf(payouts[1]), QString());
        QCOMPARE(world.text("SELECT hold FROM payout WHERE hold IS NOT NULL"), QStringLiteral("SCREEN_BLOCKED"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM screening WHERE result = 'CLEAR'"), 2);
        QCOMPARE(must(store::queryInt64(world.connection(),
                                        "SELECT COUNT(*) FROM screening WHERE result = 'BLOCKED' AND payout_id = ?",
                                        payouts[1])),
                 1);
        // Off the list again it is still held, and no person releases it.
        must(store::execute(world.connection(), "DELETE FROM screening_list"));
        world.sendAll();
        QCOMPARE(world.stateOf(payouts[1]), QString());
        QCOMPARE(code(store::execute(world.connection(), "UPDATE payout SET hold = NULL")), QStringLiteral("RowHeld"));
        QCOMPARE(code(claimRaw(world, payouts[1])), QStringLiteral("RowHeld"));
        QCOMPARE(world.bookProblems(), QString());
    }

    void r27ListedBetweenClaimAndSend_data() { addEngineRows(); }
    void r27ListedBetweenClaimAndSend() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const std::int64_t before = world.fixture.availableMinor(world.merchant);
        const auto payouts = world.approvedBatch({10'000, 20'000});
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), job->lease(), {}));
        list(world, payouts[0]);
        for (int i = 0; i < 10; ++i) VERIFY_DONE(job->step(world.connection()));
        QCOMPARE(world.bank.executions(world.orderNoOf(payouts[0])), 0);
        QCOMPARE(world.bank.executions(world.orderNoOf(payouts[1])), 1);
        QCOMPARE(world.stateOf(payouts[0]), QStringLiteral("EXCEPTION"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM send"), 1);
        // Two people cannot pay it; they can give the money back.
        QCOMPARE(codeOf(world.propose(payouts[0], ExceptionAction::Repay, world.fixture.operatorPerson())),
                 QStringLiteral("NotScreened"));
        QCOMPARE(codeOf(world.propose(payouts[0], ExceptionAction::Return, world.fixture.operatorPerson())), QString());
        QCOMPARE(codeOf(world.confirm(payouts[0], world.fixture.auditor())), QString());
        QCOMPARE(world.fixture.availableMinor(world.merchant), before - 20'000 - 50);
        QCOMPARE(world.bookProblems(), QString());
    }

    // The same by somebody at an SQL prompt, who armed it by hand.
    void r27ThePermitIsRefusedToo_data() { addEngineRows(); }
    void r27ThePermitIsRefusedToo() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), job->lease(), {}));
        list(world, payout);
        VERIFY_DONE(store::execute(world.connection(), "UPDATE attempt SET state = 'ARMED', sends = 1, armed_ms = 1, "
                                                       "payload_digest = 'x', txn_time = '20261119000000'"));
        QCOMPARE(
            code(store::execute(world.connection(),
                                "INSERT INTO send (protocol, payout_id, attempt_no, send_no, armed_ms, epoch, host, "
                                "payload_digest) SELECT (SELECT number FROM protocol_now), payout_id, 1, 1, 1, epoch, "
                                "'host1', 'x' FROM attempt")),
            QStringLiteral("NotScreened"));
    }

    // A look-alike that a person rejects, and a payee that screening blocks: never sent, returned once, by two.
    void aHeldRowIsSetAsideAndReturned_data() { addEngineRows(); }
    void aHeldRowIsSetAsideAndReturned() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const std::int64_t before = world.fixture.availableMinor(world.merchant);
        const auto payouts = world.approvedBatch({10'000, 20'000, 30'000});
        hold(world, payouts[0]);
        list(world, payouts[1]);
        world.sendAll();
        QCOMPARE(world.bank.totalExecutions(), 1);
        QCOMPARE(world.number("SELECT all_claimed FROM instruction"), 0);
        QCOMPARE(must(setAside(world, {payouts[0], payouts[1]}, world.fixture.auditor())), 2);
        QCOMPARE(world.stateOf(payouts[0]), QString()); // the job takes it out, not the person (INV6)
        world.sendAll();
        QCOMPARE(world.number("SELECT all_claimed FROM instruction"), 1);
        const PersonId op = world.fixture.operatorPerson();
        for (const PayoutId payout : {payouts[0], payouts[1]}) {
            QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
            QCOMPARE(codeOf(world.propose(payout, ExceptionAction::Repay, op)), QStringLiteral("RowHeld"));
            must(store::execute(world.connection(), R"sql(INSERT INTO exception_action (payout_id, action,
                payout_version, proposed_by, proposed_ms, reason, evidence, evidence_digest, state)
                SELECT id, 'REPAY', version, CAST(? AS {int}), 1, 'raw', '{}', 'd', 'PROPOSED' FROM payout
                WHERE id = ?)sql",
                                op, payout));
            QCOMPARE(code(store::execute(world.connection(),
                                         "UPDATE exception_action SET state = 'CONFIRMED', decided_by = ?, "
                                         "decided_ms = 1 WHERE payout_id = ?",
                                         world.fixture.auditor(), payout)),
                     QStringLiteral("RowHeld"));
            must(store::execute(world.connection(),
                                "UPDATE exception_action SET state = 'REFUSED', decided_by = ?, decided_ms = 1 "
                                "WHERE payout_id = ?",
                                world.fixture.auditor(), payout));
            QCOMPARE(code(store::execute(world.connection(),
                                         "INSERT INTO attempt (payout_id, attempt_no, channel_id, order_no, state, "
                                         "epoch, created_ms) VALUES (?, 1, ?, 'X', 'PREPARED', 1, 1)",
                                         payout, world.channel)),
                     QStringLiteral("RowHeld"));
            QCOMPARE(codeOf(world.propose(payout, ExceptionAction::Return, op)), QString());
            QCOMPARE(codeOf(world.confirm(payout, op)), QStringLiteral("RoleMissing"));
            QCOMPARE(codeOf(world.confirm(payout, world.fixture.supervisor())), QString());
            QCOMPARE(world.stateOf(payout), QStringLiteral("RETURNED"));
        }
        QCOMPARE(world.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'RE_CREDIT'"), 2);
        QCOMPARE(world.fixture.availableMinor(world.merchant), before - 30'000 - 50);
        world.passTime(minutes(2));
        world.askAll();
        world.keep();
        QCOMPARE(world.text("SELECT state FROM instruction"), QStringLiteral("CLOSED"));
        QCOMPARE(world.bookProblems(), QString());
    }

    // "Can only be returned" stays true: a release of the batch's held rows reaches neither a row that was set aside
    // nor the exception that it has become, and no other hand takes the hold off.
    void whatIsSetAsideIsNotReleased_data() { addEngineRows(); }
    void whatIsSetAsideIsNotReleased() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000, 30'000});
        hold(world, payouts[0]);
        hold(world, payouts[1]);
        const auto heldOnToday = [&] {
            desk::TodayFigures figures;
            must(desk::readWaiting(world.connection(), figures));
            return figures.heldRows;
        };
        QCOMPARE(heldOnToday(), 2);
        QCOMPARE(must(setAside(world, {payouts[0]}, world.fixture.supervisor())), 1);
        const auto rawRelease = [&] {
            return code(store::execute(world.connection(),
                                       "INSERT INTO hold_release VALUES (?, 'SUSPECT_DUPLICATE', "
                                       "?, 1, 'raw')",
                                       payouts[0], world.fixture.auditor()));
        };
        QCOMPARE(rawRelease(), QStringLiteral("AlreadyClaimed"));
        QCOMPARE(must(release(world, instructionOf(payouts[0]))), 1);
        QCOMPARE(code(release(world, instructionOf(payouts[0]))), QStringLiteral("RowNotHeld"));
        world.sendAll();
        QCOMPARE(world.bank.totalExecutions(), 2);
        QCOMPARE(world.stateOf(payouts[0]), QStringLiteral("EXCEPTION"));
        QCOMPARE(heldOnToday(), 0); // an exception by now, and counted as one
        QCOMPARE(rawRelease(), QStringLiteral("AlreadyClaimed"));
        QCOMPARE(code(release(world, instructionOf(payouts[0]))), QStringLiteral("RowNotHeld"));
        const PersonId op = world.fixture.operatorPerson();
        QCOMPARE(codeOf(world.propose(payouts[0], ExceptionAction::Repay, op)), QStringLiteral("RowHeld"));
        QCOMPARE(codeOf(world.propose(payouts[0], ExceptionAction::Return, op)), QString());
        QCOMPARE(world.bookProblems(), QString());
    }

    // A batch that the breaker holds can be emptied; such rows are no unknown ones, so they do not hold it themselves.
    void aRowThatWaitsIsSetAside_data() { addEngineRows(); }
    void aRowThatWaitsIsSetAside() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch(std::vector<std::int64_t>(4, 10'000));
        QCOMPARE(must(setAside(world, {payouts[0], payouts[1]}, world.fixture.supervisor())), 2);
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        const auto first = dispatch::claimPayouts(world.connection(), job->lease(), {1, Money{500'000'000}, 2});
        VERIFY_DONE(first);
        QCOMPARE(first->takenOut, 2);
        QCOMPARE(first->rows, 1);
        QCOMPARE(first->breakerHeld, 0);
        QCOMPARE(world.text("SELECT sub_reason FROM payout WHERE state = 'EXCEPTION'"),
                 QStringLiteral("NOT_SENT_LOCALLY"));
        for (int i = 0; i < 20; ++i) VERIFY_DONE(job->step(world.connection()));
        QCOMPARE(world.bank.totalExecutions(), 2);
        // Not held before: two people may also let it go, and then it goes once.
        QCOMPARE(code(store::execute(world.connection(),
                                     "INSERT INTO attempt (payout_id, attempt_no, channel_id, order_no, state, epoch, "
                                     "created_ms) VALUES (?, 1, ?, 'X', 'PREPARED', 1, 1)",
                                     payouts[0], world.channel)),
                 engine == store::Engine::Sqlite ? QStringLiteral("RowHeld") : QStringLiteral("NotApproved"));
        QCOMPARE(codeOf(world.propose(payouts[0], ExceptionAction::Repay, world.fixture.operatorPerson())), QString());
        QCOMPARE(codeOf(world.confirm(payouts[0], world.fixture.auditor())), QString());
        for (int i = 0; i < 20; ++i) VERIFY_DONE(job->step(world.connection()));
        QCOMPARE(world.bank.totalExecutions(), 3);
        QCOMPARE(world.bank.executions(world.orderNoOf(payouts[0])), 1);
        QCOMPARE(world.bookProblems(), QString());
    }

    void whoMaySetAside_data() { addEngineRows(); }
    void whoMaySetAside() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000});
        const auto refusal = [](const Result<std::int64_t>& result) { return code(result); };
        QCOMPARE(refusal(setAside(world, payouts, world.fixture.operatorPerson())), QStringLiteral("RoleMissing"));
        QCOMPARE(refusal(setAside(world, payouts, world.fixture.auditor(), QStringLiteral(" "))),
                 QStringLiteral("ReasonMissing"));
        QCOMPARE(
            refusal(setAside(world, {payouts[0], PayoutId(payouts[1].value + 1'000'000)}, world.fixture.auditor())),
            QStringLiteral("AlreadyClaimed"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM row_set_aside"), 0);
        world.sendAll();
        QCOMPARE(refusal(setAside(world, payouts, world.fixture.auditor())), QStringLiteral("AlreadyClaimed"));
        const InstructionId own =
            world.fixture.addPendingBatch(FixtureBatch{.merchant = world.merchant,
                                                       .rows = PayoutFixture::rows(QStringLiteral("O"), 1),
                                                       .maker = world.fixture.supervisor()});
        QCOMPARE(refusal(setAside(world, {payoutIdOf(own, 1)}, world.fixture.auditor())),
                 QStringLiteral("AlreadyClaimed")); // not approved: it is rejected, not set aside
        world.fixture.approve(own);
        QCOMPARE(refusal(setAside(world, {payoutIdOf(own, 1)}, world.fixture.supervisor())),
                 QStringLiteral("MakerIsChecker"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM row_set_aside"), 0);
    }

    void r10AnIncidentHoldsTheBatchUntilTwoPeopleCloseIt_data() { addEngineRows(); }
    void r10AnIncidentHoldsTheBatchUntilTwoPeopleCloseIt() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch(std::vector<std::int64_t>(60, 10'000));
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        const dispatch::SubBatchLimits fifty{50, Money{500'000'000}, 2};
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), job->lease(), fifty));
        const auto prepared = [&] { return world.number("SELECT COUNT(*) FROM attempt WHERE state = 'PREPARED'"); };
        while (prepared() > 1) VERIFY_DONE(job->step(world.connection()));
        world.bank.wrongMinorInSend = 1;
        while (prepared() > 0) VERIFY_DONE(job->step(world.connection()));
        world.bank.wrongMinorInSend = 0;
        const exception::IncidentId incident(world.number("SELECT MIN(id) FROM incident"));
        world.passTime(minutes(2));
        world.askAll(); // proven by now: only the incident holds
        const auto held = dispatch::claimPayouts(world.connection(), job->lease(), fifty);
        VERIFY_DONE(held);
        QCOMPARE(held->rows, 0);
        QCOMPARE(held->breakerHeld, 1);

        const PersonId first = world.fixture.supervisor();
        const PersonId second = world.fixture.addPerson(QStringLiteral("second"), {rules::Role::Supervisor});
        VERIFY_ERROR(proposeClosure(world, incident, world.fixture.auditor()), ErrorKind::Refused, "RoleMissing");
        VERIFY_ERROR(proposeClosure(world, incident, first, QStringLiteral(" ")), ErrorKind::Refused, "ReasonMissing");
        VERIFY_ERROR(close(world, incident, exception::IncidentProposalId(1), second), ErrorKind::Refused,
                     "NotProposed");
        const auto older = proposeClosure(world, incident, first);
        VERIFY_DONE(older);
        VERIFY_ERROR(close(world, incident, *older, first), ErrorKind::Refused, "MakerIsChecker");
        VERIFY_ERROR(close(world, incident, *older, world.fixture.operatorPerson()), ErrorKind::Refused, "RoleMissing");
        const auto newer = proposeClosure(world, incident, first, QStringLiteral("the bank sent a correction"));
        VERIFY_DONE(newer);
        VERIFY_ERROR(close(world, incident, *older, second), ErrorKind::Refused, "ShownChanged");
        // Today shows it before later ones that hold nothing, with the proposal that counts.
        must(store::execute(world.connection(),
                            "INSERT INTO incident (kind, channel_id, payout_id, bank_line_id, at_ms, detail) "
                            "SELECT 'UNSIGNED_ANSWER', channel_id, payout_id, 0, at_ms, 'x' FROM incident"));
        desk::TodayFigures shown;
        must(desk::readIncidents(world.connection(), shown));
        QCOMPARE(shown.incidents.size(), 2U);
        QCOMPARE(shown.incidents[0].id, incident.value);
        QVERIFY(!shown.incidents[1].closing);
        QCOMPARE(shown.incidents[0].closing.value().id, newer->value);
        QCOMPARE(shown.incidents[0].closing.value().by, first);
        QCOMPARE(shown.incidents[0].closing.value().cause, QStringLiteral("BANK_CORRECTED"));
        QCOMPARE(shown.incidents[0].closing.value().reason, QStringLiteral("the bank sent a correction"));
        VERIFY_DONE(close(world, incident, *newer, second));
        desk::TodayFigures after;
        must(desk::readIncidents(world.connection(), after));
        QCOMPARE(after.incidents.size(), 1U); // a closed one is not shown
        VERIFY_ERROR(close(world, incident, *newer, world.fixture.auditor()), ErrorKind::Refused, "AlreadyHandled");
        VERIFY_ERROR(proposeClosure(world, incident, second), ErrorKind::Refused, "AlreadyHandled");
        QCOMPARE(world.number("SELECT COUNT(*) FROM trail WHERE object_kind = 'incident'"), 3);
        QCOMPARE(world.text("SELECT actor || ' ' || evidence FROM trail WHERE event = 'closed'"),
                 QStringLiteral("second BANK_CORRECTED"));
        const auto next = dispatch::claimPayouts(world.connection(), job->lease(), fifty);
        VERIFY_DONE(next);
        QCOMPARE(next->rows, 10);
    }

    void r35PartlyClaimedBatchesAreOverdueToo_data() { addEngineRows(); }
    void r35PartlyClaimedBatchesAreOverdueToo() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch(std::vector<std::int64_t>(5, 10'000));
        hold(world, payouts[4]); // waits for a person, and is counted as held
        const auto job = world.newSendJob();
        VERIFY_DONE(job->start(world.connection()));
        VERIFY_DONE(dispatch::claimPayouts(world.connection(), job->lease(), {2, Money{500'000'000}, 2}));
        const auto overdue = [&] {
            desk::TodayFigures figures;
            figures.now = world.now();
            must(desk::readUnproven(world.connection(), figures));
            return figures.overdueCount;
        };
        QCOMPARE(overdue(), 0);
        world.passTime(minutes(15) + seconds(1));
        QCOMPARE(overdue(), 4); // two claimed, two that wait
    }
};

QTEST_GUILESS_MAIN(HoldingBackFlowTest)
#include "holding_back_flow_test.moc"
