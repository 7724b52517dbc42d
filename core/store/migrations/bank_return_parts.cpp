// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations/bank_return_parts.h"

namespace payout::store {

namespace {

void appendTables(std::vector<QString>& out, Engine engine) {
    appendShared(out, engine,
                 {
                     // OPEN: a line of the bank is here. PROPOSED and APPROVED by two people on one line; a proposal
                     // that the second person refuses, with a reason, is OPEN again, for another line if need be. One
                     // row a payout, so there is one credit however many lines name it.
                     R"sql(CREATE TABLE bank_return (
            payout_id {int} NOT NULL PRIMARY KEY REFERENCES payout (id),
            bank_line_id {int} NOT NULL REFERENCES bank_line (id),
            at_ms {int} NOT NULL,
            state TEXT NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'PROPOSED', 'APPROVED')),
            proposed_by {int} REFERENCES person (id),
            proposed_ms {int},
            reason TEXT NOT NULL DEFAULT '',
            decided_by {int} REFERENCES person (id),
            decided_ms {int},
            refusal_reason TEXT NOT NULL DEFAULT '',
            CHECK ((state = 'OPEN') = (proposed_by IS NULL)),
            CONSTRAINT "pd_ReasonMissing" CHECK (state = 'OPEN' OR reason <> ''),
            CHECK (state <> 'APPROVED' OR decided_by IS NOT NULL),
            CONSTRAINT "pd_MakerIsChecker" CHECK (state <> 'APPROVED' OR decided_by <> proposed_by)) {strict})sql",
                     R"sql(CREATE INDEX bank_return_line ON bank_return (bank_line_id))sql",
                     // What rules::mayCreditReturn asks for, of every line that says a payout came back; a notice of it
                     // is proven by the statement that repeats the line. Paid is what a booked debit or the bank's
                     // answer says, each order once: the debits of a statement may come later than the return. A part
                     // that came back takes no payment back.
                     R"sql(CREATE VIEW bank_return_fact AS
            SELECT r.payout_id, b.id AS bank_line_id, i.maker_id,
                   CASE WHEN b.status = 'BOOKED' AND b.repeat_of IS NULL AND p.state = 'SUCCESS'
                     AND EXISTS (SELECT 1 FROM witnessed_line w WHERE w.id = b.id) THEN 1 ELSE 0 END AS proven,
                   CASE WHEN b.amount_minor = p.amount_minor AND b.currency = p.currency THEN 1 ELSE 0 END AS equal_amounts,
                   (SELECT COUNT(*) FROM attempt t JOIN bank_line y ON y.channel_id = t.channel_id
                      AND y.order_no = t.order_no JOIN statement_file g ON g.id = y.file_id
                    WHERE t.payout_id = r.payout_id AND y.direction = 'DEBIT' AND y.is_return = 0
                      AND y.status = 'BOOKED' AND y.repeat_of IS NULL AND g.state IN ('LOADED', 'ACCEPTED'))
                   + (SELECT COUNT(*) FROM attempt t WHERE t.payout_id = r.payout_id
                        AND EXISTS (SELECT 1 FROM answer z WHERE z.payout_id = t.payout_id
                          AND z.attempt_no = t.attempt_no AND z.outcome = 'SUCCESS')
                        AND NOT EXISTS (SELECT 1 FROM bank_line y JOIN statement_file g ON g.id = y.file_id
                          WHERE y.channel_id = t.channel_id AND y.order_no = t.order_no AND y.direction = 'DEBIT'
                            AND y.is_return = 0 AND y.status = 'BOOKED' AND g.state IN ('LOADED', 'ACCEPTED')))
                     AS paid_lines,
                   (SELECT COUNT(*) FROM attempt t JOIN bank_line y ON y.channel_id = t.channel_id
                      AND y.order_no = t.order_no JOIN witnessed_line w ON w.id = y.id
                    WHERE t.payout_id = r.payout_id AND y.direction = 'CREDIT' AND y.is_return = 1
                      AND y.status = 'BOOKED' AND y.repeat_of IS NULL
                      AND y.amount_minor = p.amount_minor AND y.currency = p.currency) AS return_lines
              FROM bank_return r JOIN payout p ON p.id = r.payout_id JOIN instruction i ON i.id = p.instruction_id
              JOIN attempt o ON o.payout_id = r.payout_id
              JOIN bank_line b ON b.channel_id = o.channel_id AND b.order_no = o.order_no
             WHERE b.direction = 'CREDIT' AND b.is_return = 1)sql",
                     // T12: who brought by hand or accepted the file that a line came in, or, where that one
                     // confirms nothing, a file that repeats it.
                     R"sql(CREATE VIEW bank_line_hand AS
            SELECT b.id AS bank_line_id, f.loaded_by_person AS person_id FROM bank_line b
              JOIN bank_line y ON y.channel_id = b.channel_id AND y.order_no = b.order_no
                AND (y.id = b.id OR (y.repeat_of = b.id
                  AND NOT EXISTS (SELECT 1 FROM confirming_file k WHERE k.id = b.file_id)))
              JOIN statement_file f ON f.id = y.file_id WHERE f.loaded_by_person IS NOT NULL
            UNION
            SELECT b.id, f.accepted_by FROM bank_line b
              JOIN bank_line y ON y.channel_id = b.channel_id AND y.order_no = b.order_no
                AND (y.id = b.id OR (y.repeat_of = b.id
                  AND NOT EXISTS (SELECT 1 FROM confirming_file k WHERE k.id = b.file_id)))
              JOIN statement_file f ON f.id = y.file_id WHERE f.accepted_by IS NOT NULL)sql",
                 });
}

void appendReturnGuards(std::vector<QString>& out, Engine engine) {
    // Each refuses for its own reason alone, so that it does not matter which an engine asks first.
    const auto withFact = [](const char* quantor, const char* fact) {
        return QByteArray("NEW.state <> 'OPEN' AND ") + quantor +
               " (SELECT 1 FROM bank_return_fact x WHERE x.payout_id = NEW.payout_id "
               "AND x.bank_line_id = NEW.bank_line_id AND x.proven = 1" +
               fact + ")";
    };
    const QByteArray proven = withFact("NOT EXISTS", "");
    const QByteArray equal = withFact("EXISTS", " AND x.equal_amounts = 0");
    const QByteArray paid = withFact("EXISTS", " AND x.equal_amounts = 1 AND x.paid_lines > x.return_lines");
    const Guard guards[] = {
        {"bank_return_kept", "bank_return", "DELETE", "OLD.payout_id IS NOT NULL", "AppendOnly", true},
        {"bank_return_starts_open", "bank_return", "INSERT", "NEW.state <> 'OPEN'", "TransitionForbidden", true},
        {"bank_return_a_once", "bank_return", "UPDATE",
         "OLD.state = 'APPROVED' OR NEW.state = OLD.state OR (OLD.state = 'OPEN' AND NEW.state <> 'PROPOSED')",
         "AlreadyHandled", true},
        {"bank_return_a_frozen", "bank_return", "UPDATE",
         "NEW.payout_id <> OLD.payout_id OR NEW.at_ms <> OLD.at_ms OR "
         "(NEW.bank_line_id <> OLD.bank_line_id AND NEW.state <> 'PROPOSED') OR "
         "(NEW.state = 'APPROVED' AND (NEW.proposed_by <> OLD.proposed_by OR NEW.reason <> OLD.reason))",
         "AppendOnly", true},
        {"bank_return_a_refused", "bank_return", "UPDATE",
         "OLD.state = 'PROPOSED' AND NEW.state = 'OPEN' AND TRIM(NEW.refusal_reason) = ''", "ReasonMissing", true},
        {"bank_return_b_proven", "bank_return", "UPDATE", proven.constData(), "EvidenceMissing"},
        {"bank_return_c_amount", "bank_return", "UPDATE", equal.constData(), "ReturnAmountDiffers"},
        {"bank_return_d_paid", "bank_return", "UPDATE", paid.constData(), "StatementShowsPaid"},
        {"bank_return_e_role", "bank_return", "UPDATE",
         "(NEW.state = 'PROPOSED' AND NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE p.active = 1 AND r.person_id = NEW.proposed_by AND r.role = 'OPERATOR')) OR "
         "(OLD.state = 'PROPOSED' AND NOT EXISTS (SELECT 1 FROM person_role r JOIN person p ON p.id = r.person_id "
         "WHERE p.active = 1 AND r.person_id = NEW.decided_by AND r.role IN ('AUDITOR', 'SUPERVISOR')))",
         "RoleMissing"},
        {"bank_return_f_creator", "bank_return", "UPDATE",
         "NEW.state = 'APPROVED' AND EXISTS (SELECT 1 FROM bank_return_fact x WHERE x.payout_id = NEW.payout_id "
         "AND x.bank_line_id = NEW.bank_line_id AND x.maker_id = NEW.decided_by)",
         "CheckerIsCreator"},
        {"bank_return_g_importer", "bank_return", "UPDATE",
         "NEW.state <> 'OPEN' AND EXISTS (SELECT 1 FROM bank_line_hand x WHERE x.bank_line_id = NEW.bank_line_id "
         "AND x.person_id IN (NEW.proposed_by, COALESCE(NEW.decided_by, 0)))",
         "ImporterIsResolver"},
    };
    for (const Guard& guard : guards) appendGuard(out, engine, guard);
    appendNoReplace(out, engine, "bank_return", "o.payout_id = NEW.payout_id");
}

// The bank has the money back in the reserve, the merchant in his balance, fee included (INV5, R39): SUCCESS with an
// approved return counts like RETURNED.
void appendReactions(std::vector<QString>& out, Engine engine) {
    appendReaction(out, engine,
                   {"bank_return_books",
                    "bank_return",
                    "UPDATE OF state",
                    "NEW.state = 'APPROVED' AND OLD.state <> 'APPROVED'",
                    {"INSERT INTO journal_entry (kind, payout_id, debit_account_id, credit_account_id, amount_minor, "
                     "fee_account_id, fee_minor, at_ms, actor) SELECT 'RE_CREDIT', p.id, r.id, j.debit_account_id, "
                     "p.amount_minor, j.fee_account_id, p.fee_minor, k.now_ms, w.login FROM payout p "
                     "JOIN instruction i ON i.id = p.instruction_id "
                     "JOIN journal_entry j ON j.instruction_id = p.instruction_id AND j.kind = 'DEBIT_FIRST' "
                     "JOIN ledger_account r ON r.channel_id = i.channel_id AND r.code = '1001' "
                     "AND r.currency = p.currency JOIN person w ON w.id = NEW.decided_by CROSS JOIN payout_clock k "
                     "WHERE p.id = NEW.payout_id"}});
    appendReaction(
        out, engine,
        {"bank_return_trail",
         "bank_return",
         "UPDATE OF state",
         "NEW.state <> OLD.state",
         {"INSERT INTO trail (at_ms, actor, object_kind, object_id, event, from_state, to_state, reason, "
          "evidence) SELECT k.now_ms, w.login, 'payout', NEW.payout_id, 'bank return', OLD.state, NEW.state, "
          "CASE WHEN NEW.state = 'OPEN' THEN NEW.refusal_reason ELSE NEW.reason END, "
          "'line ' || NEW.bank_line_id FROM payout_clock k CROSS JOIN person w "
          "WHERE w.id = CASE WHEN NEW.state = 'PROPOSED' THEN NEW.proposed_by ELSE NEW.decided_by END"}});
}

} // namespace

void appendBankReturns(std::vector<QString>& out, Engine engine) {
    appendTables(out, engine);
    appendReturnGuards(out, engine);
    appendReactions(out, engine);
}

} // namespace payout::store
