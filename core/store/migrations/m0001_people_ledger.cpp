// SPDX-License-Identifier: GPL-3.0-or-later
// Clock, settings, people, trail, channels, merchants and the double-entry ledger. Literal names only: this is history.
#include "core/store/migrations/guards.h"

namespace payout::store {

namespace {

// payout_now(): the database's own clock, moved only by clock_override, which only a training database may hold.
void appendClock(std::vector<QString>& out, Engine engine) {
    appendShared(out, engine,
                 {
                     R"sql(CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) {strict})sql",
                     R"sql(INSERT INTO setting (name, value) VALUES ('environment', 'LIVE'), ('institution', ''))sql",
                     R"sql(CREATE TABLE clock_override (
            id {int} NOT NULL PRIMARY KEY CHECK (id = 1),
            fixed_ms {int},
            offset_ms {int} NOT NULL) {strict})sql",
                 });
    if (engine == Engine::Sqlite) {
        out.push_back(QStringLiteral(R"sql(CREATE VIEW payout_clock AS SELECT COALESCE(
            (SELECT fixed_ms FROM clock_override),
            CAST(ROUND((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER)
                + COALESCE((SELECT offset_ms FROM clock_override), 0)) AS now_ms)sql"));
    } else {
        out.push_back(QStringLiteral(R"sql(CREATE FUNCTION payout_now() RETURNS BIGINT LANGUAGE sql VOLATILE AS $clock$
            SELECT COALESCE((SELECT fixed_ms FROM clock_override),
                CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS BIGINT)
                    + COALESCE((SELECT offset_ms FROM clock_override), 0)) $clock$)sql"));
        out.push_back(QStringLiteral("CREATE VIEW payout_clock AS SELECT payout_now() AS now_ms"));
    }
    appendShared(out, engine, {R"sql(INSERT INTO clock_override (id, fixed_ms, offset_ms) VALUES (1, NULL, 0))sql"});
    appendGuard(out, engine,
                {"clock_training_only", "clock_override", "UPDATE",
                 "(NEW.fixed_ms IS NOT NULL OR NEW.offset_ms <> 0) AND "
                 "(SELECT value FROM setting WHERE name = 'environment') <> 'TRAINING'",
                 "TrainingOnly"});
    const char* always = engine == Engine::Sqlite ? "1" : "true";
    appendGuard(out, engine, {"clock_one_row", "clock_override", "INSERT", always, "TrainingOnly", true});
    appendGuard(out, engine, {"clock_kept", "clock_override", "DELETE", always, "TrainingOnly", true});
    appendGuard(out, engine, {"setting_kept", "setting", "DELETE", always, "AppendOnly", true});
    appendGuard(out, engine,
                {"environment_once", "setting", "INSERT", "EXISTS (SELECT 1 FROM setting o WHERE o.name = NEW.name)",
                 "TrainingOnly"});
    // A training database stays one: otherwise its shifted clock could reach real money.
    appendGuard(out, engine,
                {"environment_fixed", "setting", "UPDATE",
                 "OLD.name = 'environment' AND OLD.value = 'TRAINING' AND NEW.value <> 'TRAINING'", "TrainingOnly",
                 true});
}

void appendPeople(std::vector<QString>& out, Engine engine) {
    appendShared(out, engine,
                 {
                     R"sql(CREATE TABLE person (
            id {id},
            login TEXT NOT NULL UNIQUE,
            display_name TEXT NOT NULL,
            password_hash TEXT NOT NULL,
            active {int} NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
            wrong_tries {int} NOT NULL DEFAULT 0,
            wait_until_ms {int} NOT NULL DEFAULT 0) {strict})sql",
                     R"sql(CREATE TABLE person_role (
            person_id {int} NOT NULL REFERENCES person (id),
            role TEXT NOT NULL CHECK (role IN ('CLERK', 'AUDITOR', 'OPERATOR', 'SUPERVISOR')),
            PRIMARY KEY (person_id, role)) {strict})sql",
                     // R25: one-time tokens; a replay returns the stored first answer.
                     R"sql(CREATE TABLE submit_token (
            token TEXT NOT NULL PRIMARY KEY,
            person_id {int} NOT NULL REFERENCES person (id),
            command TEXT NOT NULL,
            object_key TEXT NOT NULL,
            created_ms {int} NOT NULL,
            answered_ms {int},
            answer TEXT) {strict})sql",
                     // Trail: who, when, from, to, reason, evidence (INV8).
                     R"sql(CREATE TABLE trail (
            id {id},
            at_ms {int} NOT NULL,
            actor TEXT NOT NULL,
            object_kind TEXT NOT NULL,
            object_id {int} NOT NULL,
            event TEXT NOT NULL,
            from_state TEXT NOT NULL,
            to_state TEXT NOT NULL,
            reason TEXT NOT NULL,
            evidence TEXT NOT NULL) {strict})sql",
                     R"sql(CREATE INDEX trail_object ON trail (object_kind, object_id))sql",
                 });
    appendOnly(out, engine, "trail");
    appendNoReplace(out, engine, "trail", "o.id = NEW.id");
    // A row from the future would stop every arm (the clock would seem to have gone back) and could not be removed.
    appendGuard(out, engine,
                {"trail_not_from_the_future", "trail", "INSERT", "NEW.at_ms > (SELECT now_ms FROM payout_clock) + 5000",
                 "ClockGuard"});
    appendGuard(out, engine,
                {"submit_token_once", "submit_token", "UPDATE",
                 "OLD.answered_ms IS NOT NULL OR NEW.person_id <> OLD.person_id OR NEW.command <> OLD.command "
                 "OR NEW.object_key <> OLD.object_key",
                 "AlreadyHandled", true});
}

void appendLedger(std::vector<QString>& out, Engine engine) {
    appendShared(
        out, engine,
        {
            R"sql(CREATE TABLE channel (
            id {id},
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            profile TEXT NOT NULL,
            account TEXT NOT NULL,
            health TEXT NOT NULL DEFAULT 'DOWN' CHECK (health IN ('UP', 'DEGRADED', 'DOWN')),
            up_since_ms {int},
            health_at_ms {int} NOT NULL DEFAULT 0,
            stopped {int} NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1)),
            stop_reason TEXT NOT NULL DEFAULT '',
            stopped_by {int} REFERENCES person (id),
            lift_proposed_by {int} REFERENCES person (id),
            covered_through_ms {int},
            states_balances {int} NOT NULL DEFAULT 1 CHECK (states_balances IN (0, 1)),
            pause_enabled {int} NOT NULL DEFAULT 1 CHECK (pause_enabled IN (0, 1)),
            pause_begin_ms {int} NOT NULL DEFAULT 85800000 CHECK (pause_begin_ms BETWEEN 0 AND 86400000),
            pause_end_ms {int} NOT NULL DEFAULT 600000 CHECK (pause_end_ms BETWEEN 0 AND 86400000),
            send_timeout_ms {int} NOT NULL DEFAULT 30000 CHECK (send_timeout_ms BETWEEN 1000 AND 300000),
            stable_ms {int} NOT NULL DEFAULT 900000 CHECK (stable_ms >= 0),
            CHECK (up_since_ms IS NULL OR health = 'UP')) {strict})sql",
            R"sql(CREATE TABLE merchant (
            id {id},
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            fee_minor {int} NOT NULL CHECK (fee_minor >= 0),
            active {int} NOT NULL DEFAULT 1 CHECK (active IN (0, 1))) {strict})sql",
            // Signed balances: debits are positive, credits negative, so that all balances sum to 0 (spec 3.3).
            // 1001 reserve, 1090 recovery receivable, 2001 merchant available, 2010 payout in transit, 2020 suspense,
            // 4001 fee. INV4: the credit balance of 2001 never turns into a debit one.
            R"sql(CREATE TABLE ledger_account (
            id {id},
            code TEXT NOT NULL CHECK (code IN ('1001', '1090', '2001', '2010', '2020', '4001')),
            merchant_id {int} REFERENCES merchant (id),
            channel_id {int} REFERENCES channel (id),
            currency TEXT NOT NULL,
            balance_minor {int} NOT NULL DEFAULT 0,
            last_entry_id {int} NOT NULL DEFAULT 0,
            CHECK ((code = '2001') = (merchant_id IS NOT NULL)),
            CONSTRAINT "pd_BalanceTooSmall" CHECK (code <> '2001' OR balance_minor <= 0)) {strict})sql",
            R"sql(CREATE UNIQUE INDEX ledger_account_merchant ON ledger_account (merchant_id, currency)
            WHERE merchant_id IS NOT NULL)sql",
            R"sql(CREATE UNIQUE INDEX ledger_account_channel ON ledger_account (channel_id, code, currency)
            WHERE channel_id IS NOT NULL)sql",
            R"sql(CREATE UNIQUE INDEX ledger_account_house ON ledger_account (code, currency)
            WHERE merchant_id IS NULL AND channel_id IS NULL)sql",
            // One row is one balanced entry: what is debited is credited in the same row, so it cannot be unbalanced.
            //   DEPOSIT       Dr 1001 / Cr 2001              money of a merchant arrives
            //   DEBIT_FIRST   Dr 2001 total+fee / Cr 2010 total, Cr 4001 fee      R6
            //   REJECT_GIVE   Dr 2010 total, Dr 4001 fee / Cr 2001 total+fee      a rejected batch, once
            //   RE_CREDIT     the same for one payout (S6), once
            //   PAID          Dr 2010 / Cr 1001              proven paid
            R"sql(CREATE TABLE journal_entry (
            id {id},
            kind TEXT NOT NULL CHECK (kind IN ('DEPOSIT', 'DEBIT_FIRST', 'REJECT_GIVE', 'RE_CREDIT', 'PAID')),
            instruction_id {int},
            payout_id {int},
            debit_account_id {int} NOT NULL REFERENCES ledger_account (id),
            credit_account_id {int} NOT NULL REFERENCES ledger_account (id),
            amount_minor {int} NOT NULL CHECK (amount_minor > 0),
            fee_account_id {int} REFERENCES ledger_account (id),
            fee_minor {int} NOT NULL DEFAULT 0 CHECK (fee_minor >= 0),
            at_ms {int} NOT NULL,
            actor TEXT NOT NULL,
            CHECK (debit_account_id <> credit_account_id),
            CHECK (fee_minor = 0 OR fee_account_id IS NOT NULL),
            CHECK (fee_minor = 0 OR kind IN ('DEBIT_FIRST', 'REJECT_GIVE', 'RE_CREDIT')),
            CHECK ((kind IN ('DEBIT_FIRST', 'REJECT_GIVE')) = (instruction_id IS NOT NULL AND payout_id IS NULL)),
            CHECK ((kind IN ('RE_CREDIT', 'PAID')) = (payout_id IS NOT NULL))) {strict})sql",
            R"sql(CREATE UNIQUE INDEX journal_one_debit ON journal_entry (instruction_id) WHERE kind = 'DEBIT_FIRST')sql",
            R"sql(CREATE UNIQUE INDEX journal_one_reject ON journal_entry (instruction_id) WHERE kind = 'REJECT_GIVE')sql",
            R"sql(CREATE UNIQUE INDEX journal_one_recredit ON journal_entry (payout_id) WHERE kind = 'RE_CREDIT')sql",
            R"sql(CREATE UNIQUE INDEX journal_one_paid ON journal_entry (payout_id) WHERE kind = 'PAID')sql",
            // Both sides of every entry as signed lines; their sum is 0.
            R"sql(CREATE VIEW journal_line AS
            SELECT id AS entry_id, debit_account_id AS account_id,
                   amount_minor + CASE WHEN kind = 'DEBIT_FIRST' THEN fee_minor ELSE 0 END AS signed_minor
              FROM journal_entry
            UNION ALL
            SELECT id, credit_account_id,
                   -amount_minor - CASE WHEN kind IN ('REJECT_GIVE', 'RE_CREDIT') THEN fee_minor ELSE 0 END
              FROM journal_entry
            UNION ALL
            SELECT id, fee_account_id, CASE WHEN kind = 'DEBIT_FIRST' THEN -fee_minor ELSE fee_minor END
              FROM journal_entry WHERE fee_minor > 0)sql",
        });
    appendOnly(out, engine, "journal_entry");
    // Balances move only because an entry was written; one update an account and entry, however many rows it stands
    // for.
    appendReaction(out, engine,
                   {"journal_moves_balances",
                    "journal_entry",
                    "INSERT",
                    "NEW.amount_minor > 0",
                    {"UPDATE ledger_account SET balance_minor = balance_minor + NEW.amount_minor + "
                     "CASE WHEN NEW.kind = 'DEBIT_FIRST' THEN NEW.fee_minor ELSE 0 END, last_entry_id = NEW.id "
                     "WHERE id = NEW.debit_account_id",
                     "UPDATE ledger_account SET balance_minor = balance_minor - NEW.amount_minor - "
                     "CASE WHEN NEW.kind IN ('REJECT_GIVE', 'RE_CREDIT') THEN NEW.fee_minor ELSE 0 END, "
                     "last_entry_id = NEW.id WHERE id = NEW.credit_account_id",
                     "UPDATE ledger_account SET balance_minor = balance_minor + "
                     "CASE WHEN NEW.kind = 'DEBIT_FIRST' THEN -NEW.fee_minor ELSE NEW.fee_minor END, "
                     "last_entry_id = NEW.id WHERE id = NEW.fee_account_id AND NEW.fee_minor > 0"}});
}

// A balance moves by exactly a line of a new entry. PostgreSQL: only inside the trigger of that entry; entries of two
// sessions may reach one account in another order than their numbers. SQLite has one writer, so the number must rise.
void appendBalanceGuards(std::vector<QString>& out, Engine engine) {
    const QByteArray byEntry =
        engine == Engine::Sqlite ? "NEW.last_entry_id <= OLD.last_entry_id" : "pg_trigger_depth() < 2";
    const QByteArray moved =
        "(NEW.balance_minor <> OLD.balance_minor OR NEW.last_entry_id <> OLD.last_entry_id) AND (" + byEntry +
        " OR NOT EXISTS (SELECT 1 FROM journal_line l WHERE l.entry_id = NEW.last_entry_id AND l.account_id = NEW.id "
        "AND l.signed_minor = NEW.balance_minor - OLD.balance_minor))";
    const Guard guards[] = {
        {"balance_by_entry", "ledger_account", "UPDATE OF balance_minor, last_entry_id", moved.constData(),
         "AppendOnly"},
        {"account_starts_empty", "ledger_account", "INSERT", "NEW.balance_minor <> 0 OR NEW.last_entry_id <> 0",
         "AppendOnly", true},
        {"account_kept", "ledger_account", "DELETE", "OLD.id IS NOT NULL", "AppendOnly", true},
        {"account_frozen", "ledger_account", "UPDATE OF id, code, merchant_id, channel_id, currency",
         "NEW.id <> OLD.id OR NEW.code <> OLD.code OR NEW.currency <> OLD.currency OR "
         "COALESCE(NEW.merchant_id, 0) <> COALESCE(OLD.merchant_id, 0) OR "
         "COALESCE(NEW.channel_id, 0) <> COALESCE(OLD.channel_id, 0)",
         "ContentFrozen", true},
        // The unique indexes, once more: they are what REPLACE obeys on SQLite.
        {"journal_once", "journal_entry", "INSERT",
         "(NEW.kind = 'DEBIT_FIRST' AND EXISTS (SELECT 1 FROM journal_entry j WHERE j.kind = 'DEBIT_FIRST' "
         "AND j.instruction_id = NEW.instruction_id)) OR "
         "(NEW.kind = 'REJECT_GIVE' AND EXISTS (SELECT 1 FROM journal_entry j WHERE j.kind = 'REJECT_GIVE' "
         "AND j.instruction_id = NEW.instruction_id)) OR "
         "(NEW.kind = 'RE_CREDIT' AND EXISTS (SELECT 1 FROM journal_entry j WHERE j.kind = 'RE_CREDIT' "
         "AND j.payout_id = NEW.payout_id)) OR "
         "(NEW.kind = 'PAID' AND EXISTS (SELECT 1 FROM journal_entry j WHERE j.kind = 'PAID' "
         "AND j.payout_id = NEW.payout_id))",
         "AlreadyHandled"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
    // Money of a merchant comes from the reserve; anything else called a deposit would move it between merchants.
    appendGuard(out, engine,
                {"journal_deposit_accounts", "journal_entry", "INSERT",
                 "NEW.kind = 'DEPOSIT' AND NOT EXISTS (SELECT 1 FROM ledger_account d CROSS JOIN ledger_account c "
                 "WHERE d.id = NEW.debit_account_id AND d.code = '1001' AND c.id = NEW.credit_account_id "
                 "AND c.code = '2001')",
                 "TransitionForbidden"});
    appendNoReplace(out, engine, "journal_entry", "o.id = NEW.id");
    appendNoReplace(out, engine, "ledger_account", "o.id = NEW.id");
}

} // namespace

std::vector<QString> m0001PeopleLedger(Engine engine) {
    std::vector<QString> out;
    appendClock(out, engine);
    appendPeople(out, engine);
    appendLedger(out, engine);
    appendBalanceGuards(out, engine);
    return out;
}

} // namespace payout::store
