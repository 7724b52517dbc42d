// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/channel/channel_profile.h"

#include <optional>

namespace payout::outcome {

/// When to ask next after `queries` questions about something armed at `armedAt` (R22): by the profile's schedule, then
/// every queryRepeat until it is proven, however old it is. Never in the past of `now`. Nothing only if the channel's
/// own maximum is used up.
[[nodiscard]] std::optional<UtcTime> nextQueryAt(const channel::ChannelProfile& profile, UtcTime armedAt, int queries,
                                                 UtcTime now);

} // namespace payout::outcome
