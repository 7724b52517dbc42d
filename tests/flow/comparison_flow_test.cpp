// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts that never change and always add up (spec A7, A29, A31, A32, R32, R42, R50).
#include "core/base/business_date.h"
#include "core/comparison/figures.h"
#include "core/comparison/run_comparison.h"
#include "core/comparison/sign_off.h"
#include "core/dispatch/order_number.h"
#include "core/statement/load_statement.h"
#include "core/store/statement.h"
#include "core/worker/compare_job.h"
#include "tests/flow/camt_builder.h"
#include "tests/flow/flow_world.h"
#include "tests/flow/franc_payouts.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace payout;
using namespace payout::support;
using comparison::Rerun;
using rules::ExceptionAction;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const BusinessDate today{20'261'118};
const BusinessDate tomorrow{20'261'119};

UtcTime at(int hour, int minute = 0) { return startOf(today) + hours(hour) + minutes(minute); }

} // namespace

class ComparisonFlowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a7s2SubmittedBeforeMidnightBookedAfter_data() { addEngineRows(); }
    void a7s2SubmittedBeforeMidnightBookedAfter() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.setClock(at(23, 49) + seconds(10));
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.passTime(seconds(61));
        world.askAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        world.setClock(startOf(tomorrow) + hours(2));
        CamtBuilder first;
        first.wholeDay(today);
        load(world, first);
        const ComparisonId firstCut = run(world, startOf(tomorrow));
        QCOMPARE(classes(world, firstCut), QStringLiteral("SUSPENSE_CUTOFF 1"));
        verifySheet(world, firstCut, 0, 0);

        world.setClock(startOf(plusDays(today, 2)) + hours(2));
        CamtBuilder second;
        second.id = QStringLiteral("S2");
        second.wholeDay(tomorrow).entries = {{world.orderNoOf(payout), 10'000, tomorrow, QStringLiteral("F1")}};
        load(world, second);
        const ComparisonId secondCut = run(world, startOf(plusDays(today, 2)));
        QCOMPARE(classes(world, secondCut), QStringLiteral("MATCHED 1"));
        verifySheet(world, secondCut, 0, 0);
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident"), 0);
        QCOMPARE(world.bookProblems(), QString());
    }

    void a31TheLastTwentyMinutesComeWithTheNextFile_data() { addEngineRows(); }
    void a31TheLastTwentyMinutesComeWithTheNextFile() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.changeProfile(
            [](channel::ChannelProfile& profile) { profile.statementKind = channel::StatementKind::Daily; });
        const PayoutId early = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.setClock(at(23, 45));
        const auto late = world.approvedBatch({20'000, 30'000});
        world.sendAll();
        world.passTime(seconds(70));
        world.askAll();
        world.setClock(startOf(tomorrow) + hours(2));
        CamtBuilder first;
        first.wholeDay(today).entries = {{world.orderNoOf(early), 10'000, today, QStringLiteral("F1")}};
        load(world, first);
        const ComparisonId firstCut = run(world, startOf(tomorrow));
        QCOMPARE(classes(world, firstCut), QStringLiteral("MATCHED 1, SUSPENSE_CUTOFF 2"));
        verifySheet(world, firstCut, 0, 0);

        world.setClock(startOf(plusDays(today, 2)) + hours(2));
        CamtBuilder second;
        second.id = QStringLiteral("S2");
        second.wholeDay(tomorrow).entries = {{world.orderNoOf(late[0]), 20'000, today, QStringLiteral("F2")},
                                             {world.orderNoOf(late[1]), 30'000, today, QStringLiteral("F3")}};
        load(world, second);
        const ComparisonId secondCut = run(world, startOf(plusDays(today, 2)));
        QCOMPARE(classes(world, secondCut), QStringLiteral("MATCHED 2"));
        verifySheet(world, secondCut, 0, 0);
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident"), 0);
        QCOMPARE(world.number("SELECT COUNT(*) FROM exception_action"), 0); // zero manual work
        QCOMPARE(world.bookProblems(), QString());
    }

    void r42WhatTheNextFileLacksIsADifference_data() { addEngineRows(); }
    void r42WhatTheNextFileLacksIsADifference() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.setClock(at(23, 45));
        world.approvedBatch({10'000});
        world.sendAll();
        world.passTime(seconds(70));
        world.askAll();
        world.setClock(startOf(plusDays(today, 2)) + hours(2));
        for (const BusinessDate day : {today, tomorrow}) {
            CamtBuilder file;
            file.id = formatDate(day);
            file.wholeDay(day);
            load(world, file);
        }
        const ComparisonId cut = run(world, startOf(plusDays(today, 2)));
        QCOMPARE(classes(world, cut), QStringLiteral("SYSTEM_ONLY 1"));
        verifySheet(world, cut, 10'000, 0);
    }

    void a32ACutIsReadNotMadeAgain_data() { addEngineRows(); }
    void a32ACutIsReadNotMadeAgain() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000});
        world.sendAll();
        world.setClock(at(12, 30));
        CamtBuilder file;
        file.upTo(world.now()).entries = {{world.orderNoOf(payouts[0]), 10'000, today, QStringLiteral("F1")}};
        load(world, file);
        const ComparisonId first = run(world, at(11));
        const QString hash = hashOf(world, first);
        sign(world, first, hash);
        QCOMPARE(code(signedBy(world, first, world.fixture.auditor(), hash)), QStringLiteral("SheetSigned"));

        world.setClock(at(14));
        CamtBuilder late;
        late.id = QStringLiteral("late");
        late.upTo(world.now()).entries = {{world.orderNoOf(payouts[1]), 20'000, today, QStringLiteral("F2")}};
        load(world, late);
        QCOMPARE(run(world, at(11)), first);
        QCOMPARE(hashOf(world, first), hash);
        const ComparisonId second = run(world, at(11), Rerun::NewVersion);
        QVERIFY(second != first);
        QVERIFY(hashOf(world, second) != hash);
        QCOMPARE(hashOf(world, first), hash);
        QCOMPARE(world.number("SELECT MAX(version) FROM comparison"), 2);
        QCOMPARE(run(world, at(11), Rerun::NewVersion), second); // nothing changed since
        QCOMPARE(run(world, at(11)), second);                    // and the newest one is read
        // The delta: one line came, one went.
        QCOMPARE(classes(world, first), QStringLiteral("IN_TRANSIT 1, STATUS_DIFF_PAID 1"));
        QCOMPARE(classes(world, second), QStringLiteral("STATUS_DIFF_PAID 2"));

        for (const char* raw : {"UPDATE comparison SET figures = '{}'", "UPDATE comparison SET sheet_hash = 'x'",
                                "UPDATE comparison SET unexplained_minor = 0, critical_count = 0, as_of_ms = 1",
                                "UPDATE comparison SET covered_through_ms = 1"})
            VERIFY_ERROR(store::execute(world.connection(), raw), ErrorKind::Refused, "SheetSigned");
        for (const char* raw :
             {"DELETE FROM comparison", "DELETE FROM comparison_line", "UPDATE comparison_line SET class = 'MATCHED'"})
            VERIFY_ERROR(store::execute(world.connection(), raw), ErrorKind::Refused, "AppendOnly");
        QCOMPARE(world.bookProblems(), QString());
    }

    void twoPeopleSign_data() { addEngineRows(); }
    void twoPeopleSign() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.coverThrough(world.now());
        const ComparisonId cut = run(world, at(10));
        const QString hash = hashOf(world, cut);
        const PersonId op = world.fixture.operatorPerson();
        QCOMPARE(code(signedBy(world, cut, op, QStringLiteral("another"))), QStringLiteral("ShownChanged"));
        QCOMPARE(code(signedBy(world, cut, world.fixture.clerk(), hash)), QStringLiteral("RoleMissing"));
        QCOMPARE(signedBy(world, cut, op, hash).value_or(QString()), QStringLiteral("PREPARED"));
        QCOMPARE(code(signedBy(world, cut, op, hash)), QStringLiteral("MakerIsChecker"));
        const auto byHand = store::execute(
            world.connection(), "UPDATE comparison SET state = 'SIGNED', reviewed_by = ?, reviewed_ms = 1", op);
        VERIFY_ERROR(byHand, ErrorKind::Refused, "MakerIsChecker");
        QCOMPARE(signedBy(world, cut, world.fixture.supervisor(), hash).value_or(QString()), QStringLiteral("SIGNED"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM trail WHERE object_kind = 'comparison'"), 3);
        QCOMPARE(code(comparison::runComparison(world.connection(), {world.fixture.actor(world.fixture.clerk()),
                                                                     world.channel, at(10), Rerun::ReadExisting})),
                 QStringLiteral("RoleMissing"));
    }

    // Once a newer version exists nobody signs the old one.
    void aSupersededSheetIsNotSigned_data() { addEngineRows(); }
    void aSupersededSheetIsNotSigned() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.setClock(at(12));
        world.coverThrough(world.now());
        const ComparisonId first = run(world, at(11));
        const QString hash = hashOf(world, first);
        VERIFY_DONE(signedBy(world, first, world.fixture.operatorPerson(), hash));
        CamtBuilder file;
        file.upTo(world.now()).entries = {{world.orderNoOf(payout), 10'000, today}};
        load(world, file);
        const ComparisonId second = run(world, at(11), Rerun::NewVersion);
        QVERIFY(second != first);
        QCOMPARE(code(signedBy(world, first, world.fixture.auditor(), hash)), QStringLiteral("ShownChanged"));
    }

    void theBankDoesNotReachTheCut_data() { addEngineRows(); }
    void theBankDoesNotReachTheCut() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto tryRun = [&] {
            return comparison::runComparison(world.connection(), {world.fixture.actor(world.fixture.operatorPerson()),
                                                                  world.channel, at(10), Rerun::ReadExisting});
        };
        QCOMPARE(code(tryRun()), QStringLiteral("CutNotCovered"));
        world.coverThrough(at(10) - std::chrono::milliseconds(1));
        QCOMPARE(code(tryRun()), QStringLiteral("CutNotCovered"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM comparison"), 0); // anchor m: a failed run blocks nothing
        world.coverThrough(at(10));
        VERIFY_DONE(tryRun());
        QCOMPARE(world.number("SELECT COUNT(*) FROM comparison"), 1);
    }

    void manyRunTheSameCutAtOnce_data() { addEngineRows(); }
    void manyRunTheSameCutAtOnce() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.coverThrough(world.now());
        const rules::Actor op = world.fixture.actor(world.fixture.operatorPerson());
        std::atomic<int> done{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] {
                auto own = temp.open(QStringLiteral("compare"));
                if (own && comparison::runComparison(**own, {op, world.channel, at(10), Rerun::NewVersion})) ++done;
            });
        for (std::thread& thread : threads) thread.join();
        QCOMPARE(done.load(), 8);
        QCOMPARE(world.number("SELECT COUNT(*) FROM comparison"), 1);
    }

    // R50: the worker compares each cut by itself once the bank's side covers it; people sign. Two workers make one
    // sheet.
    void r50TheWorkerComparesEachCutOnce_data() { addEngineRows(); }
    void r50TheWorkerComparesEachCutOnce() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000});
        world.sendAll();
        CamtBuilder file;
        file.period = {startOf(today), at(10, 59)};
        file.entries = {entryAt(world.orderNoOf(payouts[0]), 10'000, at(10, 1), QStringLiteral("F1"))};
        world.setClock(at(11, 20));
        load(world, file);
        worker::CompareJob job({QStringLiteral("host1"), QStringLiteral("test")});
        QCOMPARE(must(job.step(world.connection())),
                 worker::StepResult::Idle); // the cut is over, the bank's side is not
        file.id = QStringLiteral("later");
        file.period->second = at(15, 5);
        world.setClock(at(15, 10));
        load(world, file);
        // Past the lease: two workers that both believe to hold it, at the same cuts at the same moment.
        std::atomic<int> made = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&, i] {
                auto own = temp.open(QStringLiteral("compare"));
                const auto result =
                    comparison::runDueCut(**own, world.channel, at(11), QStringLiteral("job:compare %1").arg(i));
                if (result && *result) ++made;
            });
        for (std::thread& thread : threads) thread.join();
        QCOMPARE(made.load(), 1);
        worker::CompareJob other({QStringLiteral("host2"), QStringLiteral("test")});
        QCOMPARE(must(job.step(world.connection())), worker::StepResult::Worked); // 15:00
        QCOMPARE(must(other.step(world.connection())), worker::StepResult::Idle);
        QCOMPARE(must(job.step(world.connection())), worker::StepResult::Idle);
        QCOMPARE(world.number("SELECT COUNT(*) FROM lease WHERE job = 'compare' AND host = 'host1'"), 1);
        QCOMPARE(world.number("SELECT COUNT(*) FROM comparison WHERE version = 1 AND created_by IS NULL"), 2);
        QCOMPARE(world.number("SELECT COUNT(*) FROM comparison"), 2);
        QCOMPARE(world.text("SELECT t.actor FROM trail t JOIN comparison c ON c.id = t.object_id AND "
                            "c.sheet_hash = t.evidence WHERE t.object_kind = 'comparison' AND t.event = 'created' "
                            "AND c.cut_ms = (SELECT MAX(cut_ms) FROM comparison)"),
                 QStringLiteral("job:compare host1"));
        // Gone without a word: the next one goes on when the lease is over. Asked for again, nothing changed.
        world.setClock(at(18, 40));
        file.id = QStringLiteral("evening");
        file.period->second = at(18, 30);
        load(world, file);
        QCOMPARE(must(other.step(world.connection())), worker::StepResult::Worked);
        const ComparisonId evening = run(world, at(18), Rerun::NewVersion);
        QCOMPARE(world.number("SELECT COUNT(*) FROM comparison"), 3);
        sign(world, evening, hashOf(world, evening));
        QVERIFY(
            !store::execute(world.connection(),
                            "INSERT INTO comparison (channel_id, cut_ms, version, covered_through_ms, created_actor, "
                            "created_ms, figures, sheet_hash, unexplained_minor, critical_count, as_of_ms, state) "
                            "SELECT channel_id, 1, 1, 1, 'nobody', 1, '', '', 0, 0, 1, 'OPEN' FROM comparison"));
        QCOMPARE(world.bookProblems(), QString());
    }

    void aDayOfThreeCutsWithEveryClass_data() { addEngineRows(); }
    void aDayOfThreeCutsWithEveryClass() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        std::vector<std::int64_t> amounts;
        for (int i = 1; i <= 10; ++i) amounts.push_back(10'000 * i);
        const auto p = world.approvedBatch(amounts);
        makeDay(world, p);

        world.setClock(at(12, 30));
        loadMorning(world, p);
        const ComparisonId first = run(world, at(11));
        QCOMPARE(
            classes(world, first),
            QStringLiteral("AMOUNT_DIFF 1, BANK_ONLY 1, DOUBLE_PAID 1, IN_TRANSIT 2, MATCHED 3, "
                           "PAID_AFTER_RETURNED 1, PAYEE_DIFF 1, RETURN_LINE 1, STATUS_DIFF_PAID 1, SYSTEM_ONLY 1"));
        // AMOUNT_DIFF 1, BANK_ONLY 777, DOUBLE_PAID 50,000, PAID_AFTER_RETURNED 80,000, PAYEE_DIFF 70,000,
        // SYSTEM_ONLY 30,000
        verifySheet(world, first, 1 + 777 + 50'000 + 80'000 + 70'000 + 30'000, 5);

        repay(world, p[9]); // its first attempt is burnt between the cuts
        world.setClock(at(16, 30));
        CamtBuilder noon;
        noon.id = QStringLiteral("noon");
        noon.upTo(world.now()).entries = {
            entryAt(world.orderNoOf(p[1]), 20'000, at(13), QStringLiteral("G1")),
            entryAt(world.orderNoOf(p[2]), 30'000, at(13), QStringLiteral("G2")),
            entryAt(world.orderNoOf(p[0]), 10'000, at(14), QStringLiteral("G3")), // paid again, cuts later
        };
        load(world, noon);
        const ComparisonId second = run(world, at(15));
        // p[2] was SYSTEM_ONLY: the line that came late is a good match. p[9] was answered for and has
        // no line up to here.
        QCOMPARE(classes(world, second), QStringLiteral("DOUBLE_PAID 1, MATCHED 1, STATUS_DIFF_PAID 1, SYSTEM_ONLY 1"));
        verifySheet(world, second, 10'000 + 100'000, 1);

        world.setClock(at(23, 45));
        const PayoutId last = world.approvedBatch({5'000}).front();
        world.sendAll();
        world.passTime(seconds(70));
        world.askAll();
        QCOMPARE(world.stateOf(last), QStringLiteral("SUCCESS"));
        world.setClock(startOf(tomorrow) + hours(2));
        CamtBuilder end;
        end.id = QStringLiteral("end");
        end.wholeDay(today).entries = {entryAt(world.orderNoOf(p[9], 2), 100'000, at(17), QStringLiteral("H1"))};
        load(world, end);
        const ComparisonId third = run(world, startOf(tomorrow));
        QCOMPARE(classes(world, third), QStringLiteral("MATCHED 1, SUSPENSE_CUTOFF 1"));
        verifySheet(world, third, 0, 0);

        // From sheet to sheet: what closed one opens the next, and nothing is lost on the way.
        QCOMPARE(figuresOf(world, second).openCount, figuresOf(world, first).closeCount);
        QCOMPARE(figuresOf(world, third).openMinor, figuresOf(world, second).closeMinor);
        const std::int64_t allDebits =
            world.number("SELECT CAST(SUM(amount_minor) AS BIGINT) FROM bank_line WHERE direction = 'DEBIT' "
                         "AND status = 'BOOKED' AND repeat_of IS NULL");
        QCOMPARE(figuresOf(world, first).bankPaidMinor + figuresOf(world, second).bankPaidMinor +
                     figuresOf(world, third).bankPaidMinor,
                 allDebits);
        for (const ComparisonId sheet : {first, second, third}) sign(world, sheet, hashOf(world, sheet));
        QCOMPARE(world.bookProblems(), QString());
    }

    void aCleanDay_data() { addEngineRows(); }
    void aCleanDay() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch({10'000, 20'000, 30'000});
        world.sendAll();
        world.passTime(minutes(2));
        world.askAll();
        CamtBuilder file;
        file.upTo(at(11, 5));
        for (std::size_t i = 0; i < payouts.size(); ++i)
            file.entries.push_back(entryAt(world.orderNoOf(payouts[i]), 10'000 * (static_cast<std::int64_t>(i) + 1),
                                           at(10, 1), QStringLiteral("F%1").arg(i)));
        world.setClock(at(11, 5));
        load(world, file);
        const ComparisonId cut = run(world, at(11));
        QCOMPARE(classes(world, cut), QStringLiteral("MATCHED 3"));
        verifySheet(world, cut, 0, 0);
        QCOMPARE(figuresOf(world, cut).bankPaidMinor, 60'000);
        QCOMPARE(figuresOf(world, cut).paidMinor, 60'000);
        const ComparisonId next = run(world, at(11, 1));
        QCOMPARE(classes(world, next), QString()); // everything is in an earlier sheet
        verifySheet(world, next, 0, 0);
    }

    void a29ThreePaymentsThatLeftTwice_data() { addEngineRows(); }
    void a29ThreePaymentsThatLeftTwice() {
        if (!samplesThere()) QSKIP("PAYOUT_SAMPLES IS NOT SET: A29 IS NOT TESTED");
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = armedFrancs(world, {{QStringLiteral("EndToEndId-001-02-01"), 20'000},
                                                 {QStringLiteral("EndToEndId-001-02-02"), 25'000},
                                                 {QStringLiteral("EndToEndId-001-02-03"), 30'000}});
        for (const char* sample :
             {"200519_camt054-epo_p_ch5109*_2019052003522556.xml", "200519_camt054-epo_p_ch5109*_2019052103322231.xml"})
            VERIFY_DONE(statement::loadStatement(
                world.connection(), {world.channel, samplePath(QString::fromLatin1(sample)), importJob, {}}));
        for (const PayoutId payout : payouts) QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident WHERE kind = 'DOUBLE_PAID'"), 3);
        QCOMPARE(world.number("SELECT COUNT(*) FROM incident"), 3);
        world.coverThrough(world.now());
        const ComparisonId cut = run(world, world.now());
        QCOMPARE(classes(world, cut), QStringLiteral("DOUBLE_PAID 3, MATCHED 3"));
        QCOMPARE(
            world.number("SELECT CAST(SUM(bank_minor) AS BIGINT) FROM comparison_line WHERE class = 'DOUBLE_PAID'"),
            75'000);
        verifySheet(world, cut, 75'000, 3);
        QCOMPARE(world.bookProblems(), QString());
    }

private:
    void load(FlowWorld& world, const CamtBuilder& file) {
        const QString path = writeBankFile(m_folder.path(), QStringLiteral("%1.xml").arg(++m_files), file.text());
        VERIFY_DONE(statement::loadStatement(world.connection(), {world.channel, path, importJob, {}}));
    }

    static ComparisonId run(FlowWorld& world, UtcTime cutAt, Rerun rerun = Rerun::ReadExisting) {
        return must(comparison::runComparison(
            world.connection(), {world.fixture.actor(world.fixture.operatorPerson()), world.channel, cutAt, rerun}));
    }

    /// "IN_TRANSIT 1, MATCHED 2", by name.
    static QString classes(FlowWorld& world, ComparisonId sheet) {
        auto rows = must(store::query(world.connection(),
                                      "SELECT class, COUNT(*) FROM comparison_line WHERE comparison_id = ? "
                                      "GROUP BY class ORDER BY class",
                                      sheet));
        QStringList words;
        while (rows.next()) words << QStringLiteral("%1 %2").arg(rows.text(0)).arg(rows.int64(1));
        must(rows.finish());
        words.sort();
        return words.join(QStringLiteral(", "));
    }

    static QString textOf(FlowWorld& world, const char* sql, ComparisonId sheet) {
        auto rows = must(store::query(world.connection(), sql, sheet));
        const QString text = rows.next() ? rows.text(0) : QString();
        must(rows.finish());
        return text;
    }
    static QString hashOf(FlowWorld& world, ComparisonId sheet) {
        return textOf(world, "SELECT sheet_hash FROM comparison WHERE id = ?", sheet);
    }
    static comparison::CutFigures figuresOf(FlowWorld& world, ComparisonId sheet) {
        return must(comparison::figuresOf(textOf(world, "SELECT figures FROM comparison WHERE id = ?", sheet)));
    }

    static void verifySheet(FlowWorld& world, ComparisonId sheet, std::int64_t unexplained, std::int64_t critical) {
        const comparison::CutFigures figures = figuresOf(world, sheet);
        const QByteArray shown = comparison::storedFigures(figures).toUtf8();
        QVERIFY2(figures.transitExact(), shown.constData());
        QVERIFY2(figures.bankExact(), shown.constData());
        QCOMPARE(figures.unexplainedMinor, unexplained);
        QCOMPARE(figures.criticalCount, critical);
    }

    static Result<QString> signedBy(FlowWorld& world, ComparisonId sheet, PersonId person, const QString& hash) {
        return comparison::signSheet(world.connection(), world.fixture.actor(person), sheet, hash);
    }
    static void sign(FlowWorld& world, ComparisonId sheet, const QString& hash) {
        VERIFY_DONE(signedBy(world, sheet, world.fixture.operatorPerson(), hash));
        VERIFY_DONE(signedBy(world, sheet, world.fixture.auditor(), hash));
    }
    template <class T> static QString code(const Result<T>& result) { return result ? QString() : result.error().code; }

    static CamtEntryRow entryAt(const QString& orderNo, std::int64_t minor, UtcTime time, const QString& flowNo) {
        CamtEntryRow entry{orderNo, minor, businessDateOf(time), flowNo};
        entry.at = time;
        return entry;
    }

    // Ten payouts at ten o'clock: [1] and [3] are accepted and never answered for, [7] returned for a payee error, [9]
    // never arrives, all others are proven by an answer.
    static void makeDay(FlowWorld& world, const std::vector<PayoutId>& p) {
        world.bank.actOf[world.firstOrderNo(p[1])] = BankAct::IgnoreSilently;
        world.bank.actOf[world.firstOrderNo(p[3])] = BankAct::IgnoreSilently;
        world.bank.actOf[world.firstOrderNo(p[5])] = BankAct::IgnoreSilently;
        world.bank.actOf[world.firstOrderNo(p[7])] = BankAct::AnswerPayeeError;
        world.bank.actOf[world.firstOrderNo(p[9])] = BankAct::IgnoreSilently;
        world.sendAll();
        world.passTime(minutes(2));
        world.askAll();
        QCOMPARE(codeOf(world.propose(p[7], ExceptionAction::Return, world.fixture.operatorPerson())), QString());
        QCOMPARE(codeOf(world.confirm(p[7], world.fixture.auditor())), QString());
    }

    void loadMorning(FlowWorld& world, const std::vector<PayoutId>& p) {
        const UtcTime ten = at(10, 1);
        CamtBuilder file;
        file.id = QStringLiteral("morning");
        file.upTo(world.now()).entries = {
            entryAt(world.orderNoOf(p[0]), 10'000, ten, QStringLiteral("F0")),
            entryAt(world.orderNoOf(p[3]), 40'000, ten, QStringLiteral("F3")),
            entryAt(world.orderNoOf(p[4]), 50'000, ten, QStringLiteral("F4")),
            entryAt(world.orderNoOf(p[4]), 50'000, ten, QStringLiteral("F4b")),
            entryAt(world.orderNoOf(p[5]), 60'001, ten, QStringLiteral("F5")),
            entryAt(world.orderNoOf(p[6]), 70'000, ten, QStringLiteral("F6")),
            entryAt(world.orderNoOf(p[7]), 80'000, ten, QStringLiteral("F7")),
            entryAt(world.orderNoOf(p[8]), 90'000, ten, QStringLiteral("F8")),
            entryAt(world.orderNoOf(p[8]), 90'000, at(10, 30), QStringLiteral("F8r")),
            entryAt(QStringLiteral("NOT-OURS"), 777, ten, QStringLiteral("F9")),
        };
        file.entries[5].payeeAccount = QStringLiteral("6217999999999999");
        file.entries[8].credit = true;
        file.entries[8].isReturn = true;
        load(world, file);
    }

    static void repay(FlowWorld& world, PayoutId payout) {
        world.askAll();
        QCOMPARE(codeOf(world.propose(payout, ExceptionAction::Repay, world.fixture.operatorPerson())), QString());
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QString());
        world.bank.actOf.clear();
        world.sendAll();
        world.passTime(minutes(2));
        world.askAll();
        QCOMPARE(world.stateOf(payout), QStringLiteral("SUCCESS"));
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(ComparisonFlowTest)
#include "comparison_flow_test.moc"
