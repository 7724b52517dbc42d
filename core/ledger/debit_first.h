// SPDX-License-Identifier: GPL-3.0-or-later
// R6: the merchant pays before anything else exists, once a batch, however many rows it has (R36, A24).
#pragma once

#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/store/connection.h"

#include <QString>

namespace payout::ledger {

struct DebitFirst {
    InstructionId instruction;
    MerchantId merchant;
    ChannelId channel;
    Money total; ///< of all rows, without fee
    Money fee;   ///< of all rows
    QString actor;
};

/// DEBIT_FIRST, Dr 2001 total + fee / Cr 2010 total, Cr 4001 fee: one journal row, so one update of the merchant's
/// balance. Must be called inside the intake's transaction. Refused BalanceTooSmall with the shortfall in minor units
/// as detail, and then nothing was written (R38, A23); "AmountNotPositive". Broken "NoAccount". A second debit of the
/// same instruction is "UniqueViolation".
Done debitFirst(store::Connection& connection, const DebitFirst& debit);

} // namespace payout::ledger
