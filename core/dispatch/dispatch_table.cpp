// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/dispatch_table.h"

#include "core/rules/refusal.h"
#include "core/store/statement.h"

namespace payout::dispatch {

namespace {

// The two ways in which an attempt may wait for its send, each by an index of few rows.
#define PREPARED_ONES " WHERE a.channel_id = ? AND a.epoch = ? AND a.state = 'PREPARED' AND p.state = 'PROCESSING'"
#define PAID_AGAIN_ONES                                                                                                \
    " JOIN attempt_resendable r ON r.payout_id = a.payout_id AND r.attempt_no = a.attempt_no"                          \
    " WHERE a.channel_id = ? AND a.epoch = ? AND p.state = 'PROCESSING' AND p.last_reason = 'pay again'"
#define ORDER_OF_SENDING                                                                                               \
    " AND p.hold IS NULL AND NOT EXISTS (SELECT 1 FROM send_stopped v WHERE v.payout_id = p.id)"                       \
    " AND (SELECT v.kind FROM send_over_limit v WHERE v.payout_id = p.id) IS NULL"                                     \
    " ORDER BY a.payout_id, a.attempt_no LIMIT 1"
#define FIRST_SENDABLE                                                                                                 \
    "SELECT a.payout_id, a.attempt_no, a.channel_id, a.order_no, p.amount_minor, p.currency, p.payee_name, "           \
    "p.payee_account, p.account_kind, p.bank_code, p.purpose, a.txn_time, a.sends "                                    \
    "FROM attempt a JOIN payout p ON p.id = a.payout_id"

Result<std::optional<PreparedAttempt>> preparedOf(store::Rows& rows) {
    if (!rows.next()) {
        TRY_DONE(rows.finish());
        return std::nullopt;
    }
    PreparedAttempt attempt;
    attempt.payout = rows.id<PayoutId>(0);
    attempt.attemptNo = rows.integer(1);
    attempt.channel = rows.id<ChannelId>(2);
    attempt.order.orderNo = rows.text(3);
    const std::int64_t minor = rows.int64(4);
    const QString currencyCode = rows.text(5);
    attempt.order.payeeName = rows.text(6);
    attempt.order.payeeAccount = rows.text(7);
    attempt.order.payeeKind = rows.text(8) == u"COMPANY" ? AccountKind::Company : AccountKind::Card;
    attempt.order.payeeBankCode = rows.text(9);
    attempt.order.remark = rows.text(10);
    attempt.order.txnTime = rows.text(11);
    attempt.sendNo = rows.integer(12) + 1;
    TRY_DONE(rows.finish());
    TRY(const Currency currency, Currency::parse(currencyCode));
    attempt.order.amount = Money{minor, currency};
    return attempt;
}

} // namespace

Result<std::vector<ClaimableInstruction>> claimableInstructions(store::Connection& connection, std::int64_t epoch) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT i.id, i.channel_id, i.business_date,
                             (SELECT COUNT(*) FROM payout p WHERE p.id BETWEEN i.id * 1048576 AND i.id * 1048576 + 1048575
                                 AND p.state IS NOT NULL),
                             (SELECT COUNT(*) FROM payout p WHERE p.id BETWEEN i.id * 1048576 AND i.id * 1048576 + 1048575
                                 AND p.state = 'EXCEPTION' AND COALESCE(p.sub_reason, '') <> 'NOT_SENT_LOCALLY'),
                             (SELECT COUNT(*) FROM incident x WHERE x.payout_id BETWEEN i.id * 1048576
                                 AND i.id * 1048576 + 1048575
                                 AND x.kind NOT IN ('BANK_RETURN_AFTER_SUCCESS', 'UNSIGNED_ANSWER')
                                 AND NOT EXISTS (SELECT 1 FROM incident_closure y WHERE y.incident_id = x.id))
                           FROM instruction i JOIN channel c ON c.id = i.channel_id
                             JOIN channel_pause w ON w.channel_id = c.id
                           WHERE i.state = 'APPROVED_PROCESSING' AND i.all_claimed = 0 AND c.stopped = 0 AND c.health = 'UP'
                             AND w.repaying_paused = 0 AND (SELECT quarantined FROM sending_quarantined) = 0
                             AND NOT EXISTS (SELECT 1 FROM stop_switch s WHERE s.merchant_id IN (0, i.merchant_id)
                                 AND s.stopped = 1)
                             AND NOT EXISTS (SELECT 1 FROM closed_day d WHERE d.channel_id = i.channel_id
                                 AND d.business_date = i.business_date)
                             AND NOT EXISTS (SELECT 1 FROM attempt a JOIN payout q ON q.id = a.payout_id
                                 WHERE a.state = 'PREPARED' AND a.channel_id = c.id AND a.epoch = ?
                                   AND q.state = 'PROCESSING' AND q.hold IS NULL
                                   AND NOT EXISTS (SELECT 1 FROM send_stopped v WHERE v.payout_id = q.id)
                                   AND (SELECT v.kind FROM send_over_limit v WHERE v.payout_id = q.id) IS NULL)
                             AND EXISTS (SELECT 1 FROM payout p WHERE p.id BETWEEN i.id * 1048576 + 1
                                 AND i.id * 1048576 + i.rows_count AND p.state IS NULL AND p.hold IS NULL)
                           ORDER BY i.id)sql",
                                epoch));
    std::vector<ClaimableInstruction> found;
    while (rows.next())
        found.push_back({rows.id<InstructionId>(0),
                         rows.id<ChannelId>(1),
                         rows.date(2),
                         {rows.int64(3), rows.int64(4), rows.int64(5)}});
    TRY_DONE(rows.finish());
    return found;
}

Result<std::int64_t> markAllClaimed(store::Connection& connection) {
    return store::execute(connection,
                          R"sql(UPDATE instruction SET all_claimed = 1 WHERE id IN (SELECT i.id FROM instruction i
                                  WHERE i.state = 'APPROVED_PROCESSING' AND i.all_claimed = 0 AND NOT EXISTS (
                                    SELECT 1 FROM payout p WHERE p.id BETWEEN i.id * 1048576 + 1
                                      AND i.id * 1048576 + i.rows_count AND p.state IS NULL) {skip_locked}))sql");
}

Result<std::vector<ClaimableRow>> claimableRows(store::Connection& connection, InstructionId instruction,
                                                std::int64_t rowsMax) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT id, amount_minor, version, (SELECT code FROM merchant m
                                          WHERE m.id = payout.merchant_id), merchant_row_ref FROM payout
                                      WHERE id BETWEEN ? AND ? AND state IS NULL AND hold IS NULL
                                        AND NOT EXISTS (SELECT 1 FROM row_set_aside s WHERE s.payout_id = payout.id)
                                        AND (SELECT v.kind FROM send_over_limit v WHERE v.payout_id = payout.id) IS NULL
                                      ORDER BY id LIMIT ? {skip_locked})sql",
                                payoutIdOf(instruction, 1), payoutIdOf(instruction, rowsMaxPerInstruction), rowsMax));
    std::vector<ClaimableRow> found;
    while (rows.next())
        found.push_back({rows.id<PayoutId>(0), rows.int64(1), rows.int64(2), rows.text(3), rows.text(4)});
    TRY_DONE(rows.finish());
    return found;
}

Result<std::int64_t> markProcessing(store::Connection& connection, const ClaimableRow& row, UtcTime now,
                                    const QString& actor) {
    return store::execute(connection,
                          R"sql(UPDATE payout SET state = 'PROCESSING', state_at_ms = ?, version = version + 1,
                                    last_actor = ?, last_reason = 'claimed', last_evidence = ''
                                WHERE id = ? AND state IS NULL AND hold IS NULL AND version = ?)sql",
                          now, actor, row.id, row.version);
}

Result<std::vector<ClaimableRow>> setAsideRows(store::Connection& connection, std::int64_t rowsMax) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT p.id, p.amount_minor, p.version FROM payout p
                                      WHERE p.id IN (SELECT s.payout_id FROM row_set_aside s) AND p.state IS NULL
                                      ORDER BY p.id LIMIT ? {skip_locked})sql",
                                rowsMax));
    std::vector<ClaimableRow> found;
    while (rows.next()) found.push_back({rows.id<PayoutId>(0), rows.int64(1), rows.int64(2)});
    TRY_DONE(rows.finish());
    return found;
}

Result<std::int64_t> markTakenOut(store::Connection& connection, const ClaimableRow& row, UtcTime now,
                                  const QString& actor) {
    return store::execute(connection,
                          R"sql(UPDATE payout SET state = 'PROCESSING', state_at_ms = ?, version = version + 1,
                                    last_actor = ?, last_reason = 'set aside', last_evidence = ''
                                WHERE id = ? AND state IS NULL AND version = ?)sql",
                          now, actor, row.id, row.version);
}

Done insertAttempt(store::Connection& connection, PayoutId payout, int attemptNo, ChannelId channel,
                   const QString& orderNo, std::int64_t epoch, UtcTime now) {
    TRY_DONE(
        store::execute(connection,
                       R"sql(INSERT INTO attempt (payout_id, attempt_no, channel_id, order_no, state, epoch, created_ms)
                                  VALUES (?, ?, ?, ?, 'PREPARED', ?, ?))sql",
                       payout, attemptNo, channel, orderNo, epoch, now));
    return {};
}

Result<std::vector<RepaidPayout>> repaidPayouts(store::Connection& connection, std::int64_t rowsMax) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT p.id, i.channel_id, m.code, p.merchant_row_ref,
                             COALESCE((SELECT MAX(a.attempt_no) FROM attempt a WHERE a.payout_id = p.id), 0),
                             (SELECT COUNT(*) FROM attempt a WHERE a.payout_id = p.id AND a.state <> 'BURNT')
                           FROM payout p JOIN instruction i ON i.id = p.instruction_id
                             JOIN merchant m ON m.id = p.merchant_id
                             JOIN channel c ON c.id = i.channel_id JOIN channel_pause w ON w.channel_id = c.id
                           WHERE p.state = 'PROCESSING' AND p.last_reason = 'pay again' AND p.hold IS NULL
                             AND c.stopped = 0 AND c.health = 'UP' AND w.repaying_paused = 0
                             AND NOT EXISTS (SELECT 1 FROM send_stopped v WHERE v.payout_id = p.id)
                             AND (SELECT v.kind FROM send_over_limit v WHERE v.payout_id = p.id) IS NULL
                             AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.payout_id = p.id
                                 AND (a.state IN ('ARMED', 'SETTLED') OR (a.state = 'UNKNOWN' AND NOT EXISTS (
                                   SELECT 1 FROM attempt_resendable r WHERE r.payout_id = p.id
                                     AND r.attempt_no = a.attempt_no))))
                             AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.payout_id = p.id
                                 AND a.state IN ('PREPARED', 'UNKNOWN')
                                 AND a.epoch = (SELECT epoch FROM lease WHERE job = 'send'))
                           ORDER BY p.id LIMIT ?)sql",
                                rowsMax));
    std::vector<RepaidPayout> found;
    while (rows.next())
        found.push_back({rows.id<PayoutId>(0), rows.id<ChannelId>(1), rows.text(2), rows.text(3), rows.integer(4),
                         rows.int64(5) > 0});
    TRY_DONE(rows.finish());
    return found;
}

Done adoptAttempt(store::Connection& connection, PayoutId payout, int attemptNo, std::int64_t epoch) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE attempt SET epoch = ?
                                  WHERE payout_id = ? AND attempt_no = ? AND state IN ('PREPARED', 'UNKNOWN'))sql",
                            epoch, payout, attemptNo));
    return {};
}

Result<std::vector<ChannelId>> sendableChannels(store::Connection& connection, std::int64_t epoch) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT c.id FROM channel c JOIN channel_pause w ON w.channel_id = c.id
                                      WHERE c.stopped = 0 AND c.health = 'UP' AND w.sending_paused = 0
                                        AND (SELECT quarantined FROM sending_quarantined) = 0
                                        AND (EXISTS (SELECT 1 FROM attempt a JOIN payout p ON p.id = a.payout_id
                                          WHERE a.channel_id = c.id AND a.state = 'PREPARED' AND a.epoch = ?
                                            AND p.state = 'PROCESSING' AND p.hold IS NULL
                                            AND NOT EXISTS (SELECT 1 FROM send_stopped v WHERE v.payout_id = p.id)
                                            AND (SELECT v.kind FROM send_over_limit v WHERE v.payout_id = p.id) IS NULL)
                                        OR EXISTS (SELECT 1 FROM payout p JOIN attempt a ON a.payout_id = p.id
                                            JOIN attempt_resendable r ON r.payout_id = a.payout_id
                                              AND r.attempt_no = a.attempt_no
                                          WHERE p.state = 'PROCESSING' AND p.last_reason = 'pay again'
                                            AND a.channel_id = c.id AND a.epoch = ? AND p.hold IS NULL
                                            AND NOT EXISTS (SELECT 1 FROM send_stopped v WHERE v.payout_id = p.id)
                                            AND (SELECT v.kind FROM send_over_limit v
                                              WHERE v.payout_id = p.id) IS NULL))
                                      ORDER BY c.id)sql",
                                epoch, epoch));
    std::vector<ChannelId> found;
    while (rows.next()) found.push_back(rows.id<ChannelId>(0));
    TRY_DONE(rows.finish());
    return found;
}

Result<std::optional<PreparedAttempt>> nextPrepared(store::Connection& connection, std::int64_t epoch,
                                                    ChannelId channel) {
    TRY(auto rows, store::query(connection, FIRST_SENDABLE PREPARED_ONES ORDER_OF_SENDING, channel, epoch));
    TRY(auto prepared, preparedOf(rows));
    if (prepared) return prepared;
    // After them: what two people pay again under its number has waited for an hour already.
    TRY(auto again, store::query(connection, FIRST_SENDABLE PAID_AGAIN_ONES ORDER_OF_SENDING, channel, epoch));
    return preparedOf(again);
}

Done lockForArm(store::Connection& connection, const ArmRequest& request) {
    TRY(auto payout,
        store::query(connection, R"sql(SELECT id FROM payout WHERE id = ? {for_update})sql", request.payout));
    TRY_DONE(payout.finish());
    TRY(auto lease, store::query(connection, R"sql(SELECT epoch FROM lease WHERE job = 'send' {for_update})sql"));
    TRY_DONE(lease.finish());
    // Not {for_update}: whoever writes a row that references the channel, such as a long import, must not hold this up.
    TRY(auto channel, store::query(connection,
                                   R"sql(SELECT c.id FROM channel c WHERE c.id = (SELECT a.channel_id FROM attempt a
                                           WHERE a.payout_id = ? AND a.attempt_no = ?) {for_no_key_update})sql",
                                   request.payout, request.attemptNo));
    TRY_DONE(channel.finish());
    TRY(auto switches, store::query(connection,
                                    R"sql(SELECT s.merchant_id FROM stop_switch s WHERE s.merchant_id = 0
                                            OR s.merchant_id = (SELECT p.merchant_id FROM payout p WHERE p.id = ?)
                                          ORDER BY s.merchant_id {for_no_key_update})sql",
                                    request.payout));
    return switches.finish();
}

Result<std::int64_t> armIfAllowed(store::Connection& connection, const ArmRequest& request, UtcTime now) {
    return store::execute(
        connection,
        R"sql(UPDATE attempt SET state = 'ARMED', sends = sends + 1, armed_ms = COALESCE(armed_ms, ?), txn_time = ?,
                  payload_digest = ?, needed_through_ms = CASE WHEN needed_through_ms > ? THEN needed_through_ms ELSE ? END,
                  next_query_ms = ?
              WHERE payout_id = ? AND attempt_no = ? AND sends = ? - 1 AND epoch = ?
                AND (state = 'PREPARED' OR EXISTS (SELECT 1 FROM attempt_resendable r
                    WHERE r.payout_id = attempt.payout_id AND r.attempt_no = attempt.attempt_no))
                AND (payload_digest = '' OR payload_digest = ?)
                AND EXISTS (SELECT 1 FROM lease l CROSS JOIN payout_clock k WHERE l.job = 'send' AND l.host = ?
                    AND l.epoch = attempt.epoch AND l.expires_ms > k.now_ms)
                AND EXISTS (SELECT 1 FROM payout p JOIN instruction i ON i.id = p.instruction_id
                    WHERE p.id = attempt.payout_id AND p.state = 'PROCESSING' AND p.hold IS NULL
                      AND i.state = 'APPROVED_PROCESSING'
                      AND NOT EXISTS (SELECT 1 FROM screening_list l WHERE l.payee_account = p.payee_account))
                AND EXISTS (SELECT 1 FROM channel c JOIN channel_pause w ON w.channel_id = c.id
                    WHERE c.id = attempt.channel_id AND c.stopped = 0 AND w.sending_paused = 0)
                AND NOT EXISTS (SELECT 1 FROM send_stopped v WHERE v.payout_id = attempt.payout_id)
                AND (SELECT v.kind FROM send_over_limit v WHERE v.payout_id = attempt.payout_id) IS NULL
                AND (SELECT quarantined FROM sending_quarantined) = 0
                AND (SELECT number FROM protocol_now) = ?
                AND (SELECT watching FROM egress_watching) = 1
                AND NOT EXISTS (SELECT 1 FROM remembered_payout r WHERE r.payout_id = attempt.payout_id
                    AND r.attempt_no >= attempt.attempt_no)
                AND NOT EXISTS (SELECT 1 FROM remembered_open o WHERE o.payout_id = attempt.payout_id)
                AND NOT EXISTS (SELECT 1 FROM payout_clock k WHERE k.now_ms + 5000 <
                    (SELECT MAX(at_ms) FROM trail)))sql",
        now, request.txnTime, request.payloadDigest, request.neededThrough, request.neededThrough, request.firstQueryAt,
        request.payout, request.attemptNo, request.sendNo, request.lease.epoch, request.payloadDigest,
        request.lease.host, request.protocol);
}

Done insertSend(store::Connection& connection, const ArmRequest& request, UtcTime now) {
    TRY_DONE(store::execute(
        connection,
        R"sql(INSERT INTO send (payout_id, attempt_no, send_no, armed_ms, epoch, host, payload_digest, protocol,
                  build) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
        request.payout, request.attemptNo, request.sendNo, now, request.lease.epoch, request.lease.host,
        request.payloadDigest, request.protocol, request.build));
    return {};
}

Result<std::optional<UtcTime>> permitOf(store::Connection& connection, const ArmRequest& request) {
    TRY(const auto armed,
        store::queryOptionalInt64(connection,
                                  R"sql(SELECT armed_ms FROM send WHERE payout_id = ? AND attempt_no = ?
                                        AND send_no = ? AND epoch = ? AND host = ?)sql",
                                  request.payout, request.attemptNo, request.sendNo, request.lease.epoch,
                                  request.lease.host));
    if (!armed) return std::nullopt;
    return UtcTime(*armed);
}

Done whyStopped(store::Connection& connection, PayoutId payout) {
    TRY(auto rows, store::query(connection, R"sql(SELECT refusal FROM send_stopped WHERE payout_id = ?)sql", payout));
    std::optional<rules::Refusal> refusal;
    if (rows.next()) refusal = rules::refusalNamed(rows.text(0));
    TRY_DONE(rows.finish());
    if (refusal) return rules::refuse(*refusal);
    return {};
}

Done whyOverLimit(store::Connection& connection, PayoutId payout) {
    TRY(auto rows, store::query(connection, R"sql(SELECT kind FROM send_over_limit WHERE payout_id = ?)sql", payout));
    const QString kind = rows.next() ? rows.text(0) : QString();
    TRY_DONE(rows.finish());
    if (!kind.isEmpty()) return rules::refuse(rules::Refusal::LimitExceeded, kind);
    return {};
}

Done whyNotArmed(store::Connection& connection, const ArmRequest& request) {
    using rules::Refusal;
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT a.state, a.payload_digest, c.stopped, k.now_ms,
                             (SELECT COUNT(*) FROM lease l WHERE l.job = 'send' AND l.host = ? AND l.epoch = ?
                                 AND l.epoch = a.epoch AND l.expires_ms > k.now_ms),
                             COALESCE((SELECT MAX(at_ms) FROM trail), 0),
                             (SELECT COUNT(*) FROM payout p JOIN instruction i ON i.id = p.instruction_id
                                 WHERE p.id = a.payout_id AND p.state = 'PROCESSING' AND p.hold IS NULL
                                   AND i.state = 'APPROVED_PROCESSING'),
                             (SELECT COUNT(*) FROM payout p JOIN screening_list s ON s.payee_account = p.payee_account
                                 WHERE p.id = a.payout_id),
                             (SELECT quarantined FROM sending_quarantined),
                             (SELECT COUNT(*) FROM remembered_payout r WHERE r.payout_id = a.payout_id
                                 AND r.attempt_no >= a.attempt_no)
                               + (SELECT COUNT(*) FROM remembered_open o WHERE o.payout_id = a.payout_id),
                             (SELECT watching FROM egress_watching),
                             (SELECT COUNT(*) FROM attempt_resendable v WHERE v.payout_id = a.payout_id
                                 AND v.attempt_no = a.attempt_no),
                             (SELECT number FROM protocol_now)
                           FROM attempt a JOIN channel c ON c.id = a.channel_id CROSS JOIN payout_clock k
                           WHERE a.payout_id = ? AND a.attempt_no = ?)sql",
                                request.lease.host, request.lease.epoch, request.payout, request.attemptNo));
    if (!rows.next()) return rules::refuse(Refusal::AttemptNotPrepared);
    const QString state = rows.text(0);
    const QString digest = rows.text(1);
    const bool stopped = rows.boolean(2);
    const UtcTime now = rows.time(3);
    const bool leaseOurs = rows.int64(4) > 0;
    const UtcTime trailNewest = rows.time(5);
    const bool payoutReady = rows.int64(6) > 0;
    const bool isListed = rows.int64(7) > 0;
    const bool quarantined = rows.boolean(8);
    const bool isRemembered = rows.int64(9) > 0;
    const bool isWatched = rows.boolean(10);
    const bool isResendable = rows.int64(11) > 0;
    const int protocolNow = rows.integer(12);
    TRY_DONE(rows.finish());
    if (protocolNow != request.protocol)
        return rules::refuse(Refusal::OtherProtocol,
                             QStringLiteral("%1 here, %2 there").arg(request.protocol).arg(protocolNow));
    if (state == u"UNKNOWN" && payoutReady && !isResendable) return rules::refuse(Refusal::NumberExpired);
    if (state != u"PREPARED" && !isResendable) return rules::refuse(Refusal::AttemptNotPrepared, state);
    if (!leaseOurs) return rules::refuse(Refusal::StaleEpoch, request.lease.host);
    if (!payoutReady) return rules::refuse(Refusal::TransitionForbidden);
    if (isListed) return rules::refuse(Refusal::NotScreened);
    TRY_DONE(whyStopped(connection, request.payout));
    if (quarantined) return rules::refuse(Refusal::Quarantined);
    if (!isWatched) return rules::refuse(Refusal::EgressMissing);
    if (isRemembered) return rules::refuse(Refusal::SentBeforeRestore);
    if (stopped) return rules::refuse(Refusal::ChannelStopped);
    TRY_DONE(whyOverLimit(connection, request.payout));
    if (!digest.isEmpty() && digest != request.payloadDigest) return rules::refuse(Refusal::PayloadChanged);
    if (now + std::chrono::seconds(5) < trailNewest) return rules::refuse(Refusal::ClockGuard);
    return rules::refuse(Refusal::PauseWindow);
}

Result<std::vector<Orphan>> orphansBefore(store::Connection& connection, std::int64_t epoch, std::int64_t rowsMax) {
    TRY(auto rows,
        store::query(
            connection,
            R"sql(SELECT p.id, COALESCE(a.attempt_no, 0), CASE WHEN a.state = 'ARMED' THEN 1 ELSE 0 END, p.version
                           FROM payout p LEFT JOIN attempt a ON a.payout_id = p.id AND a.state IN ('PREPARED', 'ARMED')
                           WHERE p.state = 'PROCESSING'
                             AND ((p.last_reason <> 'pay again'
                                   AND (a.payout_id IS NULL OR (a.state = 'PREPARED' AND a.epoch < ?)))
                               OR (a.state = 'ARMED' AND EXISTS (SELECT 1 FROM send s WHERE s.payout_id = a.payout_id
                                   AND s.attempt_no = a.attempt_no AND s.epoch < ? AND s.closed_ms IS NULL)))
                             AND NOT EXISTS (SELECT 1 FROM attempt x WHERE x.payout_id = p.id
                               AND x.state IN ('UNKNOWN', 'SETTLED'))
                           ORDER BY p.id LIMIT ?)sql",
            epoch, epoch, rowsMax));
    std::vector<Orphan> found;
    while (rows.next()) found.push_back({rows.id<PayoutId>(0), rows.integer(1), rows.boolean(2), rows.int64(3)});
    TRY_DONE(rows.finish());
    return found;
}

Done markUnsent(store::Connection& connection, const Orphan& orphan, UtcTime now, std::chrono::milliseconds lock,
                const QString& actor) {
    const QString subReason = orphan.armed ? QStringLiteral("SENT_NO_ANSWER") : QStringLiteral("NOT_SENT_LOCALLY");
    TRY(const std::int64_t changed,
        store::execute(connection,
                       R"sql(UPDATE payout SET state = 'EXCEPTION', state_at_ms = ?, exception_at_ms = ?,
                                 unlocks_at_ms = ?, sub_reason = ?, version = version + 1, last_actor = ?,
                                 last_reason = ?, last_evidence = ''
                             WHERE id = ? AND state = 'PROCESSING' AND version = ?
                               AND (? = 1 OR NOT EXISTS (SELECT 1 FROM attempt a WHERE a.payout_id = payout.id
                                 AND a.state = 'ARMED')))sql",
                       now, now, now + lock, subReason, actor, subReason, orphan.payout, orphan.version, orphan.armed));
    if (changed != 1) return unavailable(QStringLiteral("Serialization"));
    return {};
}

Result<std::int64_t> payoutVersion(store::Connection& connection, PayoutId payout) {
    return store::queryInt64(connection, R"sql(SELECT version FROM payout WHERE id = ? {for_update})sql", payout);
}

Done markAttemptUnknown(store::Connection& connection, PayoutId payout, int attemptNo) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE attempt SET state = 'UNKNOWN'
                                  WHERE payout_id = ? AND attempt_no = ? AND state = 'ARMED')sql",
                            payout, attemptNo));
    return {};
}

Result<std::vector<UnpaidPayout>> unpaidSince(store::Connection& connection, UtcTime before, std::int64_t rowsMax) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT p.id, p.amount_minor, p.currency, p.state_at_ms,
                             (SELECT COUNT(*) FROM attempt a WHERE a.payout_id = p.id AND a.state = 'ARMED')
                           FROM payout p WHERE p.state = 'PROCESSING' AND p.state_at_ms < ?
                           UNION ALL
                           SELECT p.id, p.amount_minor, p.currency, a.at_ms, 0
                           FROM instruction i JOIN approval a ON a.instruction_id = i.id
                             JOIN payout p ON p.id BETWEEN i.id * 1048576 + 1 AND i.id * 1048576 + i.rows_count
                           WHERE i.state = 'APPROVED_PROCESSING' AND i.all_claimed = 0 AND a.at_ms < ?
                             AND p.state IS NULL AND p.hold IS NULL
                           LIMIT ?)sql",
                                before, before, rowsMax));
    std::vector<UnpaidPayout> found;
    while (rows.next()) {
        const PayoutId id = rows.id<PayoutId>(0);
        TRY(const Currency currency, Currency::parse(rows.text(2)));
        found.push_back({id, Money{rows.int64(1), currency}, rows.time(3), rows.int64(4) > 0});
    }
    TRY_DONE(rows.finish());
    return found;
}

Done askSoon(store::Connection& connection, PayoutId payout, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE attempt SET next_query_ms = ? WHERE payout_id = ?
                                  AND state IN ('ARMED', 'UNKNOWN') AND next_query_ms > ?)sql",
                            now, payout, now));
    return {};
}

} // namespace payout::dispatch
