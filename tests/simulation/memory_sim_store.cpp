// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_store.h"

#include "core/channel/channel_profile.h"
#include "core/store/transaction.h"
#include "tests/simulation/world.h"
#include "tests/support/memory_store/memory_changes.h"

namespace payout::simulate {

using std::chrono::hours;

namespace {

const UtcTime firstDay = startOf(BusinessDate{20'261'118});

memory::State newInstitution(bool isCertified) {
    memory::Database db;
    db.clock = firstDay + hours(10);
    for (int i = 0; i < 5; ++i) memory::addPerson(db, actor(i).login, actor(i).roles);
    const auto profile = simProfile(isCertified);
    const ChannelId channel = memory::addChannel(db, QStringLiteral("ACP"), QString::fromUtf8(toJson(profile)));
    memory::ChannelRow row = db.state.channels[0];
    row.statesBalances = false;
    row.resendWindowMs = channel::resendWindow(profile).count();
    db.state.channels.put(0, row);
    memory::addMerchant(db, QStringLiteral("M1"), channel, 1'000'000'000, 50);
    db.state.commit();
    return db.state;
}

/// Everybody and the channel, as a state to copy: making it costs more than a schedule.
const memory::State& institution(bool isCertified) {
    static const memory::State certified = newInstitution(true);
    static const memory::State plain = newInstitution(false);
    return isCertified ? certified : plain;
}

memory::BankLineRow lineOf(const checker::Execution& paid, const memory::StatementFileRow& file, std::int64_t no) {
    memory::BankLineRow line;
    line.id = bankLineIdOf(file.id, no);
    line.file = file.id;
    line.channel = file.channel;
    line.bookedAt = UtcTime(paid.at);
    line.amountMinor = paid.amount;
    line.orderNo = QString::fromStdString(paid.orderNo);
    line.payeeAccount = QString::fromStdString(paid.payee);
    return line;
}

} // namespace

struct SimStore::Parts {
    memory::Database db;
};

struct SimStore::Copy {
    memory::State state;
};

SimStore::SimStore() : m_parts(std::make_unique<Parts>()) {}
SimStore::~SimStore() = default;

void SimStore::begin(bool isCertified) {
    m_parts->db.state = institution(isCertified);
    m_parts->db.hooks = hooks;
}

void SimStore::setLimit(rules::LimitKind kind, std::int64_t minor) {
    m_parts->db.state.limits.append({kind, Currency::cny(), minor});
    m_parts->db.state.commit();
}

void SimStore::setClock(UtcTime time) { m_parts->db.clock = time; }
UtcTime SimStore::clock() const { return m_parts->db.clock; }
std::shared_ptr<store::Connection> SimStore::open() { return m_parts->db.open(); }
const memory::State& SimStore::state() const { return m_parts->db.state; }
std::int64_t SimStore::timeline() const { return m_parts->db.timeline; }
bool SimStore::isStopped(PayoutId payout) const {
    const memory::Database& db = m_parts->db;
    return db.state.channels[0].stopped || memory::stopOf(db, payout).has_value();
}

InstructionId SimStore::addApprovedBatch(const QString&, const std::vector<memory::BatchRow>& rows) {
    memory::Database& db = m_parts->db;
    return memory::addApprovedBatch(db, db.state.channels[0].id, db.state.merchants[0].id, {PersonId(1), PersonId(2)},
                                    rows);
}

void SimStore::setStopped(bool isStopped) {
    memory::Database& db = m_parts->db;
    memory::ChannelRow channel = db.state.channels[0];
    channel.stopped = isStopped;
    db.state.channels.put(0, channel);
    db.state.commit();
}

Result<std::optional<StatementFileId>> SimStore::insertFile(store::Connection& connection, UtcTime to,
                                                            const std::vector<checker::Execution>& book) {
    TRY(memory::Database * db, memory::reachToWrite(connection));
    const auto& files = db->state.files;
    memory::StatementFileRow file;
    file.id = StatementFileId(static_cast<std::int64_t>(files.size()) + 1);
    file.channel = db->state.channels[0].id;
    file.from = files.size() == 0 ? firstDay : files[files.size() - 1].to;
    file.to = to;
    if (file.from >= file.to) return std::nullopt;
    db->state.files.append(file);
    std::int64_t no = 0;
    for (const checker::Execution& paid : book)
        if (UtcTime(paid.at) >= file.from && UtcTime(paid.at) < file.to)
            db->state.lines.append(lineOf(paid, file, ++no));
    return file.id;
}

Done SimStore::insertComparison(store::Connection& connection, UtcTime to) {
    TRY(memory::Database * db, memory::reachToWrite(connection));
    db->state.comparisons.append({db->state.channels[0].id, to});
    return {};
}

std::shared_ptr<const SimStore::Copy> SimStore::copy() const {
    return std::make_shared<const Copy>(Copy{m_parts->db.state});
}

void SimStore::putBack(const Copy& copy, bool raisesTimeline) {
    memory::Database& db = m_parts->db;
    db.state = copy.state;
    ++db.generation;
    db.startedAt = db.clock;
    if (raisesTimeline) ++db.timeline;
}

void prepareEngine() {
    for (const bool isCertified : {true, false}) (void)institution(isCertified);
}

const char* engineName() { return "memory"; }
const char* engineLimits() { return ""; }

} // namespace payout::simulate
