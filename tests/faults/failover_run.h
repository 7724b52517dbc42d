// SPDX-License-Identifier: GPL-3.0-or-later
// The database's server dies under load and a standby takes its place (S10): a synchronous one has every commit,
// another lacks some, and a copy that is started beside believes that it is the first. Nothing leaves before two people
// release it, and then nothing twice.
#pragma once

#include "tests/faults/fault_house.h"

namespace payout::faults {

struct FailoverPlan {
    int faithful = 5; ///< to a synchronous standby
    int lossy = 3;
    quint32 seed = 1;
};

/// The number of violations; -1 if it did not come to an end.
[[nodiscard]] int failOver(House& house, FailoverPlan plan);

} // namespace payout::faults
