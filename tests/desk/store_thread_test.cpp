// SPDX-License-Identifier: GPL-3.0-or-later
// The seam between a screen and its database: nothing blocks, nothing is lost, a lost connection comes back by itself
// and a command in flight is found out about by its token.
#include "core/desk/session_desk.h"
#include "core/people/submit_token.h"
#include "core/store/statement.h"
#include "core/store/transaction.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace payout;
using namespace payout::support;

class StoreThreadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersOnTheAskingThread_data() { addEngineRows(); }
    void answersOnTheAskingThread() {
        PAYOUT_TEMP_STORE(temp);
        desk::StoreThread thread(temp.url());
        QThread* askedOn = nullptr;
        QThread* answeredOn = nullptr;
        thread.ask(desk::reply<std::int64_t>(this,
                                             [&](Result<std::int64_t> result) {
                                                 QVERIFY(result.has_value());
                                                 QCOMPARE(*result, 42);
                                                 answeredOn = QThread::currentThread();
                                             }),
                   [&askedOn](store::Connection& c) {
                       askedOn = QThread::currentThread();
                       return store::queryInt64(c, "SELECT 42");
                   });
        QTRY_VERIFY(answeredOn != nullptr);
        QCOMPARE(answeredOn, QThread::currentThread());
        QVERIFY(askedOn != answeredOn);
    }

    void aDatabaseOfAnotherVersionIsNotWorkedOn_data() { addEngineRows(); }
    void aDatabaseOfAnotherVersionIsNotWorkedOn() {
        PAYOUT_TEMP_STORE(temp);
        VERIFY_DONE(store::execute(temp.connection(),
                                   "INSERT INTO schema_migration (number, name, checksum, applied_ms) "
                                   "VALUES (999, 'later', 'x', 1)"));
        desk::StoreThread thread(temp.url());
        std::optional<Error> error;
        thread.ask(desk::reply<std::int64_t>(this,
                                             [&error](Result<std::int64_t> result) {
                                                 QVERIFY(!result.has_value());
                                                 error = result.error();
                                             }),
                   [](store::Connection& c) { return store::queryInt64(c, "SELECT 42"); });
        QTRY_VERIFY(error.has_value());
        QCOMPARE(error->code, QStringLiteral("DatabaseNewer"));
    }

    void aScreenThatIsGoneIsNotCalled_data() { addEngineRows(); }
    void aScreenThatIsGoneIsNotCalled() {
        PAYOUT_TEMP_STORE(temp);
        desk::StoreThread thread(temp.url());
        bool called = false;
        auto* screen = new QObject;
        thread.ask(desk::reply<std::int64_t>(screen, [&called](Result<std::int64_t>) { called = true; }),
                   [](store::Connection& c) { return store::queryInt64(c, "SELECT 1"); });
        delete screen;
        bool second = false;
        thread.ask(desk::reply<std::int64_t>(this, [&second](Result<std::int64_t>) { second = true; }),
                   [](store::Connection& c) { return store::queryInt64(c, "SELECT 2"); });
        QTRY_VERIFY(second);
        QVERIFY(!called);
    }

    void changesOfOthersArrive_data() { addEngineRows(); }
    void changesOfOthersArrive() {
        PAYOUT_TEMP_STORE(temp);
        desk::StoreThread thread(temp.url());
        QSignalSpy changed(&thread, &desk::StoreThread::changed);
        waitForFeed(thread);
        changed.clear();
        VERIFY_DONE(store::execute(temp.connection(), "UPDATE setting SET value = 'x' WHERE name = 'institution'"));
        QTRY_VERIFY_WITH_TIMEOUT(changed.count() > 0, 5'000);
    }

    // PostgreSQL only: SQLite has no server that could be lost.
    void lostAndBack() {
        if (qEnvironmentVariableIsSet("PAYOUT_TEST_SQLITE_ONLY"))
            QSKIP("PostgreSQL is left out by PAYOUT_TEST_SQLITE_ONLY");
        const auto created = TempStore::create(store::Engine::Postgres);
        QVERIFY2(created, why(created).constData());
        TempStore& temp = **created;
        PayoutFixture fixture(temp.connection());
        const PersonId clerk = fixture.clerk();
        desk::StoreThread thread(temp.url());
        desk::SessionDesk session(thread);
        QSignalSpy lost(&thread, &desk::StoreThread::connectionLost);
        QSignalSpy back(&thread, &desk::StoreThread::connectionBack);
        QString token;
        session.issueToken(
            clerk, QStringLiteral("approve"), QStringLiteral("1"),
            desk::reply<QString>(this, [&token](Result<QString> made) { token = made.value_or(QString()); }));
        QTRY_VERIFY(!token.isEmpty());

        // The command commits, and the reply to it never arrives.
        VERIFY_DONE(store::inTransaction(temp.connection(), store::Isolation::Write, [&](store::Connection& c) -> Done {
            TRY_DONE(people::takeToken(c, token, {clerk, QStringLiteral("approve"), QStringLiteral("1")}));
            return people::answerToken(c, token, QStringLiteral("first answer"));
        }));
        VERIFY_DONE(store::query(temp.connection(),
                                 "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
                                 "current_database() AND application_name LIKE 'payout-desk%'"));
        QTRY_VERIFY_WITH_TIMEOUT(lost.count() > 0, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(back.count() > 0, 10'000);
        std::optional<QString> answer;
        session.tokenAnswer(token,
                            desk::reply<std::optional<QString>>(this, [&answer](Result<std::optional<QString>> found) {
                                if (found) answer = *found;
                            }));
        QTRY_VERIFY(answer.has_value());
        QCOMPARE(*answer, QStringLiteral("first answer"));
    }

    void oneMayStopTwoMustLift_data() { addEngineRows(); }
    void oneMayStopTwoMustLift() {
        PAYOUT_TEMP_STORE(temp);
        PayoutFixture fixture(temp.connection());
        const ChannelId channel = fixture.channel();
        desk::StoreThread thread(temp.url());
        desk::SessionDesk session(thread);
        const auto supervisor = fixture.actor(fixture.supervisor());
        const auto auditor = fixture.actor(fixture.auditor());
        QCOMPARE(ask([&](auto answer) {
                     session.stopChannel(supervisor, channel, QStringLiteral("bank line odd"), answer);
                 }),
                 QStringLiteral("STOPPED"));
        QCOMPARE(ask([&](auto answer) { session.liftStop(supervisor, channel, answer); }), QStringLiteral("PROPOSED"));
        QCOMPARE(ask([&](auto answer) { session.liftStop(supervisor, channel, answer); }),
                 QStringLiteral("MakerIsChecker"));
        QCOMPARE(fixture.number("SELECT stopped FROM channel"), 1);
        QCOMPARE(ask([&](auto answer) { session.liftStop(auditor, channel, answer); }), QStringLiteral("LIFTED"));
        QCOMPARE(fixture.number("SELECT stopped FROM channel"), 0);
        QCOMPARE(ask([&](auto answer) { session.stopChannel(supervisor, channel, QStringLiteral(" "), answer); }),
                 QStringLiteral("ReasonMissing"));
    }

private:
    // The answer, or the refusal's code.
    QString ask(const std::function<void(desk::Reply<QString>)>& call) {
        QString answer;
        call(desk::reply<QString>(
            this, [&answer](Result<QString> result) { answer = result ? *result : result.error().code; }));
        if (!QTest::qWaitFor([&answer] { return !answer.isEmpty(); }, 10'000)) return QStringLiteral("no answer");
        return answer;
    }

    void waitForFeed(desk::StoreThread& thread) {
        bool answered = false;
        thread.ask(desk::reply<std::int64_t>(this, [&answered](Result<std::int64_t>) { answered = true; }),
                   [](store::Connection& c) { return store::queryInt64(c, "SELECT 1"); });
        QVERIFY(QTest::qWaitFor([&answered] { return answered; }, 10'000));
        QTest::qWait(1'200); // one round of polling on SQLite
    }
};

QTEST_GUILESS_MAIN(StoreThreadTest)
#include "store_thread_test.moc"
