// SPDX-License-Identifier: GPL-3.0-or-later
// The watchdog of R35: approved but not paid for too long. It reports and has the bank asked; it never sends.
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/store/connection.h"

#include <chrono>
#include <vector>

namespace payout::dispatch {

struct UnpaidPayout {
    PayoutId payout;
    Money amount;
    UtcTime since;
    bool armed = false; ///< something may have left: a query is due at once
};

/// Payouts PROCESSING, and rows of approved instructions not claimed, for longer than `age`; armed ones are asked about
/// at once.
Result<std::vector<UnpaidPayout>> watchUnpaid(store::Connection& connection,
                                              std::chrono::milliseconds age = std::chrono::minutes(15),
                                              std::int64_t rowsMax = 1'000);

} // namespace payout::dispatch
