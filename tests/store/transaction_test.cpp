// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/transaction.h"
#include "tests/support/check_fails.h"
#include "tests/support/temp_store.h"

#include <thread>

using namespace payout;
using namespace payout::store;
using payout::support::addEngineRows;

class TransactionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rolledBackUnlessCommitted_data() { addEngineRows(); }
    void rolledBackUnlessCommitted();
    void movedTransactionIsOne_data() { addEngineRows(); }
    void movedTransactionIsOne();
    void firstFailurePoisons_data() { addEngineRows(); }
    void firstFailurePoisons();
    void nestedBeginIsABug_data() { addEngineRows(); }
    void nestedBeginIsABug();
    void commitTwiceIsABug_data() { addEngineRows(); }
    void commitTwiceIsABug();
    void deferredConstraintRefusesTheCommit_data() { addEngineRows(); }
    void deferredConstraintRefusesTheCommit();
    void staleSnapshotIsSerialization_data() { addEngineRows(); }
    void staleSnapshotIsSerialization();
    void writersWaitForEachOther_data() { addEngineRows(); }
    void writersWaitForEachOther();
    void checkThenWriteIsSerializable_data() { addEngineRows(); }
    void checkThenWriteIsSerializable();
    void retriesThreeTimesAtMost_data() { addEngineRows(); }
    void retriesThreeTimesAtMost();
    void otherErrorsAreNotRetried_data() { addEngineRows(); }
    void otherErrorsAreNotRetried();
    void deadlockIsRetried();
    void s18ConnectionKilledWhileCommittingIsUnknown();
    void connectionKilledInAStatementIsUnavailable();
    void connectionKilledInABareWriteIsUnknown();
    void droppedServerIsNoticed();
    void readTransactionSeesOneMoment_data() { addEngineRows(); }
    void readTransactionSeesOneMoment();
};

namespace {

bool hasPostgres() { return qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") != 1; }

Done createTable(Connection& connection) {
    TRY_DONE(execute(connection, "CREATE TABLE t (id {int} PRIMARY KEY, n {int} NOT NULL) {strict}"));
    TRY_DONE(execute(connection, "INSERT INTO t (id, n) VALUES (1, 100), (2, 100)"));
    return {};
}

std::int64_t countRows(Connection& connection) { return queryInt64(connection, "SELECT count(*) FROM t").value_or(-1); }

/// What an administrator, a crash or a failover does to a session.
Done killSession(support::TempStore& store, Connection& victim) {
    TRY(const std::int64_t process, queryInt64(victim, "SELECT pg_backend_pid()"));
    TRY(auto killer, store.open());
    TRY_DONE(execute(*killer, "SELECT pg_terminate_backend(CAST(? AS INTEGER), 5000)", process));
    return {};
}

} // namespace

void TransactionTest::rolledBackUnlessCommitted() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    for (const auto isolation : {Isolation::Write, Isolation::Serializable}) {
        {
            auto transaction = Transaction::begin(connection, isolation);
            VERIFY_DONE(transaction);
            VERIFY_DONE(execute(transaction->connection(), "DELETE FROM t"));
            QCOMPARE(countRows(connection), 0);
        }
        QCOMPARE(countRows(connection), 2);
    }
    auto transaction = Transaction::begin(connection, Isolation::Write);
    VERIFY_DONE(transaction);
    VERIFY_DONE(execute(connection, "DELETE FROM t WHERE id = 1"));
    VERIFY_DONE(transaction->commit());
    const auto other = store.open();
    VERIFY_DONE(other);
    QCOMPARE(countRows(**other), 1);
}

void TransactionTest::movedTransactionIsOne() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    auto first = Transaction::begin(connection, Isolation::Write);
    VERIFY_DONE(first);
    {
        const Transaction moved = *std::move(first);
        VERIFY_DONE(execute(connection, "DELETE FROM t"));
    }
    QCOMPARE(countRows(connection), 2);
    VERIFY_DONE(Transaction::begin(connection, Isolation::Write)); // the moved-from one holds nothing
}

// Qt's commit() returns true on SQLite after a failed statement.
void TransactionTest::firstFailurePoisons() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    for (const char* failing :
         {"INSERT INTO t VALUES (1, 1)", "SELECT nothing FROM nowhere", "INSERT INTO t VALUES (?, 1)"}) {
        auto transaction = Transaction::begin(connection, Isolation::Write);
        VERIFY_DONE(transaction);
        VERIFY_DONE(execute(connection, "INSERT INTO t VALUES (3, 1)"));
        QVERIFY(!execute(connection, failing));
        VERIFY_ERROR(execute(connection, "INSERT INTO t VALUES (4, 1)"), ErrorKind::Broken, "TransactionPoisoned");
        VERIFY_ERROR(query(connection, "SELECT 1"), ErrorKind::Broken, "TransactionPoisoned");
        VERIFY_ERROR(transaction->commit(), ErrorKind::Broken, "TransactionPoisoned");
        QCOMPARE(countRows(connection), 2);
    }
    const auto swallowed = inTransaction(connection, Isolation::Write, [](Connection& inside) -> Done {
        TRY_DONE(execute(inside, "INSERT INTO t VALUES (3, 1)"));
        static_cast<void>(execute(inside, "INSERT INTO t VALUES (1, 1)"));
        return {};
    });
    VERIFY_ERROR(swallowed, ErrorKind::Broken, "TransactionPoisoned");
    QCOMPARE(countRows(connection), 2);
}

void TransactionTest::nestedBeginIsABug() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    const auto outer = Transaction::begin(connection, Isolation::Write);
    VERIFY_DONE(outer);
    QVERIFY(support::checkFails([&] { static_cast<void>(Transaction::begin(connection, Isolation::Write)); }));
}

void TransactionTest::commitTwiceIsABug() {
    PAYOUT_EMPTY_STORE(store);
    auto transaction = Transaction::begin(store.connection(), Isolation::Write);
    VERIFY_DONE(transaction);
    VERIFY_DONE(transaction->commit());
    QVERIFY(support::checkFails([&] { static_cast<void>(transaction->commit()); }));
}

void TransactionTest::deferredConstraintRefusesTheCommit() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    VERIFY_DONE(createTable(connection));
    VERIFY_DONE(execute(connection, R"sql(CREATE TABLE child (
        parent {int} NOT NULL REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED) {strict})sql"));
    auto transaction = Transaction::begin(connection, Isolation::Write);
    VERIFY_DONE(transaction);
    VERIFY_DONE(execute(connection, "INSERT INTO child VALUES (9)"));
    VERIFY_ERROR(transaction->commit(), ErrorKind::Refused, "ConstraintViolation");
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM child").value_or(-1), 0);
    VERIFY_DONE(Transaction::begin(connection, Isolation::Write)); // nothing hangs over
}

// On SQLite the second writer gets 517, and Qt's commit() would return true.
void TransactionTest::staleSnapshotIsSerialization() {
    PAYOUT_EMPTY_STORE(store);
    Connection& first = store.connection();
    VERIFY_DONE(createTable(first));
    const auto second = store.open();
    VERIFY_DONE(second);
    const bool isSqlite = engine == Engine::Sqlite;
    // Isolation::Read is SQLite's deferred transaction; PostgreSQL's cannot write at all.
    const Isolation isolation = isSqlite ? Isolation::Read : Isolation::Serializable;
    auto stale = Transaction::begin(**second, isolation);
    VERIFY_DONE(stale);
    QCOMPARE(queryInt64(**second, "SELECT n FROM t WHERE id = 1").value_or(-1), 100);
    VERIFY_DONE(execute(first, "UPDATE t SET n = 1 WHERE id = 1"));
    VERIFY_ERROR(execute(**second, "UPDATE t SET n = 2 WHERE id = 1"), ErrorKind::Unavailable, "Serialization");
    VERIFY_ERROR(stale->commit(), ErrorKind::Broken, "TransactionPoisoned");
    QCOMPARE(queryInt64(first, "SELECT n FROM t WHERE id = 1").value_or(-1), 1);
}

void TransactionTest::writersWaitForEachOther() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(createTable(store.connection()));
    constexpr int rounds = 25;
    const auto addMany = [&store] {
        const auto connection = store.open();
        for (int i = 0; connection && i < rounds; ++i)
            static_cast<void>(inTransaction(**connection, Isolation::Write, [](Connection& inside) -> Done {
                TRY(const auto n, queryInt64(inside, "SELECT n FROM t WHERE id = 1 {for_update}"));
                TRY_DONE(execute(inside, "UPDATE t SET n = ? WHERE id = 1", n + 1));
                return {};
            }));
    };
    std::thread one(addMany);
    std::thread two(addMany);
    one.join();
    two.join();
    QCOMPARE(queryInt64(store.connection(), "SELECT n FROM t WHERE id = 1").value_or(-1), 100 + 2 * rounds);
}

// Each may be emptied only while the other is full. Without serialization both would see a full one.
void TransactionTest::checkThenWriteIsSerializable() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(createTable(store.connection()));
    const auto emptyOne = [&store](int id) {
        const auto connection = store.open();
        if (!connection) return;
        static_cast<void>(inTransaction(**connection, Isolation::Serializable, [id](Connection& inside) -> Done {
            TRY(const auto total, queryInt64(inside, "SELECT CAST(SUM(n) AS BIGINT) FROM t"));
            std::this_thread::sleep_for(std::chrono::milliseconds(30));
            if (total >= 200) TRY_DONE(execute(inside, "UPDATE t SET n = 0 WHERE id = ?", id));
            return {};
        }));
    };
    std::thread one(emptyOne, 1);
    std::thread two(emptyOne, 2);
    one.join();
    two.join();
    QCOMPARE(queryInt64(store.connection(), "SELECT CAST(SUM(n) AS BIGINT) FROM t").value_or(-1), 100);
}

void TransactionTest::retriesThreeTimesAtMost() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(createTable(store.connection()));
    int rounds = 0;
    const auto failing = [&rounds](int failures) {
        return [&rounds, failures](Connection& inside) -> Result<int> {
            ++rounds;
            TRY_DONE(execute(inside, "UPDATE t SET n = n + 1 WHERE id = 1"));
            if (rounds <= failures) return unavailable(QStringLiteral("Serialization"));
            return rounds;
        };
    };
    QCOMPARE(inTransaction(store.connection(), Isolation::Write, failing(2)).value_or(-1), 3);
    QCOMPARE(queryInt64(store.connection(), "SELECT n FROM t WHERE id = 1").value_or(-1), 101);
    rounds = 0;
    VERIFY_ERROR(inTransaction(store.connection(), Isolation::Write, failing(3)), ErrorKind::Unavailable,
                 "Serialization");
    QCOMPARE(rounds, 3);
    QCOMPARE(queryInt64(store.connection(), "SELECT n FROM t WHERE id = 1").value_or(-1), 101);
}

void TransactionTest::otherErrorsAreNotRetried() {
    PAYOUT_EMPTY_STORE(store);
    int rounds = 0;
    const auto result = inTransaction(store.connection(), Isolation::Write, [&rounds](Connection&) -> Done {
        ++rounds;
        return refused(QStringLiteral("StillLocked"));
    });
    VERIFY_ERROR(result, ErrorKind::Refused, "StillLocked");
    QCOMPARE(rounds, 1);
}

// SQLite has one writer and therefore no deadlock.
void TransactionTest::deadlockIsRetried() {
    if (!hasPostgres()) return;
    const auto created = support::TempStore::createEmpty(Engine::Postgres);
    VERIFY_DONE(created);
    support::TempStore& store = **created;
    VERIFY_DONE(createTable(store.connection()));
    const auto lockBoth = [&store](int firstId, int secondId) {
        const auto connection = store.open();
        if (!connection) return;
        bool isFirstRound = true;
        static_cast<void>(inTransaction(**connection, Isolation::Write, [&](Connection& inside) -> Done {
            TRY_DONE(execute(inside, "UPDATE t SET n = n + 1 WHERE id = ?", firstId));
            if (std::exchange(isFirstRound, false)) std::this_thread::sleep_for(std::chrono::milliseconds(100));
            TRY_DONE(execute(inside, "UPDATE t SET n = n + 1 WHERE id = ?", secondId));
            return {};
        }));
    };
    std::thread one(lockBoth, 1, 2);
    std::thread two(lockBoth, 2, 1);
    one.join();
    two.join();
    QCOMPARE(queryInt64(store.connection(), "SELECT CAST(SUM(n) AS BIGINT) FROM t").value_or(-1), 204);
}

// The error is empty then: no code, no text. It must not be read as "failed".
void TransactionTest::s18ConnectionKilledWhileCommittingIsUnknown() {
    if (!hasPostgres()) return;
    const auto created = support::TempStore::createEmpty(Engine::Postgres);
    VERIFY_DONE(created);
    support::TempStore& store = **created;
    VERIFY_DONE(createTable(store.connection()));
    const auto victim = store.open();
    VERIFY_DONE(victim);
    {
        auto transaction = Transaction::begin(**victim, Isolation::Write);
        VERIFY_DONE(transaction);
        VERIFY_DONE(execute(**victim, "DELETE FROM t"));
        VERIFY_DONE(killSession(store, **victim));
        VERIFY_ERROR(transaction->commit(), ErrorKind::Unknown, "CommitUnknown");
    }
    QVERIFY(!(*victim)->isOpen());
    VERIFY_ERROR(Transaction::begin(**victim, Isolation::Write), ErrorKind::Unavailable, "DatabaseUnreachable");
    QCOMPARE(countRows(store.connection()), 2);
}

void TransactionTest::connectionKilledInAStatementIsUnavailable() {
    if (!hasPostgres()) return;
    const auto created = support::TempStore::createEmpty(Engine::Postgres);
    VERIFY_DONE(created);
    support::TempStore& store = **created;
    VERIFY_DONE(createTable(store.connection()));
    const auto victim = store.open();
    VERIFY_DONE(victim);
    auto transaction = Transaction::begin(**victim, Isolation::Write);
    VERIFY_DONE(transaction);
    VERIFY_DONE(killSession(store, **victim));
    VERIFY_ERROR(execute(**victim, "DELETE FROM t"), ErrorKind::Unavailable, "DatabaseUnreachable");
    // Nothing reached a commit, so nothing can have happened.
    VERIFY_ERROR(transaction->commit(), ErrorKind::Broken, "TransactionPoisoned");
    QCOMPARE(countRows(store.connection()), 2);
}

void TransactionTest::connectionKilledInABareWriteIsUnknown() {
    if (!hasPostgres()) return;
    const auto created = support::TempStore::createEmpty(Engine::Postgres);
    VERIFY_DONE(created);
    support::TempStore& store = **created;
    VERIFY_DONE(createTable(store.connection()));
    const auto victim = store.open();
    VERIFY_DONE(victim);
    VERIFY_DONE(execute(**victim, "DELETE FROM t WHERE id = 2"));
    VERIFY_DONE(killSession(store, **victim));
    VERIFY_ERROR(execute(**victim, "DELETE FROM t WHERE id = 2"), ErrorKind::Unknown, "CommitUnknown");
    VERIFY_ERROR(query(**victim, "SELECT 1"), ErrorKind::Unavailable, "DatabaseUnreachable");
}

void TransactionTest::droppedServerIsNoticed() {
    if (!hasPostgres()) return;
    const auto created = support::TempStore::createEmpty(Engine::Postgres);
    VERIFY_DONE(created);
    const auto victim = (*created)->open();
    VERIFY_DONE(victim);
    QVERIFY((*victim)->isOpen());
    VERIFY_DONE(killSession(**created, **victim));
    QTRY_VERIFY(!(*victim)->isOpen()); // without a statement being sent
}

void TransactionTest::readTransactionSeesOneMoment() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(createTable(store.connection()));
    const auto reader = store.open();
    VERIFY_DONE(reader);
    auto transaction = Transaction::begin(**reader, Isolation::Read);
    VERIFY_DONE(transaction);
    QCOMPARE(countRows(**reader), 2);
    VERIFY_DONE(execute(store.connection(), "DELETE FROM t"));
    QCOMPARE(countRows(**reader), 2);
    VERIFY_DONE(transaction->commit());
    QCOMPARE(countRows(**reader), 0);
}

QTEST_GUILESS_MAIN(TransactionTest)
#include "transaction_test.moc"
