// SPDX-License-Identifier: GPL-3.0-or-later
// The bank's files as evidence (spec A27, A28, A30, A33, A46, S2, S4, R29): loaded once, proven or kept apart, and what
// their lines may and may not do to a payout.
#include "core/base/business_date.h"
#include "core/statement/load_statement.h"
#include "core/statement/load_status_report.h"
#include "core/store/statement.h"
#include "tests/flow/camt_builder.h"
#include "tests/flow/flow_world.h"
#include "tests/flow/franc_payouts.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace payout;
using namespace payout::support;
using rules::ExceptionAction;
using statement::acceptStatement;
using statement::Loader;
using statement::LoadResult;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const BusinessDate today{20'261'118};
const BusinessDate tomorrow{20'261'119};

QString code(const Result<LoadResult>& result) { return result ? QString() : result.error().code; }

} // namespace

class StatementFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void s2AndS4ByLine_data() { addEngineRows(); }
    void s2AndS4ByLine() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000, 30'000, 40'000});
        world.sendAll();
        makeException(world, payouts[1]);
        CamtBuilder file;
        file.wholeDay(today).entries = {
            {world.orderNoOf(payouts[0]), 10'000, today, QStringLiteral("F1")}, // S2
            {world.orderNoOf(payouts[1]), 20'000, today, QStringLiteral("F2")}, // S4
            {world.orderNoOf(payouts[2]), 29'999, today, QStringLiteral("F3")}, // another amount
            {world.orderNoOf(payouts[3]), 40'000, today, QStringLiteral("F4"), {}, QStringLiteral("PDNG")},
        };
        const auto loaded = load(world, file);
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->confirmedPaid, 2);
        QCOMPARE(loaded->incidents, 1);
        QCOMPARE(world.stateOf(payouts[0]), QStringLiteral("SUCCESS"));
        QCOMPARE(world.stateOf(payouts[1]), QStringLiteral("SUCCESS"));
        QCOMPARE(world.stateOf(payouts[2]), QStringLiteral("PROCESSING"));
        QCOMPARE(world.stateOf(payouts[3]), QStringLiteral("PROCESSING"));
        QCOMPARE(world.text("SELECT kind FROM incident"), QStringLiteral("AMOUNT_DIFF"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM attempt WHERE state = 'SETTLED'"), 2);
        QCOMPARE(world.number("SELECT COUNT(*) FROM payout WHERE evidence_line_id IS NOT NULL"), 2);
        // The database wants the line as well: another one's does not do.
        VERIFY_ERROR(store::execute(world.connection(), R"sql(UPDATE payout SET state = 'SUCCESS', last_actor = 'raw',
            version = version + 1, evidence_line_id = (SELECT MIN(id) FROM bank_line) WHERE id = ?)sql",
                                    payouts[3]),
                     ErrorKind::Refused, "EvidenceMissing");
        QCOMPARE(world.bookProblems(), QString());
    }

    void a30TheSameFileTwice_data() { addEngineRows(); }
    void a30TheSameFileTwice() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        CamtBuilder file;
        file.sequence = 7;
        file.wholeDay(today).entries = {{world.orderNoOf(payout), 10'000, today}};
        VERIFY_DONE(load(world, file));
        QCOMPARE(code(load(world, file)), QStringLiteral("StatementSeen"));
        CamtBuilder copy = file;
        copy.copy = QStringLiteral("DUPL");
        const auto skipped = load(world, copy);
        VERIFY_DONE(skipped);
        QCOMPARE(skipped->skippedParts, 1);
        QVERIFY(skipped->parts.empty());
        CamtBuilder other = file;
        other.entries.front().minor = 11'000;
        QCOMPARE(code(load(world, other)), QStringLiteral("StatementConflict"));
        other.copy = QStringLiteral("COPY"); // says that it is a copy, and is another one
        QCOMPARE(code(load(world, other)), QStringLiteral("StatementConflict"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_line"), 1);
        QCOMPARE(world.number("SELECT COUNT(*) FROM statement_file"), 1);
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident"), 0);
        // A copy of a file that never came is the file; and a second statement of a day is nothing special.
        CamtBuilder second = file;
        second.id = QStringLiteral("S2");
        second.copy = QStringLiteral("DUPL");
        second.entries.clear();
        const auto loaded = load(world, second);
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->parts.size(), std::size_t(1));
        QCOMPARE(world.bookProblems(), QString());
    }

    void a33TheBalanceDoesNotProve_data() { addEngineRows(); }
    void a33TheBalanceDoesNotProve() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        CamtBuilder file;
        file.wholeDay(today).entries = {{world.orderNoOf(payout), 10'000, today}};
        file.openingMinor = 100'000;
        file.closingMinor = 89'999;
        const auto loaded = load(world, file);
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->parts.front().state, QStringLiteral("QUARANTINED"));
        QCOMPARE(loaded->confirmedPaid, 0);
        QCOMPARE(world.number("SELECT difference_minor FROM statement_file"), -1);
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_line"), 1); // readable
        QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM channel WHERE covered_through_ms IS NULL"), 1);
        VERIFY_ERROR(store::execute(world.connection(), R"sql(UPDATE payout SET state = 'SUCCESS', last_actor = 'raw',
            version = version + 1, evidence_line_id = (SELECT id FROM bank_line))sql"),
                     ErrorKind::Refused, "EvidenceMissing");

        const auto id = loaded->parts.front().file;
        const rules::Actor supervisor = world.fixture.actor(world.fixture.supervisor());
        const rules::Actor op = world.fixture.actor(world.fixture.operatorPerson());
        const QString reason = QStringLiteral("the bank confirms a rounding of 0.01");
        QCOMPARE(code(acceptStatement(world.connection(), op, id, reason)), QStringLiteral("RoleMissing"));
        QCOMPARE(code(acceptStatement(world.connection(), supervisor, id, QStringLiteral(" "))),
                 QStringLiteral("ReasonMissing"));
        for (const char* raw :
             {"UPDATE statement_file SET state = 'LOADED'", "UPDATE statement_file SET state = 'ACCEPTED'",
              "DELETE FROM statement_file", "DELETE FROM bank_line", "UPDATE bank_line SET amount_minor = 1"})
            QVERIFY2(!store::execute(world.connection(), raw), raw);
        world.setClock(startOf(tomorrow) + hours(1)); // the day is over
        VERIFY_DONE(acceptStatement(world.connection(), supervisor, id, reason));
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(UtcTime(world.number("SELECT covered_through_ms FROM channel")), startOf(tomorrow));
        QCOMPARE(code(acceptStatement(world.connection(), supervisor, id, reason)), QStringLiteral("AlreadyHandled"));
        QVERIFY(!store::execute(world.connection(), "UPDATE bank_line SET repeat_of = 5"));
        QCOMPARE(world.bookProblems(), QString());
    }

    // The corrected file comes first, then the wrong one is accepted after all: the lines are one payment.
    void a33TheCorrectedFileConfirms_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<bool>("sameName");
        for (const auto& [name, engine] :
             {std::pair{"sqlite", store::Engine::Sqlite}, std::pair{"postgres", store::Engine::Postgres}}) {
            if (engine == store::Engine::Postgres && qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1)
                continue;
            QTest::addRow("%s", name) << engine << false;
            QTest::addRow("%s, under the same name", name) << engine << true;
        }
    }
    void a33TheCorrectedFileConfirms() {
        QFETCH(const bool, sameName);
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        CamtBuilder file;
        file.wholeDay(today).entries = {{world.orderNoOf(payout), 10'000, today}};
        file.openingMinor = 100'000;
        file.closingMinor = 1;
        const auto wrong = load(world, file);
        VERIFY_DONE(wrong);
        if (sameName)
            file.created = startOf(today) + hours(1); // another message of the same statement
        else
            file.id = QStringLiteral("S1 corrected");
        file.closingMinor = 90'000;
        const auto right = load(world, file);
        VERIFY_DONE(right);
        QCOMPARE(right->confirmedPaid, 1);
        QCOMPARE(right->parts.front().repeats, 0);
        const auto accepted = acceptStatement(world.connection(), world.fixture.actor(world.fixture.supervisor()),
                                              wrong->parts.front().file, QStringLiteral("looked at"));
        VERIFY_DONE(accepted);
        QCOMPARE(accepted->incidents, 0);
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_line WHERE repeat_of IS NOT NULL"), 1);
        QCOMPARE(world.bookProblems(), QString());
    }

    void a33PagesProveTogether_data() { addEngineRows(); }
    void a33PagesProveTogether() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000});
        world.sendAll();
        world.setClock(startOf(tomorrow) + hours(9));
        CamtBuilder last;
        last.wholeDay(today).entries = {{world.orderNoOf(payouts[1]), 20'000, today}};
        last.page = {2, true};
        VERIFY_DONE(load(world, last));
        QCOMPARE(world.stateOf(payouts[1]), QStringLiteral("SUCCESS"));
        // Page 1 is missing: what it may hold is not absent.
        QCOMPARE(world.number("SELECT COUNT(*) FROM channel WHERE covered_through_ms IS NULL"), 1);
        CamtBuilder first = last;
        first.entries = {{world.orderNoOf(payouts[0]), 10'000, today}};
        first.page = {1, false};
        VERIFY_DONE(load(world, first));
        QCOMPARE(world.stateOf(payouts[0]), QStringLiteral("SUCCESS"));
        QCOMPARE(UtcTime(world.number("SELECT covered_through_ms FROM channel")), startOf(tomorrow));
        QCOMPARE(world.bookProblems(), QString());
    }

    // T12: a file that one person brings proves nothing by its word alone, for what it confirms as for what is absent.
    void t12AFileBroughtByHand_data() { addEngineRows(); }
    void t12AFileBroughtByHand() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        const rules::Actor op = world.fixture.actor(world.fixture.operatorPerson());
        CamtBuilder file;
        file.wholeDay(today).entries = {{world.orderNoOf(payout), 10'000, today, QStringLiteral("FAKE")}};
        const auto bare = load(world, file, Loader::byHand(op));
        VERIFY_DONE(bare);
        QCOMPARE(bare->parts.front().state, QStringLiteral("QUARANTINED"));
        QCOMPARE(bare->confirmedPaid, 0);
        QCOMPARE(world.text("SELECT doubt || ' ' || proof || ' ' || loaded_by FROM statement_file"),
                 QStringLiteral("NO_BALANCES NOT_POSSIBLE operator"));
        QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM channel WHERE covered_through_ms IS NULL"), 1);
        // With balances that prove it, it is a statement like any other.
        file.id = QStringLiteral("proven");
        file.openingMinor = 100'000;
        file.closingMinor = 90'000;
        world.setClock(startOf(tomorrow) + hours(1)); // the day is over
        const auto proven = load(world, file, Loader::byHand(op));
        VERIFY_DONE(proven);
        QCOMPARE(proven->confirmedPaid, 1);
        QCOMPARE(UtcTime(world.number("SELECT covered_through_ms FROM channel")), startOf(tomorrow));
        QCOMPARE(world.bookProblems(), QString());
    }

    // The accepting supervisor is another person than who brought it, and the trail says who, why and on what (A33).
    void t12WhoBringsAFileDoesNotAcceptIt_data() { addEngineRows(); }
    void t12WhoBringsAFileDoesNotAcceptIt() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PersonId bringer = world.fixture.addPerson(QStringLiteral("boss"), {rules::Role::Supervisor});
        CamtBuilder file;
        file.wholeDay(today);
        const auto loaded = load(world, file, Loader::byHand(world.fixture.actor(bringer)));
        VERIFY_DONE(loaded);
        const auto id = loaded->parts.front().file;
        const QString reason = QStringLiteral("compared with the bank's counter copy");
        QCOMPARE(code(acceptStatement(world.connection(), world.fixture.actor(bringer), id, reason)),
                 QStringLiteral("MakerIsChecker"));
        const Result<std::int64_t> raw =
            store::execute(world.connection(), "UPDATE statement_file SET state = 'ACCEPTED', accept_reason = 'r', "
                                               "accepted_by = loaded_by_person");
        VERIFY_ERROR(raw, ErrorKind::Refused, "MakerIsChecker");
        VERIFY_DONE(acceptStatement(world.connection(), world.fixture.actor(world.fixture.supervisor()), id, reason));
        QCOMPARE(world.text("SELECT actor || '|' || from_state || '|' || to_state || '|' || reason FROM trail "
                            "WHERE object_kind = 'statement_file' AND event = 'accepted'"),
                 QStringLiteral("supervisor|QUARANTINED|ACCEPTED|") + reason);
        QCOMPARE(world.number("SELECT COUNT(*) FROM trail t JOIN statement_file f ON f.content_sha256 = t.evidence "
                              "WHERE t.object_kind = 'statement_file' AND t.object_id = f.id"),
                 2); // loaded, accepted
        QCOMPARE(world.text("SELECT actor || '|' || to_state || '|' || reason FROM trail "
                            "WHERE object_kind = 'statement_file' AND event = 'loaded'"),
                 QStringLiteral("boss|QUARANTINED|NOT_POSSIBLE NO_BALANCES"));
    }

    // T12: where one statement ends the next begins, with the same balance; whoever fetched them.
    void t12ABrokenChainOfBalances_data() { addEngineRows(); }
    void t12ABrokenChainOfBalances() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.setClock(startOf(plusDays(today, 3)));
        const auto balanced = [](BusinessDate day, std::int64_t opening, std::int64_t closing) {
            CamtBuilder file = emptyDay(day, 0);
            file.sequence.reset();
            file.openingMinor = opening;
            file.closingMinor = closing;
            return file;
        };
        VERIFY_DONE(load(world, balanced(today, 100'000, 100'000)));
        CamtBuilder broken = balanced(tomorrow, 100'500, 90'500); // 5.00 appeared over night
        broken.entries = {{world.orderNoOf(payout), 10'000, tomorrow, QStringLiteral("F1")}};
        const auto loaded = load(world, broken);
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->parts.front().state, QStringLiteral("QUARANTINED"));
        QCOMPARE(
            world.text("SELECT b.doubt || ' ' || b.difference_minor || ' ' || a.identity_key FROM statement_file b "
                       "JOIN statement_file a ON a.id = b.chain_file_id"),
            QStringLiteral("CHAIN_BROKEN 500 ") + world.text("SELECT identity_key FROM statement_file "
                                                             "WHERE state = 'LOADED'"));
        QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
        QCOMPARE(UtcTime(world.number("SELECT covered_through_ms FROM channel")), startOf(tomorrow));
        // The database knows it as well.
        VERIFY_ERROR(store::execute(world.connection(), R"sql(INSERT INTO statement_file (channel_id, account, format,
                identity_key, content_sha256, file_name, from_ms, to_ms, page_set, page_no, lines_count, debit_minor,
                credit_minor, opening_minor, closing_minor, proof, doubt, state, loaded_by, loaded_ms)
            SELECT channel_id, account, format, 'raw', 'raw', 'raw', from_ms, to_ms, page_set, page_no, lines_count,
                debit_minor, credit_minor, opening_minor, closing_minor, proof, '', 'LOADED', 'job:import', loaded_ms
            FROM statement_file WHERE doubt <> '')sql"),
                     ErrorKind::Refused, "StatementQuarantined");
        // The day after continues what is not trusted yet: nothing to contradict. A second file of tomorrow that ends
        // otherwise than the day after begins is caught from the other side.
        VERIFY_DONE(load(world, balanced(plusDays(today, 2), 90'500, 90'500)));
        CamtBuilder wrongEnd = balanced(tomorrow, 100'000, 90'000);
        wrongEnd.id = QStringLiteral("wrong end");
        wrongEnd.entries = broken.entries;
        const auto second = load(world, wrongEnd);
        VERIFY_DONE(second);
        QCOMPARE(second->parts.front().state, QStringLiteral("QUARANTINED"));
        VERIFY_DONE(acceptStatement(world.connection(), world.fixture.actor(world.fixture.supervisor()),
                                    loaded->parts.front().file, QStringLiteral("the bank corrected a fee by hand")));
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(UtcTime(world.number("SELECT covered_through_ms FROM channel")), startOf(plusDays(today, 3)));
        QCOMPARE(world.bookProblems(), QString());
    }

    // A report of the morning states an interim balance: enough to prove it, and it begins where the day begins.
    void t12AnIntradayReportProvesItself_data() { addEngineRows(); }
    void t12AnIntradayReportProvesItself() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const rules::Actor op = world.fixture.actor(world.fixture.operatorPerson());
        CamtBuilder report;
        report.kind = QStringLiteral("052");
        report.period = {startOf(today), startOf(today) + hours(9)};
        report.entries = {{QStringLiteral("N1"), 1'000, today, QStringLiteral("F1")}};
        report.openingMinor = 100'000;
        report.closingMinor = 99'000;
        report.closingCode = QStringLiteral("ITBD");
        const auto loaded = load(world, report, Loader::byHand(op));
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->parts.front().state, QStringLiteral("LOADED"));
        report.id = QStringLiteral("later");
        report.period->second = startOf(today) + hours(10);
        report.openingMinor = 100'001;
        report.closingMinor = 99'001;
        const auto other = load(world, report, Loader::byHand(op));
        VERIFY_DONE(other);
        QCOMPARE(world.text("SELECT doubt FROM statement_file WHERE state = 'QUARANTINED'"),
                 QStringLiteral("CHAIN_BROKEN"));
        // An interim balance that does not fit disproves nothing: banks differ in what moment it is of.
        report.id = QStringLiteral("unproven");
        report.period->second = startOf(today) + hours(9) + minutes(30);
        report.closingMinor = 5;
        VERIFY_DONE(load(world, report));
        QCOMPARE(world.number("SELECT COUNT(*) FROM statement_file WHERE proof = 'NOT_POSSIBLE' AND state = 'LOADED'"),
                 1);
    }

    void a46AnotherAccountConfirmsNothing_data() { addEngineRows(); }
    void a46AnotherAccountConfirmsNothing() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        CamtBuilder file;
        file.account = QStringLiteral("6222029999999999");
        file.wholeDay(today).entries = {{world.orderNoOf(payout), 10'000, today, {}, {}, QStringLiteral("BOOK"), true}};
        QCOMPARE(code(load(world, file)), QStringLiteral("AccountNotOurs"));
        // On our own account a credit with our number is no payment either.
        file.account = fixtureAccount;
        VERIFY_DONE(load(world, file));
        QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident"), 0);
        QCOMPARE(world.bookProblems(), QString());
    }

    // The payee's side of payments that we sent: #36, and #31 likewise.
    void a46ThePayeesViewConfirmsNothing_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<QString>("sample");
        QTest::addColumn<QString>("orders");
        QTest::addColumn<QList<int>>("francs");
        for (const auto& [name, engine] :
             {std::pair{"sqlite", store::Engine::Sqlite}, std::pair{"postgres", store::Engine::Postgres}}) {
            QTest::addRow("#36 %s", name)
                << engine << QStringLiteral("200924_camt.054_P_*") << QStringLiteral("EndToEndId-001-03-%1")
                << QList<int>{400, 350, 450, 150, 50, 100};
            QTest::addRow("#31 %s", name) << engine << QStringLiteral("200519_camt054-ESR-ASR_P_*")
                                          << QStringLiteral("EndToEndId-001-02-%1") << QList<int>{200, 250, 300};
        }
    }
    void a46ThePayeesViewConfirmsNothing() {
        if (!samplesThere()) QSKIP("PAYOUT_SAMPLES IS NOT SET: A46 IS NOT TESTED WITH THE SAMPLES");
        PAYOUT_TEMP_STORE(temp);
        QFETCH(const QString, sample);
        QFETCH(const QString, orders);
        QFETCH(const QList<int>, francs);
        FlowWorld world(temp);
        std::vector<support::FrancOrder> sent;
        for (const int amount : francs)
            sent.push_back(
                {orders.arg(sent.size() + 1, 2, 10, QLatin1Char('0')), static_cast<std::int64_t>(amount) * 100});
        const auto payouts = armedFrancs(world, sent);
        const statement::LoadRequest file{world.channel, samplePath(sample), importJob, {}};
        QCOMPARE(code(statement::loadStatement(world.connection(), file)), QStringLiteral("AccountNotOurs"));

        // Even as a statement of an account of ours: what arrives there is not what left.
        VERIFY_DONE(store::execute(world.connection(), "UPDATE channel SET account = 'CH2909000000250094239'"));
        const auto loaded = statement::loadStatement(world.connection(), file);
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->confirmedPaid, 0);
        for (const PayoutId payout : payouts) QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
        for (const support::FrancOrder& order : sent)
            QCOMPARE(must(store::queryInt64(world.connection(),
                                            "SELECT COUNT(*) FROM bank_line WHERE order_no = ? AND direction = "
                                            "'CREDIT' AND amount_minor = ?",
                                            order.orderNo, order.minor)),
                     1);
        QCOMPARE(world.number("SELECT COUNT(*) FROM journal_entry WHERE kind IN ('PAID', 'RE_CREDIT')"), 0);
    }

    // Anchor defect y, both ways.
    void yARepeatIsNoSecondPayment_data() { addEngineRows(); }
    void yARepeatIsNoSecondPayment() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000});
        world.sendAll();
        CamtBuilder intraday;
        intraday.kind = QStringLiteral("052");
        intraday.id = QStringLiteral("R1");
        intraday.period = {startOf(today), startOf(today) + hours(11)};
        intraday.entries = {{world.orderNoOf(payouts[0]), 10'000, today, QStringLiteral("F1")},
                            {world.orderNoOf(payouts[1]), 20'000, today}};
        VERIFY_DONE(load(world, intraday));
        CamtBuilder day;
        day.wholeDay(today).entries = intraday.entries;
        const auto loaded = load(world, day);
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->parts.front().repeats, 2);
        QCOMPARE(loaded->incidents, 0);
        // The day's file again under a third name, and now with a real second payment without any number of the bank.
        day.id = QStringLiteral("S9");
        day.entries.push_back(day.entries.back());
        const auto third = load(world, day);
        VERIFY_DONE(third);
        QCOMPARE(third->parts.front().repeats, 2);
        QCOMPARE(third->incidents, 1);
        QCOMPARE(world.text("SELECT kind FROM incident"), QStringLiteral("DOUBLE_PAID"));
        QCOMPARE(world.bookProblems(), QString());
    }

    void yTwoEqualLinesOfOneFileAreTwo_data() { addEngineRows(); }
    void yTwoEqualLinesOfOneFileAreTwo() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        CamtBuilder file;
        const CamtEntryRow entry{world.orderNoOf(payout), 10'000, today};
        file.wholeDay(today).entries = {entry, entry};
        const auto loaded = load(world, file);
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->confirmedPaid, 1);
        QCOMPARE(loaded->incidents, 1);
        QCOMPARE(world.text("SELECT kind FROM incident"), QStringLiteral("DOUBLE_PAID"));
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.bookProblems(), QString());
    }

    // Reports that follow each other in time cannot repeat a line: the second one is a second payment.
    void yReportsOneAfterTheOther_data() { addEngineRows(); }
    void yReportsOneAfterTheOther() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.setClock(startOf(today) + hours(14));
        CamtBuilder morning;
        morning.kind = QStringLiteral("052");
        morning.id = QStringLiteral("R1");
        morning.period = {startOf(today), startOf(today) + hours(11)};
        morning.entries = {{world.orderNoOf(payout), 10'000, today}};
        VERIFY_DONE(load(world, morning));
        CamtBuilder noon = morning;
        noon.id = QStringLiteral("R2");
        noon.period = {startOf(today) + hours(11), startOf(today) + hours(13)};
        const auto loaded = load(world, noon);
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->parts.front().repeats, 0);
        QCOMPARE(world.text("SELECT kind FROM incident"), QStringLiteral("DOUBLE_PAID"));
        QCOMPARE(world.bookProblems(), QString());
    }

    void s15MoneyThatLeftWithoutUs_data() { addEngineRows(); }
    void s15MoneyThatLeftWithoutUs() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        CamtBuilder file;
        file.wholeDay(today).entries = {
            {QStringLiteral("NOT-OURS"), 5'000, today, QStringLiteral("F1")},
            {{}, 6'000, today, QStringLiteral("F2")},
            {world.orderNoOf(payout), 10'000, today, QStringLiteral("F3"), QStringLiteral("6217999999999999")},
        };
        const auto loaded = load(world, file);
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->incidents, 3);
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident WHERE kind = 'BANK_ONLY'"), 2);
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident WHERE kind = 'PAYEE_DIFF'"), 1);
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS")); // order, amount and currency are equal (S2)
        QCOMPARE(world.bookProblems(), QString());
    }

    // Spec 0.5, second key: a line without our number, but with the one that the bank gave us in an answer.
    void aLineThatNamesOnlyTheBanksNumber_data() { addEngineRows(); }
    void aLineThatNamesOnlyTheBanksNumber() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        CamtBuilder file;
        file.wholeDay(today).entries = {{{}, 10'000, today, world.text("SELECT flow_no FROM attempt")}};
        QVERIFY(!file.entries.front().flowNo.isEmpty());
        const auto loaded = load(world, file);
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->incidents, 0);
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.bookProblems(), QString());
    }

    void a27TheBankReturnsAPaidOne_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<bool>("returnComesFirst");
        for (const bool first : {false, true}) {
            QTest::addRow("sqlite %d", first) << store::Engine::Sqlite << first;
            QTest::addRow("postgres %d", first) << store::Engine::Postgres << first;
        }
    }
    void a27TheBankReturnsAPaidOne() {
        PAYOUT_TEMP_STORE(temp);
        QFETCH(const bool, returnComesFirst);
        FlowWorld world(temp);
        const std::int64_t before = world.fixture.availableMinor(world.merchant);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        CamtBuilder paid;
        paid.wholeDay(today).entries = {{world.orderNoOf(payout), 10'000, today}};
        CamtBuilder returned;
        returned.kind = QStringLiteral("054");
        returned.id = QStringLiteral("N1");
        returned.entries = {{world.orderNoOf(payout), 10'000, today, {}, {}, QStringLiteral("BOOK"), true, true}};
        VERIFY_DONE(load(world, returnComesFirst ? returned : paid));
        VERIFY_DONE(load(world, returnComesFirst ? paid : returned));
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_return"), 1);
        QCOMPARE(world.text("SELECT kind FROM incident"), QStringLiteral("BANK_RETURN_AFTER_SUCCESS"));
        QCOMPARE(world.fixture.availableMinor(world.merchant), before - 10'050); // two people decide, later
        // The day's file repeats the return; and once more is once more money, but not a second record.
        paid.id = QStringLiteral("S2");
        paid.entries.push_back(returned.entries.front());
        VERIFY_DONE(load(world, paid));
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident"), 1);
        returned.id = QStringLiteral("N2");
        returned.entries.front().day = tomorrow;
        VERIFY_DONE(load(world, returned));
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_return"), 1);
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident"), 2);
        QCOMPARE(world.bookProblems(), QString());
    }

    void coverageHasNoHoles_data() { addEngineRows(); }
    void coverageHasNoHoles() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.setClock(startOf(today) + hours(24 * 5));
        const auto covered = [&] { return UtcTime(world.number("SELECT covered_through_ms FROM channel")); };
        VERIFY_DONE(load(world, emptyDay(today, 1)));
        QCOMPARE(covered(), startOf(tomorrow));
        VERIFY_DONE(load(world, emptyDay(plusDays(today, 2), 3)));
        QCOMPARE(covered(), startOf(tomorrow)); // a day is missing
        VERIFY_DONE(load(world, emptyDay(tomorrow, 2)));
        QCOMPARE(covered(), startOf(plusDays(today, 3))); // filled
        VERIFY_DONE(load(world, emptyDay(plusDays(today, 3), 5)));
        QCOMPARE(covered(), startOf(plusDays(today, 3))); // no hole in time, but number 4 never came

        CamtBuilder notice = emptyDay(plusDays(today, 3), 1);
        notice.kind = QStringLiteral("054"); // a notice covers nothing
        VERIFY_DONE(load(world, notice));
        QCOMPARE(covered(), startOf(plusDays(today, 3)));
    }

    void coverageNeverReachesIntoTheFuture_data() { addEngineRows(); }
    void coverageNeverReachesIntoTheFuture() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto covered = [&] { return UtcTime(world.number("SELECT covered_through_ms FROM channel")); };
        CamtBuilder report;
        report.kind = QStringLiteral("052");
        report.wholeDay(today).created = startOf(today) + hours(9);
        VERIFY_DONE(load(world, report)); // names the whole day at nine in the morning
        QCOMPARE(covered(), startOf(today) + hours(9));
        CamtBuilder absurd = emptyDay(today, 1);
        absurd.period = {startOf(today), startOf(BusinessDate{20'990'101})};
        VERIFY_DONE(load(world, absurd));
        QCOMPARE(covered(), startOf(today) + hours(9)); // not over: it covers nothing, not even up to this moment
        VERIFY_DONE(load(world, emptyDay(plusDays(today, -1), 0)));
        QCOMPARE(covered(), startOf(today) + hours(9)); // later imports do not let it creep
    }

    /// The evening's statement is here before the day is over: its lines count at once, its day when it is over.
    void aDayCountsWhenItIsOver_data() { addEngineRows(); }
    void aDayCountsWhenItIsOver() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto covered = [&] { return UtcTime(world.number("SELECT covered_through_ms FROM channel")); };
        VERIFY_DONE(load(world, emptyDay(plusDays(today, -1), 1)));
        world.setClock(startOf(tomorrow) - minutes(20));
        CamtBuilder evening = emptyDay(today, 2);
        evening.openingMinor = evening.closingMinor = 100; // the bank closed its books of the day
        evening.created = startOf(tomorrow) - minutes(30);
        VERIFY_DONE(load(world, evening));
        QCOMPARE(covered(), startOf(today));
        world.setClock(startOf(tomorrow) + hours(1));
        CamtBuilder next;
        next.kind = QStringLiteral("052");
        next.period = {startOf(tomorrow), startOf(tomorrow) + minutes(30)};
        next.created = startOf(tomorrow) + minutes(40);
        VERIFY_DONE(load(world, next));
        QCOMPARE(covered(), startOf(tomorrow) + minutes(30));
    }

    /// An end within the day is known no further than the file's making; else a debit booked meanwhile would look
    /// absent.
    void aFileKnowsNothingAfterItWasMade_data() { addEngineRows(); }
    void aFileKnowsNothingAfterItWasMade() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto covered = [&] { return UtcTime(world.number("SELECT covered_through_ms FROM channel")); };
        world.setClock(startOf(today) + hours(12));
        CamtBuilder file = emptyDay(today, 1);
        file.period = {startOf(today), startOf(today) + hours(11)};
        file.created = startOf(today) + hours(10);
        VERIFY_DONE(load(world, file));
        QCOMPARE(covered(), startOf(today) + hours(10));
    }

    /// Somebody finds a statement of years ago: what is covered stays covered.
    void anOldFileTakesNothingBack_data() { addEngineRows(); }
    void anOldFileTakesNothingBack() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto covered = [&] { return UtcTime(world.number("SELECT covered_through_ms FROM channel")); };
        VERIFY_DONE(load(world, emptyDay(plusDays(today, -1), 1)));
        VERIFY_DONE(load(world, emptyDay(BusinessDate{20'200'101}, 9)));
        QCOMPARE(covered(), startOf(today));
    }

    void theChannelsOwnCsv_data() { addEngineRows(); }
    void theChannelsOwnCsv() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000});
        world.sendAll();
        const QString head = csvHead(fixtureAccount, QStringLiteral("2026-11-18T10:30:00+08:00"));
        const QString rows = QStringLiteral("2026-11-18,10:01:00,%1,F1,,收款人,100.00,1.00\n"
                                            "2026-11-18,10:02:00,%2,F2,,收款人,200.00,1.00\n")
                                 .arg(world.orderNoOf(payouts[0]), world.orderNoOf(payouts[1]));
        const QString tail = QStringLiteral("TOTAL,2,,,,,300.00,1.00\n");
        QCOMPARE(code(loadBytes(world, QStringLiteral("cut.csv"), (head + rows).toUtf8())),
                 QStringLiteral("StatementInvalid"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_line"), 0);
        const auto loaded = loadBytes(world, QStringLiteral("day.csv"), (head + rows + tail).toUtf8());
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->confirmedPaid, 2);
        for (const PayoutId payout : payouts) QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.number("SELECT MIN(booked_ms) FROM bank_line"), (startOf(today) + hours(10) + minutes(1)).ms);
        // It says what it covers, and its balances prove it: R29 reaches to its end.
        QCOMPARE(loaded->parts.front().state, QStringLiteral("LOADED"));
        QCOMPARE(world.text("SELECT proof FROM statement_file"), QStringLiteral("HOLDS"));
        world.setClock(startOf(today) + hours(12));
        const QString others = csvHead(QStringLiteral("6222029999999999"), QStringLiteral("2026-11-18T11:00:00+08:00"));
        QCOMPARE(code(loadBytes(world, QStringLiteral("others.csv"), (others + rows + tail).toUtf8())),
                 QStringLiteral("AccountNotOurs"));
        const QString later = csvHead(fixtureAccount, QStringLiteral("2026-11-18T11:00:00+08:00"));
        VERIFY_DONE(loadBytes(world, QStringLiteral("later.csv"), (later + rows + tail).toUtf8()));
        QCOMPARE(UtcTime(world.number("SELECT covered_through_ms FROM channel")), startOf(today) + hours(11));
        QCOMPARE(world.bookProblems(), QString());
    }

    // A bank that makes its CSV after the day: the booking dates are the period, once the day is over.
    void aCsvOfWholeDays_data() { addEngineRows(); }
    void aCsvOfWholeDays() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.changeProfile([](channel::ChannelProfile& profile) {
            profile.csvStatement.remove(QStringLiteral("titles"));
            profile.csvStatement.insert(QStringLiteral("coversWholeDays"), true);
        });
        const auto file = [](int rows) {
            QString text = csvHead(fixtureAccount, QString());
            for (int i = 0; i < rows; ++i) text += QStringLiteral("2026-11-18,0%1:00:00,N%1,F%1,,x,1.00,1.00\n").arg(i);
            return (text + QStringLiteral("TOTAL,%1,,,,,%1.00,1.00\n").arg(rows)).toUtf8();
        };
        VERIFY_DONE(loadBytes(world, QStringLiteral("excerpt.csv"), file(2)));
        QCOMPARE(world.number("SELECT COUNT(*) FROM channel WHERE covered_through_ms IS NULL"), 1); // the day goes on
        world.setClock(startOf(tomorrow) + hours(1));
        VERIFY_DONE(loadBytes(world, QStringLiteral("day.csv"), file(3)));
        QCOMPARE(UtcTime(world.number("SELECT covered_through_ms FROM channel")), startOf(tomorrow));
        VERIFY_DONE(loadBytes(world, QStringLiteral("nothing.csv"), file(0))); // of which day, it does not say
        QCOMPARE(world.number("SELECT COUNT(*) FROM statement_file WHERE to_ms IS NULL"), 2);
    }

    void whatIsNoWholeFileStoresNothing_data() { addEngineRows(); }
    void whatIsNoWholeFileStoresNothing() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        CamtBuilder file;
        file.wholeDay(today).entries = {{world.orderNoOf(payout), 10'000, today}, {QStringLiteral("B"), 1, today}};
        const QByteArray whole = file.text();
        for (const qsizetype keep : {whole.size() - 3, whole.size() - 60, whole.size() / 2, qsizetype(0)})
            QCOMPARE(code(loadBytes(world, QStringLiteral("cut.xml"), whole.left(keep))),
                     QStringLiteral("StatementInvalid"));
        QByteArray hostile = whole;
        hostile.insert(hostile.indexOf("<Document"), "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>");
        QCOMPARE(code(loadBytes(world, QStringLiteral("dtd.xml"), hostile)), QStringLiteral("StatementInvalid"));
        QCOMPARE(code(statement::loadStatement(
                     world.connection(), {world.channel, m_folder.filePath(QStringLiteral("no")), importJob, {}})),
                 QStringLiteral("StatementInvalid"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_line"), 0);
        QCOMPARE(world.number("SELECT COUNT(*) FROM statement_file"), 0);
        QCOMPARE(world.stateOf(payout), QStringLiteral("PROCESSING"));
        VERIFY_DONE(loadBytes(world, QStringLiteral("whole.xml"), whole)); // and none of it blocks the whole one
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.bookProblems(), QString());
    }

    // Anchor defect z, small; the reserve of a bigger file is the bench's.
    void twentyThousandLines_data() { addEngineRows(); }
    void twentyThousandLines() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch(std::vector<std::int64_t>(200, 10'000));
        world.sendAll();
        CamtBuilder file;
        file.wholeDay(today);
        for (const PayoutId payout : payouts)
            file.entries.push_back({world.orderNoOf(payout), 10'000, today, QStringLiteral("F%1").arg(payout.value)});
        for (int i = 0; i < 19'800; ++i)
            file.entries.push_back({QStringLiteral("DEPOSIT-%1").arg(i),
                                    1'000 + i,
                                    today,
                                    QStringLiteral("D%1").arg(i),
                                    {},
                                    QStringLiteral("BOOK"),
                                    true});
        // Killed in the middle of the second reading: nothing of it is there.
        int calls = 0;
        int callsOfOneReading = 0;
        const QString path = writeBankFile(m_folder.path(), QStringLiteral("big.xml"), file.text());
        const statement::LoadRequest counting{world.channel, path, importJob, [&](std::int64_t bytes) {
                                                  ++calls;
                                                  if (bytes >= QFileInfo(path).size() && callsOfOneReading == 0)
                                                      callsOfOneReading = calls;
                                                  return callsOfOneReading == 0 || calls < callsOfOneReading * 3 / 2;
                                              }};
        VERIFY_ERROR(statement::loadStatement(world.connection(), counting), ErrorKind::Unavailable, "Cancelled");
        QVERIFY(callsOfOneReading > 0);
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_line"), 0);
        QCOMPARE(world.number("SELECT COUNT(*) FROM statement_file"), 0);

        QElapsedTimer clock;
        clock.start();
        const auto loaded = statement::loadStatement(world.connection(), {world.channel, path, importJob, {}});
        VERIFY_DONE(loaded);
        QCOMPARE(loaded->confirmedPaid, 200);
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_line"), 20'000);
        file.id = QStringLiteral("again");
        const auto again = load(world, file);
        VERIFY_DONE(again);
        QCOMPARE(again->parts.front().repeats, 20'000);
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident"), 0);
        QVERIFY2(clock.elapsed() < 60'000, qPrintable(QString::number(clock.elapsed())));
        qInfo("20,000 lines twice: %lld ms", clock.elapsed());
        QCOMPARE(world.bookProblems(), QString());
    }

    void a28RejectedAndReturned_data() {
        QTest::addColumn<store::Engine>("engine");
        QTest::addColumn<bool>("reportFirst");
        for (const bool first : {true, false}) {
            QTest::addRow("sqlite %d", first) << store::Engine::Sqlite << first;
            QTest::addRow("postgres %d", first) << store::Engine::Postgres << first;
        }
    }
    void a28RejectedAndReturned() {
        if (!samplesThere()) QSKIP("PAYOUT_SAMPLES IS NOT SET: A28 IS NOT TESTED");
        PAYOUT_TEMP_STORE(temp);
        QFETCH(const bool, reportFirst);
        FlowWorld world(temp);
        const PayoutId payout = armedFrancs(world, {{QStringLiteral("EndToEndId-001-03-04"), 50'000}}).front();
        const QString report = samplePath(QStringLiteral("pain002-epo_p_ch5109*_2018031511252307.xml"));
        const QString returned = samplePath(QStringLiteral("camt054-returns_p_ch5109*.xml"));
        if (reportFirst) {
            const auto read = loadReport(world, report);
            VERIFY_DONE(read);
            QCOMPARE(read->rejectedRows, 1);
            QCOMPARE(read->doubted, 1);
            QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
            QCOMPARE(world.text("SELECT code FROM answer WHERE operation = 'REPORT'"), QStringLiteral("AC01"));
            const auto again = loadReport(world, report);
            VERIFY_DONE(again);
            QCOMPARE(again->recorded, 0);
        } else {
            doubtRaw(world, payout);
        }
        VERIFY_DONE(statement::loadStatement(world.connection(), {world.channel, returned, importJob, {}}));
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        QCOMPARE(reCredits(world), 0); // neither file gives anything back

        world.passTime(minutes(61));
        askedRaw(world, payout);
        world.coverThrough(world.now());
        QCOMPARE(codeOf(world.propose(payout, ExceptionAction::Return, world.fixture.operatorPerson())), QString());
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QString());
        QCOMPARE(reCredits(world), 1);
        VERIFY_DONE(loadReport(world, report));
        QCOMPARE(code(statement::loadStatement(world.connection(), {world.channel, returned, importJob, {}})),
                 QStringLiteral("StatementSeen"));
        QCOMPARE(world.stateOf(payout), QStringLiteral("RETURNED"));
        QCOMPARE(reCredits(world), 1);
        QCOMPARE(world.number("SELECT COUNT(*) FROM bank_return"), 0);
        QCOMPARE(world.bookProblems(), QString());
    }

    void anOrderlessReportIsNoStatement_data() { addEngineRows(); }
    void anOrderlessReportIsNoStatement() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const QString path = writeBankFile(m_folder.path(), QStringLiteral("r.xml"), CamtBuilder().text());
        VERIFY_ERROR(loadReport(world, path), ErrorKind::Refused, "StatementInvalid");
    }

private:
    Result<LoadResult> loadBytes(FlowWorld& world, const QString& name, const QByteArray& bytes,
                                 const Loader& loader = importJob) {
        const QString path = writeBankFile(m_folder.path(), name, bytes);
        return statement::loadStatement(world.connection(), {world.channel, path, loader, {}});
    }
    Result<LoadResult> load(FlowWorld& world, const CamtBuilder& file, const Loader& loader = importJob) {
        return loadBytes(world, QStringLiteral("%1.xml").arg(++m_files), file.text(), loader);
    }
    static Result<statement::ReportResult> loadReport(FlowWorld& world, const QString& path) {
        return statement::loadStatusReport(world.connection(), {world.channel, path, importJob, {}});
    }

    static QString csvHead(const QString& account, const QString& to) {
        return QStringLiteral("#account,%1\n#number,1\n#from,2026-11-18T00:00:00+08:00\n#to,%2\n#opening,301.00\n"
                              "#closing,1.00\n#currency,CNY\nbooking_date,booking_time,order_no,bank_ref,payee_account,"
                              "payee_name,debit,balance\n")
            .arg(account, to);
    }

    static CamtBuilder emptyDay(BusinessDate day, std::int64_t sequence) {
        CamtBuilder file;
        file.id = QStringLiteral("D%1").arg(day.yyyymmdd);
        file.sequence = sequence;
        file.wholeDay(day);
        return file;
    }

    static void makeException(FlowWorld& world, PayoutId payout) {
        VERIFY_DONE(store::execute(world.connection(), R"sql(UPDATE payout SET state = 'EXCEPTION',
            exception_at_ms = (SELECT now_ms FROM payout_clock),
            unlocks_at_ms = (SELECT now_ms + 3600000 FROM payout_clock), version = version + 1 WHERE id = ?)sql",
                                   payout));
        VERIFY_DONE(
            store::execute(world.connection(), "UPDATE attempt SET state = 'UNKNOWN' WHERE payout_id = ?", payout));
    }
    static void doubtRaw(FlowWorld& world, PayoutId payout) { makeException(world, payout); }
    static void askedRaw(FlowWorld& world, PayoutId payout) {
        VERIFY_DONE(store::execute(world.connection(),
                                   R"sql(INSERT INTO answer (payout_id, attempt_no, operation, at_ms,
            outcome, code, code_listed, amount_and_order_equal, table_version, flow_no, raw, host)
            SELECT CAST(? AS {int}), 1, 'QUERY', now_ms, 'NOT_EXIST_EXPLICIT', '34', 1, 0, 1, '', '', 'h'
              FROM payout_clock)sql",
                                   payout));
    }
    static std::int64_t reCredits(FlowWorld& world) {
        return world.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'RE_CREDIT'");
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(StatementFlowTest)
#include "statement_flow_test.moc"
