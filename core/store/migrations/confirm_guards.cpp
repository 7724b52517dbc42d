// SPDX-License-Identifier: GPL-3.0-or-later
// Gates G0-G8 of a confirmed decision (spec model 0.3).
#include "core/store/migrations/dispatch_guards.h"

#include <ranges>

namespace payout::store {

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
    const QByteArray earlier =
        confirming("EXISTS (SELECT 1 FROM incident x WHERE x.payout_id = NEW.payout_id AND x.kind = 'DOUBLE_PAID')");
    // T12: importer is not resolver; the view is with the statement files.
    const QByteArray byHand =
        "NOT " + payeeErrorReturn + " AND EXISTS (SELECT 1 FROM statement_hand h WHERE h.payout_id = NEW.payout_id ";
    const QByteArray proposedByHand = byHand + "AND h.person_id = NEW.proposed_by)";
    const QByteArray confirmedByHand = confirming(byHand + "AND h.person_id IN (NEW.proposed_by, NEW.decided_by))");
    const QByteArray pause = confirming(
        "NEW.action = 'REPAY' AND EXISTS (SELECT 1 FROM payout p JOIN instruction i ON i.id = p.instruction_id "
        "JOIN channel_pause w ON w.channel_id = i.channel_id WHERE p.id = NEW.payout_id AND w.repaying_paused = 1)");
    const QByteArray handled = confirming("NOT EXISTS (SELECT 1 FROM payout p WHERE p.id = NEW.payout_id "
                                          "AND p.state = 'EXCEPTION' AND p.version = NEW.payout_version)");
    const QByteArray creator =
        confirming("EXISTS (SELECT 1 FROM payout p JOIN instruction i ON i.id = p.instruction_id "
                   "WHERE p.id = NEW.payout_id AND i.maker_id = NEW.decided_by)");
    const QByteArray role = confirming("NOT EXISTS (SELECT 1 FROM person_role r JOIN person p "
                                       "ON p.id = r.person_id WHERE r.person_id = NEW.decided_by AND p.active = 1 "
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
    // What was held before its claim was taken out of its batch to be given back, not to be sent.
    const QByteArray held = confirming("NEW.action = 'REPAY' AND EXISTS (SELECT 1 FROM payout p "
                                       "WHERE p.id = NEW.payout_id AND p.hold IS NOT NULL)");
    const QByteArray unstable = confirming(
        QByteArray(armed) + " AND NOT EXISTS (SELECT 1 FROM attempt a JOIN channel c ON c.id = a.channel_id "
                            "CROSS JOIN payout_clock k WHERE a.payout_id = NEW.payout_id AND c.health = 'UP' "
                            "AND c.up_since_ms IS NOT NULL AND k.now_ms >= c.up_since_ms + c.stable_ms)");
    const Guard guards[] = {
        {"action_starts_proposed", "exception_action", "INSERT", "NEW.state <> 'PROPOSED'", "TransitionForbidden",
         true},
        {"action_proposed_by_operator", "exception_action", "INSERT",
         "NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE r.person_id = NEW.proposed_by AND r.role = 'OPERATOR' AND p.active = 1)",
         "RoleMissing"},
        {"action_of_exception", "exception_action", "INSERT",
         "NOT EXISTS (SELECT 1 FROM payout p WHERE p.id = NEW.payout_id AND p.state = 'EXCEPTION' "
         "AND p.version = NEW.payout_version)",
         "NotException"},
        {"action_of_importer", "exception_action", "INSERT", proposedByHand.constData(), "ImporterIsResolver"},
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
        {"confirm_g0_held", "exception_action", "UPDATE OF state", held.constData(), "RowHeld"},
        {"confirm_g1_lock", "exception_action", "UPDATE OF state", locked.constData(), "StillLocked"},
        {"confirm_g2_query", "exception_action", "UPDATE OF state", query.constData(), "NoHealthyQuery"},
        {"confirm_g2_stable", "exception_action", "UPDATE OF state", unstable.constData(), "ChannelNotStable"},
        {"confirm_g3_earlier", "exception_action", "UPDATE OF state", earlier.constData(), "AnswerShowsPaid"},
        {"confirm_g3_statement", "exception_action", "UPDATE OF state", covered.constData(), "StatementNotCovering"},
        {"confirm_g3_witness", "exception_action", "UPDATE OF state", confirmedByHand.constData(),
         "ImporterIsResolver"},
        {"confirm_g5_pause", "exception_action", "UPDATE OF state", pause.constData(), "PauseWindow"},
        {"confirm_g7_screening", "exception_action", "UPDATE OF state", screened.constData(), "NotScreened"},
    };
    // The first shut gate speaks, as in rules::mayAct: PostgreSQL asks by name, SQLite the newest trigger first.
    if (engine == Engine::Sqlite)
        for (const Guard& guard : guards | std::views::reverse) appendGuard(out, engine, guard);
    else
        for (const Guard& guard : guards) appendGuard(out, engine, guard);
}

} // namespace payout::store
