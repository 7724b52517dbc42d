// SPDX-License-Identifier: GPL-3.0-or-later
// payout-admin as a person runs it: setting a database up, and the demo workspace, whose week went through the real
// commands.
#include "app/admin/demo_files.h"
#include "app/admin/demo_week.h"
#include "app/admin/demo_workspace.h"
#include "app/workspace.h"
#include "core/batch/batch_file.h"
#include "core/channel/acp/acp_keys.h"
#include "core/ledger/ledger_check.h"
#include "core/people/sign_in.h"
#include "core/store/statement.h"
#include "tests/support/temp_store.h"

#include <QDateTime>
#include <QDir>

using namespace payout;

namespace {

Result<QString> run(Result<QString> (*command)(const admin::Arguments&), const QStringList& options) {
    QCommandLineParser parser;
    for (const char* name :
         {"database", "environment", "institution", "login", "name", "role", "code", "fee", "profile", "merchant",
          "channel", "amount", "data", "payout", "payee-day", "hour", "day", "reason"})
        parser.addOption({QLatin1String(name), QString(), QStringLiteral("value")});
    parser.parse(QStringList{QStringLiteral("payout-admin")} + options);
    return command(admin::Arguments(parser));
}

QStringList demoOptions(const QString& folder, const support::TempStore& store) {
    return {QStringLiteral("--data"), folder, QStringLiteral("--database"), store.url().text};
}

std::int64_t number(store::Connection& connection, const char* sql) {
    const auto found = store::queryInt64(connection, sql);
    return found ? *found : -1;
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSet<batch::BatchIssueCode> errorsOf(const QByteArray& file) {
    QSet<batch::BatchIssueCode> codes;
    const auto read = batch::readBatchFile(file, {});
    if (read)
        for (const batch::BatchFileIssue& issue : read->errors) codes.insert(issue.code);
    return codes;
}

} // namespace

class DemoWorkspaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWeekThatHolds_data() { support::addEngineRows(); }
    void aWeekThatHolds();
    void secondRunChangesNothing();
    void workspaceOfANewerProgramIsLeftAlone();
    void interruptedWorkspaceIsMadeAnew();
    void foreignFilesAreNotTouched();
    void databaseWithDataIsRefused();
    void filesToPractiseWith();
    void setUpByHand_data() { support::addEngineRows(); }
    void setUpByHand();
    void wrongUsage();
};

void DemoWorkspaceTest::aWeekThatHolds() {
    PAYOUT_EMPTY_STORE(store);
    QTemporaryDir folder;
    VERIFY_DONE(run(admin::makeDemo, demoOptions(folder.path(), store)));
    store::Connection& connection = store.connection();

    const auto violations = ledger::ledgerCheck(connection);
    VERIFY_DONE(violations);
    QVERIFY(violations->empty());
    QCOMPARE(number(connection, "SELECT COUNT(*) FROM clock_override WHERE fixed_ms IS NULL AND offset_ms = 0"), 1);
    QCOMPARE(number(connection, "SELECT COUNT(*) FROM setting WHERE value = 'TRAINING'"), 1);
    QVERIFY(number(connection, "SELECT COUNT(*) FROM payout WHERE state = 'SUCCESS'") > 50);
    QCOMPARE(number(connection, "SELECT COUNT(*) FROM payout WHERE state = 'RETURNED'"), 1);
    QCOMPARE(number(connection, "SELECT COUNT(*) FROM payout WHERE state IS NULL OR state NOT IN "
                                "('SUCCESS', 'RETURNED')"),
             0);
    QCOMPARE(number(connection, "SELECT COUNT(*) FROM instruction WHERE state <> 'CLOSED'"), 0);
    QCOMPARE(number(connection, "SELECT COUNT(*) FROM comparison WHERE state = 'SIGNED'"), 3 * admin::demoDays);
    QCOMPARE(number(connection, "SELECT COUNT(*) FROM comparison WHERE state <> 'SIGNED' OR critical_count <> 0"), 0);
    // Statements through yesterday (through the day before in the first hour of a day), and nothing in the future.
    const UtcTime now(QDateTime::currentMSecsSinceEpoch());
    const UtcTime covered(number(connection, "SELECT covered_through_ms FROM channel"));
    QVERIFY(covered <= now && covered >= now - std::chrono::hours(26));
    QVERIFY(number(connection, "SELECT MAX(at_ms) FROM trail") <= now.ms);

    SeededIdSource ids(1);
    for (const char* login :
         {"clerk", "clerk2", "auditor", "auditor2", "operator", "operator2", "supervisor", "supervisor2"})
        VERIFY_DONE(people::signIn(connection, ids, {QLatin1String(login), admin::demoPassword}));
    const auto workspace = app::readWorkspace(folder.path());
    VERIFY_DONE(workspace);
    QCOMPARE(workspace->database.text, store.url().text);
    QVERIFY(QFile::exists(workspace->bankBooks()));
    VERIFY_DONE(channel::acp::createPracticeKeys(workspace->keys())); // they are there, all four
}

void DemoWorkspaceTest::secondRunChangesNothing() {
    QTemporaryDir folder;
    const QStringList options{QStringLiteral("--data"), folder.path()};
    VERIFY_DONE(run(admin::makeDemo, options));
    const QByteArray workspace = contentOf(folder.filePath(QStringLiteral("workspace.json")));
    const QByteArray books = contentOf(folder.filePath(QStringLiteral("bank/books.journal")));
    QVERIFY(!workspace.isEmpty() && !books.isEmpty());
    VERIFY_DONE(run(admin::makeDemo, options));
    QCOMPARE(contentOf(folder.filePath(QStringLiteral("workspace.json"))), workspace);
    QCOMPARE(contentOf(folder.filePath(QStringLiteral("bank/books.journal"))), books);
}

void DemoWorkspaceTest::workspaceOfANewerProgramIsLeftAlone() {
    QTemporaryDir folder;
    const QStringList options{QStringLiteral("--data"), folder.path()};
    VERIFY_DONE(run(admin::makeDemo, options));
    const auto workspace = app::findWorkspace(folder.path());
    VERIFY_DONE(workspace);
    auto connection = store::Connection::open((*workspace)->database, QStringLiteral("test"));
    VERIFY_DONE(connection);
    VERIFY_DONE(store::execute(**connection, "INSERT INTO schema_migration (number, name, checksum, applied_ms) "
                                             "VALUES (999, 'later', 'x', 1)"));
    VERIFY_ERROR(run(admin::makeDemo, options), ErrorKind::Refused, "DatabaseNewer");
    const QStringList database{QStringLiteral("--database"), (*workspace)->database.text};
    VERIFY_ERROR(run(admin::verify, database), ErrorKind::Refused, "DatabaseNewer");
}

void DemoWorkspaceTest::interruptedWorkspaceIsMadeAnew() {
    QTemporaryDir folder;
    const QStringList options{QStringLiteral("--data"), folder.path()};
    VERIFY_DONE(run(admin::makeDemo, options));
    // As a kill before the end leaves it.
    QVERIFY(QFile::remove(folder.filePath(QStringLiteral("workspace.json"))));
    QFile mark(folder.filePath(QStringLiteral("unfinished")));
    QVERIFY(mark.open(QIODevice::WriteOnly));
    VERIFY_DONE(run(admin::makeDemo, options));
    QVERIFY(!mark.exists());
}

void DemoWorkspaceTest::foreignFilesAreNotTouched() {
    QTemporaryDir folder;
    QFile other(folder.filePath(QStringLiteral("demo.db")));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("mine") == 4 && other.flush());
    VERIFY_ERROR(run(admin::makeDemo, {QStringLiteral("--data"), folder.path()}), ErrorKind::Refused, "FolderTaken");
    QCOMPARE(contentOf(other.fileName()), QByteArray("mine"));
}

void DemoWorkspaceTest::databaseWithDataIsRefused() {
    const auto store = support::TempStore::create(store::Engine::Sqlite);
    VERIFY_DONE(store);
    QTemporaryDir folder;
    VERIFY_ERROR(run(admin::makeDemo, demoOptions(folder.path(), **store)), ErrorKind::Refused, "DatabaseNotEmpty");
}

void DemoWorkspaceTest::filesToPractiseWith() {
    const BusinessDate today{20261122};
    QVERIFY(errorsOf(admin::misbehavingBatchFile(today)).isEmpty());
    QVERIFY(errorsOf(admin::largeBatchFile(today)).isEmpty());
    QSet<std::int64_t> endings;
    const auto read = batch::readBatchFile(admin::misbehavingBatchFile(today), {}, [&](const batch::BatchRow& row) {
        if (row.amountMinor % 10 != 0) endings.insert(row.amountMinor % 100);
        return Done();
    });
    VERIFY_DONE(read);
    QCOMPARE(read->rowsCount, 24);
    QCOMPARE(endings, (QSet<std::int64_t>{1, 2, 3, 4, 5, 6, 7}));
    const auto codes = errorsOf(admin::mistakenBatchFile(today));
    for (const batch::BatchIssueCode code :
         {batch::BatchIssueCode::AccountExcelDamage, batch::BatchIssueCode::AmountTooManyDecimals,
          batch::BatchIssueCode::RefRepeated, batch::BatchIssueCode::AccountLength,
          batch::BatchIssueCode::FormulaLeading, batch::BatchIssueCode::ControlRowsMismatch})
        QVERIFY2(codes.contains(code), qPrintable(batch::nameOf(code)));
}

void DemoWorkspaceTest::setUpByHand() {
    PAYOUT_EMPTY_STORE(store);
    const QString url = store.url().text;
    const auto on = [&url](QStringList options) {
        return QStringList{QStringLiteral("--database"), url} + std::move(options);
    };
    const QString profile = QStringLiteral(PAYOUT_SOURCE "/resources/channels/practice.profile.json");
    VERIFY_ERROR(run(admin::verify, on({})), ErrorKind::Refused, "DatabaseOlder");
    VERIFY_DONE(run(admin::initDatabase, on({QStringLiteral("--institution"), QStringLiteral("机构")})));
    VERIFY_DONE(run(admin::initDatabase, on({}))); // as often as one likes
    VERIFY_DONE(run(admin::addChannel, on({QStringLiteral("--profile"), profile})));
    VERIFY_ERROR(run(admin::addChannel, on({QStringLiteral("--profile"), profile})), ErrorKind::Refused,
                 "ChannelTaken");
    const QStringList merchant{QStringLiteral("--code"), QStringLiteral("M1"),    QStringLiteral("--name"),
                               QStringLiteral("商户"),   QStringLiteral("--fee"), QStringLiteral("0.50")};
    VERIFY_DONE(run(admin::addMerchant, on(merchant)));
    VERIFY_ERROR(run(admin::addMerchant, on(merchant)), ErrorKind::Refused, "MerchantTaken");
    QStringList money{QStringLiteral("--merchant"), QStringLiteral("M1"),       QStringLiteral("--channel"),
                      QStringLiteral("PRACTICE"),   QStringLiteral("--amount"), QStringLiteral("1000.50")};
    VERIFY_DONE(run(admin::deposit, on(money)));
    money[1] = QStringLiteral("M2");
    VERIFY_ERROR(run(admin::deposit, on(money)), ErrorKind::Refused, "MerchantUnknown");
    VERIFY_ERROR(run(admin::firstLimits, on({})), ErrorKind::Refused, "Usage");
    VERIFY_DONE(run(admin::firstLimits, on({QStringLiteral("--payout"), QStringLiteral("5000.00"),
                                            QStringLiteral("--day"), QStringLiteral("90000.00")})));
    VERIFY_ERROR(run(admin::firstLimits, on({QStringLiteral("--hour"), QStringLiteral("10000.00"),
                                             QStringLiteral("--day"), QStringLiteral("95000.00")})),
                 ErrorKind::Refused, "AlreadyHandled");
    QCOMPARE(number(store.connection(), "SELECT COUNT(*) FROM send_limit WHERE amount_minor IN (500000, 9000000)"), 2);
    VERIFY_DONE(run(admin::verify, on({})));
    VERIFY_ERROR(run(admin::raiseQuarantine, on({})), ErrorKind::Refused, "Usage");
    VERIFY_DONE(run(admin::raiseQuarantine, on({QStringLiteral("--reason"), QStringLiteral("its host burnt")})));
    QCOMPARE(number(store.connection(), "SELECT COUNT(*) FROM quarantine WHERE raised_by = 'payout-admin' "
                                        "AND reason = 'BY_HAND' AND detail = 'its host burnt'"),
             1);
    QCOMPARE(number(store.connection(), "SELECT quarantined FROM sending_quarantined"), 1);

    QCOMPARE(number(store.connection(), "SELECT balance_minor FROM ledger_account WHERE code = '2001'"), -100'050);
    QCOMPARE(number(store.connection(),
                    "SELECT COUNT(*) FROM channel WHERE account = '1001000000000001' AND health = 'DOWN' "
                    "AND pause_begin_ms = 85800000 AND send_timeout_ms = 30000 AND stable_ms = 900000"),
             1);
    QCOMPARE(
        number(store.connection(), "SELECT COUNT(*) FROM trail WHERE actor = 'payout-admin' AND event = 'created'"), 2);
}

void DemoWorkspaceTest::wrongUsage() {
    VERIFY_ERROR(run(admin::initDatabase, {}), ErrorKind::Refused, "Usage");
    VERIFY_ERROR(run(admin::makeDemo, {}), ErrorKind::Refused, "Usage");
    VERIFY_ERROR(run(admin::addPerson, {QStringLiteral("--login"), QStringLiteral("bob"), QStringLiteral("--name"),
                                        QStringLiteral("Bob"), QStringLiteral("--role"), QStringLiteral("KING")}),
                 ErrorKind::Refused, "Usage");
    QTemporaryDir folder;
    VERIFY_ERROR(run(admin::initDatabase, {QStringLiteral("--database"),
                                           QStringLiteral("sqlite://") + folder.filePath(QStringLiteral("payout.db")),
                                           QStringLiteral("--environment"), QStringLiteral("PLAY")}),
                 ErrorKind::Refused, "Usage");
}

QTEST_GUILESS_MAIN(DemoWorkspaceTest)
#include "demo_workspace_test.moc"
