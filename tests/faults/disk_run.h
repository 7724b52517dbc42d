// SPDX-License-Identifier: GPL-3.0-or-later
// Disks that are full, fail to sync or become read-only (V19, S19), under the egress's journal and under the database,
// while payouts are sent: nothing leaves that is not written down, and once the disk is mended the work goes on.
#pragma once

#include "tests/faults/fault_house.h"

namespace payout::faults {

struct DiskPlan {
    int faults = 0;
    quint32 seed = 1;
};

/// The number of violations; -1 if it did not come to an end.
[[nodiscard]] int breakDisks(House& house, DiskPlan plan);

} // namespace payout::faults
