// SPDX-License-Identifier: GPL-3.0-or-later
// The database is set back to a moment before (S11, V9): by turns to a point in time, with its archived log, and to an
// old base backup as it was. What left since is remembered by the egress alone.
#pragma once

#include "tests/faults/fault_house.h"

namespace payout::faults {

struct RestorePlan {
    int restores = 0;
    quint32 seed = 1;
};

/// The number of violations; -1 if it did not come to an end. Another server is in the first one's place afterwards.
[[nodiscard]] int restoreBackups(House& house, RestorePlan plan);

} // namespace payout::faults
