// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outcome/query_schedule.h"

#include <algorithm>

namespace payout::outcome {

std::optional<UtcTime> nextQueryAt(const channel::ChannelProfile& profile, UtcTime armedAt, int queries, UtcTime now) {
    if (profile.queryMax > 0 && queries >= profile.queryMax) return std::nullopt;
    const auto& schedule = profile.querySchedule;
    for (std::size_t i = static_cast<std::size_t>(queries); i < schedule.size(); ++i)
        if (armedAt + schedule[i] > now) return armedAt + schedule[i];
    return now + profile.queryRepeat;
}

} // namespace payout::outcome
