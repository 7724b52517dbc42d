// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/batch_list_table.h"

#include "core/rules/refusal.h"
#include "core/store/statement.h"

namespace payout::desk {

Result<std::vector<MerchantChoice>> merchantChoices(store::Connection& connection) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT m.id, m.code, m.name, m.fee_minor, -a.balance_minor, a.currency
                                      FROM merchant m JOIN ledger_account a ON a.merchant_id = m.id AND a.code = '2001'
                                      WHERE m.active = 1 ORDER BY m.code, a.currency)sql"));
    std::vector<MerchantChoice> choices;
    while (rows.next()) {
        TRY(const Currency currency, Currency::parse(rows.text(5)));
        choices.push_back({rows.id<MerchantId>(0), rows.text(1), rows.text(2), Money{rows.int64(4), currency},
                           Money{rows.int64(3), currency}});
    }
    TRY_DONE(rows.finish());
    return choices;
}

Result<std::vector<ChannelChoice>> channelChoices(store::Connection& connection) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id, code, name FROM channel ORDER BY code)sql"));
    std::vector<ChannelChoice> choices;
    while (rows.next()) choices.push_back({rows.id<ChannelId>(0), rows.text(1), rows.text(2)});
    TRY_DONE(rows.finish());
    return choices;
}

Result<Money> feePerRow(store::Connection& connection, MerchantId merchant) {
    TRY(const auto fee,
        store::queryOptionalInt64(connection, R"sql(SELECT fee_minor FROM merchant WHERE id = ? AND active = 1)sql",
                                  merchant));
    if (!fee) return rules::refuse(rules::Refusal::MerchantUnknown);
    return Money{*fee};
}

} // namespace payout::desk
