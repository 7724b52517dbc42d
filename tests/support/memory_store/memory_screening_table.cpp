// SPDX-License-Identifier: GPL-3.0-or-later
// core/screening/screening_table.h over the memory store.
#include "core/screening/screening_table.h"

#include "tests/support/memory_store/memory_changes.h"

namespace payout::screening {

namespace {

using memory::Database;
using memory::Hold;
using rules::PayoutState;

bool isToBlock(const Database& db, InstructionId instruction, const memory::PayoutRow& p) {
    return p.instruction == instruction && p.state == PayoutState::Unclaimed && p.hold != Hold::ScreenBlocked &&
           memory::isListed(db, p.payeeAccount);
}

} // namespace

Result<bool> isListed(store::Connection& connection, PayoutId payout) {
    TRY(const Database* db, memory::reach(connection));
    return memory::isListed(*db, memory::payoutOf(*db, payout).payeeAccount);
}

Done insertScreening(store::Connection& connection, PayoutId payout, UtcTime now, const QString& result) {
    TRY(Database * db, memory::reachToWrite(connection));
    return memory::checked(connection, memory::insertScreening(*db, {payout, now, result == u"BLOCKED"}));
}

Done insertBlocked(store::Connection& connection, InstructionId instruction, UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    for (const memory::PayoutRow& p : db->state.payouts.rows())
        if (isToBlock(*db, instruction, p))
            TRY_DONE(memory::checked(connection, memory::insertScreening(*db, {p.id, now, true})));
    return {};
}

Result<std::int64_t> holdListed(store::Connection& connection, InstructionId instruction) {
    TRY(Database * db, memory::reachToWrite(connection));
    std::int64_t held = 0;
    for (std::size_t at = 0; at < db->state.payouts.size(); ++at) {
        if (!isToBlock(*db, instruction, db->state.payouts[at])) continue;
        memory::PayoutRow next = db->state.payouts[at];
        next.hold = Hold::ScreenBlocked;
        TRY_DONE(memory::checked(connection, memory::updatePayout(*db, at, std::move(next))));
        ++held;
    }
    return held;
}

Done insertClaimClear(store::Connection& connection, InstructionId instruction, UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    for (const memory::PayoutRow& p : db->state.payouts.rows())
        if (p.instruction == instruction && p.state == PayoutState::Processing && p.stateAt == now)
            TRY_DONE(memory::checked(connection, memory::insertScreening(*db, {p.id, now, false})));
    return {};
}

Result<std::optional<ScreeningRow>> newestScreening(store::Connection& connection, PayoutId payout) {
    TRY(const Database* db, memory::reach(connection));
    const memory::ScreeningRow* newest = nullptr;
    // Of two at one instant the blocked one comes first, as in the order of their names.
    for (const memory::ScreeningRow& s : db->state.screenings.rows())
        if (s.payout == payout && (!newest || s.at > newest->at || (s.at == newest->at && s.isBlocked))) newest = &s;
    if (!newest) return std::nullopt;
    return ScreeningRow{newest->at, newest->isBlocked ? QStringLiteral("BLOCKED") : QStringLiteral("CLEAR")};
}

} // namespace payout::screening
