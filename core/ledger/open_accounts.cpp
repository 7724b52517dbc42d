// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/open_accounts.h"

#include "core/ledger/ledger_table.h"

namespace payout::ledger {

Done openMerchantAccounts(store::Connection& connection, MerchantId merchant, Currency currency) {
    return insertAccount(connection, {QStringLiteral("2001"), merchant, std::nullopt, currency});
}

Done openChannelAccounts(store::Connection& connection, ChannelId channel, Currency currency) {
    for (const auto& code : {QStringLiteral("1001"), QStringLiteral("2010")})
        TRY_DONE(insertAccount(connection, {code, std::nullopt, channel, currency}));
    return {};
}

Done openHouseAccounts(store::Connection& connection, Currency currency) {
    for (const auto& code : {QStringLiteral("4001"), QStringLiteral("1090"), QStringLiteral("2020")})
        TRY_DONE(insertAccount(connection, {code, std::nullopt, std::nullopt, currency}));
    return {};
}

} // namespace payout::ledger
