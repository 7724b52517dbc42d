// SPDX-License-Identifier: GPL-3.0-or-later
// One measurement: ours against an anchor in the same process, interleaved, so that a busy machine slows both. Absolute
// figures are for the eye; goals are ratios.
#pragma once

#include "core/base/error.h"

#include <span>

namespace payout::bench {

struct BenchSettings {
    int rounds = 5; ///< after one round of warm-up
    int rows = 100'000;
};

enum class GoalsMet { Yes, No };

struct BenchCase {
    const char* name; ///< for the command line
    const char* meaning;
    Result<GoalsMet> (*run)(const BenchSettings& settings); ///< prints its table
};

} // namespace payout::bench
