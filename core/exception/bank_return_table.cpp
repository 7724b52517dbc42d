// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exception/bank_return_table.h"

#include "core/store/statement.h"

namespace payout::exception {

namespace {

Done oneRow(const Result<std::int64_t>& changed) {
    if (!changed) return std::unexpected(changed.error());
    if (*changed != 1) return rules::refuse(rules::Refusal::AlreadyHandled);
    return {};
}

Done addHands(store::Connection& connection, BankLineId line, rules::BankReturnFacts& facts) {
    TRY(auto rows,
        store::query(connection, R"sql(SELECT person_id FROM bank_line_hand WHERE bank_line_id = ?)sql", line));
    while (rows.next()) facts.hands.push_back(rows.id<PersonId>(0));
    return rows.finish();
}

} // namespace

Result<BankReturnRow> bankReturnForUpdate(store::Connection& connection, ReturnLine claimed) {
    TRY(auto locked, store::query(connection,
                                  R"sql(SELECT state, proposed_by, bank_line_id FROM bank_return WHERE payout_id = ?
                                        {for_update})sql",
                                  claimed.payout));
    BankReturnRow row;
    const bool exists = locked.next();
    if (exists) {
        row.state = locked.text(0);
        if (const auto by = locked.optionalInt64(1)) row.facts.proposer = PersonId(*by);
        row.line = locked.id<BankLineId>(2);
    }
    TRY_DONE(locked.finish());
    if (!exists) return rules::refuse(rules::Refusal::EvidenceMissing, QString::number(claimed.payout.value));
    TRY(auto rows,
        store::query(connection,
                     R"sql(SELECT proven, equal_amounts, paid_lines, return_lines, maker_id FROM bank_return_fact
                                      WHERE payout_id = ? AND bank_line_id = ?)sql",
                     claimed.payout, claimed.line));
    if (!rows.next()) {
        TRY_DONE(rows.finish());
        return rules::refuse(rules::Refusal::EvidenceMissing, QString::number(claimed.payout.value));
    }
    row.facts.isProven = rows.boolean(0);
    row.facts.amountsEqual = rows.boolean(1);
    row.facts.paidLines = rows.int64(2);
    row.facts.returnLines = rows.int64(3);
    row.facts.creator = rows.id<PersonId>(4);
    TRY_DONE(rows.finish());
    TRY_DONE(addHands(connection, claimed.line, row.facts));
    return row;
}

Done writeReturnProposed(store::Connection& connection, const ReturnProposal& proposal) {
    return oneRow(store::execute(connection,
                                 R"sql(UPDATE bank_return SET state = 'PROPOSED', proposed_by = ?, proposed_ms = ?,
                                           reason = ?, bank_line_id = ?, decided_by = NULL, decided_ms = NULL,
                                           refusal_reason = ''
                                       WHERE payout_id = ? AND state = 'OPEN')sql",
                                 proposal.by, proposal.now, proposal.reason, proposal.on.line, proposal.on.payout));
}

Done writeReturnApproved(store::Connection& connection, PayoutId payout, PersonId by, UtcTime now) {
    return oneRow(store::execute(connection,
                                 R"sql(UPDATE bank_return SET state = 'APPROVED', decided_by = ?, decided_ms = ?
                                       WHERE payout_id = ? AND state = 'PROPOSED')sql",
                                 by, now, payout));
}

Done writeReturnRefused(store::Connection& connection, const ReturnRefusal& refusal) {
    return oneRow(store::execute(connection,
                                 R"sql(UPDATE bank_return SET state = 'OPEN', proposed_by = NULL, proposed_ms = NULL,
                                           decided_by = ?, decided_ms = ?, refusal_reason = ?
                                       WHERE payout_id = ? AND state = 'PROPOSED')sql",
                                 refusal.by, refusal.now, refusal.reason, refusal.payout));
}

} // namespace payout::exception
