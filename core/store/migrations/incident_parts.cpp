// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations/incident_parts.h"

namespace payout::store {

namespace {

void appendViews(std::vector<QString>& out, Engine engine) {
    appendShared(out, engine,
                 {
                     // Proof that the bank paid an order which two people had given up: an equal answer to a question,
                     // or a booked line of a statement that confirms.
                     R"sql(CREATE VIEW payout_paid_earlier AS
            SELECT t.payout_id, t.attempt_no, a.id AS answer_id, NULL AS line_id
              FROM attempt t JOIN answer a ON a.payout_id = t.payout_id AND a.attempt_no = t.attempt_no
             WHERE t.state = 'BURNT' AND t.armed_ms IS NOT NULL AND a.operation = 'QUERY' AND a.outcome = 'SUCCESS'
               AND a.amount_and_order_equal = 1
            UNION ALL
            SELECT t.payout_id, t.attempt_no, NULL, b.id
              FROM attempt t JOIN payout p ON p.id = t.payout_id
              JOIN bank_line b ON b.channel_id = t.channel_id AND b.order_no = t.order_no
              JOIN confirming_file f ON f.id = b.file_id
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
               AND NOT EXISTS (SELECT 1 FROM bank_line b
                     JOIN statement_file f ON f.id = b.file_id AND f.state <> 'REJECTED'
                     WHERE b.channel_id = t.channel_id AND b.order_no = t.order_no AND b.direction = 'DEBIT'
                     AND b.status <> 'INFO')
               AND NOT EXISTS (SELECT 1 FROM bank_line_mention m JOIN bank_line b ON b.id = m.bank_line_id
                     JOIN statement_file f ON f.id = b.file_id AND f.state <> 'REJECTED'
                     WHERE m.channel_id = t.channel_id AND m.order_no = t.order_no))sql",
                 });
}

void appendClosureTables(std::vector<QString>& out, Engine engine) {
    appendShared(out, engine,
                 {
                     R"sql(CREATE TABLE incident_proposal (
            id {id},
            incident_id {int} NOT NULL REFERENCES incident (id),
            cause TEXT NOT NULL CHECK (cause IN ('MONEY_RECOVERED', 'LOSS_ACCEPTED', 'BANK_CORRECTED', 'NO_LOSS')),
            reason TEXT NOT NULL CONSTRAINT "pd_ReasonMissing" CHECK (reason <> ''),
            proposed_by {int} NOT NULL REFERENCES person (id),
            proposed_ms {int} NOT NULL) {strict})sql",
                     R"sql(CREATE INDEX incident_proposal_incident ON incident_proposal (incident_id))sql",
                     R"sql(CREATE TABLE incident_closure (
            incident_id {int} NOT NULL PRIMARY KEY REFERENCES incident (id),
            proposal_id {int} NOT NULL REFERENCES incident_proposal (id),
            closed_by {int} NOT NULL REFERENCES person (id),
            closed_ms {int} NOT NULL) {strict})sql",
                 });
    for (const char* table : {"incident_proposal", "incident_closure"}) appendOnly(out, engine, table);
    appendNoReplace(out, engine, "incident_proposal", "o.id = NEW.id");
    appendNoReplace(out, engine, "incident_closure", "o.incident_id = NEW.incident_id", "AlreadyHandled");
}

void appendClosureGuards(std::vector<QString>& out, Engine engine) {
    const Guard guards[] = {
        {"incident_proposed_by_role", "incident_proposal", "INSERT",
         "NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE r.person_id = NEW.proposed_by AND r.role = 'SUPERVISOR' AND p.active = 1)",
         "RoleMissing"},
        {"incident_proposal_of_open", "incident_proposal", "INSERT",
         "EXISTS (SELECT 1 FROM incident_closure c WHERE c.incident_id = NEW.incident_id)", "AlreadyHandled"},
        {"incident_closed_by_another", "incident_closure", "INSERT",
         "EXISTS (SELECT 1 FROM incident_proposal p WHERE p.id = NEW.proposal_id AND p.proposed_by = NEW.closed_by)",
         "MakerIsChecker"},
        {"incident_closed_by_role", "incident_closure", "INSERT",
         "NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE r.person_id = NEW.closed_by AND r.role IN ('AUDITOR', 'SUPERVISOR') AND p.active = 1)",
         "RoleMissing"},
        {"incident_closed_as_shown", "incident_closure", "INSERT",
         "COALESCE((SELECT MAX(p.id) FROM incident_proposal p WHERE p.incident_id = NEW.incident_id), 0) "
         "<> NEW.proposal_id",
         "ShownChanged"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
    appendReaction(out, engine,
                   {"incident_proposal_trail",
                    "incident_proposal",
                    "INSERT",
                    "NEW.id IS NOT NULL",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT NEW.proposed_ms, p.login, 'incident', NEW.incident_id, 'closing proposed', "
                     "'OPEN', 'OPEN', NEW.reason, NEW.cause FROM person p WHERE p.id = NEW.proposed_by"}});
    appendReaction(out, engine,
                   {"incident_closure_trail",
                    "incident_closure",
                    "INSERT",
                    "NEW.incident_id IS NOT NULL",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT NEW.closed_ms, p.login, 'incident', NEW.incident_id, 'closed', 'OPEN', "
                     "'CLOSED', q.reason, q.cause FROM person p CROSS JOIN incident_proposal q "
                     "WHERE p.id = NEW.closed_by AND q.id = NEW.proposal_id"}});
}

} // namespace

void appendIncidentParts(std::vector<QString>& out, Engine engine) {
    appendViews(out, engine);
    appendClosureTables(out, engine);
    appendClosureGuards(out, engine);
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
