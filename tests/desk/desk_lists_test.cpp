// SPDX-License-Identifier: GPL-3.0-or-later
// What the screens are given: pages by key that together are the list, anchors where pages begin, the detail with its
// gates, the first page's figures.
#include "core/desk/approval_list_table.h"
#include "core/desk/comparison_list_table.h"
#include "core/desk/exception_desk.h"
#include "core/desk/exception_list_table.h"
#include "core/desk/timeline_table.h"
#include "core/desk/today_desk.h"
#include "core/store/statement.h"
#include "tests/flow/flow_world.h"

#include <QTest>

using namespace payout;
using namespace payout::support;

class DeskListsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exceptionPagesAreTheList_data() { addEngineRows(); }
    void exceptionPagesAreTheList() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.act = BankAct::PayAndStaySilent;
        std::vector<std::int64_t> amounts;
        for (int i = 0; i < 300; ++i) amounts.push_back(10'000 + (i * 7919) % 600);
        world.approvedBatch(amounts);
        world.approvedBatch(amounts);
        world.sendAll();
        for (const auto sort : {desk::ExceptionSort::UnlocksFirst, desk::ExceptionSort::AmountLargest}) {
            const auto shape = desk::exceptionShape(world.connection(), desk::ExceptionFilter::All, sort);
            VERIFY_DONE(shape);
            QCOMPARE(shape->count, 600);
            QCOMPARE(shape->anchors.size(), std::size_t(3));
            QSet<std::int64_t> seen;
            std::int64_t previous = INT64_MAX;
            for (const desk::PageKey& anchor : shape->anchors) {
                const auto page = desk::exceptionPage(world.connection(), desk::ExceptionFilter::All, sort, anchor);
                VERIFY_DONE(page);
                for (const desk::ExceptionView& view : *page) {
                    seen.insert(view.id.value);
                    if (sort != desk::ExceptionSort::AmountLargest) continue;
                    QVERIFY(view.amount.minor <= previous);
                    previous = view.amount.minor;
                }
            }
            QCOMPARE(seen.size(), 600);
            const auto first = desk::exceptionPage(world.connection(), desk::ExceptionFilter::All, sort, std::nullopt);
            VERIFY_DONE(first);
            QCOMPARE(first->size(), std::size_t(desk::pageRows));
            const auto glimpse = desk::exceptionPage(world.connection(), desk::ExceptionFilter::All, sort,
                                                     shape->anchors[0], desk::PageSlice{100, 30});
            VERIFY_DONE(glimpse);
            QCOMPARE(glimpse->size(), std::size_t(30));
            for (std::size_t row = 0; row < glimpse->size(); ++row)
                QCOMPARE((*glimpse)[row].id.value, (*first)[row + 100].id.value);
        }
        const auto locked =
            desk::exceptionShape(world.connection(), desk::ExceptionFilter::Locked, desk::ExceptionSort::UnlocksFirst);
        VERIFY_DONE(locked);
        QCOMPARE(locked->count, 600);
        const auto groups = desk::outageGroups(world.connection());
        VERIFY_DONE(groups);
        QStringList found;
        for (const desk::OutageGroup& group : *groups)
            found << QStringLiteral("%1 %2 %3..%4")
                         .arg(group.count)
                         .arg(group.subReason, formatIso(group.firstAt), formatIso(group.lastAt));
        QVERIFY2(groups->size() == 1, qPrintable(found.join(u'\n')));
        QCOMPARE(groups->front().count, 600);
        QCOMPARE(groups->front().subReason, QStringLiteral("SENT_NO_ANSWER"));
    }

    /// The newest by number, whichever attempt it is about.
    void theLastAnswerIsShown_data() { addEngineRows(); }
    void theLastAnswerIsShown() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.act = BankAct::PayAndStaySilent;
        world.approvedBatch({10'000});
        world.sendAll();
        for (const auto& [outcome, code] : {std::pair{"PROCESSING", "A7"}, std::pair{"UNKNOWN", "B8"}})
            VERIFY_DONE(store::execute(world.connection(), R"sql(INSERT INTO answer (payout_id, attempt_no, operation,
                at_ms, outcome, code, code_listed, amount_and_order_equal, table_version, flow_no, raw, host)
                SELECT payout_id, attempt_no, 'QUERY', c.now_ms, CAST(? AS TEXT), CAST(? AS TEXT), 1, 0, 1, '', '', 'h'
                  FROM attempt CROSS JOIN payout_clock c)sql",
                                       QString::fromLatin1(outcome), QString::fromLatin1(code)));
        const auto page = desk::exceptionPage(world.connection(), desk::ExceptionFilter::All,
                                              desk::ExceptionSort::UnlocksFirst, std::nullopt);
        VERIFY_DONE(page);
        QCOMPARE(page->size(), std::size_t(1));
        QCOMPARE(page->front().lastOutcome, QStringLiteral("UNKNOWN"));
        QCOMPARE(page->front().lastCode, QStringLiteral("B8"));
    }

    void batchRowsPageByNumber_data() { addEngineRows(); }
    void batchRowsPageByNumber() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const auto payouts = world.approvedBatch(std::vector<std::int64_t>(300, 10'000));
        const InstructionId batch = instructionOf(payouts.front());
        const auto shape = desk::rowsShape(world.connection(), batch, desk::PayoutFilter::All);
        VERIFY_DONE(shape);
        QCOMPARE(shape->count, 300);
        QCOMPARE(shape->anchors.size(), std::size_t(2));
        const auto last = desk::rowsPage(world.connection(), batch, desk::PayoutFilter::All, shape->anchors[1]);
        VERIFY_DONE(last);
        QCOMPARE(last->size(), std::size_t(300 - desk::pageRows));
        QCOMPARE(last->back().rowNo, 300);
        QVERIFY(!last->back().payeeAccountMasked.contains(QStringLiteral("0000")) ||
                last->back().payeeAccountMasked.contains(u'*'));
        const auto batches = desk::batchPage(world.connection(), desk::BatchFilter::Approved, std::nullopt);
        VERIFY_DONE(batches);
        QCOMPARE(batches->size(), std::size_t(1));
        QCOMPARE(batches->front().total.minor, 3'000'000);
    }

    void theTimelineTellsTheWholeStory_data() { addEngineRows(); }
    void theTimelineTellsTheWholeStory() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        world.passTime(std::chrono::minutes(2));
        world.askAll();
        const auto timeline = desk::payoutTimeline(world.connection(), payout);
        VERIFY_DONE(timeline);
        QStringList story;
        for (const desk::TimelineEntry& entry : *timeline) story << (entry.what == u"STATE" ? entry.to : entry.what);
        QCOMPARE(story.join(u' '), QStringLiteral("DEBITED APPROVED SENT PROCESSING ANSWERED SUCCESS ASKED"));
    }

    void theFirstPageAddsUp_data() { addEngineRows(); }
    void theFirstPageAddsUp() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.act = BankAct::PayAndStaySilent;
        world.approvedBatch({10'000, 20'000});
        world.sendAll();
        world.bank.act = BankAct::PayAndAccept;
        world.approvedBatch({40'000});
        world.sendAll();
        desk::StoreThread thread(temp.url());
        desk::TodayDesk today(thread);
        std::optional<desk::TodayFigures> figures;
        today.figures(desk::reply<desk::TodayFigures>(this, [&figures](Result<desk::TodayFigures> result) {
            QVERIFY2(result.has_value(), result ? "" : describe(result.error()).toUtf8().constData());
            figures = *result;
        }));
        QTRY_VERIFY(figures.has_value());
        QCOMPARE(figures->unprovenCount, 3);
        QCOMPARE(figures->unprovenTotal.minor, 70'000);
        QCOMPARE(figures->exceptionsLocked, 2);
        QCOMPARE(figures->cuts.size(), std::size_t(3));
        QCOMPARE(figures->paidTodayCount, 0);
    }

    void theDetailSaysWhyAButtonIsDead_data() { addEngineRows(); }
    void theDetailSaysWhyAButtonIsDead() {
        PAYOUT_TEMP_STORE(temp);
        FlowWorld world(temp);
        world.bank.act = BankAct::PayAndStaySilent;
        const PayoutId payout = world.approvedBatch({10'000}).front();
        world.sendAll();
        desk::StoreThread thread(temp.url());
        desk::ExceptionDesk exceptions(thread);
        std::optional<desk::ExceptionDetail> detail;
        exceptions.detail(payout, world.fixture.actor(world.fixture.operatorPerson()),
                          desk::reply<desk::ExceptionDetail>(this, [&detail](Result<desk::ExceptionDetail> result) {
                              QVERIFY2(result.has_value(), result ? "" : describe(result.error()).toUtf8().constData());
                              detail = *result;
                          }));
        QTRY_VERIFY(detail.has_value());
        QVERIFY(detail->repayRefusal.has_value());
        QCOMPARE(detail->repayRefusal->code, QStringLiteral("StillLocked"));
        QVERIFY(!detail->returnGates[0].open);
        QVERIFY(detail->returnGates[3].open);
        QVERIFY(!detail->timeline.empty());
    }
};

QTEST_GUILESS_MAIN(DeskListsTest)
#include "desk_lists_test.moc"
