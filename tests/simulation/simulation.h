// SPDX-License-Identifier: GPL-3.0-or-later
// One schedule from its seed: an institution pays some batches while everything goes wrong that can, then the troubles
// stop, everybody finishes, and an independent checker compares the bank's book with ours.
#pragma once

#include "tests/simulation/sim_people.h"
#include "tests/simulation/sim_worker.h"
#include "tests/support/payout_checker/facts.h"

namespace payout::simulate {

struct Outcome {
    std::uint64_t seed = 0;
    std::uint64_t hash = 0; ///< of every step and of how it ended: equal for equal seeds on every machine
    std::int64_t steps = 0;
    std::vector<checker::Finding> findings;
    QStringList story;
    std::array<std::int64_t, sightCount> sights{};
};

[[nodiscard]] Outcome simulate(std::uint64_t seed, bool tellStory);

} // namespace payout::simulate
