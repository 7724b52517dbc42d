// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/hold_table.h"

#include "core/store/statement.h"

namespace payout::approval {

namespace {

PayoutId firstOf(InstructionId instruction) { return payoutIdOf(instruction, 0); }
PayoutId lastOf(InstructionId instruction) { return payoutIdOf(instruction, rowsMaxPerInstruction); }

} // namespace

// Grouped by payee and amount first, so that a file of one payee a hundred thousand times is still one pass: a self
// join would be ten thousand million pairs. Ids rise with time, so the years before are not even looked at.
Result<std::int64_t> markDuplicates(store::Connection& connection, InstructionId instruction, DateRange range) {
    return store::execute(connection, R"sql(
        WITH mine AS (SELECT DISTINCT payee_account, amount_minor, currency FROM payout WHERE id BETWEEN ? AND ?),
             alike AS (SELECT m.payee_account, m.amount_minor, m.currency, MIN(p.id) AS first_id, MAX(p.id) AS last_id
                         FROM mine m
                         JOIN payout p ON p.payee_account = m.payee_account AND p.amount_minor = m.amount_minor
                                      AND p.currency = m.currency
                                      AND p.id >= (SELECT MIN(n.id) * 1048576 FROM instruction n
                                                    WHERE n.business_date BETWEEN ? AND ?)
                         JOIN instruction i ON i.id = p.instruction_id
                        WHERE p.instruction_id = ?
                           OR (i.state <> 'REJECTED' AND i.business_date BETWEEN ? AND ?)
                        GROUP BY m.payee_account, m.amount_minor, m.currency HAVING COUNT(*) > 1)
        UPDATE payout SET hold = 'SUSPECT_DUPLICATE',
               hold_of = CASE WHEN payout.id = alike.first_id THEN alike.last_id ELSE alike.first_id END
          FROM alike
         WHERE payout.id BETWEEN ? AND ? AND payout.payee_account = alike.payee_account
           AND payout.amount_minor = alike.amount_minor AND payout.currency = alike.currency
           AND payout.hold IS NULL AND payout.state IS NULL
           AND NOT EXISTS (SELECT 1 FROM hold_release h WHERE h.payout_id = payout.id))sql",
                          firstOf(instruction), lastOf(instruction), range.from, range.through, instruction, range.from,
                          range.through, firstOf(instruction), lastOf(instruction));
}

Result<HeldRows> heldRows(store::Connection& connection, InstructionId instruction) {
    TRY(auto rows, store::query(connection, R"sql(
        SELECT COUNT(*), CAST(COALESCE(SUM(amount_minor), 0) AS {int}),
               COUNT(CASE WHEN hold = 'SUSPECT_DUPLICATE' THEN 1 END),
               COUNT(DISTINCT CASE WHEN hold = 'SUSPECT_DUPLICATE' THEN UPPER(TRIM(merchant_row_ref)) END)
          FROM payout WHERE id BETWEEN ? AND ? AND hold IS NOT NULL)sql",
                                firstOf(instruction), lastOf(instruction)));
    HeldRows held;
    if (rows.next()) held = {rows.int64(0), rows.int64(1), rows.int64(2), rows.int64(3)};
    TRY_DONE(rows.finish());
    return held;
}

Result<std::int64_t> releaseDuplicates(store::Connection& connection, const Release& release) {
    TRY(const std::int64_t released, store::execute(connection, R"sql(
        INSERT INTO hold_release (payout_id, hold, released_by, at_ms, reason)
        SELECT id, hold, CAST(? AS {int}), CAST(? AS {int}), CAST(? AS TEXT) FROM payout
         WHERE id BETWEEN ? AND ? AND hold = 'SUSPECT_DUPLICATE')sql",
                                                    release.person, release.at, release.reason,
                                                    firstOf(release.instruction), lastOf(release.instruction)));
    TRY(const std::int64_t freed, store::execute(connection, R"sql(UPDATE payout SET hold = NULL
                                         WHERE id BETWEEN ? AND ? AND hold = 'SUSPECT_DUPLICATE')sql",
                                                 firstOf(release.instruction), lastOf(release.instruction)));
    if (freed != released) return broken(QStringLiteral("HoldsMoved"), QString::number(freed));
    return released;
}

Result<std::int64_t> insertSetAside(store::Connection& connection, const SetAside& row) {
    TRY(const auto locked,
        store::queryOptionalInt64(connection, R"sql(SELECT id FROM payout WHERE id = ? {for_update})sql", row.payout));
    if (!locked) return 0;
    return store::execute(connection,
                          R"sql(INSERT INTO row_set_aside (payout_id, set_by, at_ms, reason)
                                SELECT p.id, CAST(? AS {int}), CAST(? AS {int}), CAST(? AS TEXT) FROM payout p
                                WHERE p.id = ? AND p.state IS NULL AND NOT EXISTS (SELECT 1 FROM row_set_aside s
                                  WHERE s.payout_id = p.id))sql",
                          row.person, row.at, row.reason, row.payout);
}

} // namespace payout::approval
