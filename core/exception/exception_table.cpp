// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exception/exception_table.h"

#include "core/base/account_number.h"
#include "core/rules/outcome.h"
#include "core/rules/pause.h"
#include "core/screening/screen_payee.h"
#include "core/store/statement.h"

namespace payout::exception {

namespace {

Done oneRow(const Result<std::int64_t>& changed) {
    if (!changed) return std::unexpected(changed.error());
    if (*changed != 1) return rules::refuse(rules::Refusal::AlreadyHandled);
    return {};
}

} // namespace

Result<ExceptionCase> casePayout(store::Connection& connection, PayoutId payout) {
    TRY(auto locked, store::query(connection, R"sql(SELECT id FROM payout WHERE id = ? {for_update})sql", payout));
    const bool exists = locked.next();
    TRY_DONE(locked.finish());
    if (!exists) return rules::refuse(rules::Refusal::NotException, QString::number(payout.value));
    TRY(auto rows,
        store::query(
            connection,
            R"sql(SELECT COALESCE(p.state, ''), p.version, p.amount_minor, p.currency, p.payee_name, p.payee_account,
                             p.sub_reason, p.unlocks_at_ms, i.maker_id, k.now_ms, c.health, c.up_since_ms, c.stable_ms,
                             c.covered_through_ms, c.pause_enabled, c.pause_begin_ms, c.pause_end_ms,
                             CASE WHEN p.hold IS NULL THEN 0 ELSE 1 END,
                             (SELECT COUNT(*) FROM closed_day d WHERE d.channel_id = i.channel_id
                                AND d.business_date = i.business_date)
                           FROM payout p JOIN instruction i ON i.id = p.instruction_id
                             JOIN channel c ON c.id = i.channel_id CROSS JOIN payout_clock k WHERE p.id = ?)sql",
            payout));
    if (!rows.next()) {
        TRY_DONE(rows.finish());
        return rules::refuse(rules::Refusal::NotException, QString::number(payout.value));
    }
    ExceptionCase found;
    rules::GateFacts& facts = found.facts;
    found.payout = payout;
    const QString state = rows.text(0);
    facts.versionNow = rows.int64(1);
    facts.versionSeen = facts.versionNow;
    found.amount.minor = rows.int64(2);
    const QString currency = rows.text(3);
    found.payeeName = rows.text(4);
    found.payeeAccountMasked = maskAccount(rows.text(5));
    found.subReason = rows.optionalText(6).value_or(QString());
    facts.unlocksAt = rows.optionalTime(7).value_or(UtcTime());
    facts.creator = rows.id<PersonId>(8);
    facts.now = rows.time(9);
    if (rows.text(10) == u"UP") facts.channelUpSince = rows.optionalTime(11);
    facts.stableFor = std::chrono::milliseconds(rows.int64(12));
    facts.coveredThrough = rows.optionalTime(13);
    const rules::PauseWindow pause{rows.boolean(14), std::chrono::milliseconds(rows.int64(15)),
                                   std::chrono::milliseconds(rows.int64(16))};
    facts.held = rows.boolean(17);
    facts.dayClosed = rows.int64(18) > 0;
    TRY_DONE(rows.finish());
    facts.paused = rules::isPaused(pause, facts.now);
    TRY(facts.state, rules::payoutStateNamed(state));
    TRY(found.amount.currency, Currency::parse(currency));
    return found;
}

Done addAttempts(store::Connection& connection, ExceptionCase& found) {
    TRY(auto rows,
        store::query(connection,
                     R"sql(SELECT a.order_no, a.state, a.armed_ms, a.needed_through_ms, a.attempt_no, a.sends,
                             c.resend_window_ms, (SELECT COUNT(*) FROM remembered_send r WHERE r.order_no = a.order_no)
                           FROM attempt a JOIN channel c ON c.id = a.channel_id
                           WHERE a.payout_id = ? ORDER BY a.attempt_no)sql",
                     found.payout));
    rules::GateFacts& facts = found.facts;
    facts.hasAttempt = false;
    int live = 0;
    while (rows.next()) {
        found.orderNo = rows.text(0);
        facts.lastAttempt = rows.integer(4);
        found.number.inDoubt = rows.text(1) == u"UNKNOWN";
        found.number.firstArmedAt = rows.optionalTime(2).value_or(UtcTime());
        found.number.sends = rows.integer(5);
        found.number.window = std::chrono::milliseconds(rows.int64(6));
        found.number.remembered = rows.int64(7) > 0;
        if (rows.text(1) == u"BURNT") continue;
        ++live;
        if (!rows.optionalTime(2)) continue;
        facts.hasAttempt = true;
        // An armed attempt without its needed coverage is never covered: the far future keeps G3 shut.
        facts.neededThrough = std::max(facts.neededThrough, rows.optionalTime(3).value_or(UtcTime(INT64_MAX)));
    }
    facts.otherAttemptLive = live > 1;
    return rows.finish();
}

Done addEgressFacts(store::Connection& connection, ExceptionCase& found) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT q.quarantined, w.watching, (SELECT MAX(o.attempt_no)
                                        FROM remembered_open o WHERE o.payout_id = ?)
                                      FROM sending_quarantined q CROSS JOIN egress_watching w)sql",
                                found.payout));
    if (rows.next()) {
        found.facts.quarantined = rows.boolean(0);
        found.facts.egressWatching = rows.boolean(1);
        if (const auto attempt = rows.optionalInt64(2)) found.facts.forgottenAttempt = static_cast<int>(*attempt);
    }
    return rows.finish();
}

Done addAnswers(store::Connection& connection, ExceptionCase& found) {
    // An answer about a burnt attempt says nothing about the one that is in doubt now; only "never pay this payee
    // again" (R24) outlives it.
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT
                                        (SELECT x.outcome FROM answer x WHERE x.id = (SELECT MAX(z.id) FROM answer z
                                           WHERE z.payout_id = ?)),
                                        q.outcome, q.at_ms,
                                        (SELECT COUNT(*) FROM answer e WHERE e.payout_id = ?
                                           AND e.operation = 'QUERY' AND e.outcome = 'PAYEE_ERROR')
                                      FROM payout p LEFT JOIN answer q ON q.id = (SELECT MAX(z.id) FROM answer z
                                        JOIN attempt y ON y.payout_id = z.payout_id AND y.attempt_no = z.attempt_no
                                        WHERE z.payout_id = p.id AND z.operation = 'QUERY' AND y.state <> 'BURNT')
                                      WHERE p.id = ?)sql",
                                found.payout, found.payout, found.payout));
    if (rows.next()) {
        found.lastOutcome = rows.optionalText(0).value_or(QString());
        found.facts.payeeErrorSeen = rows.int64(3) > 0;
        if (const auto newestQuery = rows.optionalText(1)) {
            TRY(const rules::Outcome outcome, rules::outcomeNamed(*newestQuery));
            found.lastQueryOutcome = outcome;
            found.facts.payeeErrorConfirmed = outcome == rules::Outcome::PayeeError;
            if (rules::isHealthyQuery(outcome)) found.facts.lastHealthyQueryAt = rows.time(2);
        }
    }
    return rows.finish();
}

// Whatever the bank's file shows as debited or about to be, of whatever amount, in whatever state the file is, or only
// mentions, is not absent; INFO lines are the bank's failed rows. Only a rejected file shows nothing.
Done addStatementVerdict(store::Connection& connection, ExceptionCase& found) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT
                                        (SELECT COUNT(*) FROM attempt a JOIN bank_line b ON b.channel_id = a.channel_id
                                           AND b.order_no = a.order_no JOIN statement_file f ON f.id = b.file_id
                                           AND f.state <> 'REJECTED' WHERE a.payout_id = ? AND b.direction = 'DEBIT'
                                           AND b.status <> 'INFO')
                                        + (SELECT COUNT(*) FROM attempt a JOIN bank_line_mention m
                                           ON m.channel_id = a.channel_id AND m.order_no = a.order_no
                                           JOIN bank_line b ON b.id = m.bank_line_id JOIN statement_file f
                                           ON f.id = b.file_id AND f.state <> 'REJECTED' WHERE a.payout_id = ?),
                                        (SELECT COUNT(*) FROM attempt a JOIN bank_line b ON b.channel_id = a.channel_id
                                           AND b.order_no = a.order_no JOIN statement_file f ON f.id = b.file_id
                                           AND f.state <> 'REJECTED' WHERE a.payout_id = ? AND b.is_return = 1
                                           AND b.status = 'BOOKED'),
                                        (SELECT COUNT(*) FROM incident x WHERE x.payout_id = ?
                                           AND x.kind = 'DOUBLE_PAID'))sql",
                                found.payout, found.payout, found.payout, found.payout));
    if (rows.next()) {
        const bool paid = rows.int64(0) > 0;
        const bool returned = rows.int64(1) > 0;
        found.facts.verdict = paid       ? rules::StatementVerdict::Paid
                              : returned ? rules::StatementVerdict::Failed
                                         : rules::StatementVerdict::Absent;
        found.facts.earlierOrderPaid = rows.int64(2) > 0;
    }
    return rows.finish();
}

Done addStatementHands(store::Connection& connection, ExceptionCase& found) {
    TRY(auto rows,
        store::query(connection, R"sql(SELECT person_id FROM statement_hand WHERE payout_id = ?)sql", found.payout));
    while (rows.next()) found.facts.statementHands.push_back(rows.id<PersonId>(0));
    return rows.finish();
}

Done addScreening(store::Connection& connection, ExceptionCase& found) {
    TRY(const auto clearAt, screening::lastClear(connection, found.payout));
    found.facts.screeningClear = clearAt && *clearAt + screening::screeningTtl >= found.facts.now;
    return {};
}

Done addProposal(store::Connection& connection, ExceptionCase& found) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT id, action, proposed_by, reason, evidence, evidence_digest, payout_version
                                      FROM exception_action WHERE payout_id = ? AND state = 'PROPOSED')sql",
                                found.payout));
    if (rows.next()) {
        found.openProposal = rows.id<ExceptionActionId>(0);
        TRY(found.proposedAction, rules::exceptionActionNamed(rows.text(1)));
        found.proposedBy = rows.id<PersonId>(2);
        found.proposalReason = rows.text(3);
        found.frozenEvidence = rows.text(4);
        found.frozenDigest = rows.text(5);
        found.proposedVersion = rows.int64(6);
    }
    return rows.finish();
}

Result<ExceptionActionId> insertProposal(store::Connection& connection, const NewProposal& proposal) {
    TRY(const std::int64_t id,
        store::queryInt64(
            connection,
            R"sql(INSERT INTO exception_action (payout_id, action, payout_version, proposed_by, proposed_ms,
                                    reason, evidence, evidence_digest, state)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'PROPOSED') RETURNING id)sql",
            proposal.payout, storedName(proposal.action), proposal.version, proposal.proposer, proposal.now,
            proposal.reason, proposal.evidence, proposal.digest));
    return ExceptionActionId(id);
}

Done decideProposal(store::Connection& connection, ExceptionActionId action, const QString& state, PersonId decider,
                    UtcTime now) {
    return oneRow(store::execute(connection,
                                 R"sql(UPDATE exception_action SET state = ?, decided_by = ?, decided_ms = ?
                                       WHERE id = ? AND state = 'PROPOSED')sql",
                                 state, decider, now, action));
}

Done burnAttempts(store::Connection& connection, PayoutId payout, Burn burn, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE attempt SET state = 'BURNT', burnt_ms = ?, next_query_ms = NULL
                                  WHERE payout_id = ? AND (state = 'UNKNOWN' OR (state = 'PREPARED' AND ? = 1)))sql",
                            now, payout, burn == Burn::PreparedToo));
    return {};
}

Done markPayAgain(store::Connection& connection, const Decision& decision) {
    return oneRow(store::execute(connection,
                                 R"sql(UPDATE payout SET state = 'PROCESSING', state_at_ms = ?, version = version + 1,
                                           last_actor = ?, last_reason = 'pay again', last_evidence = ?
                                       WHERE id = ? AND state = 'EXCEPTION' AND version = ?)sql",
                                 decision.now, decision.actor, decision.evidence, decision.payout, decision.version));
}

Done markReturned(store::Connection& connection, const Decision& decision) {
    return oneRow(store::execute(connection,
                                 R"sql(UPDATE payout SET state = 'RETURNED', state_at_ms = ?, version = version + 1,
                                           last_actor = ?, last_reason = 'returned', last_evidence = ?
                                       WHERE id = ? AND state = 'EXCEPTION' AND version = ?)sql",
                                 decision.now, decision.actor, decision.evidence, decision.payout, decision.version));
}

} // namespace payout::exception
