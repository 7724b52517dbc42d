// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/business_date.h"
#include "core/base/ids.h"

#include <QString>

namespace payout::dispatch {

/// The order number of a payout's n-th attempt: yyyymmdd of the instruction, 16 digits of the payout id, 2 of the
/// attempt; 26 characters that satisfy every format of spec 4.0. It is derived, never drawn: if a failover or an old
/// backup loses the row, the same number comes out again and the bank still knows it. attemptNo is 1 to 99.
[[nodiscard]] QString deriveOrderNo(BusinessDate instructionDate, PayoutId payout, int attemptNo);

} // namespace payout::dispatch
