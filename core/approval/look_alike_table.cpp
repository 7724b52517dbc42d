// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/look_alike_table.h"

#include "core/store/statement.h"

namespace payout::approval {

Result<std::vector<InstructionRow>> otherInstructions(store::Connection& connection, const InstructionRow& instruction,
                                                      BusinessDate from) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id FROM instruction
                                                  WHERE merchant_id = ? AND business_date >= ? AND id <> ?
                                                  ORDER BY id)sql",
                                instruction.merchant, from, instruction.id));
    std::vector<InstructionId> ids;
    while (rows.next()) ids.push_back(rows.id<InstructionId>(0));
    TRY_DONE(rows.finish());
    std::vector<InstructionRow> found;
    for (const InstructionId id : ids) {
        TRY(InstructionRow row, readInstruction(connection, id));
        found.push_back(std::move(row));
    }
    return found;
}

// Distinct pairs on both sides before the join: equal rows must not multiply.
Result<std::int64_t> countEqualPairs(store::Connection& connection, InstructionId instruction, InstructionId other) {
    return store::queryInt64(connection, R"sql(
        WITH mine AS (SELECT payee_account, amount_minor, currency, COUNT(*) AS n FROM payout
                       WHERE id BETWEEN ? AND ? GROUP BY payee_account, amount_minor, currency),
             theirs AS (SELECT DISTINCT payee_account, amount_minor, currency FROM payout WHERE id BETWEEN ? AND ?)
        SELECT CAST(COALESCE(SUM(mine.n), 0) AS {int}) FROM mine
          JOIN theirs ON theirs.payee_account = mine.payee_account AND theirs.amount_minor = mine.amount_minor
                     AND theirs.currency = mine.currency)sql",
                             payoutIdOf(instruction, 0), payoutIdOf(instruction, rowsMaxPerInstruction),
                             payoutIdOf(other, 0), payoutIdOf(other, rowsMaxPerInstruction));
}

} // namespace payout::approval
