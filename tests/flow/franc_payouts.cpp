// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flow/franc_payouts.h"

#include "core/store/statement.h"
#include "core/store/transaction.h"

#include <QDir>

namespace payout::support {

namespace {

using store::Connection;

Done openAccounts(Connection& c, MerchantId merchant, ChannelId channel) {
    for (const char* code : {"1001", "2010"})
        TRY_DONE(store::execute(c, "INSERT INTO ledger_account (code, channel_id, currency) VALUES (?, ?, 'CHF')",
                                QString::fromLatin1(code), channel));
    TRY_DONE(store::execute(c, "INSERT INTO ledger_account (code, merchant_id, currency) VALUES ('2001', ?, 'CHF')",
                            merchant));
    TRY_DONE(store::execute(c, "INSERT INTO ledger_account (code, currency) VALUES ('4001', 'CHF')"));
    TRY_DONE(store::execute(c, R"sql(INSERT INTO journal_entry (kind, debit_account_id, credit_account_id, amount_minor,
        at_ms, actor) SELECT 'DEPOSIT', r.id, m.id, 1000000, k.now_ms, 'fixture' FROM ledger_account r
        CROSS JOIN ledger_account m CROSS JOIN payout_clock k WHERE r.channel_id = ? AND r.code = '1001'
        AND r.currency = 'CHF' AND m.merchant_id = ? AND m.currency = 'CHF')sql",
                            channel, merchant));
    TRY_DONE(store::execute(c, "UPDATE channel SET account = ? WHERE id = ?", francAccount, channel));
    return {};
}

Result<InstructionId> writeInstruction(Connection& c, FlowWorld& world, const std::vector<FrancOrder>& orders) {
    std::int64_t total = 0;
    for (const FrancOrder& order : orders) total += order.minor;
    TRY(const std::int64_t id,
        store::queryInt64(c, R"sql(INSERT INTO instruction (kind, merchant_id, channel_id,
            merchant_batch_no, file_name, file_sha256, rows_count, total_minor, fee_minor, currency, business_date,
            maker_id, created_ms, state, last_actor) SELECT 'PAYOUT_BATCH', CAST(? AS {int}), CAST(? AS {int}), 'CHF-1',
            'f', 'chf', CAST(? AS {int}), CAST(? AS {int}), 0, 'CHF', 20261118, CAST(? AS {int}), now_ms,
            'PENDING_APPROVAL', 'clerk' FROM payout_clock RETURNING id)sql",
                          world.merchant, world.channel, static_cast<std::int64_t>(orders.size()), total,
                          world.fixture.clerk()));
    TRY_DONE(store::execute(c,
                            R"sql(INSERT INTO journal_entry (kind, instruction_id, debit_account_id, credit_account_id,
        amount_minor, fee_account_id, fee_minor, at_ms, actor) SELECT 'DEBIT_FIRST', CAST(? AS {int}), m.id, t.id,
        CAST(? AS {int}), f.id, 0, k.now_ms, 'clerk' FROM ledger_account m CROSS JOIN ledger_account t
        CROSS JOIN ledger_account f CROSS JOIN payout_clock k WHERE m.code = '2001' AND t.code = '2010'
        AND f.code = '4001' AND m.currency = 'CHF' AND t.currency = 'CHF' AND f.currency = 'CHF')sql",
                            id, total));
    std::int64_t rowNo = 0;
    for (const FrancOrder& order : orders) {
        ++rowNo;
        TRY_DONE(store::execute(c, R"sql(INSERT INTO payout (id, instruction_id, merchant_id, merchant_row_ref,
            payee_name, payee_account, account_kind, bank_code, amount_minor, fee_minor, currency, purpose, warnings)
            VALUES (?, ?, ?, ?, 'Payee', 'CH0000000000000000000', 'CARD', '1', ?, 0, 'CHF', '', 0))sql",
                                payoutIdOf(InstructionId(id), rowNo), id, world.merchant, order.orderNo, order.minor));
    }
    return InstructionId(id);
}

Done arm(Connection& c, FlowWorld& world, PayoutId payout, const QString& orderNo) {
    TRY_DONE(store::execute(c, R"sql(UPDATE payout SET state = 'PROCESSING', version = version + 1,
        state_at_ms = (SELECT now_ms FROM payout_clock), last_actor = 'job', last_reason = 'claimed' WHERE id = ?)sql",
                            payout));
    TRY_DONE(store::execute(c, R"sql(INSERT INTO attempt (payout_id, attempt_no, channel_id, order_no, state, epoch,
        created_ms) VALUES (?, 1, ?, ?, 'PREPARED', 1, 1))sql",
                            payout, world.channel, orderNo));
    TRY_DONE(store::execute(c,
                            R"sql(UPDATE attempt SET state = 'ARMED', sends = 1, payload_digest = 'd', txn_time = 't',
        armed_ms = (SELECT now_ms - 1000 FROM payout_clock), needed_through_ms = (SELECT now_ms + 3600000
        FROM payout_clock) WHERE payout_id = ?)sql",
                            payout));
    return {};
}

} // namespace

bool samplesThere() { return !qEnvironmentVariable("PAYOUT_SAMPLES").isEmpty(); }

QString samplePath(const QString& pattern) {
    const QDir dir(qEnvironmentVariable("PAYOUT_SAMPLES") + QStringLiteral("/iso20022"));
    const QStringList found = dir.entryList({pattern}, QDir::Files);
    if (found.size() != 1) qFatal("sample missing: %s", qPrintable(pattern));
    return dir.filePath(found.front());
}

std::vector<PayoutId> armedFrancs(FlowWorld& world, const std::vector<FrancOrder>& orders) {
    must(openAccounts(world.connection(), world.merchant, world.channel));
    const InstructionId instruction =
        must(store::inTransaction(world.connection(), store::Isolation::Write,
                                  [&](Connection& c) { return writeInstruction(c, world, orders); }));
    world.fixture.approve(instruction);
    std::vector<PayoutId> payouts;
    for (const FrancOrder& order : orders) {
        payouts.push_back(payoutIdOf(instruction, static_cast<std::int64_t>(payouts.size()) + 1));
        must(arm(world.connection(), world, payouts.back(), order.orderNo));
    }
    return payouts;
}

} // namespace payout::support
