// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/coverage.h"

#include <algorithm>

namespace payout::statement {

std::optional<UtcTime> coveredThrough(std::vector<CoveredPeriod> periods) {
    if (periods.empty()) return std::nullopt;
    std::ranges::sort(periods, {}, [](const CoveredPeriod& period) { return std::pair(period.from, period.to); });
    UtcTime through = periods.front().to;
    std::optional<std::int64_t> sequence = periods.front().sequence;
    for (const CoveredPeriod& next : periods) {
        // "…23:59:59" followed by "00:00:00" is no gap.
        if (next.from > through + std::chrono::seconds(1)) break;
        const bool reaches = next.to > through;
        if (reaches && sequence && next.sequence && *next.sequence > *sequence + 1) break;
        if (next.sequence) sequence = std::max(sequence.value_or(*next.sequence), *next.sequence);
        through = std::max(through, next.to);
    }
    return through;
}

} // namespace payout::statement
