// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/read_balances.h"

#include "core/ledger/ledger_table.h"

namespace payout::ledger {

namespace {

bool isAsset(const QString& code) { return code.startsWith(u'1'); }

Money shown(const AccountRow& row) {
    return {isAsset(row.key.code) ? row.balanceMinor : -row.balanceMinor, row.key.currency};
}

} // namespace

Result<std::vector<Balance>> readBalances(store::Connection& connection) {
    TRY(const auto rows, allAccounts(connection));
    std::vector<Balance> balances;
    balances.reserve(rows.size());
    for (const AccountRow& row : rows)
        balances.push_back({row.key.code, row.key.merchant, row.key.channel, shown(row)});
    return balances;
}

Result<Money> availableOf(store::Connection& connection, MerchantId merchant, Currency currency) {
    TRY(const auto row, findAccount(connection, {QStringLiteral("2001"), merchant, std::nullopt, currency}));
    if (!row) return broken(QStringLiteral("NoAccount"), QStringLiteral("2001"));
    return shown(*row);
}

} // namespace payout::ledger
