// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/screening/screening_table.h"

#include "core/store/statement.h"

namespace payout::screening {

Result<bool> isListed(store::Connection& connection, PayoutId payout) {
    TRY(const std::int64_t hits,
        store::queryInt64(connection,
                          R"sql(SELECT COUNT(*) FROM payout p JOIN screening_list l ON l.payee_account = p.payee_account
                                WHERE p.id = ?)sql",
                          payout));
    return hits > 0;
}

Done insertScreening(store::Connection& connection, PayoutId payout, UtcTime now, const QString& result) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO screening (payout_id, at_ms, result) VALUES (?, ?, ?)
                                  ON CONFLICT DO NOTHING)sql",
                            payout, now, result));
    return {};
}

Done insertBlocked(store::Connection& connection, InstructionId instruction, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO screening (payout_id, at_ms, result)
                                  SELECT p.id, CAST(? AS {int}), 'BLOCKED' FROM screening_list l
                                    JOIN payout p ON p.payee_account = l.payee_account
                                  WHERE p.id BETWEEN ? AND ? AND p.state IS NULL
                                    AND COALESCE(p.hold, '') <> 'SCREEN_BLOCKED' ON CONFLICT DO NOTHING)sql",
                            now, payoutIdOf(instruction, 1), payoutIdOf(instruction, rowsMaxPerInstruction)));
    return {};
}

Result<std::int64_t> holdListed(store::Connection& connection, InstructionId instruction) {
    return store::execute(connection,
                          R"sql(UPDATE payout SET hold = 'SCREEN_BLOCKED'
                                WHERE id BETWEEN ? AND ? AND state IS NULL AND COALESCE(hold, '') <> 'SCREEN_BLOCKED'
                                  AND payee_account IN (SELECT l.payee_account FROM screening_list l))sql",
                          payoutIdOf(instruction, 1), payoutIdOf(instruction, rowsMaxPerInstruction));
}

Done insertClaimClear(store::Connection& connection, InstructionId instruction, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO screening (payout_id, at_ms, result)
                                  SELECT p.id, CAST(? AS {int}), 'CLEAR' FROM payout p
                                  WHERE p.id BETWEEN ? AND ? AND p.state = 'PROCESSING' AND p.state_at_ms = ?
                                  ON CONFLICT DO NOTHING)sql",
                            now, payoutIdOf(instruction, 1), payoutIdOf(instruction, rowsMaxPerInstruction), now));
    return {};
}

Result<std::optional<ScreeningRow>> newestScreening(store::Connection& connection, PayoutId payout) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT at_ms, result FROM screening WHERE payout_id = ?
                                      ORDER BY at_ms DESC, result LIMIT 1)sql",
                                payout));
    std::optional<ScreeningRow> newest;
    if (rows.next()) newest = ScreeningRow{rows.time(0), rows.text(1)};
    TRY_DONE(rows.finish());
    return newest;
}

} // namespace payout::screening
