// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/change_feed.h"
#include "core/store/statement.h"
#include "tests/support/temp_store.h"

#include <QSignalSpy>

using namespace payout;
using namespace payout::store;
using payout::support::addEngineRows;

class ChangeFeedTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsOfAChange_data() { addEngineRows(); }
    void tellsOfAChange();
    void manyChangesAreOneSignal_data() { addEngineRows(); }
    void manyChangesAreOneSignal();
    void silenceIsSilent_data() { addEngineRows(); }
    void silenceIsSilent();
    void lostConnectionIsTold();
    void needsAConnection();
};

namespace {

/// On PostgreSQL the schema's triggers say it; on SQLite the file does.
Done change(Connection& connection) {
    TRY_DONE(execute(connection, "UPDATE t SET n = n + 1"));
    if (connection.engine() == Engine::Postgres) TRY_DONE(execute(connection, "NOTIFY payout_changed"));
    return {};
}

Done createTable(Connection& connection) {
    TRY_DONE(execute(connection, "CREATE TABLE t (n {int} NOT NULL) {strict}"));
    TRY_DONE(execute(connection, "INSERT INTO t VALUES (0)"));
    return {};
}

constexpr int pollMilliseconds = 20;

} // namespace

void ChangeFeedTest::tellsOfAChange() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(createTable(store.connection()));
    const auto listener = store.open();
    VERIFY_DONE(listener);
    ChangeFeed feed(**listener, pollMilliseconds);
    QSignalSpy changed(&feed, &ChangeFeed::changed);
    VERIFY_DONE(feed.start());
    for (int round = 1; round <= 3; ++round) {
        VERIFY_DONE(change(store.connection()));
        QTRY_COMPARE(changed.count(), round);
    }
}

void ChangeFeedTest::manyChangesAreOneSignal() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(createTable(store.connection()));
    const auto listener = store.open();
    VERIFY_DONE(listener);
    ChangeFeed feed(**listener, pollMilliseconds);
    QSignalSpy changed(&feed, &ChangeFeed::changed);
    VERIFY_DONE(feed.start());
    for (int i = 0; i < 20; ++i) VERIFY_DONE(change(store.connection()));
    QTRY_VERIFY(changed.count() >= 1);
    QTest::qWait(200);
    QCOMPARE(changed.count(), 1);
}

void ChangeFeedTest::silenceIsSilent() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(createTable(store.connection()));
    const auto listener = store.open();
    VERIFY_DONE(listener);
    ChangeFeed feed(**listener, pollMilliseconds);
    QSignalSpy changed(&feed, &ChangeFeed::changed);
    QSignalSpy lost(&feed, &ChangeFeed::lost);
    VERIFY_DONE(feed.start());
    QCOMPARE(queryInt64(store.connection(), "SELECT n FROM t").value_or(-1), 0);
    QTest::qWait(200);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(lost.count(), 0);
}

void ChangeFeedTest::lostConnectionIsTold() {
    if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) return;
    const auto created = support::TempStore::createEmpty(Engine::Postgres);
    VERIFY_DONE(created);
    const auto listener = (*created)->open();
    VERIFY_DONE(listener);
    const auto process = queryInt64(**listener, "SELECT pg_backend_pid()");
    VERIFY_DONE(process);
    ChangeFeed feed(**listener, pollMilliseconds);
    QSignalSpy lost(&feed, &ChangeFeed::lost);
    VERIFY_DONE(feed.start());
    VERIFY_DONE(execute((*created)->connection(), "SELECT pg_terminate_backend(CAST(? AS INTEGER), 5000)", *process));
    QTRY_COMPARE(lost.count(), 1);
    QTest::qWait(100);
    QCOMPARE(lost.count(), 1);
}

void ChangeFeedTest::needsAConnection() {
    if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) return;
    const auto created = support::TempStore::createEmpty(Engine::Postgres);
    VERIFY_DONE(created);
    const auto listener = (*created)->open();
    VERIFY_DONE(listener);
    const auto process = queryInt64(**listener, "SELECT pg_backend_pid()");
    VERIFY_DONE(process);
    VERIFY_DONE(execute((*created)->connection(), "SELECT pg_terminate_backend(CAST(? AS INTEGER), 5000)", *process));
    ChangeFeed feed(**listener, pollMilliseconds);
    VERIFY_ERROR(feed.start(), ErrorKind::Unavailable, "DatabaseUnreachable");
}

QTEST_GUILESS_MAIN(ChangeFeedTest)
#include "change_feed_test.moc"
