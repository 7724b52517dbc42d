// SPDX-License-Identifier: GPL-3.0-or-later
// core/egress/permit_table.h and witness_table.h over the memory store.
#include "core/egress/permit_table.h"
#include "core/egress/witness_table.h"

#include "core/base/digest.h"
#include "core/store/transaction.h"
#include "tests/support/memory_store/memory_changes.h"

#include <algorithm>

namespace payout::egress {

namespace {

using memory::Database;
using memory::QuarantineState;

TrailHead headOf(const Database& db, std::size_t at) {
    const memory::TrailRow& row = db.state.trail[at];
    TrailHead head{static_cast<std::int64_t>(at) + 1, {}};
    Sha256 hash;
    hash.addField(head.id);
    hash.addField(row.at.ms);
    hash.addField(row.objectId);
    for (const QString& text : {row.actor, row.objectKind, row.event, row.fromState, row.toState, row.evidence})
        hash.addField(text);
    head.digest = hash.hex();
    return head;
}

/// A statement of its own commits by itself.
void commitAlone(Database& db) {
    if (!db.isWriting) db.state.commit();
}

std::int64_t rememberUnknown(Database& db, std::int64_t quarantine, const std::vector<Sending>& sendings) {
    std::int64_t unknown = 0;
    for (const Sending& s : sendings) {
        const bool isKnown = db.state.sends.any([&](const memory::SendRow& row) {
            return row.sendNo == s.sendNo &&
                   db.state.attempts[memory::attemptAt(db, row.payout, row.attemptNo)].orderNo == s.orderNo;
        });
        if (isKnown) continue;
        ++unknown;
        const bool isRemembered = db.state.remembered.any(
            [&](const memory::RememberedRow& r) { return r.orderNo == s.orderNo && r.sendNo == s.sendNo; });
        if (!isRemembered)
            db.state.remembered.append({s.orderNo, s.sendNo, s.attemptNo, s.merchantCode, s.merchantRowRef,
                                        s.channelCode, s.payloadDigest, s.txnTime, s.amount.minor, s.armedAt,
                                        quarantine});
    }
    return unknown;
}

void insertReport(Database& db, std::int64_t quarantine, const QString& egress, const QString& token,
                  const std::vector<Sending>& sendings) {
    const bool isReported =
        db.state.reports.any([&](const auto& r) { return r.quarantine == quarantine && r.egress == egress; });
    if (isReported) return;
    const std::int64_t unknown = rememberUnknown(db, quarantine, sendings);
    db.state.reports.append({quarantine, egress, token, static_cast<std::int64_t>(sendings.size()), unknown});
}

std::optional<std::int64_t> openQuarantine(const Database& db) {
    const auto& quarantines = db.state.quarantines.rows();
    if (quarantines.empty() || quarantines.back().state == QuarantineState::Released) return std::nullopt;
    return quarantines.back().id;
}

std::size_t watchAt(const Database& db, const QString& egress) {
    return db.state.watches.find([&](const auto& w) { return w.egress == egress; });
}

void addEgress(Database& db, const QString& egress) {
    if (!db.state.egresses.any([&](const QString& name) { return name == egress; })) db.state.egresses.append(egress);
}

} // namespace

Result<Witness> presentWitness(store::Connection& connection) {
    TRY(const Database* db, memory::reach(connection));
    Witness seen{db->identifier, db->timeline, {}};
    if (db->state.trail.size() > 0) seen.head = headOf(*db, db->state.trail.size() - 1);
    return seen;
}

Result<std::optional<TrailHead>> headAt(store::Connection& connection, std::int64_t id) {
    TRY(const Database* db, memory::reach(connection));
    const auto at = static_cast<std::size_t>(id) - 1;
    if (id < 1 || at >= db->state.trail.size()) return std::nullopt;
    return headOf(*db, at);
}

Result<bool> hasSends(store::Connection& connection) {
    TRY(const Database* db, memory::reach(connection));
    return db->state.sends.size() > 0;
}

Result<bool> isQuarantined(store::Connection& connection) {
    TRY(const Database* db, memory::reach(connection));
    return memory::isQuarantined(*db);
}

Done noteBaseline(store::Connection& connection, const Witness& seen) {
    TRY(Database * db, memory::reach(connection));
    if (db->state.baselines.size() > 0) return {};
    TRY_DONE(memory::insertBaseline(*db, {1, seen.identifier, seen.timeline}));
    commitAlone(*db);
    return {};
}

Done noteEgress(store::Connection& connection, const QString& egress) {
    TRY(Database * db, memory::reach(connection));
    addEgress(*db, egress);
    commitAlone(*db);
    return {};
}

Done noteWatch(store::Connection& connection, const QString& egress, const JournalMark& mark) {
    TRY(Database * db, memory::reach(connection));
    const std::size_t at = watchAt(*db, egress);
    if (at == db->state.watches.size()) {
        db->state.watches.append({egress, db->clock, mark.lines, mark.hash});
    } else {
        const auto apart = db->state.watches[at].seen - db->clock;
        const bool isApart = apart > std::chrono::seconds(2) || apart < std::chrono::seconds(-2);
        if (isApart && db->state.watches[at].journalLines <= mark.lines)
            db->state.watches.put(at, {egress, db->clock, mark.lines, mark.hash});
    }
    commitAlone(*db);
    return {};
}

Result<std::optional<JournalMark>> notedMark(store::Connection& connection, const QString& egress) {
    TRY(const Database* db, memory::reach(connection));
    const std::size_t at = watchAt(*db, egress);
    if (at == db->state.watches.size()) return std::nullopt;
    return JournalMark{db->state.watches[at].journalLines, db->state.watches[at].journalHash};
}

Done restartMark(store::Connection& connection, const QString& egress, const JournalMark& mark) {
    TRY(Database * db, memory::reach(connection));
    const std::size_t at = watchAt(*db, egress);
    if (at < db->state.watches.size())
        db->state.watches.put(at, {egress, db->state.watches[at].seen, mark.lines, mark.hash});
    commitAlone(*db);
    return {};
}

Result<bool> isQuarantineOpen(store::Connection& connection) {
    TRY(const Database* db, memory::reach(connection));
    return openQuarantine(*db).has_value();
}

Done reportQuarantine(store::Connection& connection, const QString& egress, const Quarantine& quarantine,
                      const Witness&, const std::vector<Sending>& sendings) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(Database * db, memory::reachToWrite(c));
        addEgress(*db, egress);
        if (!openQuarantine(*db)) {
            memory::QuarantineRow row;
            row.raisedAt = db->clock;
            row.raisedBy = QStringLiteral("egress ") + egress;
            row.reason = quarantine.reason;
            row.detail = quarantine.detail;
            TRY_DONE(memory::checked(c, memory::insertQuarantine(*db, std::move(row))));
        }
        insertReport(*db, *openQuarantine(*db), egress, quarantine.token, sendings);
        return {};
    });
}

Done joinOpenQuarantine(store::Connection& connection, const QString& egress, const std::vector<Sending>& sendings) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(Database * db, memory::reachToWrite(c));
        const auto open = openQuarantine(*db);
        if (!open) return {};
        addEgress(*db, egress);
        insertReport(*db, *open, egress, QString(), sendings);
        return {};
    });
}

Result<bool> isReleased(store::Connection& connection, const QString& egress, const QString& token) {
    TRY(const Database* db, memory::reach(connection));
    return !memory::isQuarantined(*db) && db->state.reports.any([&](const memory::QuarantineReportRow& r) {
        const auto& q = db->state.quarantines[static_cast<std::size_t>(r.quarantine) - 1];
        return r.egress == egress && r.token == token && q.state == QuarantineState::Released;
    });
}

Result<std::optional<PermitFacts>> permitFacts(store::Connection& connection, const dispatch::Permit& permit) {
    TRY(const Database* db, memory::reach(connection));
    const std::size_t sendAt = db->state.sends.find([&](const memory::SendRow& s) {
        return s.payout == permit.payout && s.attemptNo == permit.attemptNo && s.sendNo == permit.sendNo &&
               s.epoch == permit.epoch && s.host == permit.host;
    });
    if (sendAt == db->state.sends.size()) return std::nullopt;
    const memory::SendRow& s = db->state.sends[sendAt];
    const memory::AttemptRow& a = db->state.attempts[memory::attemptAt(*db, permit.payout, permit.attemptNo)];
    const memory::PayoutRow& p = memory::payoutOf(*db, permit.payout);
    const memory::InstructionRow& i = memory::instructionOf(*db, permit.payout);
    const memory::ChannelRow& c = memory::channelOf(*db, a.channel);
    PermitFacts facts;
    facts.permit = permit;
    facts.now = db->clock;
    facts.armedAt = s.armedAt;
    facts.closed = s.closedAt.has_value();
    facts.sendDigest = s.payloadDigest;
    facts.attemptState = storedName(a.state);
    facts.attemptDigest = a.payloadDigest;
    facts.channel = a.channel;
    facts.channelCode = c.code;
    facts.channelStopped = c.stopped;
    if (const auto stopped = memory::stopOf(*db, permit.payout)) facts.stopRefusal = rules::nameOf(*stopped);
    facts.quarantined = memory::isQuarantined(*db);
    facts.protocol = s.protocol;
    facts.protocolNow = db->protocol;
    facts.payoutState = storedName(p.state);
    facts.attemptArmedAt = a.armedAt.value_or(UtcTime());
    facts.attemptSends = a.sends;
    facts.resendWindow = std::chrono::milliseconds(c.resendWindowMs);
    facts.paidAgain = db->state.actions.any([&](const memory::ActionRow& e) {
        return e.payout == p.id && e.action == rules::ExceptionAction::Repay &&
               e.state == memory::ActionState::Confirmed && e.decidedBy != e.proposedBy &&
               e.payoutVersion + 1 == p.version && !db->state.sends.any([&](const memory::SendRow& b) {
                   return b.payout == p.id && b.armedAt >= *e.decidedAt &&
                          (b.attemptNo != s.attemptNo || b.sendNo != s.sendNo);
               });
    });
    facts.listed = memory::isListed(*db, p.payeeAccount);
    facts.held = p.hold != memory::Hold::None;
    facts.order = {a.orderNo,  a.txnTime, Money{p.amountMinor, p.currency}, p.payeeName, p.payeeAccount, p.accountKind,
                   p.bankCode, p.purpose};
    facts.merchantCode = db->state.merchants[static_cast<std::size_t>(p.merchant.value) - 1].code;
    facts.merchantRowRef = p.merchantRowRef;
    facts.instructionState = storedName(i.state);
    facts.approvals = i.approver && *i.approver != i.maker ? 1 : 0;
    facts.debits = std::ranges::count_if(db->state.entries.rows(), [&](const memory::EntryRow& e) {
        return e.kind == memory::EntryKind::DebitFirst && e.instruction == i.id;
    });
    return facts;
}

Result<std::optional<Question>> questionOf(store::Connection& connection, PayoutId payout, int attemptNo) {
    TRY(const Database* db, memory::reach(connection));
    const std::size_t at = memory::attemptAt(*db, payout, attemptNo);
    if (at == db->state.attempts.size() || !db->state.attempts[at].armedAt) return std::nullopt;
    const memory::AttemptRow& a = db->state.attempts[at];
    const memory::PayoutRow& p = memory::payoutOf(*db, payout);
    return Question{a.channel, {a.orderNo, a.txnTime, a.flowNo, Money{p.amountMinor, p.currency}}};
}

} // namespace payout::egress
