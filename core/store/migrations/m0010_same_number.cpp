// SPDX-License-Identifier: GPL-3.0-or-later
// The same order number again (C12, protocol P11, A45): an attempt counts its permits, and one that is in doubt may be
// armed once more after two people's "pay again", where the channel certifies its numbers and half of the certified
// time is not over (I14). Until then it stays what it is, in doubt: what the bank or a statement says meanwhile counts.
#include "core/store/migrations/guards.h"

namespace payout::store {

namespace {

void appendTables(std::vector<QString>& out, Engine engine) {
    appendShared(out, engine,
                 {
                     R"sql(ALTER TABLE channel ADD COLUMN resend_window_ms {int} NOT NULL DEFAULT 0)sql",
                     // Permits of the number, those included that an egress remembers and this database had forgotten.
                     R"sql(ALTER TABLE attempt ADD COLUMN sends {int} NOT NULL DEFAULT 0
                           CHECK (sends BETWEEN 0 AND 3))sql",
                     R"sql(UPDATE attempt SET sends = 1 WHERE armed_ms IS NOT NULL)sql",
                     // Of the payouts being processed the few that two people pay again.
                     R"sql(CREATE INDEX payout_paid_again ON payout (id)
                           WHERE state = 'PROCESSING' AND last_reason = 'pay again')sql",
                     // One decision lets out one permit: the version that the payout got by it is gone as soon as that
                     // permit's answer, or anything else, makes it an exception again; and until then a permit that is
                     // younger than the decision has used it up.
                     R"sql(CREATE VIEW attempt_resendable AS
            SELECT a.payout_id, a.attempt_no, a.sends + 1 AS send_no
              FROM attempt a JOIN payout p ON p.id = a.payout_id JOIN channel c ON c.id = a.channel_id
                   CROSS JOIN payout_clock k
             WHERE a.state = 'UNKNOWN' AND p.state = 'PROCESSING' AND a.sends < 3
               AND k.now_ms - a.armed_ms < c.resend_window_ms
               AND EXISTS (SELECT 1 FROM exception_action e WHERE e.payout_id = p.id AND e.action = 'REPAY'
                     AND e.state = 'CONFIRMED' AND e.payout_version + 1 = p.version
                     AND NOT EXISTS (SELECT 1 FROM send s WHERE s.payout_id = p.id AND s.armed_ms >= e.decided_ms))
               AND NOT EXISTS (SELECT 1 FROM remembered_send r WHERE r.order_no = a.order_no))sql",
                     R"sql(DROP VIEW remembered_open)sql",
                     // Remembered and not taken over yet, into an attempt or into the count of its permits.
                     R"sql(CREATE VIEW remembered_open AS
            SELECT r.payout_id, r.attempt_no FROM remembered_payout r
             WHERE NOT EXISTS (SELECT 1 FROM attempt a WHERE a.payout_id = r.payout_id
                               AND a.attempt_no = r.attempt_no AND a.armed_ms IS NOT NULL
                               AND (a.state IN ('SETTLED', 'BURNT') OR a.sends >= r.send_no))
               AND NOT EXISTS (SELECT 1 FROM remembered_mismatch m WHERE m.payout_id = r.payout_id
                               AND m.attempt_no = r.attempt_no))sql",
                 });
}

} // namespace

std::vector<QString> m0010SameNumber(Engine engine) {
    std::vector<QString> out;
    appendTables(out, engine);
    dropGuard(out, engine, "attempt_moves", "attempt");
    dropGuard(out, engine, "send_by_its_arm", "send");
    dropGuard(out, engine, "attempt_in_quarantine", "attempt");
    const QByteArray windowKept = inLive("NEW.resend_window_ms <> OLD.resend_window_ms AND NOT (OLD.stopped = 1 AND "
                                         "NEW.stopped = 1 AND OLD.lift_proposed_by IS NULL AND "
                                         "NEW.lift_proposed_by IS NULL)");
    const Guard guards[] = {
        {"attempt_moves", "attempt", "UPDATE OF state",
         "NEW.state <> OLD.state AND NOT ((OLD.state = 'PREPARED' AND NEW.state IN ('ARMED', 'BURNT', 'UNKNOWN')) OR "
         "(OLD.state = 'ARMED' AND NEW.state IN ('SETTLED', 'UNKNOWN')) OR "
         "(OLD.state = 'UNKNOWN' AND NEW.state IN ('ARMED', 'SETTLED', 'BURNT')))",
         "TransitionForbidden", true},
        {"attempt_armed_again", "attempt", "UPDATE OF state",
         "OLD.state = 'UNKNOWN' AND NEW.state = 'ARMED' AND NOT EXISTS (SELECT 1 FROM attempt_resendable r "
         "WHERE r.payout_id = OLD.payout_id AND r.attempt_no = OLD.attempt_no)",
         "NumberExpired"},
        {"attempt_counts_its_arm", "attempt", "UPDATE OF state, sends",
         "NEW.state = 'ARMED' AND OLD.state <> 'ARMED' AND NEW.sends <> OLD.sends + 1", "AttemptNotPrepared", true},
        {"attempt_counts_nothing_else", "attempt", "UPDATE OF sends",
         "NEW.sends <> OLD.sends AND NOT (NEW.state = 'ARMED' AND OLD.state <> 'ARMED') AND (NEW.sends < OLD.sends OR "
         "NOT EXISTS (SELECT 1 FROM remembered_send r WHERE r.order_no = NEW.order_no AND r.send_no = NEW.sends "
         "AND r.payload_digest = NEW.payload_digest))",
         "AppendOnly"},
        {"attempt_in_quarantine", "attempt", "UPDATE OF state",
         "OLD.state <> 'ARMED' AND NEW.state = 'ARMED' AND (SELECT quarantined FROM sending_quarantined) = 1",
         "Quarantined"},
        // One permit an arm: whoever writes a second one for an attempt that is out writes a payment.
        {"send_by_its_arm", "send", "INSERT",
         "NOT EXISTS (SELECT 1 FROM attempt a WHERE a.payout_id = NEW.payout_id AND a.attempt_no = NEW.attempt_no "
         "AND a.sends = NEW.send_no AND (NEW.send_no > 1 OR a.armed_ms = NEW.armed_ms))",
         "AttemptNotPrepared"},
        // A2 is a promise of the bank's: it changes as the rest of the profile does (m0005).
        {"channel_window_kept", "channel", "UPDATE OF resend_window_ms", windowKept.constData(), "ContentFrozen"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
    return out;
}

} // namespace payout::store
