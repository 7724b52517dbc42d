// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/world.h"

#include "core/channel/channel_profile.h"

#include <algorithm>

namespace payout::simulate {

using std::chrono::milliseconds;

const char* nameOf(Sight sight) {
    switch (sight) {
    case Sight::ProcessKilled: return "a process was killed";
    case Sight::EgressKilled: return "an egress was killed";
    case Sight::ProcessFrozen: return "a process stood still";
    case Sight::CommitLostBefore: return "a commit was lost with its session";
    case Sight::CommitLostAfter: return "a commit took effect and its session was lost";
    case Sight::CommitUnknownAlive: return "a commit's result was lost";
    case Sight::CommitFailed: return "a commit failed";
    case Sight::NotDurable: return "a permit was not known to be durable";
    case Sight::SessionLost: return "a session was lost before a transaction";
    case Sight::JournalTorn: return "an egress died while it wrote its journal";
    case Sight::WireDead: return "the dialled connection was dead";
    case Sight::RequestLost: return "a request never arrived";
    case Sight::PaidLate: return "the bank paid later";
    case Sight::QueryLied: return "the bank lied to a question";
    case Sight::LeaseTakenOver: return "a lease was taken over";
    case Sight::TwoWorkersRan: return "two workers ran at once";
    case Sight::DatabaseRestored: return "a backup was restored";
    case Sight::DatabaseFailedOver: return "a standby that lacked commits took over";
    case Sight::PermitForgotten: return "the database forgot a permit that left";
    case Sight::BatchForgotten: return "the database forgot a batch";
    case Sight::ImportedAgain: return "a forgotten batch was imported again";
    case Sight::ClockJumped: return "a clock jumped";
    case Sight::QuarantineRaised: return "quarantine was raised";
    case Sight::QuarantineReleased: return "quarantine was released";
    case Sight::OrderAdopted: return "a forgotten order was adopted";
    case Sight::SendingStopped: return "a person stopped sending";
    case Sight::PermitNotUsed: return "a permit was stored and not a byte left";
    case Sight::OrphanUnsent: return "a claimed row was left and never armed";
    case Sight::InDoubt: return "a payout was in doubt";
    case Sight::PaidAfterDoubt: return "a payout was paid after a doubt";
    case Sight::SecondAttempt: return "a payout got another order number";
    case Sight::SentAgain: return "a number went out again";
    case Sight::Limited: return "what leaves was limited";
    case Sight::KnownAlready: return "the bank refused a number that it knew";
    case Sight::NumberExpired: return "a number waited until it could not go out again";
    case Sight::Returned: return "a payout was given back";
    case Sight::SettledByLine: return "a statement proved a payout";
    case Sight::DecisionRefused: return "two people's decision was refused";
    }
    return "";
}

rules::Actor actor(int which) {
    using rules::Role;
    static const std::array<rules::Actor, 5> all{
        rules::Actor{PersonId(1), QStringLiteral("clerk"), {Role::Clerk}},
        rules::Actor{PersonId(2), QStringLiteral("auditor"), {Role::Auditor}},
        rules::Actor{PersonId(3), QStringLiteral("operator"), {Role::Operator}},
        rules::Actor{PersonId(4), QStringLiteral("supervisor"), {Role::Supervisor}},
        rules::Actor{PersonId(5), QStringLiteral("operator2"), {Role::Operator, Role::Auditor}}};
    return all.at(static_cast<std::size_t>(which));
}

channel::ChannelProfile simProfile(bool isCertified) {
    auto profile = channel::loadChannelProfile(QStringLiteral(PAYOUT_RESOURCES "/channels/practice.profile.json"));
    CHECK(profile.has_value());
    profile->idempotentByOrderNo = isCertified;
    if (isCertified) profile->orderNoLifetimeDays = SimBank::certifiedDays;
    return *profile;
}

World::World(std::uint64_t seed) : dice(seed), processes(clock, dice), bank(clock, dice) {
    clock = startOf(BusinessDate{20'261'118}) + std::chrono::hours(10);
    processes.startHash();
    syncClock();
}

void World::tell(const std::function<QString()>& what) {
    if (!isTelling) return;
    const int program = processes.current() < 0 ? -1 : programOf[Processes::slotOf(processes.current())];
    story << formatIso(clock) + u' ' +
                 (program < 0 ? QStringLiteral("world") : programs[static_cast<std::size_t>(program)].name) + u' ' +
                 what();
}

int World::startMember(int program, Processes::Body body) {
    const int process = processes.start(std::move(body));
    const std::size_t slot = Processes::slotOf(process);
    if (programOf.size() <= slot) programOf.resize(slot + 1);
    programOf[slot] = program;
    programs[static_cast<std::size_t>(program)].members.push_back(process);
    return process;
}

void World::killHere() {
    doomed = programOf[Processes::slotOf(processes.current())];
    see(programs[static_cast<std::size_t>(doomed)].name.startsWith(u"egress") ? Sight::EgressKilled
                                                                              : Sight::ProcessKilled);
    tell([] { return QStringLiteral("is killed"); });
    throw ProcessEnded{};
}

void World::point() {
    if (processes.current() < 0) return;
    if (!isCalm) {
        if (dice.chance(trouble.kill)) killHere();
        if (dice.chance(trouble.freeze)) {
            const UtcTime until =
                clock + dice.between(std::chrono::seconds(1), std::chrono::hours(dice.chance(300) ? 5 : 1));
            see(Sight::ProcessFrozen);
            tell([&] { return QStringLiteral("stands still until ") + formatIso(until); });
            const Program& program =
                programs[static_cast<std::size_t>(programOf[Processes::slotOf(processes.current())])];
            for (const int member : program.members) processes.freeze(member, until);
        }
    }
    processes.yield();
}

std::int64_t World::releases() const {
    return std::ranges::count(db.state().quarantines.rows(), memory::QuarantineState::Released,
                              &memory::QuarantineRow::state);
}

void World::notice() {
    if (releases() > releasesSeen) {
        releasesSeen = releases();
        timelineReleased = db.timeline();
        see(Sight::QuarantineReleased);
    }
    const memory::State& state = db.state();
    for (; sendsSeen < state.sends.size(); ++sendsSeen) {
        const memory::SendRow& send = state.sends[sendsSeen];
        const std::size_t at = state.attempts.find([&](const memory::AttemptRow& row) {
            return row.payout == send.payout && row.attemptNo == send.attemptNo;
        });
        const std::string orderNo = state.attempts[at].orderNo.toStdString();
        permitted.insert(orderNo);
        if (db.isStopped(send.payout)) whileStopped.insert(orderNo);
    }
}

void World::nudgeEgresses() {
    for (const Program& program : programs)
        if (program.polls && program.died && !program.members.empty()) processes.wake(program.members.front());
}

void World::nudge() {
    for (const Program& program : programs)
        if (program.polls && !program.members.empty()) processes.wake(program.members.front());
}

std::shared_ptr<store::Connection> World::openDatabase() { return db.open(); }

void World::hookUp() {
    using memory::CommitFate;
    db.hooks.beginning = [this]() -> Done {
        point();
        if (processes.current() >= 0 && !isCalm && dice.chance(trouble.sessionLost)) {
            see(Sight::SessionLost);
            return unavailable(QStringLiteral("DatabaseUnreachable"));
        }
        return {};
    };
    db.hooks.committing = [this] {
        if (processes.current() < 0 || isCalm) return CommitFate::Succeeds;
        if (dice.chance(trouble.kill)) killHere();
        const std::array<std::pair<int, CommitFate>, 4> fates{std::pair{trouble.lostBefore, CommitFate::LostBefore},
                                                              {trouble.lostAfter, CommitFate::LostAfter},
                                                              {trouble.unknownAlive, CommitFate::UnknownButAlive},
                                                              {trouble.commitFails, CommitFate::Fails}};
        constexpr std::array sightOf{Sight::CommitLostBefore, Sight::CommitLostAfter, Sight::CommitUnknownAlive,
                                     Sight::CommitFailed};
        for (std::size_t i = 0; i < fates.size(); ++i) {
            if (!dice.chance(fates[i].first)) continue;
            see(sightOf[i]);
            tell([&] { return QString::fromLatin1(nameOf(sightOf[i])); });
            return fates[i].second;
        }
        return CommitFate::Succeeds;
    };
    db.hooks.committed = [this] { point(); };
    db.hooks.askingDurable = [this]() -> Done {
        point();
        if (processes.current() < 0 || isCalm || !dice.chance(trouble.notDurable)) return {};
        see(Sight::NotDurable);
        return unavailable(QStringLiteral("NotDurable"));
    };
}

} // namespace payout::simulate
