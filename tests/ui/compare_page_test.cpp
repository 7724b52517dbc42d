// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison screen: identities with both sides, every critical class impossible to overlook, the differing field
// marked, two different signatures, and paper that shows the same as the screen (spec 0.5, R32, R50).
#include "tests/ui/screen_reading.h"
#include "tests/ui/screen_samples.h"
#include "ui/comparison/cut_grid_view.h"
#include "ui/comparison/sheet_lines.h"
#include "ui/comparison/sheet_paper.h"
#include "ui/comparison/sheet_text.h"
#include "ui/comparison/sheet_view.h"
#include "ui/comparison/statements_view.h"
#include "ui/shared/data_table.h"
#include "ui/text/comparison_text.h"

#include <QFile>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

namespace payout::ui {

using rules::Refusal;
using rules::Role;

class ComparePageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { beginScreens(); }
    void exactIdentitiesAreMarkedExact();
    void brokenIdentityIsMarkedAndCannotBeSigned();
    void identityIsComputedAgainNotBelieved();
    void criticalClassesAlarm_data();
    void criticalClassesAlarm();
    void quietSheetDoesNotAlarm();
    void criticalLinesComeFirst();
    void differingFieldIsMarked_data();
    void differingFieldIsMarked();
    void signaturesAreOfTwoPeople();
    void signingWithOpenDifferencesSaysSo();
    void gridSaysEveryCutInWords();
    void gridKeepsTheChosenCut();
    void csvShowsWhatTheScreenShows();
    void csvIsSafeInASpreadsheet();
    void pdfIsWrittenWithSignatureLines();
    void noAccountNumberIsUnmasked();
    void chineseScreenHasNoEnglishLeft();
};

namespace {

DatabaseNow clock() {
    return [] { return sample::now(); };
}

QStringList textsOf(const desk::Sheet& sheet) {
    SheetView view(clock());
    view.setSheet(sheet);
    display(&view, {1000, 640});
    QStringList texts = visibleTexts(&view);
    auto* tabs = view.findChild<QTabWidget*>();
    for (int tab = 1; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        texts += visibleTexts(&view);
    }
    return texts;
}

std::optional<Refusal> refusalOf(const desk::Sheet& sheet, const desk::SignedIn& person) {
    const std::optional<Error> error = signRefusal(sheet, person);
    return error ? rules::refusalOf(*error) : std::nullopt;
}

} // namespace

void ComparePageTest::exactIdentitiesAreMarkedExact() {
    const auto lines = SheetText::identities(sample::sheet().identities);
    QCOMPARE(lines.size(), std::size_t(3));
    for (const IdentityLine& line : lines) {
        QVERIFY(line.exact);
        QCOMPARE(line.left, line.right);
    }
    QCOMPARE(lines[0].how, QStringLiteral("2 + 121 − 120 − 0"));
    QVERIFY(isExact(sample::sheet()));
}

void ComparePageTest::brokenIdentityIsMarkedAndCannotBeSigned() {
    desk::Sheet sheet = sample::sheet();
    sheet.identities.bankExact = false;
    sheet.identities.classedMinor -= 1;
    QVERIFY(!SheetText::identities(sheet.identities)[2].exact);
    QVERIFY(textsOf(sheet).contains(QStringLiteral("≠ ") + SheetText::exactMark(false)));
    QCOMPARE(refusalOf(sheet, sample::person(QStringLiteral("运营03"), {Role::Operator})), Refusal::IdentityBroken);
}

void ComparePageTest::identityIsComputedAgainNotBelieved() {
    desk::Sheet sheet = sample::sheet();
    sheet.identities.closeMinor += 1; // the flag still claims that it is exact
    QVERIFY(!SheetText::identities(sheet.identities)[1].exact);
    QVERIFY(!isExact(sheet));
}

void ComparePageTest::criticalClassesAlarm_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"BANK_ONLY", "DOUBLE_PAID", "PAID_AFTER_RETURNED", "AMOUNT_DIFF", "PAYEE_DIFF"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void ComparePageTest::criticalClassesAlarm() {
    QFETCH(QString, name);
    desk::Sheet sheet = sample::sheet();
    sheet.classes = {{name, 1, 8'800, 9'900, true}};
    sheet.criticalCount = 1;
    SheetView view(clock());
    view.setSheet(sheet);
    display(&view, {1000, 640});
    QVERIFY(view.alarms());
    QVERIFY(SheetText::critical(sheet).contains(className(name)));
    const QStringList texts = visibleTexts(&view);
    QVERIFY(texts.contains(SheetText::critical(sheet)));
    QVERIFY(texts.contains(QStringLiteral("⚠ ") + className(name)));
}

void ComparePageTest::quietSheetDoesNotAlarm() {
    SheetView view(clock());
    view.setSheet(sample::sheet());
    display(&view, {1000, 640});
    QVERIFY(!view.alarms());
    QVERIFY(!visibleTexts(&view).join(u'\n').contains(QStringLiteral("⚠")));
    view.setSheet(sample::criticalSheet());
    QVERIFY(view.alarms());
}

void ComparePageTest::criticalLinesComeFirst() {
    const auto lines = criticalFirst(sample::criticalSheet().notMatched);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) QVERIFY(lines[i].critical);
    QVERIFY(!lines.back().critical);
    QCOMPARE(lines.front().className, QStringLiteral("BANK_ONLY")); // the sheet's order within
}

void ComparePageTest::differingFieldIsMarked_data() {
    QTest::addColumn<QString>("differs");
    QTest::addColumn<QList<int>>("columns");
    QTest::newRow("amount") << QStringLiteral("amount") << QList<int>{2, 3};
    QTest::newRow("payee") << QStringLiteral("payee") << QList<int>{6, 7};
    QTest::newRow("state") << QStringLiteral("state") << QList<int>{1};
    QTest::newRow("date") << QStringLiteral("date") << QList<int>{4};
    QTest::newRow("nothing") << QString() << QList<int>{};
}

void ComparePageTest::differingFieldIsMarked() {
    QFETCH(QString, differs);
    QFETCH(QList<int>, columns);
    const desk::SheetLine line = sample::line(QStringLiteral("AMOUNT_DIFF"), differs, true);
    const auto all = SheetLines::columns(clock());
    QList<int> marked;
    for (int column = 0; column < int(all.size()); ++column)
        if (all[std::size_t(column)].text(line).startsWith(QStringLiteral("≠"))) marked << column;
    QCOMPARE(marked, columns);
    for (const int column : columns) QCOMPARE(all[std::size_t(column)].tone(line), Tone::Critical);
}

void ComparePageTest::signaturesAreOfTwoPeople() {
    desk::Sheet sheet = sample::sheet();
    const desk::SignedIn preparer = sample::person(QStringLiteral("运营03"), {Role::Operator});
    const desk::SignedIn reviewer = sample::person(QStringLiteral("主管04"), {Role::Supervisor});
    QCOMPARE(refusalOf(sheet, preparer), std::nullopt);
    QCOMPARE(refusalOf(sheet, sample::person(QStringLiteral("结算01"), {Role::Clerk})), Refusal::RoleMissing);
    sheet.state = QStringLiteral("PREPARED");
    sheet.preparedBy = preparer.actor.login;
    sheet.preparedAt = sample::at(11, 50);
    QCOMPARE(refusalOf(sheet, preparer), Refusal::MakerIsChecker);
    QCOMPARE(refusalOf(sheet, reviewer), std::nullopt);
    sheet.state = QStringLiteral("SIGNED");
    QCOMPARE(refusalOf(sheet, reviewer), Refusal::SheetSigned);
}

void ComparePageTest::signingWithOpenDifferencesSaysSo() {
    const Speaking english(QStringLiteral("en"));
    QVERIFY(english.isLoaded());
    QCOMPARE(SheetText::signedAlthough(sample::sheet()), QString());
    QCOMPARE(SheetText::signedAlthough(sample::criticalSheet()),
             QStringLiteral("You sign although 6 critical differences and 495.00 unexplained are still there."));
}

void ComparePageTest::gridSaysEveryCutInWords() {
    CutGridView grid;
    grid.setCuts(sample::cuts(), sample::now());
    display(&grid, {800, 140});
    QCOMPARE(grid.rowCount(), 2);
    QCOMPARE(grid.columnCount(), 3);
    for (int row = 0; row < 2; ++row)
        for (int column = 0; column < 3; ++column) QVERIFY(!grid.item(row, column)->text().isEmpty());
    QVERIFY(grid.item(0, 0)->text().contains(QStringLiteral("6")));
    QVERIFY(grid.item(0, 0)->text().contains(QStringLiteral("495.00")));
    QCOMPARE(grid.verticalHeaderItem(1)->text(), QStringLiteral("工商银行"));
}

void ComparePageTest::gridKeepsTheChosenCut() {
    CutGridView grid;
    grid.setCuts(sample::cuts(), sample::now());
    display(&grid, {800, 140});
    QSignalSpy chosen(&grid, &CutGridView::chosenChanged);
    grid.setCurrentCell(1, 1);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(grid.chosen()->cutAt, sample::at(15, 0));
    grid.setCuts(sample::cuts(), sample::now());
    QCOMPARE(grid.chosen()->channel, ChannelId(2));
    QCOMPARE(grid.chosen()->cutAt, sample::at(15, 0));
    QTest::keyClick(&grid, Qt::Key_Left);
    QCOMPARE(grid.chosen()->cutAt, sample::at(11, 0));
}

void ComparePageTest::csvShowsWhatTheScreenShows() {
    const desk::Sheet sheet = sample::criticalSheet();
    const QString csv = QString::fromUtf8(SheetPaper::csv(sheet, sample::now()));
    QVERIFY(csv.contains(sheet.hash));
    QVERIFY(csv.contains(QStringLiteral("≠ 99.00")));
    QCOMPARE(csv.count(QStringLiteral("PD1122A17")), qsizetype(sheet.notMatched.size()));
    for (const desk::ClassTotal& total : sheet.classes) QVERIFY(csv.contains(className(total.className)));
}

void ComparePageTest::csvIsSafeInASpreadsheet() {
    desk::Sheet sheet = sample::sheet();
    sheet.notMatched.front().payeeName = QStringLiteral("=cmd()");
    QVERIFY(SheetPaper::csv(sheet, sample::now()).contains("'=cmd()"));
}

void ComparePageTest::pdfIsWrittenWithSignatureLines() {
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("sheet.pdf"));
    QVERIFY(SheetPaper::writePdf(sample::criticalSheet(), sample::now(), path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("%PDF"));
    QCOMPARE(SheetPaper::html(sample::criticalSheet(), sample::now()).count(QStringLiteral("______")) > 2, true);
    const Done nowhere =
        SheetPaper::writePdf(sample::sheet(), sample::now(), folder.filePath(QStringLiteral("no/x.pdf")));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().code, QStringLiteral("FileNotWritten"));
    if (const QString pictures = qEnvironmentVariable("PAYOUT_PICTURES"); !pictures.isEmpty()) {
        const Speaking chinese(QStringLiteral("zh_CN"));
        QVERIFY(SheetPaper::writePdf(sample::criticalSheet(), sample::now(), pictures + QStringLiteral("/sheet.pdf")));
    }
}

void ComparePageTest::noAccountNumberIsUnmasked() {
    const QStringList texts = textsOf(sample::criticalSheet());
    QVERIFY(texts.join(u' ').contains(QStringLiteral("6217********0017")));
    QCOMPARE(unmasked(texts), QStringList());
    QCOMPARE(unmasked({SheetPaper::html(sample::criticalSheet(), sample::now()).remove(sample::criticalSheet().hash)}),
             QStringList());
}

void ComparePageTest::chineseScreenHasNoEnglishLeft() {
    const Speaking chinese(QStringLiteral("zh_CN"));
    QVERIFY(chinese.isLoaded());
    QStringList data{QStringLiteral("PD1122A17"), QStringLiteral("F20261122")};
    const QString hash = sample::sheet().hash;
    for (qsizetype i = 0; i < hash.size(); i += 8) data << hash.mid(i, 8);
    QCOMPARE(latinLeft(textsOf(sample::criticalSheet()), data).join(u'\n'), QString());
    CutGridView grid;
    grid.setCuts(sample::cuts(), sample::now());
    display(&grid, {900, 140});
    QCOMPARE(latinLeft(visibleTexts(&grid)).join(u'\n'), QString());
    picture(&grid, QStringLiteral("compare_grid_zh"));
    StatementsView statements(clock());
    statements.setStatements(sample::statements());
    display(&statements, {1000, 240});
    QCOMPARE(latinLeft(visibleTexts(&statements)).join(u'\n'), QString());
    picture(&statements, QStringLiteral("statements_zh"));
    SheetView view(clock());
    view.setSheet(sample::criticalSheet());
    display(&view, {1080, 640});
    picture(&view, QStringLiteral("sheet_zh"));
    view.findChild<QTabWidget*>()->setCurrentIndex(1);
    picture(&view, QStringLiteral("sheet_lines_zh"));
}

} // namespace payout::ui

QTEST_MAIN(payout::ui::ComparePageTest)
#include "compare_page_test.moc"
