// SPDX-License-Identifier: GPL-3.0-or-later
// P2: a merchant's file, from its bytes to a committed instruction with debit, final keys and trail, against the raw
// lines in a table without any index.
#include "core/batch/import_batch.h"
#include "core/store/statement.h"
#include "tests/bench/batch_text.h"
#include "tests/bench/bench_table.h"
#include "tests/bench/intake_cases.h"
#include "tests/bench/intake_floor.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

namespace payout::bench {

namespace {

constexpr double goalOnPostgres = 5;
constexpr double goalOnSqlite = 4;

Result<double> timeFloor(store::Engine engine, const BatchText& text) {
    TRY(const auto store, support::TempStore::createEmpty(engine));
    return timeRawLines(store->url(), text.lines);
}

Result<double> timeImport(store::Engine engine, const BatchText& text) {
    TRY(const auto store, support::TempStore::create(engine));
    support::PayoutFixture fixture(store->connection());
    batch::ImportRequest request;
    request.actor = fixture.actor(fixture.clerk());
    request.merchant = fixture.addMerchant(QStringLiteral("M1"), moneyCeilingMinor / 2, 50);
    request.channel = fixture.channel();
    request.merchantBatchNo = QStringLiteral("B1");
    request.fileName = QStringLiteral("batch.csv");
    request.bytes = text.file;
    SeededIdSource ids(1);
    TRY(request.token, people::issueToken(store->connection(), ids, batch::importTokenUse(request.actor.person)));
    if (engine == store::Engine::Postgres) TRY_DONE(store::execute(store->connection(), "CHECKPOINT"));
    return timed([&]() -> Done {
        TRY_DONE(batch::importBatch(store->connection(), request).batch);
        return {};
    });
}

Result<GoalsMet> runIntake(store::Engine engine, const BenchSettings& settings) {
    const BatchText text = batchOf(settings.rows);
    const bool postgres = engine == store::Engine::Postgres;
    return compare(settings,
                   {postgres ? QStringLiteral("Intake on PostgreSQL") : QStringLiteral("Intake on SQLite"),
                    postgres ? QStringLiteral("COPY of the raw lines, no index")
                             : QStringLiteral("prepared insert of the raw lines, no index"),
                    [&text, engine] { return timeFloor(engine, text); }, QStringLiteral("importBatch, final keys"),
                    [&text, engine] { return timeImport(engine, text); }, postgres ? goalOnPostgres : goalOnSqlite});
}

} // namespace

Result<GoalsMet> runIntakeOnPostgres(const BenchSettings& settings) {
    return runIntake(store::Engine::Postgres, settings);
}
Result<GoalsMet> runIntakeOnSqlite(const BenchSettings& settings) { return runIntake(store::Engine::Sqlite, settings); }

} // namespace payout::bench
