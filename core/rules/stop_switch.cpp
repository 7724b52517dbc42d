// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/stop_switch.h"

namespace payout::rules {

Done mayStop(const Actor& actor, const QString& reason) {
    TRY_DONE(mayDo(actor, Task::StopChannel));
    if (reason.trimmed().isEmpty()) return refuse(Refusal::ReasonMissing);
    return {};
}

Done mayProposeLift(const Actor& actor, const StopFacts& facts) {
    TRY_DONE(mayDo(actor, Task::LiftStop));
    if (!facts.stopped) return refuse(Refusal::AlreadyHandled);
    if (facts.liftProposedBy) return refuse(Refusal::ShownChanged);
    return {};
}

Done mayLift(const Actor& actor, const StopFacts& facts) {
    TRY_DONE(mayDo(actor, Task::LiftStop));
    if (!facts.stopped) return refuse(Refusal::AlreadyHandled);
    if (!facts.liftProposedBy) return refuse(Refusal::NotProposed);
    if (*facts.liftProposedBy == actor.person) return refuse(Refusal::MakerIsChecker);
    if (!facts.proposerSupervises && !actor.roles.contains(Role::Supervisor))
        return refuse(Refusal::RoleMissing, actor.login);
    return {};
}

} // namespace payout::rules
