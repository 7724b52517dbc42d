// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outcome/earlier_order.h"

#include "core/outcome/earlier_order_table.h"
#include "core/store/transaction.h"

#include <chrono>

namespace payout::outcome {

namespace {
constexpr std::chrono::minutes lock{60}; // R23; no channel has a shorter one
}

Done burnPrepared(store::Connection& connection, PayoutId payout, UtcTime now) {
    return burnPreparedAttempts(connection, payout, now);
}

Done doubtForEarlierOrder(store::Connection& connection, const EarlierOrderPaid& found) {
    TRY_DONE(doubtArmedAttempts(connection, found.payout));
    return markEarlierOrderPaid(connection, found, found.now + lock);
}

Result<std::int64_t> settleEarlierOrders(store::Connection& connection, const QString& actor, std::int64_t rowsMax) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<std::int64_t> {
        TRY(const UtcTime now, c.now());
        TRY(const auto orders, settleableOrders(c, rowsMax));
        for (const SettleableOrder& order : orders) {
            TRY_DONE(burnDeadAttempts(c, order.payout, now));
            TRY_DONE(markPaidByEarlierOrder(c, order, now, actor));
        }
        return static_cast<std::int64_t>(orders.size());
    });
}

} // namespace payout::outcome
