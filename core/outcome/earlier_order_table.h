// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outcome/earlier_order.h"

#include <optional>
#include <vector>

namespace payout::outcome {

Done burnPreparedAttempts(store::Connection& connection, PayoutId payout, UtcTime now);
Done doubtArmedAttempts(store::Connection& connection, PayoutId payout);
Done markEarlierOrderPaid(store::Connection& connection, const EarlierOrderPaid& found, UtcTime unlocksAt);

/// An exception whose earlier order is proven paid and whose other orders are all proven dead.
struct SettleableOrder {
    PayoutId payout;
    std::int64_t version = 0;
    std::optional<std::int64_t> answer; ///< the proof: an answer,
    std::optional<std::int64_t> line;   ///< or a booked statement line
};
Result<std::vector<SettleableOrder>> settleableOrders(store::Connection& connection, std::int64_t rowsMax);
Done burnDeadAttempts(store::Connection& connection, PayoutId payout, UtcTime now);
Done markPaidByEarlierOrder(store::Connection& connection, const SettleableOrder& order, UtcTime now,
                            const QString& actor);

} // namespace payout::outcome
