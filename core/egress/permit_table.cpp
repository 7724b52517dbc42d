// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/egress/permit_table.h"

#include "core/store/statement.h"

namespace payout::egress {

namespace {

Result<PermitFacts> factsOf(store::Rows& rows, const dispatch::Permit& permit) {
    PermitFacts facts;
    facts.permit = permit;
    facts.armedAt = rows.time(0);
    facts.sendDigest = rows.text(1);
    facts.closed = rows.boolean(2);
    facts.attemptState = rows.text(3);
    facts.attemptDigest = rows.text(4);
    facts.order.orderNo = rows.text(5);
    facts.order.txnTime = rows.text(6);
    facts.channel = rows.id<ChannelId>(7);
    facts.channelCode = rows.text(8);
    facts.channelStopped = rows.boolean(9);
    facts.payoutState = rows.text(10);
    facts.held = rows.boolean(11);
    const std::int64_t minor = rows.int64(12);
    const QString currencyCode = rows.text(13);
    facts.order.payeeName = rows.text(14);
    facts.order.payeeAccount = rows.text(15);
    facts.order.payeeKind = rows.text(16) == u"COMPANY" ? AccountKind::Company : AccountKind::Card;
    facts.order.payeeBankCode = rows.text(17);
    facts.order.remark = rows.text(18);
    facts.merchantRowRef = rows.text(19);
    facts.merchantCode = rows.text(20);
    facts.instructionState = rows.text(21);
    facts.approvals = rows.int64(22);
    facts.debits = rows.int64(23);
    facts.quarantined = rows.boolean(24);
    facts.now = rows.time(25);
    facts.stopRefusal = rows.text(26);
    facts.listed = rows.boolean(27);
    facts.attemptArmedAt = rows.time(28);
    facts.attemptSends = rows.integer(29);
    facts.paidAgain = rows.boolean(30);
    facts.resendWindow = std::chrono::milliseconds(rows.int64(31));
    facts.protocol = rows.integer(32);
    facts.protocolNow = rows.integer(33);
    TRY(const Currency currency, Currency::parse(currencyCode));
    facts.order.amount = Money{minor, currency};
    return facts;
}

} // namespace

Result<std::optional<PermitFacts>> permitFacts(store::Connection& connection, const dispatch::Permit& permit) {
    TRY(auto rows,
        store::query(
            connection,
            R"sql(SELECT s.armed_ms, s.payload_digest, CASE WHEN s.closed_ms IS NULL THEN 0 ELSE 1 END, a.state,
                             a.payload_digest, a.order_no, a.txn_time, a.channel_id, c.code, c.stopped,
                             COALESCE(p.state, ''), CASE WHEN p.hold IS NULL THEN 0 ELSE 1 END, p.amount_minor,
                             p.currency, p.payee_name, p.payee_account, p.account_kind, p.bank_code, p.purpose,
                             p.merchant_row_ref, m.code, i.state,
                             (SELECT COUNT(*) FROM approval v WHERE v.instruction_id = i.id AND v.decision = 'APPROVED'
                                AND v.approver_id <> i.maker_id),
                             (SELECT COUNT(*) FROM journal_entry j WHERE j.instruction_id = i.id
                                AND j.kind = 'DEBIT_FIRST'),
                             q.quarantined, k.now_ms,
                             COALESCE((SELECT v.refusal FROM send_stopped v WHERE v.payout_id = s.payout_id), ''),
                             CASE WHEN EXISTS (SELECT 1 FROM screening_list l WHERE l.payee_account = p.payee_account)
                                  THEN 1 ELSE 0 END,
                             COALESCE(a.armed_ms, 0), a.sends,
                             CASE WHEN EXISTS (SELECT 1 FROM exception_action e WHERE e.payout_id = p.id
                                    AND e.action = 'REPAY' AND e.state = 'CONFIRMED' AND e.decided_by <> e.proposed_by
                                    AND e.payout_version + 1 = p.version AND NOT EXISTS (SELECT 1 FROM send b
                                      WHERE b.payout_id = p.id AND b.armed_ms >= e.decided_ms
                                        AND (b.attempt_no <> s.attempt_no OR b.send_no <> s.send_no))) THEN 1 ELSE 0 END,
                             c.resend_window_ms, s.protocol, (SELECT number FROM protocol_now)
                           FROM send s JOIN attempt a ON a.payout_id = s.payout_id AND a.attempt_no = s.attempt_no
                             JOIN channel c ON c.id = a.channel_id JOIN payout p ON p.id = a.payout_id
                             JOIN instruction i ON i.id = p.instruction_id JOIN merchant m ON m.id = p.merchant_id
                             CROSS JOIN sending_quarantined q CROSS JOIN payout_clock k
                           WHERE s.payout_id = ? AND s.attempt_no = ? AND s.send_no = ? AND s.epoch = ?
                             AND s.host = ?)sql",
            permit.payout, permit.attemptNo, permit.sendNo, permit.epoch, permit.host));
    std::optional<PermitFacts> found;
    if (rows.next()) {
        TRY(found, factsOf(rows, permit));
    }
    TRY_DONE(rows.finish());
    return found;
}

Result<std::optional<Question>> questionOf(store::Connection& connection, PayoutId payout, int attemptNo) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT a.channel_id, a.order_no, a.txn_time, a.flow_no, p.amount_minor, p.currency
                                      FROM attempt a JOIN payout p ON p.id = a.payout_id
                                      WHERE a.payout_id = ? AND a.attempt_no = ? AND a.armed_ms IS NOT NULL)sql",
                                payout, attemptNo));
    std::optional<Question> found;
    if (rows.next()) {
        Question question;
        question.channel = rows.id<ChannelId>(0);
        question.order.orderNo = rows.text(1);
        question.order.txnTime = rows.text(2);
        question.order.flowNo = rows.text(3);
        TRY(const Currency currency, Currency::parse(rows.text(5)));
        question.order.amount = Money{rows.int64(4), currency};
        found = std::move(question);
    }
    TRY_DONE(rows.finish());
    return found;
}

} // namespace payout::egress
