// SPDX-License-Identifier: GPL-3.0-or-later
// Lease, attempts, sends, answers and exception actions; the books and the trail that follow a payout's state. The
// guards of every move (S1-S6, G1-G8) stand beside, in *_guards.cpp.
#include "core/store/migrations/dispatch_guards.h"

namespace payout::store {

namespace {

void appendTables(std::vector<QString>& out, Engine engine) {
    appendShared(
        out, engine,
        {
            // R34: one job on one host, taken over by hand; every write of the job carries the epoch.
            R"sql(CREATE TABLE lease (
            job TEXT NOT NULL PRIMARY KEY,
            host TEXT NOT NULL,
            epoch {int} NOT NULL,
            expires_ms {int} NOT NULL,
            heartbeat_ms {int} NOT NULL,
            started_by TEXT NOT NULL) {strict})sql",
            // One order number at one channel. The number is derived from payout and attempt, never drawn.
            R"sql(CREATE TABLE attempt (
            payout_id {int} NOT NULL REFERENCES payout (id),
            attempt_no {int} NOT NULL CHECK (attempt_no BETWEEN 1 AND 99),
            channel_id {int} NOT NULL REFERENCES channel (id),
            order_no TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('PREPARED', 'ARMED', 'SETTLED', 'UNKNOWN', 'BURNT')),
            epoch {int} NOT NULL,
            created_ms {int} NOT NULL,
            txn_time TEXT NOT NULL DEFAULT '',
            payload_digest TEXT NOT NULL DEFAULT '',
            armed_ms {int},
            needed_through_ms {int},
            flow_no TEXT NOT NULL DEFAULT '',
            not_exist_count {int} NOT NULL DEFAULT 0,
            queries {int} NOT NULL DEFAULT 0,
            next_query_ms {int},
            burnt_ms {int},
            PRIMARY KEY (payout_id, attempt_no),
            UNIQUE (channel_id, order_no),
            CHECK ((state = 'BURNT') = (burnt_ms IS NOT NULL)),
            CHECK (state = 'PREPARED' OR state = 'BURNT' OR (armed_ms IS NOT NULL AND payload_digest <> ''))) {strict})sql",
            R"sql(CREATE INDEX attempt_flow ON attempt (channel_id, flow_no) WHERE flow_no <> '')sql",
            // INV1 as a constraint: at most one attempt of a payout is not burnt.
            R"sql(CREATE UNIQUE INDEX attempt_one_live_index ON attempt (payout_id) WHERE state <> 'BURNT')sql",
            R"sql(CREATE INDEX attempt_prepared ON attempt (channel_id, payout_id) WHERE state = 'PREPARED')sql",
            R"sql(CREATE INDEX attempt_next_query ON attempt (next_query_ms) WHERE next_query_ms IS NOT NULL)sql",
            // The permit: durable before the first byte leaves (R8).
            R"sql(CREATE TABLE send (
            payout_id {int} NOT NULL,
            attempt_no {int} NOT NULL,
            send_no {int} NOT NULL CHECK (send_no BETWEEN 1 AND 3),
            armed_ms {int} NOT NULL,
            epoch {int} NOT NULL,
            host TEXT NOT NULL,
            payload_digest TEXT NOT NULL,
            closed_ms {int},
            bytes_written {int},
            observation TEXT CHECK (observation IN ('CONNECT_FAILED', 'SENT_NO_ANSWER', 'ANSWERED')),
            PRIMARY KEY (payout_id, attempt_no, send_no),
            FOREIGN KEY (payout_id, attempt_no) REFERENCES attempt (payout_id, attempt_no)) {strict})sql",
            R"sql(CREATE TABLE answer (
            id {id},
            payout_id {int} NOT NULL,
            attempt_no {int} NOT NULL,
            operation TEXT NOT NULL CHECK (operation IN ('SEND', 'QUERY', 'REPORT')),
            at_ms {int} NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('SUCCESS', 'ACCEPTED', 'PROCESSING', 'UNKNOWN', 'PAYEE_ERROR',
                'FAILED_FINAL', 'DUPLICATE_ORDER', 'NOT_EXIST_EXPLICIT', 'QUERY_FAILED')),
            code TEXT NOT NULL,
            code_listed {int} NOT NULL,
            amount_and_order_equal {int} NOT NULL,
            table_version {int} NOT NULL,
            flow_no TEXT NOT NULL,
            raw TEXT NOT NULL,
            host TEXT NOT NULL,
            FOREIGN KEY (payout_id, attempt_no) REFERENCES attempt (payout_id, attempt_no)) {strict})sql",
            R"sql(CREATE INDEX answer_attempt ON answer (payout_id, attempt_no, id))sql",
            // R20: "new code N seen on channel X, first order Y".
            R"sql(CREATE TABLE new_code (
            channel_id {int} NOT NULL REFERENCES channel (id),
            operation TEXT NOT NULL,
            code TEXT NOT NULL,
            first_answer_id {int} NOT NULL,
            at_ms {int} NOT NULL,
            PRIMARY KEY (channel_id, operation, code)) {strict})sql",
            // A person takes a row of an approved batch that is not claimed out of it, held or not: it is never sent
            // without two people.
            R"sql(CREATE TABLE row_set_aside (
            payout_id {int} NOT NULL PRIMARY KEY REFERENCES payout (id),
            set_by {int} NOT NULL REFERENCES person (id),
            at_ms {int} NOT NULL,
            reason TEXT NOT NULL CONSTRAINT "pd_ReasonMissing" CHECK (reason <> '')) {strict})sql",
            R"sql(CREATE TABLE exception_action (
            id {id},
            payout_id {int} NOT NULL REFERENCES payout (id),
            action TEXT NOT NULL CHECK (action IN ('REPAY', 'RETURN')),
            payout_version {int} NOT NULL,
            proposed_by {int} NOT NULL REFERENCES person (id),
            proposed_ms {int} NOT NULL,
            reason TEXT NOT NULL CONSTRAINT "pd_ReasonMissing" CHECK (reason <> ''),
            evidence TEXT NOT NULL,
            evidence_digest TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'REFUSED')),
            decided_by {int} REFERENCES person (id),
            decided_ms {int},
            CHECK ((state = 'PROPOSED') = (decided_by IS NULL)),
            CONSTRAINT "pd_MakerIsChecker" CHECK (state <> 'CONFIRMED' OR decided_by <> proposed_by)) {strict})sql",
            R"sql(CREATE UNIQUE INDEX exception_action_open ON exception_action (payout_id) WHERE state = 'PROPOSED')sql",
            R"sql(CREATE INDEX exception_action_payout ON exception_action (payout_id))sql",
        });
    appendOnly(out, engine, "answer");
    appendOnly(out, engine, "row_set_aside");
    appendNoReplace(out, engine, "row_set_aside", "o.payout_id = NEW.payout_id");
    appendNoReplace(out, engine, "lease", "o.job = NEW.job", "StaleEpoch");
    appendNoReplace(out, engine, "answer", "o.id = NEW.id");
    appendNoReplace(
        out, engine, "exception_action",
        "o.id = NEW.id OR (o.payout_id = NEW.payout_id AND o.state = 'PROPOSED' AND NEW.state = 'PROPOSED')",
        "AlreadyHandled");
    appendNoReplace(out, engine, "attempt",
                    "(o.payout_id = NEW.payout_id AND o.attempt_no = NEW.attempt_no) OR "
                    "(o.channel_id = NEW.channel_id AND o.order_no = NEW.order_no)");
    appendNoReplace(out, engine, "send",
                    "o.payout_id = NEW.payout_id AND o.attempt_no = NEW.attempt_no AND o.send_no = NEW.send_no");
}

// R33, INV7: the one place in SQL that knows the pause; the twin of rules::isPaused and rules::wouldEnterPause. By the
// database's clock on the institution's wall (UTC+8). A window may wrap midnight, begin or end at it; a send is paused
// as well while its time-out would reach the window's begin, which may be tomorrow's.
//   repaying_paused  1 inside the window
//   sending_paused   1 inside the window, or when a send that starts now may still run when it begins
void appendPauseView(std::vector<QString>& out, Engine engine) {
    appendShared(out, engine, {R"sql(CREATE VIEW channel_pause AS
        SELECT w.channel_id,
               CASE WHEN w.pause_enabled = 1 AND (w.inside = 1 OR w.until_begin_ms <= w.send_timeout_ms)
                    THEN 1 ELSE 0 END AS sending_paused,
               CASE WHEN w.pause_enabled = 1 AND w.inside = 1 THEN 1 ELSE 0 END AS repaying_paused
          FROM (SELECT c.id AS channel_id, c.pause_enabled, c.send_timeout_ms,
                       CASE WHEN (c.pause_begin_ms > c.pause_end_ms
                                  AND (k.at_ms >= c.pause_begin_ms OR k.at_ms < c.pause_end_ms))
                              OR (c.pause_begin_ms <= c.pause_end_ms
                                  AND k.at_ms >= c.pause_begin_ms AND k.at_ms < c.pause_end_ms)
                            THEN 1 ELSE 0 END AS inside,
                       (c.pause_begin_ms - k.at_ms + 86399999) % 86400000 + 1 AS until_begin_ms
                  FROM channel c
                 CROSS JOIN (SELECT (now_ms + 28800000) % 86400000 AS at_ms FROM payout_clock) k) w)sql"});
}

// The books and the trail follow a state in the statement that changes it, so no code path can forget them.
void appendPayoutReactions(std::vector<QString>& out, Engine engine) {
    appendReaction(out, engine,
                   {"payout_paid_books",
                    "payout",
                    "UPDATE OF state",
                    "NEW.state = 'SUCCESS' AND OLD.state <> 'SUCCESS'",
                    {"INSERT INTO journal_entry (kind, payout_id, debit_account_id, credit_account_id, amount_minor, "
                     "at_ms, actor) SELECT 'PAID', NEW.id, t.id, r.id, NEW.amount_minor, c.now_ms, NEW.last_actor "
                     "FROM instruction i JOIN ledger_account t ON t.channel_id = i.channel_id AND t.code = '2010' "
                     "AND t.currency = NEW.currency JOIN ledger_account r ON r.channel_id = i.channel_id "
                     "AND r.code = '1001' AND r.currency = NEW.currency CROSS JOIN payout_clock c "
                     "WHERE i.id = NEW.instruction_id"}});
    appendReaction(out, engine,
                   {"payout_returned_books",
                    "payout",
                    "UPDATE OF state",
                    "NEW.state = 'RETURNED' AND OLD.state <> 'RETURNED'",
                    {"INSERT INTO journal_entry (kind, payout_id, debit_account_id, credit_account_id, amount_minor, "
                     "fee_account_id, fee_minor, at_ms, actor) SELECT 'RE_CREDIT', NEW.id, j.credit_account_id, "
                     "j.debit_account_id, NEW.amount_minor, j.fee_account_id, NEW.fee_minor, c.now_ms, NEW.last_actor "
                     "FROM journal_entry j CROSS JOIN payout_clock c "
                     "WHERE j.instruction_id = NEW.instruction_id AND j.kind = 'DEBIT_FIRST'"}});
    appendReaction(out, engine,
                   {"payout_trail",
                    "payout",
                    "UPDATE OF state",
                    "OLD.state IS NULL OR NEW.state <> OLD.state",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT now_ms, COALESCE(NEW.last_actor, ''), 'payout', NEW.id, 'state', "
                     "COALESCE(OLD.state, ''), COALESCE(NEW.state, ''), COALESCE(NEW.last_reason, ''), "
                     "COALESCE(NEW.last_evidence, '') FROM payout_clock"}});
    appendReaction(out, engine,
                   {"exception_action_trail_new",
                    "exception_action",
                    "INSERT",
                    "NEW.id IS NOT NULL",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT NEW.proposed_ms, p.login, 'payout', NEW.payout_id, 'proposed ' || NEW.action, "
                     "'EXCEPTION', 'EXCEPTION', NEW.reason, NEW.evidence_digest FROM person p "
                     "WHERE p.id = NEW.proposed_by"}});
    appendReaction(out, engine,
                   {"exception_action_trail",
                    "exception_action",
                    "UPDATE OF state",
                    "NEW.state <> OLD.state",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT NEW.decided_ms, p.login, 'payout', NEW.payout_id, "
                     "'decided ' || NEW.action || ' ' || NEW.state, 'EXCEPTION', 'EXCEPTION', NEW.reason, "
                     "NEW.evidence_digest FROM person p WHERE p.id = NEW.decided_by"}});
    appendReaction(out, engine,
                   {"row_set_aside_trail",
                    "row_set_aside",
                    "INSERT",
                    "NEW.payout_id IS NOT NULL",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT NEW.at_ms, p.login, 'payout', NEW.payout_id, 'set aside', '', '', NEW.reason, "
                     "'' FROM person p WHERE p.id = NEW.set_by"}});
    // Who started the job where, by hand (R34); every permit names the epoch.
    const char* leaseTaken = "INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, "
                             "reason, evidence) SELECT now_ms, NEW.started_by, 'lease', NEW.epoch, "
                             "'started ' || NEW.job, '', NEW.host, '', 'epoch ' || NEW.epoch FROM payout_clock";
    const char* leaseMoved = "INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, "
                             "reason, evidence) SELECT now_ms, NEW.started_by, 'lease', NEW.epoch, "
                             "'started ' || NEW.job, OLD.host, NEW.host, '', 'epoch ' || NEW.epoch FROM payout_clock";
    appendReaction(out, engine, {"lease_trail_new", "lease", "INSERT", "NEW.epoch IS NOT NULL", {leaseTaken}});
    appendReaction(out, engine, {"lease_trail", "lease", "UPDATE OF epoch", "NEW.epoch <> OLD.epoch", {leaseMoved}});
    appendReaction(out, engine,
                   {"attempt_trail",
                    "attempt",
                    "UPDATE OF state",
                    "NEW.state <> OLD.state",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT now_ms, CASE WHEN NEW.state = 'ARMED' THEN 'job:send #' || NEW.epoch "
                     "ELSE 'system' END, 'attempt', NEW.payout_id, 'attempt ' || NEW.attempt_no, OLD.state, "
                     "NEW.state, '', NEW.order_no FROM payout_clock"}});
    appendReaction(out, engine,
                   {"hold_release_trail",
                    "hold_release",
                    "INSERT",
                    "NEW.payout_id IS NOT NULL",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT NEW.at_ms, p.login, 'payout', NEW.payout_id, 'hold released', NEW.hold, '', "
                     "NEW.reason, '' FROM person p WHERE p.id = NEW.released_by"}});
}

} // namespace

std::vector<QString> m0003Dispatch(Engine engine) {
    std::vector<QString> out;
    appendTables(out, engine);
    appendPauseView(out, engine);
    appendMoveGuards(out, engine);
    appendPayoutReactions(out, engine);
    appendSendGuards(out, engine);
    appendConfirmGuards(out, engine);
    return out;
}

} // namespace payout::store
