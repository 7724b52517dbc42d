// SPDX-License-Identifier: GPL-3.0-or-later
// A switch a merchant and one for everything. They are there from the beginning, so that an arm can lock the row that
// somebody may be about to stop: no permit commits after a stop in its scope has (I24).
#include "core/store/migrations/brake_parts.h"

namespace payout::store {

namespace {

#define HAS_ROLE(person, roles)                                                                                        \
    "EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id WHERE r.person_id = " person              \
    " AND r.role IN (" roles ") AND p.active = 1)"

void appendTable(std::vector<QString>& out, Engine engine) {
    appendShared(out, engine,
                 {
                     // merchant_id 0: everything.
                     R"sql(CREATE TABLE stop_switch (
            merchant_id {int} NOT NULL PRIMARY KEY,
            stopped {int} NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1)),
            stop_reason TEXT NOT NULL DEFAULT '',
            stopped_by {int} REFERENCES person (id),
            stopped_ms {int},
            lift_proposed_by {int} REFERENCES person (id),
            lift_proposed_ms {int},
            lifted_by {int} REFERENCES person (id),
            CONSTRAINT "pd_ReasonMissing" CHECK (stopped = 0 OR stop_reason <> ''),
            CHECK (stopped = 0 OR (stopped_by IS NOT NULL AND stopped_ms IS NOT NULL))) {strict})sql",
                     R"sql(INSERT INTO stop_switch (merchant_id) VALUES (0))sql",
                     R"sql(INSERT INTO stop_switch (merchant_id) SELECT id FROM merchant)sql",
                     // What may not be sent whatever else holds, and why. A switch that is not there stops.
                     R"sql(CREATE VIEW send_stopped AS
            SELECT p.id AS payout_id,
                   CASE WHEN COALESCE(a.stopped, 1) = 1 THEN 'AllStopped' ELSE 'MerchantStopped' END AS refusal
              FROM payout p LEFT JOIN stop_switch a ON a.merchant_id = 0
                   LEFT JOIN stop_switch m ON m.merchant_id = p.merchant_id
             WHERE COALESCE(a.stopped, 1) = 1 OR COALESCE(m.stopped, 1) = 1)sql",
                 });
    appendReaction(out, engine,
                   {"merchant_has_stop_switch",
                    "merchant",
                    "INSERT",
                    "NEW.id IS NOT NULL",
                    {"INSERT INTO stop_switch (merchant_id) SELECT m.id FROM merchant m WHERE m.id = NEW.id"}});
    appendKeyFrozen(out, engine, "stop_switch", {QStringLiteral("merchant_id")});
    appendNoReplace(out, engine, "stop_switch", "o.merchant_id = NEW.merchant_id");
}

void appendSwitchGuards(std::vector<QString>& out, Engine engine) {
    // Somebody stops it, for the first time or with another reason.
#define STOPS                                                                                                          \
    "NEW.stopped = 1 AND (OLD.stopped = 0 OR NEW.stop_reason <> OLD.stop_reason OR "                                   \
    "NEW.stopped_by <> OLD.stopped_by OR NEW.stopped_ms <> OLD.stopped_ms)"
    const Guard guards[] = {
        {"stop_switch_kept", "stop_switch", "DELETE", "OLD.merchant_id >= 0", "AppendOnly", true},
        {"stop_switch_born_open", "stop_switch", "INSERT",
         "NEW.stopped <> 0 OR NEW.lift_proposed_by IS NOT NULL OR NOT EXISTS (SELECT 1 FROM merchant m "
         "WHERE m.id = NEW.merchant_id)",
         "TransitionForbidden"},
        {"stop_switch_by_role", "stop_switch", "UPDATE",
         STOPS " AND NOT " HAS_ROLE("NEW.stopped_by", "'OPERATOR', 'AUDITOR', 'SUPERVISOR'"), "RoleMissing"},
        {"stop_switch_by_clock", "stop_switch", "UPDATE",
         STOPS " AND (NEW.stopped_ms < (SELECT now_ms FROM payout_clock) - 5000 "
               "OR NEW.stopped_ms > (SELECT now_ms FROM payout_clock) + 5000)",
         "ClockGuard"},
        {"stop_switch_forgets_proposal", "stop_switch", "UPDATE", STOPS " AND NEW.lift_proposed_by IS NOT NULL",
         "MakerIsChecker", true},
        {"stop_switch_lift_proposed", "stop_switch", "UPDATE",
         "NEW.lift_proposed_by IS NOT NULL AND NEW.lift_proposed_by <> COALESCE(OLD.lift_proposed_by, 0) "
         "AND (OLD.stopped = 0 OR NEW.stopped = 0 OR NOT " HAS_ROLE("NEW.lift_proposed_by",
                                                                    "'AUDITOR', 'SUPERVISOR'") ")",
         "RoleMissing"},
        {"stop_switch_lifted_by_two", "stop_switch", "UPDATE",
         "OLD.stopped = 1 AND NEW.stopped = 0 AND (OLD.lift_proposed_by IS NULL OR NEW.lifted_by IS NULL OR "
         "NEW.lifted_by = OLD.lift_proposed_by OR NEW.lift_proposed_by IS NULL OR "
         "NEW.lift_proposed_by <> OLD.lift_proposed_by)",
         "MakerIsChecker", true},
        // Workday 8.1: a supervisor, and a second supervisor or an auditor.
        {"stop_switch_lifted_roles", "stop_switch", "UPDATE",
         "OLD.stopped = 1 AND NEW.stopped = 0 AND (NOT " HAS_ROLE(
             "NEW.lifted_by", "'AUDITOR', 'SUPERVISOR'") " OR NOT EXISTS (SELECT 1 FROM person_role r "
                                                         "JOIN person p ON p.id = r.person_id WHERE r.person_id IN "
                                                         "(NEW.lifted_by, OLD.lift_proposed_by) "
                                                         "AND r.role = 'SUPERVISOR' AND p.active = 1))",
         "RoleMissing"},
        // Nothing happens to a switch that stays open.
        {"stop_switch_rests", "stop_switch", "UPDATE", "OLD.stopped = 0 AND NEW.stopped = 0", "TransitionForbidden",
         true},
    };
#undef STOPS
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

void appendSendingGuards(std::vector<QString>& out, Engine engine) {
    const Guard guards[] = {
        {"send_while_all_stopped", "send", "INSERT",
         "NOT EXISTS (SELECT 1 FROM stop_switch s WHERE s.merchant_id = 0 AND s.stopped = 0)", "AllStopped"},
        {"send_of_stopped_merchant", "send", "INSERT",
         "NOT EXISTS (SELECT 1 FROM payout p JOIN stop_switch s ON s.merchant_id = p.merchant_id "
         "WHERE p.id = NEW.payout_id AND s.stopped = 0)",
         "MerchantStopped"},
        // Nothing is claimed either, but a row that a person set aside is still taken out of its batch: it stays.
        {"payout_claim_all_stopped", "payout", "UPDATE OF state",
         "OLD.state IS NULL AND NEW.state IS NOT NULL AND EXISTS (SELECT 1 FROM stop_switch s "
         "WHERE s.merchant_id = 0 AND s.stopped = 1) AND NOT EXISTS (SELECT 1 FROM row_set_aside a "
         "WHERE a.payout_id = NEW.id)",
         "AllStopped"},
        {"payout_claim_merchant_stopped", "payout", "UPDATE OF state",
         "OLD.state IS NULL AND NEW.state IS NOT NULL AND EXISTS (SELECT 1 FROM stop_switch s "
         "WHERE s.merchant_id = NEW.merchant_id AND s.stopped = 1) AND NOT EXISTS (SELECT 1 FROM row_set_aside a "
         "WHERE a.payout_id = NEW.id)",
         "MerchantStopped"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

// Who stopped what and why, who proposed to lift it, who lifted it.
void appendTrailReactions(std::vector<QString>& out, Engine engine) {
#define TRAIL_OF(event, person, reason)                                                                                \
    "INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, evidence) "         \
    "SELECT c.now_ms, p.login, CASE WHEN NEW.merchant_id = 0 THEN 'sending' ELSE 'merchant' END, NEW.merchant_id, "    \
    "'" event "', '', '', " reason ", '' FROM payout_clock c JOIN person p ON p.id = " person
    const Reaction reactions[] = {
        {"stop_switch_trail_stopped",
         "stop_switch",
         "UPDATE",
         "NEW.stopped = 1 AND (OLD.stopped = 0 OR NEW.stop_reason <> OLD.stop_reason OR "
         "NEW.stopped_by <> OLD.stopped_by OR NEW.stopped_ms <> OLD.stopped_ms)",
         {TRAIL_OF("stopped", "NEW.stopped_by", "NEW.stop_reason")}},
        {"stop_switch_trail_proposed",
         "stop_switch",
         "UPDATE",
         "NEW.lift_proposed_by IS NOT NULL AND NEW.lift_proposed_by <> COALESCE(OLD.lift_proposed_by, 0)",
         {TRAIL_OF("lift proposed", "NEW.lift_proposed_by", "NEW.stop_reason")}},
        {"stop_switch_trail_lifted",
         "stop_switch",
         "UPDATE",
         "OLD.stopped = 1 AND NEW.stopped = 0",
         {TRAIL_OF("lifted", "NEW.lifted_by", "OLD.stop_reason")}},
    };
#undef TRAIL_OF
    for (const Reaction& reaction : reactions) appendReaction(out, engine, reaction);
}

} // namespace

void appendStopSwitches(std::vector<QString>& out, Engine engine) {
    appendTable(out, engine);
    appendSwitchGuards(out, engine);
    appendSendingGuards(out, engine);
    appendTrailReactions(out, engine);
}

} // namespace payout::store
