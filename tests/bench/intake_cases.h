// SPDX-License-Identifier: GPL-3.0-or-later
// The measurements that need no screen.
#pragma once

#include "tests/bench/bench_case.h"

namespace payout::bench {

[[nodiscard]] std::span<const BenchCase> intakeCases();

Result<GoalsMet> runIntakeOnPostgres(const BenchSettings& settings);
Result<GoalsMet> runIntakeOnSqlite(const BenchSettings& settings);

} // namespace payout::bench
