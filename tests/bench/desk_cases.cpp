// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/desk_cases.h"

#include <array>

namespace payout::bench {

std::span<const BenchCase> deskCases() {
    static constexpr std::array cases{
        BenchCase{"lists-sqlite", "P5: lists of a million payouts on SQLite", runListsOnSqlite},
        BenchCase{"lists-postgres", "P5: lists of a million payouts on PostgreSQL", runListsOnPostgres},
        BenchCase{"batch-sqlite", "a day's batch on SQLite: import, review, approve, scroll", runBatchOnSqlite},
        BenchCase{"batch-postgres", "a day's batch on PostgreSQL: import, review, approve, scroll", runBatchOnPostgres},
        BenchCase{"desk-start", "P6: start and memory of the desk against sqlitebrowser", runDeskStart},
    };
    return cases;
}

} // namespace payout::bench
