// SPDX-License-Identifier: GPL-3.0-or-later
// The paged model against a list in memory that answers when the test says so.
#include "tests/ui/fake_list.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace payout;
using namespace payout::ui;
using tests::FakeList;
using tests::Row;

namespace {

using Model = PagedTableModel<Row>;

Column<Row> idColumn() {
    return Column<Row>([] { return QStringLiteral("id"); }, Qt::AlignRight,
                       [](const Row& row) { return QString::number(row.id); });
}

QString at(const Model& model, int row) { return model.index(row, 0).data().toString(); }

} // namespace

class PagedTableModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void firstPageNeedsNoShape() {
        FakeList list(1'000);
        Model model({idColumn()}, list.source());
        model.restart();
        QCOMPARE(list.waiting(), size_t(2)); // page 0 and the shape, side by side
        QCOMPARE(list.pagesAsked.front(), std::nullopt);
        list.answerOne();
        QCOMPARE(model.rowCount(), 256);
        QCOMPARE(at(model, 0), QStringLiteral("1"));
        list.answerAll();
        QCOMPARE(model.rowCount(), 1'000);
    }
    void jumpToTheEndShowsAnEllipsisAndThenTheRows() {
        FakeList list(100'000);
        Model model({idColumn()}, list.source());
        model.restart();
        list.answerAll();
        list.pagesAsked.clear();
        QCOMPARE(at(model, 99'999), QStringLiteral("…"));
        list.answerAll();
        QCOMPARE(at(model, 99'999), QStringLiteral("100000"));
        QCOMPARE(list.pagesAsked.size(), size_t(1)); // by its anchor: nothing in between is read
        QCOMPARE(*list.pagesAsked.front(), (99'999 / 256) * 256 + 1);
    }
    /// What is in sight comes first, the rest of its page after it.
    void aJumpBringsWhatIsInSightFirst() {
        FakeList list(100'000);
        Model model({idColumn()}, list.sourceWithGlimpse());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.restart();
        list.answerAll();
        list.pagesAsked.clear();
        list.glimpsesAsked.clear();
        const int top = 50 * desk::pageRows;
        QVERIFY(!model.bring(top + 100, top + 129));
        QCOMPARE(list.waiting(), size_t(2));
        QCOMPARE(list.glimpsesAsked.size(), size_t(1));
        QCOMPARE(list.glimpsesAsked.front().first, 100);
        QCOMPARE(list.glimpsesAsked.front().count, 30);
        list.answerOne();
        QVERIFY(model.bring(top + 100, top + 129));
        QCOMPARE(at(model, top + 100), QString::number(top + 101));
        QCOMPARE(at(model, top + 129), QString::number(top + 130));
        QVERIFY(!model.bring(top + 101, top + 130)); // a row further is still on its way: nothing more is asked
        QCOMPARE(at(model, top + 130), QStringLiteral("…"));
        QCOMPARE(at(model, top + 99), QStringLiteral("…"));
        QCOMPARE(list.waiting(), size_t(1));
        list.answerAll();
        QCOMPARE(at(model, top + 99), QString::number(top + 100));
        QCOMPARE(at(model, top + 130), QString::number(top + 131));
        QCOMPARE(list.pagesAsked.size(), size_t(2)); // the glimpse and the page, once each
    }
    void aJumpOverTwoPagesBringsBoth() {
        FakeList list(100'000);
        Model model({idColumn()}, list.sourceWithGlimpse());
        model.restart();
        list.answerAll();
        list.glimpsesAsked.clear();
        const int top = 50 * desk::pageRows;
        QVERIFY(!model.bring(top - 10, top + 19));
        QCOMPARE(list.glimpsesAsked.size(), size_t(2));
        int first = 0;
        int count = 0;
        for (const desk::PageSlice& slice : list.glimpsesAsked) {
            first += slice.first;
            count += slice.count;
        }
        QCOMPARE(first, desk::pageRows - 10);
        QCOMPARE(count, 30);
        list.answerAll();
        QVERIFY(model.bring(top - 10, top + 19));
        QCOMPARE(at(model, top - 10), QString::number(top - 9));
    }
    /// Rows of before a refresh or another filter are never shown among the new ones.
    void aLateGlimpseIsIgnored() {
        FakeList list(100'000);
        Model model({idColumn()}, list.sourceWithGlimpse());
        model.restart();
        list.answerAll();
        const int top = 50 * desk::pageRows;
        QVERIFY(!model.bring(top, top + 29));
        model.restart();
        list.answerOne();
        QVERIFY(model.rowAt(top) == nullptr);
        list.answerAll();
        QVERIFY(!model.bring(top, top + 29));
        list.answerOne();
        QVERIFY(model.rowAt(top) != nullptr);
        model.restart();
        QVERIFY(model.rowAt(top) == nullptr);
        list.answerAll();
    }
    void draggingPastManyPagesAsksForFew() {
        FakeList list(100'000);
        Model model({idColumn()}, list.source());
        model.restart();
        list.answerAll();
        list.pagesAsked.clear();
        for (int row = 1'000; row < 90'000; row += 256) (void)at(model, row);
        list.answerAll();
        QVERIFY2(list.pagesAsked.size() <= 4, qPrintable(QString::number(list.pagesAsked.size())));
        QCOMPARE(at(model, 1'000 + (88'999 / 256) * 256), QString::number(1'001 + (88'999 / 256) * 256));
    }
    void keepsSixtyFourPages() {
        FakeList list(256 * 80);
        Model model({idColumn()}, list.source());
        model.restart();
        list.answerAll();
        for (int page = 1; page < 80; ++page) {
            (void)at(model, page * 256);
            list.answerAll();
        }
        QVERIFY(model.rowAt(79 * 256) != nullptr);
        QVERIFY(model.rowAt(16 * 256) != nullptr);
        QVERIFY(model.rowAt(15 * 256) == nullptr); // the 64 newest remain
        QVERIFY(model.rowAt(0) == nullptr);
    }
    void refreshKeepsTheSelectedRowByItsIdentity() {
        FakeList list(600);
        Model model({idColumn()}, list.source());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.restart();
        list.answerAll();
        QItemSelectionModel selection(&model);
        selection.setCurrentIndex(model.index(10, 0), QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
        QCOMPARE(at(model, 10), QStringLiteral("11"));
        list.ids.insert(list.ids.begin(), {-2, -1});
        model.refresh();
        QCOMPARE(at(model, 10), QStringLiteral("11")); // the old rows stay until the new ones are there
        list.answerAll();
        QCOMPARE(model.rowCount(), 602);
        QCOMPARE(selection.currentIndex().row(), 12);
        QCOMPARE(selection.currentIndex().data().toString(), QStringLiteral("11"));
        QVERIFY(selection.isRowSelected(12));
        QVERIFY(!selection.isRowSelected(10));
    }
    void refreshDropsARowThatIsGone() {
        FakeList list(300);
        Model model({idColumn()}, list.source());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.restart();
        list.answerAll();
        QItemSelectionModel selection(&model);
        selection.setCurrentIndex(model.index(3, 0), QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
        list.ids.erase(list.ids.begin() + 3);
        model.refresh();
        list.answerAll();
        QCOMPARE(model.rowCount(), 299);
        QVERIFY(!selection.hasSelection()); // the neighbour must not inherit the selection
    }
    void oldAnswersAreIgnoredAfterARestart() {
        FakeList list(500);
        Model model({idColumn()}, list.source());
        model.restart();
        list.ids.resize(10);
        model.restart();
        list.answerAll();
        QCOMPARE(model.rowCount(), 10);
    }
    void aFailureKeepsWhatIsShown() {
        FakeList list(20);
        Model model({idColumn()}, list.source());
        model.restart();
        list.answerAll();
        QSignalSpy failed(&model, &Model::failed);
        list.failing = true;
        model.refresh();
        list.answerAll();
        QVERIFY(failed.count() >= 1);
        QCOMPARE(at(model, 19), QStringLiteral("20"));
        list.failing = false;
        list.ids.push_back(21);
        model.refresh();
        list.answerAll();
        QCOMPARE(model.rowCount(), 21);
    }
    void aShrunkenListIsReadAgain() {
        FakeList list(300);
        Model model({idColumn()}, list.source());
        model.restart();
        list.answerAll();
        list.ids.resize(260);
        (void)at(model, 299); // its page has fewer rows than the shape said
        list.answerAll();
        QCOMPARE(model.rowCount(), 260);
    }
};

QTEST_GUILESS_MAIN(PagedTableModelTest)
#include "paged_table_model_test.moc"
