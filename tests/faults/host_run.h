// SPDX-License-Identifier: GPL-3.0-or-later
// The same jobs started by sixteen workers at the same instant, over several egresses, on one database (S4, V11): the
// send job belongs to one of them at a time, and each row leaves once.
#pragma once

#include "tests/faults/fault_house.h"

namespace payout::faults {

struct HostPlan {
    int rounds = 0;
    quint32 seed = 1;
};

/// The number of violations; -1 if it did not come to an end.
[[nodiscard]] int startOnManyHosts(House& house, HostPlan plan);

} // namespace payout::faults
