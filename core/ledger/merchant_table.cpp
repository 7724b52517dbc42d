// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/merchant_table.h"

#include "core/store/statement.h"

namespace payout::ledger {

Result<std::optional<MerchantId>> findMerchant(store::Connection& connection, const QString& code) {
    TRY(const auto id, store::queryOptionalInt64(connection, R"sql(SELECT id FROM merchant WHERE code = ?)sql", code));
    if (!id) return std::nullopt;
    return MerchantId(*id);
}

Result<MerchantId> insertMerchant(store::Connection& connection, const NewMerchant& merchant) {
    TRY(const std::int64_t id,
        store::queryInt64(connection,
                          R"sql(INSERT INTO merchant (code, name, fee_minor) VALUES (?, ?, ?) RETURNING id)sql",
                          merchant.code, merchant.name, merchant.feePerRow.minor));
    return MerchantId(id);
}

} // namespace payout::ledger
