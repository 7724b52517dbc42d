// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a database, read by plain SELECTs into the values that the simulation and its checker look at.
#pragma once

#include "tests/support/memory_store/memory_database.h"

namespace payout::simulate {

/// Reads what may have changed since it was read into `state` the last time; what is only ever appended, from where it
/// ended then. An empty state is read from the beginning.
void readRows(store::Connection& connection, memory::State& state);

} // namespace payout::simulate
