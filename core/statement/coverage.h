// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/utc_time.h"

#include <optional>
#include <vector>

namespace payout::statement {

struct CoveredPeriod {
    UtcTime from;
    UtcTime to;
    std::optional<std::int64_t> sequence; ///< of one kind of file only
};

/// How far the loaded statements reach without a gap (R29): the end of the chain that goes on from `before`, or, where
/// nothing was covered, begins with the earliest period. Never less than `before`: an old file that comes late takes
/// nothing back. A gap in time of more than a second, or in the sequence numbers, ends the chain until it is filled. A
/// period that ends after `now` counts once it is over, and always as a whole.
[[nodiscard]] std::optional<UtcTime> coveredThrough(std::vector<CoveredPeriod> periods, std::optional<UtcTime> before,
                                                    UtcTime now);

} // namespace payout::statement
