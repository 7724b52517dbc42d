// SPDX-License-Identifier: GPL-3.0-or-later
// core/exception/exception_table.h over the memory store.
#include "core/exception/exception_table.h"

#include "core/base/account_number.h"
#include "core/rules/pause.h"
#include "core/screening/screen_payee.h"
#include "tests/support/memory_store/memory_changes.h"

#include <algorithm>

namespace payout::exception {

namespace {

using memory::ActionState;
using memory::Database;
using rules::AttemptState;
using rules::PayoutState;
using rules::Refusal;

template <class Change> Done changeException(store::Connection& connection, const Decision& decision, Change change) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::payoutAt(*db, decision.payout);
    memory::PayoutRow next = memory::payoutOf(*db, decision.payout);
    if (next.state != PayoutState::Exception || next.version != decision.version)
        return rules::refuse(Refusal::AlreadyHandled);
    next.stateAt = decision.now;
    ++next.version;
    next.lastActor = decision.actor;
    next.lastEvidence = decision.evidence;
    change(next);
    return memory::checked(connection, memory::updatePayout(*db, at, std::move(next)));
}

} // namespace

Result<ExceptionCase> casePayout(store::Connection& connection, PayoutId payout) {
    TRY(const Database* db, memory::reach(connection));
    if (memory::payoutAt(*db, payout) == db->state.payouts.size())
        return rules::refuse(Refusal::NotException, QString::number(payout.value));
    const memory::PayoutRow& p = memory::payoutOf(*db, payout);
    const memory::InstructionRow& i = memory::instructionOf(*db, payout);
    const memory::ChannelRow& c = memory::channelOf(*db, i.channel);
    ExceptionCase found;
    found.payout = payout;
    found.amount = Money{p.amountMinor, p.currency};
    found.payeeName = p.payeeName;
    found.payeeAccountMasked = maskAccount(p.payeeAccount);
    found.subReason = p.subReason;
    rules::GateFacts& facts = found.facts;
    facts.state = p.state;
    facts.versionNow = p.version;
    facts.versionSeen = p.version;
    facts.unlocksAt = p.unlocksAt.value_or(UtcTime());
    facts.creator = i.maker;
    facts.now = db->clock;
    if (c.health == u"UP") facts.channelUpSince = c.upSince;
    facts.stableFor = std::chrono::milliseconds(c.stableMs);
    facts.coveredThrough = c.coveredThrough;
    facts.held = p.hold != memory::Hold::None;
    facts.dayClosed = memory::isDayClosed(*db, p.id);
    facts.paused = rules::isPaused(
        {c.pauseEnabled, std::chrono::milliseconds(c.pauseBeginMs), std::chrono::milliseconds(c.pauseEndMs)},
        facts.now);
    return found;
}

Done addAttempts(store::Connection& connection, ExceptionCase& found) {
    TRY(const Database* db, memory::reach(connection));
    rules::GateFacts& facts = found.facts;
    facts.hasAttempt = false;
    int live = 0;
    memory::forAttempts(*db, found.payout, [&](const memory::AttemptRow& a) {
        found.orderNo = a.orderNo;
        facts.lastAttempt = a.attemptNo;
        found.number.inDoubt = a.state == AttemptState::Unknown;
        found.number.firstArmedAt = a.armedAt.value_or(UtcTime());
        found.number.sends = a.sends;
        found.number.window = std::chrono::milliseconds(memory::channelOf(*db, a.channel).resendWindowMs);
        found.number.remembered = db->state.remembered.any([&](const auto& r) { return r.orderNo == a.orderNo; });
        if (a.state == AttemptState::Burnt) return;
        ++live;
        if (!a.armedAt) return;
        facts.hasAttempt = true;
        facts.neededThrough = std::max(facts.neededThrough, a.neededThrough.value_or(UtcTime(INT64_MAX)));
    });
    facts.otherAttemptLive = live > 1;
    return {};
}

Done addEgressFacts(store::Connection& connection, ExceptionCase& found) {
    TRY(const Database* db, memory::reach(connection));
    found.facts.quarantined = memory::isQuarantined(*db);
    found.facts.egressWatching = memory::isEgressWatching(*db);
    found.facts.forgottenAttempt = memory::forgottenAttempt(*db, found.payout);
    return {};
}

Done addAnswers(store::Connection& connection, ExceptionCase& found) {
    TRY(const Database* db, memory::reach(connection));
    for (const memory::AnswerRow& a : db->state.answers.rows()) {
        if (a.payout != found.payout) continue;
        found.lastOutcome = storedName(a.outcome);
        found.facts.payeeErrorSeen |= a.operation == u"QUERY" && a.outcome == rules::Outcome::PayeeError;
    }
    if (const memory::AnswerRow* newest = memory::newestQuery(*db, found.payout)) {
        found.lastQueryOutcome = newest->outcome;
        found.facts.payeeErrorConfirmed = newest->outcome == rules::Outcome::PayeeError;
        if (rules::isHealthyQuery(newest->outcome)) found.facts.lastHealthyQueryAt = newest->at;
    }
    return {};
}

Done addStatementVerdict(store::Connection& connection, ExceptionCase& found) {
    TRY(const Database* db, memory::reach(connection));
    const bool isReturned = db->state.lines.any([&](const memory::BankLineRow& b) {
        return b.isReturn && b.status == memory::LineStatus::Booked &&
               memory::anyAttempt(*db, found.payout, [&](const memory::AttemptRow& a) {
                   return a.channel == b.channel && a.orderNo == b.orderNo;
               });
    });
    found.facts.verdict = memory::statementShowsPaid(*db, found.payout) ? rules::StatementVerdict::Paid
                          : isReturned                                  ? rules::StatementVerdict::Failed
                                                                        : rules::StatementVerdict::Absent;
    found.facts.earlierOrderPaid = db->state.incidents.any(
        [&](const memory::IncidentRow& x) { return x.payout == found.payout && x.kind == u"DOUBLE_PAID"; });
    return {};
}

Done addStatementHands(store::Connection& connection, ExceptionCase& found) {
    TRY(const Database* db, memory::reach(connection));
    found.facts.statementHands = memory::statementHands(*db, found.payout);
    return {};
}

Done addScreening(store::Connection& connection, ExceptionCase& found) {
    TRY(const auto clearAt, screening::lastClear(connection, found.payout));
    found.facts.screeningClear = clearAt && *clearAt + screening::screeningTtl >= found.facts.now;
    return {};
}

Done addProposal(store::Connection& connection, ExceptionCase& found) {
    TRY(const Database* db, memory::reach(connection));
    const std::size_t at = db->state.actions.find(
        [&](const memory::ActionRow& e) { return e.payout == found.payout && e.state == ActionState::Proposed; });
    if (at == db->state.actions.size()) return {};
    const memory::ActionRow& e = db->state.actions[at];
    found.openProposal = e.id;
    found.proposedAction = e.action;
    found.proposedBy = e.proposedBy;
    found.proposalReason = e.reason;
    found.frozenEvidence = e.evidence;
    found.frozenDigest = e.evidenceDigest;
    found.proposedVersion = e.payoutVersion;
    return {};
}

Result<ExceptionActionId> insertProposal(store::Connection& connection, const NewProposal& proposal) {
    TRY(Database * db, memory::reachToWrite(connection));
    memory::ActionRow action;
    action.payout = proposal.payout;
    action.action = proposal.action;
    action.payoutVersion = proposal.version;
    action.proposedBy = proposal.proposer;
    action.proposedAt = proposal.now;
    action.reason = proposal.reason;
    action.evidence = proposal.evidence;
    action.evidenceDigest = proposal.digest;
    TRY_DONE(memory::checked(connection, memory::insertAction(*db, std::move(action))));
    return db->state.actions.rows().back().id;
}

Done decideProposal(store::Connection& connection, ExceptionActionId action, const QString& state, PersonId decider,
                    UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = db->state.actions.find(
        [&](const memory::ActionRow& e) { return e.id == action && e.state == ActionState::Proposed; });
    if (at == db->state.actions.size()) return rules::refuse(Refusal::AlreadyHandled);
    memory::ActionRow next = db->state.actions[at];
    next.state = state == u"CONFIRMED" ? ActionState::Confirmed : ActionState::Refused;
    next.decidedBy = decider;
    next.decidedAt = now;
    return memory::checked(connection, memory::updateAction(*db, at, std::move(next)));
}

Done burnAttempts(store::Connection& connection, PayoutId payout, Burn burn, UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    for (std::size_t at = 0; at < db->state.attempts.size(); ++at) {
        memory::AttemptRow next = db->state.attempts[at];
        const bool isChosen =
            next.state == AttemptState::Unknown || (next.state == AttemptState::Prepared && burn == Burn::PreparedToo);
        if (next.payout != payout || !isChosen) continue;
        next.state = AttemptState::Burnt;
        next.burntAt = now;
        next.nextQuery.reset();
        TRY_DONE(memory::checked(connection, memory::updateAttempt(*db, at, std::move(next))));
    }
    return {};
}

Done markPayAgain(store::Connection& connection, const Decision& decision) {
    return changeException(connection, decision, [](memory::PayoutRow& p) {
        p.state = PayoutState::Processing;
        p.lastReason = QStringLiteral("pay again");
    });
}

Done markReturned(store::Connection& connection, const Decision& decision) {
    return changeException(connection, decision, [](memory::PayoutRow& p) {
        p.state = PayoutState::Returned;
        p.lastReason = QStringLiteral("returned");
    });
}

} // namespace payout::exception
