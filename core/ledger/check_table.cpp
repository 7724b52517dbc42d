// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/check_table.h"

#include "core/store/statement.h"

namespace payout::ledger {

namespace {

Result<Discrepancies> read(store::Rows rows) {
    Discrepancies found;
    while (rows.next()) found.push_back({rows.int64(0), rows.text(1), rows.int64(2), rows.int64(3)});
    TRY_DONE(rows.finish());
    return found;
}

} // namespace

Result<std::int64_t> sumOfAllLines(store::Connection& connection) {
    return store::queryInt64(connection,
                             R"sql(SELECT CAST(COALESCE(SUM(signed_minor), 0) AS {int}) FROM journal_line)sql");
}

Result<Discrepancies> driftedAccounts(store::Connection& connection) {
    TRY(auto rows, store::query(connection, R"sql(
        SELECT a.id, a.currency, a.balance_minor, CAST(COALESCE(s.total, 0) AS {int})
          FROM ledger_account a
          LEFT JOIN (SELECT account_id, SUM(signed_minor) AS total FROM journal_line GROUP BY account_id) s
            ON s.account_id = a.id
         WHERE a.balance_minor <> COALESCE(s.total, 0) ORDER BY a.id)sql"));
    return read(std::move(rows));
}

Result<Discrepancies> overdrawnMerchants(store::Connection& connection) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT merchant_id, currency, -balance_minor, CAST(0 AS {int}) FROM ledger_account
                                                  WHERE code = '2001' AND balance_minor > 0 ORDER BY merchant_id)sql"));
    return read(std::move(rows));
}

Result<Discrepancies> unexplainedDebits(store::Connection& connection) {
    TRY(auto rows, store::query(connection, R"sql(
        SELECT a.merchant_id, a.currency, CAST(COALESCE(d.net, 0) AS {int}), CAST(COALESCE(r.net, 0) AS {int})
          FROM ledger_account a
          LEFT JOIN (SELECT account_id, SUM(net) AS net FROM (
                         SELECT debit_account_id AS account_id, amount_minor + fee_minor AS net FROM journal_entry
                          WHERE kind = 'DEBIT_FIRST'
                         UNION ALL
                         SELECT credit_account_id, -amount_minor - fee_minor FROM journal_entry
                          WHERE kind IN ('REJECT_GIVE', 'RE_CREDIT')) moves GROUP BY account_id) d
            ON d.account_id = a.id
          LEFT JOIN (SELECT p.merchant_id, p.currency, SUM(p.amount_minor + p.fee_minor) AS net
                       FROM payout p JOIN instruction i ON i.id = p.instruction_id
                      WHERE i.state <> 'REJECTED' AND (p.state IS NULL OR p.state <> 'RETURNED')
                        AND NOT EXISTS (SELECT 1 FROM bank_return b WHERE b.payout_id = p.id
                          AND b.state = 'APPROVED')
                      GROUP BY p.merchant_id, p.currency) r
            ON r.merchant_id = a.merchant_id AND r.currency = a.currency
         WHERE a.code = '2001' AND COALESCE(d.net, 0) <> COALESCE(r.net, 0) ORDER BY a.merchant_id)sql"));
    return read(std::move(rows));
}

Result<Discrepancies> unexplainedTransit(store::Connection& connection) {
    TRY(auto rows, store::query(connection, R"sql(
        SELECT a.channel_id, a.currency, -a.balance_minor, CAST(COALESCE(r.net, 0) AS {int})
          FROM ledger_account a
          LEFT JOIN (SELECT i.channel_id, p.currency, SUM(p.amount_minor) AS net
                       FROM payout p JOIN instruction i ON i.id = p.instruction_id
                      WHERE i.state <> 'REJECTED' AND (p.state IS NULL OR p.state IN ('PROCESSING', 'EXCEPTION'))
                      GROUP BY i.channel_id, p.currency) r
            ON r.channel_id = a.channel_id AND r.currency = a.currency
         WHERE a.code = '2010' AND -a.balance_minor <> COALESCE(r.net, 0) ORDER BY a.channel_id)sql"));
    return read(std::move(rows));
}

} // namespace payout::ledger
