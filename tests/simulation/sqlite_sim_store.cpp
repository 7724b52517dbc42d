// SPDX-License-Identifier: GPL-3.0-or-later
// A SQLite file of its own for each schedule, copied from one that was migrated once. Sessions are the shipped ones;
// what befalls them is put in front of Transaction::begin, Transaction::commit and requireDurable by the linker
// (sqlite_seams.cpp).
#include "tests/simulation/sqlite_sim_store.h"

#include "core/channel/channel_profile.h"
#include "core/store/connection_parts.h"
#include "core/store/installation.h"
#include "core/store/migrator.h"
#include "core/store/statement.h"
#include "tests/simulation/sqlite_rows.h"
#include "tests/simulation/world.h"
#include "tests/support/payout_fixture.h"

#include <QFile>
#include <QTemporaryDir>

#include <sqlite3.h>

#include <set>

#include <malloc.h>
#include <unistd.h>

namespace payout::simulate {

using store::Connection;
using support::must;

namespace {

const UtcTime firstDay = startOf(BusinessDate{20'261'118});
const UtcTime begun = firstDay + std::chrono::hours(10); ///< as in World

// A sync costs nothing there.
QTemporaryDir& folder() {
    static QTemporaryDir made(QFileInfo(QStringLiteral("/dev/shm")).isWritable()
                                  ? QStringLiteral("/dev/shm/payout-simulation-XXXXXX")
                                  : QString());
    return made;
}

QString pathOf(const QString& name) { return folder().filePath(name); }

std::unique_ptr<Connection> opened(const QString& path) {
    return must(Connection::open(store::DatabaseUrl::sqlite(path), QStringLiteral("simulation")));
}

void removeDatabase(const QString& path) {
    for (const char* suffix : {"", "-wal", "-shm"}) QFile::remove(path + QLatin1String(suffix));
}

void copyFile(const QString& from, const QString& to) {
    if (!QFile::copy(from, to)) qFatal("cannot copy %s", qPrintable(from));
}

/// Who and what is there before a schedule; the ids are the same in every file.
struct Institution {
    QString path;
    std::unique_ptr<support::PayoutFixture> fixture; ///< knows the people
    MerchantId merchant;
    ChannelId channel;
};

Institution newInstitution(bool isCertified) {
    mallopt(M_TRIM_THRESHOLD, 256 << 20); // sessions come and go
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    Institution made;
    made.path = pathOf(isCertified ? QStringLiteral("certified.db") : QStringLiteral("plain.db"));
    const auto connection = opened(made.path);
    must(store::migrate(*connection));
    must(store::setEnvironment(*connection, store::Environment::Training));
    made.fixture = std::make_unique<support::PayoutFixture>(*connection);
    CHECK(made.fixture->clerk() == actor(0).person && made.fixture->auditor() == actor(1).person);
    for (int i = 2; i < 5; ++i) CHECK(made.fixture->addPerson(actor(i).login, actor(i).roles) == actor(i).person);
    made.channel = made.fixture->channel();
    const auto profile = simProfile(isCertified);
    must(store::execute(*connection,
                        "UPDATE channel SET profile = ?, pause_enabled = 1, states_balances = 0, resend_window_ms = ?",
                        QString::fromUtf8(toJson(profile)), std::int64_t{channel::resendWindow(profile).count()}));
    made.merchant = made.fixture->addMerchant(QStringLiteral("M1"), 1'000'000'000, 50);
    return made;
}

Institution& institution(bool isCertified) {
    static Institution certified = newInstitution(true);
    static Institution plain = newInstitution(false);
    return isCertified ? certified : plain;
}

/// Page by page, as an administrator's backup of a running database.
void backUp(Connection& from, const QString& to) {
    sqlite3* target = nullptr;
    CHECK(sqlite3_open(to.toUtf8().constData(), &target) == SQLITE_OK);
    sqlite3_backup* backup = sqlite3_backup_init(target, "main", from.parts().sqlite(), "main");
    CHECK(backup != nullptr && sqlite3_backup_step(backup, -1) == SQLITE_DONE);
    sqlite3_backup_finish(backup);
    sqlite3_close(target);
}

} // namespace

struct SimStore::Parts {
    memory::Hooks* hooks = nullptr;
    UtcTime clock;
    Institution* house = nullptr;
    QString path;
    std::unique_ptr<Connection> own; ///< the simulation's, which nothing befalls
    std::vector<std::unique_ptr<Connection>> idle;
    std::set<Connection*> sessions; ///< in use, and nothing has befallen them yet
    memory::State state;
    std::int64_t version = -1; ///< of the data when they were read
    bool isChangedHere = false;

    void use(const QString& newPath) {
        idle.clear();
        own.reset();
        if (!path.isEmpty()) removeDatabase(path);
        path = newPath;
        own = opened(path);
        house->fixture->useConnection(*own);
        state = {};
        version = -1;
    }
    void giveBack(Connection* session) {
        std::unique_ptr<Connection> owned(session);
        const bool isSound = sessions.erase(session) > 0 && !session->parts().isLost();
        if (isSound && !session->parts().isInTransaction) idle.push_back(std::move(owned));
    }
    void refresh() {
        const std::int64_t now = must(store::queryInt64(*own, "PRAGMA data_version"));
        if (now == version && !std::exchange(isChangedHere, false)) return;
        readRows(*own, state);
        version = now;
    }
};

struct SimStore::Copy {
    explicit Copy(QString name) : path(std::move(name)) {}
    ~Copy() { removeDatabase(path); }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;
    QString path;
};

namespace {

QString freshPath() {
    static int files = 0; // of this process; several share the folder
    return pathOf(QStringLiteral("payout-%1-%2.db").arg(::getpid()).arg(++files));
}

SimStore::Parts* running = nullptr;

} // namespace

memory::Hooks* hooksOf(Connection& session) {
    return running != nullptr && running->sessions.contains(&session) ? running->hooks : nullptr;
}

UtcTime simulatedTime() { return running == nullptr ? begun : running->clock; }

SimStore::SimStore() : m_parts(std::make_unique<Parts>()) {
    m_parts->hooks = &hooks;
    running = m_parts.get();
}

SimStore::~SimStore() {
    running = nullptr;
    m_parts->idle.clear();
    m_parts->own.reset();
    if (!m_parts->path.isEmpty()) removeDatabase(m_parts->path);
}

void SimStore::begin(bool isCertified) {
    m_parts->house = &institution(isCertified);
    const QString path = freshPath();
    copyFile(m_parts->house->path, path);
    m_parts->use(path);
}

void SimStore::setLimit(rules::LimitKind kind, std::int64_t minor) {
    must(store::execute(*m_parts->own, "INSERT INTO send_limit (kind, currency, amount_minor) VALUES (?, 'CNY', ?)",
                        rules::storedName(kind), minor));
    m_parts->isChangedHere = true;
}

void SimStore::setClock(UtcTime time) { m_parts->clock = time; }
UtcTime SimStore::clock() const { return m_parts->clock; }
std::int64_t SimStore::timeline() const { return 0; }

std::shared_ptr<Connection> SimStore::open() {
    std::unique_ptr<Connection> session;
    if (m_parts->idle.empty()) {
        session = opened(m_parts->path);
    } else {
        session = std::move(m_parts->idle.back());
        m_parts->idle.pop_back();
    }
    m_parts->sessions.insert(session.get());
    return {session.release(), [parts = m_parts.get()](Connection* ended) { parts->giveBack(ended); }};
}

const memory::State& SimStore::state() const {
    m_parts->refresh();
    return m_parts->state;
}

bool SimStore::isStopped(PayoutId) const { return m_parts->state.channels[0].stopped; }

InstructionId SimStore::addApprovedBatch(const QString& name, const std::vector<memory::BatchRow>& rows) {
    support::FixtureBatch batch;
    batch.merchant = m_parts->house->merchant;
    batch.batchNo = name;
    for (const memory::BatchRow& row : rows)
        batch.rows.push_back({row.merchantRowRef, row.payeeName, row.payeeAccount, row.amountMinor});
    const InstructionId made = m_parts->house->fixture->addPendingBatch(batch);
    m_parts->house->fixture->approve(made);
    m_parts->isChangedHere = true;
    return made;
}

void SimStore::setStopped(bool isStopped) {
    Connection& c = *m_parts->own;
    m_parts->isChangedHere = true;
    if (isStopped) {
        must(store::execute(c, "UPDATE channel SET stopped = 1, stopped_by = ?, lift_proposed_by = NULL",
                            actor(3).person));
        return;
    }
    must(store::execute(c, "UPDATE channel SET lift_proposed_by = ? WHERE stopped = 1", actor(1).person));
    must(store::execute(c, "UPDATE channel SET stopped = 0, stopped_by = ? WHERE stopped = 1", actor(3).person));
    must(store::execute(c, "UPDATE channel SET lift_proposed_by = NULL WHERE stopped = 0"));
}

Result<std::optional<StatementFileId>> SimStore::insertFile(Connection& c, UtcTime to,
                                                            const std::vector<checker::Execution>& book) {
    TRY(const auto last, store::queryOptionalInt64(c, "SELECT MAX(to_ms) FROM statement_file"));
    const UtcTime from = last ? UtcTime(*last) : firstDay;
    if (from >= to) return std::nullopt;
    const QString key = QString::number(to.ms);
    TRY(const std::int64_t id, store::queryInt64(c, R"sql(INSERT INTO statement_file (channel_id, account, format,
            identity_key, content_sha256, file_name, from_ms, to_ms, page_set, page_no, lines_count, debit_minor,
            credit_minor, proof, doubt, state, loaded_by, loaded_ms)
            SELECT CAST(? AS {int}), '6222', 'csv', CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS {int}),
            CAST(? AS {int}), CAST(? AS TEXT), 1, 1, 0, 0, 'NOT_POSSIBLE', '', 'LOADED', 'job:import', now_ms
            FROM payout_clock RETURNING id)sql",
                                                 m_parts->house->channel, key, key, key, from, to, key));
    const StatementFileId file(id);
    std::int64_t no = 0;
    for (const checker::Execution& paid : book) {
        const UtcTime at(paid.at);
        if (at < from || at >= to) continue;
        TRY_DONE(store::execute(c, R"sql(INSERT INTO bank_line (id, file_id, channel_id, booked_ms, booking_date,
            value_date, amount_minor, currency, direction, is_return, status, order_no, flow_no, payee_name,
            payee_account, return_reason) VALUES (?, ?, ?, ?, ?, ?, ?, 'CNY', 'DEBIT', 0, 'BOOKED', ?, '', '', ?,
            ''))sql",
                                bankLineIdOf(file, ++no), file, m_parts->house->channel, at, businessDateOf(at),
                                businessDateOf(at), paid.amount, QString::fromStdString(paid.orderNo),
                                QString::fromStdString(paid.payee)));
    }
    return file;
}

Done SimStore::insertComparison(Connection& c, UtcTime to) {
    TRY_DONE(store::execute(c, R"sql(INSERT INTO comparison (channel_id, cut_ms, version, covered_through_ms,
        created_actor, created_ms, figures, sheet_hash, unexplained_minor, critical_count, as_of_ms, state)
        SELECT CAST(? AS {int}), CAST(? AS {int}), 1, CAST(? AS {int}), 'job:compare', now_ms, '{}', '', 0, 0, now_ms,
        'OPEN' FROM payout_clock WHERE now_ms > 0)sql",
                            m_parts->house->channel, to, to));
    return {};
}

std::shared_ptr<const SimStore::Copy> SimStore::copy() const {
    auto copy = std::make_shared<const Copy>(freshPath());
    backUp(*m_parts->own, copy->path);
    return copy;
}

void SimStore::putBack(const Copy& copy, bool) {
    for (Connection* session : m_parts->sessions) session->parts().isUnusable = true;
    m_parts->sessions.clear();
    const QString path = freshPath();
    copyFile(copy.path, path);
    m_parts->use(path);
}

void prepareEngine() {
    takeOverTheClock();
    for (const bool isCertified : {true, false}) (void)institution(isCertified);
}

const char* engineName() { return "sqlite"; }
const char* engineLimits() { return "no timelines: a standby that lacks commits is a copy put back"; }

} // namespace payout::simulate
