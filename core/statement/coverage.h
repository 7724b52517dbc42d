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

/// How far the loaded statements reach without a gap (R29): the end of the chain that begins with the earliest period.
/// A gap in time of more than a second, or in the sequence numbers, ends the chain until it is filled.
[[nodiscard]] std::optional<UtcTime> coveredThrough(std::vector<CoveredPeriod> periods);

} // namespace payout::statement
