// SPDX-License-Identifier: GPL-3.0-or-later
// The chart of accounts of spec 3.3, opened when its owner is. Opening twice is harmless.
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/store/connection.h"

namespace payout::ledger {

/// 2001 merchant available.
Done openMerchantAccounts(store::Connection& connection, MerchantId merchant, Currency currency = Currency::cny());
/// 1001 reserve and 2010 payout in transit.
Done openChannelAccounts(store::Connection& connection, ChannelId channel, Currency currency = Currency::cny());
/// 4001 fee, 1090 recovery receivable, 2020 suspense.
Done openHouseAccounts(store::Connection& connection, Currency currency = Currency::cny());

} // namespace payout::ledger
