// SPDX-License-Identifier: GPL-3.0-or-later
// Faults have stopped: everything is sent, then asked about at every instant of the schedule until it is known.
#pragma once

#include "tests/faults/fault_house.h"
#include "tests/faults/fault_processes.h"

namespace payout::faults {

void say(const QString& text);
/// False, and says what it waits for, if it does not come to rest.
[[nodiscard]] bool comeToRest(House& house, Processes& processes);

} // namespace payout::faults
