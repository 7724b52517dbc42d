// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/store/connection.h"

#include <QString>

namespace payout::ledger {

struct Deposit {
    MerchantId merchant;
    ChannelId channel; ///< whose account 1001 the money came into
    Money amount;
    QString actor; ///< login
};

/// DEPOSIT, Dr 1001 / Cr 2001: opening balances and the demo's money. Belongs to the open transaction, if there is one.
/// Refused "AmountNotPositive"; Broken "NoAccount" if the accounts were not opened.
Done depositForMerchant(store::Connection& connection, const Deposit& deposit);

} // namespace payout::ledger
