// SPDX-License-Identifier: GPL-3.0-or-later
// core/outcome/earlier_order_table.h over the memory store.
#include "core/outcome/earlier_order_table.h"

#include "tests/support/memory_store/memory_changes.h"

#include <algorithm>

namespace payout::outcome {

namespace {

using memory::Database;
using rules::AttemptState;
using rules::PayoutState;

template <class Chosen, class Change>
Done changeAttempts(store::Connection& connection, PayoutId payout, Chosen isChosen, Change change) {
    TRY(Database * db, memory::reachToWrite(connection));
    for (std::size_t at = 0; at < db->state.attempts.size(); ++at) {
        memory::AttemptRow next = db->state.attempts[at];
        if (next.payout != payout || !isChosen(next.state)) continue;
        change(next);
        TRY_DONE(memory::checked(connection, memory::updateAttempt(*db, at, std::move(next))));
    }
    return {};
}

Done burn(store::Connection& connection, PayoutId payout, UtcTime now, bool unknownToo) {
    return changeAttempts(
        connection, payout,
        [&](AttemptState s) { return s == AttemptState::Prepared || (unknownToo && s == AttemptState::Unknown); },
        [&](memory::AttemptRow& a) {
            a.state = AttemptState::Burnt;
            a.burntAt = now;
            a.nextQuery.reset();
        });
}

bool isSettleable(const Database& db, PayoutId payout) {
    const bool isDouble = db.state.incidents.any(
        [&](const memory::IncidentRow& x) { return x.payout == payout && x.kind == u"DOUBLE_PAID"; });
    return isDouble && !memory::anyAttempt(db, payout, [&](const memory::AttemptRow& t) {
               return t.state != AttemptState::Burnt && t.state != AttemptState::Prepared &&
                      !memory::isProvenDead(db, t);
           });
}

} // namespace

Done burnPreparedAttempts(store::Connection& connection, PayoutId payout, UtcTime now) {
    return burn(connection, payout, now, false);
}

Done doubtArmedAttempts(store::Connection& connection, PayoutId payout) {
    return changeAttempts(
        connection, payout, [](AttemptState s) { return s == AttemptState::Armed; },
        [](memory::AttemptRow& a) { a.state = AttemptState::Unknown; });
}

Done markEarlierOrderPaid(store::Connection& connection, const EarlierOrderPaid& found, UtcTime unlocksAt) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::payoutAt(*db, found.payout);
    memory::PayoutRow next = memory::payoutOf(*db, found.payout);
    if (next.state != PayoutState::Exception && next.state != PayoutState::Processing) return {};
    next.subReason = earlierOrderPaid;
    if (next.state == PayoutState::Processing) {
        next.state = PayoutState::Exception;
        next.stateAt = found.now;
        next.exceptionAt = found.now;
        next.unlocksAt = unlocksAt;
        ++next.version;
        next.lastActor = found.actor;
        next.lastReason = earlierOrderPaid;
        next.lastEvidence = found.evidence;
    }
    return memory::checked(connection, memory::updatePayout(*db, at, std::move(next)));
}

Result<std::vector<SettleableOrder>> settleableOrders(store::Connection& connection, std::int64_t rowsMax) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<SettleableOrder> found;
    for (const memory::PayoutRow& p : db->state.payouts.rows()) {
        if (static_cast<std::int64_t>(found.size()) == rowsMax) break;
        if (p.state != PayoutState::Exception || !isSettleable(*db, p.id)) continue;
        const auto paid = memory::paidEarlier(*db, p.id);
        if (paid.empty()) continue;
        SettleableOrder order{p.id, p.version, std::nullopt, std::nullopt};
        for (const memory::PaidEarlier& e : paid) {
            order.answer = std::max(order.answer, e.answer);
            order.line = std::max(order.line, e.line);
        }
        found.push_back(order);
    }
    return found;
}

Done burnDeadAttempts(store::Connection& connection, PayoutId payout, UtcTime now) {
    return burn(connection, payout, now, true);
}

Done markPaidByEarlierOrder(store::Connection& connection, const SettleableOrder& order, UtcTime now,
                            const QString& actor) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::payoutAt(*db, order.payout);
    memory::PayoutRow next = memory::payoutOf(*db, order.payout);
    if (next.version != order.version || next.state != PayoutState::Exception)
        return unavailable(QStringLiteral("Serialization"));
    next.state = PayoutState::Success;
    next.stateAt = now;
    next.evidenceAnswer = order.answer;
    next.evidenceLine = order.line;
    ++next.version;
    next.lastActor = actor;
    next.lastReason = QStringLiteral("paid by an earlier order");
    next.lastEvidence = order.answer ? QStringLiteral("answer %1").arg(*order.answer)
                                     : QStringLiteral("line %1").arg(order.line.value_or(0));
    return memory::checked(connection, memory::updatePayout(*db, at, std::move(next)));
}

} // namespace payout::outcome
