// SPDX-License-Identifier: GPL-3.0-or-later
// Before the first byte of a payment leaves, the permit for it has to survive a crash: asked, not hoped (P4).
#include "core/base/utc_time.h"
#include "core/store/durability.h"
#include "core/store/statement.h"
#include "core/store/transaction.h"
#include "tests/support/temp_store.h"

#include <QDeadlineTimer>
#include <QTest>

#include <atomic>
#include <thread>

namespace payout::store {

class DurabilityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsAfterACommit_data() { support::addEngineRows(); }
    void holdsAfterACommit() {
        PAYOUT_TEMP_STORE(store);
        VERIFY_DONE(execute(store.connection(), "UPDATE setting SET value = 'x' WHERE name = 'institution'"));
        VERIFY_DONE(requireDurable(store.connection()));
    }

    void aSessionThatDoesNotWaitIsFoundOut_data() { support::addEngineRows(); }
    void aSessionThatDoesNotWaitIsFoundOut() {
        PAYOUT_TEMP_STORE(store);
        const bool sqlite = engine == Engine::Sqlite;
        auto rows = query(store.connection(), sqlite ? "PRAGMA synchronous = NORMAL" : "SET synchronous_commit = off");
        QVERIFY(rows.has_value());
        while (rows->next()) {}
        QVERIFY(rows->finish().has_value());
        VERIFY_ERROR(requireDurable(store.connection()), ErrorKind::Unavailable, "NotDurable");
    }

    /// A big import writes far ahead of its commit; payouts that are sent meanwhile must not become exceptions for it.
    void anotherSessionsUnflushedRowsAreNoFault() {
        if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) QSKIP("PostgreSQL only");
        const auto created = support::TempStore::create(Engine::Postgres);
        QVERIFY2(created, support::why(created).constData());
        support::TempStore& store = **created;
        VERIFY_DONE(execute(store.connection(), "CREATE TABLE noise (text TEXT NOT NULL)"));
        std::atomic<bool> enough = false;
        std::thread writer([&] {
            auto other = store.open(QStringLiteral("a big import"));
            if (!other) return;
            while (!enough)
                if (!execute(**other, "INSERT INTO noise SELECT repeat('x', 500) FROM generate_series(1, 60000)"))
                    return;
        });
        QStringList failures;
        const QDeadlineTimer end(2'000);
        while (!end.hasExpired())
            if (const Done durable = requireDurable(store.connection()); !durable)
                failures << describe(durable.error());
        enough = true;
        writer.join();
        QCOMPARE(failures, QStringList());
    }
};

} // namespace payout::store

QTEST_GUILESS_MAIN(payout::store::DurabilityTest)
#include "durability_test.moc"
