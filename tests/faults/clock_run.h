// SPDX-License-Identifier: GPL-3.0-or-later
// Clocks that jump while payouts are sent (V12, S3, A7): the worker's, the egress's, the database server's and all
// three together, ahead and back, under libfaketime.
#pragma once

#include "tests/faults/fault_house.h"

namespace payout::faults {

struct ClockPlan {
    int jumps = 0;
    quint32 seed = 1;
};

/// The number of violations; -1 if it did not come to an end.
[[nodiscard]] int jumpClocks(House& house, ClockPlan plan);

} // namespace payout::faults
