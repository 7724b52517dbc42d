// SPDX-License-Identifier: GPL-3.0-or-later
// Worker, egress, bank and database server die by SIGKILL at random instants while they send (V6, V7, S5).
#pragma once

#include "tests/faults/fault_house.h"

namespace payout::faults {

struct KillPlan {
    int kills = 1'000; ///< of worker, egress and bank
    int ofServer = 20; ///< of the database server, besides
    quint32 seed = 1;
};

/// The number of violations; -1 if it did not come to an end.
[[nodiscard]] int killAtRandom(House& house, KillPlan plan);

} // namespace payout::faults
