// SPDX-License-Identifier: GPL-3.0-or-later
// What sqlite_seams.cpp has to know of the store.
#pragma once

#include "tests/simulation/sim_store.h"
#include "tests/support/memory_store/memory_database.h"

namespace payout::simulate {

/// None: not a session of a simulated process, or one that is lost already.
[[nodiscard]] memory::Hooks* hooksOf(store::Connection& session);
/// What SQLite takes for the time, once the clock is taken over.
[[nodiscard]] UtcTime simulatedTime();
void takeOverTheClock();

} // namespace payout::simulate
