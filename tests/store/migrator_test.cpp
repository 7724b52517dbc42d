// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrator.h"
#include "core/store/protocol.h"
#include "core/store/statement.h"
#include "tests/support/check_fails.h"
#include "tests/support/temp_store.h"

#include <thread>

using namespace payout;
using namespace payout::store;
using payout::support::addEngineRows;

class MigratorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emptyDatabaseIsVersionZero_data() { addEngineRows(); }
    void emptyDatabaseIsVersionZero();
    void appliesInOrder_data() { addEngineRows(); }
    void appliesInOrder();
    void twiceIsOnce_data() { addEngineRows(); }
    void twiceIsOnce();
    void newerDatabaseIsRefused_data() { addEngineRows(); }
    void newerDatabaseIsRefused();
    void programsRefuseAnotherVersion_data() { addEngineRows(); }
    void programsRefuseAnotherVersion();
    void changedMigrationIsBroken_data() { addEngineRows(); }
    void changedMigrationIsBroken();
    void missingMigrationIsBroken_data() { addEngineRows(); }
    void missingMigrationIsBroken();
    void interruptedUpgradeResumes_data() { addEngineRows(); }
    void interruptedUpgradeResumes();
    void twoProgramsAtOnce_data() { addEngineRows(); }
    void twoProgramsAtOnce();
    void disorderIsABug_data() { addEngineRows(); }
    void disorderIsABug();
    void realMigrationsApply_data() { addEngineRows(); }
    void realMigrationsApply();
};

namespace {

std::vector<QString> createFruit(Engine) {
    return {QStringLiteral("CREATE TABLE fruit (id {id}, name TEXT NOT NULL) {strict}"),
            QStringLiteral("INSERT INTO fruit (name) VALUES ('apple')")};
}
std::vector<QString> addColour(Engine engine) {
    std::vector<QString> statements{QStringLiteral("ALTER TABLE fruit ADD COLUMN colour TEXT NOT NULL DEFAULT ''"),
                                    QStringLiteral("UPDATE fruit SET colour = 'green'")};
    // An engine's own branch: the body holds semicolons on both.
    if (engine == Engine::Sqlite)
        statements.push_back(QStringLiteral("CREATE TRIGGER fruit_keep BEFORE DELETE ON fruit BEGIN "
                                            "SELECT RAISE(ABORT, 'PD-REFUSED:AppendOnly'); SELECT 1; END"));
    else
        statements.push_back(QStringLiteral("CREATE FUNCTION one() RETURNS BIGINT LANGUAGE sql AS "
                                            "$body$ SELECT 1; SELECT CAST(1 AS BIGINT); $body$"));
    return statements;
}
std::vector<QString> addColourOtherwise(Engine) {
    return {QStringLiteral("ALTER TABLE fruit ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'")};
}
std::vector<QString> failThird(Engine engine) {
    auto statements = addColour(engine);
    statements[2] = QStringLiteral("INSERT INTO nowhere VALUES (1)");
    return statements;
}
std::vector<QString> addSize(Engine) { return {QStringLiteral("ALTER TABLE fruit ADD COLUMN size {int}")}; }

const std::vector<Migration> first{{1, "fruit", createFruit}};
const std::vector<Migration> both{{1, "fruit", createFruit}, {2, "colour", addColour}};
const std::vector<Migration> changed{{1, "fruit", createFruit}, {2, "colour", addColourOtherwise}};
const std::vector<Migration> failing{{1, "fruit", createFruit}, {2, "colour", failThird}, {3, "size", addSize}};
const std::vector<Migration> mended{{1, "fruit", createFruit}, {2, "colour", addColour}, {3, "size", addSize}};
const std::vector<Migration> withoutSecond{{1, "fruit", createFruit}, {3, "size", addSize}};

} // namespace

void MigratorTest::emptyDatabaseIsVersionZero() {
    PAYOUT_EMPTY_STORE(store);
    QCOMPARE(schemaVersion(store.connection()).value_or(-1), 0);
    QCOMPARE(migrate(store.connection(), {}).value_or(-1), 0);
}

void MigratorTest::appliesInOrder() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    QCOMPARE(migrate(connection, first).value_or(-1), 1);
    VERIFY_DONE(execute(connection, "INSERT INTO fruit (name) VALUES ('pear')"));
    QCOMPARE(migrate(connection, both).value_or(-1), 2);
    QCOMPARE(schemaVersion(connection).value_or(-1), 2);
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM fruit WHERE colour = 'green'").value_or(-1), 2);
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM schema_migration WHERE length(checksum) = 64 AND "
                                    "applied_ms > 1700000000000")
                 .value_or(-1),
             2);
}

void MigratorTest::twiceIsOnce() {
    PAYOUT_EMPTY_STORE(store);
    QCOMPARE(migrate(store.connection(), both).value_or(-1), 2);
    QCOMPARE(migrate(store.connection(), both).value_or(-1), 2);
    QCOMPARE(queryInt64(store.connection(), "SELECT count(*) FROM fruit").value_or(-1), 1);
}

void MigratorTest::newerDatabaseIsRefused() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(migrate(store.connection(), both));
    const auto older = migrate(store.connection(), first);
    VERIFY_ERROR(older, ErrorKind::Refused, "DatabaseNewer");
    QVERIFY2(older.error().detail.contains(QStringLiteral("2 colour")), qPrintable(older.error().detail));
}

void MigratorTest::programsRefuseAnotherVersion() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_ERROR(requireSchema(store.connection(), both), ErrorKind::Refused, "DatabaseOlder");
    VERIFY_DONE(migrate(store.connection(), first));
    VERIFY_ERROR(requireSchema(store.connection(), both), ErrorKind::Refused, "DatabaseOlder");
    VERIFY_DONE(requireSchema(store.connection(), first));
    VERIFY_DONE(migrate(store.connection(), both));
    VERIFY_DONE(requireSchema(store.connection(), both));
    VERIFY_ERROR(requireSchema(store.connection(), first), ErrorKind::Refused, "DatabaseNewer");
    VERIFY_ERROR(requireSchema(store.connection(), changed), ErrorKind::Broken, "MigrationChanged");
}

void MigratorTest::changedMigrationIsBroken() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(migrate(store.connection(), both));
    VERIFY_ERROR(migrate(store.connection(), changed), ErrorKind::Broken, "MigrationChanged");
    VERIFY_DONE(migrate(store.connection(), both));
    VERIFY_DONE(execute(store.connection(), "UPDATE schema_migration SET checksum = 'x' WHERE number = 1"));
    VERIFY_ERROR(migrate(store.connection(), both), ErrorKind::Broken, "MigrationChanged");
}

void MigratorTest::missingMigrationIsBroken() {
    PAYOUT_EMPTY_STORE(store);
    VERIFY_DONE(migrate(store.connection(), both));
    VERIFY_ERROR(migrate(store.connection(), withoutSecond), ErrorKind::Broken, "MigrationChanged");
}

void MigratorTest::interruptedUpgradeResumes() {
    PAYOUT_EMPTY_STORE(store);
    Connection& connection = store.connection();
    const auto broken = migrate(connection, failing);
    VERIFY_ERROR(broken, ErrorKind::Broken, "SqlError");
    QVERIFY2(broken.error().detail.contains(QStringLiteral("migration 2")), qPrintable(broken.error().detail));
    // The first stayed; of the second nothing did, not even its DDL.
    QCOMPARE(schemaVersion(connection).value_or(-1), 1);
    QVERIFY(!queryInt64(connection, "SELECT count(colour) FROM fruit"));
    QCOMPARE(migrate(connection, mended).value_or(-1), 3);
    QCOMPARE(queryInt64(connection, "SELECT count(*) FROM fruit WHERE colour = 'green' AND size IS NULL").value_or(-1),
             1);
}

void MigratorTest::twoProgramsAtOnce() {
    PAYOUT_EMPTY_STORE(store);
    std::array<Result<int>, 2> versions{0, 0};
    const auto upgrade = [&store, &versions](std::size_t which) {
        const auto connection = store.open();
        versions[which] = connection ? migrate(**connection, mended) : std::unexpected(connection.error());
    };
    std::thread one(upgrade, 0);
    std::thread two(upgrade, 1);
    one.join();
    two.join();
    for (const auto& version : versions) {
        VERIFY_DONE(version);
        QCOMPARE(*version, 3);
    }
    QCOMPARE(queryInt64(store.connection(), "SELECT count(*) FROM fruit").value_or(-1), 1);
}

void MigratorTest::disorderIsABug() {
    PAYOUT_EMPTY_STORE(store);
    const std::vector<Migration> disorder{{2, "colour", addColour}, {1, "fruit", createFruit}};
    QVERIFY(support::checkFails([&] { static_cast<void>(migrate(store.connection(), disorder)); }));
}

void MigratorTest::realMigrationsApply() {
    PAYOUT_EMPTY_STORE(store);
    const int newest = allMigrations().back().number;
    QCOMPARE(newest, protocolOfThisProgram); // a program says by which rules it sends (I23)
    QCOMPARE(migrate(store.connection()).value_or(-1), newest);
    QCOMPARE(migrate(store.connection()).value_or(-1), newest);
    QVERIFY(store.connection().now().value_or(UtcTime()).ms > 1'700'000'000'000);
}

QTEST_GUILESS_MAIN(MigratorTest)
#include "migrator_test.moc"
