// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/demo_workspace.h"

#include "app/admin/demo_files.h"
#include "app/admin/demo_week.h"
#include "app/workspace.h"
#include "core/channel/acp/acp_keys.h"
#include "core/dispatch/change_limit.h"
#include "core/dispatch/register_channel.h"
#include "core/ledger/deposit_for_merchant.h"
#include "core/ledger/ledger_check.h"
#include "core/ledger/register_merchant.h"
#include "core/people/create_person.h"
#include "core/people/load_actor.h"
#include "core/store/installation.h"
#include "core/store/migrator.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <array>

namespace payout::admin {

namespace {

/// Stands in the folder while the workspace is being made.
constexpr char unfinishedMark[] = "unfinished";
constexpr char databaseFile[] = "demo.db";

struct DemoPerson {
    const char* login;
    const char16_t* name;
    rules::Role role;
};
constexpr std::array demoPeople{
    DemoPerson{"clerk", u"王小燕", rules::Role::Clerk},
    DemoPerson{"clerk2", u"陈立", rules::Role::Clerk},
    DemoPerson{"auditor", u"李建国", rules::Role::Auditor},
    DemoPerson{"auditor2", u"赵敏", rules::Role::Auditor},
    DemoPerson{"operator", u"刘洋", rules::Role::Operator},
    DemoPerson{"operator2", u"孙悦", rules::Role::Operator},
    DemoPerson{"supervisor", u"周正", rules::Role::Supervisor},
    DemoPerson{"supervisor2", u"吴静", rules::Role::Supervisor},
};

struct DemoMerchant {
    const char* code;
    const char16_t* name;
    std::int64_t feeMinor;
    std::int64_t balanceMinor;
};
constexpr std::array demoMerchants{
    DemoMerchant{"M001", u"蓝天货运", 100, 500'000'000}, DemoMerchant{"M002", u"好邻居家政", 50, 80'000'000},
    DemoMerchant{"M003", u"晨光文具", 100, 50'000}, // too little for any of the demo's files
};

Done writeFile(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size() || !file.flush())
        return refused(QStringLiteral("FolderUnwritable"), path + QStringLiteral(": ") + file.errorString());
    return {};
}

/// What an interrupted run left; only files that this program made.
void clearUnfinished(const app::Workspace& workspace) {
    for (const char* suffix : {"", "-wal", "-shm"})
        QFile::remove(workspace.inFolder(databaseFile) + QLatin1String(suffix));
    QFile::remove(workspace.bankBooks());
    QFile::remove(QDir(workspace.egress()).filePath(QLatin1String(app::egressJournal)));
}

Done prepareFolder(const app::Workspace& workspace) {
    const QString mark = workspace.inFolder(unfinishedMark);
    if (QFile::exists(mark)) clearUnfinished(workspace);
    if (QFile::exists(workspace.inFolder(databaseFile)) || QFile::exists(workspace.bankBooks()))
        return refused(QStringLiteral("FolderTaken"), workspace.folder);
    for (const QString& folder :
         {workspace.folder, workspace.bank(), workspace.inbox(), workspace.statements(), workspace.batches()})
        if (!QDir().mkpath(folder)) return refused(QStringLiteral("FolderUnwritable"), folder);
    TRY_DONE(app::makeEgressFolder(workspace.egress()));
    TRY_DONE(writeFile(mark, {}));
    TRY_DONE(channel::acp::createPracticeKeys(workspace.keys()));
    const QString scenario = workspace.bankScenario();
    if (!QFile::exists(scenario) && !QFile::copy(QStringLiteral(PAYOUT_RESOURCES "/demo/bank_scenario.json"), scenario))
        return refused(QStringLiteral("FolderUnwritable"), scenario);
    return {};
}

Result<std::unique_ptr<store::Connection>> emptyDatabase(const store::DatabaseUrl& url) {
    TRY(auto connection, store::Connection::open(url, QStringLiteral("payout-admin")));
    TRY(const int version, store::schemaVersion(*connection));
    if (version != 0) return refused(QStringLiteral("DatabaseNotEmpty"), url.shown());
    TRY_DONE(store::migrate(*connection));
    TRY_DONE(store::setEnvironment(*connection, store::Environment::Training));
    TRY_DONE(store::setInstitution(*connection, QStringLiteral("演示支付机构")));
    return connection;
}

Result<rules::Actor> addDemoPerson(store::Connection& connection, IdSource& ids, const DemoPerson& person) {
    TRY(const PersonId id,
        people::createPerson(
            connection, ids,
            {QLatin1String(person.login), QString::fromUtf16(person.name), demoPassword, {person.role}}, adminActor));
    return people::loadActor(connection, id);
}

/// The first of each role makes the week.
void noteActor(DemoPeople& week, rules::Role role, const rules::Actor& actor) {
    const auto slot = [&week](rules::Role of) -> rules::Actor& {
        switch (of) {
        case rules::Role::Clerk: return week.clerk;
        case rules::Role::Auditor: return week.auditor;
        case rules::Role::Operator: return week.operatorPerson;
        case rules::Role::Supervisor: break;
        }
        return week.supervisor;
    };
    if (slot(role).person.isNone()) slot(role) = actor;
}

/// Above anything that the demo's own files hold.
std::vector<dispatch::FirstLimit> demoLimits() {
    using rules::LimitKind;
    return {{LimitKind::Payout, Money{5'000'000}},
            {LimitKind::PayeeDay, Money{10'000'000}},
            {LimitKind::Hour, Money{1'000'000'000}},
            {LimitKind::Day, Money{5'000'000'000}}};
}

Result<DemoHouse> furnish(store::Connection& connection) {
    DemoHouse house;
    SystemIdSource ids;
    for (const DemoPerson& person : demoPeople) {
        TRY(const rules::Actor actor, addDemoPerson(connection, ids, person));
        noteActor(house.people, person.role, actor);
    }
    TRY(const auto profile,
        channel::loadChannelProfile(QStringLiteral(PAYOUT_RESOURCES "/channels/practice.profile.json")));
    TRY(house.channel, dispatch::registerChannel(connection, profile, adminActor));
    for (const DemoMerchant& merchant : demoMerchants) {
        TRY(const MerchantId id,
            ledger::registerMerchant(
                connection, {QLatin1String(merchant.code), QString::fromUtf16(merchant.name), Money{merchant.feeMinor}},
                adminActor));
        TRY_DONE(ledger::depositForMerchant(connection, {id, house.channel, Money{merchant.balanceMinor}, adminActor}));
        house.merchants.push_back(id);
    }
    TRY_DONE(dispatch::setFirstLimits(connection, demoLimits()));
    return house;
}

/// The last day whose night work (statement and cuts, until 00:40) is over, so that history never runs ahead of now.
BusinessDate lastFullDay(UtcTime now) { return plusDays(businessDateOf(now - std::chrono::hours(1)), -1); }

Done makeHistory(store::Connection& connection, const app::Workspace& workspace, UtcTime now) {
    const BusinessDate last = lastFullDay(now);
    const UtcTime begin = startOf(plusDays(last, 1 - demoDays));
    TRY_DONE(store::setTrainingClock(connection, begin));
    TRY(DemoHouse house, furnish(connection));
    TRY(const auto bank, DemoBank::open(workspace, begin));
    TRY(auto storage, egress::openJournalFile(QDir(workspace.egress()).filePath(QLatin1String(app::egressJournal))));
    TRY(const auto journal, egress::Journal::open(std::move(storage)));
    TRY_DONE(DemoWeek(connection, *bank, *journal, std::move(house)).run(last));
    return store::setTrainingClock(connection, std::nullopt);
}

Done writeBatches(const app::Workspace& workspace, BusinessDate today) {
    const QDir folder(workspace.batches());
    TRY_DONE(writeFile(folder.filePath(QStringLiteral("24-rows-bank-misbehaves.csv")), misbehavingBatchFile(today)));
    TRY_DONE(writeFile(folder.filePath(QStringLiteral("with-mistakes.csv")), mistakenBatchFile(today)));
    return writeFile(folder.filePath(QStringLiteral("5000-rows.csv")), largeBatchFile(today));
}

Done checkBooks(store::Connection& connection) {
    TRY(const auto violations, ledger::ledgerCheck(connection));
    if (violations.empty()) return {};
    return broken(QStringLiteral("BooksDoNotHold"), violations.front().code + u' ' + violations.front().detail);
}

Done make(const app::Workspace& workspace) {
    const UtcTime now(QDateTime::currentMSecsSinceEpoch());
    TRY_DONE(prepareFolder(workspace));
    TRY(const auto connection, emptyDatabase(workspace.database));
    TRY_DONE(makeHistory(*connection, workspace, now));
    TRY_DONE(checkBooks(*connection));
    TRY_DONE(writeBatches(workspace, businessDateOf(now)));
    TRY_DONE(app::writeWorkspace(workspace));
    QFile::remove(workspace.inFolder(unfinishedMark));
    return {};
}

QString welcome(const app::Workspace& workspace) {
    QString text = QStringLiteral("A workspace to practise with is in %1\nMerchants' files: %2\nPeople, all with the "
                                  "password %3:\n")
                       .arg(workspace.folder, workspace.batches(), demoPassword);
    for (const DemoPerson& person : demoPeople)
        text += QStringLiteral("  %1 %2 %3\n")
                    .arg(QLatin1String(person.login), -12)
                    .arg(rules::storedName(person.role), -10)
                    .arg(QString::fromUtf16(person.name));
    return text;
}

} // namespace

Result<QString> makeDemo(const Arguments& arguments) {
    TRY(const QString folder, arguments.required("data"));
    TRY(const auto found, app::findWorkspace(folder));
    if (found) {
        // An older one is brought up to date, a newer one refused.
        TRY(auto connection, store::Connection::open(found->database, QStringLiteral("payout-admin")));
        TRY_DONE(store::migrate(*connection));
        return QStringLiteral("The workspace in %1 is ready.\n").arg(found->folder);
    }
    app::Workspace workspace;
    workspace.folder = QDir(folder).absolutePath();
    if (arguments.has("database")) {
        TRY(workspace.database, store::DatabaseUrl::parse(arguments.optional("database")));
    } else {
        workspace.database = store::DatabaseUrl::sqlite(workspace.inFolder(databaseFile));
    }
    TRY_DONE(make(workspace));
    return welcome(workspace);
}

} // namespace payout::admin
