// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/hold_table.h"

#include "core/store/statement.h"
#include "core/store/work_room.h"

namespace payout::approval {

namespace {

PayoutId firstOf(InstructionId instruction) { return payoutIdOf(instruction, 0); }
PayoutId lastOf(InstructionId instruction) { return payoutIdOf(instruction, rowsMaxPerInstruction); }

} // namespace

// Own rows and those of others that still wait are sorted together once; claimed ones are found by the index, once a
// payee and amount. No step joins large sets by anything but a row's id: a batch is looked through seconds after its
// import, when PostgreSQL has no statistics of it, believes it to be a few rows, and would walk a hundred thousand rows
// a hundred thousand times. For the same reason hold and state are asked of the rows already read, and "IS TRUE" keeps
// the choice of waiting rows a look into a hash table. Ids rise with time, so the years before are not even looked at.
const char* const markDuplicatesSql = R"sql(
        WITH near AS MATERIALIZED (
               SELECT id, state, rows_count, all_claimed FROM instruction
                WHERE business_date BETWEEN ? AND ? AND id <> ? AND state <> 'REJECTED'),
             own AS MATERIALIZED (
               SELECT id, payee_key, payee_account, amount_minor, currency, hold, state
                 FROM payout_payee WHERE id BETWEEN ? AND ?),
             unclaimed AS (
               SELECT id, payee_key, payee_account, amount_minor, currency, hold, state, id AS own_id,
                      CAST(NULL AS {int}) AS other_id FROM own
               UNION ALL
               SELECT p.id, p.payee_key, p.payee_account, p.amount_minor, p.currency, p.hold, p.state, NULL, p.id
                 FROM near n JOIN payout_payee p ON p.id BETWEEN n.id * 1048576 + 1 AND n.id * 1048576 + n.rows_count
                WHERE n.state IN ('PENDING_APPROVAL', 'APPROVED_PROCESSING') AND n.all_claimed = 0 AND p.state IS NULL
                  AND (p.payee_key IN (SELECT payee_key FROM own)) IS TRUE),
             equal AS MATERIALIZED (
               SELECT id, payee_key, payee_account, amount_minor, currency, hold, state, own_id,
                      MIN(own_id) OVER same AS first_id, MAX(own_id) OVER same AS last_id,
                      MIN(other_id) OVER same AS first_waiting, MAX(other_id) OVER same AS last_waiting
                 FROM unclaimed
               WINDOW same AS (PARTITION BY payee_key, payee_account, amount_minor, currency)),
             looked AS MATERIALIZED (
               SELECT e.id, e.hold, e.state, e.first_id, e.last_id, e.first_waiting, e.last_waiting,
                      CASE WHEN e.id = e.first_id THEN (
                        SELECT MIN(p.id) FROM payout_payee p JOIN instruction i ON i.id = p.instruction_id
                         WHERE p.payee_key = e.payee_key AND p.payee_account = e.payee_account
                           AND p.amount_minor = e.amount_minor AND p.currency = e.currency AND p.state IS NOT NULL
                           AND p.id >= (SELECT MIN(id) * 1048576 FROM near)
                           AND i.id <> ? AND i.state <> 'REJECTED' AND i.business_date BETWEEN ? AND ?)
                      END AS first_claimed,
                      CASE WHEN e.id = e.first_id THEN (
                        SELECT MAX(p.id) FROM payout_payee p JOIN instruction i ON i.id = p.instruction_id
                         WHERE p.payee_key = e.payee_key AND p.payee_account = e.payee_account
                           AND p.amount_minor = e.amount_minor AND p.currency = e.currency AND p.state IS NOT NULL
                           AND p.id >= (SELECT MIN(id) * 1048576 FROM near)
                           AND i.id <> ? AND i.state <> 'REJECTED' AND i.business_date BETWEEN ? AND ?)
                      END AS last_claimed
                 FROM equal e WHERE e.own_id IS NOT NULL),
             alike AS MATERIALIZED (
               SELECT id, hold, state, first_id, last_id, first_waiting, last_waiting,
                      MIN(first_claimed) OVER one AS first_claimed, MAX(last_claimed) OVER one AS last_claimed
                 FROM looked WINDOW one AS (PARTITION BY first_id)),
             held AS MATERIALIZED (
               SELECT id, {least}(first_id, COALESCE(first_waiting, first_id), COALESCE(first_claimed, first_id))
                            AS earliest,
                      {greatest}(last_id, COALESCE(last_waiting, last_id), COALESCE(last_claimed, last_id)) AS latest
                 FROM alike
                WHERE (first_id <> last_id OR first_waiting IS NOT NULL OR first_claimed IS NOT NULL)
                  AND hold IS NULL AND state IS NULL)
        UPDATE payout SET hold = 'SUSPECT_DUPLICATE',
               hold_of = CASE WHEN payout.id = held.earliest THEN held.latest ELSE held.earliest END
          FROM held
         WHERE payout.id = held.id
           AND NOT EXISTS (SELECT 1 FROM hold_release h WHERE h.payout_id = held.id))sql";

Result<std::int64_t> markDuplicates(store::Connection& connection, InstructionId instruction, DateRange range) {
    TRY_DONE(store::giveWorkRoom(connection)); // "IS TRUE" is a hash table only while it is believed to fit
    return store::execute(connection, markDuplicatesSql, range.from, range.through, instruction, firstOf(instruction),
                          lastOf(instruction), instruction, range.from, range.through, instruction, range.from,
                          range.through);
}

Result<HeldRows> heldRows(store::Connection& connection, InstructionId instruction) {
    TRY(auto rows, store::query(connection, R"sql(
        SELECT COUNT(*), CAST(COALESCE(SUM(amount_minor), 0) AS {int}),
               COUNT(CASE WHEN hold = 'SUSPECT_DUPLICATE' THEN 1 END),
               COUNT(DISTINCT CASE WHEN hold = 'SUSPECT_DUPLICATE' THEN UPPER(TRIM(merchant_row_ref)) END)
          FROM payout WHERE id BETWEEN ? AND ? AND hold IS NOT NULL AND state IS NULL
           AND NOT EXISTS (SELECT 1 FROM row_set_aside s WHERE s.payout_id = payout.id))sql",
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
         WHERE id BETWEEN ? AND ? AND hold = 'SUSPECT_DUPLICATE' AND state IS NULL
           AND NOT EXISTS (SELECT 1 FROM row_set_aside s WHERE s.payout_id = payout.id))sql",
                                                    release.person, release.at, release.reason,
                                                    firstOf(release.instruction), lastOf(release.instruction)));
    TRY(const std::int64_t freed, store::execute(connection, R"sql(UPDATE payout SET hold = NULL
                                         WHERE id BETWEEN ? AND ? AND hold = 'SUSPECT_DUPLICATE' AND state IS NULL
                                           AND NOT EXISTS (SELECT 1 FROM row_set_aside s
                                             WHERE s.payout_id = payout.id))sql",
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
