// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/intake_cases.h"

#include <array>

namespace payout::bench {

std::span<const BenchCase> intakeCases() {
    static constexpr std::array cases{
        BenchCase{"intake-postgres", "P2: a batch file into PostgreSQL", runIntakeOnPostgres},
        BenchCase{"intake-sqlite", "P2: a batch file into SQLite", runIntakeOnSqlite},
    };
    return cases;
}

} // namespace payout::bench
