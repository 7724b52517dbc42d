// SPDX-License-Identifier: GPL-3.0-or-later
// P14, I25, S22: a day closes when everything is matched or listed under two names, and a closed day produces nothing.
#include "core/comparison/close_day.h"
#include "core/dispatch/dispatch_table.h"
#include "core/store/statement.h"
#include "tests/flow/camt_builder.h"
#include "tests/flow/flow_world.h"

#include <QTemporaryDir>
#include <QTest>

using namespace payout;
using namespace payout::support;
using comparison::DayStep;
using comparison::DayView;
using rules::ExceptionAction;
using rules::Role;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const BusinessDate today{20'261'118};

struct DayWorld {
    FlowWorld world;
    QTemporaryDir folder;
    int files = 0;

    explicit DayWorld(TempStore& temp) : world(temp) {}
    store::Connection& c() { return world.connection(); }
    rules::Actor op() { return world.fixture.actor(world.fixture.operatorPerson()); }
    rules::Actor auditor() { return world.fixture.actor(world.fixture.auditor()); }
    rules::Actor supervisor() { return world.fixture.actor(world.fixture.supervisor()); }
    DayView day() { return must(comparison::daysOf(c(), today)).front(); }
    Result<std::int64_t> propose(const rules::Actor& by, const char* reason = "the bank's file is late") {
        return comparison::proposeClosing(c(), by, world.channel, today, QString::fromUtf8(reason));
    }
    Done confirm(const rules::Actor& by) {
        const auto view = day();
        return comparison::confirmClosing(c(), by, view.closing ? *view.closing : DayStep());
    }
    void close() {
        must(propose(op()));
        must(confirm(supervisor()));
    }
    /// Paid and answered, on no statement.
    std::vector<PayoutId> paid(const std::vector<std::int64_t>& amounts) {
        const auto payouts = world.approvedBatch(amounts);
        world.sendAll();
        world.passTime(seconds(61));
        world.askAll();
        return payouts;
    }
    void load(const std::vector<CamtEntryRow>& entries) {
        CamtBuilder file;
        file.id = QStringLiteral("S%1").arg(++files);
        file.upTo(world.now()).entries = entries;
        const QString path = writeBankFile(folder.path(), file.id + QStringLiteral(".xml"), file.text());
        must(statement::loadStatement(c(), {world.channel, path, importJob, {}}));
    }
    QString run(const char* sql) { return codeOf(store::execute(c(), sql)); }
    /// As somebody who may drop a trigger: nothing in the product closes a day that still has something to send.
    void closeBehindTheRules() {
        const bool postgres = c().engine() == store::Engine::Postgres;
        must(store::execute(c(), postgres ? "DROP TRIGGER day_closed_finished ON day_closing_confirmation"
                                          : "DROP TRIGGER day_closed_finished"));
        must(store::execute(c(),
                            "INSERT INTO day_closing (channel_id, business_date, reason, proposed_by, proposed_ms) "
                            "VALUES (?, 20261118, '', ?, 0)",
                            world.channel, op().person));
        must(
            store::execute(c(),
                           "INSERT INTO day_closing_confirmation (closing_id, items_count, confirmed_by, confirmed_ms) "
                           "SELECT MAX(id), 0, CAST(? AS BIGINT), 0 FROM day_closing",
                           supervisor().person));
    }
};

} // namespace

class DayClosingFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMatchedDayCloses_data() { addEngineRows(); }
    void aMatchedDayCloses() {
        PAYOUT_TEMP_STORE(temp);
        DayWorld days(temp);
        const auto payouts = days.paid({10'000, 20'000});
        QCOMPARE(days.day().open, 2);
        QCOMPARE(days.day().items.front().why, QStringLiteral("NO_STATEMENT"));
        VERIFY_ERROR(days.propose(days.op(), " "), ErrorKind::Refused, "ReasonMissing");
        days.load({{days.world.orderNoOf(payouts[0]), 10'000, today, QStringLiteral("F1")},
                   {days.world.orderNoOf(payouts[1]), 20'000, today, QStringLiteral("F2")}});
        QCOMPARE(days.day().open, 0);
        VERIFY_DONE(days.propose(days.op(), ""));
        VERIFY_ERROR(days.confirm(days.op()), ErrorKind::Refused, "MakerIsChecker");
        VERIFY_ERROR(days.confirm(days.auditor()), ErrorKind::Refused, "RoleMissing"); // none of the two supervises
        VERIFY_DONE(days.confirm(days.supervisor()));
        QVERIFY(days.day().closed);
        VERIFY_ERROR(days.propose(days.op()), ErrorKind::Refused, "DayClosed");
        QCOMPARE(days.world.text("SELECT actor || ' ' || event FROM trail WHERE object_kind = 'day' "
                                 "ORDER BY id DESC LIMIT 1"),
                 QStringLiteral("supervisor closed 20261118"));
    }

    // A line of another amount, or of a file that counts for nothing, matches nothing.
    void whatDoesNotMatchStaysOpen_data() { addEngineRows(); }
    void whatDoesNotMatchStaysOpen() {
        PAYOUT_TEMP_STORE(temp);
        DayWorld days(temp);
        const auto payouts = days.paid({10'000});
        days.load({{days.world.orderNoOf(payouts[0]), 10'001, today, QStringLiteral("F1")}});
        QCOMPARE(days.day().open, 1);
    }

    void whatIsNotSentKeepsItOpen_data() { addEngineRows(); }
    void whatIsNotSentKeepsItOpen() {
        PAYOUT_TEMP_STORE(temp);
        DayWorld days(temp);
        days.world.approvedBatch({10'000});
        QCOMPARE(days.day().unfinished, 1);
        VERIFY_ERROR(days.propose(days.op()), ErrorKind::Refused, "DayNotFinished");
        VERIFY_ERROR(
            comparison::proposeClosing(days.c(), days.op(), days.world.channel, {20'261'119}, QStringLiteral("r")),
            ErrorKind::Refused, "DayNotFinished"); // tomorrow
        days.world.sendAll();
        QCOMPARE(days.day().unfinished, 0);
        VERIFY_DONE(days.propose(days.op()));
    }

    // What came after the proposal is not under anybody's name.
    void aStaleProposalIsNotConfirmed_data() { addEngineRows(); }
    void aStaleProposalIsNotConfirmed() {
        PAYOUT_TEMP_STORE(temp);
        DayWorld days(temp);
        days.paid({10'000});
        VERIFY_DONE(days.propose(days.op()));
        const DayStep shown = *days.day().closing;
        QCOMPARE(shown.items, 1);
        days.world.approvedBatch({30'000});
        VERIFY_ERROR(days.confirm(days.supervisor()), ErrorKind::Refused, "DayNotFinished");
        days.world.sendAll();
        VERIFY_ERROR(days.confirm(days.supervisor()), ErrorKind::Refused, "ShownChanged");
        VERIFY_DONE(days.propose(days.op()));
        VERIFY_ERROR(comparison::confirmClosing(days.c(), days.supervisor(), shown), ErrorKind::Refused,
                     "ShownChanged");
        DayStep other = *days.day().closing;
        QCOMPARE(other.items, 2);
        other.items = 1;
        VERIFY_ERROR(comparison::confirmClosing(days.c(), days.supervisor(), other), ErrorKind::Refused,
                     "ShownChanged");
        VERIFY_DONE(days.confirm(days.supervisor()));
    }

    // Statements are evidence, whenever they come: recorded, confirming, and an incident where they contradict.
    void aLateStatementIsTaken_data() { addEngineRows(); }
    void aLateStatementIsTaken() {
        PAYOUT_TEMP_STORE(temp);
        DayWorld days(temp);
        days.world.bank.act = BankAct::PayAndStaySilent;
        const auto payouts = days.paid({10'000, 20'000});
        days.close();
        QCOMPARE(days.day().items.size(), std::size_t(2)); // by name
        days.world.passTime(hours(1));
        days.load({{days.world.orderNoOf(payouts[0]), 10'000, today, QStringLiteral("F1")},
                   {days.world.orderNoOf(payouts[1]), 20'001, today, QStringLiteral("F2")}});
        QCOMPARE(days.world.number("SELECT COUNT(*) FROM bank_line"), 2);
        QCOMPARE(days.world.stateOf(payouts[0]), QStringLiteral("SUCCESS"));
        QCOMPARE(days.world.number("SELECT COUNT(*) FROM incident WHERE kind = 'AMOUNT_DIFF'"), 1);
        QVERIFY(days.day().closed);
        QCOMPARE(days.world.bookProblems(), QString());
    }

    void aClosedDayArmsNothing_data() { addEngineRows(); }
    void aClosedDayArmsNothing() {
        PAYOUT_TEMP_STORE(temp);
        DayWorld days(temp);
        const auto payouts = days.world.approvedBatch({10'000});
        const auto job = days.world.newSendJob();
        VERIFY_DONE(job->start(days.c()));
        VERIFY_DONE(dispatch::claimPayouts(days.c(), job->lease(), {}));
        days.closeBehindTheRules();
        dispatch::ArmRequest request;
        request.payout = payouts.front();
        request.attemptNo = 1;
        request.lease = job->lease();
        request.txnTime = formatCompact(days.world.now());
        request.payloadDigest = QStringLiteral("digest");
        request.neededThrough = days.world.now();
        request.firstQueryAt = days.world.now();
        VERIFY_ERROR(dispatch::armAttempt(days.c(), request), ErrorKind::Refused, "DayClosed");
        for (int step = 0; step < 20; ++step) VERIFY_DONE(job->step(days.c()));
        QCOMPARE(days.world.bank.connections(), 0);
        QCOMPARE(
            days.run("UPDATE attempt SET state = 'ARMED', sends = 1, armed_ms = (SELECT now_ms FROM payout_clock), "
                     "payload_digest = 'digest', needed_through_ms = (SELECT now_ms FROM payout_clock)"),
            QStringLiteral("ok"));
        QCOMPARE(
            days.run(
                "INSERT INTO send (protocol, payout_id, attempt_no, send_no, armed_ms, epoch, host, payload_digest) "
                "SELECT (SELECT number FROM protocol_now), payout_id, attempt_no, 1, armed_ms, epoch, 'host1', "
                "payload_digest FROM attempt"),
            QStringLiteral("DayClosed"));
    }

    void anExceptionOfAClosedDayIsNotPaidAgain_data() { addEngineRows(); }
    void anExceptionOfAClosedDayIsNotPaidAgain() {
        PAYOUT_TEMP_STORE(temp);
        DayWorld days(temp);
        const auto payouts = days.world.approvedBatch({10'000, 20'000});
        const auto job = days.world.newSendJob();
        VERIFY_DONE(job->start(days.c()));
        VERIFY_DONE(dispatch::claimPayouts(days.c(), job->lease(), {}));
        job->finish(days.c());
        days.world.bank.act = BankAct::RefuseConnection;
        days.world.sendAll(); // the next epoch finds both provably unsent
        QCOMPARE(days.world.stateOf(payouts[0]), QStringLiteral("EXCEPTION"));
        const PersonId op = days.world.fixture.operatorPerson();
        QCOMPARE(codeOf(days.world.propose(payouts[0], ExceptionAction::Repay, op)), QString());
        days.close();
        QCOMPARE(codeOf(days.world.confirm(payouts[0], days.world.fixture.auditor())), QStringLiteral("DayClosed"));
        QCOMPARE(days.run("UPDATE exception_action SET state = 'CONFIRMED', decided_by = (SELECT id FROM person "
                          "WHERE login = 'auditor'), decided_ms = (SELECT now_ms FROM payout_clock)"),
                 QStringLiteral("DayClosed"));
        QCOMPARE(codeOf(days.world.propose(payouts[1], ExceptionAction::Repay, op)), QStringLiteral("DayClosed"));
        QCOMPARE(codeOf(days.world.propose(payouts[1], ExceptionAction::Return, op)), QString());
        QCOMPARE(codeOf(days.world.confirm(payouts[1], days.world.fixture.auditor())), QString());
        QCOMPARE(days.world.bookProblems(), QString());
    }

    // S22: an old day comes again.
    void s22NothingIsImportedIntoIt_data() { addEngineRows(); }
    void s22NothingIsImportedIntoIt() {
        PAYOUT_TEMP_STORE(temp);
        DayWorld days(temp);
        days.paid({10'000});
        days.close();
        const char* again = "INSERT INTO instruction (kind, merchant_id, channel_id, merchant_batch_no, file_name, "
                            "file_sha256, rows_count, total_minor, fee_minor, currency, business_date, maker_id, "
                            "created_ms, state, last_actor) SELECT kind, merchant_id, channel_id, 'again', file_name, "
                            "'another', rows_count, total_minor, fee_minor, currency, business_date, maker_id, "
                            "created_ms, 'PENDING_APPROVAL', last_actor FROM instruction";
        QCOMPARE(days.run(again), QStringLiteral("DayClosed"));
        days.world.setClock(startOf(plusDays(today, 1)) + hours(9));
        const auto tomorrow = days.world.approvedBatch({10'000}); // another day is not closed
        days.world.sendAll();
        QCOMPARE(days.world.bank.executions(days.world.orderNoOf(tomorrow.front())), 1);
    }

    void twoReopenItWithAReason_data() { addEngineRows(); }
    void twoReopenItWithAReason() {
        PAYOUT_TEMP_STORE(temp);
        DayWorld days(temp);
        days.paid({10'000});
        days.close();
        const std::int64_t closing = days.day().closed->id;
        const auto reopen = [&](const rules::Actor& by, const char* reason = "a batch was forgotten") {
            return comparison::proposeReopening(days.c(), by, closing, QString::fromUtf8(reason));
        };
        VERIFY_ERROR(reopen(days.world.fixture.actor(days.world.fixture.clerk())), ErrorKind::Refused, "RoleMissing");
        VERIFY_ERROR(reopen(days.op(), " "), ErrorKind::Refused, "ReasonMissing");
        const std::int64_t older = must(reopen(days.op()));
        VERIFY_ERROR(comparison::confirmReopening(days.c(), days.op(), older), ErrorKind::Refused, "MakerIsChecker");
        VERIFY_ERROR(comparison::confirmReopening(days.c(), days.auditor(), older), ErrorKind::Refused, "RoleMissing");
        const std::int64_t newer = must(reopen(days.auditor()));
        VERIFY_ERROR(comparison::confirmReopening(days.c(), days.supervisor(), older), ErrorKind::Refused,
                     "ShownChanged");
        VERIFY_DONE(comparison::confirmReopening(days.c(), days.supervisor(), newer));
        QVERIFY(!days.day().closed);
        VERIFY_ERROR(reopen(days.op()), ErrorKind::Refused, "AlreadyHandled");
        VERIFY_ERROR(comparison::confirmReopening(days.c(), days.supervisor(), newer), ErrorKind::Refused,
                     "AlreadyHandled");
        const auto payouts = days.world.approvedBatch({5'000});
        days.world.sendAll();
        QCOMPARE(days.world.bank.executions(days.world.orderNoOf(payouts.front())), 1);
        days.close(); // and again
        QVERIFY(days.day().closed);
    }

    void theDatabaseRefusesByItself_data() { addEngineRows(); }
    void theDatabaseRefusesByItself() {
        PAYOUT_TEMP_STORE(temp);
        DayWorld days(temp);
        days.paid({10'000});
        const PersonId clerk = days.world.fixture.clerk();
        const auto propose = [&](PersonId by, const char* reason) {
            return codeOf(store::execute(days.c(),
                                         "INSERT INTO day_closing (channel_id, business_date, reason, proposed_by, "
                                         "proposed_ms) VALUES (?, 20261118, ?, ?, 0)",
                                         days.world.channel, QString::fromLatin1(reason), by));
        };
        const auto confirm = [&](PersonId by, int items) {
            return codeOf(store::execute(days.c(),
                                         "INSERT INTO day_closing_confirmation (closing_id, items_count, confirmed_by, "
                                         "confirmed_ms) SELECT MAX(id), CAST(? AS BIGINT), CAST(? AS BIGINT), 0 "
                                         "FROM day_closing",
                                         items, by));
        };
        const PersonId op = days.op().person;
        const PersonId auditor = days.auditor().person;
        const PersonId supervisor = days.supervisor().person;
        const auto list = [&](const char* why) {
            return codeOf(
                store::execute(days.c(),
                               "INSERT INTO day_closing_item (closing_id, payout_id, why, amount_minor) "
                               "SELECT (SELECT MAX(id) FROM day_closing), p.id, CAST(? AS TEXT), p.amount_minor "
                               "FROM payout p",
                               QString::fromLatin1(why)));
        };
        // One wrong thing at a time: which of two is named first is the engine's.
        QCOMPARE(propose(clerk, "r"), QStringLiteral("RoleMissing"));
        QCOMPARE(propose(supervisor, "r"), QStringLiteral("ok"));
        QCOMPARE(confirm(op, 0), QStringLiteral("ShownChanged")); // it lists nothing
        QCOMPARE(list("EXCEPTION"), QStringLiteral("ShownChanged"));
        QCOMPARE(list("NO_STATEMENT"), QStringLiteral("ok"));
        QCOMPARE(confirm(op, 2), QStringLiteral("ShownChanged"));
        QCOMPARE(confirm(supervisor, 1), QStringLiteral("MakerIsChecker"));
        QCOMPARE(confirm(clerk, 1), QStringLiteral("RoleMissing"));
        QCOMPARE(propose(op, "r"), QStringLiteral("ok"));
        QCOMPARE(list("NO_STATEMENT"), QStringLiteral("ok"));
        QCOMPARE(confirm(auditor, 1), QStringLiteral("RoleMissing")); // no supervisor
        QCOMPARE(propose(op, ""), QStringLiteral("ok"));
        QCOMPARE(list("NO_STATEMENT"), QStringLiteral("ok"));
        QCOMPARE(confirm(supervisor, 1), QStringLiteral("ReasonMissing"));
        QCOMPARE(propose(op, "r"), QStringLiteral("ok"));
        QCOMPARE(list("NO_STATEMENT"), QStringLiteral("ok"));
        days.world.approvedBatch({20'000});
        QCOMPARE(confirm(supervisor, 1), QStringLiteral("DayNotFinished"));
        days.world.sendAll();
        days.close();
        QCOMPARE(propose(op, "r"), QStringLiteral("DayClosed"));
        const auto reopen = [&](PersonId by, const char* reason) {
            return codeOf(store::execute(days.c(),
                                         "INSERT INTO day_reopening (closing_id, reason, proposed_by, proposed_ms) "
                                         "SELECT MAX(id), CAST(? AS TEXT), CAST(? AS BIGINT), 0 FROM day_closing",
                                         QString::fromLatin1(reason), by));
        };
        const auto open = [&](PersonId by) {
            return codeOf(store::execute(days.c(),
                                         "INSERT INTO day_reopening_confirmation (reopening_id, confirmed_by, "
                                         "confirmed_ms) SELECT MAX(id), CAST(? AS BIGINT), 0 FROM day_reopening",
                                         by));
        };
        QCOMPARE(reopen(clerk, "r"), QStringLiteral("RoleMissing"));
        QCOMPARE(reopen(op, ""), QStringLiteral("ReasonMissing"));
        QCOMPARE(reopen(supervisor, "r"), QStringLiteral("ok"));
        QCOMPARE(open(supervisor), QStringLiteral("MakerIsChecker"));
        QCOMPARE(reopen(op, "r"), QStringLiteral("ok"));
        QCOMPARE(open(auditor), QStringLiteral("RoleMissing"));
        for (const char* sql :
             {"DELETE FROM day_closing", "DELETE FROM day_closing_item", "DELETE FROM day_closing_confirmation",
              "UPDATE day_closing SET business_date = 20261119", "UPDATE day_closing_confirmation SET items_count = 0",
              "DELETE FROM day_reopening"})
            QCOMPARE(QString::fromLatin1(sql) + u' ' + days.run(sql),
                     QString::fromLatin1(sql) + QStringLiteral(" AppendOnly"));
        QVERIFY(days.day().closed);
        QCOMPARE(open(supervisor), QStringLiteral("ok"));
        QVERIFY(!days.day().closed);
    }
};

QTEST_GUILESS_MAIN(DayClosingFlowTest)
#include "day_closing_flow_test.moc"
