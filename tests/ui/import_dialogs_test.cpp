// SPDX-License-Identifier: GPL-3.0-or-later
// A person brings a file: a bank's statement that is proven, doubted, or was there before; and Stop while a large
// payout file is read in. What the window says is what the database holds.
#include "tests/flow/camt_builder.h"
#include "tests/ui/live_desk.h"
#include "ui/batch/import_batch_dialog.h"
#include "ui/batch/path_field.h"
#include "ui/comparison/comparison_page.h"
#include "ui/shared/reason_dialog.h"
#include "ui/statement/import_statement_dialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

namespace payout::ui {

using support::CamtBuilder;

namespace {

constexpr BusinessDate day{20'261'118};
constexpr int longWork = 60'000; ///< milliseconds that a large file may take

QString said(QWidget* widget) { return visibleTexts(widget).join(u'\n'); }

/// The channel is there, the file is chosen, the button is alive.
void choose(ImportStatementDialog& dialog, const QString& path) {
    auto* channels = dialog.findChild<QComboBox*>();
    QTRY_COMPARE(channels->count(), 1); // and the only one is chosen
    QVERIFY(!dialog.action()->isEnabled());
    dialog.file()->setPath(path);
    QTRY_VERIFY2(dialog.action()->isEnabled(), qPrintable(dialog.action()->toolTip()));
}

/// Presses the button and waits for the answer.
void import(ImportStatementDialog& dialog) {
    QTest::mouseClick(dialog.action(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.submission()->state() == Submission::State::Done ||
                                 dialog.submission()->state() == Submission::State::Failed,
                             20'000);
}

} // namespace

class ImportDialogsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aProvenStatementIsLoadedOnce_data() { support::addEngineRows(); }
    void aProvenStatementIsLoadedOnce();
    void cancelStoresNothing();
    void aDoubtedStatementWaitsUntilItIsAccepted_data() { support::addEngineRows(); }
    void aDoubtedStatementWaitsUntilItIsAccepted();
    void whatIsNoStatementIsRefused();
    void stopDuringABatchImportStoresNothing_data() { support::addEngineRows(); }
    void stopDuringABatchImportStoresNothing();

private:
    QString largeBatch(int rows);
    QTemporaryDir m_folder;
};

void ImportDialogsTest::initTestCase() {
    beginScreens();
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
}

void ImportDialogsTest::aProvenStatementIsLoadedOnce() {
    QFETCH(const store::Engine, engine);
    const Speaking english(QStringLiteral("en"));
    LiveDesk live(engine);
    const PayoutId payout = live.world.approvedBatch({10'000}).front();
    live.world.sendAll();
    CamtBuilder file;
    file.openingMinor = 50'000'000;
    file.closingMinor = 49'990'000;
    file.wholeDay(day).entries = {{live.world.orderNoOf(payout), 10'000, day}};
    const QString path = support::writeBankFile(m_folder.path(), QStringLiteral("proven.xml"), file.text());
    DeskContext& desk = live.as(live.world.fixture.operatorPerson());
    {
        ImportStatementDialog dialog(desk, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        display(&dialog, {700, 400});
        choose(dialog, path);
        QVERIFY(dialog.cancel()->isDefault());
        QCOMPARE(live.world.number("SELECT COUNT(*) FROM statement_file"), 0); // choosing stores nothing
        import(dialog);
        QTRY_VERIFY2(said(&dialog).contains(QStringLiteral("It confirmed 1 payout as paid.")),
                     qPrintable(said(&dialog)));
        QVERIFY2(said(&dialog).contains(QStringLiteral("1 line: Loaded")), qPrintable(said(&dialog)));
        QVERIFY(said(&dialog).contains(QStringLiteral("Balances add up")));
        QVERIFY(said(&dialog).contains(QStringLiteral("No incident was opened.")));
        QVERIFY(!dialog.action()->isVisible()); // done, not to be pressed again
        picture(&dialog, QStringLiteral("import_statement_loaded_en"));
    }
    QCOMPARE(live.world.text("SELECT state FROM statement_file"), QStringLiteral("LOADED"));
    QCOMPARE(live.world.stateOf(payout), QStringLiteral("SUCCESS"));
    const std::int64_t entries = live.world.number("SELECT COUNT(*) FROM journal_entry");

    ImportStatementDialog again(desk, nullptr);
    again.setAttribute(Qt::WA_DeleteOnClose, false);
    display(&again, {700, 400});
    choose(again, path);
    import(again);
    QVERIFY2(said(&again).contains(QStringLiteral("This statement was loaded before. Nothing was changed.")),
             qPrintable(said(&again)));
    QCOMPARE(live.world.number("SELECT COUNT(*) FROM statement_file"), 1);
    QCOMPARE(live.world.number("SELECT COUNT(*) FROM journal_entry"), entries);
    QCOMPARE(live.world.bookProblems(), QString());
}

void ImportDialogsTest::cancelStoresNothing() {
    const Speaking english(QStringLiteral("en"));
    LiveDesk live;
    static_cast<void>(live.world.fixture.channel());
    CamtBuilder file;
    file.wholeDay(day).entries = {{{}, 10'000, day}};
    const QString path = support::writeBankFile(m_folder.path(), QStringLiteral("cancelled.xml"), file.text());
    ImportStatementDialog dialog(live.as(live.world.fixture.operatorPerson()), nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    display(&dialog, {700, 400});
    choose(dialog, path);
    QTest::mouseClick(dialog.cancel(), Qt::LeftButton);
    QTRY_VERIFY(!dialog.isVisible());
    QCOMPARE(live.world.number("SELECT COUNT(*) FROM statement_file"), 0);
}

// Nothing proves the file: it says so, counts nowhere, and counts only once a supervisor who did not bring it accepts
// it with a reason.
void ImportDialogsTest::aDoubtedStatementWaitsUntilItIsAccepted() {
    QFETCH(const store::Engine, engine);
    const Speaking english(QStringLiteral("en"));
    LiveDesk live(engine);
    live.world.bank.act = support::BankAct::IgnoreSilently;
    const PayoutId payout = live.world.approvedBatch({10'000}).front();
    live.world.sendAll();
    CamtBuilder file;
    file.openingMinor = 50'000'000;
    file.closingMinor = 49'980'000; // another 100.00 went, and no line says where
    file.wholeDay(day).entries = {{live.world.orderNoOf(payout), 10'000, day}};
    const QString path = support::writeBankFile(m_folder.path(), QStringLiteral("doubted.xml"), file.text());
    {
        ImportStatementDialog dialog(live.as(live.world.fixture.operatorPerson()), nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        display(&dialog, {700, 400});
        choose(dialog, path);
        import(dialog);
        QTRY_VERIFY2(said(&dialog).contains(QStringLiteral("In quarantine")), qPrintable(said(&dialog)));
        QVERIFY2(said(&dialog).contains(QStringLiteral("The file is kept in quarantine. It confirms nothing yet.")),
                 qPrintable(said(&dialog)));
        QVERIFY2(said(&dialog).contains(QStringLiteral("the difference is -100.00")), qPrintable(said(&dialog)));
        QVERIFY(
            said(&dialog).contains(QStringLiteral("It confirms nothing until a supervisor accepts it with a reason")));
        picture(&dialog, QStringLiteral("import_statement_doubted_en"));
    }
    QCOMPARE(live.world.text("SELECT state FROM statement_file"), QStringLiteral("QUARANTINED"));
    QVERIFY(live.world.stateOf(payout) != QStringLiteral("SUCCESS"));

    ComparisonPage page(live.as(live.world.fixture.supervisor()));
    display(&page, smallScreen);
    page.findChild<QTabWidget*>()->setCurrentIndex(1);
    chooseFirst(&page, QStringLiteral("comparison.statements"));
    ActionButton* accept = button(&page, QStringLiteral("Accept"));
    QTRY_VERIFY2(accept->isEnabled(), qPrintable(accept->toolTip()));
    QTest::mouseClick(accept, Qt::LeftButton);
    auto* dialog = dialogOf<ReasonDialog>(&page);
    QVERIFY(dialog != nullptr);
    QVERIFY(!dialog->action()->isEnabled()); // no reason yet
    QTest::keyClicks(dialog->findChild<QPlainTextEdit*>(), QStringLiteral("the bank confirmed it by telephone"));
    QTRY_VERIFY(dialog->action()->isEnabled());
    QTest::mouseClick(dialog->action(), Qt::LeftButton);
    QTRY_COMPARE(dialog->submission()->state(), Submission::State::Done);
    QVERIFY(said(dialog).contains(QStringLiteral("The statement is accepted; its lines count.")));
    dialog->close();
    QCOMPARE(live.world.text("SELECT f.state || '|' || p.login FROM statement_file f JOIN person p "
                             "ON p.id = f.accepted_by"),
             QStringLiteral("ACCEPTED|supervisor"));
    QCOMPARE(live.world.stateOf(payout), QStringLiteral("SUCCESS"));
    QTRY_VERIFY(!accept->isEnabled());
    QCOMPARE(live.world.bookProblems(), QString());
}

void ImportDialogsTest::whatIsNoStatementIsRefused() {
    const Speaking english(QStringLiteral("en"));
    LiveDesk live;
    static_cast<void>(live.world.fixture.channel());
    const QString path = support::writeBankFile(m_folder.path(), QStringLiteral("none.xml"), "<html>signed out</html>");
    ImportStatementDialog dialog(live.as(live.world.fixture.operatorPerson()), nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    display(&dialog, {700, 400});
    choose(dialog, path);
    import(dialog);
    QCOMPARE(dialog.submission()->state(), Submission::State::Failed);
    QCOMPARE(live.world.number("SELECT COUNT(*) FROM statement_file"), 0);
}

// Half of the rows are already in the transaction when a person stops it: none of them stays, and no money moved.
void ImportDialogsTest::stopDuringABatchImportStoresNothing() {
    QFETCH(const store::Engine, engine);
    const Speaking english(QStringLiteral("en"));
    LiveDesk live(engine);
    const MerchantId rich = live.world.fixture.addMerchant(QStringLiteral("RICH"), 100'000'000'000);
    const QString path = largeBatch(100'000);
    ImportBatchDialog dialog(live.as(live.world.fixture.clerk()), nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    display(&dialog, {980, 640});
    auto* merchants = dialog.findChild<QComboBox*>(QStringLiteral("batch.merchant"));
    QTRY_VERIFY(merchants->count() > 1);
    for (QComboBox* box : dialog.findChildren<QComboBox*>()) {
        QTRY_VERIFY(box->count() > 0);
        box->setCurrentIndex(0);
    }
    for (int at = 0; at < merchants->count(); ++at)
        if (merchants->itemText(at).contains(QStringLiteral("RICH"))) merchants->setCurrentIndex(at);
    dialog.findChild<QLineEdit*>(QStringLiteral("batch.number"))->setText(QStringLiteral("L-1"));
    dialog.file()->setPath(path);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.action()->isEnabled(), longWork);
    const auto rows = [&] {
        return live.world.number("SELECT COUNT(*) FROM instruction") + live.world.number("SELECT COUNT(*) FROM payout");
    };
    const std::int64_t before = rows();
    const std::int64_t entries = live.world.number("SELECT COUNT(*) FROM journal_entry");
    const std::int64_t balance = live.world.fixture.availableMinor(rich);
    QTest::mouseClick(dialog.action(), Qt::LeftButton);
    auto* bar = dialog.findChild<QProgressBar*>();
    QPushButton* stop = nullptr;
    for (QPushButton* each : dialog.findChildren<QPushButton*>())
        if (each->text() == u"Stop reading") stop = each;
    QVERIFY(stop != nullptr && stop->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(bar->maximum() > 0 && bar->value() > 0, longWork); // it is under way
    QCOMPARE(dialog.submission()->state(), Submission::State::Sending);
    QTest::mouseClick(stop, Qt::LeftButton);
    QVERIFY(!stop->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(!dialog.submission()->isBusy(), longWork);
    QCOMPARE(dialog.submission()->state(), Submission::State::Failed);
    QVERIFY2(said(&dialog).contains(QStringLiteral("Cancelled. Nothing was stored.")), qPrintable(said(&dialog)));
    QVERIFY(!bar->isVisible() && !stop->isVisible());
    QCOMPARE(rows(), before);
    QCOMPARE(live.world.number("SELECT COUNT(*) FROM journal_entry"), entries);
    QCOMPARE(live.world.fixture.availableMinor(rich), balance);
    QCOMPARE(live.world.bookProblems(), QString());
}

QString ImportDialogsTest::largeBatch(int rows) {
    QByteArray text = "merchant_row_ref,payee_name,payee_account,amount\n";
    qint64 total = 0;
    for (int row = 1; row <= rows; ++row) {
        total += 10'000 + row;
        text += "L-" + QByteArray::number(row) + ",张三,6222021234567890128," +
                formatPlain(Money{10'000 + row, Currency::cny()}).toLatin1() + '\n';
    }
    const QByteArray control =
        "#CONTROL," + QByteArray::number(rows) + ',' + formatPlain(Money{total, Currency::cny()}).toLatin1() + '\n';
    return support::writeBankFile(m_folder.path(), QStringLiteral("large.csv"), control + text);
}

} // namespace payout::ui

QTEST_MAIN(payout::ui::ImportDialogsTest)
#include "import_dialogs_test.moc"
