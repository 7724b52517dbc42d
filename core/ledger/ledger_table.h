// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts and entries. Balances are signed here: debits positive, credits negative, the sum of all is 0 (spec 3.3).
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/store/connection.h"

#include <QString>

#include <optional>
#include <vector>

namespace payout::ledger {

/// Whose account it is: a merchant's (2001), a channel's (1001, 2010) or the house's (neither).
struct AccountKey {
    QString code;
    std::optional<MerchantId> merchant;
    std::optional<ChannelId> channel;
    Currency currency = Currency::cny();
};

struct AccountRow {
    LedgerAccountId id;
    AccountKey key;
    std::int64_t balanceMinor = 0;
};

/// One balanced row of the journal; the database moves the balances of its accounts in the same statement.
struct EntryRow {
    QString kind;
    std::optional<InstructionId> instruction;
    LedgerAccountId debit;
    LedgerAccountId credit;
    std::int64_t amountMinor = 0;
    std::optional<LedgerAccountId> feeAccount;
    std::int64_t feeMinor = 0;
    QString actor;
};

/// Nothing happens if it is there already.
Done insertAccount(store::Connection& connection, const AccountKey& key);
Result<std::optional<AccountRow>> findAccount(store::Connection& connection, const AccountKey& key);
/// As findAccount, and the row stays locked to the end of the transaction where the engine locks rows.
Result<std::optional<AccountRow>> lockAccount(store::Connection& connection, const AccountKey& key);
Result<std::vector<AccountRow>> allAccounts(store::Connection& connection);
Done insertEntry(store::Connection& connection, const EntryRow& entry);

} // namespace payout::ledger
