// SPDX-License-Identifier: GPL-3.0-or-later
// Rounds of an anchor and of ours, and the table that is printed of them.
#pragma once

#include "tests/bench/bench_case.h"

#include <QString>

#include <functional>
#include <vector>

namespace payout::bench {

/// Sets up what it needs, measures in seconds only what counts, and cleans up.
using TimedRun = std::function<Result<double>()>;

struct Comparison {
    QString title;
    QString anchorName;
    TimedRun anchor;
    QString oursName;
    TimedRun ours;
    double goal = 0; ///< ours / anchor at most, median of the rounds
};

/// Anchor, ours, anchor, ours, ...; the first pair is not counted. Prints medians, least and most, the ratio of every
/// round, and whether the median ratio keeps the goal.
Result<GoalsMet> compare(const BenchSettings& settings, const Comparison& comparison);

/// Seconds that `work` took.
Result<double> timed(const std::function<Done()>& work);

} // namespace payout::bench
