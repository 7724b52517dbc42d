// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/memory_store/twin_world.h"

#include "core/rules/states.h"
#include "tests/support/memory_store/memory_changes.h"
#include "tests/support/memory_store/memory_institution.h"

namespace payout::twin {

namespace {

const UtcTime morning = startOf(BusinessDate{20'261'118}) + std::chrono::hours(10);

QString number(std::int64_t value) { return QString::number(value); }
QString number(std::optional<UtcTime> time) { return time ? QString::number(time->ms) : QStringLiteral("-"); }
QString flag(bool value) { return value ? QStringLiteral("1") : QStringLiteral("0"); }

QString holdName(memory::Hold hold) {
    switch (hold) {
    case memory::Hold::None: return {};
    case memory::Hold::SuspectDuplicate: return QStringLiteral("SUSPECT_DUPLICATE");
    case memory::Hold::ScreenBlocked: return QStringLiteral("SCREEN_BLOCKED");
    }
    return {};
}

} // namespace

struct TwinWorld::Parts {
    memory::Database db;
    std::unique_ptr<store::Connection> connection;
    ChannelId channel;
    MerchantId merchant;
    std::int64_t batches = 0;
    QStringList out;

    void say(std::initializer_list<QString> words) { out << QStringList(words).join(u'|'); }
};

TwinWorld::TwinWorld() : m_parts(std::make_unique<Parts>()) {}
TwinWorld::~TwinWorld() = default;

std::unique_ptr<TwinWorld> TwinWorld::create() {
    std::unique_ptr<TwinWorld> world(new TwinWorld);
    memory::Database& db = world->m_parts->db;
    db.clock = morning;
    for (int i = 0; i < 5; ++i) memory::addPerson(db, QString::fromLatin1(twinLogins[i]), twinRoles(i));
    world->m_parts->channel = memory::addChannel(db, QStringLiteral("ACP"), twinProfile());
    memory::ChannelRow channel = db.state.channels[0];
    channel.statesBalances = false;
    db.state.channels.put(0, channel);
    world->m_parts->merchant =
        memory::addMerchant(db, QStringLiteral("M1"), world->m_parts->channel, 1'000'000'000, 50);
    db.state.commit();
    world->m_parts->connection = db.open();
    return world;
}

store::Connection& TwinWorld::connection() { return *m_parts->connection; }
void TwinWorld::passTime(std::chrono::milliseconds time) { m_parts->db.clock = m_parts->db.clock + time; }
ChannelId TwinWorld::channel() const { return m_parts->channel; }

std::vector<PayoutId> TwinWorld::addApprovedBatch(const std::vector<std::int64_t>& amounts) {
    ++m_parts->batches;
    std::vector<memory::BatchRow> rows;
    for (std::size_t i = 0; i < amounts.size(); ++i)
        rows.push_back({QStringLiteral("收款人"), twinPayee(m_parts->batches, i + 1), amounts[i]});
    const InstructionId id =
        memory::addApprovedBatch(m_parts->db, m_parts->channel, m_parts->merchant, {PersonId(1), PersonId(2)}, rows);
    std::vector<PayoutId> payouts;
    for (std::size_t i = 0; i < amounts.size(); ++i)
        payouts.push_back(payoutIdOf(id, static_cast<std::int64_t>(i + 1)));
    return payouts;
}

void TwinWorld::setStopped(bool isStopped) {
    memory::ChannelRow channel = m_parts->db.state.channels[0];
    channel.stopped = isStopped;
    m_parts->db.state.channels.put(0, channel);
    m_parts->db.state.commit();
}

void TwinWorld::setMerchantStopped(bool isStopped, bool everything) {
    auto& stops = m_parts->db.state.stops;
    const MerchantId which = everything ? MerchantId() : m_parts->merchant;
    const std::size_t at = stops.find([&](const memory::StopRow& s) { return s.merchant == which; });
    if (at == stops.size())
        stops.append({which, isStopped});
    else
        stops.put(at, {which, isStopped});
    m_parts->db.state.commit();
}

void TwinWorld::setLimit(rules::LimitKind kind, std::optional<std::int64_t> minor) {
    auto& limits = m_parts->db.state.limits;
    const std::size_t at = limits.find([&](const memory::LimitRow& l) { return l.kind == kind; });
    if (at == limits.size())
        limits.append({kind, {}, minor});
    else
        limits.put(at, {kind, {}, minor});
    m_parts->db.state.commit();
}

void TwinWorld::closeToday() {
    memory::Database& db = m_parts->db;
    const BusinessDate today = businessDateOf(db.clock);
    for (const memory::PayoutRow& p : db.state.payouts.rows()) {
        const memory::InstructionRow& i = memory::instructionOf(db, p.id);
        if (i.businessDate != today) continue;
        if (memory::isDayClosed(db, p.id)) return;
        const bool isOut = memory::anyAttempt(db, p.id, [](const memory::AttemptRow& a) {
            return a.state != rules::AttemptState::Prepared && a.state != rules::AttemptState::Burnt;
        });
        if (p.state == rules::PayoutState::Unclaimed || (p.state == rules::PayoutState::Processing && !isOut)) return;
    }
    db.state.closedDays.append({m_parts->channel, today});
    db.state.commit();
}

void TwinWorld::coverThrough(UtcTime time) {
    memory::ChannelRow channel = m_parts->db.state.channels[0];
    channel.coveredThrough = time;
    m_parts->db.state.channels.put(0, channel);
    m_parts->db.state.commit();
}

void TwinWorld::listPayeeOf(PayoutId payout) {
    const QString account = memory::payoutOf(m_parts->db, payout).payeeAccount;
    if (memory::isListed(m_parts->db, account)) return;
    m_parts->db.state.screeningList.append(account);
    m_parts->db.state.commit();
}

void TwinWorld::setAside(PayoutId payout) {
    const memory::PayoutRow& row = memory::payoutOf(m_parts->db, payout);
    if (row.state != rules::PayoutState::Unclaimed || memory::isSetAside(m_parts->db, payout)) return;
    m_parts->db.state.setAside.append({payout, PersonId(4)});
    m_parts->db.state.commit();
}

void TwinWorld::addLine(const QString& orderNo, std::int64_t amountMinor, bool isBooked) {
    memory::State& state = m_parts->db.state;
    const UtcTime now = m_parts->db.clock;
    memory::StatementFileRow file;
    file.id = StatementFileId(static_cast<std::int64_t>(state.files.size()) + 1);
    file.channel = m_parts->channel;
    file.from = now - std::chrono::hours(1);
    file.to = now;
    file.isProven = false;
    state.files.append(file);
    memory::BankLineRow line;
    line.id = bankLineIdOf(file.id, 1);
    line.file = file.id;
    line.channel = file.channel;
    line.bookedAt = now;
    line.amountMinor = amountMinor;
    line.status = isBooked ? memory::LineStatus::Booked : memory::LineStatus::Info;
    line.orderNo = orderNo;
    state.lines.append(line);
    state.commit();
}

rules::Actor TwinWorld::actor(int which) {
    return {PersonId(which + 1), QString::fromLatin1(twinLogins[which]), twinRoles(which)};
}

QStringList TwinWorld::print() {
    Parts& p = *m_parts;
    const memory::State& s = p.db.state;
    p.out.clear();
    for (const auto& i : s.instructions.rows())
        p.say({QStringLiteral("instruction"), number(i.id.value), storedName(i.state), flag(i.allClaimed),
               number(i.version), i.lastActor});
    for (const auto& r : s.payouts.rows())
        p.say({QStringLiteral("payout"), number(r.id.value), storedName(r.state), holdName(r.hold), number(r.version),
               r.subReason, r.version > 1 ? number(r.stateAt.ms) : QStringLiteral("-"), number(r.exceptionAt),
               number(r.unlocksAt), r.lastActor, r.lastReason, r.lastEvidence,
               r.evidenceAnswer ? number(*r.evidenceAnswer) : QStringLiteral("-")});
    std::vector<memory::AttemptRow> attempts = s.attempts.rows();
    std::ranges::sort(attempts, {}, [](const auto& a) { return std::pair(a.payout, a.attemptNo); });
    for (const auto& a : attempts)
        p.say({QStringLiteral("attempt"), number(a.payout.value), number(a.attemptNo), a.orderNo, storedName(a.state),
               number(a.epoch), a.txnTime, a.payloadDigest.left(12), number(a.armedAt), number(a.neededThrough),
               a.flowNo, number(a.notExistCount), number(a.queries), number(a.nextQuery), number(a.burntAt)});
    std::vector<memory::SendRow> sends = s.sends.rows();
    std::ranges::sort(sends, {}, [](const auto& a) { return std::pair(a.payout, a.attemptNo); });
    for (const auto& a : sends)
        p.say({QStringLiteral("send"), number(a.payout.value), number(a.attemptNo), number(a.armedAt.ms),
               number(a.epoch), a.host, number(a.closedAt), number(a.bytesWritten), a.observation});
    for (const auto& a : s.answers.rows())
        p.say({QStringLiteral("answer"), number(a.id), number(a.payout.value), number(a.attemptNo), a.operation,
               number(a.at.ms), storedName(a.outcome), a.code, flag(a.codeListed), flag(a.amountAndOrderEqual),
               a.flowNo});
    for (const auto& l : s.leases.rows())
        p.say({QStringLiteral("lease"), l.job, l.host, number(l.epoch), number(l.expires.ms)});
    for (const auto& c : s.channels.rows())
        p.say({QStringLiteral("channel"), c.health, number(c.upSince), flag(c.stopped), number(c.coveredThrough)});
    for (const auto& i : s.incidents.rows())
        p.say({QStringLiteral("incident"), i.kind, number(i.payout.value), number(i.attemptNo)});
    for (const auto& n : s.newCodes.rows()) p.say({QStringLiteral("code"), n.operation, n.code, number(n.firstAnswer)});
    std::vector<memory::ScreeningRow> screenings = s.screenings.rows();
    std::ranges::sort(screenings, {}, [](const auto& r) { return std::tuple(r.payout, r.at, !r.isBlocked); });
    for (const auto& r : screenings)
        p.say({QStringLiteral("screening"), number(r.payout.value), number(r.at.ms), flag(r.isBlocked)});
    for (const auto& a : s.actions.rows())
        p.say({QStringLiteral("action"), number(a.payout.value), storedName(a.action), number(a.payoutVersion),
               number(a.proposedBy.value), a.evidenceDigest.left(12), number(static_cast<int>(a.state)),
               a.decidedBy ? number(a.decidedBy->value) : QStringLiteral("-"), number(a.decidedAt)});
    for (const auto& q : s.quarantines.rows())
        p.say({QStringLiteral("quarantine"), number(q.raisedAt.ms), q.reason, number(static_cast<int>(q.state)),
               q.proposedBy ? number(q.proposedBy->value) : QStringLiteral("-")});
    for (const auto& r : s.reports.rows())
        p.say({QStringLiteral("report"), r.egress, number(r.permits), number(r.permitsUnknown)});
    for (const auto& r : s.remembered.rows()) p.say({QStringLiteral("remembered"), r.orderNo, number(r.armedAt.ms)});
    for (const auto& w : s.watches.rows()) p.say({QStringLiteral("watch"), w.egress, number(w.seen.ms)});
    for (const auto& a : s.accounts.rows()) p.say({QStringLiteral("account"), a.code, number(a.balanceMinor)});
    for (const auto& t : s.trail.rows())
        p.say({QStringLiteral("trail"), number(t.at.ms), t.actor, t.objectKind, number(t.objectId), t.event,
               t.fromState, t.toState});
    return p.out;
}

} // namespace payout::twin
