// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/remembered_table.h"

#include "core/store/statement.h"

namespace payout::dispatch {

namespace {

Result<std::vector<RememberedAttempt>> attemptsOf(store::Rows& rows) {
    std::vector<RememberedAttempt> found;
    while (rows.next()) {
        RememberedAttempt row;
        row.payout = rows.id<PayoutId>(0);
        row.attemptNo = rows.integer(1);
        row.channel = rows.id<ChannelId>(2);
        row.order.orderNo = rows.text(3);
        row.version = rows.int64(4);
        row.isProcessing = rows.text(5) == u"PROCESSING";
        TRY(const Currency currency, Currency::parse(rows.text(7)));
        row.order.amount = Money{rows.int64(6), currency};
        row.order.payeeName = rows.text(8);
        row.order.payeeAccount = rows.text(9);
        row.order.payeeKind = rows.text(10) == u"COMPANY" ? AccountKind::Company : AccountKind::Card;
        row.order.payeeBankCode = rows.text(11);
        row.order.remark = rows.text(12);
        row.txnTime = rows.text(13);
        row.payloadDigest = rows.text(14);
        row.armedAt = rows.time(15);
        row.sendNo = rows.integer(16);
        found.push_back(std::move(row));
    }
    TRY_DONE(rows.finish());
    return found;
}

} // namespace

Result<std::vector<RememberedAttempt>> rememberedAttempts(store::Connection& connection, std::int64_t rowsMax) {
    TRY(auto rows,
        store::query(
            connection,
            R"sql(SELECT a.payout_id, a.attempt_no, a.channel_id, a.order_no, p.version, p.state, p.amount_minor,
                             p.currency, p.payee_name, p.payee_account, p.account_kind, p.bank_code, p.purpose,
                             r.txn_time, r.payload_digest, r.armed_ms, r.send_no
                           FROM remembered_payout r JOIN attempt a ON a.payout_id = r.payout_id
                             AND a.attempt_no = r.attempt_no AND a.state = 'PREPARED'
                             JOIN payout p ON p.id = a.payout_id AND p.state IN ('PROCESSING', 'EXCEPTION')
                           WHERE r.send_no = (SELECT MIN(f.send_no) FROM remembered_send f
                               WHERE f.order_no = r.order_no)
                             AND (p.state = 'PROCESSING' OR NOT EXISTS (SELECT 1 FROM remembered_mismatch m
                               WHERE m.payout_id = a.payout_id AND m.attempt_no = a.attempt_no))
                           ORDER BY a.payout_id LIMIT ?)sql",
            rowsMax));
    return attemptsOf(rows);
}

Result<std::vector<RememberedAttempt>> rememberedSends(store::Connection& connection, std::int64_t rowsMax) {
    TRY(auto rows,
        store::query(
            connection,
            R"sql(SELECT a.payout_id, a.attempt_no, a.channel_id, a.order_no, p.version, p.state, p.amount_minor,
                             p.currency, p.payee_name, p.payee_account, p.account_kind, p.bank_code, p.purpose,
                             r.txn_time, r.payload_digest, r.armed_ms, r.send_no
                           FROM remembered_payout r JOIN attempt a ON a.payout_id = r.payout_id
                             AND a.attempt_no = r.attempt_no AND a.state IN ('ARMED', 'UNKNOWN')
                             JOIN payout p ON p.id = a.payout_id AND p.state IN ('PROCESSING', 'EXCEPTION')
                           WHERE r.send_no > a.sends AND r.send_no = (SELECT MAX(f.send_no) FROM remembered_send f
                               WHERE f.order_no = r.order_no)
                           ORDER BY a.payout_id LIMIT ?)sql",
            rowsMax));
    return attemptsOf(rows);
}

Result<std::vector<OvertakenAttempt>> overtakenAttempts(store::Connection& connection, std::int64_t rowsMax) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT a.payout_id, a.attempt_no, a.channel_id, m.code, p.merchant_row_ref
                           FROM attempt a JOIN payout p ON p.id = a.payout_id AND p.state = 'PROCESSING'
                             JOIN merchant m ON m.id = p.merchant_id
                           WHERE a.state = 'PREPARED' AND EXISTS (SELECT 1 FROM remembered_payout r
                               WHERE r.payout_id = a.payout_id AND r.attempt_no > a.attempt_no)
                             AND NOT EXISTS (SELECT 1 FROM remembered_payout r
                               WHERE r.payout_id = a.payout_id AND r.attempt_no = a.attempt_no)
                           ORDER BY a.payout_id LIMIT ?)sql",
                                rowsMax));
    std::vector<OvertakenAttempt> found;
    while (rows.next())
        found.push_back({rows.id<PayoutId>(0), rows.integer(1), rows.id<ChannelId>(2), rows.text(3), rows.text(4)});
    TRY_DONE(rows.finish());
    return found;
}

Done burnOvertaken(store::Connection& connection, const OvertakenAttempt& row, UtcTime now) {
    TRY(const std::int64_t changed,
        store::execute(connection,
                       R"sql(UPDATE attempt SET state = 'BURNT', burnt_ms = ?, next_query_ms = NULL
                             WHERE payout_id = ? AND attempt_no = ? AND state = 'PREPARED')sql",
                       now, row.payout, row.attemptNo));
    if (changed != 1) return unavailable(QStringLiteral("Serialization"));
    return {};
}

Done markRemembered(store::Connection& connection, const RememberedAttempt& row, UtcTime neededThrough, UtcTime now) {
    TRY(const std::int64_t changed,
        store::execute(connection,
                       R"sql(UPDATE attempt SET state = 'UNKNOWN', sends = ?, armed_ms = ?, txn_time = ?,
                                 payload_digest = ?, needed_through_ms = ?, next_query_ms = ?
                             WHERE payout_id = ? AND attempt_no = ? AND state = 'PREPARED')sql",
                       row.sendNo, row.armedAt, row.txnTime, row.payloadDigest, neededThrough, now, row.payout,
                       row.attemptNo));
    if (changed != 1) return unavailable(QStringLiteral("Serialization"));
    return {};
}

Done markSentAgain(store::Connection& connection, const RememberedAttempt& row, UtcTime neededThrough, UtcTime now) {
    TRY(const std::int64_t changed,
        store::execute(connection,
                       R"sql(UPDATE attempt SET state = 'UNKNOWN', sends = ?, next_query_ms = ?, needed_through_ms =
                                 CASE WHEN needed_through_ms > ? THEN needed_through_ms ELSE ? END
                             WHERE payout_id = ? AND attempt_no = ? AND state IN ('ARMED', 'UNKNOWN') AND sends < ?)sql",
                       row.sendNo, now, neededThrough, neededThrough, row.payout, row.attemptNo, row.sendNo));
    if (changed != 1) return unavailable(QStringLiteral("Serialization"));
    return {};
}

Done markSentBeforeRestore(store::Connection& connection, const RememberedAttempt& row, UtcTime now,
                           std::chrono::milliseconds lock, const QString& actor) {
    // One that was swept as unsent keeps the lock that it got then; a proposal to act on it does not hold any more.
    TRY(const std::int64_t changed,
        row.isProcessing
            ? store::execute(connection,
                             R"sql(UPDATE payout SET state = 'EXCEPTION', state_at_ms = ?, exception_at_ms = ?,
                                       unlocks_at_ms = ?, sub_reason = 'SENT_BEFORE_RESTORE', version = version + 1,
                                       last_actor = ?, last_reason = 'SENT_BEFORE_RESTORE', last_evidence = ''
                                   WHERE id = ? AND state = 'PROCESSING' AND version = ?)sql",
                             now, now, now + lock, actor, row.payout, row.version)
            : store::execute(connection,
                             R"sql(UPDATE payout SET sub_reason = 'SENT_BEFORE_RESTORE', version = version + 1,
                                       last_actor = ?, last_reason = 'SENT_BEFORE_RESTORE', last_evidence = ''
                                   WHERE id = ? AND state = 'EXCEPTION' AND version = ?)sql",
                             actor, row.payout, row.version));
    if (changed != 1) return unavailable(QStringLiteral("Serialization"));
    return {};
}

Done noteMismatch(store::Connection& connection, const RememberedAttempt& row, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO remembered_mismatch (payout_id, attempt_no, at_ms)
                                  SELECT CAST(? AS {int}), CAST(? AS {int}), CAST(? AS {int}) FROM payout_clock
                                  WHERE NOT EXISTS (SELECT 1 FROM remembered_mismatch m WHERE m.payout_id = ?
                                    AND m.attempt_no = ?))sql",
                            row.payout, row.attemptNo, now, row.payout, row.attemptNo));
    return {};
}

} // namespace payout::dispatch
