// SPDX-License-Identifier: GPL-3.0-or-later
// The bank says that it paid an order which two people had given up, while the order that followed it is out (protocol
// P13, INV1). The payout is then neither settled nor closed: it is an exception with a DOUBLE_PAID incident, nobody may
// pay it again or return it, and the bank is asked about the other order until that one is proven as well. Proven paid:
// SUCCESS, paid twice. Proven dead, by the same facts that G2 and G3 ask people for: SUCCESS on the earlier order.
#pragma once

#include "core/base/ids.h"
#include "core/base/utc_time.h"
#include "core/store/connection.h"

#include <QString>

namespace payout::outcome {

/// Why such a payout is an exception, for the queue.
inline const QString earlierOrderPaid = QStringLiteral("EARLIER_ORDER_PAID");

/// Attempts that were prepared and never armed are burnt: once an earlier order is proven paid they must not go out.
/// Inside the caller's transaction, before the payout becomes SUCCESS.
Done burnPrepared(store::Connection& connection, PayoutId payout, UtcTime now);

struct EarlierOrderPaid {
    PayoutId payout;
    UtcTime now;
    QString actor;
    QString evidence;
};
/// PROCESSING becomes EXCEPTION (S3) with an hour's lock (R23), its armed attempt UNKNOWN; an exception only learns
/// why. The caller raises the incident. Inside the caller's transaction, with the payout locked.
Done doubtForEarlierOrder(store::Connection& connection, const EarlierOrderPaid& found);

/// Settles such payouts whose other order is dead by now; returns how many. Opens a transaction.
Result<std::int64_t> settleEarlierOrders(store::Connection& connection, const QString& actor,
                                         std::int64_t rowsMax = 100);

} // namespace payout::outcome
