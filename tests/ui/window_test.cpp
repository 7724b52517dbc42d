// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window over a real desk and database: sign in, every page, a batch from file to database, sign out.
//
// With PAYOUT_DEMO_DATABASE=URL and PAYOUT_PICTURES=FOLDER it also saves what a person of `payout-admin demo` sees.
#include "tests/flow/camt_builder.h"
#include "tests/ui/focus_walk.h"
#include "tests/ui/live_desk.h"
#include "tests/ui/live_window.h"
#include "ui/batch/import_batch_dialog.h"
#include "ui/batch/path_field.h"
#include "ui/shared/banner.h"
#include "ui/shared/reason_dialog.h"
#include "ui/shell/status_strip.h"
#include "ui/statement/import_statement_dialog.h"
#include "ui/today/channel_switches.h"
#include "ui/today/stop_dialog.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace payout::ui {

using support::must;

namespace {

using World = LiveWorld;
const QString password = livePassword;

ActionButton* switchOf(QWidget& window) {
    for (ActionButton* each : window.findChildren<ActionButton*>())
        if (each->objectName().startsWith(QStringLiteral("switch."))) return each;
    return nullptr;
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    }

    void aWrongPasswordIsSaidAndNothingOpens() {
        World world;
        LiveWindow desk(world.temp->url());
        desk.signIn(QStringLiteral("maker"), QStringLiteral("not the password"));
        auto* banner = desk.window.findChild<SignInPage*>()->findChild<Banner*>();
        QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 20'000);
        QVERIFY2(banner->text().contains(QStringLiteral("name or the password")), qPrintable(banner->text()));
        QVERIFY(!desk.isSignedIn());
    }

    /// Without a click: a name, Tab, a password, Enter.
    void typingBeginsInTheName() {
        World world;
        LiveWindow desk(world.temp->url());
        QVERIFY(desk.window.focusWidget() != nullptr);
        QCOMPARE(desk.window.focusWidget()->objectName(), QStringLiteral("signIn.name"));
    }

    void everyPageOpensAndLanguagesSwitch() {
        World world;
        LiveWindow desk(world.temp->url());
        desk.signIn(QStringLiteral("maker"), password);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), 20'000);
        QCOMPARE(desk.window.findChildren<Page*>().size(), 1); // the others are made on their first visit
        for (int page = 0; page < desk.window.pageCount(); ++page) {
            QTest::keyClick(&desk.window, Qt::Key(int(Qt::Key_1) + page), Qt::ControlModifier);
            QTest::qWait(200);
        }
        QCOMPARE(desk.window.findChildren<Page*>().size(), desk.window.pageCount());
        QTest::keyClick(&desk.window, Qt::Key_F5);
        desk.language.use(Language::Chinese);
        QTest::qWait(100);
        QCOMPARE(desk.window.windowTitle(), QStringLiteral("出款 · 出款台"));
        desk.language.use(Language::English);
        QTest::qWait(100);
        QCOMPARE(desk.window.windowTitle(), QStringLiteral("Dispatch · Payout Desk"));
    }

    /// By the keyboard alone and for a reader of screens: every page, every tab of it, full and in both languages.
    void everyStopHasANameAndTabGoesRound() {
        World world;
        fill(world);
        LiveWindow desk(world.temp->url());
        QCOMPARE(nameless(&desk.window), QString());
        QCOMPARE(tabProblems(&desk.window), QString());
        desk.signIn(QStringLiteral("maker"), password);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), 20'000);
        choosePages(desk);
        if (QTest::currentTestFailed()) return;
        for (const Language language : {Language::English, Language::Chinese}) {
            desk.language.use(language);
            for (int page = 0; page < desk.window.pageCount(); ++page) {
                toPage(desk, page);
                for (QTabWidget* tabs : desk.window.findChildren<QTabWidget*>())
                    for (int tab = 0; tabs->isVisible() && tab < tabs->count(); ++tab) {
                        tabs->setCurrentIndex(tab);
                        QCOMPARE(nameless(&desk.window), QString());
                        QCOMPARE(tabProblems(&desk.window), QString());
                        if (tab + 1 == tabs->count()) tabs->setCurrentIndex(0);
                    }
                QCOMPARE(nameless(&desk.window), QString());
                QCOMPARE(tabProblems(&desk.window), QString());
                QCOMPARE(tabProblems(&desk.window, Qt::ShiftModifier), QString());
            }
        }
    }

    void dialogsAreNamedAndLeftByEscape() {
        World world;
        fill(world);
        LiveWindow desk(world.temp->url());
        desk.signIn(QStringLiteral("maker"), password);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), 20'000);
        QTRY_VERIFY(switchOf(desk.window) != nullptr);
        choosePages(desk);
        if (QTest::currentTestFailed()) return;
        for (const Language language : {Language::English, Language::Chinese}) {
            desk.language.use(language);
            desk.window.openImportBatch();
            goOver<ImportBatchDialog>(desk);
            if (QTest::currentTestFailed()) return;
            desk.window.openImportStatement();
            goOver<ImportStatementDialog>(desk);
            if (QTest::currentTestFailed()) return;
            desk.window.showPage(0);
            switchOf(desk.window)->click();
            goOver<StopDialog>(desk);
            if (QTest::currentTestFailed()) return;
        }
        desk.language.use(Language::English);
        desk.window.showPage(3);
        QTRY_VERIFY(button(&desk.window, QStringLiteral("Accept")) != nullptr);
        ActionButton* accept = button(&desk.window, QStringLiteral("Accept"));
        QTRY_VERIFY2(accept->isEnabled(), qPrintable(accept->toolTip()));
        accept->click();
        goOver<ReasonDialog>(desk);
    }

    void signingOutTakesThePagesAway() {
        World world;
        LiveWindow desk(world.temp->url());
        desk.signIn(QStringLiteral("maker"), password);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), 20'000);
        desk.window.openImportBatch();
        Q_EMIT desk.window.findChild<StatusStrip*>()->signOutAsked();
        QTRY_VERIFY(!desk.isSignedIn());
        QTRY_VERIFY(desk.window.findChildren<Page*>().isEmpty());
        QVERIFY(desk.window.findChild<ImportBatchDialog*>() == nullptr);
        QVERIFY(desk.window.findChild<SignInPage*>()->isVisible());
    }

    void aBatchIsLookedAtAndThenImportedOnce() {
        World world;
        LiveWindow desk(world.temp->url());
        desk.signIn(QStringLiteral("maker"), password);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), 20'000);
        const auto before = world.flow.number("SELECT COUNT(*) FROM instruction");
        desk.window.openImportBatch();
        auto* dialog = desk.window.findChild<ImportBatchDialog*>();
        QVERIFY(dialog != nullptr);
        QVERIFY(dialog->cancel()->isDefault());
        const QList<QComboBox*> boxes = dialog->findChildren<QComboBox*>();
        QTRY_VERIFY(boxes.at(0)->count() > 0 && boxes.at(1)->count() > 0);
        boxes.at(0)->setCurrentIndex(0);
        boxes.at(1)->setCurrentIndex(0);
        for (QLineEdit* field : dialog->findChildren<QLineEdit*>())
            if (field->validator() != nullptr) field->setText(QStringLiteral("W-1"));
        dialog->file()->setPath(fileWith("A-1,张三,6222021234567890128,1234.505\n"));
        QTRY_VERIFY(!dialog->action()->isEnabled() && dialog->action()->toolTip().contains(QStringLiteral("errors")));
        QCOMPARE(world.flow.number("SELECT COUNT(*) FROM instruction"), before); // looking stores nothing
        dialog->file()->setPath(fileWith("A-1,张三,6222021234567890128,12.50\n"));
        QTRY_VERIFY2(dialog->action()->isEnabled(), qPrintable(dialog->action()->toolTip()));
        QSignalSpy happened(dialog, &TokenDialog::happened);
        QTest::mouseDClick(dialog->action(), Qt::LeftButton);
        QTest::mouseClick(dialog->action(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(happened.count(), 1, 20'000);
        QCOMPARE(world.flow.number("SELECT COUNT(*) FROM instruction"), before + 1);
    }

    void aChannelIsStoppedWithAReason() {
        World world;
        LiveWindow desk(world.temp->url());
        desk.signIn(QStringLiteral("maker"), password);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), 20'000);
        QTRY_VERIFY(switchOf(desk.window) != nullptr);
        switchOf(desk.window)->click();
        auto* dialog = desk.window.findChild<StopDialog*>();
        QVERIFY(dialog != nullptr);
        QVERIFY(!dialog->action()->isEnabled()); // a reason is missing
        dialog->findChild<QLineEdit*>()->setText(QStringLiteral("paid twice?"));
        QVERIFY(dialog->action()->isEnabled());
        dialog->action()->click();
        QTRY_VERIFY(switchOf(desk.window)->text().startsWith(QStringLiteral("Propose lifting")));
    }

    void picturesOfTheDemo() {
        const QString url = qEnvironmentVariable("PAYOUT_DEMO_DATABASE");
        const QString folder = qEnvironmentVariable("PAYOUT_PICTURES");
        if (url.isEmpty() || folder.isEmpty()) QSKIP("no PAYOUT_DEMO_DATABASE and PAYOUT_PICTURES");
        auto* app = qobject_cast<QApplication*>(QCoreApplication::instance());
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            applyTheme(*app, theme);
            LiveWindow desk(must(store::DatabaseUrl::parse(url)));
            desk.language.use(theme == Theme::Light ? Language::Chinese : Language::English);
            desk.signIn(QStringLiteral("supervisor"), password);
            QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), 20'000);
            for (int page = 0; page < desk.window.pageCount(); ++page) {
                desk.window.showPage(page);
                QTest::qWait(1'500);
                desk.window.grab().save(QStringLiteral("%1/window_%2_%3.png").arg(folder).arg(page).arg(int(theme)));
            }
        }
    }

private:
    /// Something to choose in every list: a batch like another one, an exception, a comparison, a doubted statement.
    void fill(World& world) {
        support::FlowWorld& flow = world.flow;
        flow.bank.act = support::BankAct::IgnoreSilently;
        flow.approvedBatch({8'800, 9'900});
        flow.sendAll();
        flow.passTime(std::chrono::hours(2));
        flow.askAll();
        for (const char* name : {"A", "B"}) {
            auto rows = support::PayoutFixture::rows(QStringLiteral("A"), 12);
            for (support::FixtureRow& row : rows) row.ref += QLatin1String(name);
            flow.fixture.addPendingBatch(flow.merchant, rows);
        }
        support::CamtBuilder doubted;
        doubted.wholeDay(BusinessDate{20'261'118}).entries = {{{}, 10'000, BusinessDate{20'261'118}}};
        const QString path = support::writeBankFile(m_folder.path(), QStringLiteral("doubted.xml"), doubted.text());
        must(statement::loadStatement(
            flow.connection(),
            {flow.channel, path, statement::Loader::byHand(flow.fixture.actor(flow.fixture.operatorPerson())), {}}));
        flow.coverThrough(flow.now());
    }
    static void toPage(LiveWindow& desk, int page) {
        QTest::keyClick(&desk.window, Qt::Key(int(Qt::Key_1) + page), Qt::ControlModifier);
        QTest::qWait(50);
    }
    /// The first row of every list and a comparison sheet are in sight.
    static void choosePages(LiveWindow& desk) {
        toPage(desk, 1);
        chooseFirst(&desk.window, QStringLiteral("approval.batches"));
        toPage(desk, 2);
        chooseFirst(&desk.window, QStringLiteral("exception.queue"));
        toPage(desk, 3);
        ActionButton* run = button(&desk.window, QStringLiteral("Run comparison"));
        QTRY_VERIFY2(run->isEnabled(), qPrintable(run->toolTip()));
        run->click();
        QTRY_VERIFY(desk.window.findChild<DataTable*>(QStringLiteral("comparison.lines"))->model()->rowCount() > 0);
        chooseFirst(&desk.window, QStringLiteral("comparison.statements"));
    }
    template <class Dialog> static void goOver(LiveWindow& desk) {
        auto* dialog = desk.window.findChild<Dialog*>();
        QVERIFY(dialog != nullptr);
        QTRY_VERIFY(dialog->isVisible());
        QTest::qWait(100); // its choices come
        QCOMPARE(nameless(dialog), QString());
        QCOMPARE(tabProblems(dialog), QString());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(desk.window.findChild<Dialog*>() == nullptr);
    }
    QString fileWith(const QByteArray& rows) {
        static int number = 0;
        QFile file(m_folder.filePath(QStringLiteral("batch%1.csv").arg(++number)));
        if (!file.open(QIODevice::WriteOnly)) return {};
        const QByteArray amount = rows.mid(rows.lastIndexOf(',') + 1).trimmed();
        file.write("#CONTROL,1," + (amount.endsWith("505") ? QByteArray("1234.50") : amount) +
                   "\nmerchant_row_ref,payee_name,payee_account,amount\n" + rows);
        return file.fileName();
    }
};

} // namespace payout::ui

QTEST_MAIN(payout::ui::WindowTest)
#include "window_test.moc"
