// SPDX-License-Identifier: GPL-3.0-or-later
// What a file that does not prove itself may do, whoever brought it, and how it leaves the quarantine (A33, threats
// T12): a line that was left out, a line that was forged, a notice that states no balances by its nature. What the
// command refuses, the database refuses as well.
#include "core/base/business_date.h"
#include "core/comparison/cuts_table.h"
#include "core/comparison/run_comparison.h"
#include "core/exception/credit_return.h"
#include "core/statement/load_statement.h"
#include "core/store/statement.h"
#include "tests/flow/camt_builder.h"
#include "tests/flow/flow_world.h"

#include <QTemporaryDir>
#include <QTest>

using namespace payout;
using namespace payout::support;
using rules::ExceptionAction;
using statement::acceptStatement;
using statement::Loader;
using statement::LoadResult;
using statement::rejectStatement;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const BusinessDate today{20'261'118};
const BusinessDate tomorrow{20'261'119};
const QString reason = QStringLiteral("the bank knows nothing of this file");

template <class T> QString code(const Result<T>& result) { return result ? QString() : result.error().code; }

/// A bank whose statements state balances, as banks do.
void stateBalances(FlowWorld& world, bool states = true) {
    world.changeProfile([states](channel::ChannelProfile& profile) { profile.statementsStateBalances = states; });
}

/// Sent, never answered, an hour gone, asked, covered: every gate is open.
PayoutId openException(FlowWorld& world) {
    world.bank.act = BankAct::IgnoreSilently;
    const PayoutId payout = world.approvedBatch({10'000}).front();
    world.sendAll();
    world.passTime(minutes(60));
    world.askAll();
    world.coverThrough(world.now());
    return payout;
}

void screenRaw(FlowWorld& world, PayoutId payout) {
    must(store::execute(world.connection(), R"sql(INSERT INTO screening (payout_id, at_ms, result)
        SELECT CAST(? AS {int}), now_ms, 'CLEAR' FROM payout_clock WHERE now_ms > 0 ON CONFLICT DO NOTHING)sql",
                        payout));
}

Result<std::int64_t> rawPropose(FlowWorld& world, PayoutId payout, PersonId by) {
    return store::queryInt64(world.connection(), R"sql(INSERT INTO exception_action (payout_id, action,
            payout_version, proposed_by, proposed_ms, reason, evidence, evidence_digest, state)
        SELECT p.id, 'RETURN', p.version, CAST(? AS {int}), k.now_ms, 'raw', '{}', 'd', 'PROPOSED'
          FROM payout p CROSS JOIN payout_clock k WHERE p.id = ? RETURNING id)sql",
                             by, payout);
}

Result<std::int64_t> rawConfirm(FlowWorld& world, PayoutId payout, PersonId by) {
    return store::execute(world.connection(), R"sql(UPDATE exception_action SET state = 'CONFIRMED', decided_by = ?,
        decided_ms = 1 WHERE payout_id = ? AND state = 'PROPOSED')sql",
                          by, payout);
}

Result<std::int64_t> rawReject(FlowWorld& world, PersonId by, const QString& why = reason) {
    return store::execute(world.connection(), R"sql(UPDATE statement_file SET state = 'REJECTED', rejected_by = ?,
        reject_reason = ? WHERE state = 'QUARANTINED')sql",
                          by, why);
}

bool isNothingCovered(FlowWorld& world) {
    return world.number("SELECT COUNT(*) FROM channel WHERE covered_through_ms IS NULL") == 1;
}

QString filesOf(FlowWorld& world) {
    auto rows = must(store::query(world.connection(), "SELECT state || ' ' || doubt FROM statement_file ORDER BY id"));
    QStringList files;
    while (rows.next()) files << rows.text(0).trimmed();
    must(rows.finish());
    return files.join(QStringLiteral(", "));
}

} // namespace

class StatementTrustFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Somebody writes a file into the inbox in which the line of a payout is left out.
    void t12AFileFromTheInboxProvesItself_data() { addEngineRows(); }
    void t12AFileFromTheInboxProvesItself() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        stateBalances(world);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.setClock(startOf(tomorrow) + hours(1));
        CamtBuilder file;
        file.wholeDay(today);
        const auto without = load(world, file);
        VERIFY_DONE(without);
        QCOMPARE(filesOf(world), QStringLiteral("QUARANTINED NO_BALANCES"));
        QVERIFY(isNothingCovered(world));
        // Nor does a forged line confirm.
        file.id = QStringLiteral("forged");
        file.entries = {{world.orderNoOf(payout), 10'000, today, QStringLiteral("FAKE")}};
        const auto forged = load(world, file);
        VERIFY_DONE(forged);
        QCOMPARE(forged->confirmedPaid, 0);
        QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
        // The database knows it as well, whatever the format is called; only a notice needs no balances.
        for (const char* format : {"camt.053", "camt.052", "CSV", "anything"})
            QCOMPARE(code(rawFile(world, format, "LOADED", "NOT_POSSIBLE")), QStringLiteral("StatementQuarantined"));
        QCOMPARE(code(rawFile(world, "camt.053", "LOADED", "FAILS")), QStringLiteral("StatementQuarantined"));
        // Another person than who brought it: here the job did, so that any supervisor may.
        VERIFY_DONE(acceptStatement(world.connection(), supervisor(world), without->parts.front().file, reason));
        QCOMPARE(UtcTime(world.number("SELECT covered_through_ms FROM channel")), startOf(tomorrow));
        // With balances that prove it, it is a statement like any other.
        file.id = QStringLiteral("proven");
        file.openingMinor = 100'000;
        file.closingMinor = 90'000;
        const auto proven = load(world, file);
        VERIFY_DONE(proven);
        QCOMPARE(proven->parts.front().state, QStringLiteral("LOADED"));
        QCOMPARE(proven->confirmedPaid, 1);
        QCOMPARE(world.bookProblems(), QString());
    }

    // The bank has nothing better, and the channel's profile says so: the job's file is believed, a person's never.
    void t12ABankWithoutBalances_data() { addEngineRows(); }
    void t12ABankWithoutBalances() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        stateBalances(world, false);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.setClock(startOf(tomorrow) + hours(1));
        CamtBuilder file;
        file.wholeDay(today).entries = {{world.orderNoOf(payout), 10'000, today, QStringLiteral("F1")}};
        const rules::Actor op = world.fixture.actor(world.fixture.operatorPerson());
        VERIFY_DONE(load(world, file, Loader::byHand(op)));
        QCOMPARE(filesOf(world), QStringLiteral("QUARANTINED NO_BALANCES"));
        QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
        file.id = QStringLiteral("fetched");
        const auto fetched = load(world, file);
        VERIFY_DONE(fetched);
        QCOMPARE(fetched->parts.front().state, QStringLiteral("LOADED"));
        QCOMPARE(fetched->confirmedPaid, 1);
        QCOMPARE(UtcTime(world.number("SELECT covered_through_ms FROM channel")), startOf(tomorrow));
        QCOMPARE(world.bookProblems(), QString());
    }

    // camt.054: loaded without balances, because it has none by its nature; and all that it does is to warn.
    void t12ANoticeConfirmsNothing_data() { addEngineRows(); }
    void t12ANoticeConfirmsNothing() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        stateBalances(world);
        const auto payouts = world.approvedBatch({10'000, 20'000});
        world.sendAll();
        world.setClock(startOf(tomorrow) + hours(1));
        CamtBuilder notice;
        notice.kind = QStringLiteral("054");
        notice.id = QStringLiteral("N1");
        notice.wholeDay(today).entries = {{world.orderNoOf(payouts[0]), 10'000, today, QStringLiteral("F1")},
                                          {world.orderNoOf(payouts[1]), 19'999, today, QStringLiteral("F2")}};
        const auto told = load(world, notice);
        VERIFY_DONE(told);
        QCOMPARE(filesOf(world), QStringLiteral("LOADED"));
        QCOMPARE(told->confirmedPaid, 0);
        QCOMPARE(told->incidents, 1); // another amount: it warns
        QCOMPARE(world.stateOf(payouts[0]), QStringLiteral("PROCESSING"));
        QVERIFY(isNothingCovered(world));
        QCOMPARE(code(store::execute(world.connection(), R"sql(UPDATE payout SET state = 'SUCCESS', last_actor = 'raw',
            version = version + 1, evidence_line_id = (SELECT MIN(id) FROM bank_line) WHERE id = ?)sql",
                                     payouts[0])),
                 QStringLiteral("EvidenceMissing"));
        // The statement that repeats the line confirms it, once, and says nothing twice.
        CamtBuilder day = notice;
        day.kind = QStringLiteral("053");
        day.openingMinor = 100'000;
        day.closingMinor = 70'001;
        const auto proven = load(world, day);
        VERIFY_DONE(proven);
        QCOMPARE(proven->parts.front().repeats, 2);
        QCOMPARE(proven->confirmedPaid, 1);
        QCOMPARE(proven->incidents, 0);
        QCOMPARE(world.stateOf(payouts[0]), QStringLiteral("SUCCESS"));
        QCOMPARE(world.stateOf(payouts[1]), QStringLiteral("PROCESSING"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM payout p JOIN bank_line b ON b.id = p.evidence_line_id "
                              "JOIN statement_file f ON f.id = b.file_id WHERE f.format = 'camt.053'"),
                 1);
        QCOMPARE(UtcTime(world.number("SELECT covered_through_ms FROM channel")), startOf(tomorrow));
        // Nor is there anything to compare for the time before the first statement, whatever a notice says it is of.
        CamtBuilder old;
        old.kind = QStringLiteral("054");
        old.id = QStringLiteral("old");
        old.wholeDay(plusDays(today, -9));
        VERIFY_DONE(load(world, old));
        const auto reach = comparison::reachOf(world.connection(), world.channel);
        VERIFY_DONE(reach);
        QCOMPARE((*reach)->comparedThrough, startOf(today));
        QCOMPARE(world.bookProblems(), QString());
    }

    // What a notice shows is not absent, and an order that two people gave up takes its successor along.
    void t12ANoticeHoldsBack_data() { addEngineRows(); }
    void t12ANoticeHoldsBack() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        stateBalances(world);
        const PersonId op = world.fixture.operatorPerson();
        const PayoutId payout = openException(world);
        screenRaw(world, payout);
        QCOMPARE(codeOf(world.propose(payout, ExceptionAction::Repay, op)), QString());
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QString());
        QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
        CamtBuilder notice;
        notice.kind = QStringLiteral("054");
        notice.entries = {{world.orderNoOf(payout), 10'000, today, QStringLiteral("F1")}};
        VERIFY_DONE(load(world, notice));
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        world.bank.act = BankAct::PayAndAccept;
        world.sendAll();
        QCOMPARE(world.number("SELECT COUNT(*) FROM send"), 1); // the second order never left
        world.passTime(minutes(61));
        world.askAll();
        world.coverThrough(world.now());
        for (const auto action : {ExceptionAction::Repay, ExceptionAction::Return})
            QCOMPARE(codeOf(world.propose(payout, action, op)), QStringLiteral("StatementShowsPaid"));
        VERIFY_DONE(rawPropose(world, payout, op));
        QVERIFY(!code(rawConfirm(world, payout, world.fixture.auditor())).isEmpty());
        CamtBuilder day = notice;
        day.kind = QStringLiteral("053");
        day.upTo(world.now()).openingMinor = 100'000;
        day.closingMinor = 90'000;
        VERIFY_DONE(load(world, day));
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.bookProblems(), QString());
    }

    // A notice of a return is written down and warned of; the merchant has the money when a statement shows it, and who
    // brought that statement does not decide.
    void t12ANoticeOfAReturn_data() { addEngineRows(); }
    void t12ANoticeOfAReturn() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        stateBalances(world);
        const rules::Actor op = world.fixture.actor(world.fixture.operatorPerson());
        const rules::Actor other =
            world.fixture.actor(world.fixture.addPerson(QStringLiteral("second"), {rules::Role::Operator}));
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        CamtBuilder paid;
        paid.upTo(world.now()).entries = {{world.orderNoOf(payout), 10'000, today, QStringLiteral("F1")}};
        paid.openingMinor = 100'000;
        paid.closingMinor = 90'000;
        VERIFY_DONE(load(world, paid));
        CamtBuilder back;
        back.kind = QStringLiteral("054");
        back.id = QStringLiteral("R1");
        back.entries = {
            {world.orderNoOf(payout), 10'000, today, QStringLiteral("R1"), {}, QStringLiteral("BOOK"), true, true}};
        const auto noticed = load(world, back);
        VERIFY_DONE(noticed);
        QCOMPARE(noticed->incidents, 1);
        QCOMPARE(world.text("SELECT state FROM bank_return"), QStringLiteral("OPEN"));
        const exception::ReturnLine line{payout, BankLineId(world.number("SELECT bank_line_id FROM bank_return"))};
        QCOMPARE(code(exception::proposeBankReturn(world.connection(), op, line, reason)),
                 QStringLiteral("EvidenceMissing"));
        QCOMPARE(code(rawReturn(world, op.person)), QStringLiteral("EvidenceMissing"));
        CamtBuilder day = back;
        day.kind = QStringLiteral("053");
        day.upTo(world.now()).openingMinor = 90'000;
        day.closingMinor = 100'000;
        day.period = {world.now(), world.now() + minutes(30)};
        world.passTime(minutes(30));
        const auto proven = load(world, day, Loader::byHand(op));
        VERIFY_DONE(proven);
        QCOMPARE(proven->parts.front().state, QStringLiteral("LOADED"));
        QCOMPARE(proven->incidents, 0);
        QCOMPARE(code(exception::proposeBankReturn(world.connection(), op, line, reason)),
                 QStringLiteral("ImporterIsResolver"));
        QCOMPARE(code(rawReturn(world, op.person)), QStringLiteral("ImporterIsResolver"));
        QCOMPARE(code(exception::proposeBankReturn(world.connection(), other, line, reason)), QString());
        QCOMPARE(world.bookProblems(), QString());
    }

    // A forged file that only names an order keeps its payout from being decided, until a supervisor rejects it.
    void aRejectedFileCountsNowhere_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<bool>("onlyMentioned");
        for (const bool mentioned : {false, true}) {
            QTest::addRow("sqlite %d", mentioned) << store::Engine::Sqlite << mentioned;
            if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") != 1)
                QTest::addRow("postgres %d", mentioned) << store::Engine::Postgres << mentioned;
        }
    }
    void aRejectedFileCountsNowhere() {
        PAYOUT_TEMP_STORE(temp);
        QFETCH(const bool, onlyMentioned);
        FlowWorld world(temp);
        stateBalances(world);
        const PersonId op = world.fixture.operatorPerson();
        const PersonId auditor = world.fixture.auditor();
        const PayoutId payout = openException(world);
        CamtBuilder forged;
        forged.wholeDay(today).entries = {{world.orderNoOf(payout), 10'000, today, QStringLiteral("FAKE")}};
        if (onlyMentioned) forged.entries.front().unsplitOrders = {world.orderNoOf(payout), QStringLiteral("OTHER")};
        const auto loaded = load(world, forged);
        VERIFY_DONE(loaded);
        QCOMPARE(filesOf(world), QStringLiteral("QUARANTINED NO_BALANCES"));
        QCOMPARE(codeOf(world.propose(payout, ExceptionAction::Return, op)), QStringLiteral("StatementShowsPaid"));
        VERIFY_DONE(rawPropose(world, payout, op));
        QCOMPARE(code(rawConfirm(world, payout, auditor)), QStringLiteral("StatementShowsPaid"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM attempt_proven_dead"), 0);

        VERIFY_DONE(rejectStatement(world.connection(), supervisor(world), loaded->parts.front().file, reason));
        QCOMPARE(filesOf(world), QStringLiteral("REJECTED NO_BALANCES"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_line"), 1); // it stays to be read
        QCOMPARE(world.number("SELECT COUNT(*) FROM attempt_proven_dead"), 1);
        // Who rejected it lifted what it said: that person does not decide.
        QCOMPARE(code(rawConfirm(world, payout, world.fixture.supervisor())), QStringLiteral("ImporterIsResolver"));
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.supervisor())), QStringLiteral("ImporterIsResolver"));
        QCOMPARE(code(rawConfirm(world, payout, auditor)), QString());
        // No comparison knows it either.
        world.coverThrough(world.now());
        const auto sheet = comparison::runComparison(
            world.connection(), {world.fixture.actor(op), world.channel, world.now(), comparison::Rerun::ReadExisting});
        VERIFY_DONE(sheet);
        QCOMPARE(world.number("SELECT COUNT(*) FROM comparison_line WHERE bank_line_id IS NOT NULL"), 0);
        QCOMPARE(world.bookProblems(), QString());
    }

    // The gates of the command open as those of the database do.
    void afterRejectingTheExceptionIsDecided_data() { addEngineRows(); }
    void afterRejectingTheExceptionIsDecided() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        stateBalances(world);
        const PayoutId payout = openException(world);
        CamtBuilder forged;
        forged.wholeDay(today).entries = {{world.orderNoOf(payout), 10'000, today, QStringLiteral("FAKE")}};
        const auto loaded = load(world, forged);
        VERIFY_DONE(loaded);
        VERIFY_DONE(rejectStatement(world.connection(), supervisor(world), loaded->parts.front().file, reason));
        QCOMPARE(codeOf(world.propose(payout, ExceptionAction::Return, world.fixture.operatorPerson())), QString());
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.supervisor())), QStringLiteral("ImporterIsResolver"));
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QString());
        QCOMPARE(world.stateOf(payout), QStringLiteral("RETURNED"));
        QCOMPARE(world.bookProblems(), QString());
    }

    // Who, why, and only once: in the command and in the database.
    void whoRejects_data() { addEngineRows(); }
    void whoRejects() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PersonId bringer = world.fixture.addPerson(QStringLiteral("boss"), {rules::Role::Supervisor});
        const PersonId former = world.fixture.addPerson(QStringLiteral("former"), {rules::Role::Supervisor});
        must(store::execute(world.connection(), "UPDATE person SET active = 0 WHERE login = 'former'"));
        CamtBuilder file;
        file.wholeDay(today);
        const auto loaded = load(world, file, Loader::byHand(world.fixture.actor(bringer)));
        VERIFY_DONE(loaded);
        const auto id = loaded->parts.front().file;
        const auto rejects = [&](PersonId person, const QString& why) {
            return code(rejectStatement(world.connection(), world.fixture.actor(person), id, why));
        };
        QCOMPARE(rejects(world.fixture.operatorPerson(), reason), QStringLiteral("RoleMissing"));
        QCOMPARE(rejects(world.fixture.auditor(), reason), QStringLiteral("RoleMissing"));
        QCOMPARE(rejects(bringer, reason), QStringLiteral("MakerIsChecker"));
        QCOMPARE(rejects(world.fixture.supervisor(), QStringLiteral(" ")), QStringLiteral("ReasonMissing"));
        QCOMPARE(code(rawReject(world, world.fixture.operatorPerson())), QStringLiteral("RoleMissing"));
        QCOMPARE(code(rawReject(world, former)), QStringLiteral("RoleMissing"));
        QCOMPARE(code(rawReject(world, bringer)), QStringLiteral("MakerIsChecker"));
        QCOMPARE(code(rawReject(world, world.fixture.supervisor(), QStringLiteral("  "))),
                 QStringLiteral("ReasonMissing"));
        QCOMPARE(filesOf(world), QStringLiteral("QUARANTINED NO_BALANCES"));
        for (const char* raw : {"UPDATE statement_file SET state = 'REJECTED'",
                                "UPDATE statement_file SET state = 'REJECTED', reject_reason = 'r', accepted_by = 1",
                                "UPDATE statement_file SET state = 'LOADED', doubt = ''"})
            QVERIFY2(!store::execute(world.connection(), raw), raw);
        // A decision is one of the two.
        QCOMPARE(code(store::execute(world.connection(),
                                     "UPDATE statement_file SET state = 'REJECTED', reject_reason = 'r', "
                                     "rejected_by = ?, accepted_by = ?",
                                     world.fixture.supervisor(), world.fixture.supervisor())),
                 QStringLiteral("TransitionForbidden"));
        QCOMPARE(rejects(world.fixture.supervisor(), reason), QString());
    }

    // Rejected is the end: of this file, not of what the bank really says.
    void rejectedIsFinal_data() { addEngineRows(); }
    void rejectedIsFinal() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        stateBalances(world);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        CamtBuilder file;
        file.wholeDay(today).entries = {{world.orderNoOf(payout), 10'000, today, QStringLiteral("F1")}};
        const auto wrong = load(world, file);
        VERIFY_DONE(wrong);
        const auto id = wrong->parts.front().file;
        VERIFY_DONE(rejectStatement(world.connection(), supervisor(world), id, reason));
        QCOMPARE(world.text("SELECT actor || '|' || from_state || '|' || to_state || '|' || reason FROM trail "
                            "WHERE object_kind = 'statement_file' AND event = 'rejected'"),
                 QStringLiteral("supervisor|QUARANTINED|REJECTED|") + reason);
        QCOMPARE(code(rejectStatement(world.connection(), supervisor(world), id, reason)),
                 QStringLiteral("AlreadyHandled"));
        QCOMPARE(code(acceptStatement(world.connection(), supervisor(world), id, reason)),
                 QStringLiteral("AlreadyHandled"));
        for (const char* to : {"LOADED", "ACCEPTED", "QUARANTINED"})
            QCOMPARE(code(store::execute(world.connection(),
                                         "UPDATE statement_file SET state = ?, rejected_by = NULL, accepted_by = "
                                         "rejected_by, accept_reason = 'r', doubt = ''",
                                         QString::fromLatin1(to))),
                     QStringLiteral("AppendOnly"));
        for (const char* raw :
             {"DELETE FROM statement_file", "DELETE FROM bank_line", "UPDATE bank_line SET repeat_of = 5"})
            QVERIFY2(!store::execute(world.connection(), raw), raw);
        QCOMPARE(code(rawFile(world, "camt.053", "REJECTED", "NOT_POSSIBLE")), QStringLiteral("TransitionForbidden"));
        QCOMPARE(code(load(world, file)), QStringLiteral("StatementSeen")); // the very bytes
        // The right file under the same name stands beside it, also where it is marked as a copy.
        file.openingMinor = 100'000;
        file.closingMinor = 90'000;
        file.copy = QStringLiteral("DUPL");
        world.setClock(startOf(tomorrow) + hours(1));
        const auto right = load(world, file);
        VERIFY_DONE(right);
        QCOMPARE(filesOf(world), QStringLiteral("REJECTED NO_BALANCES, LOADED"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM statement_file WHERE identity_key LIKE '%~2'"), 1);
        QCOMPARE(right->confirmedPaid, 1);
        QCOMPARE(right->parts.front().repeats, 0);
        QCOMPARE(UtcTime(world.number("SELECT covered_through_ms FROM channel")), startOf(tomorrow));
        QCOMPARE(world.bookProblems(), QString());
    }

private:
    Result<LoadResult> load(FlowWorld& world, const CamtBuilder& file, const Loader& loader = importJob) {
        const QString path = writeBankFile(m_folder.path(), QStringLiteral("%1.xml").arg(++m_files), file.text());
        return statement::loadStatement(world.connection(), {world.channel, path, loader, {}});
    }

    static rules::Actor supervisor(FlowWorld& world) { return world.fixture.actor(world.fixture.supervisor()); }

    /// A file as somebody with an SQL prompt would write it.
    static Result<std::int64_t> rawFile(FlowWorld& world, const char* format, const char* state, const char* proof) {
        return store::execute(world.connection(), R"sql(INSERT INTO statement_file (channel_id, account, format,
                identity_key, content_sha256, file_name, from_ms, to_ms, page_set, page_no, lines_count, debit_minor,
                credit_minor, proof, doubt, state, loaded_by, loaded_ms)
            SELECT CAST(? AS {int}), 'a', CAST(? AS TEXT), 'raw', 'raw', 'raw', 1, now_ms, 'raw', 1, 0, 0, 0,
                CAST(? AS TEXT), CASE WHEN CAST(? AS TEXT) = 'LOADED' THEN '' ELSE 'NO_BALANCES' END, CAST(? AS TEXT),
                'job:import', now_ms FROM payout_clock)sql",
                              world.channel, QString::fromLatin1(format), QString::fromLatin1(proof),
                              QString::fromLatin1(state), QString::fromLatin1(state));
    }

    static Result<std::int64_t> rawReturn(FlowWorld& world, PersonId by) {
        return store::execute(world.connection(),
                              "UPDATE bank_return SET state = 'PROPOSED', reason = 'raw', proposed_ms = 1, "
                              "proposed_by = ?",
                              by);
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(StatementTrustFlowTest)
#include "statement_trust_flow_test.moc"
