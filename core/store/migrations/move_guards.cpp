// SPDX-License-Identifier: GPL-3.0-or-later
// rules::payoutMoves once more, and what each move needs (spec model 0.2).
#include "core/store/migrations/dispatch_guards.h"

namespace payout::store {

void appendMoveGuards(std::vector<QString>& out, Engine engine) {
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
        // A held row is claimed for one thing only: to be taken out of its batch because a person set it aside.
        {"payout_claim_held", "payout", "UPDATE OF state",
         "OLD.state IS NULL AND NEW.state IS NOT NULL AND (OLD.hold IS NOT NULL OR NEW.hold IS NOT NULL) "
         "AND NOT EXISTS (SELECT 1 FROM row_set_aside s WHERE s.payout_id = NEW.id)",
         "RowHeld"},
        // R27, spec 7.2: before the first send as well.
        {"payout_claim_listed", "payout", "UPDATE OF state",
         "OLD.state IS NULL AND NEW.state IS NOT NULL AND EXISTS (SELECT 1 FROM screening_list l "
         "WHERE l.payee_account = NEW.payee_account) AND NOT EXISTS (SELECT 1 FROM row_set_aside s "
         "WHERE s.payout_id = NEW.id)",
         "NotScreened"},
        // Approved, and one of the rows that were approved: a row slipped in later has a number beyond the count.
        {"payout_claim_approved", "payout", "UPDATE OF state",
         "OLD.state IS NULL AND NEW.state IS NOT NULL AND NOT EXISTS (SELECT 1 FROM instruction i "
         "WHERE i.id = NEW.instruction_id AND i.state = 'APPROVED_PROCESSING' "
         "AND NEW.id BETWEEN i.id * 1048576 + 1 AND i.id * 1048576 + i.rows_count)",
         "NotApproved"},
        {"payout_hold_released", "payout", "UPDATE OF hold",
         "OLD.hold IS NOT NULL AND COALESCE(NEW.hold, '') <> OLD.hold AND COALESCE(NEW.hold, '') <> 'SCREEN_BLOCKED' "
         "AND (NOT EXISTS (SELECT 1 FROM hold_release h WHERE h.payout_id = NEW.id AND h.hold = OLD.hold) "
         "OR EXISTS (SELECT 1 FROM row_set_aside s WHERE s.payout_id = NEW.id))",
         "RowHeld"},
        // What one person set aside because it was held, no other person lets go: it can only be returned, by two.
        {"hold_release_unclaimed", "hold_release", "INSERT",
         "EXISTS (SELECT 1 FROM row_set_aside s WHERE s.payout_id = NEW.payout_id) OR "
         "EXISTS (SELECT 1 FROM payout p WHERE p.id = NEW.payout_id AND p.state IS NOT NULL)",
         "AlreadyClaimed"},
        {"set_aside_by_role", "row_set_aside", "INSERT",
         "NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id WHERE r.person_id = NEW.set_by "
         "AND r.role IN ('AUDITOR', 'SUPERVISOR') AND p.active = 1)",
         "RoleMissing"},
        {"set_aside_by_another", "row_set_aside", "INSERT",
         "EXISTS (SELECT 1 FROM payout p JOIN instruction i ON i.id = p.instruction_id "
         "WHERE p.id = NEW.payout_id AND i.maker_id = NEW.set_by)",
         "MakerIsChecker"},
        {"set_aside_unclaimed", "row_set_aside", "INSERT",
         "NOT EXISTS (SELECT 1 FROM payout p JOIN instruction i ON i.id = p.instruction_id "
         "WHERE p.id = NEW.payout_id AND p.state IS NULL AND i.state = 'APPROVED_PROCESSING')",
         "AlreadyClaimed"},
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
         "AND p.amount_minor = NEW.amount_minor AND p.fee_minor >= NEW.fee_minor AND (p.state = 'RETURNED' OR "
         "(p.state = 'SUCCESS' AND EXISTS (SELECT 1 FROM bank_return r JOIN ledger_account a "
         "ON a.id = NEW.debit_account_id AND a.code = '1001' WHERE r.payout_id = p.id AND r.state = 'APPROVED'))))",
         "TransitionForbidden"},
        {"journal_paid_follows_state", "journal_entry", "INSERT",
         "NEW.kind = 'PAID' AND NOT EXISTS (SELECT 1 FROM payout p WHERE p.id = NEW.payout_id "
         "AND p.state = 'SUCCESS' AND p.amount_minor = NEW.amount_minor)",
         "TransitionForbidden"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

} // namespace payout::store
