// SPDX-License-Identifier: GPL-3.0-or-later
// The questions of ledger_check; each answers with what is wrong, and nothing if all is well.
#pragma once

#include "core/store/connection.h"

#include <QString>

#include <vector>

namespace payout::ledger {

struct Discrepancy {
    std::int64_t id = 0; ///< of the account, merchant or channel; 0 for the books as a whole
    QString currency;
    std::int64_t isMinor = 0;
    std::int64_t shouldBeMinor = 0;
};
using Discrepancies = std::vector<Discrepancy>;

Result<std::int64_t> sumOfAllLines(store::Connection& connection);
/// Accounts whose balance is not the sum of their lines.
Result<Discrepancies> driftedAccounts(store::Connection& connection);
/// Merchants with a debit balance (INV4).
Result<Discrepancies> overdrawnMerchants(store::Connection& connection);
/// Per merchant: debits less give-backs against the rows whose money must still be with us or was paid (INV5).
Result<Discrepancies> unexplainedDebits(store::Connection& connection);
/// Per channel: account 2010 against the rows neither paid nor given back.
Result<Discrepancies> unexplainedTransit(store::Connection& connection);

} // namespace payout::ledger
