// SPDX-License-Identifier: GPL-3.0-or-later
// The books against themselves and against the rows. Run it after every flow in tests, and daily.
#pragma once

#include "core/store/connection.h"

#include <QString>

#include <vector>

namespace payout::ledger {

struct Violation {
    QString code;   ///< "LinesDoNotBalance", "BalanceNotItsLines", "INV4", "INV5", "TransitNotItsRows"
    QString detail; ///< which account, merchant or channel, what it is and what it should be, in minor units

    bool operator==(const Violation&) const = default;
};

/// Everything that does not hold; empty if all is well:
/// all journal lines sum to 0; every balance is the sum of its lines; no merchant is overdrawn (INV4); per merchant
/// debits - give-backs = rows not claimed + PROCESSING + EXCEPTION + SUCCESS, face and fee (INV5); per channel the
/// money in transit is that of its rows neither paid nor given back. Reads everything in one snapshot; opens a
/// transaction.
Result<std::vector<Violation>> ledgerCheck(store::Connection& connection);

} // namespace payout::ledger
