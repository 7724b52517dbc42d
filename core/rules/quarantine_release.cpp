// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/quarantine_release.h"

namespace payout::rules {

namespace {

Done isSettled(const QuarantineFacts& facts) {
    if (facts.uncomparedChannels > 0) return refuse(Refusal::NotCompared);
    if (facts.unreportedEgresses > 0) return refuse(Refusal::EgressMissing);
    return {};
}

} // namespace

Done mayProposeRelease(const Actor& actor, const QuarantineFacts& facts) {
    TRY_DONE(mayDo(actor, Task::ProposeRelease));
    return isSettled(facts);
}

Done mayConfirmRelease(const Actor& actor, const QuarantineFacts& facts) {
    TRY_DONE(mayDo(actor, Task::LiftStop));
    if (!facts.proposedBy) return refuse(Refusal::NotProposed);
    if (*facts.proposedBy == actor.person) return refuse(Refusal::MakerIsChecker);
    return isSettled(facts);
}

} // namespace payout::rules
