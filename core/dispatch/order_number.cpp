// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/order_number.h"

#include "core/base/check.h"

namespace payout::dispatch {

QString deriveOrderNo(BusinessDate instructionDate, PayoutId payout, int attemptNo) {
    CHECK(attemptNo >= 1 && attemptNo <= 99);
    CHECK(payout.value > 0 && payout.value < 10'000'000'000'000'000);
    return QString::number(instructionDate.yyyymmdd) + QString::number(payout.value).rightJustified(16, u'0') +
           QString::number(attemptNo).rightJustified(2, u'0');
}

} // namespace payout::dispatch
