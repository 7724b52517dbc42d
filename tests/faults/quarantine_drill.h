// SPDX-License-Identifier: GPL-3.0-or-later
// The database is another one than before (S10, S11): quarantine must rise, nothing may leave before two people release
// it, and then the work goes on.
#pragma once

#include "tests/faults/fault_house.h"
#include "tests/faults/fault_processes.h"

namespace payout::faults {

/// What holds sending up, in words.
[[nodiscard]] QString situationOf(House& house);

/// As two people do it, once every egress has reported: the channel that nobody has compared is stopped, the quarantine
/// released, the stop lifted.
Done releaseQuarantine(House& house);

/// Begins when the other database answers; `before` permits had left until then, by the egress's own journal. The
/// number of violations, each said; -1 if it does not come to an end.
[[nodiscard]] int drillQuarantine(House& house, Processes& processes, const QString& title, std::int64_t before);

} // namespace payout::faults
