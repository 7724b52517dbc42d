// SPDX-License-Identifier: GPL-3.0-or-later
// core/outcome/outcome_table.h over the memory store.
#include "core/outcome/outcome_table.h"

#include "tests/support/memory_store/memory_changes.h"

#include <algorithm>
#include <tuple>

namespace payout::outcome {

namespace {

using memory::Database;
using rules::AttemptState;
using rules::PayoutState;

QString observationOf(const AnswerRecord& record) {
    switch (record.wire) {
    case channel::WireResult::ConnectFailed:
    case channel::WireResult::DiedBeforeFirstByte: return QStringLiteral("CONNECT_FAILED");
    case channel::WireResult::SentNoAnswer: return QStringLiteral("SENT_NO_ANSWER");
    case channel::WireResult::Answered: return QStringLiteral("ANSWERED");
    }
    return {};
}

QString nameOf(rules::Operation operation) {
    return operation == rules::Operation::Send ? QStringLiteral("SEND") : QStringLiteral("QUERY");
}

AttemptRow rowOf(const Database& db, const memory::AttemptRow& a) {
    const memory::PayoutRow& p = memory::payoutOf(db, a.payout);
    AttemptRow row;
    row.payout = a.payout;
    row.attemptNo = a.attemptNo;
    row.channel = a.channel;
    row.state = a.state;
    row.armedAt = a.armedAt.value_or(UtcTime());
    row.notExistCount = a.notExistCount;
    row.queries = a.queries;
    row.payoutState = p.state;
    row.payoutVersion = p.version;
    row.subReason = p.subReason;
    row.otherOrderOut = memory::anyAttempt(db, a.payout, [&](const memory::AttemptRow& o) {
        return o.attemptNo != a.attemptNo && (o.state == AttemptState::Armed || o.state == AttemptState::Unknown);
    });
    return row;
}

/// Changes the attempt if it is there and `change` says so.
template <class Change>
Done changeAttempt(store::Connection& connection, PayoutId payout, int attemptNo, Change change) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::attemptAt(*db, payout, attemptNo);
    if (at == db->state.attempts.size()) return {};
    memory::AttemptRow next = db->state.attempts[at];
    if (!change(next)) return {};
    return memory::checked(connection, memory::updateAttempt(*db, at, std::move(next)));
}

/// The payout as the change finds it, or Serialization.
template <class IsFrom, class Change>
Done changePayout(store::Connection& connection, const StateChange& change, IsFrom isFrom, Change apply) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::payoutAt(*db, change.payout);
    if (at == db->state.payouts.size()) return unavailable(QStringLiteral("Serialization"));
    memory::PayoutRow next = db->state.payouts[at];
    if (next.version != change.version || !isFrom(next.state)) return unavailable(QStringLiteral("Serialization"));
    next.stateAt = change.now;
    ++next.version;
    next.lastActor = change.actor;
    next.lastReason = change.reason;
    next.lastEvidence = change.evidence;
    apply(next);
    return memory::checked(connection, memory::updatePayout(*db, at, std::move(next)));
}

} // namespace

Result<AttemptRow> attemptForUpdate(store::Connection& connection, PayoutId payout, int attemptNo) {
    TRY(const Database* db, memory::reach(connection));
    if (memory::payoutAt(*db, payout) == db->state.payouts.size()) return broken(QStringLiteral("NoRow"));
    const std::size_t at = memory::attemptAt(*db, payout, attemptNo);
    if (at == db->state.attempts.size()) return broken(QStringLiteral("NoAttempt"), QString::number(payout.value));
    return rowOf(*db, db->state.attempts[at]);
}

Result<std::optional<NamedAttempt>> attemptOfOrder(store::Connection& connection, ChannelId channel,
                                                   const QString& orderNo) {
    TRY(const Database* db, memory::reach(connection));
    for (const memory::AttemptRow& a : db->state.attempts.rows())
        if (a.channel == channel && a.orderNo == orderNo) return NamedAttempt{a.payout, a.attemptNo};
    return std::nullopt;
}

Result<std::optional<std::int64_t>> insertReport(store::Connection& connection, const NewReport& report) {
    TRY(Database * db, memory::reachToWrite(connection));
    const bool isSeen = db->state.answers.any([&](const memory::AnswerRow& a) {
        return a.payout == report.payout && a.attemptNo == report.attemptNo && a.operation == u"REPORT" &&
               a.raw == report.source;
    });
    if (isSeen) return std::nullopt;
    memory::AnswerRow row;
    row.payout = report.payout;
    row.attemptNo = report.attemptNo;
    row.operation = QStringLiteral("REPORT");
    row.at = report.now;
    row.outcome = rules::Outcome::FailedFinal;
    row.code = report.reason.isEmpty() ? report.status : report.reason;
    row.raw = report.source;
    auto id = memory::insertAnswer(*db, std::move(row));
    if (!id) return memory::refuseIn(connection, id.error());
    return *id;
}

Result<std::int64_t> insertAnswer(store::Connection& connection, const AnswerRecord& record, UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    const channel::Answer& answer = record.answer;
    auto id = memory::insertAnswer(*db, {0, record.payout, record.attemptNo, nameOf(record.operation), now,
                                         answer.outcome, answer.code, answer.codeListed, answer.amountAndOrderEqual,
                                         answer.flowNo, answer.raw, record.host});
    if (!id) return memory::refuseIn(connection, id.error());
    return *id;
}

Done insertNewCode(store::Connection& connection, ChannelId channel, const AnswerRecord& record, std::int64_t answerId,
                   UtcTime) {
    TRY(Database * db, memory::reachToWrite(connection));
    const QString operation = nameOf(record.operation);
    const bool isKnown = db->state.newCodes.any([&](const memory::NewCodeRow& n) {
        return n.channel == channel && n.operation == operation && n.code == record.answer.code;
    });
    if (!isKnown) db->state.newCodes.append({channel, operation, record.answer.code, answerId});
    return {};
}

Done insertIncident(store::Connection& connection, const QString& kind, const AttemptRow& attempt, UtcTime now,
                    const QString&) {
    TRY(Database * db, memory::reachToWrite(connection));
    memory::insertIncident(*db, {kind, attempt.channel, attempt.payout, attempt.attemptNo, 0, now, false});
    return {};
}

Done closeSend(store::Connection& connection, const AnswerRecord& record, UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    for (std::size_t at = 0; at < db->state.sends.size(); ++at) {
        memory::SendRow next = db->state.sends[at];
        if (next.payout != record.payout || next.attemptNo != record.attemptNo || next.sendNo != record.sendNo ||
            next.closedAt)
            continue;
        next.closedAt = now;
        next.bytesWritten = std::max<std::int64_t>(record.bytesWritten, 0);
        next.observation = observationOf(record);
        TRY_DONE(memory::checked(connection, memory::updateSend(*db, at, std::move(next))));
    }
    return {};
}

Done settleAttempt(store::Connection& connection, const AttemptRow& attempt, const QString& flowNo) {
    return changeAttempt(connection, attempt.payout, attempt.attemptNo, [&](memory::AttemptRow& a) {
        if (a.state != AttemptState::Armed && a.state != AttemptState::Unknown) return false;
        a.state = AttemptState::Settled;
        a.nextQuery.reset();
        if (!flowNo.isEmpty()) a.flowNo = flowNo;
        return true;
    });
}

Done doubtAttempt(store::Connection& connection, const AttemptRow& attempt) {
    return changeAttempt(connection, attempt.payout, attempt.attemptNo, [](memory::AttemptRow& a) {
        if (a.state != AttemptState::Armed) return false;
        a.state = AttemptState::Unknown;
        return true;
    });
}

Done noteFlowNo(store::Connection& connection, const AttemptRow& attempt, const QString& flowNo) {
    if (flowNo.isEmpty()) return {};
    return changeAttempt(connection, attempt.payout, attempt.attemptNo, [&](memory::AttemptRow& a) {
        if (!a.flowNo.isEmpty()) return false;
        a.flowNo = flowNo;
        return true;
    });
}

Done noteQuery(store::Connection& connection, const AttemptRow& attempt, int notExistCount,
               std::optional<UtcTime> nextQuery) {
    return changeAttempt(connection, attempt.payout, attempt.attemptNo, [&](memory::AttemptRow& a) {
        ++a.queries;
        a.notExistCount = notExistCount;
        a.nextQuery = nextQuery;
        return true;
    });
}

Done markPaidByAnswer(store::Connection& connection, const StateChange& change, std::int64_t answerId) {
    return changePayout(
        connection, change,
        [](PayoutState from) { return from == PayoutState::Processing || from == PayoutState::Exception; },
        [&](memory::PayoutRow& p) {
            p.state = PayoutState::Success;
            p.evidenceAnswer = answerId;
        });
}

Done markException(store::Connection& connection, const StateChange& change, std::chrono::milliseconds lock) {
    return changePayout(
        connection, change, [](PayoutState from) { return from == PayoutState::Processing; },
        [&](memory::PayoutRow& p) {
            p.state = PayoutState::Exception;
            p.exceptionAt = change.now;
            p.unlocksAt = change.now + lock;
            p.subReason = change.reason;
        });
}

Done writeSubReason(store::Connection& connection, PayoutId payout, const QString& subReason) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::payoutAt(*db, payout);
    if (at == db->state.payouts.size() || db->state.payouts[at].state != PayoutState::Exception) return {};
    memory::PayoutRow next = db->state.payouts[at];
    next.subReason = subReason;
    return memory::checked(connection, memory::updatePayout(*db, at, std::move(next)));
}

Result<std::vector<DueQuery>> dueQueries(store::Connection& connection, UtcTime now, std::int64_t rowsMax) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<const memory::AttemptRow*> due;
    for (const memory::AttemptRow& a : db->state.attempts.rows()) {
        if (!a.nextQuery || *a.nextQuery > now) continue;
        if (a.state != AttemptState::Armed && a.state != AttemptState::Unknown) continue;
        const PayoutState state = memory::payoutOf(*db, a.payout).state;
        if (state == PayoutState::Processing || state == PayoutState::Exception || state == PayoutState::Success)
            due.push_back(&a);
    }
    std::ranges::sort(due, {},
                      [](const memory::AttemptRow* a) { return std::tuple(*a->nextQuery, a->payout, a->attemptNo); });
    if (static_cast<std::int64_t>(due.size()) > rowsMax) due.resize(static_cast<std::size_t>(rowsMax));
    std::vector<DueQuery> found;
    for (const memory::AttemptRow* a : due) {
        const memory::PayoutRow& p = memory::payoutOf(*db, a->payout);
        found.push_back({a->payout,
                         a->attemptNo,
                         a->channel,
                         {a->orderNo, a->txnTime, a->flowNo, Money{p.amountMinor, p.currency}}});
    }
    return found;
}

Result<std::vector<AttemptRow>> armedBefore(store::Connection& connection, ChannelId channel, UtcTime before,
                                            std::int64_t rowsMax) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<AttemptRow> found;
    for (const memory::PayoutRow& p : db->state.payouts.rows()) {
        if (static_cast<std::int64_t>(found.size()) == rowsMax) break;
        if (p.state != PayoutState::Processing || p.stateAt >= before) continue;
        memory::forAttempts(*db, p.id, [&](const memory::AttemptRow& a) {
            const bool isRecent = db->state.sends.any([&](const memory::SendRow& s) {
                return s.payout == a.payout && s.attemptNo == a.attemptNo && s.armedAt >= before;
            });
            if (a.state == AttemptState::Armed && *a.armedAt < before && !isRecent && a.channel == channel)
                found.push_back(rowOf(*db, a));
        });
    }
    return found;
}

Result<std::int64_t> closeFinished(store::Connection& connection, const QString& actor) {
    TRY(Database * db, memory::reachToWrite(connection));
    std::int64_t closed = 0;
    for (std::size_t at = 0; at < db->state.instructions.size(); ++at) {
        memory::InstructionRow next = db->state.instructions[at];
        if (next.state != rules::InstructionState::ApprovedProcessing) continue;
        const bool isOpen = db->state.payouts.any([&](const memory::PayoutRow& p) {
            return p.instruction == next.id && p.state != PayoutState::Success && p.state != PayoutState::Returned;
        });
        if (isOpen) continue;
        next.state = rules::InstructionState::Closed;
        ++next.version;
        next.lastActor = actor;
        next.lastReason = QStringLiteral("every row is paid or returned");
        TRY_DONE(memory::checked(connection, memory::updateInstruction(*db, at, std::move(next))));
        ++closed;
    }
    return closed;
}

} // namespace payout::outcome
