// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/deposit_for_merchant.h"

#include "core/ledger/ledger_table.h"

namespace payout::ledger {

Done depositForMerchant(store::Connection& connection, const Deposit& deposit) {
    if (deposit.amount.minor <= 0 || deposit.amount.minor > moneyCeilingMinor)
        return refused(QStringLiteral("AmountNotPositive"), formatPlain(deposit.amount));
    const Currency currency = deposit.amount.currency;
    TRY(const auto reserve, findAccount(connection, {QStringLiteral("1001"), std::nullopt, deposit.channel, currency}));
    TRY(const auto available,
        findAccount(connection, {QStringLiteral("2001"), deposit.merchant, std::nullopt, currency}));
    if (!reserve || !available) return broken(QStringLiteral("NoAccount"), QStringLiteral("1001 or 2001"));
    return insertEntry(connection, {.kind = QStringLiteral("DEPOSIT"),
                                    .instruction = std::nullopt,
                                    .debit = reserve->id,
                                    .credit = available->id,
                                    .amountMinor = deposit.amount.minor,
                                    .feeAccount = std::nullopt,
                                    .feeMinor = 0,
                                    .actor = deposit.actor});
}

} // namespace payout::ledger
