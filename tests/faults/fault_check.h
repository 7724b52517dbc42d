// SPDX-License-Identifier: GPL-3.0-or-later
// The bank's own books against ours, when everything has come to rest: 0 paid twice, 0 lost, 0 wrongly final.
#pragma once

#include "tests/faults/fault_house.h"

#include <QStringList>

namespace payout::faults {

struct Verdict {
    QStringList violations; ///< at most the first 50, with payout and order number
    std::int64_t paid = 0;  ///< orders that the bank has executed
    std::int64_t received = 0;
};

[[nodiscard]] Result<Verdict> compareWithBank(House& house);

} // namespace payout::faults
