// SPDX-License-Identifier: GPL-3.0-or-later
// R18 said twice: what the database holds, against nested loops over the same rows, on books drawn by lot.
#include "tests/approval/approver.h"

#include <algorithm>
#include <map>
#include <random>

namespace payout::approval {

using store::Connection;
using support::addEngineRows;
using support::FixtureBatch;
using support::FixtureRow;
using support::must;
using support::PayoutFixture;

namespace {

constexpr int booksPerEngine = 25;
constexpr int batchesPerBook = 7;
constexpr int rowsMost = 6;

constexpr const char* claimAll = "UPDATE payout SET state = 'PROCESSING', state_at_ms = 1, version = version + 1, "
                                 "last_actor = 'job' WHERE instruction_id = ? AND hold IS NULL";
constexpr const char* claimSome = "UPDATE payout SET state = 'PROCESSING', state_at_ms = 1, version = version + 1, "
                                  "last_actor = 'job' WHERE instruction_id = ? AND hold IS NULL AND id % 2 = 0";

struct Row {
    std::int64_t id = 0;
    std::int64_t instruction = 0;
    QString account;
    std::int64_t minor = 0;
    bool held = false;
    bool claimed = false;
};

struct Batch {
    BusinessDate date{0};
    bool rejected = false;
};

struct Book {
    std::map<std::int64_t, Batch> batches;
    std::vector<Row> rows;
};

Book readBook(Connection& connection) {
    Book book;
    auto batches = must(store::query(connection, "SELECT id, business_date, state FROM instruction"));
    while (batches.next())
        book.batches[batches.int64(0)] = {batches.date(1), batches.text(2) == QStringLiteral("REJECTED")};
    must(batches.finish());
    auto rows = must(store::query(connection, "SELECT id, instruction_id, payee_account, amount_minor, "
                                              "COALESCE(hold, ''), COALESCE(state, '') FROM payout ORDER BY id"));
    while (rows.next())
        book.rows.push_back({rows.int64(0), rows.int64(1), rows.text(2), rows.int64(3), !rows.text(4).isEmpty(),
                             !rows.text(5).isEmpty()});
    must(rows.finish());
    return book;
}

bool looksLike(const Book& book, const Row& own, const Row& other) {
    if (other.id == own.id || other.account != own.account || other.minor != own.minor) return false;
    if (other.instruction == own.instruction) return true;
    const Batch& theirs = book.batches.at(other.instruction);
    const BusinessDate ours = book.batches.at(own.instruction).date;
    return !theirs.rejected && theirs.date >= plusDays(ours, -1) && theirs.date <= plusDays(ours, 1);
}

/// "id>id ...": what a look at this batch has to hold, and the row that each is held for.
QStringList expectedHolds(const Book& book, InstructionId instruction) {
    QStringList holds;
    for (const Row& own : book.rows) {
        if (own.instruction != instruction.value || own.held || own.claimed) continue;
        std::vector<std::int64_t> alike;
        for (const Row& other : book.rows)
            if (looksLike(book, own, other)) alike.push_back(other.id);
        if (alike.empty()) continue;
        const auto [earliest, latest] = std::ranges::minmax(alike);
        holds << QStringLiteral("%1>%2").arg(own.id).arg(own.id < earliest ? latest : earliest);
    }
    return holds;
}

QStringList newHolds(Connection& connection, InstructionId instruction, const Book& before) {
    QStringList holds;
    auto rows = must(store::query(connection,
                                  "SELECT id, hold_of FROM payout WHERE instruction_id = ? AND hold IS NOT NULL "
                                  "ORDER BY id",
                                  instruction));
    while (rows.next()) {
        const std::int64_t id = rows.int64(0);
        const auto was = std::ranges::find(before.rows, id, &Row::id);
        if (!was->held) holds << QStringLiteral("%1>%2").arg(id).arg(rows.int64(1));
    }
    must(rows.finish());
    return holds;
}

// What may become of a batch: nothing yet, rejected, approved, some rows claimed, all of them.
void decide(Connection& connection, Approver& auditor, InstructionId batch, std::mt19937& lot) {
    const auto what = lot() % 5;
    if (what == 0) return;
    if (what == 1) return static_cast<void>(must(auditor.reject(batch)));
    must(auditor.approve(batch));
    if (what == 2) return;
    must(store::execute(connection, what == 3 ? claimSome : claimAll, batch));
    // As the job notes it: refused while a held row waits.
    static_cast<void>(store::execute(connection, "UPDATE instruction SET all_claimed = 1 WHERE id = ?", batch));
}

} // namespace

class HoldPropertyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sqlHoldsWhatTheLoopsHold_data() { addEngineRows(); }
    void sqlHoldsWhatTheLoopsHold() {
        int holds = 0;
        PAYOUT_TEMP_STORE(store);
        Connection& connection = store.connection();
        PayoutFixture fixture(connection);
        const MerchantId merchants[] = {fixture.addMerchant(QStringLiteral("M1"), 1'000'000'000),
                                        fixture.addMerchant(QStringLiteral("M2"), 1'000'000'000)};
        Approver auditor(connection, fixture, fixture.auditor());
        for (int round = 0; round < booksPerEngine; ++round) {
            std::mt19937 lot(static_cast<unsigned>(round));
            // Each book has days of its own, far from the others'.
            const BusinessDate day = plusDays(BusinessDate{20260105}, round * 10);
            for (int b = 0; b < batchesPerBook; ++b) {
                FixtureBatch batch{.merchant = merchants[lot() % 2]};
                batch.businessDate = plusDays(day, static_cast<int>(lot() % 4));
                const auto rows = 1 + lot() % rowsMost;
                for (std::uint_fast32_t r = 0; r < rows; ++r)
                    batch.rows.push_back({QStringLiteral("R%1-%2-%3").arg(round).arg(b).arg(r), QStringLiteral("P"),
                                          QStringLiteral("62170000000000%1").arg(10 + lot() % 5),
                                          static_cast<std::int64_t>(100 + lot() % 3)});
                const InstructionId instruction = fixture.addPendingBatch(batch);
                const Book before = readBook(connection);
                auditor.look(instruction);
                const QStringList expected = expectedHolds(before, instruction);
                const QStringList held = newHolds(connection, instruction, before);
                QVERIFY2(held == expected, qPrintable(QStringLiteral("book %1, batch %2: held %3, expected %4")
                                                          .arg(round)
                                                          .arg(b)
                                                          .arg(held.join(u' '), expected.join(u' '))));
                holds += static_cast<int>(held.size());
                decide(connection, auditor, instruction, lot);
            }
        }
        const auto allClaimed =
            static_cast<int>(fixture.number("SELECT COUNT(*) FROM instruction WHERE all_claimed = 1"));
        QVERIFY2(holds > 100 && allClaimed > 10, qPrintable(QStringLiteral("%1 %2").arg(holds).arg(allClaimed)));
        QCOMPARE(violations(connection), QStringList());
    }
};

} // namespace payout::approval

QTEST_GUILESS_MAIN(payout::approval::HoldPropertyTest)
#include "hold_property_test.moc"
