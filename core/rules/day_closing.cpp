// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/day_closing.h"

namespace payout::rules {

namespace {

Done maySecond(const Actor& actor, const std::optional<DayProposal>& proposal) {
    if (!proposal) return refuse(Refusal::NotProposed);
    if (proposal->by == actor.person) return refuse(Refusal::MakerIsChecker);
    if (!proposal->proposerSupervises && !actor.roles.contains(Role::Supervisor))
        return refuse(Refusal::RoleMissing, actor.login);
    if (proposal->superseded) return refuse(Refusal::ShownChanged);
    return {};
}

} // namespace

Done mayProposeClosing(const Actor& actor, const ClosingFacts& facts, const QString& reason) {
    TRY_DONE(mayDo(actor, Task::CloseDay));
    if (facts.closed) return refuse(Refusal::DayClosed);
    if (facts.date > facts.today) return refuse(Refusal::DayNotFinished, formatDate(facts.date));
    if (facts.unfinished > 0) return refuse(Refusal::DayNotFinished, QString::number(facts.unfinished));
    if (facts.open > 0 && reason.trimmed().isEmpty()) return refuse(Refusal::ReasonMissing);
    return {};
}

Done mayConfirmClosing(const Actor& actor, const ClosingFacts& facts) {
    TRY_DONE(mayDo(actor, Task::CloseDay));
    if (facts.closed) return refuse(Refusal::DayClosed);
    TRY_DONE(maySecond(actor, facts.proposal));
    if (facts.unfinished > 0) return refuse(Refusal::DayNotFinished, QString::number(facts.unfinished));
    if (facts.unlisted > 0) return refuse(Refusal::ShownChanged, QString::number(facts.unlisted));
    return {};
}

Done mayProposeReopening(const Actor& actor, const ReopeningFacts& facts, const QString& reason) {
    TRY_DONE(mayDo(actor, Task::CloseDay));
    if (!facts.closed) return refuse(Refusal::AlreadyHandled);
    if (reason.trimmed().isEmpty()) return refuse(Refusal::ReasonMissing);
    return {};
}

Done mayConfirmReopening(const Actor& actor, const ReopeningFacts& facts) {
    TRY_DONE(mayDo(actor, Task::CloseDay));
    if (!facts.closed) return refuse(Refusal::AlreadyHandled);
    return maySecond(actor, facts.proposal);
}

} // namespace payout::rules
