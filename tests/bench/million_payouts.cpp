// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/million_payouts.h"

#include "core/people/create_person.h"
#include "core/store/bulk_writer.h"
#include "core/store/statement.h"
#include "core/store/transaction.h"
#include "tests/bench/guards_off.h"
#include "tests/support/payout_fixture.h"

#include <QCoreApplication>

#include <map>

namespace payout::bench {

namespace {

constexpr std::int64_t hourMs = 3'600'000;
constexpr std::int64_t amountMinor = 123'456;
constexpr std::uint64_t spread = 2'654'435'761; ///< prime: i * spread mod rows visits every place once

struct Owners {
    MerchantId merchant;
    ChannelId channel;
    PersonId maker;
    InstructionId instruction;
    UtcTime now;
    std::int64_t rows = 0;

    /// A few rows a millisecond, in another order than their ids.
    std::int64_t exceptionMs(std::int64_t row) const {
        const auto place =
            static_cast<std::int64_t>(static_cast<std::uint64_t>(row) * spread % static_cast<std::uint64_t>(rows));
        return now.ms - hourMs / 2 + place * (hourMs / 2) / rows;
    }
};

Result<InstructionId> addInstruction(store::Connection& connection, const Owners& owners) {
    TRY(const std::int64_t id,
        store::queryInt64(connection, R"sql(INSERT INTO instruction (kind, merchant_id,
            channel_id, merchant_batch_no, file_name, file_sha256, rows_count, total_minor, fee_minor, currency,
            business_date, maker_id, created_ms, state, last_actor)
            VALUES ('PAYOUT_BATCH', ?, ?, 'BENCH', 'bench.csv', 'bench', ?, ?, 0, 'CNY', ?, ?, ?,
            'APPROVED_PROCESSING', 'clerk') RETURNING id)sql",
                          owners.merchant, owners.channel, owners.rows, owners.rows * amountMinor,
                          businessDateOf(owners.now), owners.maker, owners.now));
    return InstructionId(id);
}

QString padded(std::int64_t row, int digits) { return QString::number(row).rightJustified(digits, QLatin1Char('0')); }

Done addPayout(store::BulkWriter& writer, const Owners& owners, std::int64_t row) {
    static const QStringView family = u"王李张刘陈杨赵黄";
    static const QStringView given = u"伟芳娜敏静丽强磊洋艳";
    writer.integer(payoutIdOf(owners.instruction, row).value);
    writer.integer(owners.instruction.value);
    writer.integer(owners.merchant.value);
    writer.text(u'B' + padded(row, 10));
    writer.text(QString(family[row % family.size()]) + given[row / 8 % given.size()]);
    writer.text(QStringLiteral("622202") + padded(row, 13));
    writer.text(u"CARD");
    writer.text(u"102100099996");
    writer.integer(amountMinor + row % 100'000);
    writer.integer(0);
    writer.text(u"CNY");
    writer.text(u"salary 2026-11");
    writer.integer(0);
    writer.text(u"EXCEPTION");
    writer.integer(owners.exceptionMs(row));
    writer.text(u"SENT_NO_ANSWER");
    writer.integer(owners.exceptionMs(row));
    writer.integer(owners.exceptionMs(row) + hourMs);
    writer.text(u"worker");
    return writer.endRow();
}

Done addPayouts(store::Connection& connection, const Owners& owners) {
    TRY(auto writer, store::BulkWriter::start(connection, "payout",
                                              {"id", "instruction_id", "merchant_id", "merchant_row_ref", "payee_name",
                                               "payee_account", "account_kind", "bank_code", "amount_minor",
                                               "fee_minor", "currency", "purpose", "warnings", "state", "state_at_ms",
                                               "sub_reason", "exception_at_ms", "unlocks_at_ms", "last_actor"}));
    for (std::int64_t row = 1; row <= owners.rows; ++row) TRY_DONE(addPayout(writer, owners, row));
    TRY_DONE(writer.finish());
    return {};
}

Done addAttempts(store::Connection& connection, const Owners& owners) {
    TRY(auto writer, store::BulkWriter::start(connection, "attempt",
                                              {"payout_id", "attempt_no", "channel_id", "order_no", "state", "epoch",
                                               "created_ms", "payload_digest", "armed_ms", "next_query_ms"}));
    for (std::int64_t row = 1; row <= owners.rows; ++row) {
        const std::int64_t at = owners.exceptionMs(row);
        writer.integer(payoutIdOf(owners.instruction, row).value);
        writer.integer(1);
        writer.integer(owners.channel.value);
        writer.text(QStringLiteral("PD") + padded(payoutIdOf(owners.instruction, row).value, 16) +
                    QStringLiteral("01"));
        writer.text(u"UNKNOWN");
        writer.integer(1);
        writer.integer(at - 30'000);
        writer.text(u"digest");
        writer.integer(at - 30'000);
        writer.integer(at + hourMs);
        TRY_DONE(writer.endRow());
    }
    TRY_DONE(writer.finish());
    return {};
}

Done fill(store::Connection& connection, Owners& owners) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(owners.instruction, addInstruction(c, owners));
        TRY_DONE(addPayouts(c, owners));
        return addAttempts(c, owners);
    });
}

Done addBenchPerson(store::Connection& connection) {
    SeededIdSource ids(1);
    const people::NewPerson person{benchLogin, benchLogin, benchPassword, {rules::Role::Operator}};
    TRY_DONE(people::createPerson(connection, ids, person, QStringLiteral("bench"), {8 * 1024, 1, 1}));
    return {};
}

// What a server does by itself after a while.
Done settle(store::Connection& connection) {
    if (connection.engine() == store::Engine::Sqlite) return {};
    for (const char* sql : {"VACUUM (ANALYZE) payout", "VACUUM (ANALYZE) attempt", "CHECKPOINT"})
        TRY_DONE(store::execute(connection, sql));
    return {};
}

Result<FullStore> makeFullStore(store::Engine engine, int rows) {
    FullStore full;
    TRY(full.store, support::TempStore::create(engine));
    store::Connection& connection = full.store->connection();
    support::PayoutFixture fixture(connection);
    Owners owners;
    owners.merchant = fixture.addMerchant(QStringLiteral("M1"), 100);
    owners.channel = fixture.channel();
    owners.maker = fixture.clerk();
    owners.rows = rows;
    TRY(owners.now, connection.now());
    TRY_DONE(addBenchPerson(connection));
    TRY_DONE(withGuardsOff(connection, [&] { return fill(connection, owners); }));
    TRY_DONE(settle(connection));
    full.instruction = owners.instruction;
    full.rows = rows;
    return full;
}

std::map<store::Engine, FullStore>& madeStores() {
    static std::map<store::Engine, FullStore> made;
    return made;
}

} // namespace

Result<const FullStore*> fullStore(store::Engine engine, int rows) {
    auto& made = madeStores();
    if (const auto found = made.find(engine); found != made.end()) return &found->second;
    if (made.empty()) qAddPostRoutine([] { madeStores().clear(); }); // its connections need the application
    TRY(FullStore full, makeFullStore(engine, rows));
    return &made.emplace(engine, std::move(full)).first->second;
}

} // namespace payout::bench
