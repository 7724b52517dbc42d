// SPDX-License-Identifier: GPL-3.0-or-later
// What has to hold before a byte may leave (spec R8, R33, R34, INV1, INV2, INV7).
#include "core/store/migrations/dispatch_guards.h"

namespace payout::store {

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
         "NEW.state <> OLD.state AND NOT ((OLD.state = 'PREPARED' AND NEW.state IN ('ARMED', 'BURNT', 'UNKNOWN')) OR "
         "(OLD.state = 'ARMED' AND NEW.state IN ('SETTLED', 'UNKNOWN')) OR "
         "(OLD.state = 'UNKNOWN' AND NEW.state IN ('SETTLED', 'BURNT')))",
         "TransitionForbidden", true},
        // INV1, R41, C12: a new number only after every older one is burnt.
        {"attempt_one_live", "attempt", "INSERT",
         "EXISTS (SELECT 1 FROM attempt a WHERE a.payout_id = NEW.payout_id AND a.state <> 'BURNT')", "LiveAttempt"},
        {"attempt_of_processing", "attempt", "INSERT",
         "NOT EXISTS (SELECT 1 FROM payout p WHERE p.id = NEW.payout_id AND p.state = 'PROCESSING')", "NotApproved"},
        {"attempt_of_held", "attempt", "INSERT",
         "EXISTS (SELECT 1 FROM payout p WHERE p.id = NEW.payout_id AND p.hold IS NOT NULL)", "RowHeld"},
        {"attempt_of_set_aside", "attempt", "INSERT",
         "EXISTS (SELECT 1 FROM row_set_aside s WHERE s.payout_id = NEW.payout_id) "
         "AND NOT EXISTS (SELECT 1 FROM exception_action e WHERE e.payout_id = NEW.payout_id "
         "AND e.action = 'REPAY' AND e.state = 'CONFIRMED')",
         "RowHeld"},
        // An armed attempt is burnt only by two people's confirmed decision, or when it is dead and the payout was paid
        // by an order before it: then SUCCESS is all that can follow.
        {"attempt_burnt_by_two", "attempt", "UPDATE OF state",
         "NEW.state = 'BURNT' AND OLD.state = 'UNKNOWN' AND NOT EXISTS (SELECT 1 FROM exception_action e "
         "JOIN payout p ON p.id = e.payout_id WHERE e.payout_id = NEW.payout_id AND e.state = 'CONFIRMED' "
         "AND e.payout_version = p.version) AND NOT (EXISTS (SELECT 1 FROM payout_paid_earlier e "
         "WHERE e.payout_id = NEW.payout_id AND e.attempt_no <> NEW.attempt_no) AND EXISTS (SELECT 1 "
         "FROM attempt_proven_dead d WHERE d.payout_id = NEW.payout_id AND d.attempt_no = NEW.attempt_no))",
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
        // One permit an arm: whoever writes a second one for an attempt that is out writes a payment.
        {"send_by_its_arm", "send", "INSERT",
         "NEW.send_no <> 1 OR NOT EXISTS (SELECT 1 FROM attempt a WHERE a.payout_id = NEW.payout_id "
         "AND a.attempt_no = NEW.attempt_no AND a.armed_ms = NEW.armed_ms)",
         "AttemptNotPrepared"},
        {"send_of_set_aside", "send", "INSERT",
         "EXISTS (SELECT 1 FROM row_set_aside s WHERE s.payout_id = NEW.payout_id) "
         "AND NOT EXISTS (SELECT 1 FROM exception_action e WHERE e.payout_id = NEW.payout_id "
         "AND e.action = 'REPAY' AND e.state = 'CONFIRMED')",
         "RowHeld"},
        // R27: the payee may have come onto the list after the claim.
        {"send_to_listed", "send", "INSERT",
         "EXISTS (SELECT 1 FROM payout p JOIN screening_list l ON l.payee_account = p.payee_account "
         "WHERE p.id = NEW.payout_id)",
         "NotScreened"},
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
        {"send_in_pause", "send", "INSERT",
         "EXISTS (SELECT 1 FROM attempt a JOIN channel_pause w ON w.channel_id = a.channel_id "
         "WHERE a.payout_id = NEW.payout_id AND a.attempt_no = NEW.attempt_no AND w.sending_paused = 1)",
         "PauseWindow"},
        {"lease_epoch_rises", "lease", "UPDATE",
         "NEW.epoch < OLD.epoch OR (NEW.host <> OLD.host AND NEW.epoch = OLD.epoch)", "StaleEpoch", true},
        {"lease_kept", "lease", "DELETE", "OLD.epoch >= 0", "AppendOnly", true},
        // One person with a role stops, and a stop takes an older proposal to lift away.
        {"stop_by_role", "channel", "UPDATE OF stopped, stopped_by",
         "NEW.stopped = 1 AND (OLD.stopped = 0 OR COALESCE(NEW.stopped_by, 0) <> COALESCE(OLD.stopped_by, 0)) "
         "AND NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE r.person_id = NEW.stopped_by AND r.role IN ('OPERATOR', 'AUDITOR', 'SUPERVISOR') AND p.active = 1)",
         "RoleMissing"},
        {"stop_forgets_proposal", "channel", "UPDATE OF stopped",
         "OLD.stopped = 0 AND NEW.stopped = 1 AND NEW.lift_proposed_by IS NOT NULL", "MakerIsChecker", true},
        {"lift_proposed_by_role", "channel", "UPDATE OF lift_proposed_by",
         "NEW.lift_proposed_by IS NOT NULL AND NEW.lift_proposed_by <> COALESCE(OLD.lift_proposed_by, 0) "
         "AND (NEW.stopped = 0 OR NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE r.person_id = NEW.lift_proposed_by AND r.role IN ('AUDITOR', 'SUPERVISOR') AND p.active = 1))",
         "RoleMissing"},
        // Workday 8.1: a supervisor, and a second supervisor or an auditor.
        {"stop_lifted_roles", "channel", "UPDATE OF stopped",
         "OLD.stopped = 1 AND NEW.stopped = 0 AND (NOT EXISTS (SELECT 1 FROM person_role r "
         "JOIN person p ON p.id = r.person_id WHERE r.person_id = NEW.stopped_by "
         "AND r.role IN ('AUDITOR', 'SUPERVISOR') AND p.active = 1) OR NOT EXISTS (SELECT 1 FROM person_role r "
         "JOIN person p ON p.id = r.person_id WHERE r.person_id IN (NEW.stopped_by, OLD.lift_proposed_by) "
         "AND r.role = 'SUPERVISOR' AND p.active = 1))",
         "RoleMissing"},
        {"stop_lifted_by_two", "channel", "UPDATE OF stopped",
         "OLD.stopped = 1 AND NEW.stopped = 0 AND (OLD.lift_proposed_by IS NULL OR NEW.lift_proposed_by IS NULL OR "
         "NEW.stopped_by IS NULL OR NEW.stopped_by = OLD.lift_proposed_by)",
         "MakerIsChecker", true},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

} // namespace payout::store
