// SPDX-License-Identifier: GPL-3.0-or-later
// A large day: one file of a hundred thousand rows is imported, reviewed and approved through the commands of the desk,
// and its rows are scrolled as the approver does. Times are wall clock, memory is the most that this process held, the
// database on SQLite included.
#include "core/approval/approve_instruction.h"
#include "core/approval/review_instruction.h"
#include "core/batch/import_batch.h"
#include "core/people/submit_token.h"
#include "tests/bench/batch_text.h"
#include "tests/bench/bench_table.h"
#include "tests/bench/desk_cases.h"
#include "tests/bench/desk_lists.h"
#include "tests/bench/process_memory.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

#include <algorithm>
#include <cstdio>

namespace payout::bench {

namespace {

constexpr int shareOfLists = 10; ///< a million payouts are a list; a tenth of that is a batch

struct Step {
    const char* name;
    double seconds = 0;
    double peakMib = 0;
};

/// One batch on its way to the approver's click.
class Day {
public:
    explicit Day(std::unique_ptr<support::TempStore> store)
        : m_store(std::move(store)), m_fixture(m_store->connection()) {}

    Done run(const QByteArray& file);

    const std::vector<Step>& steps() const { return m_steps; }
    InstructionId instruction() const { return m_instruction; }
    const store::DatabaseUrl& url() const { return m_store->url(); }

private:
    Done timedStep(const char* name, const std::function<Done()>& work);
    Done import(const QByteArray& file);
    Result<approval::Review> review();
    Done approve(const approval::Review& shown);

    std::unique_ptr<support::TempStore> m_store;
    support::PayoutFixture m_fixture;
    SeededIdSource m_ids{1};
    InstructionId m_instruction;
    std::vector<Step> m_steps;
};

Done Day::timedStep(const char* name, const std::function<Done()>& work) {
    forgetPeak();
    TRY(const double seconds, timed(work));
    m_steps.push_back({name, seconds, peakMib()});
    return {};
}

Done Day::import(const QByteArray& file) {
    batch::ImportRequest request;
    request.actor = m_fixture.actor(m_fixture.clerk());
    request.merchant = m_fixture.addMerchant(QStringLiteral("M1"), moneyCeilingMinor / 2, 50);
    request.channel = m_fixture.channel();
    request.merchantBatchNo = QStringLiteral("B1");
    request.fileName = QStringLiteral("batch.csv");
    request.bytes = file;
    TRY(request.token, people::issueToken(m_store->connection(), m_ids, batch::importTokenUse(request.actor.person)));
    return timedStep("import", [&]() -> Done {
        TRY(const batch::ImportedBatch imported, batch::importBatch(m_store->connection(), request).batch);
        m_instruction = imported.instruction;
        return {};
    });
}

Result<approval::Review> Day::review() {
    std::optional<approval::Review> shown;
    TRY_DONE(timedStep("review: duplicates, look-alikes, digest", [&]() -> Done {
        TRY(shown, approval::reviewInstruction(m_store->connection(), m_instruction));
        return {};
    }));
    return *std::move(shown);
}

Done Day::approve(const approval::Review& shown) {
    approval::ApproveRequest request;
    request.decide.actor = m_fixture.actor(m_fixture.auditor());
    request.decide.instruction = m_instruction;
    request.decide.shownDigest = shown.digest;
    request.typedTotal = formatPlain(shown.instruction.total);
    TRY(request.decide.token, people::issueToken(m_store->connection(), m_ids,
                                                 {request.decide.actor.person, approval::approveCommand,
                                                  approval::objectKey(m_instruction)}));
    return timedStep("approve", [&]() -> Done {
        TRY_DONE(approval::approveInstruction(m_store->connection(), request));
        return {};
    });
}

Done Day::run(const QByteArray& file) {
    TRY_DONE(import(file));
    TRY(const approval::Review shown, review());
    TRY_DONE(timedStep("review again, nothing changed", [&]() -> Done {
        TRY_DONE(approval::reviewInstruction(m_store->connection(), m_instruction));
        return {};
    }));
    return approve(shown);
}

double medianOf(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void printSteps(const std::vector<std::unique_ptr<Day>>& days) {
    for (std::size_t step = 0; step < days.front()->steps().size(); ++step) {
        std::vector<double> seconds;
        std::vector<double> mib;
        for (const auto& day : days) {
            seconds.push_back(day->steps()[step].seconds);
            mib.push_back(day->steps()[step].peakMib);
        }
        const auto [least, most] = std::ranges::minmax(seconds);
        std::printf("  %-44s %8.3f s   %.3f..%.3f   peak %.0f MiB\n", days.front()->steps()[step].name,
                    medianOf(seconds), least, most, medianOf(mib));
    }
}

Result<GoalsMet> runBatch(store::Engine engine, const BenchSettings& settings) {
    const int rows = settings.rows / shareOfLists;
    const QByteArray file = batchOf(rows).file;
    const QString where = engine == store::Engine::Postgres ? QStringLiteral("PostgreSQL") : QStringLiteral("SQLite");
    std::printf("A batch of %d rows on %s; %.0f MiB before\n", rows, qPrintable(where), residentMib());
    std::fflush(stdout);
    std::vector<std::unique_ptr<Day>> days;
    for (int round = 0; round < settings.rounds; ++round) {
        TRY(auto store, support::TempStore::create(engine));
        TRY_DONE(days.emplace_back(std::make_unique<Day>(std::move(store)))->run(file));
    }
    printSteps(days);
    desk::StoreThread thread(days.back()->url());
    printListHead(QStringLiteral("Rows of that batch on the approval page, %1").arg(where));
    forgetPeak();
    const BenchSettings list{settings.rounds, rows};
    TRY(const bool met, compareList(list, batchRowList(thread, days.back()->instruction())));
    std::printf("  memory of this process while scrolling: %.0f MiB at most\n\n", peakMib());
    std::fflush(stdout);
    return met ? GoalsMet::Yes : GoalsMet::No;
}

} // namespace

Result<GoalsMet> runBatchOnSqlite(const BenchSettings& settings) { return runBatch(store::Engine::Sqlite, settings); }
Result<GoalsMet> runBatchOnPostgres(const BenchSettings& settings) {
    return runBatch(store::Engine::Postgres, settings);
}

} // namespace payout::bench
