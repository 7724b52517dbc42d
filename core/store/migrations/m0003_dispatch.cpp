// SPDX-License-Identifier: GPL-3.0-or-later
// Lease, attempts, sends, answers and exception actions, and the guards of every payout move (S1-S6, G1-G8).
#include "core/store/migrations/guards.h"

#include <ranges>

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

void appendPayoutGuards(std::vector<QString>& out, Engine engine) {
    const Guard guards[] = {
        {"payout_kept", "payout", "DELETE", "OLD.id IS NOT NULL", "AppendOnly", true},
        {"payout_frozen", "payout",
         "UPDATE OF id, instruction_id, merchant_id, merchant_row_ref, payee_name, payee_account, account_kind, "
         "bank_code, amount_minor, fee_minor, currency, purpose",
         "NEW.id <> OLD.id OR NEW.instruction_id <> OLD.instruction_id OR NEW.merchant_id <> OLD.merchant_id OR "
         "NEW.merchant_row_ref <> OLD.merchant_row_ref OR NEW.payee_name <> OLD.payee_name OR "
         "NEW.payee_account <> OLD.payee_account OR NEW.account_kind <> OLD.account_kind OR "
         "NEW.bank_code <> OLD.bank_code OR NEW.amount_minor <> OLD.amount_minor OR NEW.fee_minor <> OLD.fee_minor OR "
         "NEW.currency <> OLD.currency OR NEW.purpose <> OLD.purpose",
         "ContentFrozen", true},
        // rules::payoutMoves, once more.
        {"payout_moves", "payout", "UPDATE OF state",
         "(OLD.state IS NULL AND NEW.state IS NOT NULL AND NEW.state <> 'PROCESSING') OR "
         "(OLD.state IS NOT NULL AND NEW.state IS NULL) OR "
         "(OLD.state IS NOT NULL AND NEW.state IS NOT NULL AND NEW.state <> OLD.state AND NOT ("
         "(OLD.state = 'PROCESSING' AND NEW.state IN ('SUCCESS', 'EXCEPTION')) OR "
         "(OLD.state = 'EXCEPTION' AND NEW.state IN ('SUCCESS', 'PROCESSING', 'RETURNED'))))",
         "TransitionForbidden", true},
        {"payout_compare_and_set", "payout", "UPDATE OF state",
         "(OLD.state IS NULL OR NEW.state <> OLD.state) AND NEW.version <> OLD.version + 1", "AlreadyHandled", true},
        {"payout_claim_held", "payout", "UPDATE OF state",
         "OLD.state IS NULL AND NEW.state IS NOT NULL AND (OLD.hold IS NOT NULL OR NEW.hold IS NOT NULL)", "RowHeld",
         true},
        // Approved, and one of the rows that were approved: a row slipped in later has a number beyond the count.
        {"payout_claim_approved", "payout", "UPDATE OF state",
         "OLD.state IS NULL AND NEW.state IS NOT NULL AND NOT EXISTS (SELECT 1 FROM instruction i "
         "WHERE i.id = NEW.instruction_id AND i.state = 'APPROVED_PROCESSING' "
         "AND NEW.id BETWEEN i.id * 1048576 + 1 AND i.id * 1048576 + i.rows_count)",
         "NotApproved"},
        {"payout_hold_released", "payout", "UPDATE OF hold",
         "OLD.hold IS NOT NULL AND COALESCE(NEW.hold, '') <> OLD.hold AND COALESCE(NEW.hold, '') <> 'SCREEN_BLOCKED' "
         "AND NOT EXISTS (SELECT 1 FROM hold_release h "
         "WHERE h.payout_id = NEW.id AND h.hold = OLD.hold)",
         "RowHeld"},
        {"payout_lock_by_clock", "payout", "UPDATE OF state",
         "NEW.state = 'EXCEPTION' AND OLD.state = 'PROCESSING' AND "
         "NEW.exception_at_ms < (SELECT now_ms FROM payout_clock) - 5000",
         "StillLocked"},
        {"payout_lock_not_shortened", "payout", "UPDATE OF unlocks_at_ms, exception_at_ms",
         "OLD.state = 'EXCEPTION' AND NEW.state = 'EXCEPTION' AND (NEW.unlocks_at_ms IS NULL OR "
         "NEW.unlocks_at_ms < OLD.unlocks_at_ms OR NEW.exception_at_ms <> OLD.exception_at_ms)",
         "StillLocked", true},
        {"payout_repay_by_two", "payout", "UPDATE OF state",
         "OLD.state = 'EXCEPTION' AND NEW.state = 'PROCESSING' AND NOT EXISTS (SELECT 1 FROM exception_action e "
         "WHERE e.payout_id = NEW.id AND e.action = 'REPAY' AND e.state = 'CONFIRMED' "
         "AND e.payout_version = OLD.version)",
         "NotProposed"},
        {"payout_return_by_two", "payout", "UPDATE OF state",
         "OLD.state = 'EXCEPTION' AND NEW.state = 'RETURNED' AND NOT EXISTS (SELECT 1 FROM exception_action e "
         "WHERE e.payout_id = NEW.id AND e.action = 'RETURN' AND e.state = 'CONFIRMED' "
         "AND e.payout_version = OLD.version)",
         "NotProposed"},
        {"journal_recredit_follows_state", "journal_entry", "INSERT",
         "NEW.kind = 'RE_CREDIT' AND NOT EXISTS (SELECT 1 FROM payout p WHERE p.id = NEW.payout_id "
         "AND p.state = 'RETURNED' AND p.amount_minor = NEW.amount_minor AND p.fee_minor >= NEW.fee_minor)",
         "TransitionForbidden"},
        {"journal_paid_follows_state", "journal_entry", "INSERT",
         "NEW.kind = 'PAID' AND NOT EXISTS (SELECT 1 FROM payout p WHERE p.id = NEW.payout_id "
         "AND p.state = 'SUCCESS' AND p.amount_minor = NEW.amount_minor)",
         "TransitionForbidden"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
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
                   {"hold_release_trail",
                    "hold_release",
                    "INSERT",
                    "NEW.payout_id IS NOT NULL",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT NEW.at_ms, p.login, 'payout', NEW.payout_id, 'hold released', NEW.hold, '', "
                     "NEW.reason, '' FROM person p WHERE p.id = NEW.released_by"}});
}

void appendSendGuards(std::vector<QString>& out, Engine engine) {
    const Guard guards[] = {
        {"attempt_starts_prepared", "attempt", "INSERT", "NEW.state <> 'PREPARED'", "TransitionForbidden", true},
        {"attempt_kept", "attempt", "DELETE", "OLD.attempt_no > 0", "AppendOnly", true},
        {"attempt_frozen", "attempt",
         "UPDATE OF payout_id, attempt_no, channel_id, order_no, txn_time, payload_digest, armed_ms",
         "NEW.payout_id <> OLD.payout_id OR NEW.attempt_no <> OLD.attempt_no OR NEW.channel_id <> OLD.channel_id OR "
         "NEW.order_no <> OLD.order_no OR (OLD.txn_time <> '' AND NEW.txn_time <> OLD.txn_time) OR "
         "(OLD.payload_digest <> '' AND NEW.payload_digest <> OLD.payload_digest) OR "
         "(OLD.armed_ms IS NOT NULL AND (NEW.armed_ms IS NULL OR NEW.armed_ms <> OLD.armed_ms))",
         "ContentFrozen", true},
        {"attempt_moves", "attempt", "UPDATE OF state",
         "NEW.state <> OLD.state AND NOT ((OLD.state = 'PREPARED' AND NEW.state IN ('ARMED', 'BURNT')) OR "
         "(OLD.state = 'ARMED' AND NEW.state IN ('SETTLED', 'UNKNOWN')) OR "
         "(OLD.state = 'UNKNOWN' AND NEW.state IN ('SETTLED', 'BURNT')))",
         "TransitionForbidden", true},
        // INV1, R41, C12: a new number only after every older one is burnt.
        {"attempt_one_live", "attempt", "INSERT",
         "EXISTS (SELECT 1 FROM attempt a WHERE a.payout_id = NEW.payout_id AND a.state <> 'BURNT')", "LiveAttempt"},
        {"attempt_of_processing", "attempt", "INSERT",
         "NOT EXISTS (SELECT 1 FROM payout p WHERE p.id = NEW.payout_id AND p.state = 'PROCESSING')", "NotApproved"},
        // An armed attempt is burnt only by two people's confirmed decision.
        {"attempt_burnt_by_two", "attempt", "UPDATE OF state",
         "NEW.state = 'BURNT' AND OLD.state = 'UNKNOWN' AND NOT EXISTS (SELECT 1 FROM exception_action e "
         "JOIN payout p ON p.id = e.payout_id WHERE e.payout_id = NEW.payout_id AND e.state = 'CONFIRMED' "
         "AND e.payout_version = p.version)",
         "NotProposed"},
        {"send_kept", "send", "DELETE", "OLD.send_no > 0", "AppendOnly", true},
        {"send_closed_once", "send", "UPDATE",
         "OLD.closed_ms IS NOT NULL OR NEW.payload_digest <> OLD.payload_digest OR NEW.armed_ms <> OLD.armed_ms OR "
         "NEW.epoch <> OLD.epoch",
         "AppendOnly", true},
        {"send_needs_arm", "send", "INSERT",
         "NOT EXISTS (SELECT 1 FROM attempt a JOIN payout p ON p.id = a.payout_id JOIN instruction i "
         "ON i.id = p.instruction_id WHERE a.payout_id = NEW.payout_id AND a.attempt_no = NEW.attempt_no "
         "AND a.state = 'ARMED' AND a.payload_digest = NEW.payload_digest AND p.state = 'PROCESSING' "
         "AND i.state = 'APPROVED_PROCESSING')",
         "AttemptNotPrepared"},
        {"send_needs_debit", "send", "INSERT",
         "NOT EXISTS (SELECT 1 FROM journal_entry j JOIN payout p ON p.instruction_id = j.instruction_id "
         "WHERE p.id = NEW.payout_id AND j.kind = 'DEBIT_FIRST')",
         "DebitMissing"},
        {"send_stale_epoch", "send", "INSERT",
         "NOT EXISTS (SELECT 1 FROM lease l WHERE l.job = 'send' AND l.epoch = NEW.epoch AND l.host = NEW.host "
         "AND l.expires_ms > (SELECT now_ms FROM payout_clock))",
         "StaleEpoch"},
        {"send_in_stopped_channel", "send", "INSERT",
         "EXISTS (SELECT 1 FROM attempt a JOIN channel c ON c.id = a.channel_id WHERE a.payout_id = NEW.payout_id "
         "AND a.attempt_no = NEW.attempt_no AND c.stopped = 1)",
         "ChannelStopped"},
        // R33, INV7: by the database's clock on the institution's wall (UTC+8), the time-out included.
        {"send_in_pause", "send", "INSERT",
         "EXISTS (SELECT 1 FROM attempt a JOIN channel c ON c.id = a.channel_id CROSS JOIN payout_clock k "
         "WHERE a.payout_id = NEW.payout_id AND a.attempt_no = NEW.attempt_no AND c.pause_enabled = 1 AND "
         "((c.pause_begin_ms > c.pause_end_ms AND "
         "((k.now_ms + 28800000) % 86400000 >= c.pause_begin_ms - c.send_timeout_ms "
         "OR (k.now_ms + 28800000) % 86400000 < c.pause_end_ms)) OR "
         "(c.pause_begin_ms <= c.pause_end_ms AND "
         "(k.now_ms + 28800000) % 86400000 >= c.pause_begin_ms - c.send_timeout_ms "
         "AND (k.now_ms + 28800000) % 86400000 < c.pause_end_ms)))",
         "PauseWindow"},
        {"lease_epoch_rises", "lease", "UPDATE",
         "NEW.epoch < OLD.epoch OR (NEW.host <> OLD.host AND NEW.epoch = OLD.epoch)", "StaleEpoch", true},
        {"lease_kept", "lease", "DELETE", "OLD.epoch >= 0", "AppendOnly", true},
        {"stop_lifted_by_two", "channel", "UPDATE OF stopped",
         "OLD.stopped = 1 AND NEW.stopped = 0 AND (OLD.lift_proposed_by IS NULL OR NEW.lift_proposed_by IS NULL OR "
         "NEW.stopped_by IS NULL OR NEW.stopped_by = OLD.lift_proposed_by)",
         "MakerIsChecker", true},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

// The gates, once more, for whoever confirms by an SQL prompt.
void appendConfirmGuards(std::vector<QString>& out, Engine engine) {
    const char* armed = "EXISTS (SELECT 1 FROM attempt a WHERE a.payout_id = NEW.payout_id AND a.armed_ms IS NOT NULL "
                        "AND a.state <> 'BURNT')";
    // The newest question of an attempt that counts; an answer about a burnt one says nothing about this one.
    const QByteArray newestQuery =
        "q.id = (SELECT MAX(z.id) FROM answer z JOIN attempt y ON y.payout_id = z.payout_id "
        "AND y.attempt_no = z.attempt_no WHERE z.payout_id = NEW.payout_id AND z.operation = 'QUERY' "
        "AND y.state <> 'BURNT')";
    // R24: confirmed now, not once upon a time: a later answer that says otherwise takes the short cut away.
    const QByteArray payeeErrorReturn =
        "(NEW.action = 'RETURN' AND EXISTS (SELECT 1 FROM answer q WHERE q.payout_id = NEW.payout_id "
        "AND q.outcome = 'PAYEE_ERROR' AND " +
        newestQuery + "))";
    const auto confirming = [&](const QByteArray& condition) {
        return QByteArray("NEW.state = 'CONFIRMED' AND OLD.state <> 'CONFIRMED' AND ") + condition;
    };
    const QByteArray locked = confirming(QByteArray(armed) + " AND NOT " + payeeErrorReturn +
                                         " AND EXISTS (SELECT 1 FROM payout p CROSS JOIN payout_clock k "
                                         "WHERE p.id = NEW.payout_id AND k.now_ms < p.unlocks_at_ms)");
    const QByteArray query = confirming(
        QByteArray(armed) +
        " AND NOT EXISTS (SELECT 1 FROM answer q JOIN payout p ON p.id = q.payout_id WHERE q.payout_id = NEW.payout_id "
        "AND q.operation = 'QUERY' AND q.outcome IN ('FAILED_FINAL', 'PAYEE_ERROR', 'NOT_EXIST_EXPLICIT') AND (q.at_ms "
        ">= p.unlocks_at_ms "
        "OR " +
        payeeErrorReturn + ") AND " + newestQuery + ")");
    const QByteArray covered = confirming(
        QByteArray("NOT ") + payeeErrorReturn +
        " AND EXISTS (SELECT 1 FROM attempt a JOIN channel c ON c.id = a.channel_id WHERE a.payout_id = NEW.payout_id "
        "AND a.armed_ms IS NOT NULL AND a.state <> 'BURNT' AND (a.needed_through_ms IS NULL OR "
        "c.covered_through_ms IS NULL OR c.covered_through_ms < a.needed_through_ms))");
    const QByteArray pause = confirming(
        "NEW.action = 'REPAY' AND EXISTS (SELECT 1 FROM payout p JOIN instruction i ON i.id = p.instruction_id "
        "JOIN channel c ON c.id = i.channel_id CROSS JOIN payout_clock k WHERE p.id = NEW.payout_id AND "
        "c.pause_enabled = 1 AND ((c.pause_begin_ms > c.pause_end_ms AND "
        "((k.now_ms + 28800000) % 86400000 >= c.pause_begin_ms OR (k.now_ms + 28800000) % 86400000 < c.pause_end_ms)) "
        "OR (c.pause_begin_ms <= c.pause_end_ms AND (k.now_ms + 28800000) % 86400000 >= c.pause_begin_ms "
        "AND (k.now_ms + 28800000) % 86400000 < c.pause_end_ms)))");
    const QByteArray handled = confirming("NOT EXISTS (SELECT 1 FROM payout p WHERE p.id = NEW.payout_id "
                                          "AND p.state = 'EXCEPTION' AND p.version = NEW.payout_version)");
    const QByteArray creator =
        confirming("EXISTS (SELECT 1 FROM payout p JOIN instruction i ON i.id = p.instruction_id "
                   "WHERE p.id = NEW.payout_id AND i.maker_id = NEW.decided_by)");
    const QByteArray role = confirming("NOT EXISTS (SELECT 1 FROM person_role r WHERE r.person_id = NEW.decided_by "
                                       "AND r.role IN ('AUDITOR', 'SUPERVISOR'))");
    const QByteArray screened =
        confirming("NEW.action = 'REPAY' AND (NOT EXISTS (SELECT 1 FROM screening s CROSS JOIN payout_clock k "
                   "WHERE s.payout_id = NEW.payout_id AND s.result = 'CLEAR' AND s.at_ms >= k.now_ms - 1800000 "
                   "AND NOT EXISTS (SELECT 1 FROM screening b WHERE b.payout_id = s.payout_id "
                   "AND b.result = 'BLOCKED' AND b.at_ms >= s.at_ms)) "
                   "OR EXISTS (SELECT 1 FROM payout p JOIN screening_list l ON l.payee_account = p.payee_account "
                   "WHERE p.id = NEW.payout_id))");
    const QByteArray payeeErrorRepay =
        confirming("NEW.action = 'REPAY' AND EXISTS (SELECT 1 FROM answer q WHERE q.payout_id = NEW.payout_id "
                   "AND q.operation = 'QUERY' AND q.outcome = 'PAYEE_ERROR')");
    const QByteArray unstable = confirming(
        QByteArray(armed) + " AND NOT EXISTS (SELECT 1 FROM attempt a JOIN channel c ON c.id = a.channel_id "
                            "CROSS JOIN payout_clock k WHERE a.payout_id = NEW.payout_id AND c.health = 'UP' "
                            "AND c.up_since_ms IS NOT NULL AND k.now_ms >= c.up_since_ms + c.stable_ms)");
    const Guard guards[] = {
        {"action_starts_proposed", "exception_action", "INSERT", "NEW.state <> 'PROPOSED'", "TransitionForbidden",
         true},
        {"action_proposed_by_operator", "exception_action", "INSERT",
         "NOT EXISTS (SELECT 1 FROM person_role r WHERE r.person_id = NEW.proposed_by AND r.role = 'OPERATOR')",
         "RoleMissing"},
        {"action_of_exception", "exception_action", "INSERT",
         "NOT EXISTS (SELECT 1 FROM payout p WHERE p.id = NEW.payout_id AND p.state = 'EXCEPTION' "
         "AND p.version = NEW.payout_version)",
         "NotException"},
        {"action_kept", "exception_action", "DELETE", "OLD.id IS NOT NULL", "AppendOnly", true},
        {"action_frozen", "exception_action", "UPDATE",
         "OLD.state <> 'PROPOSED' OR NEW.payout_id <> OLD.payout_id OR NEW.action <> OLD.action OR "
         "NEW.payout_version <> OLD.payout_version OR NEW.proposed_by <> OLD.proposed_by OR NEW.reason <> OLD.reason "
         "OR "
         "NEW.evidence <> OLD.evidence OR NEW.evidence_digest <> OLD.evidence_digest",
         "AlreadyHandled", true},
        {"confirm_g0_once", "exception_action", "UPDATE OF state", handled.constData(), "AlreadyHandled"},
        {"confirm_by_checker", "exception_action", "UPDATE OF state", role.constData(), "RoleMissing"},
        {"confirm_g6_creator", "exception_action", "UPDATE OF state", creator.constData(), "CheckerIsCreator"},
        {"confirm_g0_return_only", "exception_action", "UPDATE OF state", payeeErrorRepay.constData(),
         "PayeeErrorNeedsReturn"},
        {"confirm_g1_lock", "exception_action", "UPDATE OF state", locked.constData(), "StillLocked"},
        {"confirm_g2_query", "exception_action", "UPDATE OF state", query.constData(), "NoHealthyQuery"},
        {"confirm_g2_stable", "exception_action", "UPDATE OF state", unstable.constData(), "ChannelNotStable"},
        {"confirm_g3_statement", "exception_action", "UPDATE OF state", covered.constData(), "StatementNotCovering"},
        {"confirm_g5_pause", "exception_action", "UPDATE OF state", pause.constData(), "PauseWindow"},
        {"confirm_g7_screening", "exception_action", "UPDATE OF state", screened.constData(), "NotScreened"},
    };
    // The first shut gate speaks, as in rules::mayAct: PostgreSQL asks by name, SQLite the newest trigger first.
    if (engine == Engine::Sqlite)
        for (const Guard& guard : guards | std::views::reverse) appendGuard(out, engine, guard);
    else
        for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

} // namespace

std::vector<QString> m0003Dispatch(Engine engine) {
    std::vector<QString> out;
    appendTables(out, engine);
    appendPayoutGuards(out, engine);
    appendPayoutReactions(out, engine);
    appendSendGuards(out, engine);
    appendConfirmGuards(out, engine);
    return out;
}

} // namespace payout::store
