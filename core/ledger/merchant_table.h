// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/register_merchant.h"

#include <optional>

namespace payout::ledger {

Result<std::optional<MerchantId>> findMerchant(store::Connection& connection, const QString& code);
Result<MerchantId> insertMerchant(store::Connection& connection, const NewMerchant& merchant);

} // namespace payout::ledger
