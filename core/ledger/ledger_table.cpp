// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledger_table.h"

#include "core/store/statement.h"

namespace payout::ledger {

namespace {

Result<AccountRow> accountOf(store::Rows& rows) {
    AccountRow row;
    row.id = rows.id<LedgerAccountId>(0);
    row.key.code = rows.text(1);
    if (const auto merchant = rows.optionalInt64(2)) row.key.merchant = MerchantId(*merchant);
    if (const auto channel = rows.optionalInt64(3)) row.key.channel = ChannelId(*channel);
    TRY(row.key.currency, Currency::parse(rows.text(4)));
    row.balanceMinor = rows.int64(5);
    return row;
}

Result<std::optional<AccountRow>> onlyAccount(store::Rows rows) {
    std::optional<AccountRow> found;
    if (rows.next()) {
        TRY(found, accountOf(rows));
    }
    TRY_DONE(rows.finish());
    return found;
}

/// 0 stands for "none" in both columns, so that one text with equalities serves all three kinds of owner.
std::int64_t orNone(const auto& id) { return id ? id->value : 0; }

} // namespace

Done insertAccount(store::Connection& connection, const AccountKey& key) {
    TRY_DONE(store::execute(connection, R"sql(INSERT INTO ledger_account (code, merchant_id, channel_id, currency)
                                              VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING)sql",
                            key.code, key.merchant, key.channel, key.currency.code()));
    return {};
}

Result<std::optional<AccountRow>> findAccount(store::Connection& connection, const AccountKey& key) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id, code, merchant_id, channel_id, currency, balance_minor
                                                  FROM ledger_account WHERE code = ? AND currency = ?
                                                  AND COALESCE(merchant_id, 0) = ? AND COALESCE(channel_id, 0) = ?)sql",
                                key.code, key.currency.code(), orNone(key.merchant), orNone(key.channel)));
    return onlyAccount(std::move(rows));
}

Result<std::optional<AccountRow>> lockAccount(store::Connection& connection, const AccountKey& key) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id, code, merchant_id, channel_id, currency, balance_minor
                                                  FROM ledger_account WHERE code = ? AND currency = ?
                                                  AND COALESCE(merchant_id, 0) = ? AND COALESCE(channel_id, 0) = ?
                                                  {for_update})sql",
                                key.code, key.currency.code(), orNone(key.merchant), orNone(key.channel)));
    return onlyAccount(std::move(rows));
}

Result<std::vector<AccountRow>> allAccounts(store::Connection& connection) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id, code, merchant_id, channel_id, currency, balance_minor
                                                  FROM ledger_account ORDER BY code, id)sql"));
    std::vector<AccountRow> accounts;
    while (rows.next()) {
        TRY(AccountRow row, accountOf(rows));
        accounts.push_back(std::move(row));
    }
    TRY_DONE(rows.finish());
    return accounts;
}

Done insertEntry(store::Connection& connection, const EntryRow& entry) {
    TRY(const UtcTime now, connection.now());
    TRY_DONE(store::execute(connection, R"sql(INSERT INTO journal_entry (kind, instruction_id, debit_account_id,
                                              credit_account_id, amount_minor, fee_account_id, fee_minor, at_ms, actor)
                                              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?))sql",
                            entry.kind, entry.instruction, entry.debit, entry.credit, entry.amountMinor,
                            entry.feeAccount, entry.feeMinor, now, entry.actor));
    return {};
}

} // namespace payout::ledger
