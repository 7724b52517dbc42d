// SPDX-License-Identifier: GPL-3.0-or-later
// Statement files and their lines, evidence for success, comparisons, incidents and the change feed's triggers.
#include "core/store/migrations/bank_return_parts.h"
#include "core/store/migrations/incident_parts.h"

namespace payout::store {

namespace {

void appendTables(std::vector<QString>& out, Engine engine) {
    appendShared(
        out, engine,
        {
            // Imports and comparisons of one channel come one after the other: each locks this row before it looks at
            // anything. Not the channel's own row, which sending and its foreign keys need.
            R"sql(CREATE TABLE statement_turn (
            channel_id {int} NOT NULL PRIMARY KEY REFERENCES channel (id)) {strict})sql",
            R"sql(INSERT INTO statement_turn (channel_id) SELECT id FROM channel)sql",
            // LOADED: coverage counts, and what proves itself confirms. QUARANTINED: readable, confirms nothing, but
            // what it shows is not absent (A33). ACCEPTED: a supervisor took a quarantined file with a reason.
            // REJECTED: a supervisor found it wrong; readable, and counts nowhere ever again. `doubt` is
            // rules::StatementDoubt: why it was not loaded at once; `chain_file_id` is the file whose balance it
            // contradicts. `loaded_by_person` brought it by hand; none: a job fetched it from the channel's inbox
            // (threats T12).
            R"sql(CREATE TABLE statement_file (
            id {id},
            channel_id {int} NOT NULL REFERENCES channel (id),
            account TEXT NOT NULL,
            format TEXT NOT NULL,
            identity_key TEXT NOT NULL,
            content_sha256 TEXT NOT NULL,
            file_name TEXT NOT NULL,
            from_ms {int},
            to_ms {int},
            sequence_no {int},
            page_set TEXT NOT NULL,
            page_no {int} NOT NULL,
            lines_count {int} NOT NULL,
            debit_minor {int} NOT NULL,
            credit_minor {int} NOT NULL,
            opening_minor {int},
            closing_minor {int},
            proof TEXT NOT NULL CHECK (proof IN ('HOLDS', 'HOLDS_WITHOUT_FORWARD', 'FAILS', 'NOT_POSSIBLE')),
            difference_minor {int} NOT NULL DEFAULT 0,
            doubt TEXT NOT NULL CHECK (doubt IN ('', 'PROOF_FAILS', 'CHAIN_BROKEN', 'NO_BALANCES')),
            chain_file_id {int},
            state TEXT NOT NULL CHECK (state IN ('LOADED', 'QUARANTINED', 'ACCEPTED', 'REJECTED')),
            loaded_by TEXT NOT NULL,
            loaded_by_person {int} REFERENCES person (id),
            loaded_ms {int} NOT NULL,
            accepted_by {int} REFERENCES person (id),
            accept_reason TEXT NOT NULL DEFAULT '',
            rejected_by {int} REFERENCES person (id),
            reject_reason TEXT NOT NULL DEFAULT '',
            UNIQUE (channel_id, identity_key),
            CHECK (loaded_by_person IS NOT NULL OR loaded_by LIKE 'job:%'),
            CHECK ((doubt = 'CHAIN_BROKEN') = (chain_file_id IS NOT NULL)),
            CONSTRAINT "pd_StatementQuarantined" CHECK ((state = 'LOADED') = (doubt = '') AND (state <> 'LOADED' OR
                (proof <> 'FAILS' AND (proof <> 'NOT_POSSIBLE' OR loaded_by_person IS NULL)))),
            CONSTRAINT "pd_MakerIsChecker" CHECK (loaded_by_person IS NULL OR
                ((accepted_by IS NULL OR accepted_by <> loaded_by_person) AND
                 (rejected_by IS NULL OR rejected_by <> loaded_by_person))),
            CONSTRAINT "pd_ReasonMissing" CHECK (
                (state <> 'ACCEPTED' OR (accepted_by IS NOT NULL AND TRIM(accept_reason) <> '')) AND
                (state <> 'REJECTED' OR (rejected_by IS NOT NULL AND TRIM(reject_reason) <> ''))),
            CONSTRAINT "pd_TransitionForbidden" CHECK ((accepted_by IS NULL OR state = 'ACCEPTED') AND
                (rejected_by IS NULL OR state = 'REJECTED'))) {strict})sql",
            // Whose lines turn a payout into SUCCESS (S2, S4): files that balances prove, that a supervisor took upon
            // himself, or of a channel that two people let run as one whose statements state no balances. A camt.054
            // never states any: what it reports confirms once a statement repeats it.
            R"sql(CREATE VIEW confirming_file AS
            SELECT f.id FROM statement_file f JOIN channel c ON c.id = f.channel_id
             WHERE f.state = 'ACCEPTED'
                OR (f.state = 'LOADED' AND (f.proof <> 'NOT_POSSIBLE' OR c.states_balances = 0)))sql",
            R"sql(CREATE INDEX statement_file_content ON statement_file (content_sha256))sql",
            R"sql(CREATE INDEX statement_file_pages ON statement_file (channel_id, page_set))sql",
            // Who had a hand in what the statements say about the time of a payout's attempts: whoever brought by hand,
            // or accepted, a file that reaches into the time between the permit and what G3 needs; and whoever rejected
            // a file that names the order, which was not absent until then.
            // Only the last page of a set says which time it covers, so the period of a page is that of its set; a file
            // whose period nobody knows may be about any time.
            R"sql(CREATE VIEW statement_reach AS
            SELECT f.id, f.channel_id, f.state, f.loaded_by_person, f.accepted_by,
                   COALESCE(f.from_ms, (SELECT MIN(g.from_ms) FROM statement_file g WHERE g.channel_id = f.channel_id
                     AND g.page_set = f.page_set AND g.state <> 'REJECTED'), 0) AS from_ms,
                   COALESCE(f.to_ms, (SELECT MAX(g.to_ms) FROM statement_file g WHERE g.channel_id = f.channel_id
                     AND g.page_set = f.page_set AND g.state <> 'REJECTED'), 9223372036854775807) AS to_ms
              FROM statement_file f WHERE f.state IN ('LOADED', 'ACCEPTED'))sql",
            // A line that a second file repeats (the day's statement after the intraday report) names the first one.
            R"sql(CREATE TABLE bank_line (
            id {int} NOT NULL PRIMARY KEY,
            file_id {int} NOT NULL,
            channel_id {int} NOT NULL,
            booked_ms {int} NOT NULL,
            booking_date {int} NOT NULL,
            value_date {int} NOT NULL,
            amount_minor {int} NOT NULL CHECK (amount_minor >= 0),
            currency TEXT NOT NULL,
            direction TEXT NOT NULL CHECK (direction IN ('DEBIT', 'CREDIT')),
            is_return {int} NOT NULL CHECK (is_return IN (0, 1)),
            status TEXT NOT NULL CHECK (status IN ('BOOKED', 'PENDING', 'INFO', 'FUTURE', 'OTHER')),
            order_no TEXT NOT NULL,
            flow_no TEXT NOT NULL,
            payee_name TEXT NOT NULL,
            payee_account TEXT NOT NULL,
            return_reason TEXT NOT NULL,
            repeat_of {int}) {strict})sql",
            R"sql(CREATE INDEX bank_line_order ON bank_line (channel_id, order_no))sql",
            R"sql(CREATE INDEX bank_line_booked ON bank_line (channel_id, booked_ms))sql",
            R"sql(CREATE INDEX bank_line_file ON bank_line (file_id, id))sql",
            R"sql(CREATE INDEX bank_line_return ON bank_line (channel_id, id) WHERE is_return = 1)sql",
            // Order numbers inside an entry that the bank did not split: enough to know that such a payout is not
            // proven absent (G3), never enough to confirm it.
            R"sql(CREATE TABLE bank_line_mention (
            channel_id {int} NOT NULL,
            order_no TEXT NOT NULL,
            bank_line_id {int} NOT NULL REFERENCES bank_line (id),
            PRIMARY KEY (channel_id, order_no, bank_line_id)) {strict})sql",
            R"sql(CREATE VIEW statement_hand AS
            SELECT a.payout_id, f.loaded_by_person AS person_id FROM attempt a JOIN statement_reach f
              ON f.channel_id = a.channel_id AND f.to_ms > a.armed_ms
                AND (a.needed_through_ms IS NULL OR f.from_ms < a.needed_through_ms)
              WHERE a.state <> 'BURNT' AND f.loaded_by_person IS NOT NULL
            UNION
            SELECT a.payout_id, f.accepted_by FROM attempt a JOIN statement_reach f
              ON f.channel_id = a.channel_id AND f.to_ms > a.armed_ms
                AND (a.needed_through_ms IS NULL OR f.from_ms < a.needed_through_ms)
              WHERE a.state <> 'BURNT' AND f.accepted_by IS NOT NULL
            UNION
            SELECT a.payout_id, f.rejected_by FROM attempt a JOIN bank_line b
              ON b.channel_id = a.channel_id AND b.order_no = a.order_no
              JOIN statement_file f ON f.id = b.file_id WHERE f.state = 'REJECTED'
            UNION
            SELECT a.payout_id, f.rejected_by FROM attempt a JOIN bank_line_mention m
              ON m.channel_id = a.channel_id AND m.order_no = a.order_no JOIN bank_line b ON b.id = m.bank_line_id
              JOIN statement_file f ON f.id = b.file_id WHERE f.state = 'REJECTED')sql",
            // A booking that a confirming file shows, whichever file brought it first.
            R"sql(CREATE VIEW witnessed_line AS
            SELECT b.id FROM bank_line b
             WHERE EXISTS (SELECT 1 FROM confirming_file f WHERE f.id = b.file_id)
                OR EXISTS (SELECT 1 FROM bank_line y JOIN confirming_file f ON f.id = y.file_id
                     WHERE y.channel_id = b.channel_id AND y.order_no = b.order_no AND y.repeat_of = b.id))sql",
            R"sql(CREATE TABLE incident (
            id {id},
            kind TEXT NOT NULL CHECK (kind IN ('PAID_AFTER_RETURNED', 'BANK_RETURN_AFTER_SUCCESS', 'BANK_ONLY',
                'DOUBLE_PAID', 'AMOUNT_DIFF', 'PAYEE_DIFF', 'UNSIGNED_ANSWER')),
            channel_id {int} NOT NULL REFERENCES channel (id),
            payout_id {int} NOT NULL,
            attempt_no {int} NOT NULL DEFAULT 0,
            bank_line_id {int} NOT NULL,
            at_ms {int} NOT NULL,
            detail TEXT NOT NULL,
            UNIQUE (kind, channel_id, payout_id, attempt_no, bank_line_id)) {strict})sql",
            R"sql(CREATE INDEX incident_payout ON incident (payout_id))sql",
            R"sql(CREATE TABLE comparison (
            id {id},
            channel_id {int} NOT NULL REFERENCES channel (id),
            cut_ms {int} NOT NULL,
            version {int} NOT NULL,
            covered_through_ms {int} NOT NULL,
            created_by {int} REFERENCES person (id),
            created_actor TEXT NOT NULL,
            created_ms {int} NOT NULL,
            figures TEXT NOT NULL,
            sheet_hash TEXT NOT NULL,
            unexplained_minor {int} NOT NULL,
            critical_count {int} NOT NULL,
            as_of_ms {int} NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('OPEN', 'PREPARED', 'SIGNED')),
            prepared_by {int} REFERENCES person (id),
            prepared_ms {int},
            reviewed_by {int} REFERENCES person (id),
            reviewed_ms {int},
            UNIQUE (channel_id, cut_ms, version),
            CHECK (created_by IS NOT NULL OR created_actor LIKE 'job:%'),
            CHECK ((state = 'OPEN') = (prepared_by IS NULL)),
            CHECK ((state = 'SIGNED') = (reviewed_by IS NOT NULL)),
            CONSTRAINT "pd_MakerIsChecker" CHECK (reviewed_by IS NULL OR reviewed_by <> prepared_by)) {strict})sql",
            R"sql(CREATE TABLE comparison_line (
            comparison_id {int} NOT NULL REFERENCES comparison (id),
            line_no {int} NOT NULL,
            class TEXT NOT NULL CHECK (class IN ('MATCHED', 'IN_TRANSIT', 'SYSTEM_ONLY', 'STATUS_DIFF_PAID', 'BANK_ONLY',
                'DOUBLE_PAID', 'PAID_AFTER_RETURNED', 'AMOUNT_DIFF', 'PAYEE_DIFF', 'RETURN_LINE', 'SUSPENSE_CUTOFF')),
            payout_id {int},
            attempt_no {int},
            order_no TEXT NOT NULL,
            system_state TEXT NOT NULL,
            system_minor {int},
            bank_line_id {int},
            bank_minor {int},
            differs TEXT NOT NULL,
            PRIMARY KEY (comparison_id, line_no)) {strict})sql",
            R"sql(CREATE INDEX comparison_line_bank ON comparison_line (bank_line_id) WHERE bank_line_id IS NOT NULL)sql",
        });
    appendOnly(out, engine, "bank_line_mention");
    appendOnly(out, engine, "incident");
    appendOnly(out, engine, "comparison_line");
    appendNoReplace(out, engine, "statement_file",
                    "o.id = NEW.id OR (o.channel_id = NEW.channel_id AND o.identity_key = NEW.identity_key)",
                    "StatementConflict");
    appendNoReplace(out, engine, "bank_line", "o.id = NEW.id");
    // A mention that goes away would prove a payout absent (G3).
    appendNoReplace(
        out, engine, "bank_line_mention",
        "o.channel_id = NEW.channel_id AND o.order_no = NEW.order_no AND o.bank_line_id = NEW.bank_line_id");
    appendNoReplace(out, engine, "incident", "o.id = NEW.id");
    appendNoReplace(out, engine, "comparison",
                    "o.id = NEW.id OR (o.channel_id = NEW.channel_id AND o.cut_ms = NEW.cut_ms "
                    "AND o.version = NEW.version)");
    appendNoReplace(out, engine, "comparison_line", "o.comparison_id = NEW.comparison_id AND o.line_no = NEW.line_no");
}

void appendGuards(std::vector<QString>& out, Engine engine) {
    const Guard guards[] = {
        {"statement_turn_kept", "statement_turn", "DELETE", "OLD.channel_id IS NOT NULL", "AppendOnly", true},
        {"statement_turn_frozen", "statement_turn", "UPDATE", "NEW.channel_id <> OLD.channel_id", "AppendOnly", true},
        // S2 and S4: only evidence makes a success, never a person: an explicit, equal answer or a booked debit line.
        {"payout_success_evidence", "payout", "UPDATE OF state",
         "NEW.state = 'SUCCESS' AND OLD.state <> 'SUCCESS' AND NOT EXISTS (SELECT 1 FROM answer a "
         "WHERE a.id = NEW.evidence_answer_id AND a.payout_id = NEW.id AND a.outcome = 'SUCCESS' "
         "AND a.amount_and_order_equal = 1) AND NOT EXISTS (SELECT 1 FROM bank_line b JOIN statement_file f "
         "ON f.id = b.file_id JOIN attempt t ON t.payout_id = NEW.id AND t.channel_id = b.channel_id "
         "AND t.order_no = b.order_no WHERE b.id = NEW.evidence_line_id AND b.direction = 'DEBIT' "
         "AND b.status = 'BOOKED' AND b.is_return = 0 AND b.amount_minor = NEW.amount_minor "
         "AND b.currency = NEW.currency AND EXISTS (SELECT 1 FROM confirming_file x WHERE x.id = f.id))",
         "EvidenceMissing"},
        {"confirm_g3_paid", "exception_action", "UPDATE OF state",
         "NEW.state = 'CONFIRMED' AND OLD.state <> 'CONFIRMED' AND EXISTS (SELECT 1 FROM bank_line b "
         "JOIN attempt t ON t.channel_id = b.channel_id AND t.order_no = b.order_no "
         "JOIN statement_file f ON f.id = b.file_id AND f.state <> 'REJECTED' "
         "WHERE t.payout_id = NEW.payout_id AND b.direction = 'DEBIT' AND b.status <> 'INFO')",
         "StatementShowsPaid"},
        {"confirm_g3_mentioned", "exception_action", "UPDATE OF state",
         "NEW.state = 'CONFIRMED' AND OLD.state <> 'CONFIRMED' AND EXISTS (SELECT 1 FROM bank_line_mention m "
         "JOIN attempt t ON t.channel_id = m.channel_id AND t.order_no = m.order_no "
         "JOIN bank_line b ON b.id = m.bank_line_id "
         "JOIN statement_file f ON f.id = b.file_id AND f.state <> 'REJECTED' "
         "WHERE t.payout_id = NEW.payout_id)",
         "StatementShowsPaid"},
        {"bank_line_kept", "bank_line", "DELETE", "OLD.id IS NOT NULL", "AppendOnly", true},
        // Only while its file is quarantined may a line still learn that an accepted file has it already.
        {"bank_line_frozen", "bank_line", "UPDATE",
         "OLD.repeat_of IS NOT NULL OR NEW.id <> OLD.id OR NEW.file_id <> OLD.file_id OR "
         "NEW.channel_id <> OLD.channel_id OR NEW.booked_ms <> OLD.booked_ms OR "
         "NEW.booking_date <> OLD.booking_date OR NEW.value_date <> OLD.value_date OR "
         "NEW.amount_minor <> OLD.amount_minor OR NEW.currency <> OLD.currency OR NEW.direction <> OLD.direction OR "
         "NEW.is_return <> OLD.is_return OR NEW.status <> OLD.status OR NEW.order_no <> OLD.order_no OR "
         "NEW.flow_no <> OLD.flow_no OR NEW.payee_name <> OLD.payee_name OR NEW.payee_account <> OLD.payee_account OR "
         "NEW.return_reason <> OLD.return_reason OR NOT EXISTS (SELECT 1 FROM statement_file f "
         "WHERE f.id = OLD.file_id AND f.state = 'QUARANTINED')",
         "AppendOnly"},
        {"statement_file_kept", "statement_file", "DELETE", "OLD.id IS NOT NULL", "AppendOnly", true},
        {"statement_file_frozen", "statement_file", "UPDATE",
         "NOT (OLD.state = 'QUARANTINED' AND NEW.state IN ('ACCEPTED', 'REJECTED')) OR NEW.content_sha256 <> "
         "OLD.content_sha256 OR "
         "NEW.doubt <> OLD.doubt OR COALESCE(NEW.chain_file_id, -1) <> COALESCE(OLD.chain_file_id, -1) OR "
         "NEW.loaded_by <> OLD.loaded_by OR COALESCE(NEW.loaded_by_person, -1) <> COALESCE(OLD.loaded_by_person, -1) "
         "OR "
         "NEW.loaded_ms <> OLD.loaded_ms OR COALESCE(NEW.opening_minor, -1) <> COALESCE(OLD.opening_minor, -1) OR "
         "COALESCE(NEW.closing_minor, -1) <> COALESCE(OLD.closing_minor, -1) OR "
         "NEW.channel_id <> OLD.channel_id OR NEW.identity_key <> OLD.identity_key OR NEW.proof <> OLD.proof OR "
         "NEW.lines_count <> OLD.lines_count OR NEW.account <> OLD.account OR NEW.page_no <> OLD.page_no OR "
         "NEW.page_set <> OLD.page_set OR COALESCE(NEW.from_ms, -1) <> COALESCE(OLD.from_ms, -1) OR "
         "COALESCE(NEW.to_ms, -1) <> COALESCE(OLD.to_ms, -1) OR NEW.format <> OLD.format OR "
         "NEW.file_name <> OLD.file_name OR COALESCE(NEW.sequence_no, -1) <> COALESCE(OLD.sequence_no, -1) OR "
         "NEW.debit_minor <> OLD.debit_minor OR NEW.credit_minor <> OLD.credit_minor OR "
         "NEW.difference_minor <> OLD.difference_minor",
         "AppendOnly", true},
        {"statement_not_born_decided", "statement_file", "INSERT", "NEW.state IN ('ACCEPTED', 'REJECTED')",
         "TransitionForbidden", true},
        // T12: whoever can write to an inbox can leave a line out, or forge one. Notices cover and confirm nothing.
        {"statement_unproven", "statement_file", "INSERT",
         "NEW.state = 'LOADED' AND NEW.proof = 'NOT_POSSIBLE' AND NEW.format <> 'camt.054' AND EXISTS "
         "(SELECT 1 FROM channel c WHERE c.id = NEW.channel_id AND c.states_balances = 1)",
         "StatementQuarantined"},
        // T12: two files must not state different balances for one moment; coverage allows a second between them.
        {"statement_chain", "statement_file", "INSERT",
         "NEW.state = 'LOADED' AND NEW.proof <> 'NOT_POSSIBLE' AND EXISTS (SELECT 1 FROM statement_file f "
         "WHERE f.channel_id = NEW.channel_id AND f.account = NEW.account AND f.state IN ('LOADED', 'ACCEPTED') "
         "AND f.proof <> 'NOT_POSSIBLE' AND ("
         "(ABS(f.to_ms - NEW.from_ms) <= 1000 AND f.closing_minor <> NEW.opening_minor) OR "
         "(ABS(f.from_ms - NEW.to_ms) <= 1000 AND f.opening_minor <> NEW.closing_minor) OR "
         "(ABS(f.from_ms - NEW.from_ms) <= 1000 AND f.opening_minor <> NEW.opening_minor)))",
         "StatementQuarantined"},
        {"statement_decide_role", "statement_file", "UPDATE",
         "NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id WHERE p.active = 1 "
         "AND r.person_id = CASE WHEN NEW.state = 'REJECTED' THEN NEW.rejected_by ELSE NEW.accepted_by END "
         "AND r.role = 'SUPERVISOR')",
         "RoleMissing"},
        {"comparison_kept", "comparison", "DELETE", "OLD.id IS NOT NULL", "AppendOnly", true},
        {"comparison_starts_open", "comparison", "INSERT", "NEW.state <> 'OPEN'", "TransitionForbidden", true},
        {"comparison_signed_frozen", "comparison", "UPDATE",
         "OLD.state = 'SIGNED' OR NEW.sheet_hash <> OLD.sheet_hash OR NEW.figures <> OLD.figures OR "
         "NEW.channel_id <> OLD.channel_id OR NEW.cut_ms <> OLD.cut_ms OR NEW.version <> OLD.version OR "
         "NEW.unexplained_minor <> OLD.unexplained_minor OR NEW.critical_count <> OLD.critical_count OR "
         "NEW.as_of_ms <> OLD.as_of_ms OR NEW.covered_through_ms <> OLD.covered_through_ms OR "
         "COALESCE(NEW.created_by, 0) <> COALESCE(OLD.created_by, 0) OR NEW.created_actor <> OLD.created_actor OR "
         "NEW.created_ms <> OLD.created_ms OR "
         "(OLD.state = 'PREPARED' AND (NEW.state = 'OPEN' OR NEW.prepared_by <> OLD.prepared_by))",
         "SheetSigned", true},
        {"comparison_sign_role", "comparison", "UPDATE OF state",
         "NEW.state <> OLD.state AND NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE p.active = 1 AND r.person_id = CASE WHEN NEW.state = 'PREPARED' THEN NEW.prepared_by ELSE "
         "NEW.reviewed_by END "
         "AND r.role IN ('OPERATOR', 'AUDITOR', 'SUPERVISOR'))",
         "RoleMissing"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
    appendReaction(out, engine,
                   {"channel_statement_turn",
                    "channel",
                    "INSERT",
                    "NEW.id IS NOT NULL",
                    {"INSERT INTO statement_turn (channel_id) VALUES (NEW.id)"}});
    appendReaction(out, engine,
                   {"comparison_trail_new",
                    "comparison",
                    "INSERT",
                    "NEW.id IS NOT NULL",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) VALUES (NEW.created_ms, NEW.created_actor, 'comparison', NEW.id, 'created', '', "
                     "NEW.state, '', NEW.sheet_hash)"}});
    appendReaction(out, engine,
                   {"comparison_trail",
                    "comparison",
                    "UPDATE OF state",
                    "NEW.state <> OLD.state",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT c.now_ms, p.login, 'comparison', NEW.id, 'state', OLD.state, NEW.state, '', "
                     "NEW.sheet_hash FROM payout_clock c CROSS JOIN person p "
                     "WHERE p.id = COALESCE(NEW.reviewed_by, NEW.prepared_by)"}});
    appendReaction(out, engine,
                   {"statement_file_trail",
                    "statement_file",
                    "INSERT",
                    "NEW.id IS NOT NULL",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) VALUES (NEW.loaded_ms, NEW.loaded_by, 'statement_file', NEW.id, 'loaded', '', "
                     "NEW.state, NEW.proof || CASE WHEN NEW.doubt = '' THEN '' ELSE ' ' || NEW.doubt END, "
                     "NEW.content_sha256)"}});
    appendReaction(out, engine,
                   {"statement_decide_trail",
                    "statement_file",
                    "UPDATE OF state",
                    "NEW.state <> OLD.state",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT k.now_ms, p.login, 'statement_file', NEW.id, CASE WHEN NEW.state = "
                     "'REJECTED' THEN 'rejected' ELSE 'accepted' END, OLD.state, NEW.state, CASE WHEN NEW.state = "
                     "'REJECTED' THEN NEW.reject_reason ELSE NEW.accept_reason END, NEW.content_sha256 "
                     "FROM payout_clock k CROSS JOIN person p "
                     "WHERE p.id = COALESCE(NEW.rejected_by, NEW.accepted_by)"}});
}

// PostgreSQL pushes "something changed"; SQLite's desks poll data_version instead.
void appendChangeFeed(std::vector<QString>& out, Engine engine) {
    if (engine == Engine::Sqlite) return;
    out.push_back(QStringLiteral("CREATE FUNCTION payout_notify() RETURNS trigger LANGUAGE plpgsql AS $feed$ BEGIN "
                                 "PERFORM pg_notify('payout_changed', TG_TABLE_NAME); RETURN NULL; END $feed$"));
    for (const char* table :
         {"trail", "answer", "channel", "lease", "comparison", "incident", "setting", "clock_override"})
        out.push_back(QStringLiteral("CREATE TRIGGER %1_notify AFTER INSERT OR UPDATE ON %1 FOR EACH STATEMENT "
                                     "EXECUTE FUNCTION payout_notify()")
                          .arg(QString::fromLatin1(table)));
}

} // namespace

std::vector<QString> m0004StatementComparison(Engine engine) {
    std::vector<QString> out;
    appendTables(out, engine);
    appendBankReturns(out, engine);
    appendIncidentParts(out, engine);
    appendGuards(out, engine);
    appendChangeFeed(out, engine);
    return out;
}

} // namespace payout::store
