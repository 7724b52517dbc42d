// SPDX-License-Identifier: GPL-3.0-or-later
// core/dispatch/quarantine_table.h and remembered_table.h over the memory store.
#include "core/dispatch/quarantine_table.h"

#include "core/dispatch/remembered_table.h"
#include "core/rules/refusal.h"
#include "tests/support/memory_store/memory_changes.h"

#include <algorithm>

namespace payout::dispatch {

namespace {

using memory::Database;
using memory::QuarantineState;
using rules::AttemptState;
using rules::PayoutState;

std::size_t openAt(const Database& db) {
    return db.state.quarantines.find([](const auto& q) { return q.state != QuarantineState::Released; });
}

RememberedAttempt attemptOf(const Database& db, const memory::AttemptRow& a, const memory::RememberedRow& r) {
    const memory::PayoutRow& p = memory::payoutOf(db, a.payout);
    RememberedAttempt row{a.payout, a.attemptNo, a.channel, p.version, p.state == PayoutState::Processing,
                          {},       {},          {},        {}};
    row.order.orderNo = a.orderNo;
    row.order.amount = Money{p.amountMinor, p.currency};
    row.order.payeeName = p.payeeName;
    row.order.payeeAccount = p.payeeAccount;
    row.order.payeeKind = p.accountKind;
    row.order.payeeBankCode = p.bankCode;
    row.order.remark = p.purpose;
    row.txnTime = r.txnTime;
    row.payloadDigest = r.payloadDigest;
    row.armedAt = r.armedAt;
    row.sendNo = r.sendNo;
    return row;
}

bool isOpen(const memory::PayoutRow& p) {
    return p.state == PayoutState::Processing || p.state == PayoutState::Exception;
}

std::optional<RememberedAttempt> rememberedOf(const Database& db, const memory::AttemptRow& a) {
    const memory::RememberedRow* first = nullptr;
    for (const memory::RememberedRow& r : db.state.remembered.rows())
        if (r.orderNo == a.orderNo && (!first || r.sendNo < first->sendNo)) first = &r;
    const memory::PayoutRow& p = memory::payoutOf(db, a.payout);
    const bool isOther =
        db.state.mismatches.any([&](const auto& m) { return m.payout == a.payout && m.attemptNo == a.attemptNo; });
    if (!first || !isOpen(p) || (p.state == PayoutState::Exception && isOther)) return std::nullopt;
    return attemptOf(db, a, *first);
}

std::optional<RememberedAttempt> sentAgainOf(const Database& db, const memory::AttemptRow& a) {
    const memory::RememberedRow* last = nullptr;
    for (const memory::RememberedRow& r : db.state.remembered.rows())
        if (r.orderNo == a.orderNo && (!last || r.sendNo > last->sendNo)) last = &r;
    if (!last || last->sendNo <= a.sends || !isOpen(memory::payoutOf(db, a.payout))) return std::nullopt;
    return attemptOf(db, a, *last);
}

std::vector<RememberedAttempt> inOrder(std::vector<RememberedAttempt> found, std::int64_t rowsMax) {
    std::ranges::sort(found, {}, &RememberedAttempt::payout);
    if (static_cast<std::int64_t>(found.size()) > rowsMax) found.resize(static_cast<std::size_t>(rowsMax));
    return found;
}

} // namespace

Done lockQuarantine(store::Connection& connection) {
    TRY(const Database* db, memory::reachToWrite(connection));
    Q_UNUSED(db); // one writer anyway
    return {};
}

Result<std::optional<QuarantineView>> quarantineRow(store::Connection& connection) {
    TRY(const Database* db, memory::reach(connection));
    const std::size_t at = openAt(*db);
    if (at == db->state.quarantines.size()) return std::nullopt;
    const memory::QuarantineRow& q = db->state.quarantines[at];
    QuarantineView view;
    view.id = q.id;
    view.raisedAt = q.raisedAt;
    view.raisedBy = q.raisedBy;
    view.reason = q.reason;
    view.detail = q.detail;
    view.proposedBy = q.proposedBy;
    if (q.proposedBy) view.proposedByName = memory::loginOf(*db, *q.proposedBy);
    view.proposedAt = q.proposedAt;
    view.proposalReason = q.proposalReason;
    view.withoutEgress = q.withoutEgress;
    return view;
}

Done addReports(store::Connection& connection, QuarantineView& view) {
    TRY(const Database* db, memory::reach(connection));
    for (const auto& r : db->state.reports.rows())
        if (r.quarantine == view.id) view.reports.push_back({r.egress, r.permits, r.permitsUnknown});
    const auto& q = db->state.quarantines[static_cast<std::size_t>(view.id) - 1];
    view.unreported = memory::unreported(*db, q);
    view.uncompared = memory::uncompared(*db, q);
    for (const auto& r : db->state.remembered.rows()) {
        if (r.quarantine != view.id) continue;
        ++view.remembered;
        view.rememberedMinor += r.amountMinor;
    }
    return {};
}

Result<bool> isSendingQuarantined(store::Connection& connection) {
    TRY(const Database* db, memory::reach(connection));
    return memory::isQuarantined(*db);
}

Done insertByHand(store::Connection& connection, const QString& login, const QString& reason) {
    TRY(Database * db, memory::reachToWrite(connection));
    memory::QuarantineRow row;
    row.raisedAt = db->clock;
    row.raisedBy = login;
    row.reason = QStringLiteral("BY_HAND");
    row.detail = reason;
    return memory::checked(connection, memory::insertQuarantine(*db, std::move(row)));
}

Done writeProposal(store::Connection& connection, std::int64_t quarantine, PersonId proposer, const QString& reason,
                   const QString& withoutEgress) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = openAt(*db);
    if (at == db->state.quarantines.size() || db->state.quarantines[at].id != quarantine)
        return rules::refuse(rules::Refusal::AlreadyHandled);
    memory::QuarantineRow next = db->state.quarantines[at];
    next.state = QuarantineState::Proposed;
    next.proposedBy = proposer;
    next.proposedAt = db->clock;
    next.proposalReason = reason;
    next.withoutEgress = withoutEgress;
    return memory::checked(connection, memory::updateQuarantine(*db, at, std::move(next)));
}

Done writeRelease(store::Connection& connection, std::int64_t quarantine, PersonId releaser) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = openAt(*db);
    if (at == db->state.quarantines.size() || db->state.quarantines[at].id != quarantine ||
        db->state.quarantines[at].state != QuarantineState::Proposed)
        return rules::refuse(rules::Refusal::AlreadyHandled);
    memory::QuarantineRow next = db->state.quarantines[at];
    next.state = QuarantineState::Released;
    next.releasedBy = releaser;
    next.releasedAt = db->clock;
    return memory::checked(connection, memory::updateQuarantine(*db, at, std::move(next)));
}

Result<std::vector<RememberedAttempt>> rememberedAttempts(store::Connection& connection, std::int64_t rowsMax) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<RememberedAttempt> found;
    if (db->state.remembered.size() == 0) return found;
    for (const memory::AttemptRow& a : db->state.attempts.rows()) {
        if (a.state != AttemptState::Prepared) continue;
        if (auto row = rememberedOf(*db, a)) found.push_back(*std::move(row));
    }
    return inOrder(std::move(found), rowsMax);
}

Result<std::vector<RememberedAttempt>> rememberedSends(store::Connection& connection, std::int64_t rowsMax) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<RememberedAttempt> found;
    if (db->state.remembered.size() == 0) return found;
    for (const memory::AttemptRow& a : db->state.attempts.rows()) {
        if (a.state != AttemptState::Armed && a.state != AttemptState::Unknown) continue;
        if (auto row = sentAgainOf(*db, a)) found.push_back(*std::move(row));
    }
    return inOrder(std::move(found), rowsMax);
}

Result<std::vector<OvertakenAttempt>> overtakenAttempts(store::Connection& connection, std::int64_t rowsMax) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<OvertakenAttempt> found;
    if (db->state.remembered.size() == 0) return found;
    for (const memory::AttemptRow& a : db->state.attempts.rows()) {
        if (a.state != AttemptState::Prepared) continue;
        const memory::PayoutRow& p = memory::payoutOf(*db, a.payout);
        const bool isOvertaken = db->state.remembered.any([&](const memory::RememberedRow& r) {
            return r.attemptNo > a.attemptNo && memory::isAbout(*db, r, a.payout);
        });
        if (p.state != PayoutState::Processing || !isOvertaken) continue;
        if (db->state.remembered.any([&](const memory::RememberedRow& r) { return r.orderNo == a.orderNo; })) continue;
        found.push_back({a.payout, a.attemptNo, a.channel, memory::merchantCodeOf(*db, a.payout), p.merchantRowRef});
    }
    std::ranges::sort(found, {}, &OvertakenAttempt::payout);
    if (static_cast<std::int64_t>(found.size()) > rowsMax) found.resize(static_cast<std::size_t>(rowsMax));
    return found;
}

Done burnOvertaken(store::Connection& connection, const OvertakenAttempt& row, UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::attemptAt(*db, row.payout, row.attemptNo);
    memory::AttemptRow next = db->state.attempts[at];
    if (next.state != AttemptState::Prepared) return unavailable(QStringLiteral("Serialization"));
    next.state = AttemptState::Burnt;
    next.burntAt = now;
    next.nextQuery.reset();
    return memory::checked(connection, memory::updateAttempt(*db, at, std::move(next)));
}

Done markRemembered(store::Connection& connection, const RememberedAttempt& row, UtcTime neededThrough, UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::attemptAt(*db, row.payout, row.attemptNo);
    if (at == db->state.attempts.size() || db->state.attempts[at].state != AttemptState::Prepared)
        return unavailable(QStringLiteral("Serialization"));
    memory::AttemptRow next = db->state.attempts[at];
    next.state = AttemptState::Unknown;
    next.sends = row.sendNo;
    next.armedAt = row.armedAt;
    next.txnTime = row.txnTime;
    next.payloadDigest = row.payloadDigest;
    next.neededThrough = neededThrough;
    next.nextQuery = now;
    return memory::checked(connection, memory::updateAttempt(*db, at, std::move(next)));
}

Done markSentAgain(store::Connection& connection, const RememberedAttempt& row, UtcTime neededThrough, UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::attemptAt(*db, row.payout, row.attemptNo);
    memory::AttemptRow next = db->state.attempts[at];
    if ((next.state != AttemptState::Armed && next.state != AttemptState::Unknown) || next.sends >= row.sendNo)
        return unavailable(QStringLiteral("Serialization"));
    next.state = AttemptState::Unknown;
    next.sends = row.sendNo;
    next.neededThrough = std::max(next.neededThrough.value_or(UtcTime(INT64_MIN)), neededThrough);
    next.nextQuery = now;
    return memory::checked(connection, memory::updateAttempt(*db, at, std::move(next)));
}

Done markSentBeforeRestore(store::Connection& connection, const RememberedAttempt& row, UtcTime now,
                           std::chrono::milliseconds lock, const QString& actor) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::payoutAt(*db, row.payout);
    memory::PayoutRow next = memory::payoutOf(*db, row.payout);
    const PayoutState from = row.isProcessing ? PayoutState::Processing : PayoutState::Exception;
    if (next.state != from || next.version != row.version) return unavailable(QStringLiteral("Serialization"));
    if (row.isProcessing) {
        next.state = PayoutState::Exception;
        next.stateAt = now;
        next.exceptionAt = now;
        next.unlocksAt = now + lock;
    }
    next.subReason = QStringLiteral("SENT_BEFORE_RESTORE");
    ++next.version;
    next.lastActor = actor;
    next.lastReason = next.subReason;
    next.lastEvidence.clear();
    return memory::checked(connection, memory::updatePayout(*db, at, std::move(next)));
}

Done noteMismatch(store::Connection& connection, const RememberedAttempt& row, UtcTime) {
    TRY(Database * db, memory::reachToWrite(connection));
    const bool isNoted =
        db->state.mismatches.any([&](const auto& m) { return m.payout == row.payout && m.attemptNo == row.attemptNo; });
    if (!isNoted) db->state.mismatches.append({row.payout, row.attemptNo});
    return {};
}

} // namespace payout::dispatch
