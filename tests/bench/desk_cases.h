// SPDX-License-Identifier: GPL-3.0-or-later
// The measurements that need a screen; they are a program of their own, which has a QApplication.
#pragma once

#include "tests/bench/bench_case.h"

namespace payout::bench {

[[nodiscard]] std::span<const BenchCase> deskCases();

Result<GoalsMet> runListsOnSqlite(const BenchSettings& settings);
Result<GoalsMet> runListsOnPostgres(const BenchSettings& settings);
/// A batch of a tenth as many rows as the lists have.
Result<GoalsMet> runBatchOnSqlite(const BenchSettings& settings);
Result<GoalsMet> runBatchOnPostgres(const BenchSettings& settings);
/// Starts Xvfb, the desk beside this program (../../app/payout-desk) and sqlitebrowser.
Result<GoalsMet> runDeskStart(const BenchSettings& settings);

} // namespace payout::bench
