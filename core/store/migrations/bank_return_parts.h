// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/migrations/guards.h"

namespace payout::store {

/// Migration 4: the bank's returns of paid payouts, what two people must see before one is credited (C9), and the one
/// entry that follows.
void appendBankReturns(std::vector<QString>& statements, Engine engine);

} // namespace payout::store
