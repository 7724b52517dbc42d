// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/store/connection.h"

#include <QString>

namespace payout::ledger {

struct NewMerchant {
    QString code; ///< 1 to 32 of 0-9 A-Z a-z _ -
    QString name; ///< 1 to 64 characters, no control characters
    Money feePerRow;
};

/// With its account 2001 and, for the first one, the house's accounts; for the administrator's program. Refused
/// "BadMerchantCode", "BadMerchantName", "BadFee", "MerchantTaken". Opens a transaction.
Result<MerchantId> registerMerchant(store::Connection& connection, const NewMerchant& merchant,
                                    const QString& createdBy);
/// Refused MerchantUnknown.
Result<MerchantId> merchantNamed(store::Connection& connection, const QString& code);

} // namespace payout::ledger
