// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outcome/earlier_order_table.h"

#include "core/store/statement.h"

namespace payout::outcome {

Done burnPreparedAttempts(store::Connection& connection, PayoutId payout, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE attempt SET state = 'BURNT', burnt_ms = ?, next_query_ms = NULL
                                  WHERE payout_id = ? AND state = 'PREPARED')sql",
                            now, payout));
    return {};
}

Done doubtArmedAttempts(store::Connection& connection, PayoutId payout) {
    TRY_DONE(store::execute(
        connection, R"sql(UPDATE attempt SET state = 'UNKNOWN' WHERE payout_id = ? AND state = 'ARMED')sql", payout));
    return {};
}

Done markEarlierOrderPaid(store::Connection& connection, const EarlierOrderPaid& found, UtcTime unlocksAt) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE payout SET sub_reason = ? WHERE id = ? AND state = 'EXCEPTION')sql",
                            earlierOrderPaid, found.payout));
    TRY_DONE(store::execute(
        connection,
        R"sql(UPDATE payout SET state = 'EXCEPTION', state_at_ms = ?, exception_at_ms = ?, unlocks_at_ms = ?,
                  sub_reason = ?, version = version + 1, last_actor = ?, last_reason = ?, last_evidence = ?
              WHERE id = ? AND state = 'PROCESSING')sql",
        found.now, found.now, unlocksAt, earlierOrderPaid, found.actor, earlierOrderPaid, found.evidence,
        found.payout));
    return {};
}

Result<std::vector<SettleableOrder>> settleableOrders(store::Connection& connection, std::int64_t rowsMax) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT p.id, p.version, MAX(e.answer_id), MAX(e.line_id)
                                      FROM incident x JOIN payout p ON p.id = x.payout_id AND p.state = 'EXCEPTION'
                                        JOIN payout_paid_earlier e ON e.payout_id = p.id
                                      WHERE x.kind = 'DOUBLE_PAID'
                                        AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.payout_id = p.id
                                          AND t.state <> 'BURNT' AND t.state <> 'PREPARED'
                                          AND NOT EXISTS (SELECT 1 FROM attempt_proven_dead d
                                            WHERE d.payout_id = t.payout_id AND d.attempt_no = t.attempt_no))
                                      GROUP BY p.id, p.version ORDER BY p.id LIMIT ?)sql",
                                rowsMax));
    std::vector<SettleableOrder> found;
    while (rows.next())
        found.push_back({rows.id<PayoutId>(0), rows.int64(1), rows.optionalInt64(2), rows.optionalInt64(3)});
    TRY_DONE(rows.finish());
    return found;
}

Done burnDeadAttempts(store::Connection& connection, PayoutId payout, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE attempt SET state = 'BURNT', burnt_ms = ?, next_query_ms = NULL
                                  WHERE payout_id = ? AND state IN ('PREPARED', 'UNKNOWN'))sql",
                            now, payout));
    return {};
}

Done markPaidByEarlierOrder(store::Connection& connection, const SettleableOrder& order, UtcTime now,
                            const QString& actor) {
    const QString evidence = order.answer ? QStringLiteral("answer %1").arg(*order.answer)
                                          : QStringLiteral("line %1").arg(order.line.value_or(0));
    TRY(const std::int64_t changed,
        store::execute(connection,
                       R"sql(UPDATE payout SET state = 'SUCCESS', state_at_ms = ?, evidence_answer_id = ?,
                                 evidence_line_id = ?, version = version + 1, last_actor = ?,
                                 last_reason = 'paid by an earlier order', last_evidence = ?
                             WHERE id = ? AND version = ? AND state = 'EXCEPTION')sql",
                       now, order.answer, order.line, actor, evidence, order.payout, order.version));
    if (changed != 1) return unavailable(QStringLiteral("Serialization"));
    return {};
}

} // namespace payout::outcome
