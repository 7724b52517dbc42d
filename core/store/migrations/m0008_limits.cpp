// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of what may leave (I21, protocol P4): of one payout, of one payee a day, of an hour, of a day, per currency.
// The arm is on the path of every payout, so the sums are kept, not looked for: three running tables that follow each
// first permit of an attempt. A repeated transmission of the same order moves no further money and counts once.
#include "core/store/migrations/guards.h"

namespace payout::store {

namespace {

void appendTables(std::vector<QString>& out, Engine engine) {
    appendShared(out, engine,
                 {
                     // What holds now. No row, or no amount: no limit. change_id is none for what the administrator's
                     // program set when there was none.
                     R"sql(CREATE TABLE send_limit (
            kind TEXT NOT NULL CHECK (kind IN ('PAYOUT', 'PAYEE_DAY', 'HOUR', 'DAY')),
            currency TEXT NOT NULL,
            amount_minor {int} CHECK (amount_minor IS NULL OR amount_minor > 0),
            change_id {int},
            PRIMARY KEY (kind, currency)) {strict})sql",
                     R"sql(CREATE TABLE send_limit_change (
            id {id},
            kind TEXT NOT NULL CHECK (kind IN ('PAYOUT', 'PAYEE_DAY', 'HOUR', 'DAY')),
            currency TEXT NOT NULL,
            amount_minor {int} CHECK (amount_minor IS NULL OR amount_minor > 0),
            reason TEXT NOT NULL CONSTRAINT "pd_ReasonMissing" CHECK (reason <> ''),
            proposed_by {int} NOT NULL REFERENCES person (id),
            proposed_ms {int} NOT NULL) {strict})sql",
                     R"sql(CREATE INDEX send_limit_change_kind ON send_limit_change (kind, currency, id))sql",
                     R"sql(CREATE TABLE send_limit_confirmation (
            change_id {int} NOT NULL PRIMARY KEY REFERENCES send_limit_change (id),
            confirmed_by {int} NOT NULL REFERENCES person (id),
            confirmed_ms {int} NOT NULL) {strict})sql",
                     // By the institution's day (UTC+8) and by the minute, of the database's clock.
                     R"sql(CREATE TABLE outflow_payee (
            payee_account TEXT NOT NULL,
            currency TEXT NOT NULL,
            day_no {int} NOT NULL,
            amount_minor {int} NOT NULL CHECK (amount_minor >= 0),
            PRIMARY KEY (payee_account, currency, day_no)) {strict})sql",
                     R"sql(CREATE TABLE outflow_minute (
            currency TEXT NOT NULL,
            minute_no {int} NOT NULL,
            amount_minor {int} NOT NULL CHECK (amount_minor >= 0),
            PRIMARY KEY (currency, minute_no)) {strict})sql",
                     R"sql(CREATE TABLE outflow_day (
            currency TEXT NOT NULL,
            day_no {int} NOT NULL,
            amount_minor {int} NOT NULL CHECK (amount_minor >= 0),
            PRIMARY KEY (currency, day_no)) {strict})sql",
                     // What was permitted today before this migration.
                     R"sql(INSERT INTO outflow_payee (payee_account, currency, day_no, amount_minor)
            SELECT p.payee_account, p.currency, (s.armed_ms + 28800000) / 86400000, SUM(p.amount_minor)
              FROM send s JOIN payout p ON p.id = s.payout_id CROSS JOIN payout_clock k
             WHERE s.send_no = 1 AND s.armed_ms >= k.now_ms - 86400000 GROUP BY 1, 2, 3)sql",
                     R"sql(INSERT INTO outflow_minute (currency, minute_no, amount_minor)
            SELECT p.currency, s.armed_ms / 60000, SUM(p.amount_minor)
              FROM send s JOIN payout p ON p.id = s.payout_id CROSS JOIN payout_clock k
             WHERE s.send_no = 1 AND s.armed_ms >= k.now_ms - 86400000 GROUP BY 1, 2)sql",
                     R"sql(INSERT INTO outflow_day (currency, day_no, amount_minor)
            SELECT p.currency, (s.armed_ms + 28800000) / 86400000, SUM(p.amount_minor)
              FROM send s JOIN payout p ON p.id = s.payout_id CROSS JOIN payout_clock k
             WHERE s.send_no = 1 AND s.armed_ms >= k.now_ms - 86400000 GROUP BY 1, 2)sql",
                     // What has left, a currency: in this minute and the sixty before it, and today.
                     R"sql(CREATE VIEW outflow_now AS
            SELECT l.currency,
                   COALESCE((SELECT SUM(m.amount_minor) FROM outflow_minute m
                              WHERE m.currency = l.currency
                                AND m.minute_no >= (SELECT now_ms / 60000 - 60 FROM payout_clock)), 0) AS hour_minor,
                   COALESCE((SELECT d.amount_minor FROM outflow_day d
                              WHERE d.currency = l.currency
                                AND d.day_no = (SELECT (now_ms + 28800000) / 86400000 FROM payout_clock)), 0)
                     AS day_minor
              FROM (SELECT DISTINCT currency FROM send_limit) l)sql",
                     // The one place that says which payouts are over a limit, and over which.
                     R"sql(CREATE VIEW send_over_limit AS
            SELECT x.payout_id, x.kind FROM (
            SELECT p.id AS payout_id,
                   CASE WHEN p.amount_minor > a.amount_minor THEN 'PAYOUT'
                        WHEN b.amount_minor IS NOT NULL AND p.amount_minor + COALESCE((SELECT o.amount_minor
                               FROM outflow_payee o WHERE o.payee_account = p.payee_account
                                AND o.currency = p.currency
                                AND o.day_no = (SELECT (now_ms + 28800000) / 86400000 FROM payout_clock)), 0)
                             > b.amount_minor THEN 'PAYEE_DAY'
                        WHEN h.amount_minor IS NOT NULL AND p.amount_minor + COALESCE((SELECT SUM(m.amount_minor)
                               FROM outflow_minute m WHERE m.currency = p.currency
                                AND m.minute_no >= (SELECT now_ms / 60000 - 60 FROM payout_clock)), 0)
                             > h.amount_minor THEN 'HOUR'
                        WHEN d.amount_minor IS NOT NULL AND p.amount_minor + COALESCE((SELECT o.amount_minor
                               FROM outflow_day o WHERE o.currency = p.currency
                                AND o.day_no = (SELECT (now_ms + 28800000) / 86400000 FROM payout_clock)), 0)
                             > d.amount_minor THEN 'DAY' END AS kind
              FROM payout p
                   LEFT JOIN send_limit a ON a.kind = 'PAYOUT' AND a.currency = p.currency
                   LEFT JOIN send_limit b ON b.kind = 'PAYEE_DAY' AND b.currency = p.currency
                   LEFT JOIN send_limit h ON h.kind = 'HOUR' AND h.currency = p.currency
                   LEFT JOIN send_limit d ON d.kind = 'DAY' AND d.currency = p.currency) x
             WHERE x.kind IS NOT NULL)sql",
                 });
    appendOnly(out, engine, "send_limit_change");
    appendOnly(out, engine, "send_limit_confirmation");
    appendNoReplace(out, engine, "send_limit_change", "o.id = NEW.id");
    appendNoReplace(out, engine, "send_limit_confirmation", "o.change_id = NEW.change_id", "AlreadyHandled");
    appendNoReplace(out, engine, "send_limit", "o.kind = NEW.kind AND o.currency = NEW.currency");
    appendKeyFrozen(out, engine, "send_limit", {QStringLiteral("kind"), QStringLiteral("currency")});
}

// A running sum only rises: whoever raises it by hand holds money back, whoever lowers it would let more out.
void appendSumGuards(std::vector<QString>& out, Engine engine) {
    appendNoReplace(out, engine, "outflow_payee",
                    "o.payee_account = NEW.payee_account AND o.currency = NEW.currency AND o.day_no = NEW.day_no");
    appendNoReplace(out, engine, "outflow_minute", "o.currency = NEW.currency AND o.minute_no = NEW.minute_no");
    appendNoReplace(out, engine, "outflow_day", "o.currency = NEW.currency AND o.day_no = NEW.day_no");
    const Guard guards[] = {
        {"outflow_payee_rises", "outflow_payee", "UPDATE",
         "NEW.amount_minor < OLD.amount_minor OR NEW.payee_account <> OLD.payee_account OR "
         "NEW.currency <> OLD.currency OR NEW.day_no <> OLD.day_no",
         "AppendOnly", true},
        {"outflow_minute_rises", "outflow_minute", "UPDATE",
         "NEW.amount_minor < OLD.amount_minor OR NEW.currency <> OLD.currency OR NEW.minute_no <> OLD.minute_no",
         "AppendOnly", true},
        {"outflow_day_rises", "outflow_day", "UPDATE",
         "NEW.amount_minor < OLD.amount_minor OR NEW.currency <> OLD.currency OR NEW.day_no <> OLD.day_no",
         "AppendOnly", true},
        {"outflow_payee_kept", "outflow_payee", "DELETE", "OLD.day_no >= 0", "AppendOnly", true},
        {"outflow_minute_kept", "outflow_minute", "DELETE", "OLD.minute_no >= 0", "AppendOnly", true},
        {"outflow_day_kept", "outflow_day", "DELETE", "OLD.day_no >= 0", "AppendOnly", true},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

void appendChangeGuards(std::vector<QString>& out, Engine engine) {
    const Guard guards[] = {
        {"limit_proposed_by_role", "send_limit_change", "INSERT",
         "NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE r.person_id = NEW.proposed_by AND r.role = 'SUPERVISOR' AND p.active = 1)",
         "RoleMissing"},
        {"limit_confirmed_by_role", "send_limit_confirmation", "INSERT",
         "NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE r.person_id = NEW.confirmed_by AND r.role = 'SUPERVISOR' AND p.active = 1)",
         "RoleMissing"},
        {"limit_confirmed_by_another", "send_limit_confirmation", "INSERT",
         "EXISTS (SELECT 1 FROM send_limit_change c WHERE c.id = NEW.change_id AND c.proposed_by = NEW.confirmed_by)",
         "MakerIsChecker"},
        // The newest proposal takes the place of the older ones.
        {"limit_confirmed_newest", "send_limit_confirmation", "INSERT",
         "EXISTS (SELECT 1 FROM send_limit_change c JOIN send_limit_change n ON n.kind = c.kind "
         "AND n.currency = c.currency AND n.id > c.id WHERE c.id = NEW.change_id)",
         "ShownChanged"},
        {"limit_first_or_confirmed", "send_limit", "INSERT",
         "(NEW.change_id IS NULL AND NEW.amount_minor IS NULL) OR (NEW.change_id IS NOT NULL AND NOT EXISTS ("
         "SELECT 1 FROM send_limit_change c JOIN send_limit_confirmation f ON f.change_id = c.id "
         "WHERE c.id = NEW.change_id AND c.kind = NEW.kind AND c.currency = NEW.currency "
         "AND COALESCE(c.amount_minor, 0) = COALESCE(NEW.amount_minor, 0)))",
         "NotProposed"},
        {"limit_changed_by_two", "send_limit", "UPDATE",
         "NEW.change_id IS NULL OR NEW.change_id <= COALESCE(OLD.change_id, 0) OR NOT EXISTS ("
         "SELECT 1 FROM send_limit_change c JOIN send_limit_confirmation f ON f.change_id = c.id "
         "WHERE c.id = NEW.change_id AND c.kind = NEW.kind AND c.currency = NEW.currency "
         "AND COALESCE(c.amount_minor, 0) = COALESCE(NEW.amount_minor, 0))",
         "NotProposed"},
        {"send_limit_kept", "send_limit", "DELETE", "OLD.kind <> ''", "AppendOnly", true},
        // The money rule itself.
        {"send_over_limit_refused", "send", "INSERT",
         "NEW.send_no = 1 AND EXISTS (SELECT 1 FROM send_over_limit v WHERE v.payout_id = NEW.payout_id)",
         "LimitExceeded"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

void appendReactions(std::vector<QString>& out, Engine engine) {
    appendReaction(
        out, engine,
        {"send_counts",
         "send",
         "INSERT",
         "NEW.send_no = 1",
         {"INSERT INTO outflow_payee (payee_account, currency, day_no, amount_minor) SELECT p.payee_account, "
          "p.currency, (k.now_ms + 28800000) / 86400000, 0 FROM payout p CROSS JOIN payout_clock k "
          "WHERE p.id = NEW.payout_id AND NOT EXISTS (SELECT 1 FROM outflow_payee o "
          "WHERE o.payee_account = p.payee_account AND o.currency = p.currency "
          "AND o.day_no = (k.now_ms + 28800000) / 86400000)",
          "UPDATE outflow_payee SET amount_minor = amount_minor + (SELECT p.amount_minor FROM payout p "
          "WHERE p.id = NEW.payout_id) WHERE (payee_account, currency, day_no) = (SELECT p.payee_account, p.currency, "
          "(k.now_ms + 28800000) / 86400000 FROM payout p CROSS JOIN payout_clock k WHERE p.id = NEW.payout_id)",
          "INSERT INTO outflow_minute (currency, minute_no, amount_minor) SELECT p.currency, k.now_ms / 60000, 0 "
          "FROM payout p CROSS JOIN payout_clock k WHERE p.id = NEW.payout_id AND NOT EXISTS (SELECT 1 "
          "FROM outflow_minute o WHERE o.currency = p.currency AND o.minute_no = k.now_ms / 60000)",
          "UPDATE outflow_minute SET amount_minor = amount_minor + (SELECT p.amount_minor FROM payout p "
          "WHERE p.id = NEW.payout_id) WHERE (currency, minute_no) = (SELECT p.currency, k.now_ms / 60000 "
          "FROM payout p CROSS JOIN payout_clock k WHERE p.id = NEW.payout_id)",
          "INSERT INTO outflow_day (currency, day_no, amount_minor) SELECT p.currency, "
          "(k.now_ms + 28800000) / 86400000, 0 FROM payout p CROSS JOIN payout_clock k WHERE p.id = NEW.payout_id "
          "AND NOT EXISTS (SELECT 1 FROM outflow_day o WHERE o.currency = p.currency "
          "AND o.day_no = (k.now_ms + 28800000) / 86400000)",
          "UPDATE outflow_day SET amount_minor = amount_minor + (SELECT p.amount_minor FROM payout p "
          "WHERE p.id = NEW.payout_id) WHERE (currency, day_no) = (SELECT p.currency, "
          "(k.now_ms + 28800000) / 86400000 FROM payout p CROSS JOIN payout_clock k WHERE p.id = NEW.payout_id)"}});
    appendReaction(
        out, engine,
        {"limit_confirmed",
         "send_limit_confirmation",
         "INSERT",
         "NEW.change_id IS NOT NULL",
         {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, evidence) "
          "SELECT k.now_ms, p.login, 'limit', NEW.change_id, 'confirmed ' || c.kind || ' ' || c.currency, "
          "COALESCE(CAST(l.amount_minor AS TEXT), 'none'), COALESCE(CAST(c.amount_minor AS TEXT), 'none'), c.reason, "
          "'' "
          "FROM payout_clock k JOIN person p ON p.id = NEW.confirmed_by JOIN send_limit_change c "
          "ON c.id = NEW.change_id LEFT JOIN send_limit l ON l.kind = c.kind AND l.currency = c.currency",
          "INSERT INTO send_limit (kind, currency, amount_minor, change_id) SELECT c.kind, c.currency, "
          "c.amount_minor, c.id FROM send_limit_change c WHERE c.id = NEW.change_id AND NOT EXISTS (SELECT 1 "
          "FROM send_limit l WHERE l.kind = c.kind AND l.currency = c.currency)",
          "UPDATE send_limit SET amount_minor = (SELECT c.amount_minor FROM send_limit_change c "
          "WHERE c.id = NEW.change_id), change_id = NEW.change_id WHERE (kind, currency) = (SELECT c.kind, c.currency "
          "FROM send_limit_change c WHERE c.id = NEW.change_id) AND COALESCE(change_id, 0) <> NEW.change_id"}});
    appendReaction(
        out, engine,
        {"limit_proposed_trail",
         "send_limit_change",
         "INSERT",
         "NEW.id IS NOT NULL",
         {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, evidence) "
          "SELECT k.now_ms, p.login, 'limit', NEW.id, 'proposed ' || NEW.kind || ' ' || NEW.currency, '', "
          "COALESCE(CAST(NEW.amount_minor AS TEXT), 'none'), NEW.reason, '' FROM payout_clock k "
          "JOIN person p ON p.id = NEW.proposed_by"}});
    appendReaction(
        out, engine,
        {"limit_first_trail",
         "send_limit",
         "INSERT",
         "NEW.change_id IS NULL",
         {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, evidence) "
          "SELECT k.now_ms, 'payout-admin', 'limit', 0, 'first ' || NEW.kind || ' ' || NEW.currency, 'none', "
          "CAST(NEW.amount_minor AS TEXT), '', '' FROM payout_clock k"}});
}

} // namespace

std::vector<QString> m0008Limits(Engine engine) {
    std::vector<QString> out;
    appendTables(out, engine);
    appendSumGuards(out, engine);
    appendChangeGuards(out, engine);
    appendReactions(out, engine);
    return out;
}

} // namespace payout::store
