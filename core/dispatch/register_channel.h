// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/channel/channel_profile.h"
#include "core/store/connection.h"

namespace payout::dispatch {

/// With its accounts 1001 and 2010; DOWN until a connection came about. For the administrator's program. Refused
/// "ChannelTaken". Opens a transaction.
Result<ChannelId> registerChannel(store::Connection& connection, const channel::ChannelProfile& profile,
                                  const QString& createdBy);
/// Refused "ChannelUnknown".
Result<ChannelId> channelNamed(store::Connection& connection, const QString& code);

} // namespace payout::dispatch
