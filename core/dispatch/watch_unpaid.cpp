// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/watch_unpaid.h"

#include "core/dispatch/dispatch_table.h"
#include "core/store/transaction.h"

namespace payout::dispatch {

Result<std::vector<UnpaidPayout>> watchUnpaid(store::Connection& connection, std::chrono::milliseconds age,
                                              std::int64_t rowsMax) {
    using Unpaid = std::vector<UnpaidPayout>;
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<Unpaid> {
        TRY(const UtcTime now, c.now());
        TRY(Unpaid unpaid, unpaidSince(c, now - age, rowsMax));
        for (const UnpaidPayout& payout : unpaid)
            if (payout.armed) TRY_DONE(askSoon(c, payout.payout, now));
        return unpaid;
    });
}

} // namespace payout::dispatch
