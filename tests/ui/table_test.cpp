// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves a list: copied rows and exported files; and how money stands in a cell.
#include "tests/ui/fake_list.h"
#include "ui/shared/csv_export.h"
#include "ui/shared/data_table.h"
#include "ui/shared/row_table_model.h"
#include "ui/text/money_text.h"

#include <QFile>
#include <QFontMetrics>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace payout;
using namespace payout::ui;

namespace {
struct Row {
    QString name;
    std::int64_t minor;
};
RowTableModel<Row>* modelOf(std::vector<Row> rows, QObject* parent) {
    auto* model = new RowTableModel<Row>(
        {Column<Row>([] { return QStringLiteral("Payee"); }, Qt::AlignLeft, [](const Row& row) { return row.name; }),
         Column<Row>([] { return QStringLiteral("Amount"); }, Qt::AlignRight,
                     [](const Row& row) { return amountText(row.minor); })},
        parent);
    model->setRows(std::move(rows));
    return model;
}

/// What the first row in sight said, at each paint of the rows.
class Paints : public QObject {
public:
    explicit Paints(DataTable& table) : m_table(table) { table.viewport()->installEventFilter(this); }
    QStringList take() { return std::exchange(m_seen, {}); }
    bool isAny() const { return !m_seen.isEmpty(); }

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Paint) m_seen << m_table.model()->index(m_table.rowAt(0), 0).data().toString();
        return false;
    }

private:
    DataTable& m_table;
    QStringList m_seen;
};

/// A shown table over a hundred thousand rows whose first page is at hand.
struct LongTable {
    tests::FakeList list{100'000};
    PagedTableModel<tests::Row> model{
        {Column<tests::Row>([] { return QStringLiteral("id"); }, Qt::AlignRight,
                            [](const tests::Row& row) { return QString::number(row.id); })},
        list.source()};
    DataTable table{QStringLiteral("test.long"), {}};
    Paints paints{table};

    LongTable() {
        table.resize(300, 400);
        table.setModel(&model);
        table.show();
        model.restart();
        list.answerAll();
        QTest::qWait(20);
        paints.take();
    }
    void jumpTo(int row) { table.verticalScrollBar()->setValue(row); }
};
} // namespace

class TableTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
private Q_SLOTS:
    void initTestCase() {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    }
    void amountsStandRightWithFiguresOfOneWidth() {
        auto* model = modelOf({{QStringLiteral("张三"), 123'456'789}}, this);
        const QModelIndex cell = model->index(0, 1);
        QCOMPARE(cell.data().toString(), QStringLiteral("1,234,567.89"));
        QVERIFY(cell.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
        QFont font;
        font.setFamilies({QStringLiteral("Noto Sans CJK SC")});
        const QFontMetrics metrics(font);
        for (char digit = '0'; digit <= '9'; ++digit)
            QCOMPARE(metrics.horizontalAdvance(QLatin1Char(digit)), metrics.horizontalAdvance(QLatin1Char('0')));
    }
    void copiesTheSelectionWithTitlesAndTabs() {
        DataTable table(QStringLiteral("test.copy"), {});
        table.setModel(
            modelOf({{QStringLiteral("A\tB"), 100}, {QStringLiteral("C"), 200}, {QStringLiteral("D"), 300}}, this));
        table.selectRow(0);
        table.selectionModel()->select(table.model()->index(2, 0),
                                       QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QCOMPARE(table.selectionAsTsv(), QStringLiteral("Payee\tAmount\nA B\t1.00\nD\t3.00"));
    }
    void cellsAreSafeInASpreadsheet_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cell");
        QTest::newRow("formula") << "=1+1" << "'=1+1";
        QTest::newRow("at") << "@SUM(A1)" << "'@SUM(A1)";
        QTest::newRow("command") << "-cmd|' /C calc'!A0" << "'-cmd|' /C calc'!A0";
        QTest::newRow("negative amount stays a number") << "-1,234.50" << "\"-1,234.50\"";
        QTest::newRow("quotes") << "a \"b\", c" << "\"a \"\"b\"\", c\"";
        QTest::newRow("plain") << "张三" << "张三";
        QTest::newRow("empty") << "" << "";
    }
    void cellsAreSafeInASpreadsheet() {
        QFETCH(QString, text);
        QFETCH(QString, cell);
        QCOMPARE(csvCell(text), cell);
    }
    void exportsWhatIsShownWithFilterAndCount() {
        const QString path = m_folder.filePath(QStringLiteral("list.csv"));
        auto* model = modelOf({{QStringLiteral("=evil"), -5}, {QStringLiteral("李四"), 100}}, this);
        auto* job =
            new CsvExport(model, path, QStringLiteral("waiting, today"), std::make_shared<desk::Progress>(), this);
        QSignalSpy finished(job, &CsvExport::finished);
        QVERIFY(finished.wait());
        QCOMPARE(finished.front().at(0).toLongLong(), 2);
        QCOMPARE(finished.front().at(1).toString(), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split(QStringLiteral("\r\n"));
        QVERIFY(lines.at(0).endsWith(QStringLiteral("Filter: waiting, today\"")));
        QVERIFY(lines.at(1).contains(QLatin1Char('2')));
        QCOMPARE(lines.at(2), QStringLiteral("Payee,Amount"));
        QCOMPARE(lines.at(3), QStringLiteral("'=evil,-0.05"));
        QCOMPARE(lines.at(4), QStringLiteral("李四,1.00"));
    }
    void aFileThatCannotBeWrittenIsSaid() {
        auto* job = new CsvExport(modelOf({{QStringLiteral("A"), 1}}, this),
                                  m_folder.filePath(QStringLiteral("no/such/list.csv")), {},
                                  std::make_shared<desk::Progress>(), this);
        QSignalSpy finished(job, &CsvExport::finished);
        QVERIFY(finished.wait());
        QVERIFY(!finished.front().at(1).toString().isEmpty());
    }

    void aJumpIsPaintedOnceAndWithItsRows() {
        LongTable at;
        at.jumpTo(51'200);
        QCoreApplication::processEvents();
        QCOMPARE(at.paints.take(), QStringList()); // the old picture stays
        QCOMPARE(at.list.waiting(), size_t(1));    // and its rows are asked for without a paint
        at.list.answerAll();
        QCOMPARE(at.paints.take(), QStringList{QStringLiteral("51201")});
        at.jumpTo(51'210); // at hand: at once
        QCoreApplication::processEvents();
        QCOMPARE(at.paints.take(), QStringList{QStringLiteral("51211")});
    }
    void aSlowAnswerDoesNotFreezeThePicture() {
        LongTable at;
        at.jumpTo(51'200);
        QTRY_VERIFY(at.paints.isAny());
        QCOMPARE(at.paints.take(), QStringList{QStringLiteral("…")});
        at.list.answerAll();
        QCOMPARE(at.paints.take(), QStringList{QStringLiteral("51201")});
    }
    void aFailedJumpDoesNotFreezeThePicture() {
        LongTable at;
        at.list.failing = true;
        at.jumpTo(51'200);
        at.list.answerOne();
        QCoreApplication::processEvents();
        QCOMPARE(at.paints.take(), QStringList{QStringLiteral("…")});
    }
    void aDraggedBarShowsSomethingOnItsWay() {
        LongTable at;
        for (int row = 1'000; row < 20'000; row += 300) {
            at.jumpTo(row);
            QTest::qWait(5);
        }
        QVERIFY(at.paints.isAny());
    }
};

QTEST_MAIN(TableTest)
#include "table_test.moc"
