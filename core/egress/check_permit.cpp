// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/egress/check_permit.h"

#include "core/dispatch/order_number.h"
#include "core/rules/refusal.h"
#include "core/rules/same_number.h"
#include "core/store/protocol.h"

namespace payout::egress {

namespace {

Done checkFirst(const PermitFacts& facts) {
    if (facts.armedAt != facts.attemptArmedAt) return rules::refuse(rules::Refusal::PermitUnknown);
    return {};
}

// P11: the same number again is two people's decision, inside the time for which the bank certifies its numbers.
Done checkAgain(const PermitFacts& facts) {
    using rules::Refusal;
    if (facts.permit.sendNo > rules::sendsMax) return rules::refuse(Refusal::PermitUsed, facts.order.orderNo);
    if (!facts.paidAgain) return rules::refuse(Refusal::NotProposed);
    if (!rules::isInWindow(facts.resendWindow, facts.attemptArmedAt, facts.now))
        return rules::refuse(Refusal::NumberExpired, facts.order.orderNo);
    return {};
}

} // namespace

Done checkPermit(const PermitFacts& facts) {
    using rules::Refusal;
    const dispatch::Permit& permit = facts.permit;
    if (facts.quarantined) return rules::refuse(Refusal::Quarantined);
    const int own = store::protocolOfThisProgram;
    if (facts.protocol != own || facts.protocolNow != own)
        return rules::refuse(Refusal::OtherProtocol, QString::number(facts.protocolNow));
    if (const auto stopped = rules::refusalNamed(facts.stopRefusal)) return rules::refuse(*stopped, facts.merchantCode);
    if (facts.channelStopped) return rules::refuse(Refusal::ChannelStopped, facts.channelCode);
    if (facts.closed || facts.attemptState != u"ARMED")
        return rules::refuse(Refusal::AttemptNotPrepared, facts.attemptState);
    if (facts.payoutState != u"PROCESSING") return rules::refuse(Refusal::TransitionForbidden, facts.payoutState);
    if (facts.listed) return rules::refuse(Refusal::NotScreened);
    if (facts.held) return rules::refuse(Refusal::RowHeld);
    if (facts.instructionState != u"APPROVED_PROCESSING" || facts.approvals < 1)
        return rules::refuse(Refusal::NotApproved, facts.instructionState);
    if (facts.debits != 1) return rules::refuse(Refusal::DebitMissing);
    // One permit an arm.
    if (permit.sendNo != facts.attemptSends) return rules::refuse(Refusal::PermitUnknown);
    TRY_DONE(permit.sendNo == 1 ? checkFirst(facts) : checkAgain(facts));
    const QString digest = channel::canonicalDigest(facts.order);
    if (facts.sendDigest != digest || facts.attemptDigest != digest) return rules::refuse(Refusal::PayloadChanged);
    if (facts.order.orderNo != dispatch::deriveOrderNo(facts.merchantCode, facts.merchantRowRef, permit.attemptNo))
        return rules::refuse(Refusal::NumberNotDerived, facts.order.orderNo);
    if (facts.now - facts.armedAt > permitAgeMax || facts.armedAt - facts.now > permitAgeMax)
        return rules::refuse(Refusal::PermitOld);
    return {};
}

} // namespace payout::egress
