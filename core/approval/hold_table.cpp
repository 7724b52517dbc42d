// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/hold_table.h"

#include "core/store/statement.h"

namespace payout::approval {

namespace {

PayoutId firstOf(InstructionId instruction) { return payoutIdOf(instruction, 0); }
PayoutId lastOf(InstructionId instruction) { return payoutIdOf(instruction, rowsMaxPerInstruction); }

} // namespace

// Equal rows of the batch are found by sorting it once, equal rows of others by the index, once a payee and amount. No
// step joins large sets by anything but a row's id: a batch is looked through seconds after its import, when PostgreSQL
// has no statistics of it, believes it to be a few rows, and would walk a hundred thousand rows a hundred thousand
// times. For the same reason hold and state are asked of the rows already read. Ids rise with time, so the years before
// are not even looked at.
const char* const markDuplicatesSql = R"sql(
        WITH own AS MATERIALIZED (
               SELECT p.id, p.payee_key, p.payee_account, p.amount_minor, p.currency, p.hold, p.state,
                      MIN(p.id) OVER equal AS first_id, MAX(p.id) OVER equal AS last_id
                 FROM payout_payee p WHERE p.id BETWEEN ? AND ?
               WINDOW equal AS (PARTITION BY p.payee_key, p.payee_account, p.amount_minor, p.currency)),
             looked AS MATERIALIZED (
               SELECT o.id, o.hold, o.state, o.first_id, o.last_id,
                      CASE WHEN o.id = o.first_id THEN (
                        SELECT MIN(p.id) FROM payout_payee p JOIN instruction i ON i.id = p.instruction_id
                         WHERE p.payee_key = o.payee_key AND p.payee_account = o.payee_account
                           AND p.amount_minor = o.amount_minor AND p.currency = o.currency
                           AND p.id >= (SELECT MIN(n.id) * 1048576 FROM instruction n
                                         WHERE n.business_date BETWEEN ? AND ?)
                           AND i.id <> ? AND i.state <> 'REJECTED' AND i.business_date BETWEEN ? AND ?)
                      END AS first_other,
                      CASE WHEN o.id = o.first_id THEN (
                        SELECT MAX(p.id) FROM payout_payee p JOIN instruction i ON i.id = p.instruction_id
                         WHERE p.payee_key = o.payee_key AND p.payee_account = o.payee_account
                           AND p.amount_minor = o.amount_minor AND p.currency = o.currency
                           AND p.id >= (SELECT MIN(n.id) * 1048576 FROM instruction n
                                         WHERE n.business_date BETWEEN ? AND ?)
                           AND i.id <> ? AND i.state <> 'REJECTED' AND i.business_date BETWEEN ? AND ?)
                      END AS last_other
                 FROM own o),
             alike AS MATERIALIZED (
               SELECT id, hold, state, first_id, last_id, MIN(first_other) OVER one AS first_other,
                      MAX(last_other) OVER one AS last_other
                 FROM looked WINDOW one AS (PARTITION BY first_id)),
             held AS MATERIALIZED (
               SELECT id, CASE WHEN first_other < first_id THEN first_other ELSE first_id END AS earliest,
                      CASE WHEN last_other > last_id THEN last_other ELSE last_id END AS latest
                 FROM alike
                WHERE (first_id <> last_id OR first_other IS NOT NULL) AND hold IS NULL AND state IS NULL)
        UPDATE payout SET hold = 'SUSPECT_DUPLICATE',
               hold_of = CASE WHEN payout.id = held.earliest THEN held.latest ELSE held.earliest END
          FROM held
         WHERE payout.id = held.id
           AND NOT EXISTS (SELECT 1 FROM hold_release h WHERE h.payout_id = held.id))sql";

Result<std::int64_t> markDuplicates(store::Connection& connection, InstructionId instruction, DateRange range) {
    return store::execute(connection, markDuplicatesSql, firstOf(instruction), lastOf(instruction), range.from,
                          range.through, instruction, range.from, range.through, range.from, range.through, instruction,
                          range.from, range.through);
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
