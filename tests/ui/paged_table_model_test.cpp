// SPDX-License-Identifier: GPL-3.0-or-later
// The paged model against a list in memory that answers when the test says so.
#include "ui/shared/paged_table_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

#include <deque>

using namespace payout;
using namespace payout::ui;

namespace {

struct Row {
    std::int64_t id = 0;
};

/// Keys are the ids themselves, in ascending order; answers wait until answerAll().
class FakeList {
public:
    std::vector<std::int64_t> ids;
    int shapesAsked = 0;
    std::vector<std::optional<std::int64_t>> pagesAsked;
    bool failing = false;

    explicit FakeList(int count) {
        for (int id = 1; id <= count; ++id) ids.push_back(id);
    }
    PagedSource<Row> source() {
        return {[this](auto answer) { askShape(std::move(answer)); },
                [this](auto from, auto answer) { askPage(from, std::move(answer)); },
                [](const Row& row) { return row.id; }};
    }
    size_t waiting() const { return m_waiting.size(); }
    void answerOne() {
        auto answer = std::move(m_waiting.front());
        m_waiting.pop_front();
        answer();
    }
    void answerAll() {
        for (int round = 0; round < 50; ++round) {
            while (!m_waiting.empty()) answerOne();
            QCoreApplication::processEvents();
            if (m_waiting.empty()) return;
        }
        QFAIL("answers never end");
    }

private:
    void askShape(desk::Reply<desk::ListShape> answer) {
        ++shapesAsked;
        m_waiting.emplace_back([this, answer] {
            if (failing) return answer.take(unavailable(QStringLiteral("DatabaseUnreachable")));
            desk::ListShape shape;
            shape.count = std::int64_t(ids.size());
            for (size_t row = 0; row < ids.size(); row += desk::pageRows) shape.anchors.push_back({ids[row], ids[row]});
            answer.take(shape);
        });
    }
    void askPage(std::optional<desk::PageKey> from, desk::Reply<std::vector<Row>> answer) {
        pagesAsked.push_back(from ? std::optional(from->id) : std::nullopt);
        m_waiting.emplace_back([this, from, answer] {
            if (failing) return answer.take(unavailable(QStringLiteral("DatabaseUnreachable")));
            std::vector<Row> rows;
            for (const std::int64_t id : ids)
                if ((!from || id >= from->id) && rows.size() < size_t(desk::pageRows)) rows.push_back({id});
            answer.take(rows);
        });
    }
    std::deque<std::function<void()>> m_waiting;
};

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
