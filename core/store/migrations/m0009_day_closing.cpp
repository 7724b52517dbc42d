// SPDX-License-Identifier: GPL-3.0-or-later
// A business day of a channel closes when everything of its batches is matched by a statement or listed in a closing
// that two people signed (P14). A closed day produces no payouts (I25); reopening takes two people and a reason.
// Everything is append-only: what is closed now is a view.
#include "core/store/migrations/guards.h"

namespace payout::store {

namespace {

#define IS_ACTIVE(person, roles)                                                                                       \
    "EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id WHERE r.person_id IN (" person            \
    ") AND r.role IN (" roles ") AND p.active = 1)"
#define SIGNERS "'OPERATOR', 'AUDITOR', 'SUPERVISOR'"

void appendTables(std::vector<QString>& out, Engine engine) {
    appendShared(out, engine,
                 {
                     R"sql(CREATE TABLE day_closing (
            id {id},
            channel_id {int} NOT NULL REFERENCES channel (id),
            business_date {int} NOT NULL,
            reason TEXT NOT NULL,
            proposed_by {int} NOT NULL REFERENCES person (id),
            proposed_ms {int} NOT NULL) {strict})sql",
                     R"sql(CREATE INDEX day_closing_day ON day_closing (channel_id, business_date, id))sql",
                     // What is open although the day closes, by name.
                     R"sql(CREATE TABLE day_closing_item (
            closing_id {int} NOT NULL REFERENCES day_closing (id),
            payout_id {int} NOT NULL REFERENCES payout (id),
            why TEXT NOT NULL CHECK (why IN ('PROCESSING', 'EXCEPTION', 'NO_STATEMENT')),
            amount_minor {int} NOT NULL,
            PRIMARY KEY (closing_id, payout_id)) {strict})sql",
                     R"sql(CREATE TABLE day_closing_confirmation (
            closing_id {int} NOT NULL PRIMARY KEY REFERENCES day_closing (id),
            items_count {int} NOT NULL,
            confirmed_by {int} NOT NULL REFERENCES person (id),
            confirmed_ms {int} NOT NULL) {strict})sql",
                     R"sql(CREATE TABLE day_reopening (
            id {id},
            closing_id {int} NOT NULL REFERENCES day_closing (id),
            reason TEXT NOT NULL CONSTRAINT "pd_ReasonMissing" CHECK (reason <> ''),
            proposed_by {int} NOT NULL REFERENCES person (id),
            proposed_ms {int} NOT NULL) {strict})sql",
                     R"sql(CREATE INDEX day_reopening_closing ON day_reopening (closing_id, id))sql",
                     R"sql(CREATE TABLE day_reopening_confirmation (
            reopening_id {int} NOT NULL PRIMARY KEY REFERENCES day_reopening (id),
            confirmed_by {int} NOT NULL REFERENCES person (id),
            confirmed_ms {int} NOT NULL) {strict})sql",
                     R"sql(CREATE VIEW closed_day AS
            SELECT c.id AS closing_id, c.channel_id, c.business_date
              FROM day_closing c JOIN day_closing_confirmation f ON f.closing_id = c.id
             WHERE NOT EXISTS (SELECT 1 FROM day_reopening r JOIN day_reopening_confirmation g ON g.reopening_id = r.id
                     WHERE r.closing_id = c.id))sql",
                     R"sql(CREATE INDEX instruction_day ON instruction (channel_id, business_date))sql",
                     // What keeps a day open. NOT_APPROVED and NOT_SENT have to be finished; the rest may be listed. A
                     // success is done when a line that counts shows exactly it.
                     R"sql(CREATE VIEW day_open_item AS
            SELECT i.channel_id, i.business_date, i.id AS instruction_id, p.id AS payout_id, p.amount_minor,
                   CASE WHEN i.state = 'PENDING_APPROVAL' THEN 'NOT_APPROVED'
                        WHEN p.state IS NULL THEN 'NOT_SENT'
                        WHEN p.state = 'PROCESSING' AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.payout_id = p.id
                               AND a.state IN ('ARMED', 'UNKNOWN', 'SETTLED')) THEN 'NOT_SENT'
                        WHEN p.state = 'SUCCESS' THEN 'NO_STATEMENT' ELSE p.state END AS why
              FROM instruction i JOIN payout p ON p.id BETWEEN i.id * 1048576 + 1 AND i.id * 1048576 + i.rows_count
             WHERE i.state <> 'REJECTED' AND (p.state IS NULL OR p.state IN ('PROCESSING', 'EXCEPTION')
                OR (p.state = 'SUCCESS' AND NOT EXISTS (SELECT 1 FROM attempt a JOIN bank_line b
                      ON b.channel_id = a.channel_id AND b.order_no = a.order_no
                     WHERE a.payout_id = p.id AND b.direction = 'DEBIT' AND b.status = 'BOOKED' AND b.is_return = 0
                       AND b.amount_minor = p.amount_minor AND b.currency = p.currency
                       AND EXISTS (SELECT 1 FROM witnessed_line w WHERE w.id = b.id)))))sql",
                     R"sql(DROP VIEW send_stopped)sql",
                     R"sql(CREATE VIEW send_stopped AS
            SELECT p.id AS payout_id,
                   CASE WHEN COALESCE(a.stopped, 1) = 1 THEN 'AllStopped'
                        WHEN COALESCE(m.stopped, 1) = 1 THEN 'MerchantStopped' ELSE 'DayClosed' END AS refusal
              FROM payout p LEFT JOIN stop_switch a ON a.merchant_id = 0
                   LEFT JOIN stop_switch m ON m.merchant_id = p.merchant_id
             WHERE COALESCE(a.stopped, 1) = 1 OR COALESCE(m.stopped, 1) = 1
                OR EXISTS (SELECT 1 FROM instruction i JOIN closed_day d ON d.channel_id = i.channel_id
                     AND d.business_date = i.business_date WHERE i.id = p.instruction_id))sql",
                 });
    for (const char* table :
         {"day_closing", "day_closing_item", "day_closing_confirmation", "day_reopening", "day_reopening_confirmation"})
        appendOnly(out, engine, table);
    appendNoReplace(out, engine, "day_closing", "o.id = NEW.id");
    appendNoReplace(out, engine, "day_closing_item", "o.closing_id = NEW.closing_id AND o.payout_id = NEW.payout_id");
    appendNoReplace(out, engine, "day_closing_confirmation", "o.closing_id = NEW.closing_id", "AlreadyHandled");
    appendNoReplace(out, engine, "day_reopening", "o.id = NEW.id");
    appendNoReplace(out, engine, "day_reopening_confirmation", "o.reopening_id = NEW.reopening_id", "AlreadyHandled");
}

void appendClosingGuards(std::vector<QString>& out, Engine engine) {
    const Guard guards[] = {
        {"day_closing_by_role", "day_closing", "INSERT", "NOT " IS_ACTIVE("NEW.proposed_by", SIGNERS), "RoleMissing"},
        {"day_closing_open", "day_closing", "INSERT",
         "EXISTS (SELECT 1 FROM closed_day d WHERE d.channel_id = NEW.channel_id "
         "AND d.business_date = NEW.business_date)",
         "DayClosed"},
        {"day_closing_item_open", "day_closing_item", "INSERT",
         "EXISTS (SELECT 1 FROM day_closing_confirmation f WHERE f.closing_id = NEW.closing_id) OR NOT EXISTS ("
         "SELECT 1 FROM day_closing c JOIN day_open_item o ON o.channel_id = c.channel_id "
         "AND o.business_date = c.business_date WHERE c.id = NEW.closing_id AND o.payout_id = NEW.payout_id "
         "AND o.why = NEW.why AND o.amount_minor = NEW.amount_minor)",
         "ShownChanged"},
        {"day_closed_by_role", "day_closing_confirmation", "INSERT", "NOT " IS_ACTIVE("NEW.confirmed_by", SIGNERS),
         "RoleMissing"},
        {"day_closed_by_another", "day_closing_confirmation", "INSERT",
         "EXISTS (SELECT 1 FROM day_closing c WHERE c.id = NEW.closing_id AND c.proposed_by = NEW.confirmed_by)",
         "MakerIsChecker"},
        {"day_closed_by_supervisor", "day_closing_confirmation", "INSERT",
         "NOT " IS_ACTIVE("NEW.confirmed_by, (SELECT c.proposed_by FROM day_closing c WHERE c.id = NEW.closing_id)",
                          "'SUPERVISOR'"),
         "RoleMissing"},
        {"day_closed_once", "day_closing_confirmation", "INSERT",
         "EXISTS (SELECT 1 FROM day_closing c JOIN closed_day d ON d.channel_id = c.channel_id "
         "AND d.business_date = c.business_date WHERE c.id = NEW.closing_id)",
         "DayClosed"},
        {"day_closed_newest", "day_closing_confirmation", "INSERT",
         "EXISTS (SELECT 1 FROM day_closing c JOIN day_closing n ON n.channel_id = c.channel_id "
         "AND n.business_date = c.business_date AND n.id > c.id WHERE c.id = NEW.closing_id)",
         "ShownChanged"},
        {"day_closed_finished", "day_closing_confirmation", "INSERT",
         "EXISTS (SELECT 1 FROM day_closing c JOIN day_open_item o ON o.channel_id = c.channel_id "
         "AND o.business_date = c.business_date WHERE c.id = NEW.closing_id "
         "AND o.why IN ('NOT_APPROVED', 'NOT_SENT'))",
         "DayNotFinished"},
        {"day_closed_listed", "day_closing_confirmation", "INSERT",
         "EXISTS (SELECT 1 FROM day_closing c JOIN day_open_item o ON o.channel_id = c.channel_id "
         "AND o.business_date = c.business_date WHERE c.id = NEW.closing_id "
         "AND o.why NOT IN ('NOT_APPROVED', 'NOT_SENT') AND NOT EXISTS (SELECT 1 "
         "FROM day_closing_item l WHERE l.closing_id = c.id AND l.payout_id = o.payout_id)) OR "
         "NEW.items_count <> (SELECT COUNT(*) FROM day_closing_item l WHERE l.closing_id = NEW.closing_id)",
         "ShownChanged"},
        {"day_closed_reason", "day_closing_confirmation", "INSERT",
         "NEW.items_count > 0 AND EXISTS (SELECT 1 FROM day_closing c WHERE c.id = NEW.closing_id AND c.reason = '')",
         "ReasonMissing"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

void appendReopeningGuards(std::vector<QString>& out, Engine engine) {
    const Guard guards[] = {
        {"day_reopening_by_role", "day_reopening", "INSERT", "NOT " IS_ACTIVE("NEW.proposed_by", SIGNERS),
         "RoleMissing"},
        {"day_reopening_closed", "day_reopening", "INSERT",
         "NOT EXISTS (SELECT 1 FROM closed_day d WHERE d.closing_id = NEW.closing_id)", "AlreadyHandled"},
        {"day_reopened_by_role", "day_reopening_confirmation", "INSERT", "NOT " IS_ACTIVE("NEW.confirmed_by", SIGNERS),
         "RoleMissing"},
        {"day_reopened_by_another", "day_reopening_confirmation", "INSERT",
         "EXISTS (SELECT 1 FROM day_reopening r WHERE r.id = NEW.reopening_id AND r.proposed_by = NEW.confirmed_by)",
         "MakerIsChecker"},
        {"day_reopened_by_supervisor", "day_reopening_confirmation", "INSERT",
         "NOT " IS_ACTIVE("NEW.confirmed_by, (SELECT r.proposed_by FROM day_reopening r WHERE r.id = NEW.reopening_id)",
                          "'SUPERVISOR'"),
         "RoleMissing"},
        {"day_reopened_newest", "day_reopening_confirmation", "INSERT",
         "EXISTS (SELECT 1 FROM day_reopening r JOIN day_reopening n ON n.closing_id = r.closing_id AND n.id > r.id "
         "WHERE r.id = NEW.reopening_id)",
         "ShownChanged"},
        {"day_reopened_once", "day_reopening_confirmation", "INSERT",
         "NOT EXISTS (SELECT 1 FROM day_reopening r JOIN closed_day d ON d.closing_id = r.closing_id "
         "WHERE r.id = NEW.reopening_id)",
         "AlreadyHandled"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

void appendClosedDayGuards(std::vector<QString>& out, Engine engine) {
    const Guard guards[] = {
        {"send_of_closed_day", "send", "INSERT",
         "EXISTS (SELECT 1 FROM payout p JOIN instruction i ON i.id = p.instruction_id JOIN closed_day d "
         "ON d.channel_id = i.channel_id AND d.business_date = i.business_date WHERE p.id = NEW.payout_id)",
         "DayClosed"},
        {"instruction_of_closed_day", "instruction", "INSERT",
         "EXISTS (SELECT 1 FROM closed_day d WHERE d.channel_id = NEW.channel_id "
         "AND d.business_date = NEW.business_date)",
         "DayClosed"},
        {"confirm_repay_closed_day", "exception_action", "UPDATE OF state",
         "NEW.state = 'CONFIRMED' AND OLD.state <> 'CONFIRMED' AND NEW.action = 'REPAY' AND EXISTS (SELECT 1 "
         "FROM payout p JOIN instruction i ON i.id = p.instruction_id JOIN closed_day d "
         "ON d.channel_id = i.channel_id AND d.business_date = i.business_date WHERE p.id = NEW.payout_id)",
         "DayClosed"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

// The day stands in the event, so that the trail reads by itself.
void appendTrail(std::vector<QString>& out, Engine engine) {
#define DAY_TRAIL(event, person, reason, from)                                                                         \
    "INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, evidence) "         \
    "SELECT k.now_ms, p.login, 'day', c.id, '" event " ' || CAST(c.business_date AS TEXT), '', '', " reason ", '' "    \
    "FROM payout_clock k JOIN person p ON p.id = " person " JOIN day_closing c ON " from
    const Reaction reactions[] = {
        {"day_closing_trail",
         "day_closing",
         "INSERT",
         "NEW.id IS NOT NULL",
         {DAY_TRAIL("closing proposed", "NEW.proposed_by", "NEW.reason", "c.id = NEW.id")}},
        {"day_closed_trail",
         "day_closing_confirmation",
         "INSERT",
         "NEW.closing_id IS NOT NULL",
         {DAY_TRAIL("closed", "NEW.confirmed_by", "c.reason", "c.id = NEW.closing_id")}},
        {"day_reopening_trail",
         "day_reopening",
         "INSERT",
         "NEW.id IS NOT NULL",
         {DAY_TRAIL("reopening proposed", "NEW.proposed_by", "NEW.reason", "c.id = NEW.closing_id")}},
        {"day_reopened_trail",
         "day_reopening_confirmation",
         "INSERT",
         "NEW.reopening_id IS NOT NULL",
         {DAY_TRAIL("reopened", "NEW.confirmed_by", "o.reason",
                    "c.id = (SELECT x.closing_id FROM day_reopening x WHERE x.id = NEW.reopening_id) "
                    "JOIN day_reopening o ON o.id = NEW.reopening_id")}},
    };
#undef DAY_TRAIL
    for (const Reaction& reaction : reactions) appendReaction(out, engine, reaction);
}

} // namespace

std::vector<QString> m0009DayClosing(Engine engine) {
    std::vector<QString> out;
    appendTables(out, engine);
    appendClosingGuards(out, engine);
    appendReopeningGuards(out, engine);
    appendClosedDayGuards(out, engine);
    appendTrail(out, engine);
    return out;
}

} // namespace payout::store
