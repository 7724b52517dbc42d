// SPDX-License-Identifier: GPL-3.0-or-later
// The wire between egress and bank under fire (V20, S7, S8, S13, S20): cut after every byte, delayed, doubled, swapped,
// half open.
#pragma once

#include "tests/faults/fault_house.h"

namespace payout::faults {

struct ProxyPlan {
    int cuts = 0; ///< of payments, and as many of questions; 0: no such run
    quint32 seed = 1;
};

/// The number of violations; -1 if it did not come to an end.
[[nodiscard]] int throughProxy(House& house, ProxyPlan plan);

} // namespace payout::faults
