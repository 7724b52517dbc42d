// SPDX-License-Identifier: GPL-3.0-or-later
// Instructions, payout rows, holds and approvals (spec model 0 and 0.1; R5-R7, R16-R18).
#include "core/store/migrations/guards.h"

namespace payout::store {

namespace {

void appendTables(std::vector<QString>& out, Engine engine) {
    appendShared(
        out, engine,
        {
            // all_claimed: no row waits to be claimed any more, so nobody need read the rows to know.
            R"sql(CREATE TABLE instruction (
            id {id},
            kind TEXT NOT NULL CHECK (kind IN ('PAYOUT_BATCH')),
            merchant_id {int} NOT NULL REFERENCES merchant (id),
            channel_id {int} NOT NULL REFERENCES channel (id),
            merchant_batch_no TEXT NOT NULL,
            file_name TEXT NOT NULL,
            file_sha256 TEXT NOT NULL UNIQUE,
            rows_count {int} NOT NULL CHECK (rows_count > 0),
            total_minor {int} NOT NULL CHECK (total_minor > 0),
            fee_minor {int} NOT NULL CHECK (fee_minor >= 0),
            currency TEXT NOT NULL,
            business_date {int} NOT NULL,
            maker_id {int} NOT NULL REFERENCES person (id),
            created_ms {int} NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN ('PENDING_APPROVAL', 'APPROVED_PROCESSING', 'CLOSED', 'REJECTED')),
            all_claimed {int} NOT NULL DEFAULT 0 CHECK (all_claimed IN (0, 1)),
            version {int} NOT NULL DEFAULT 1,
            last_actor TEXT NOT NULL,
            last_reason TEXT NOT NULL DEFAULT '',
            last_evidence TEXT NOT NULL DEFAULT '',
            UNIQUE (merchant_id, merchant_batch_no)) {strict})sql",
            R"sql(CREATE INDEX instruction_state ON instruction (state, id))sql",
            R"sql(CREATE INDEX instruction_recent ON instruction (merchant_id, business_date))sql",
            // One row is one payee and one amount. The id is (instruction id << 20) | row number, so it is the primary
            // key, the natural key and the page key at once. State NULL: not claimed yet; then the four states (R19).
            R"sql(CREATE TABLE payout (
            id {int} NOT NULL PRIMARY KEY,
            instruction_id {int} NOT NULL,
            merchant_id {int} NOT NULL,
            merchant_row_ref TEXT NOT NULL,
            payee_name TEXT NOT NULL,
            payee_account TEXT NOT NULL,
            account_kind TEXT NOT NULL,
            bank_code TEXT NOT NULL,
            amount_minor {int} NOT NULL CHECK (amount_minor > 0),
            fee_minor {int} NOT NULL,
            currency TEXT NOT NULL,
            purpose TEXT NOT NULL,
            warnings {int} NOT NULL,
            hold TEXT CHECK (hold IN ('SUSPECT_DUPLICATE', 'SCREEN_BLOCKED')),
            hold_of {int},
            state TEXT,
            state_at_ms {int},
            sub_reason TEXT,
            exception_at_ms {int},
            unlocks_at_ms {int},
            version {int} NOT NULL DEFAULT 1,
            last_actor TEXT,
            last_reason TEXT,
            last_evidence TEXT,
            evidence_answer_id {int},
            evidence_line_id {int},
            CHECK (state IS NULL
                   OR (state IN ('PROCESSING', 'SUCCESS', 'RETURNED', 'EXCEPTION') AND last_actor IS NOT NULL
                       AND (state <> 'EXCEPTION'
                            OR (exception_at_ms IS NOT NULL AND unlocks_at_ms IS NOT NULL
                                AND unlocks_at_ms >= exception_at_ms + 3600000))))) {strict})sql",
            R"sql(CREATE UNIQUE INDEX payout_row_ref ON payout (merchant_id, merchant_row_ref))sql",
            R"sql(CREATE INDEX payout_exception ON payout (unlocks_at_ms, id) WHERE state = 'EXCEPTION')sql",
            R"sql(CREATE INDEX payout_exception_amount ON payout (amount_minor, id) WHERE state = 'EXCEPTION')sql",
            R"sql(CREATE INDEX payout_processing ON payout (state_at_ms, id) WHERE state = 'PROCESSING')sql",
            R"sql(CREATE INDEX payout_held ON payout (id) WHERE hold IS NOT NULL)sql",
            // One decision an instruction; what was shown to the approver is digested (R16).
            R"sql(CREATE TABLE approval (
            instruction_id {int} NOT NULL PRIMARY KEY REFERENCES instruction (id),
            decision TEXT NOT NULL CHECK (decision IN ('APPROVED', 'REJECTED')),
            approver_id {int} NOT NULL REFERENCES person (id),
            at_ms {int} NOT NULL,
            shown_digest TEXT NOT NULL,
            reason TEXT NOT NULL,
            CHECK (decision <> 'REJECTED' OR reason <> '')) {strict})sql",
            R"sql(CREATE TABLE hold_release (
            payout_id {int} NOT NULL PRIMARY KEY REFERENCES payout (id),
            hold TEXT NOT NULL,
            released_by {int} NOT NULL REFERENCES person (id),
            at_ms {int} NOT NULL,
            reason TEXT NOT NULL CONSTRAINT "pd_ReasonMissing" CHECK (reason <> '')) {strict})sql",
            R"sql(CREATE TABLE screening_list (
            payee_account TEXT NOT NULL PRIMARY KEY,
            source TEXT NOT NULL,
            added_ms {int} NOT NULL) {strict})sql",
            R"sql(CREATE TABLE screening (
            payout_id {int} NOT NULL REFERENCES payout (id),
            at_ms {int} NOT NULL,
            result TEXT NOT NULL CHECK (result IN ('CLEAR', 'BLOCKED')),
            PRIMARY KEY (payout_id, at_ms, result)) {strict})sql",
        });
    appendOnly(out, engine, "approval");
    appendOnly(out, engine, "hold_release");
    appendNoReplace(out, engine, "instruction", "o.id = NEW.id");
    appendNoReplace(out, engine, "approval", "o.instruction_id = NEW.instruction_id"); // another approver
    appendNoReplace(out, engine, "hold_release", "o.payout_id = NEW.payout_id");
    appendOnly(out, engine, "screening");
}

// R18's key, by what each engine keeps most cheaply for a batch of a hundred thousand rows: 64 bits of hash on
// PostgreSQL (no hash index: one payee a hundred thousand times would be one bucket), the whole number first on SQLite.
// The database computes it, so no writer can forge one that would hide a duplicate; whoever asks by payee_key compares
// account and amount as well. Rows get into the index when they are claimed, which writes to the other indexes anyway:
// at the import it would cost as much as a quarter of the rest. Whoever looks for equal rows reads the waiting ones by
// their instructions, which are few.
void appendPayeeKey(std::vector<QString>& out, Engine engine) {
    const bool postgres = engine == Engine::Postgres;
    out.push_back(postgres ? QStringLiteral("CREATE INDEX payout_payee_amount ON payout "
                                            "(hashtextextended(payee_account, amount_minor)) WHERE state IS NOT NULL")
                           : QStringLiteral("CREATE INDEX payout_payee_amount ON payout "
                                            "(amount_minor, payee_account) WHERE state IS NOT NULL"));
    out.push_back(QStringLiteral("CREATE VIEW payout_payee AS SELECT id, instruction_id, payee_account, amount_minor, "
                                 "currency, hold, state, %1 AS payee_key FROM payout")
                      .arg(postgres ? QStringLiteral("hashtextextended(payee_account, amount_minor)")
                                    : QStringLiteral("amount_minor")));
}

// What is approved is what was written down: rows 1 to rows_count of a waiting instruction, of its merchant, and none
// of them claimed or held yet. SQLite asks row by row, but after the row: a trigger before it makes SQLite copy each
// statement's rows aside first, which costs as much as inserting them. REPLACE, which would push another row out, meets
// payout_kept, because every connection of ours has triggers fire for the rows that it deletes. PostgreSQL asks once a
// statement, because a BEFORE trigger of rows makes COPY insert them one by one; it sums the rows up first, because a
// join would look a hundred thousand rows up.
void appendRowGuards(std::vector<QString>& out, Engine engine) {
    if (engine == Engine::Sqlite) {
        out.push_back(QStringLiteral(R"sql(CREATE TRIGGER payout_of_waiting AFTER INSERT ON payout FOR EACH ROW
            WHEN NEW.state IS NOT NULL OR NEW.hold IS NOT NULL
                OR NOT EXISTS (SELECT 1 FROM instruction i WHERE i.id = NEW.instruction_id
                    AND i.state = 'PENDING_APPROVAL' AND NEW.id BETWEEN i.id * 1048576 + 1
                    AND i.id * 1048576 + i.rows_count AND i.merchant_id = NEW.merchant_id
                    AND i.currency = NEW.currency)
            BEGIN
            SELECT RAISE(ABORT, 'PD-REFUSED:TransitionForbidden') WHERE NEW.state IS NOT NULL OR NEW.hold IS NOT NULL;
            SELECT RAISE(ABORT, 'PD-REFUSED:ContentFrozen'); END)sql"));
        // The number under any of its other names, which "UPDATE OF id" does not know.
        out.push_back(QStringLiteral("CREATE TRIGGER payout_number_kept BEFORE UPDATE ON payout FOR EACH ROW "
                                     "WHEN NEW.rowid <> OLD.rowid "
                                     "BEGIN SELECT RAISE(ABORT, 'PD-REFUSED:ContentFrozen'); END"));
        return;
    }
    out.push_back(QStringLiteral(R"sql(CREATE FUNCTION payout_of_waiting() RETURNS trigger LANGUAGE plpgsql AS $guard$
        BEGIN
        IF NOT EXISTS (SELECT 1 FROM (SELECT a.instruction_id, a.merchant_id, a.currency, MIN(a.id) AS first_id,
                                             MAX(a.id) AS last_id, COUNT(a.state) AS claimed, COUNT(a.hold) AS held
                                        FROM added a GROUP BY a.instruction_id, a.merchant_id, a.currency) r
                        LEFT JOIN instruction i ON i.id = r.instruction_id AND i.state = 'PENDING_APPROVAL'
                              AND r.first_id > i.id * 1048576 AND r.last_id <= i.id * 1048576 + i.rows_count
                              AND r.merchant_id = i.merchant_id AND r.currency = i.currency
                        WHERE i.id IS NULL OR r.claimed > 0 OR r.held > 0)
        THEN RETURN NULL; END IF;
        IF EXISTS (SELECT 1 FROM added a WHERE a.state IS NOT NULL OR a.hold IS NOT NULL)
        THEN RAISE EXCEPTION 'PD-REFUSED:TransitionForbidden' USING ERRCODE = 'P0001'; END IF;
        RAISE EXCEPTION 'PD-REFUSED:ContentFrozen' USING ERRCODE = 'P0001'; END $guard$)sql"));
    out.push_back(
        QStringLiteral("CREATE TRIGGER payout_of_waiting AFTER INSERT ON payout REFERENCING NEW TABLE AS added "
                       "FOR EACH STATEMENT EXECUTE FUNCTION payout_of_waiting()"));
}

void appendInstructionGuards(std::vector<QString>& out, Engine engine) {
    const Guard guards[] = {
        {"instruction_starts_pending", "instruction", "INSERT",
         "NEW.state <> 'PENDING_APPROVAL' OR NEW.all_claimed <> 0", "TransitionForbidden", true},
        // A row that it hid would be looked for by nobody: not by the claim, not among equal payees.
        {"instruction_all_claimed", "instruction", "UPDATE OF all_claimed",
         "NEW.all_claimed <> OLD.all_claimed AND (NEW.all_claimed = 0 OR NEW.state <> 'APPROVED_PROCESSING' "
         "OR EXISTS (SELECT 1 FROM payout p WHERE p.id BETWEEN NEW.id * 1048576 + 1 "
         "AND NEW.id * 1048576 + NEW.rows_count AND p.state IS NULL))",
         "TransitionForbidden"},
        {"instruction_moves", "instruction", "UPDATE OF state",
         "NEW.state <> OLD.state AND NOT ("
         "(OLD.state = 'PENDING_APPROVAL' AND NEW.state IN ('APPROVED_PROCESSING', 'REJECTED')) OR "
         "(OLD.state = 'APPROVED_PROCESSING' AND NEW.state = 'CLOSED'))",
         "TransitionForbidden", true},
        {"instruction_frozen", "instruction",
         "UPDATE OF id, kind, merchant_id, channel_id, merchant_batch_no, file_name, file_sha256, rows_count, "
         "total_minor, fee_minor, currency, business_date, maker_id, created_ms",
         "NEW.id <> OLD.id OR NEW.merchant_id <> OLD.merchant_id OR NEW.channel_id <> OLD.channel_id OR "
         "NEW.merchant_batch_no <> OLD.merchant_batch_no OR NEW.file_sha256 <> OLD.file_sha256 OR "
         "NEW.rows_count <> OLD.rows_count OR NEW.total_minor <> OLD.total_minor OR NEW.fee_minor <> OLD.fee_minor OR "
         "NEW.currency <> OLD.currency OR NEW.maker_id <> OLD.maker_id OR NEW.created_ms <> OLD.created_ms OR "
         "NEW.business_date <> OLD.business_date OR NEW.kind <> OLD.kind OR NEW.file_name <> OLD.file_name",
         "ContentFrozen", true},
        {"instruction_kept", "instruction", "DELETE", "OLD.id IS NOT NULL", "AppendOnly", true},
        {"instruction_needs_approval", "instruction", "UPDATE OF state",
         "NEW.state = 'APPROVED_PROCESSING' AND OLD.state <> NEW.state AND (NOT EXISTS (SELECT 1 FROM approval a "
         "WHERE a.instruction_id = NEW.id AND a.decision = 'APPROVED'))",
         "NotApproved"},
        {"instruction_needs_debit", "instruction", "UPDATE OF state",
         "NEW.state = 'APPROVED_PROCESSING' AND OLD.state <> NEW.state AND NOT EXISTS (SELECT 1 FROM journal_entry j "
         "WHERE j.instruction_id = NEW.id AND j.kind = 'DEBIT_FIRST' AND j.amount_minor = NEW.total_minor "
         "AND j.fee_minor = NEW.fee_minor "
         "AND EXISTS (SELECT 1 FROM ledger_account m WHERE m.id = j.debit_account_id AND m.code = '2001' "
         "AND m.merchant_id = NEW.merchant_id AND m.currency = NEW.currency) "
         "AND EXISTS (SELECT 1 FROM ledger_account t WHERE t.id = j.credit_account_id AND t.code = '2010' "
         "AND t.channel_id = NEW.channel_id AND t.currency = NEW.currency))",
         "DebitMissing"},
        {"instruction_needs_rejection", "instruction", "UPDATE OF state",
         "NEW.state = 'REJECTED' AND OLD.state <> NEW.state AND NOT EXISTS (SELECT 1 FROM approval a "
         "WHERE a.instruction_id = NEW.id AND a.decision = 'REJECTED')",
         "NotApproved"},
        {"instruction_closed_when_done", "instruction", "UPDATE OF state",
         "NEW.state = 'CLOSED' AND OLD.state <> NEW.state AND EXISTS (SELECT 1 FROM payout p "
         "WHERE p.instruction_id = NEW.id AND p.id BETWEEN NEW.id * 1048576 AND NEW.id * 1048576 + 1048575 "
         "AND (p.state IS NULL OR p.state IN ('PROCESSING', 'EXCEPTION')))",
         "TransitionForbidden"},
        {"approval_by_another", "approval", "INSERT",
         "EXISTS (SELECT 1 FROM instruction i WHERE i.id = NEW.instruction_id AND i.maker_id = NEW.approver_id)",
         "MakerIsChecker"},
        {"approval_by_auditor", "approval", "INSERT",
         "NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE r.person_id = NEW.approver_id AND r.role = 'AUDITOR' AND p.active = 1)",
         "RoleMissing"},
        {"approval_while_pending", "approval", "INSERT",
         "NOT EXISTS (SELECT 1 FROM instruction i WHERE i.id = NEW.instruction_id AND i.state = 'PENDING_APPROVAL')",
         "NotPendingApproval"},
        // What was debited is what will leave: rows 1 to n and no other, of this merchant, and they add up.
        {"approval_rows_add_up", "approval", "INSERT",
         "NEW.decision = 'APPROVED' AND NOT EXISTS (SELECT 1 FROM instruction i CROSS JOIN (SELECT COUNT(*) AS n, "
         "COUNT(CASE WHEN p.instruction_id = h.id AND p.merchant_id = h.merchant_id AND p.currency = h.currency "
         "AND p.id > h.id * 1048576 AND p.id <= h.id * 1048576 + h.rows_count THEN 1 END) AS good, "
         "SUM(p.amount_minor) AS amount, SUM(p.fee_minor) AS fee FROM instruction h JOIN payout p "
         "ON p.id BETWEEN h.id * 1048576 AND h.id * 1048576 + 1048575 WHERE h.id = NEW.instruction_id) t "
         "WHERE i.id = NEW.instruction_id AND t.n = i.rows_count AND t.good = i.rows_count "
         "AND t.amount = i.total_minor AND t.fee = i.fee_minor)",
         "ShownChanged"},
        {"journal_reject_follows_state", "journal_entry", "INSERT",
         "NEW.kind = 'REJECT_GIVE' AND NOT EXISTS (SELECT 1 FROM instruction i WHERE i.id = NEW.instruction_id "
         "AND i.state = 'REJECTED' AND i.total_minor = NEW.amount_minor AND i.fee_minor = NEW.fee_minor)",
         "TransitionForbidden"},
        {"hold_release_by_another", "hold_release", "INSERT",
         "EXISTS (SELECT 1 FROM payout p JOIN instruction i ON i.id = p.instruction_id "
         "WHERE p.id = NEW.payout_id AND i.maker_id = NEW.released_by)",
         "MakerIsChecker"},
        {"hold_release_by_auditor", "hold_release", "INSERT",
         "NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE r.person_id = NEW.released_by AND r.role = 'AUDITOR' AND p.active = 1)",
         "RoleMissing"},
        // Released in advance, a row would never be held.
        {"hold_release_of_held", "hold_release", "INSERT",
         "NOT EXISTS (SELECT 1 FROM payout p WHERE p.id = NEW.payout_id AND p.hold = NEW.hold)", "RowNotHeld"},
        // Spec 7.2: what screening blocks no person releases.
        {"hold_release_not_blocked", "hold_release", "INSERT", "NEW.hold = 'SCREEN_BLOCKED'", "RowHeld", true},
        // The unique keys, once more: they are what REPLACE obeys on SQLite.
        {"instruction_file_once", "instruction", "INSERT",
         "EXISTS (SELECT 1 FROM instruction i WHERE i.file_sha256 = NEW.file_sha256)", "BatchFileSeen"},
        {"instruction_number_once", "instruction", "INSERT",
         "EXISTS (SELECT 1 FROM instruction i WHERE i.merchant_id = NEW.merchant_id "
         "AND i.merchant_batch_no = NEW.merchant_batch_no)",
         "BatchNumberSeen"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
    // A rejected batch gives its money back in the same statement that rejects it; once, by a unique index.
    appendReaction(
        out, engine,
        {"instruction_reject_gives_back",
         "instruction",
         "UPDATE OF state",
         "NEW.state = 'REJECTED' AND OLD.state <> 'REJECTED'",
         {"INSERT INTO journal_entry (kind, instruction_id, debit_account_id, credit_account_id, "
          "amount_minor, fee_account_id, fee_minor, at_ms, actor) SELECT 'REJECT_GIVE', j.instruction_id, "
          "j.credit_account_id, j.debit_account_id, j.amount_minor, j.fee_account_id, j.fee_minor, c.now_ms, "
          "NEW.last_actor FROM journal_entry j CROSS JOIN payout_clock c "
          "WHERE j.instruction_id = NEW.id AND j.kind = 'DEBIT_FIRST'"}});
    appendReaction(out, engine,
                   {"instruction_trail_new",
                    "instruction",
                    "INSERT",
                    "NEW.id IS NOT NULL",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT now_ms, NEW.last_actor, 'instruction', NEW.id, 'state', '', NEW.state, "
                     "NEW.last_reason, NEW.last_evidence FROM payout_clock"}});
    appendReaction(out, engine,
                   {"instruction_trail",
                    "instruction",
                    "UPDATE OF state",
                    "NEW.state <> OLD.state",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT now_ms, NEW.last_actor, 'instruction', NEW.id, 'state', OLD.state, NEW.state, "
                     "NEW.last_reason, NEW.last_evidence FROM payout_clock"}});
}

} // namespace

std::vector<QString> m0002BatchApproval(Engine engine) {
    std::vector<QString> out;
    appendTables(out, engine);
    appendPayeeKey(out, engine);
    appendRowGuards(out, engine);
    appendInstructionGuards(out, engine);
    return out;
}

} // namespace payout::store
