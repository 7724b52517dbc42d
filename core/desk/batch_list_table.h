// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/batch_desk.h"
#include "core/store/connection.h"

#include <vector>

namespace payout::desk {

/// Active merchants by code, with what they may still spend.
Result<std::vector<MerchantChoice>> merchantChoices(store::Connection& connection);
/// By code, stopped ones too: a stop holds sending, not intake.
Result<std::vector<ChannelChoice>> channelChoices(store::Connection& connection);
/// A row's fee. Refused MerchantUnknown.
Result<Money> feePerRow(store::Connection& connection, MerchantId merchant);

} // namespace payout::desk
