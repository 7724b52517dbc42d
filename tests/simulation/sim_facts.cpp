// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_facts.h"

#include <algorithm>

namespace payout::simulate {

namespace {

using rules::Outcome;
using std::chrono::milliseconds;

std::optional<std::int64_t> ms(std::optional<UtcTime> time) { return time ? std::optional(time->ms) : std::nullopt; }

bool hasIncident(const memory::State& db, const memory::PayoutRow& row) {
    return db.incidents.any([&](const memory::IncidentRow& incident) {
        if (row.state == rules::PayoutState::Unclaimed) return instructionOf(incident.payout) == row.instruction;
        return incident.payout == row.id;
    });
}

checker::Payout payoutOf(const World& world, const memory::PayoutRow& row) {
    checker::Payout payout;
    payout.id = row.id.value;
    payout.instruction = row.instruction.value;
    payout.amount = row.amountMinor;
    payout.fee = row.feeMinor;
    payout.payee = row.payeeAccount.toStdString();
    payout.state = storedName(row.state).toStdString();
    payout.subReason = row.subReason.toStdString();
    payout.hasLock = row.unlocksAt.has_value();
    payout.hasIncident = hasIncident(world.db.state(), row);
    return payout;
}

const char* nameOf(memory::EntryKind kind) {
    switch (kind) {
    case memory::EntryKind::Deposit: return "DEPOSIT";
    case memory::EntryKind::DebitFirst: return "DEBIT_FIRST";
    case memory::EntryKind::RejectGive: return "REJECT_GIVE";
    case memory::EntryKind::ReCredit: return "RE_CREDIT";
    case memory::EntryKind::Paid: return "PAID";
    }
    return "";
}

void addOrders(const memory::State& db, checker::Facts& facts) {
    for (const memory::AttemptRow& a : db.attempts.rows())
        facts.attempts.push_back({a.payout.value, a.attemptNo, a.orderNo.toStdString(),
                                  storedName(a.state).toStdString(), a.payloadDigest.toStdString(), ms(a.armedAt),
                                  ms(a.burntAt), ms(a.neededThrough)});
    for (const memory::SendRow& s : db.sends.rows())
        facts.sends.push_back(
            {s.payout.value, s.attemptNo, s.sendNo, s.epoch, s.payloadDigest.toStdString(), s.armedAt.ms});
    for (const memory::AnswerRow& a : db.answers.rows()) {
        const bool isQuery = a.operation == u"QUERY";
        const bool saysNot = a.outcome == Outcome::FailedFinal || a.outcome == Outcome::PayeeError ||
                             a.outcome == Outcome::NotExistExplicit;
        facts.answers.push_back({a.payout.value, a.attemptNo, isQuery,
                                 a.outcome == Outcome::Success && a.amountAndOrderEqual, isQuery && saysNot, a.at.ms});
    }
}

void addDecisions(const memory::State& db, checker::Facts& facts) {
    for (const memory::ActionRow& a : db.actions.rows()) {
        checker::Decision decision;
        decision.payout = a.payout.value;
        decision.isRepay = a.action == rules::ExceptionAction::Repay;
        decision.isConfirmed = a.state == memory::ActionState::Confirmed;
        decision.proposedBy = a.proposedBy.value;
        decision.decidedBy = a.decidedBy ? a.decidedBy->value : 0;
        decision.decidedAt = a.decidedAt ? a.decidedAt->ms : 0;
        facts.decisions.push_back(decision);
    }
    for (const memory::InstructionRow& i : db.instructions.rows())
        facts.instructions.push_back({i.id.value, i.merchant.value, i.maker.value, i.approver ? i.approver->value : 0,
                                      i.approvedAt.ms, i.businessDate.yyyymmdd});
}

void addBooks(const memory::State& db, checker::Facts& facts) {
    for (const memory::EntryRow& e : db.entries.rows())
        facts.entries.push_back({nameOf(e.kind), e.instruction ? e.instruction->value : 0,
                                 e.payout ? e.payout->value : 0, e.amountMinor, e.feeMinor});
    for (const memory::AccountRow& a : db.accounts.rows())
        facts.balances.push_back({a.code.toStdString(), a.balanceMinor});
    for (const memory::TrailRow& t : db.trail.rows())
        if ((t.objectKind == u"payout" && t.event == u"state") || t.objectKind == u"attempt") // not: proposed, refused
            facts.moves.push_back(
                {t.objectKind.toStdString(), t.objectId, t.fromState.toStdString(), t.toState.toStdString(), t.at.ms});
}

} // namespace

checker::Facts factsOf(const World& world, const SimPeople& people) {
    checker::Facts facts;
    facts.executions = world.bank.book;
    facts.requests = world.bank.requests;
    facts.payoutsWhenApproved = people.approved();
    facts.approvals = people.approvals();
    for (const memory::PayoutRow& row : world.db.state().payouts.rows()) facts.payouts.push_back(payoutOf(world, row));
    for (const memory::BankLineRow& line : world.db.state().lines.rows())
        if (line.isDebit && line.status == memory::LineStatus::Booked)
            facts.lines.push_back({line.orderNo.toStdString(), line.amountMinor});
    addOrders(world.db.state(), facts);
    addDecisions(world.db.state(), facts);
    addBooks(world.db.state(), facts);
    facts.hourMost = world.hourMost;
    facts.dayMost = world.dayMost;
    facts.wasRestored = world.wasRestored;
    facts.hasClockJumped = world.sights[static_cast<std::size_t>(Sight::ClockJumped)] > 0;
    facts.faultsHaveStopped = world.isCalm;
    if (world.isCertified) facts.numberLives = milliseconds(std::chrono::days(SimBank::certifiedDays)).count();
    facts.mayBankExecuteLater = world.bank.owes();
    return facts;
}

void lookAt(World& world) {
    const memory::State& s = world.db.state();
    const auto count = [&](Sight sight, std::int64_t times) { world.sights[static_cast<std::size_t>(sight)] += times; };
    count(Sight::PaidLate, world.bank.late);
    count(Sight::RequestLost, world.bank.lost);
    count(Sight::QueryLied, world.bank.lies);
    count(Sight::KnownAlready, world.bank.refused);
    count(Sight::QuarantineRaised, static_cast<std::int64_t>(s.quarantines.size()));
    for (const memory::SendRow& send : s.sends.rows())
        if (send.closedAt && send.bytesWritten == 0) world.see(Sight::PermitNotUsed);
    for (const memory::AttemptRow& a : s.attempts.rows())
        if (a.attemptNo > 1) world.see(Sight::SecondAttempt);
    for (const memory::SendRow& send : s.sends.rows())
        if (send.sendNo > 1) world.see(Sight::SentAgain);
    for (const memory::PayoutRow& row : s.payouts.rows())
        if (row.lastReason == u"NUMBER_EXPIRED" || row.subReason == u"NUMBER_EXPIRED") world.see(Sight::NumberExpired);
    for (const memory::TrailRow& t : s.trail.rows()) {
        if (t.objectKind == u"payout" && t.fromState == u"EXCEPTION" && t.toState == u"SUCCESS")
            world.see(Sight::PaidAfterDoubt);
        if (t.objectKind == u"payout" && t.toState == u"RETURNED") world.see(Sight::Returned);
        if (t.objectKind == u"attempt" && t.toState == u"UNKNOWN") world.see(Sight::InDoubt);
    }
    for (const memory::PayoutRow& row : s.payouts.rows()) {
        if (row.subReason == u"NOT_SENT_LOCALLY") world.see(Sight::OrphanUnsent);
        if (row.subReason == u"SENT_BEFORE_RESTORE") world.see(Sight::OrderAdopted);
    }
}

} // namespace payout::simulate
