// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/screening/screen_payee.h"

#include "core/screening/screening_table.h"

namespace payout::screening {

Result<ScreeningResult> screenPayee(store::Connection& connection, PayoutId payout) {
    TRY(const UtcTime now, connection.now());
    TRY(const bool listed, isListed(connection, payout));
    TRY_DONE(insertScreening(connection, payout, now, listed ? QStringLiteral("BLOCKED") : QStringLiteral("CLEAR")));
    return listed ? ScreeningResult::Blocked : ScreeningResult::Clear;
}

Result<std::int64_t> blockListed(store::Connection& connection, InstructionId instruction) {
    TRY(const UtcTime now, connection.now());
    TRY_DONE(insertBlocked(connection, instruction, now));
    return holdListed(connection, instruction);
}

Done recordClaimClear(store::Connection& connection, InstructionId instruction, UtcTime now) {
    return insertClaimClear(connection, instruction, now);
}

Result<std::optional<UtcTime>> lastClear(store::Connection& connection, PayoutId payout) {
    TRY(const auto newest, newestScreening(connection, payout));
    if (!newest || newest->result != u"CLEAR") return std::nullopt;
    return newest->at;
}

} // namespace payout::screening
