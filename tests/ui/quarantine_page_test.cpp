// SPDX-License-Identifier: GPL-3.0-or-later
// Quarantine as people meet it: a banner on every page and before the sign-in, with the exact reason and the next step,
// and a way out that takes two. With PAYOUT_PICTURES=FOLDER it saves what that looks like.
#include "core/comparison/run_comparison.h"
#include "tests/ui/live_desk.h"
#include "tests/ui/live_window.h"
#include "ui/quarantine/quarantine_dialog.h"
#include "ui/shared/banner.h"
#include "ui/shell/status_strip.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace payout::ui {

using namespace std::chrono;
using support::FlowWorld;
using support::must;

namespace {

void picture(QWidget& of, const char* name) {
    const QString folder = qEnvironmentVariable("PAYOUT_PICTURES");
    if (!folder.isEmpty()) QVERIFY(of.grab().save(folder + u'/' + QLatin1String(name) + QStringLiteral(".png")));
}

/// A backup put back: two payouts were sent after it was taken.
void restoreAnOldBackup(FlowWorld& flow) {
    flow.approvedBatch({1'234'500, 20'000});
    flow.backUp();
    flow.sendAll();
    flow.restoreBackup();
    flow.watch();
}

void compareNow(FlowWorld& flow) {
    flow.passTime(minutes(2));
    flow.coverThrough(flow.now());
    must(comparison::runComparison(flow.connection(), {flow.fixture.actor(flow.fixture.operatorPerson()), flow.channel,
                                                       flow.now() - minutes(1), comparison::Rerun::ReadExisting}));
}

Banner* bannerOf(LiveWindow& desk) { return desk.window.findChild<Banner*>(QStringLiteral("quarantine")); }

} // namespace

class QuarantinePageTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    }

    void nothingIsShownWithoutOne() {
        LiveWorld world;
        LiveWindow desk(world.temp->url());
        desk.signIn(QStringLiteral("maker"), livePassword);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), 20'000);
        QTest::qWait(300);
        QVERIFY(bannerOf(desk)->isHidden());
    }

    void twoPeopleLeadOut() {
        LiveWorld world;
        restoreAnOldBackup(world.flow);
        LiveWindow desk(world.temp->url());
        // Before anybody signs in, without the button.
        QTRY_VERIFY_WITH_TIMEOUT(!bannerOf(desk)->isHidden(), 20'000);
        QVERIFY2(bannerOf(desk)->text().contains(QStringLiteral("gone back in time")),
                 qPrintable(bannerOf(desk)->text()));
        QVERIFY(!bannerOf(desk)->button()->isVisible());

        desk.signIn(QStringLiteral("maker"), livePassword);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), 20'000);
        QTRY_VERIFY(bannerOf(desk)->button()->isVisible());
        for (int page = 0; page < desk.window.pageCount(); ++page) {
            desk.window.showPage(page);
            QVERIFY(bannerOf(desk)->isVisible());
        }
        // The next step is to compare; until then the action is dead and says why.
        QVERIFY2(bannerOf(desk)->text().contains(QStringLiteral("run the comparison")),
                 qPrintable(bannerOf(desk)->text()));
        picture(desk.window, "quarantine-banner");
        auto* early = opened(desk);
        QVERIFY(!early->action()->isEnabled());
        desk.language.use(Language::Chinese);
        QTest::qWait(100);
        picture(*early, "quarantine-steps-zh_CN");
        desk.language.use(Language::English);
        QTest::qWait(100);
        picture(*early, "quarantine-steps");
        QTest::mouseClick(early->cancel(), Qt::LeftButton);

        compareNow(world.flow);
        QTest::keyClick(&desk.window, Qt::Key_F5);
        QTRY_VERIFY2(bannerOf(desk)->text().contains(QStringLiteral("may propose")),
                     qPrintable(bannerOf(desk)->text()));
        auto* proposal = opened(desk);
        QVERIFY(!proposal->action()->isEnabled()); // without a reason
        QTest::keyClicks(proposal->findChild<QLineEdit*>(), QStringLiteral("both payouts are on the statement"));
        QTRY_VERIFY(proposal->action()->isEnabled());
        QTest::mouseClick(proposal->action(), Qt::LeftButton);
        QTRY_COMPARE(proposal->submission()->state(), Submission::State::Done);
        QTest::mouseClick(proposal->cancel(), Qt::LeftButton);
        QTRY_VERIFY(bannerOf(desk)->text().contains(QStringLiteral("Maker has proposed")));

        // The same person cannot agree; another one can, on what the first one wrote.
        signOver(desk, QStringLiteral("checker"));
        auto* agreement = opened(desk);
        picture(*agreement, "quarantine-agree");
        QTRY_VERIFY(agreement->action()->isEnabled());
        QTest::mouseClick(agreement->action(), Qt::LeftButton);
        QTRY_COMPARE(agreement->submission()->state(), Submission::State::Done);
        QTest::mouseClick(agreement->cancel(), Qt::LeftButton);
        QTRY_VERIFY(bannerOf(desk)->isHidden());
        QVERIFY(!*dispatch::openQuarantine(world.flow.connection()));
        world.flow.sendAll();
        QCOMPARE(world.flow.bank.totalExecutions(), 2); // nothing left twice
    }

    // Who may do neither part sees everything, and why the action is dead.
    void anAuditorCannotPropose() {
        LiveWorld world;
        restoreAnOldBackup(world.flow);
        compareNow(world.flow);
        LiveWindow desk(world.temp->url());
        desk.signIn(QStringLiteral("checker"), livePassword);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), 20'000);
        QTRY_VERIFY(bannerOf(desk)->button()->isVisible());
        auto* dialog = opened(desk);
        QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("x"));
        QVERIFY(!dialog->action()->isEnabled());
    }

private:
    static QuarantineDialog* opened(LiveWindow& desk) {
        QTest::mouseClick(bannerOf(desk)->button(), Qt::LeftButton);
        QuarantineDialog* dialog = nullptr;
        for (int tries = 0; tries < 200 && dialog == nullptr; ++tries) {
            QTest::qWait(20);
            dialog = desk.window.findChild<QuarantineDialog*>();
        }
        if (dialog == nullptr) qFatal("the dialog does not open");
        return dialog;
    }
    static void signOver(LiveWindow& desk, const QString& login) {
        Q_EMIT desk.window.findChild<StatusStrip*>()->signOutAsked();
        QTRY_VERIFY(!desk.isSignedIn());
        desk.signIn(login, livePassword);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), 20'000);
        QTRY_VERIFY(bannerOf(desk)->button()->isVisible());
    }
};

} // namespace payout::ui

QTEST_MAIN(payout::ui::QuarantinePageTest)
#include "quarantine_page_test.moc"
