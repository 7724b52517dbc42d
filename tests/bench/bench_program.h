// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of a program of measurements:
//   PROGRAM [--rounds N] [--rows N] [case...]      0: every goal is kept; 1: one is not, or a case failed
#pragma once

#include "tests/bench/bench_case.h"

#include <QCoreApplication>
#include <QString>

namespace payout::bench {

struct BenchProgram {
    QString meaning;
    std::span<const BenchCase> cases; ///< in the order in which they run
    int rows = 0;                     ///< unless the command line says otherwise
    int rowsLeast = 1;
};

[[nodiscard]] int runProgram(const QCoreApplication& application, const BenchProgram& program);

} // namespace payout::bench
