// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace payout::dispatch {

/// The order number of a payout's n-th attempt: 24 digits of a hash of the merchant's own name for the row, 2 of the
/// attempt; 26 characters that satisfy every format of spec 4.0. It is derived, never drawn, and not from anything that
/// a database gives out: if a failover or an old backup loses the row and the merchant's file is brought again, on
/// another day or in another order, the same number comes out and the bank still knows it. (merchant, row) is unique
/// in the database; two rows share the 24 digits once in 10^24 / n^2. attemptNo is 1 to 99.
[[nodiscard]] QString deriveOrderNo(const QString& merchantCode, const QString& merchantRowRef, int attemptNo);

/// What all attempts of a row have in common.
inline constexpr qsizetype orderStemDigits = 24;

} // namespace payout::dispatch
