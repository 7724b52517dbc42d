// SPDX-License-Identifier: GPL-3.0-or-later
// Statements of one account continue each other: where one ends, the next begins with the same balance (threats T12).
// Values only.
#pragma once

#include "core/base/ids.h"
#include "core/base/utc_time.h"

#include <optional>
#include <vector>

namespace payout::statement {

/// The two ends of one statement.
struct ChainLink {
    StatementFileId file; ///< none for one that is not stored yet
    UtcTime from;
    UtcTime to;
    std::int64_t openingMinor = 0;
    std::int64_t closingMinor = 0;
};

/// As for coverage: "23:59:59" followed by "00:00:00" is one moment.
inline constexpr std::chrono::milliseconds sameMoment{1'000};

struct ChainBreak {
    StatementFileId file; ///< which one contradicts
    std::int64_t differenceMinor = 0;
};

/// The first of `trusted` that states another balance for the moment at which `added` begins, or for which it is the
/// continuation. A statement with nothing beside it contradicts nothing; then the gap stops coverage.
[[nodiscard]] std::optional<ChainBreak> chainBreak(const ChainLink& added, const std::vector<ChainLink>& trusted);

} // namespace payout::statement
