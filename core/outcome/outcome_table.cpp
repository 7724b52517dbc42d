// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outcome/outcome_table.h"

#include "core/store/statement.h"

namespace payout::outcome {

namespace {

// markPaid..., markException: 0 rows changed means that another writer was first; the transaction runs again.
Done oneRow(const Result<std::int64_t>& changed) {
    if (!changed) return std::unexpected(changed.error());
    if (*changed != 1) return unavailable(QStringLiteral("Serialization"));
    return {};
}

QString observationOf(const AnswerRecord& record) {
    switch (record.wire) {
    case channel::WireResult::ConnectFailed:
    case channel::WireResult::DiedBeforeFirstByte: return QStringLiteral("CONNECT_FAILED");
    case channel::WireResult::SentNoAnswer: return QStringLiteral("SENT_NO_ANSWER");
    case channel::WireResult::Answered: return QStringLiteral("ANSWERED");
    }
    return {};
}

Result<AttemptRow> attemptOf(store::Rows& rows) {
    AttemptRow attempt;
    attempt.payout = rows.id<PayoutId>(0);
    attempt.attemptNo = rows.integer(1);
    attempt.channel = rows.id<ChannelId>(2);
    const QString state = rows.text(3);
    attempt.armedAt = rows.optionalTime(4).value_or(UtcTime());
    attempt.notExistCount = rows.integer(5);
    attempt.queries = rows.integer(6);
    const QString payoutState = rows.text(7);
    attempt.payoutVersion = rows.int64(8);
    attempt.subReason = rows.optionalText(9).value_or(QString());
    attempt.otherOrderOut = rows.int64(10) > 0;
    TRY(attempt.state, rules::attemptStateNamed(state));
    TRY(attempt.payoutState, rules::payoutStateNamed(payoutState));
    return attempt;
}

} // namespace

Result<AttemptRow> attemptForUpdate(store::Connection& connection, PayoutId payout, int attemptNo) {
    TRY(const std::int64_t locked,
        store::queryInt64(connection, R"sql(SELECT id FROM payout WHERE id = ? {for_update})sql", payout));
    Q_UNUSED(locked);
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT a.payout_id, a.attempt_no, a.channel_id, a.state, a.armed_ms,
                                        a.not_exist_count, a.queries, COALESCE(p.state, ''), p.version, p.sub_reason,
                                        (SELECT COUNT(*) FROM attempt o WHERE o.payout_id = a.payout_id
                                           AND o.attempt_no <> a.attempt_no AND o.state IN ('ARMED', 'UNKNOWN'))
                                      FROM attempt a JOIN payout p ON p.id = a.payout_id
                                      WHERE a.payout_id = ? AND a.attempt_no = ?)sql",
                                payout, attemptNo));
    if (!rows.next()) {
        TRY_DONE(rows.finish());
        return broken(QStringLiteral("NoAttempt"), QString::number(payout.value));
    }
    TRY(const AttemptRow attempt, attemptOf(rows));
    TRY_DONE(rows.finish());
    return attempt;
}

Result<std::optional<NamedAttempt>> attemptOfOrder(store::Connection& connection, ChannelId channel,
                                                   const QString& orderNo) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT payout_id, attempt_no FROM attempt
                                      WHERE channel_id = ? AND order_no = ?)sql",
                                channel, orderNo));
    std::optional<NamedAttempt> named;
    if (rows.next()) named = NamedAttempt{rows.id<PayoutId>(0), rows.integer(1)};
    TRY_DONE(rows.finish());
    return named;
}

Result<std::optional<std::int64_t>> insertReport(store::Connection& connection, const NewReport& report) {
    return store::queryOptionalInt64(
        connection,
        R"sql(INSERT INTO answer (payout_id, attempt_no, operation, at_ms, outcome, code, code_listed,
                  amount_and_order_equal, table_version, flow_no, raw, host)
              SELECT a.payout_id, a.attempt_no, 'REPORT', CAST(? AS {int}), 'FAILED_FINAL', CAST(? AS TEXT), 1, 0, 0, '',
                  CAST(? AS TEXT), ''
              FROM attempt a WHERE a.payout_id = ? AND a.attempt_no = ? AND NOT EXISTS (SELECT 1 FROM answer o
                WHERE o.payout_id = a.payout_id AND o.attempt_no = a.attempt_no AND o.operation = 'REPORT'
                  AND o.raw = ?) RETURNING id)sql",
        report.now, report.reason.isEmpty() ? report.status : report.reason, report.source, report.payout,
        report.attemptNo, report.source);
}

Result<std::int64_t> insertAnswer(store::Connection& connection, const AnswerRecord& record, UtcTime now) {
    const channel::Answer& answer = record.answer;
    return store::queryInt64(
        connection,
        R"sql(INSERT INTO answer (payout_id, attempt_no, operation, at_ms, outcome, code, code_listed,
                  amount_and_order_equal, table_version, flow_no, raw, host)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id)sql",
        record.payout, record.attemptNo,
        record.operation == rules::Operation::Send ? QStringLiteral("SEND") : QStringLiteral("QUERY"), now,
        storedName(answer.outcome), answer.code, answer.codeListed, answer.amountAndOrderEqual, answer.tableVersion,
        answer.flowNo, answer.raw, record.host);
}

Done insertNewCode(store::Connection& connection, ChannelId channel, const AnswerRecord& record, std::int64_t answerId,
                   UtcTime now) {
    TRY_DONE(store::execute(
        connection,
        R"sql(INSERT INTO new_code (channel_id, operation, code, first_answer_id, at_ms) VALUES (?, ?, ?, ?, ?)
              ON CONFLICT DO NOTHING)sql",
        channel, record.operation == rules::Operation::Send ? QStringLiteral("SEND") : QStringLiteral("QUERY"),
        record.answer.code, answerId, now));
    return {};
}

Done insertIncident(store::Connection& connection, const QString& kind, const AttemptRow& attempt, UtcTime now,
                    const QString& detail) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO incident (kind, channel_id, payout_id, attempt_no, bank_line_id, at_ms,
                                      detail)
                                  VALUES (?, ?, ?, ?, 0, ?, ?) ON CONFLICT DO NOTHING)sql",
                            kind, attempt.channel, attempt.payout, attempt.attemptNo, now, detail));
    return {};
}

Done closeSend(store::Connection& connection, const AnswerRecord& record, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE send SET closed_ms = ?, bytes_written = ?, observation = ?
              WHERE payout_id = ? AND attempt_no = ? AND send_no = ? AND closed_ms IS NULL)sql",
                            now,
                            record.bytesWritten < 0 ? std::nullopt : std::optional(std::int64_t{record.bytesWritten}),
                            observationOf(record), record.payout, record.attemptNo, record.sendNo));
    return {};
}

Done settleAttempt(store::Connection& connection, const AttemptRow& attempt, const QString& flowNo) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE attempt SET state = 'SETTLED', next_query_ms = NULL,
                                      flow_no = CASE WHEN ? <> '' THEN ? ELSE flow_no END
                                  WHERE payout_id = ? AND attempt_no = ? AND state IN ('ARMED', 'UNKNOWN'))sql",
                            flowNo, flowNo, attempt.payout, attempt.attemptNo));
    return {};
}

Done doubtAttempt(store::Connection& connection, const AttemptRow& attempt) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE attempt SET state = 'UNKNOWN'
                                  WHERE payout_id = ? AND attempt_no = ? AND state = 'ARMED')sql",
                            attempt.payout, attempt.attemptNo));
    return {};
}

Done noteFlowNo(store::Connection& connection, const AttemptRow& attempt, const QString& flowNo) {
    if (flowNo.isEmpty()) return {};
    TRY_DONE(store::execute(
        connection, R"sql(UPDATE attempt SET flow_no = ? WHERE payout_id = ? AND attempt_no = ? AND flow_no = '')sql",
        flowNo, attempt.payout, attempt.attemptNo));
    return {};
}

Done noteQuery(store::Connection& connection, const AttemptRow& attempt, int notExistCount,
               std::optional<UtcTime> nextQuery) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE attempt SET queries = queries + 1, not_exist_count = ?, next_query_ms = ?
                                  WHERE payout_id = ? AND attempt_no = ?)sql",
                            notExistCount, nextQuery, attempt.payout, attempt.attemptNo));
    return {};
}

Done markPaidByAnswer(store::Connection& connection, const StateChange& change, std::int64_t answerId) {
    return oneRow(store::execute(connection,
                                 R"sql(UPDATE payout SET state = 'SUCCESS', state_at_ms = ?, evidence_answer_id = ?,
                                           version = version + 1, last_actor = ?, last_reason = ?, last_evidence = ?
                                       WHERE id = ? AND version = ? AND state IN ('PROCESSING', 'EXCEPTION'))sql",
                                 change.now, answerId, change.actor, change.reason, change.evidence, change.payout,
                                 change.version));
}

Done markException(store::Connection& connection, const StateChange& change, std::chrono::milliseconds lock) {
    return oneRow(store::execute(
        connection,
        R"sql(UPDATE payout SET state = 'EXCEPTION', state_at_ms = ?, exception_at_ms = ?, unlocks_at_ms = ?,
                  sub_reason = ?, version = version + 1, last_actor = ?, last_reason = ?, last_evidence = ?
              WHERE id = ? AND version = ? AND state = 'PROCESSING')sql",
        change.now, change.now, change.now + lock, change.reason, change.actor, change.reason, change.evidence,
        change.payout, change.version));
}

Done writeSubReason(store::Connection& connection, PayoutId payout, const QString& subReason) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE payout SET sub_reason = ? WHERE id = ? AND state = 'EXCEPTION')sql", subReason,
                            payout));
    return {};
}

Result<std::vector<DueQuery>> dueQueries(store::Connection& connection, UtcTime now, std::int64_t rowsMax) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT a.payout_id, a.attempt_no, a.channel_id, a.order_no, a.txn_time, a.flow_no,
                                        p.amount_minor, p.currency
                                      FROM attempt a JOIN payout p ON p.id = a.payout_id
                                      WHERE a.next_query_ms <= ? AND a.state IN ('ARMED', 'UNKNOWN')
                                        AND p.state IN ('PROCESSING', 'EXCEPTION', 'SUCCESS')
                                      ORDER BY a.next_query_ms, a.payout_id, a.attempt_no LIMIT ?)sql",
                                now, rowsMax));
    std::vector<DueQuery> found;
    while (rows.next()) {
        DueQuery due;
        due.payout = rows.id<PayoutId>(0);
        due.attemptNo = rows.integer(1);
        due.channel = rows.id<ChannelId>(2);
        due.order.orderNo = rows.text(3);
        due.order.txnTime = rows.text(4);
        due.order.flowNo = rows.text(5);
        TRY(const Currency currency, Currency::parse(rows.text(7)));
        due.order.amount = Money{rows.int64(6), currency};
        found.push_back(std::move(due));
    }
    TRY_DONE(rows.finish());
    return found;
}

Result<std::vector<AttemptRow>> armedBefore(store::Connection& connection, ChannelId channel, UtcTime before,
                                            std::int64_t rowsMax) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT a.payout_id, a.attempt_no, a.channel_id, a.state, a.armed_ms,
                                        a.not_exist_count, a.queries, COALESCE(p.state, ''), p.version, p.sub_reason,
                                        (SELECT COUNT(*) FROM attempt o WHERE o.payout_id = a.payout_id
                                           AND o.attempt_no <> a.attempt_no AND o.state IN ('ARMED', 'UNKNOWN'))
                                      FROM payout p JOIN attempt a ON a.payout_id = p.id AND a.state = 'ARMED'
                                      WHERE p.state = 'PROCESSING' AND p.state_at_ms < ? AND a.armed_ms < ?
                                        AND NOT EXISTS (SELECT 1 FROM send s WHERE s.payout_id = a.payout_id
                                          AND s.attempt_no = a.attempt_no AND s.armed_ms >= ?)
                                        AND a.channel_id = ? ORDER BY p.id LIMIT ?)sql",
                                before, before, before, channel, rowsMax));
    std::vector<AttemptRow> found;
    while (rows.next()) {
        TRY(AttemptRow attempt, attemptOf(rows));
        found.push_back(std::move(attempt));
    }
    TRY_DONE(rows.finish());
    return found;
}

Result<std::int64_t> closeFinished(store::Connection& connection, const QString& actor) {
    return store::execute(connection,
                          R"sql(UPDATE instruction SET state = 'CLOSED', version = version + 1, last_actor = ?,
                                    last_reason = 'every row is paid or returned', last_evidence = ''
                                WHERE state = 'APPROVED_PROCESSING' AND NOT EXISTS (SELECT 1 FROM payout p
                                    WHERE p.id BETWEEN instruction.id * 1048576 AND instruction.id * 1048576 + 1048575
                                      AND (p.state IS NULL OR p.state IN ('PROCESSING', 'EXCEPTION'))))sql",
                          actor);
}

} // namespace payout::outcome
