// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simulation.h"

#include "tests/simulation/sim_facts.h"

#include <algorithm>

namespace payout::simulate {

namespace {

using rules::PayoutState;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr hours restAtMost{24 * 12}; // of calm: then it does not come to rest
constexpr std::int64_t stepsMost = 200'000;

struct Event {
    UtcTime at;
    std::function<void()> happens;
};

/// Each trouble is in about every third run, rare or frequent.
int rate(Dice& dice, int most) { return dice.chance(350) ? 1 + dice.below(most) : 0; }

Trouble drawTrouble(Dice& dice) {
    Trouble t;
    t.kill = rate(dice, 30);
    t.freeze = rate(dice, 30);
    t.lostBefore = rate(dice, 100);
    t.lostAfter = rate(dice, 100);
    t.unknownAlive = rate(dice, 100);
    t.commitFails = rate(dice, 60);
    t.notDurable = rate(dice, 200);
    t.sessionLost = rate(dice, 60);
    t.journalTorn = rate(dice, 100);
    t.takeOver = rate(dice, 900);
    t.bank.refusesConnection = rate(dice, 300);
    t.bank.losesRequest = rate(dice, 500);
    t.bank.ignores = rate(dice, 500);
    t.bank.paysLater = rate(dice, 800);
    t.bank.silent = rate(dice, 500);
    t.bank.saysError = rate(dice, 500);
    t.bank.saysUnlisted = rate(dice, 300);
    t.bank.answersAnother = rate(dice, 300);
    t.bank.answersWrong = rate(dice, 300);
    t.bank.payeeError = rate(dice, 300);
    t.bank.queryFails = rate(dice, 500);
    t.bank.queryLies = rate(dice, 800);
    return t;
}

class Run {
public:
    Run(std::uint64_t seed, bool tellStory)
        : m_world(seed), m_first(m_world, 1), m_second(m_world, 2), m_hasTwo(m_world.dice.chance(300)),
          m_people(m_world), m_workerA(m_world, m_first, 0), m_workerB(m_world, m_hasTwo ? m_second : m_first, 1) {
        m_world.isTelling = tellStory;
    }

    Outcome run(std::uint64_t seed);

private:
    void setUp();
    void planEvents(UtcTime until);
    void plan(milliseconds after, std::function<void()> happens) {
        m_events.push_back({m_world.clock + after, std::move(happens)});
    }
    void keepCopy();
    void restore(bool isFailover);
    void becomeCalm();
    void happen();
    void bootDue();
    void buryDead();
    void tellEnd();
    [[nodiscard]] bool isAtRest() const;
    [[nodiscard]] bool rests(const memory::PayoutRow& row) const;
    [[nodiscard]] UtcTime nextEvent(UtcTime latest) const;

    World m_world;
    SimEgress m_first;
    SimEgress m_second;
    bool m_hasTwo;
    SimPeople m_people;
    SimWorker m_workerA;
    SimWorker m_workerB;
    std::vector<Event> m_events;
    std::shared_ptr<const SimStore::Copy> m_copy;
    std::int64_t m_steps = 0;
};

void Run::setUp() {
    m_world.isCertified = m_world.dice.chance(400);
    m_world.bank.paysOnce = m_world.isCertified;
    if (m_world.dice.chance(150)) m_world.patience = 6;
    m_world.hookUp();
    m_world.db.begin(m_world.isCertified);
    if (m_world.dice.chance(150)) {
        // Above the largest payout: what does not fit today goes tomorrow.
        m_world.hourMost = m_world.dice.chance(600) ? 5'000 + m_world.dice.below(8'000) : 0;
        m_world.dayMost = m_world.hourMost == 0 || m_world.dice.chance(300) ? 8'000 + m_world.dice.below(12'000) : 0;
        if (m_world.hourMost > 0) m_world.db.setLimit(rules::LimitKind::Hour, m_world.hourMost);
        if (m_world.dayMost > 0) m_world.db.setLimit(rules::LimitKind::Day, m_world.dayMost);
        m_world.see(Sight::Limited);
    }
    m_world.timelineReleased = m_world.db.timeline();
    m_world.trouble = drawTrouble(m_world.dice);
    m_world.bank.manners = m_world.trouble.bank;
    m_first.addTo(m_world.programs);
    m_first.meet();
    if (m_hasTwo) {
        m_second.addTo(m_world.programs);
        m_second.meet();
    }
    m_workerA.addTo(m_world.programs);
    if (m_world.dice.chance(600)) {
        m_workerB.addTo(m_world.programs);
        m_world.see(Sight::TwoWorkersRan);
    }
    m_people.addTo(m_world.programs);
}

void Run::keepCopy() {
    m_copy = m_world.db.copy();
    m_world.tell([] { return QStringLiteral("a copy of the database is kept"); });
}

// The same rows as some time ago, and every session lost. A failover and a restore to a point in time raise the
// timeline; a copied file does not.
void Run::restore(bool isFailover) {
    const std::size_t sends = m_world.db.state().sends.size();
    m_world.db.putBack(*m_copy, isFailover || m_world.dice.chance(500));
    const std::size_t sendsLeft = m_world.db.state().sends.size();
    m_world.releasesSeen = m_world.releases();
    m_world.wasRestored = true;
    m_world.sendsSeen = std::min(m_world.sendsSeen, sendsLeft);
    if (sendsLeft < sends) m_world.see(Sight::PermitForgotten);
    m_world.see(isFailover ? Sight::DatabaseFailedOver : Sight::DatabaseRestored);
    m_world.tell([&] {
        return QStringLiteral("an older state of the database takes over, timeline %1").arg(m_world.db.timeline());
    });
    m_people.noticeForgotten();
}

void Run::planEvents(UtcTime until) {
    const milliseconds span = until - m_world.clock;
    const int batches = 1 + m_world.dice.below(3);
    for (int i = 0; i < batches; ++i)
        plan(i == 0 ? milliseconds(0) : m_world.dice.between(milliseconds(0), span / 2),
             [this] { m_people.addBatch(1 + m_world.dice.below(3)); });
    if (m_world.dice.chance(150)) {
        // Often in the middle of the first sending, where a few seconds decide what is forgotten.
        const milliseconds copied =
            m_world.dice.between(milliseconds(0), m_world.dice.chance(500) ? milliseconds(seconds(3)) : span / 2);
        plan(copied, [this] { keepCopy(); });
        plan(copied + m_world.dice.between(seconds(1), span / 2), [this] { restore(false); });
    }
    if (m_world.dice.chance(150)) { // a standby that is some moments behind
        const milliseconds at =
            m_world.dice.between(milliseconds(0), m_world.dice.chance(500) ? milliseconds(seconds(20)) : span);
        plan(at, [this] { keepCopy(); });
        plan(at + m_world.dice.between(milliseconds(1), seconds(5)), [this] { restore(true); });
    }
    if (m_world.dice.chance(200)) {
        const milliseconds at = m_world.dice.between(milliseconds(0), span);
        plan(at, [this] { m_people.setStopped(true); });
        plan(at + m_world.dice.between(minutes(1), hours(5)), [this] { m_people.setStopped(false); });
    }
    if (m_world.dice.chance(150))
        plan(m_world.dice.between(milliseconds(0), span), [this] {
            m_world.databaseError = m_world.dice.between(-hours(2), hours(2));
            m_world.see(Sight::ClockJumped);
            m_world.tell([&] {
                return QStringLiteral("the database's clock is off by %1 ms").arg(m_world.databaseError.count());
            });
        });
    if (m_world.dice.chance(100)) m_world.hostError = m_world.dice.between(-minutes(5), minutes(5));
    plan(span, [this] { becomeCalm(); });
    std::ranges::stable_sort(m_events, {}, &Event::at);
}

void Run::becomeCalm() {
    m_world.isCalm = true;
    m_world.bank.manners = {};
    m_world.databaseError = milliseconds(0);
    m_world.hostError = milliseconds(0);
    m_world.processes.thawAll();
    m_people.setStopped(false);
    m_world.tell([] { return QStringLiteral("the troubles are over"); });
    m_world.nudge();
}

UtcTime Run::nextEvent(UtcTime latest) const {
    UtcTime next = m_events.empty() ? latest : std::min(latest, m_events.front().at);
    for (const Program& program : m_world.programs)
        if (!program.isUp) next = std::min(next, program.restartAt);
    return next;
}

void Run::happen() {
    while (!m_events.empty() && m_events.front().at <= m_world.clock) {
        const auto happens = std::move(m_events.front().happens);
        m_events.erase(m_events.begin());
        m_world.syncClock();
        happens();
    }
}

void Run::bootDue() {
    for (Program& program : m_world.programs) {
        if (program.isUp || program.restartAt > m_world.clock) continue;
        program.isUp = true;
        program.members.clear();
        program.boot();
    }
}

void Run::buryDead() {
    const auto bury = [this](Program& program) {
        for (const int member : program.members) m_world.processes.end(member);
        program.members.clear();
        program.isUp = false;
        if (program.died) program.died();
        program.restartAt =
            m_world.clock + (m_world.isCalm
                                 ? milliseconds(seconds(1))
                                 : m_world.dice.between(seconds(1), minutes(m_world.dice.chance(300) ? 60 : 1)));
    };
    if (m_world.doomed >= 0) bury(m_world.programs[static_cast<std::size_t>(std::exchange(m_world.doomed, -1))]);
    for (Program& program : m_world.programs) {
        if (!program.isUp) continue;
        std::erase_if(program.members, [this](int member) { return !m_world.processes.isRunning(member); });
        if (program.members.empty()) bury(program);
    }
}

bool Run::rests(const memory::PayoutRow& row) const {
    if (row.state == PayoutState::Success || row.state == PayoutState::Returned) return true;
    if (row.state == PayoutState::Processing) return false;
    return m_world.db.state().incidents.any([&](const memory::IncidentRow& incident) {
        if (row.state == PayoutState::Unclaimed) return instructionOf(incident.payout) == row.instruction;
        return incident.payout == row.id;
    });
}

bool Run::isAtRest() const {
    if (!m_world.isCalm || m_world.bank.owes() || !m_events.empty()) return false;
    return std::ranges::all_of(m_world.db.state().payouts.rows(), [this](const auto& row) { return rests(row); });
}

void Run::tellEnd() {
    if (!m_world.isTelling) return;
    const memory::State& s = m_world.db.state();
    for (const memory::PayoutRow& row : s.payouts.rows())
        m_world.story << QStringLiteral("payout %1 %2 %3 %4")
                             .arg(row.id.value)
                             .arg(storedName(row.state), row.subReason, row.payeeAccount);
    for (const memory::AttemptRow& row : s.attempts.rows())
        m_world.story << QStringLiteral("attempt %1/%2 %3 %4 epoch %5")
                             .arg(row.payout.value)
                             .arg(row.attemptNo)
                             .arg(row.orderNo, storedName(row.state))
                             .arg(row.epoch);
    for (const memory::SendRow& row : s.sends.rows())
        m_world.story << QStringLiteral("permit %1/%2/%3 epoch %4 bytes %5 %6")
                             .arg(row.payout.value)
                             .arg(row.attemptNo)
                             .arg(row.sendNo)
                             .arg(row.epoch)
                             .arg(row.bytesWritten)
                             .arg(row.observation);
    for (const memory::RememberedRow& row : s.remembered.rows())
        m_world.story << QStringLiteral("remembered %1 of %2, attempt %3")
                             .arg(row.orderNo, row.merchantRowRef)
                             .arg(row.attemptNo);
    for (const memory::IncidentRow& row : s.incidents.rows())
        m_world.story
            << QStringLiteral("incident %1 payout %2/%3").arg(row.kind).arg(row.payout.value).arg(row.attemptNo);
}

Outcome Run::run(std::uint64_t seed) {
    setUp();
    const UtcTime begun = m_world.clock;
    planEvents(begun + m_world.dice.between(minutes(5), hours(m_world.dice.chance(300) ? 40 : 8)));
    UtcTime latest = m_events.back().at + restAtMost;
    while (m_steps < stepsMost && m_world.clock < latest) {
        happen();
        m_world.bank.payDue();
        bootDue();
        if (m_steps % 16 == 0 && isAtRest()) break;
        if (!m_world.processes.waitForOne(nextEvent(latest))) continue;
        m_world.syncClock();
        m_world.processes.step();
        m_world.notice();
        if (m_world.doomed >= 0 || m_steps % 4 == 0) buryDead();
        ++m_steps;
    }
    m_world.processes.endAll();
    tellEnd();
    Outcome outcome;
    outcome.seed = seed;
    outcome.steps = m_steps;
    const checker::Facts facts = factsOf(m_world, m_people);
    outcome.findings = checker::check(facts);
    for (const QString& what : m_world.broken)
        // An answer to what a restore made the database forget has nowhere to be written.
        if (!m_world.wasRestored || !(what.contains(u"NoAttempt") || what.contains(u"NoRow")))
            outcome.findings.push_back({"BROKEN", what.toStdString()});
    if (m_steps == stepsMost) outcome.findings.push_back({"I28", "it goes on for ever"});
    lookAt(m_world);
    for (const checker::Execution& paid : m_world.bank.book)
        m_world.processes.mix(std::hash<std::string>()(paid.orderNo));
    m_world.processes.mix(static_cast<std::uint64_t>(m_world.db.state().trail.size()));
    outcome.hash = m_world.processes.hash();
    outcome.story = m_world.story;
    outcome.sights = m_world.sights;
    return outcome;
}

} // namespace

Outcome simulate(std::uint64_t seed, bool tellStory) { return Run(seed, tellStory).run(seed); }

} // namespace payout::simulate
