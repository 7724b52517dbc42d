// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/coverage.h"

#include <algorithm>
#include <limits>

namespace payout::statement {

std::optional<UtcTime> coveredThrough(std::vector<CoveredPeriod> periods, std::optional<UtcTime> before, UtcTime now) {
    // A period that is not over yet covers nothing: not even its beginning, because the bank has not closed it.
    std::erase_if(periods, [now](const CoveredPeriod& period) { return period.to > now; });
    if (periods.empty()) return before;
    std::ranges::sort(periods, {}, [](const CoveredPeriod& period) { return std::pair(period.from, period.to); });
    UtcTime through = before.value_or(periods.front().to);
    constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min();
    std::int64_t sequence = none; // the highest of what is covered
    for (const CoveredPeriod& next : periods) {
        if (next.to > through) {
            // "…23:59:59" followed by "00:00:00" is no gap.
            if (next.from > through + std::chrono::seconds(1)) break;
            if (sequence != none && next.sequence && *next.sequence > sequence + 1) break;
            through = next.to;
        }
        sequence = std::max(sequence, next.sequence.value_or(none));
    }
    return through;
}

} // namespace payout::statement
