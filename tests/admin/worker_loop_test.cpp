// SPDX-License-Identifier: GPL-3.0-or-later
// payout-worker on a database that is not of its version: it ends and touches nothing.
#include "app/worker/worker_loop.h"
#include "core/store/statement.h"
#include "tests/support/temp_store.h"

#include <QTest>

#include <atomic>

using namespace payout;
using namespace payout::support;

class WorkerLoopTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsOnANewerDatabase_data() { addEngineRows(); }
    void endsOnANewerDatabase();
    void endsOnAnEmptyDatabase_data() { addEngineRows(); }
    void endsOnAnEmptyDatabase();
};

namespace {
int exitCodeOn(const store::DatabaseUrl& database) {
    worker_program::WorkerOptions options;
    options.database = database;
    options.jobs = {QStringLiteral("send"), QStringLiteral("ask"), QStringLiteral("keep")};
    options.host = QStringLiteral("host:1");
    const std::atomic<bool> stop{false}; // it has to end by itself
    return worker_program::WorkerLoop(options).run(stop);
}
} // namespace

void WorkerLoopTest::endsOnANewerDatabase() {
    PAYOUT_TEMP_STORE(temp);
    VERIFY_DONE(store::execute(temp.connection(), "INSERT INTO schema_migration (number, name, checksum, applied_ms) "
                                                  "VALUES (999, 'later', 'x', 1)"));
    QCOMPARE(exitCodeOn(temp.url()), 1);
    QCOMPARE(store::queryInt64(temp.connection(), "SELECT COUNT(*) FROM lease").value_or(-1), 0);
}

void WorkerLoopTest::endsOnAnEmptyDatabase() {
    PAYOUT_EMPTY_STORE(temp);
    QCOMPARE(exitCodeOn(temp.url()), 1);
}

QTEST_GUILESS_MAIN(WorkerLoopTest)
#include "worker_loop_test.moc"
