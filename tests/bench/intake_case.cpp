// SPDX-License-Identifier: GPL-3.0-or-later
// P2: a merchant's file, from its bytes to a committed instruction with debit, final keys and trail, against the raw
// lines in a table without any index.
#include "core/batch/import_batch.h"
#include "core/store/statement.h"
#include "tests/bench/bench_case.h"
#include "tests/bench/bench_table.h"
#include "tests/bench/intake_floor.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

namespace payout::bench {

namespace {

constexpr double goalOnPostgres = 5;
constexpr double goalOnSqlite = 4;

struct BatchText {
    QByteArray file;
    QByteArray lines; ///< its data records alone
};

class Numbers {
public:
    std::uint64_t below(std::uint64_t bound) {
        m_state ^= m_state << 13U;
        m_state ^= m_state >> 7U;
        m_state ^= m_state << 17U;
        return m_state % bound;
    }

private:
    std::uint64_t m_state = 0x9e3779b97f4a7c15ULL;
};

QByteArray cardOf(Numbers& numbers) {
    QByteArray card =
        "622202" + QByteArray::number(qulonglong{numbers.below(1'000'000'000'000)}).rightJustified(12, '0');
    int sum = 0;
    for (qsizetype i = 0; i < card.size(); ++i) {
        const int digit = (card[card.size() - 1 - i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return card + static_cast<char>('0' + (10 - sum % 10) % 10);
}

BatchText batchOf(int rows) {
    static const QByteArray family[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄"};
    static const QByteArray given[] = {"伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "洋", "艳"};
    Numbers numbers;
    BatchText text;
    std::int64_t total = 0;
    for (int i = 1; i <= rows; ++i) {
        const auto minor = static_cast<std::int64_t>(100 + numbers.below(5'000'000));
        total += minor;
        text.lines += "B" + QByteArray::number(i).rightJustified(10, '0') + ',' + family[numbers.below(8)] +
                      given[numbers.below(10)] + given[numbers.below(10)] + ',' + cardOf(numbers) + ",102100099996," +
                      formatPlain(Money{minor}).toLatin1() + ",salary 2026-11 " + QByteArray::number(i) + '\n';
    }
    text.file = "#控制," + QByteArray::number(rows) + ',' + formatPlain(Money{total}).toLatin1() +
                "\n商户订单号,收款人姓名,收款账号,联行号,金额,附言\n" + text.lines;
    return text;
}

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
