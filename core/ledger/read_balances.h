// SPDX-License-Identifier: GPL-3.0-or-later
// Balances as people read them: money that we owe (2001, 2010, 2020) and income (4001) positive as a credit, money that
// we have or are owed (1001, 1090) positive as a debit.
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/store/connection.h"

#include <QString>

#include <optional>
#include <vector>

namespace payout::ledger {

struct Balance {
    QString code;
    std::optional<MerchantId> merchant;
    std::optional<ChannelId> channel;
    Money amount;
};

/// All accounts, by code.
Result<std::vector<Balance>> readBalances(store::Connection& connection);
/// What the merchant may still spend; Broken "NoAccount" for a merchant without one.
Result<Money> availableOf(store::Connection& connection, MerchantId merchant, Currency currency = Currency::cny());

} // namespace payout::ledger
