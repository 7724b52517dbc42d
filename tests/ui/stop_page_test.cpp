// SPDX-License-Identifier: GPL-3.0-or-later
// The stop switches as people meet them: one click and a reason stop everything, every page says so, two people lift
// it; and the list of the page Dispatch. With PAYOUT_PICTURES=FOLDER it saves what that looks like.
#include "tests/ui/live_desk.h"
#include "tests/ui/live_window.h"
#include "ui/dispatch/dispatch_page.h"
#include "ui/dispatch/stop_sending_dialogs.h"
#include "ui/shared/banner.h"
#include "ui/shell/status_strip.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace payout::ui {

namespace {

constexpr int dispatchPage = 4;

void savePicture(QWidget& of, const char* name) {
    const QString folder = qEnvironmentVariable("PAYOUT_PICTURES");
    if (!folder.isEmpty()) QVERIFY(of.grab().save(folder + u'/' + QLatin1String(name) + QStringLiteral(".png")));
}

Banner* bannerOf(LiveWindow& desk) { return desk.window.findChild<Banner*>(QStringLiteral("stop.banner")); }

template <class Dialog> Dialog* waitFor(QWidget* root) {
    Dialog* dialog = nullptr;
    for (int tries = 0; tries < 300 && (dialog == nullptr || !dialog->isVisible()); ++tries) {
        QTest::qWait(20);
        dialog = root->findChild<Dialog*>();
    }
    if (dialog == nullptr) qFatal("the dialog does not open");
    return dialog;
}

/// Presses the action and closes the dialog once it is done.
void act(TokenDialog* dialog) {
    QTRY_VERIFY2(dialog->action()->isEnabled(), qPrintable(dialog->action()->toolTip()));
    QTest::mouseClick(dialog->action(), Qt::LeftButton);
    QTRY_COMPARE(dialog->submission()->state(), Submission::State::Done);
    QTest::mouseClick(dialog->cancel(), Qt::LeftButton);
}

void signOver(LiveWindow& desk, const QString& login) {
    Q_EMIT desk.window.findChild<StatusStrip*>()->signOutAsked();
    QTRY_VERIFY(!desk.isSignedIn());
    QVERIFY(!bannerOf(desk)->isHidden());
    QVERIFY(!bannerOf(desk)->button()->isVisible()); // seen by everybody, lifted by nobody who is not signed in
    desk.signIn(login, livePassword);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), 20'000);
}

} // namespace

class StopPageTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    }

    void everythingIsStoppedByOneAndLiftedByTwo_data() { support::addEngineRows(); }
    void everythingIsStoppedByOneAndLiftedByTwo() {
        QFETCH(const store::Engine, engine);
        LiveWorld world(engine);
        world.flow.approvedBatch({10'000, 20'000});
        LiveWindow desk(world.temp->url());
        desk.signIn(QStringLiteral("maker"), livePassword);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), 20'000);
        QVERIFY(bannerOf(desk)->isHidden());
        auto* stop = desk.window.findChild<ActionButton*>(QStringLiteral("stop.all"));
        QVERIFY(stop != nullptr && !stop->accessibleName().isEmpty());
        savePicture(desk.window, "today-before-stop");
        QTest::mouseClick(stop, Qt::LeftButton);
        auto* dialog = waitFor<StopAllDialog>(&desk.window);
        QVERIFY(!dialog->action()->isEnabled()); // without a reason
        QTest::keyClicks(dialog->findChild<QPlainTextEdit*>(), QStringLiteral("a batch was sent twice"));
        savePicture(*dialog, "stop-all-dialog");
        act(dialog);
        QTRY_VERIFY(!bannerOf(desk)->isHidden());
        QTRY_VERIFY(!stop->isEnabled());
        for (int page = 0; page < desk.window.pageCount(); ++page) {
            desk.window.showPage(page);
            QVERIFY(bannerOf(desk)->isVisible());
        }
        QVERIFY2(bannerOf(desk)->text().contains(QStringLiteral("Stopped by Maker")) &&
                     bannerOf(desk)->text().contains(QStringLiteral("a batch was sent twice")),
                 qPrintable(bannerOf(desk)->text()));
        world.flow.sendAll();
        QCOMPARE(world.flow.bank.connections(), 0);
        desk.language.use(Language::Chinese);
        QTest::qWait(300);
        savePicture(desk.window, "dispatch-stopped-zh_CN");
        desk.window.showPage(0);
        QTest::qWait(300);
        savePicture(desk.window, "today-stopped-zh_CN");
        desk.language.use(Language::English);
        desk.window.showPage(dispatchPage);
        QTest::qWait(300);
        savePicture(desk.window, "dispatch-stopped");

        QTest::mouseClick(bannerOf(desk)->button(), Qt::LeftButton);
        act(waitFor<LiftSendingDialog>(&desk.window));
        QTRY_VERIFY2(bannerOf(desk)->text().contains(QStringLiteral("You have proposed")),
                     qPrintable(bannerOf(desk)->text()));
        QVERIFY(!bannerOf(desk)->button()->isVisible()); // not by the same person
        signOver(desk, QStringLiteral("checker"));
        QTRY_VERIFY(bannerOf(desk)->button()->isVisible());
        QCOMPARE(bannerOf(desk)->button()->text(), QStringLiteral("Confirm lifting…"));
        QTest::mouseClick(bannerOf(desk)->button(), Qt::LeftButton);
        auto* agreement = waitFor<LiftSendingDialog>(&desk.window);
        savePicture(*agreement, "lift-all-dialog");
        act(agreement);
        QTRY_VERIFY(bannerOf(desk)->isHidden());
        world.flow.sendAll();
        QCOMPARE(world.flow.bank.totalExecutions(), 2);
    }

    void aMerchantIsStoppedOnTheListAndLiftedByTwo() {
        const Speaking english(QStringLiteral("en"));
        LiveDesk live;
        live.world.approvedBatch({10'000});
        DispatchPage first(live.as(live.world.fixture.operatorPerson()));
        display(&first, smallScreen);
        const auto switchOf = [](QWidget& page, const char* name) {
            return page.findChild<ActionButton*>(QLatin1String(name));
        };
        QTRY_VERIFY(switchOf(first, "stop.channel.ACP") != nullptr);
        QTest::mouseClick(switchOf(first, "stop.merchant"), Qt::LeftButton);
        auto* dialog = waitFor<StopMerchantDialog>(&first);
        QTRY_VERIFY(dialog->merchants()->count() > 0);
        QTest::keyClicks(dialog->findChild<QPlainTextEdit*>(), QStringLiteral("the merchant asks for it"));
        QVERIFY(!dialog->action()->isEnabled()); // which merchant?
        QTest::keyClick(dialog->merchants(), Qt::Key_Down);
        act(dialog);
        QTRY_VERIFY(switchOf(first, "stop.merchant.M1") != nullptr);
        QVERIFY2(!switchOf(first, "stop.merchant.M1")->isEnabled(), "an operator lifts nothing");
        QVERIFY(!switchOf(first, "stop.merchant.M1")->toolTip().isEmpty());
        picture(&first, QStringLiteral("page_dispatch_merchant_en"));
        live.world.sendAll();
        QCOMPARE(live.world.bank.connections(), 0);

        DispatchPage second(live.as(live.world.fixture.supervisor()));
        display(&second, smallScreen);
        QTRY_VERIFY(switchOf(second, "stop.merchant.M1") != nullptr);
        QTest::mouseClick(switchOf(second, "stop.merchant.M1"), Qt::LeftButton);
        act(waitFor<LiftSendingDialog>(&second));
        QTRY_VERIFY(!switchOf(second, "stop.merchant.M1")->isEnabled());

        DispatchPage third(live.as(live.world.fixture.auditor()));
        display(&third, smallScreen);
        QTRY_VERIFY(switchOf(third, "stop.merchant.M1") != nullptr);
        QTest::mouseClick(switchOf(third, "stop.merchant.M1"), Qt::LeftButton);
        act(waitFor<LiftSendingDialog>(&third));
        QTRY_VERIFY(switchOf(third, "stop.merchant.M1") == nullptr);
        live.world.sendAll();
        QCOMPARE(live.world.bank.totalExecutions(), 1);
    }

    void thePageFitsASmallScreen() {
        LiveDesk live;
        for (const char* language : {"en", "zh_CN"}) {
            const Speaking speaking(QString::fromLatin1(language));
            DispatchPage page(live.as(live.world.fixture.supervisor()));
            display(&page, smallScreen);
            const QSize least = page.minimumSizeHint();
            QVERIFY2(least.width() <= smallScreen.width() && least.height() <= smallScreen.height(),
                     qPrintable(QStringLiteral("%1x%2").arg(least.width()).arg(least.height())));
        }
    }
};

} // namespace payout::ui

QTEST_MAIN(payout::ui::StopPageTest)
#include "stop_page_test.moc"
