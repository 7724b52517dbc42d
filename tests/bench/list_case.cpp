// SPDX-License-Identifier: GPL-3.0-or-later
// P5: the desk's lists over a million payouts.
#include "tests/bench/desk_cases.h"
#include "tests/bench/desk_lists.h"
#include "tests/bench/million_payouts.h"
#include "tests/bench/process_memory.h"

#include <cstdio>

namespace payout::bench {

namespace {

Result<GoalsMet> runLists(store::Engine engine, const BenchSettings& settings) {
    TRY(const FullStore* full, fullStore(engine, settings.rows));
    TRY(const UtcTime now, full->store->connection().now());
    desk::StoreThread thread(full->store->url());
    const QString where = engine == store::Engine::Postgres ? QStringLiteral("PostgreSQL") : QStringLiteral("SQLite");
    printListHead(QStringLiteral("Lists of %1 payouts on %2").arg(settings.rows).arg(where));
    forgetPeak();
    const double before = residentMib();
    TRY(const bool exceptions, compareList(settings, exceptionList(thread, now)));
    TRY(const bool rows, compareList(settings, batchRowList(thread, full->instruction)));
    std::printf("  memory of this process: %.0f MiB before, %.0f MiB at most\n\n", before, peakMib());
    std::fflush(stdout);
    return exceptions && rows ? GoalsMet::Yes : GoalsMet::No;
}

} // namespace

Result<GoalsMet> runListsOnSqlite(const BenchSettings& settings) { return runLists(store::Engine::Sqlite, settings); }
Result<GoalsMet> runListsOnPostgres(const BenchSettings& settings) {
    return runLists(store::Engine::Postgres, settings);
}

} // namespace payout::bench
