// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/payout_fixture.h"

#include "core/base/digest.h"
#include "core/store/bulk_writer.h"
#include "core/store/transaction.h"

namespace payout::support {

using store::Connection;
using store::Isolation;

namespace {

constexpr int rowsMaxOfOneStatement = 200; ///< more go through the bulk writer, so that small fixtures need none

struct Totals {
    std::int64_t amount = 0;
    std::int64_t feeEach = 0;
    std::int64_t fee = 0;
};

Result<Totals> totalsOf(Connection& connection, const FixtureBatch& batch) {
    Totals totals;
    for (const FixtureRow& row : batch.rows) totals.amount += row.amountMinor;
    TRY(totals.feeEach, store::queryInt64(connection, "SELECT fee_minor FROM merchant WHERE id = ?", batch.merchant));
    totals.fee = totals.feeEach * static_cast<std::int64_t>(batch.rows.size());
    return totals;
}

Done writeRows(Connection& connection, InstructionId instruction, const FixtureBatch& batch, std::int64_t feeEach) {
    std::int64_t rowNo = 0;
    if (batch.rows.size() <= rowsMaxOfOneStatement) {
        for (const FixtureRow& row : batch.rows)
            TRY_DONE(store::execute(connection, R"sql(INSERT INTO payout (id, instruction_id, merchant_id,
                merchant_row_ref, payee_name, payee_account, account_kind, bank_code, amount_minor, fee_minor, currency,
                purpose, warnings) VALUES (?, ?, ?, ?, ?, ?, 'CARD', '102100099996', ?, ?, 'CNY', '', 0))sql",
                                    payoutIdOf(instruction, ++rowNo), instruction, batch.merchant, row.ref, row.name,
                                    row.account, row.amountMinor, feeEach));
        return {};
    }
    TRY(auto writer, store::BulkWriter::start(connection, "payout",
                                              {"id", "instruction_id", "merchant_id", "merchant_row_ref", "payee_name",
                                               "payee_account", "account_kind", "bank_code", "amount_minor",
                                               "fee_minor", "currency", "purpose", "warnings"}));
    for (const FixtureRow& row : batch.rows) {
        writer.integer(payoutIdOf(instruction, ++rowNo).value);
        writer.integer(instruction.value);
        writer.integer(batch.merchant.value);
        writer.text(row.ref);
        writer.text(row.name);
        writer.text(row.account);
        writer.text(u"CARD");
        writer.text(u"102100099996");
        writer.integer(row.amountMinor);
        writer.integer(feeEach);
        writer.text(u"CNY");
        writer.text(u"");
        writer.integer(0);
        TRY_DONE(writer.endRow());
    }
    TRY_DONE(writer.finish());
    return {};
}

Done debit(Connection& connection, InstructionId instruction, const FixtureBatch& batch, ChannelId channel,
           const Totals& totals) {
    TRY_DONE(store::execute(connection, R"sql(INSERT INTO journal_entry (kind, instruction_id, debit_account_id,
        credit_account_id, amount_minor, fee_account_id, fee_minor, at_ms, actor)
        SELECT 'DEBIT_FIRST', CAST(? AS {int}), m.id, t.id, CAST(? AS {int}), f.id, CAST(? AS {int}), k.now_ms, 'clerk'
          FROM ledger_account m CROSS JOIN ledger_account t CROSS JOIN ledger_account f CROSS JOIN payout_clock k
         WHERE m.merchant_id = ? AND m.code = '2001' AND t.channel_id = ? AND t.code = '2010' AND f.code = '4001')sql",
                            instruction, totals.amount, totals.fee, batch.merchant, channel));
    return {};
}

Done addAccount(Connection& connection, const char* code, std::optional<MerchantId> merchant,
                std::optional<ChannelId> channel) {
    TRY_DONE(store::execute(connection, R"sql(INSERT INTO ledger_account (code, merchant_id, channel_id, currency)
        VALUES (?, ?, ?, 'CNY') ON CONFLICT DO NOTHING)sql",
                            QString::fromLatin1(code), merchant, channel));
    return {};
}

} // namespace

PersonId PayoutFixture::addPerson(const QString& login, const QSet<rules::Role>& roles) {
    const PersonId person(must(store::queryInt64(m_connection,
                                                 "INSERT INTO person (login, display_name, password_hash) "
                                                 "VALUES (?, ?, '') RETURNING id",
                                                 login, login)));
    for (const rules::Role role : roles)
        must(store::execute(m_connection, "INSERT INTO person_role (person_id, role) VALUES (?, ?)", person,
                            rules::storedName(role)));
    return person;
}

PersonId PayoutFixture::person(std::optional<PersonId>& slot, const QString& login, rules::Role role) {
    if (!slot) slot = addPerson(login, {role});
    return *slot;
}

rules::Actor PayoutFixture::actor(PersonId person) {
    rules::Actor actor{person, {}, {}};
    auto rows = must(store::query(m_connection, R"sql(SELECT p.login, r.role FROM person p LEFT JOIN person_role r
                                                      ON r.person_id = p.id WHERE p.id = ?)sql",
                                  person));
    while (rows.next()) {
        actor.login = rows.text(0);
        if (!rows.isNull(1)) actor.roles.insert(must(rules::roleNamed(rows.text(1))));
    }
    must(rows.finish());
    return actor;
}

ChannelId PayoutFixture::channel() {
    if (!m_channel) m_channel = addChannel(QStringLiteral("ACP"));
    return *m_channel;
}

ChannelId PayoutFixture::addChannel(const QString& code) {
    const ChannelId channel(must(store::queryInt64(
        m_connection, R"sql(INSERT INTO channel (code, name, profile, account, health, up_since_ms, health_at_ms,
            pause_enabled) SELECT CAST(? AS TEXT), CAST(? AS TEXT), '{}', '6222020000000000', 'UP', now_ms - 3600000,
            now_ms, 0 FROM payout_clock RETURNING id)sql",
        code, code)));
    must(addAccount(m_connection, "1001", std::nullopt, channel));
    must(addAccount(m_connection, "2010", std::nullopt, channel));
    must(addAccount(m_connection, "4001", std::nullopt, std::nullopt));
    return channel;
}

MerchantId PayoutFixture::addMerchant(const QString& code, std::int64_t balanceMinor, std::int64_t feeMinor) {
    const ChannelId through = channel();
    const MerchantId merchant(must(
        store::queryInt64(m_connection, "INSERT INTO merchant (code, name, fee_minor) VALUES (?, ?, ?) RETURNING id",
                          code, code, feeMinor)));
    must(addAccount(m_connection, "2001", merchant, std::nullopt));
    if (balanceMinor > 0)
        must(store::execute(m_connection, R"sql(INSERT INTO journal_entry (kind, debit_account_id, credit_account_id,
            amount_minor, at_ms, actor) SELECT 'DEPOSIT', r.id, m.id, CAST(? AS {int}), k.now_ms, 'fixture'
            FROM ledger_account r CROSS JOIN ledger_account m CROSS JOIN payout_clock k
            WHERE r.channel_id = ? AND r.code = '1001' AND m.merchant_id = ?)sql",
                            balanceMinor, through, merchant));
    return merchant;
}

InstructionId PayoutFixture::addPendingBatch(const FixtureBatch& batch) {
    const ChannelId through = batch.channel ? *batch.channel : channel();
    const PersonId maker = batch.maker ? *batch.maker : clerk();
    const QString batchNo = batch.batchNo.isEmpty() ? QStringLiteral("B-%1").arg(++m_batches) : batch.batchNo;
    const QString sha = sha256Hex((QString::number(batch.merchant.value) + u'/' + batchNo).toUtf8());
    const BusinessDate date = batch.businessDate ? *batch.businessDate : businessDateOf(must(m_connection.get().now()));
    const QString makerLogin = actor(maker).login;
    return must(store::inTransaction(m_connection, Isolation::Write, [&](Connection& c) -> Result<InstructionId> {
        TRY(const Totals totals, totalsOf(c, batch));
        TRY(const std::int64_t id, store::queryInt64(c, R"sql(INSERT INTO instruction (kind, merchant_id, channel_id,
                merchant_batch_no, file_name, file_sha256, rows_count, total_minor, fee_minor, currency, business_date,
                maker_id, created_ms, state, last_actor)
                SELECT 'PAYOUT_BATCH', CAST(? AS {int}), CAST(? AS {int}), CAST(? AS TEXT), CAST(? AS TEXT),
                CAST(? AS TEXT), CAST(? AS {int}), CAST(? AS {int}), CAST(? AS {int}), 'CNY', CAST(? AS {int}),
                CAST(? AS {int}), now_ms, 'PENDING_APPROVAL', CAST(? AS TEXT) FROM payout_clock RETURNING id)sql",
                                                     batch.merchant, through, batchNo, batchNo + QStringLiteral(".csv"),
                                                     sha, static_cast<std::int64_t>(batch.rows.size()), totals.amount,
                                                     totals.fee, date, maker, makerLogin));
        TRY_DONE(debit(c, InstructionId(id), batch, through, totals));
        TRY_DONE(writeRows(c, InstructionId(id), batch, totals.feeEach));
        return InstructionId(id);
    }));
}

void PayoutFixture::approve(InstructionId instruction) {
    const PersonId approver = auditor();
    must(store::inTransaction(m_connection, Isolation::Write, [&](Connection& c) -> Done {
        TRY_DONE(store::execute(c, R"sql(INSERT INTO approval (instruction_id, decision, approver_id, at_ms,
            shown_digest, reason) SELECT CAST(? AS {int}), 'APPROVED', CAST(? AS {int}), now_ms, 'fixture', ''
            FROM payout_clock)sql",
                                instruction, approver));
        TRY_DONE(store::execute(c, R"sql(UPDATE instruction SET state = 'APPROVED_PROCESSING', version = version + 1,
            last_actor = 'auditor' WHERE id = ?)sql",
                                instruction));
        return {};
    }));
}

std::vector<FixtureRow> PayoutFixture::rows(const QString& prefix, int count, std::int64_t amountMinor) {
    std::vector<FixtureRow> made;
    made.reserve(static_cast<std::size_t>(count));
    for (int i = 1; i <= count; ++i)
        made.push_back({QStringLiteral("%1-%2").arg(prefix).arg(i), QStringLiteral("Payee %1").arg(i),
                        QStringLiteral("6217%1%2")
                            .arg(qHash(prefix) % 1000, 3, 10, QLatin1Char('0'))
                            .arg(i, 9, 10, QLatin1Char('0')),
                        amountMinor});
    return made;
}

std::int64_t PayoutFixture::availableMinor(MerchantId merchant) {
    return -must(
        store::queryInt64(m_connection, "SELECT balance_minor FROM ledger_account WHERE merchant_id = ?", merchant));
}

std::int64_t PayoutFixture::number(const char* sql) { return must(store::queryInt64(m_connection, sql)); }

} // namespace payout::support
