// SPDX-License-Identifier: GPL-3.0-or-later
// The server goes away under a person who is approving, and comes back: the desk says so, locks writing, reconnects by
// itself, and what was in flight has happened once or not at all.
#include "tests/ui/live_window.h"
#include "ui/approval/approve_dialog.h"
#include "ui/approval/typed_total_edit.h"
#include "ui/shared/action_button.h"
#include "ui/shared/banner.h"
#include "ui/shared/data_table.h"

#include "core/store/transaction.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

namespace payout::ui {

using support::must;

namespace {

constexpr int patience = 20'000;
constexpr int approvePage = 1;

/// The test's database as the server's administrator sees it from outside.
class Server {
public:
    explicit Server(const store::DatabaseUrl& database)
        : m_name(QUrl(database.text).path().mid(1)),
          m_outside(must(
              store::Connection::open(must(store::DatabaseUrl::parse(qEnvironmentVariable("PAYOUT_TEST_POSTGRES"))),
                                      QStringLiteral("admin")))) {}
    /// Every desk is thrown out and none may come in; the test's own session stays.
    void shutDesksOut() {
        allow(false);
        must(store::queryInt64(*m_outside,
                               "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = ? "
                               "AND application_name LIKE '%payout-desk%'",
                               m_name));
    }
    void letDesksIn() { allow(true); }
    bool waitsForALock() {
        return must(store::queryInt64(*m_outside,
                                      "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = ? "
                                      "AND wait_event_type = 'Lock'",
                                      m_name)) == 1;
    }

private:
    void allow(bool yes) {
        static QList<QByteArray> texts; // statements are kept by their address
        texts << QStringLiteral("ALTER DATABASE %1 ALLOW_CONNECTIONS %2")
                     .arg(m_name, yes ? QStringLiteral("true") : QStringLiteral("false"))
                     .toUtf8();
        must(store::execute(*m_outside, texts.last().constData()));
    }
    QString m_name;
    std::unique_ptr<store::Connection> m_outside;
};

Banner* bannerSaying(QWidget& where, const QString& text) {
    for (Banner* banner : where.findChildren<Banner*>())
        if (banner->isVisible() && banner->text().contains(text)) return banner;
    return nullptr;
}

ActionButton* button(QWidget& where, const QString& text) {
    for (ActionButton* each : where.findChildren<ActionButton*>())
        if (each->isVisible() && each->text().remove(u'&').startsWith(text)) return each;
    return nullptr;
}

} // namespace

class LostDatabaseTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    }

    void anApprovalIsInFlight() {
        if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) QSKIP("PostgreSQL only");
        LiveWorld world(store::Engine::Postgres);
        world.flow.fixture.addPendingBatch(world.flow.merchant, support::PayoutFixture::rows(QStringLiteral("A"), 3));
        Server server(world.temp->url());
        LiveWindow desk(world.temp->url());
        desk.signIn(QStringLiteral("checker"), livePassword);
        QTRY_VERIFY_WITH_TIMEOUT(desk.isSignedIn(), patience);
        desk.window.showPage(approvePage);
        QTRY_VERIFY_WITH_TIMEOUT(button(desk.window, QStringLiteral("Approve")) != nullptr &&
                                     button(desk.window, QStringLiteral("Approve"))->isEnabled(),
                                 patience);
        QTest::mouseClick(button(desk.window, QStringLiteral("Approve")), Qt::LeftButton);
        QTRY_VERIFY(desk.window.findChild<ApproveDialog*>() != nullptr);
        auto* dialog = desk.window.findChild<ApproveDialog*>();
        QTRY_COMPARE_WITH_TIMEOUT(dialog->submission()->state(), Submission::State::Ready, patience);
        if (dialog->totalEdit()->isVisible()) QTest::keyClicks(dialog->totalEdit(), QStringLiteral("300.00"));

        // Somebody holds the instruction, so that the approval waits inside its transaction.
        auto holder = must(world.temp->open(QStringLiteral("holder")));
        auto held =
            std::make_unique<store::Transaction>(must(store::Transaction::begin(*holder, store::Isolation::Write)));
        must(store::queryInt64(*holder, "SELECT id FROM instruction WHERE state = 'PENDING_APPROVAL' FOR UPDATE"));
        QTRY_VERIFY2(dialog->action()->isEnabled(), qPrintable(dialog->action()->toolTip()));
        QTest::mouseClick(dialog->action(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(server.waitsForALock(), patience);
        QCOMPARE(dialog->submission()->state(), Submission::State::Sending);

        server.shutDesksOut();
        QTRY_VERIFY_WITH_TIMEOUT(bannerSaying(desk.window, QStringLiteral("The database is lost.")) != nullptr,
                                 patience);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->submission()->state(), Submission::State::Failed, patience);
        QVERIFY(!dialog->action()->isEnabled());
        QCOMPARE(world.flow.number("SELECT COUNT(*) FROM approval"), 0);
        held.reset(); // nobody is waiting for it any more
        QTest::qWait(300);
        QCOMPARE(world.flow.number("SELECT COUNT(*) FROM approval"), 0);

        server.letDesksIn();
        QTRY_VERIFY_WITH_TIMEOUT(bannerSaying(desk.window, QStringLiteral("The database is back.")) != nullptr,
                                 patience);
        QTRY_VERIFY_WITH_TIMEOUT(bannerSaying(desk.window, QStringLiteral("The database is back.")) == nullptr,
                                 patience);
        dialog->close();
        QTRY_VERIFY(desk.window.findChild<ApproveDialog*>() == nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(button(desk.window, QStringLiteral("Approve"))->isEnabled(), patience);
        QTest::mouseClick(button(desk.window, QStringLiteral("Approve")), Qt::LeftButton);
        QTRY_VERIFY(desk.window.findChild<ApproveDialog*>() != nullptr);
        dialog = desk.window.findChild<ApproveDialog*>();
        QTRY_COMPARE_WITH_TIMEOUT(dialog->submission()->state(), Submission::State::Ready, patience);
        if (dialog->totalEdit()->isVisible()) QTest::keyClicks(dialog->totalEdit(), QStringLiteral("300.00"));
        QTRY_VERIFY(dialog->action()->isEnabled());
        QTest::mouseClick(dialog->action(), Qt::LeftButton);
        QTest::mouseClick(dialog->action(), Qt::LeftButton); // an impatient one
        QTRY_COMPARE_WITH_TIMEOUT(dialog->submission()->state(), Submission::State::Done, patience);
        QCOMPARE(world.flow.number("SELECT COUNT(*) FROM approval"), 1);
        QCOMPARE(world.flow.bookProblems(), QString());
    }
};

} // namespace payout::ui

QTEST_MAIN(payout::ui::LostDatabaseTest)
#include "lost_database_test.moc"
