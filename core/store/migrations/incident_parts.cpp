// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations/incident_parts.h"

namespace payout::store {

namespace {

void appendViews(std::vector<QString>& out, Engine engine) {
    appendShared(out, engine,
                 {
                     // Proof that the bank paid an order which two people had given up: an equal answer to a question,
                     // or a booked line of an accepted statement.
                     R"sql(CREATE VIEW payout_paid_earlier AS
            SELECT t.payout_id, t.attempt_no, a.id AS answer_id, NULL AS line_id
              FROM attempt t JOIN answer a ON a.payout_id = t.payout_id AND a.attempt_no = t.attempt_no
             WHERE t.state = 'BURNT' AND t.armed_ms IS NOT NULL AND a.operation = 'QUERY' AND a.outcome = 'SUCCESS'
               AND a.amount_and_order_equal = 1
            UNION ALL
            SELECT t.payout_id, t.attempt_no, NULL, b.id
              FROM attempt t JOIN payout p ON p.id = t.payout_id
              JOIN bank_line b ON b.channel_id = t.channel_id AND b.order_no = t.order_no
              JOIN statement_file f ON f.id = b.file_id AND f.state IN ('LOADED', 'ACCEPTED')
             WHERE t.state = 'BURNT' AND t.armed_ms IS NOT NULL AND b.direction = 'DEBIT' AND b.status = 'BOOKED'
               AND b.is_return = 0 AND b.amount_minor = p.amount_minor AND b.currency = p.currency)sql",
                     // What G1 to G3 ask people for before a number is given up, as facts about one doubtful attempt.
                     R"sql(CREATE VIEW attempt_proven_dead AS
            SELECT t.payout_id, t.attempt_no
              FROM attempt t JOIN payout p ON p.id = t.payout_id JOIN channel c ON c.id = t.channel_id
              CROSS JOIN payout_clock k
             WHERE t.state = 'UNKNOWN' AND p.state = 'EXCEPTION' AND k.now_ms >= p.unlocks_at_ms
               AND c.health = 'UP' AND c.up_since_ms IS NOT NULL AND k.now_ms >= c.up_since_ms + c.stable_ms
               AND t.needed_through_ms IS NOT NULL AND c.covered_through_ms >= t.needed_through_ms
               AND EXISTS (SELECT 1 FROM answer q WHERE q.id = (SELECT MAX(z.id) FROM answer z
                       WHERE z.payout_id = t.payout_id AND z.attempt_no = t.attempt_no AND z.operation = 'QUERY')
                     AND q.at_ms >= p.unlocks_at_ms
                     AND q.outcome IN ('FAILED_FINAL', 'PAYEE_ERROR', 'NOT_EXIST_EXPLICIT'))
               AND NOT EXISTS (SELECT 1 FROM bank_line b WHERE b.channel_id = t.channel_id
                     AND b.order_no = t.order_no AND b.direction = 'DEBIT' AND b.status <> 'INFO')
               AND NOT EXISTS (SELECT 1 FROM bank_line_mention m WHERE m.channel_id = t.channel_id
                     AND m.order_no = t.order_no))sql",
                 });
}

} // namespace

void appendIncidentParts(std::vector<QString>& out, Engine engine) {
    appendViews(out, engine);
    // INV1, P13: success is of one order; while another one of the payout is out it would stop the questions about it.
    // Asked after payout_success_evidence: PostgreSQL asks by name, SQLite the newest trigger first.
    appendGuard(out, engine,
                {"payout_success_of_one", "payout", "UPDATE OF state",
                 "NEW.state = 'SUCCESS' AND OLD.state <> 'SUCCESS' AND EXISTS (SELECT 1 FROM attempt t "
                 "WHERE t.payout_id = NEW.id AND t.state IN ('ARMED', 'UNKNOWN') AND NOT EXISTS (SELECT 1 "
                 "FROM answer a WHERE a.id = NEW.evidence_answer_id AND a.payout_id = t.payout_id "
                 "AND a.attempt_no = t.attempt_no) AND NOT EXISTS (SELECT 1 FROM bank_line b "
                 "WHERE b.id = NEW.evidence_line_id AND b.channel_id = t.channel_id AND b.order_no = t.order_no))",
                 "LiveAttempt"});
}

} // namespace payout::store
