// SPDX-License-Identifier: GPL-3.0-or-later
// What the checker is told: the bank's book and our rows, as plain values.
#pragma once

#include "tests/simulation/sim_people.h"
#include "tests/support/payout_checker/facts.h"

namespace payout::simulate {

[[nodiscard]] checker::Facts factsOf(const World& world, const SimPeople& people);
/// Counts what the run came through, as far as the end shows it.
void lookAt(World& world);

} // namespace payout::simulate
