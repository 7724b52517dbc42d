// SPDX-License-Identifier: GPL-3.0-or-later
// Which database this is, and what happens when it is not the one that sent before (R8, A39; protocol P0, S10, S11):
// nothing is armed until two people have released the quarantine.
#include "core/store/migrations/guards.h"

namespace payout::store {

namespace {

// PostgreSQL: the cluster, the database in it (a copy made beside it has another number), and the timeline, which a
// promotion and a point-in-time restore change. Asked of the write-ahead log, because the control file still shows the
// old timeline after a promotion. A SQLite file is only known by its trail, which the egress remembers.
void appendIdentity(std::vector<QString>& out, Engine engine) {
    if (engine == Engine::Sqlite) {
        out.push_back(QStringLiteral("CREATE VIEW database_identity AS SELECT 'sqlite' AS identifier, 0 AS timeline, "
                                     "0 AS in_recovery"));
        out.push_back(QStringLiteral("CREATE VIEW database_start AS SELECT 0 AS started_ms"));
        return;
    }
    // By payout_clock's time, which a training database may have moved.
    out.push_back(QStringLiteral(R"sql(CREATE VIEW database_start AS
        SELECT k.now_ms - CAST(EXTRACT(EPOCH FROM clock_timestamp() - pg_postmaster_start_time()) * 1000 AS BIGINT)
                 AS started_ms FROM payout_clock k)sql"));
    out.push_back(QStringLiteral(R"sql(CREATE VIEW database_identity AS
        SELECT CAST(s.system_identifier AS TEXT) || ':' || CAST(d.oid AS TEXT) AS identifier,
               CASE WHEN pg_is_in_recovery() THEN CAST(0 AS BIGINT)
                    ELSE CAST(CAST(CAST('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS bit(32)) AS int)
                              AS BIGINT) END AS timeline,
               CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END AS in_recovery
          FROM pg_control_system() s CROSS JOIN pg_database d WHERE d.datname = current_database())sql"));
}

void appendTables(std::vector<QString>& out, Engine engine) {
    appendShared(
        out, engine,
        {
            // Which database has been sent on. The first egress writes it down before anything was sent; later
            // ones come from a released quarantine.
            R"sql(CREATE TABLE dispatch_baseline (
            id {int} NOT NULL PRIMARY KEY,
            identifier TEXT NOT NULL,
            timeline {int} NOT NULL,
            since_ms {int} NOT NULL,
            quarantine_id {int}) {strict})sql",
            R"sql(CREATE TABLE egress (
            name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
            first_ms {int} NOT NULL) {strict})sql",
            // one: there is at most one quarantine that is not released.
            R"sql(CREATE TABLE quarantine (
            id {id},
            one {int} NOT NULL DEFAULT 1 CHECK (one = 1),
            raised_ms {int} NOT NULL,
            raised_by TEXT NOT NULL,
            reason TEXT NOT NULL CHECK (reason IN ('IDENTIFIER_CHANGED', 'TIMELINE_CHANGED', 'TRAIL_WENT_BACK',
                'JOURNAL_NEW', 'JOURNAL_WENT_BACK', 'BY_HAND')),
            detail TEXT NOT NULL,
            identifier TEXT NOT NULL,
            timeline {int} NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('RAISED', 'PROPOSED', 'RELEASED')),
            proposed_by {int} REFERENCES person (id),
            proposed_ms {int},
            proposal_reason TEXT NOT NULL DEFAULT '',
            without_egress TEXT NOT NULL DEFAULT '',
            released_by {int} REFERENCES person (id),
            released_ms {int},
            CHECK ((state = 'RAISED') = (proposed_by IS NULL)),
            CHECK ((state = 'RELEASED') = (released_by IS NOT NULL)),
            CONSTRAINT "pd_ReasonMissing" CHECK (state = 'RAISED' OR proposal_reason <> ''),
            CONSTRAINT "pd_MakerIsChecker" CHECK (released_by IS NULL OR released_by <> proposed_by)) {strict})sql",
            R"sql(CREATE UNIQUE INDEX quarantine_one_open ON quarantine (one) WHERE state <> 'RELEASED')sql",
            // What each egress said of a quarantine: how many permits its journal has, and how many of them
            // this database does not know.
            R"sql(CREATE TABLE quarantine_report (
            quarantine_id {int} NOT NULL REFERENCES quarantine (id),
            egress TEXT NOT NULL REFERENCES egress (name),
            token TEXT NOT NULL,
            at_ms {int} NOT NULL,
            permits {int} NOT NULL,
            permits_unknown {int} NOT NULL,
            PRIMARY KEY (quarantine_id, egress)) {strict})sql",
            // Permits that an egress let out and this database has no row of. The payouts may be unclaimed
            // here, waiting for approval, or not there at all.
            R"sql(CREATE TABLE remembered_send (
            order_no TEXT NOT NULL,
            send_no {int} NOT NULL,
            payout_id {int} NOT NULL,
            attempt_no {int} NOT NULL CHECK (attempt_no BETWEEN 1 AND 99),
            merchant_code TEXT NOT NULL,
            merchant_row_ref TEXT NOT NULL,
            channel_code TEXT NOT NULL,
            payload_digest TEXT NOT NULL,
            txn_time TEXT NOT NULL,
            amount_minor {int} NOT NULL,
            currency TEXT NOT NULL,
            armed_ms {int} NOT NULL,
            egress TEXT NOT NULL,
            quarantine_id {int} NOT NULL REFERENCES quarantine (id),
            PRIMARY KEY (order_no, send_no)) {strict})sql",
            R"sql(CREATE INDEX remembered_send_row ON remembered_send (merchant_code, merchant_row_ref))sql",
            // By the merchant's own name for the row: a file that was brought again has other payout ids.
            R"sql(CREATE VIEW remembered_payout AS
            SELECT p.id AS payout_id, r.attempt_no, r.order_no, r.send_no, r.payload_digest, r.txn_time, r.armed_ms
              FROM remembered_send r JOIN merchant m ON m.code = r.merchant_code
                   JOIN payout p ON p.merchant_id = m.id AND p.merchant_row_ref = r.merchant_row_ref)sql",
            // The number was given to another payout before the egress had reported: what it remembers is not this one.
            R"sql(CREATE TABLE remembered_mismatch (
            payout_id {int} NOT NULL,
            attempt_no {int} NOT NULL,
            at_ms {int} NOT NULL,
            PRIMARY KEY (payout_id, attempt_no)) {strict})sql",
            // Remembered and not taken over into an attempt yet.
            R"sql(CREATE VIEW remembered_open AS
            SELECT r.payout_id, r.attempt_no FROM remembered_payout r
             WHERE NOT EXISTS (SELECT 1 FROM attempt a WHERE a.payout_id = r.payout_id
                               AND a.attempt_no = r.attempt_no AND a.armed_ms IS NOT NULL)
               AND NOT EXISTS (SELECT 1 FROM remembered_mismatch m WHERE m.payout_id = r.payout_id
                               AND m.attempt_no = r.attempt_no))sql",
            // When each egress last found the database to be the one that it knows.
            R"sql(CREATE TABLE egress_watch (
            egress TEXT NOT NULL PRIMARY KEY REFERENCES egress (name),
            seen_ms {int} NOT NULL,
            journal_lines {int} NOT NULL,
            journal_hash TEXT NOT NULL) {strict})sql",
            // Every one, because each remembers what it let out itself, and each since the server was started: a
            // server that was put back to an older state was started after that. One that a released quarantine
            // declared lost does not count until it looks again.
            R"sql(CREATE VIEW egress_watching AS
            SELECT CASE WHEN EXISTS (SELECT 1 FROM egress e CROSS JOIN payout_clock k CROSS JOIN database_start d
                          WHERE NOT EXISTS (SELECT 1 FROM egress_watch w WHERE w.egress = e.name
                                            AND w.seen_ms >= k.now_ms - 60000 AND w.seen_ms >= d.started_ms)
                            AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.state = 'RELEASED'
                                            AND REPLACE(',' || q.without_egress || ',', ',' || e.name || ',', '')
                                                <> ',' || q.without_egress || ','
                                            AND NOT EXISTS (SELECT 1 FROM egress_watch w WHERE w.egress = e.name
                                                            AND w.seen_ms >= q.released_ms)))
                        THEN 0 ELSE 1 END AS watching)sql",
            // The one place that knows whether anything may be armed.
            R"sql(CREATE VIEW sending_quarantined AS
            SELECT CASE WHEN EXISTS (SELECT 1 FROM quarantine q WHERE q.state <> 'RELEASED')
                          OR EXISTS (SELECT 1 FROM dispatch_baseline b CROSS JOIN database_identity d
                               WHERE b.id = (SELECT MAX(m.id) FROM dispatch_baseline m)
                                 AND (b.identifier <> d.identifier OR b.timeline <> d.timeline))
                        THEN 1 ELSE 0 END AS quarantined)sql",
            // R8: a channel that has orders is compared up to the raising, or stopped.
            R"sql(CREATE VIEW quarantine_uncompared AS
            SELECT q.id AS quarantine_id, c.id AS channel_id FROM quarantine q CROSS JOIN channel c
             WHERE c.stopped = 0
               AND (EXISTS (SELECT 1 FROM attempt a WHERE a.channel_id = c.id)
                    OR EXISTS (SELECT 1 FROM remembered_send r WHERE r.channel_code = c.code))
               AND NOT EXISTS (SELECT 1 FROM comparison k WHERE k.channel_id = c.id AND k.cut_ms >= q.raised_ms))sql",
            R"sql(CREATE VIEW quarantine_unreported AS
            SELECT q.id AS quarantine_id, e.name AS egress FROM quarantine q CROSS JOIN egress e
             WHERE REPLACE(',' || q.without_egress || ',', ',' || e.name || ',', '') = ',' || q.without_egress || ','
               AND NOT EXISTS (SELECT 1 FROM quarantine_report r WHERE r.quarantine_id = q.id
                               AND r.egress = e.name))sql",
        });
    appendOnly(out, engine, "dispatch_baseline");
    appendOnly(out, engine, "egress");
    appendOnly(out, engine, "quarantine_report");
    appendOnly(out, engine, "remembered_send");
    appendOnly(out, engine, "remembered_mismatch");
    appendNoReplace(out, engine, "dispatch_baseline", "o.id = NEW.id");
    appendNoReplace(out, engine, "egress", "o.name = NEW.name");
    appendNoReplace(out, engine, "quarantine", "o.id = NEW.id OR (o.state <> 'RELEASED' AND NEW.state <> 'RELEASED')",
                    "Quarantined");
    appendNoReplace(out, engine, "quarantine_report", "o.quarantine_id = NEW.quarantine_id AND o.egress = NEW.egress");
    appendNoReplace(out, engine, "remembered_send", "o.order_no = NEW.order_no AND o.send_no = NEW.send_no");
}

void appendGuards(std::vector<QString>& out, Engine engine) {
    const Guard guards[] = {
        {"attempt_in_quarantine", "attempt", "UPDATE OF state",
         "OLD.state = 'PREPARED' AND NEW.state = 'ARMED' AND (SELECT quarantined FROM sending_quarantined) = 1",
         "Quarantined"},
        {"send_in_quarantine", "send", "INSERT", "(SELECT quarantined FROM sending_quarantined) = 1", "Quarantined"},
        // A number that an egress let out and this database forgot is never permitted again.
        {"attempt_remembered", "attempt", "UPDATE OF state",
         "OLD.state = 'PREPARED' AND NEW.state = 'UNKNOWN' AND NOT EXISTS (SELECT 1 FROM remembered_send r "
         "WHERE r.order_no = NEW.order_no AND r.payload_digest = NEW.payload_digest)",
         "TransitionForbidden"},
        {"send_remembered", "send", "INSERT",
         "EXISTS (SELECT 1 FROM remembered_payout r WHERE r.payout_id = NEW.payout_id "
         "AND r.attempt_no >= NEW.attempt_no) OR EXISTS (SELECT 1 FROM remembered_open o "
         "WHERE o.payout_id = NEW.payout_id)",
         "SentBeforeRestore"},
        // S11: who has not looked since the database came back may remember what it forgot.
        {"watch_not_from_the_future", "egress_watch", "INSERT",
         "NEW.seen_ms > (SELECT now_ms FROM payout_clock) + 5000", "ClockGuard"},
        {"watch_not_into_the_future", "egress_watch", "UPDATE",
         "NEW.seen_ms > (SELECT now_ms FROM payout_clock) + 5000", "ClockGuard"},
        {"send_unwatched", "send", "INSERT", "(SELECT watching FROM egress_watching) = 0", "EgressMissing"},
        {"baseline_from_release", "dispatch_baseline", "INSERT",
         "NOT EXISTS (SELECT 1 FROM database_identity d WHERE d.identifier = NEW.identifier "
         "AND d.timeline = NEW.timeline) OR (EXISTS (SELECT 1 FROM send) AND NOT EXISTS (SELECT 1 FROM quarantine q "
         "WHERE q.id = NEW.quarantine_id AND q.state = 'RELEASED' "
         "AND q.id = (SELECT MAX(x.id) FROM quarantine x)))",
         "Quarantined"},
        {"quarantine_starts_raised", "quarantine", "INSERT", "NEW.state <> 'RAISED'", "Quarantined", true},
        {"quarantine_kept", "quarantine", "DELETE", "OLD.id IS NOT NULL", "AppendOnly", true},
        {"quarantine_frozen", "quarantine", "UPDATE",
         "OLD.state = 'RELEASED' OR NEW.id <> OLD.id OR NEW.raised_ms <> OLD.raised_ms OR "
         "NEW.raised_by <> OLD.raised_by OR NEW.reason <> OLD.reason OR NEW.detail <> OLD.detail OR "
         "NEW.identifier <> OLD.identifier OR NEW.timeline <> OLD.timeline",
         "AppendOnly", true},
        // What the second person confirms is what the first proposed.
        {"quarantine_moves", "quarantine", "UPDATE",
         "NEW.state = 'RELEASED' AND (OLD.state <> 'PROPOSED' OR NEW.proposed_by <> OLD.proposed_by OR "
         "NEW.proposed_ms <> OLD.proposed_ms OR NEW.proposal_reason <> OLD.proposal_reason OR "
         "NEW.without_egress <> OLD.without_egress)",
         "NotProposed", true},
        {"quarantine_proposed_by_role", "quarantine", "UPDATE",
         "NEW.state = 'PROPOSED' AND NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE r.person_id = NEW.proposed_by AND r.role = 'SUPERVISOR' AND p.active = 1)",
         "RoleMissing"},
        {"quarantine_released_by_role", "quarantine", "UPDATE",
         "NEW.state = 'RELEASED' AND NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE r.person_id = NEW.released_by AND r.role IN ('SUPERVISOR', 'AUDITOR') AND p.active = 1)",
         "RoleMissing"},
        {"quarantine_compared", "quarantine", "UPDATE",
         "NEW.state = 'RELEASED' AND EXISTS (SELECT 1 FROM quarantine_uncompared u WHERE u.quarantine_id = NEW.id)",
         "NotCompared"},
        {"quarantine_reported", "quarantine", "UPDATE",
         "NEW.state = 'RELEASED' AND EXISTS (SELECT 1 FROM quarantine_unreported u WHERE u.quarantine_id = NEW.id)",
         "EgressMissing"},
        {"quarantine_not_from_the_future", "quarantine", "INSERT",
         "NEW.raised_ms < (SELECT now_ms FROM payout_clock) - 5000 OR "
         "NEW.raised_ms > (SELECT now_ms FROM payout_clock) + 5000",
         "ClockGuard"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

// Two people decide only on a database that an egress has just found to be the known one, and never the money back
// while an order may be out that this database has forgotten (protocol P12).
void appendDecisionGuards(std::vector<QString>& out, Engine engine) {
    const char* confirming = "NEW.state = 'CONFIRMED' AND OLD.state <> 'CONFIRMED' AND ";
    const QByteArray quarantined = QByteArray(confirming) + "(SELECT quarantined FROM sending_quarantined) = 1";
    const QByteArray unwatched = QByteArray(confirming) + "(SELECT watching FROM egress_watching) = 0";
    const QByteArray forgotten = QByteArray(confirming) +
                                 "EXISTS (SELECT 1 FROM remembered_open o WHERE o.payout_id = NEW.payout_id "
                                 "AND (NEW.action = 'RETURN' OR o.attempt_no <= COALESCE((SELECT MAX(a.attempt_no) "
                                 "FROM attempt a WHERE a.payout_id = NEW.payout_id), 0)))";
    const Guard guards[] = {
        {"confirm_g4_quarantine", "exception_action", "UPDATE OF state", quarantined.constData(), "Quarantined"},
        {"confirm_g4_unwatched", "exception_action", "UPDATE OF state", unwatched.constData(), "EgressMissing"},
        {"confirm_g4_forgotten", "exception_action", "UPDATE OF state", forgotten.constData(), "SentBeforeRestore"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

void appendReactions(std::vector<QString>& out, Engine engine) {
    appendReaction(out, engine,
                   {"quarantine_new_baseline",
                    "quarantine",
                    "UPDATE OF state",
                    "NEW.state = 'RELEASED' AND OLD.state <> 'RELEASED'",
                    {"INSERT INTO dispatch_baseline (id, identifier, timeline, since_ms, quarantine_id) "
                     "SELECT COALESCE((SELECT MAX(b.id) FROM dispatch_baseline b), 0) + 1, d.identifier, d.timeline, "
                     "c.now_ms, NEW.id FROM database_identity d CROSS JOIN payout_clock c"}});
    appendReaction(out, engine,
                   {"quarantine_trail_new",
                    "quarantine",
                    "INSERT",
                    "NEW.id IS NOT NULL",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT now_ms, NEW.raised_by, 'quarantine', NEW.id, 'raised', '', 'RAISED', "
                     "NEW.reason, NEW.detail FROM payout_clock"}});
    appendReaction(out, engine,
                   {"quarantine_trail",
                    "quarantine",
                    "UPDATE OF state, proposed_by",
                    "NEW.state <> OLD.state OR COALESCE(NEW.proposed_by, 0) <> COALESCE(OLD.proposed_by, 0)",
                    {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
                     "evidence) SELECT c.now_ms, COALESCE(p.login, ''), 'quarantine', NEW.id, 'state', OLD.state, "
                     "NEW.state, NEW.proposal_reason, CASE WHEN NEW.without_egress = '' THEN '' "
                     "ELSE 'without egress ' || NEW.without_egress END FROM payout_clock c LEFT JOIN person p "
                     "ON p.id = COALESCE(NEW.released_by, NEW.proposed_by)"}});
}

} // namespace

std::vector<QString> m0006Quarantine(Engine engine) {
    std::vector<QString> out;
    appendIdentity(out, engine);
    appendTables(out, engine);
    appendGuards(out, engine);
    appendDecisionGuards(out, engine);
    appendReactions(out, engine);
    return out;
}

} // namespace payout::store
