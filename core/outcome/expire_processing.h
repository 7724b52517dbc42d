// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/channel/channel_profile.h"
#include "core/store/connection.h"

namespace payout::outcome {

/// S3: armed longer ago than processing_max without a final answer becomes an exception (C5, C10). Returns how many.
Result<std::int64_t> expireProcessing(store::Connection& connection, ChannelId channel,
                                      const channel::ChannelProfile& profile, const QString& actor,
                                      std::int64_t rowsMax = 500);
/// Instructions with nothing left to do are closed. Returns how many.
Result<std::int64_t> closeInstructions(store::Connection& connection, const QString& actor);

} // namespace payout::outcome
