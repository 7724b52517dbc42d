// SPDX-License-Identifier: GPL-3.0-or-later
// Payouts, instructions, books and trail: move_guards.cpp, and the reactions of m0003.
#include "core/rules/refusal.h"
#include "tests/support/memory_store/memory_changes.h"

namespace payout::memory {

namespace {

using rules::AttemptState;
using rules::PayoutState;
using rules::Refusal;
using rules::refuse;

constexpr std::chrono::milliseconds clockSlack{5'000};

bool isMoveAllowed(PayoutState from, PayoutState to) {
    switch (from) {
    case PayoutState::Unclaimed: return to == PayoutState::Processing;
    case PayoutState::Processing: return to == PayoutState::Success || to == PayoutState::Exception;
    case PayoutState::Exception:
        return to == PayoutState::Success || to == PayoutState::Processing || to == PayoutState::Returned;
    case PayoutState::Success:
    case PayoutState::Returned: return false;
    }
    return false;
}

bool isConfirmed(const Database& db, const PayoutRow& old, rules::ExceptionAction action) {
    return db.state.actions.any([&](const ActionRow& e) {
        return e.payout == old.id && e.action == action && e.state == ActionState::Confirmed &&
               e.payoutVersion == old.version;
    });
}

Done guardClaim(const Database& db, const PayoutRow& old, const PayoutRow& next) {
    if ((old.hold != Hold::None || next.hold != Hold::None) && !isSetAside(db, next.id))
        return refuse(Refusal::RowHeld);
    if (isListed(db, next.payeeAccount) && !isSetAside(db, next.id)) return refuse(Refusal::NotScreened);
    const InstructionRow& i = instructionOf(db, next.id);
    if (i.state != rules::InstructionState::ApprovedProcessing || rowNoOf(next.id) > i.rowsCount)
        return refuse(Refusal::NotApproved);
    return {};
}

const AnswerRow* evidenceAnswer(const Database& db, const PayoutRow& next) {
    if (!next.evidenceAnswer) return nullptr;
    const std::size_t at =
        db.state.answers.find([&](const AnswerRow& a) { return a.id == *next.evidenceAnswer && a.payout == next.id; });
    return at < db.state.answers.size() ? &db.state.answers[at] : nullptr;
}

const BankLineRow* evidenceLine(const Database& db, const PayoutRow& next) {
    if (!next.evidenceLine) return nullptr;
    const std::size_t at = db.state.lines.find([&](const BankLineRow& b) { return b.id.value == *next.evidenceLine; });
    return at < db.state.lines.size() ? &db.state.lines[at] : nullptr;
}

// Only evidence makes a success, and success is of one order while no other one is out.
Done guardSuccess(const Database& db, const PayoutRow& next) {
    const AnswerRow* answer = evidenceAnswer(db, next);
    const BankLineRow* line = evidenceLine(db, next);
    const bool byAnswer = answer && answer->outcome == rules::Outcome::Success && answer->amountAndOrderEqual;
    const bool byLine = line && line->isDebit && line->status == LineStatus::Booked && !line->isReturn &&
                        line->amountMinor == next.amountMinor && line->currency == next.currency &&
                        isConfirming(db, line->file) && anyAttempt(db, next.id, [&](const AttemptRow& t) {
                            return t.channel == line->channel && t.orderNo == line->orderNo;
                        });
    if (!byAnswer && !byLine) return refuse(Refusal::EvidenceMissing);
    const bool otherIsOut = anyAttempt(db, next.id, [&](const AttemptRow& t) {
        if (t.state != AttemptState::Armed && t.state != AttemptState::Unknown) return false;
        if (answer && answer->attemptNo == t.attemptNo) return false;
        return !(line && line->channel == t.channel && line->orderNo == t.orderNo);
    });
    if (otherIsOut) return refuse(Refusal::LiveAttempt);
    return {};
}

Done guardMove(const Database& db, const PayoutRow& old, const PayoutRow& next) {
    if (!isMoveAllowed(old.state, next.state)) return refuse(Refusal::TransitionForbidden);
    if (next.version != old.version + 1) return refuse(Refusal::AlreadyHandled);
    if (old.state == PayoutState::Unclaimed) TRY_DONE(guardClaim(db, old, next));
    if (next.state == PayoutState::Exception && *next.exceptionAt < db.clock - clockSlack)
        return refuse(Refusal::StillLocked);
    const bool wasException = old.state == PayoutState::Exception;
    if (wasException && next.state == PayoutState::Processing && !isConfirmed(db, old, rules::ExceptionAction::Repay))
        return refuse(Refusal::NotProposed);
    if (wasException && next.state == PayoutState::Returned && !isConfirmed(db, old, rules::ExceptionAction::Return))
        return refuse(Refusal::NotProposed);
    if (next.state == PayoutState::Success) return guardSuccess(db, next);
    return {};
}

LedgerAccountId accountOf(const Database& db, const QString& code, std::optional<ChannelId> channel) {
    const std::size_t at =
        db.state.accounts.find([&](const AccountRow& a) { return a.code == code && a.channel == channel; });
    CHECK(at < db.state.accounts.size());
    return db.state.accounts[at].id;
}

const EntryRow& debitFirstOf(const Database& db, InstructionId instruction) {
    const std::size_t at = db.state.entries.find(
        [&](const EntryRow& e) { return e.kind == EntryKind::DebitFirst && e.instruction == instruction; });
    CHECK(at < db.state.entries.size());
    return db.state.entries[at];
}

Done bookMove(Database& db, const PayoutRow& next) {
    const ChannelId channel = instructionOf(db, next.id).channel;
    if (next.state == PayoutState::Success)
        return insertEntry(db, {EntryKind::Paid, std::nullopt, next.id, accountOf(db, QStringLiteral("2010"), channel),
                                accountOf(db, QStringLiteral("1001"), channel), next.amountMinor, std::nullopt, 0});
    if (next.state == PayoutState::Returned) {
        const EntryRow first = debitFirstOf(db, next.instruction);
        return insertEntry(db, {EntryKind::ReCredit, std::nullopt, next.id, first.credit, first.debit, next.amountMinor,
                                first.feeAccount, next.feeMinor});
    }
    return {};
}

Done moveBalance(Database& db, LedgerAccountId id, std::int64_t by) {
    const std::size_t at = db.state.accounts.find([&](const AccountRow& a) { return a.id == id; });
    AccountRow row = db.state.accounts[at];
    row.balanceMinor += by;
    if (row.code == u"2001" && row.balanceMinor > 0) return refuse(Refusal::BalanceTooSmall);
    db.state.accounts.put(at, std::move(row));
    return {};
}

} // namespace

Done insertTrail(Database& db, TrailRow row) {
    if (row.at > db.clock + clockSlack) return refuse(Refusal::ClockGuard);
    db.state.trail.append(std::move(row));
    return {};
}

Done insertEntry(Database& db, const EntryRow& entry) {
    const bool isTwice = db.state.entries.any([&](const EntryRow& e) {
        return e.kind == entry.kind && e.kind != EntryKind::Deposit && e.instruction == entry.instruction &&
               e.payout == entry.payout;
    });
    if (isTwice) return refuse(Refusal::AlreadyHandled);
    const bool debitsFee = entry.kind == EntryKind::DebitFirst;
    const bool creditsFee = entry.kind == EntryKind::RejectGive || entry.kind == EntryKind::ReCredit;
    TRY_DONE(moveBalance(db, entry.debit, entry.amountMinor + (debitsFee ? entry.feeMinor : 0)));
    TRY_DONE(moveBalance(db, entry.credit, -entry.amountMinor - (creditsFee ? entry.feeMinor : 0)));
    if (entry.feeMinor > 0) TRY_DONE(moveBalance(db, *entry.feeAccount, debitsFee ? -entry.feeMinor : entry.feeMinor));
    db.state.entries.append(entry);
    return {};
}

Done updatePayout(Database& db, std::size_t at, PayoutRow next) {
    const PayoutRow old = db.state.payouts[at];
    const bool moves = next.state != old.state;
    if (moves) TRY_DONE(guardMove(db, old, next));
    if (!moves && old.state == PayoutState::Exception &&
        (*next.unlocksAt < *old.unlocksAt || *next.exceptionAt != *old.exceptionAt))
        return refuse(Refusal::StillLocked);
    CHECK(next.state != PayoutState::Exception || *next.unlocksAt >= *next.exceptionAt + std::chrono::hours(1));
    db.state.payouts.put(at, next);
    if (!moves) return {};
    TRY_DONE(bookMove(db, next));
    return insertTrail(db, {db.clock, next.lastActor, QStringLiteral("payout"), next.id.value, QStringLiteral("state"),
                            storedName(old.state), storedName(next.state), next.lastEvidence});
}

Done updateInstruction(Database& db, std::size_t at, InstructionRow next) {
    const InstructionRow old = db.state.instructions[at];
    const auto anyRow = [&](auto condition) {
        return db.state.payouts.any([&](const PayoutRow& p) { return p.instruction == next.id && condition(p); });
    };
    if (next.allClaimed != old.allClaimed &&
        (!next.allClaimed || next.state != rules::InstructionState::ApprovedProcessing ||
         anyRow([](const PayoutRow& p) { return p.state == PayoutState::Unclaimed; })))
        return refuse(Refusal::TransitionForbidden);
    const bool closes = next.state != old.state && next.state == rules::InstructionState::Closed;
    if (closes && (old.state != rules::InstructionState::ApprovedProcessing || anyRow([](const PayoutRow& p) {
                       return p.state != PayoutState::Success && p.state != PayoutState::Returned;
                   })))
        return refuse(Refusal::TransitionForbidden);
    db.state.instructions.put(at, next);
    if (next.state == old.state) return {};
    return insertTrail(db, {db.clock, next.lastActor, QStringLiteral("instruction"), next.id.value,
                            QStringLiteral("state"), storedName(old.state), storedName(next.state)});
}

} // namespace payout::memory
