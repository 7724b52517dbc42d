// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions of two people: confirm_guards.cpp.
#include "core/rules/refusal.h"
#include "tests/support/memory_store/memory_changes.h"

#include <algorithm>

namespace payout::memory {

namespace {

using rules::AttemptState;
using rules::Outcome;
using rules::Refusal;
using rules::refuse;
using rules::Role;

constexpr std::chrono::milliseconds screeningTtl{1'800'000};

struct Confirming {
    const Database& db;
    const ActionRow& action;
    const PayoutRow& payout;
    const AnswerRow* newest = nullptr; ///< question about an attempt that counts
    bool isArmed = false;
    bool isPayeeErrorReturn = false;
};

bool isRepay(const Confirming& c) { return c.action.action == rules::ExceptionAction::Repay; }

Done guardPeople(const Confirming& c) {
    if (!hasRole(c.db, c.action.decidedBy, {Role::Auditor, Role::Supervisor})) return refuse(Refusal::RoleMissing);
    if (instructionOf(c.db, c.payout.id).maker == *c.action.decidedBy) return refuse(Refusal::CheckerIsCreator);
    return {};
}

Done guardRepayable(const Confirming& c) {
    const bool isPayeeError = c.db.state.answers.any([&](const AnswerRow& a) {
        return a.payout == c.payout.id && a.operation == u"QUERY" && a.outcome == Outcome::PayeeError;
    });
    if (isPayeeError) return refuse(Refusal::PayeeErrorNeedsReturn);
    if (c.payout.hold != Hold::None) return refuse(Refusal::RowHeld);
    return {};
}

Done guardQuery(const Confirming& c) {
    if (!c.isArmed) return {};
    if (!c.isPayeeErrorReturn && c.db.clock < *c.payout.unlocksAt) return refuse(Refusal::StillLocked);
    const bool isHealthy =
        c.newest && (c.newest->outcome == Outcome::FailedFinal || c.newest->outcome == Outcome::PayeeError ||
                     c.newest->outcome == Outcome::NotExistExplicit);
    if (!isHealthy || (c.newest->at < *c.payout.unlocksAt && !c.isPayeeErrorReturn))
        return refuse(Refusal::NoHealthyQuery);
    const bool isStable = anyAttempt(c.db, c.payout.id, [&](const AttemptRow& a) {
        const ChannelRow& channel = channelOf(c.db, a.channel);
        return channel.health == u"UP" && channel.upSince && c.db.clock.ms >= channel.upSince->ms + channel.stableMs;
    });
    if (!isStable) return refuse(Refusal::ChannelNotStable);
    return {};
}

Done guardStatement(const Confirming& c) {
    const bool isPaidEarlier = c.db.state.incidents.any(
        [&](const IncidentRow& x) { return x.payout == c.payout.id && x.kind == u"DOUBLE_PAID"; });
    if (isPaidEarlier) return refuse(Refusal::AnswerShowsPaid);
    const bool isUncovered = anyAttempt(c.db, c.payout.id, [&](const AttemptRow& a) {
        const auto& through = channelOf(c.db, a.channel).coveredThrough;
        return a.armedAt && a.state != AttemptState::Burnt &&
               (!a.neededThrough || !through || *through < *a.neededThrough);
    });
    if (!c.isPayeeErrorReturn && isUncovered) return refuse(Refusal::StatementNotCovering);
    const auto hands = statementHands(c.db, c.payout.id);
    const auto isHand = [&](PersonId person) { return std::ranges::find(hands, person) != hands.end(); };
    if (!c.isPayeeErrorReturn && (isHand(c.action.proposedBy) || isHand(*c.action.decidedBy)))
        return refuse(Refusal::ImporterIsResolver);
    if (statementShowsPaid(c.db, c.payout.id)) return refuse(Refusal::StatementShowsPaid);
    return {};
}

// Two people decide only on a database that an egress has just found to be the known one.
Done guardEgress(const Confirming& c) {
    if (isQuarantined(c.db)) return refuse(Refusal::Quarantined);
    if (!isEgressWatching(c.db)) return refuse(Refusal::EgressMissing);
    int last = 0;
    forAttempts(c.db, c.payout.id, [&](const AttemptRow& a) { last = std::max(last, a.attemptNo); });
    const auto forgotten = forgottenAttempt(c.db, c.payout.id);
    if (forgotten && (!isRepay(c) || *forgotten <= last)) return refuse(Refusal::SentBeforeRestore);
    return {};
}

Done guardScreening(const Confirming& c) {
    const auto& rows = c.db.state.screenings;
    const bool isClear = rows.any([&](const ScreeningRow& s) {
        return s.payout == c.payout.id && !s.isBlocked && s.at >= c.db.clock - screeningTtl &&
               !rows.any([&](const ScreeningRow& b) { return b.payout == s.payout && b.isBlocked && b.at >= s.at; });
    });
    if (!isClear || isListed(c.db, c.payout.payeeAccount)) return refuse(Refusal::NotScreened);
    return {};
}

Done guardConfirm(const Database& db, const ActionRow& action) {
    Confirming c{db, action, payoutOf(db, action.payout)};
    if (c.payout.state != rules::PayoutState::Exception || c.payout.version != action.payoutVersion)
        return refuse(Refusal::AlreadyHandled);
    c.newest = newestQuery(db, action.payout);
    c.isArmed =
        anyAttempt(db, action.payout, [](const AttemptRow& a) { return a.armedAt && a.state != AttemptState::Burnt; });
    c.isPayeeErrorReturn = !isRepay(c) && c.newest && c.newest->outcome == Outcome::PayeeError;
    if (*action.decidedBy == action.proposedBy) return refuse(Refusal::MakerIsChecker);
    TRY_DONE(guardPeople(c));
    if (isRepay(c)) TRY_DONE(guardRepayable(c));
    TRY_DONE(guardEgress(c));
    TRY_DONE(guardQuery(c));
    TRY_DONE(guardStatement(c));
    const ChannelRow& channel = channelOf(db, instructionOf(db, action.payout).channel);
    if (isRepay(c) && pauseOf(db, channel).repaying) return refuse(Refusal::PauseWindow);
    if (isRepay(c) && isDayClosed(db, c.action.payout)) return refuse(Refusal::DayClosed);
    if (isRepay(c)) return guardScreening(c);
    return {};
}

Done trailOf(Database& db, const ActionRow& action, const QString& event, PersonId person, UtcTime at) {
    return insertTrail(db, {at, loginOf(db, person), QStringLiteral("payout"), action.payout.value, event,
                            QStringLiteral("EXCEPTION"), QStringLiteral("EXCEPTION")});
}

} // namespace

Done insertAction(Database& db, ActionRow action) {
    if (!hasRole(db, action.proposedBy, {Role::Operator})) return refuse(Refusal::RoleMissing);
    const PayoutRow& payout = payoutOf(db, action.payout);
    if (payout.state != rules::PayoutState::Exception || payout.version != action.payoutVersion)
        return refuse(Refusal::NotException);
    const AnswerRow* newest = newestQuery(db, action.payout);
    const bool isPayeeErrorReturn =
        action.action == rules::ExceptionAction::Return && newest && newest->outcome == Outcome::PayeeError;
    const auto hands = statementHands(db, action.payout);
    if (!isPayeeErrorReturn && std::ranges::find(hands, action.proposedBy) != hands.end())
        return refuse(Refusal::ImporterIsResolver);
    const bool isOpen = db.state.actions.any(
        [&](const ActionRow& e) { return e.payout == action.payout && e.state == ActionState::Proposed; });
    if (isOpen) return refuse(Refusal::AlreadyHandled);
    action.id = ExceptionActionId(static_cast<std::int64_t>(db.state.actions.size()) + 1);
    db.state.actions.append(action);
    return trailOf(db, action, QStringLiteral("proposed ") + storedName(action.action), action.proposedBy,
                   action.proposedAt);
}

Done updateAction(Database& db, std::size_t at, ActionRow next) {
    if (db.state.actions[at].state != ActionState::Proposed) return refuse(Refusal::AlreadyHandled);
    const bool confirms = next.state == ActionState::Confirmed;
    if (confirms) TRY_DONE(guardConfirm(db, next));
    db.state.actions.put(at, next);
    return trailOf(
        db, next,
        QStringLiteral("decided %1 %2")
            .arg(storedName(next.action), confirms ? QStringLiteral("CONFIRMED") : QStringLiteral("REFUSED")),
        *next.decidedBy, *next.decidedAt);
}

} // namespace payout::memory
