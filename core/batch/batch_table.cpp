// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/batch_table.h"

#include "core/base/business_date.h"
#include "core/store/statement.h"

namespace payout::batch {

namespace {

QByteArrayView storedKind(AccountKind kind) {
    switch (kind) {
    case AccountKind::Card: return "CARD";
    case AccountKind::Company: return "COMPANY";
    }
    return {};
}

Result<std::optional<InstructionRow>> onlyInstruction(store::Rows rows) {
    std::optional<InstructionRow> found;
    if (rows.next()) {
        InstructionRow row;
        row.id = rows.id<InstructionId>(0);
        row.merchant = rows.id<MerchantId>(1);
        row.merchantCode = rows.text(2);
        row.channel = rows.id<ChannelId>(3);
        row.merchantBatchNo = rows.text(4);
        row.fileName = rows.text(5);
        row.fileSha256 = rows.text(6);
        row.rowsCount = rows.int64(7);
        row.total.minor = rows.int64(8);
        TRY(row.total.currency, Currency::parse(rows.text(9)));
        row.feeMinor = rows.int64(10);
        row.maker = rows.id<PersonId>(11);
        row.makerLogin = rows.text(12);
        row.createdAt = rows.time(13);
        found = std::move(row);
    }
    TRY_DONE(rows.finish());
    return found;
}

/// {"a","b"} for PostgreSQL, ["a","b"] for SQLite; nothing in a reference needs escaping.
QString arrayText(store::Engine engine, const QStringList& references) {
    const QString quoted = u'"' + references.join(QStringLiteral("\",\"")) + u'"';
    return engine == store::Engine::Postgres ? u'{' + quoted + u'}' : u'[' + quoted + u']';
}

// The engine's own branch: neither can read the other's list of values.
const char* seenReferenceSql(store::Engine engine) {
    return engine == store::Engine::Postgres
               ? R"sql(SELECT merchant_row_ref, instruction_id FROM payout WHERE merchant_id = ?
                       AND merchant_row_ref = ANY (CAST(? AS TEXT[])) ORDER BY id LIMIT 1)sql"
               : R"sql(SELECT merchant_row_ref, instruction_id FROM payout WHERE merchant_id = ?
                       AND merchant_row_ref IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT 1)sql";
}

} // namespace

Result<std::optional<MerchantRow>> findMerchant(store::Connection& connection, MerchantId merchant) {
    TRY(auto rows,
        store::query(connection, R"sql(SELECT code, fee_minor, active FROM merchant WHERE id = ?)sql", merchant));
    std::optional<MerchantRow> found;
    if (rows.next()) found = MerchantRow{rows.text(0), rows.int64(1), rows.boolean(2)};
    TRY_DONE(rows.finish());
    return found;
}

Result<bool> hasChannel(store::Connection& connection, ChannelId channel) {
    TRY(const std::int64_t count,
        store::queryInt64(connection, R"sql(SELECT COUNT(*) FROM channel WHERE id = ?)sql", channel));
    return count == 1;
}

Result<InstructionId> insertInstruction(store::Connection& connection, const InstructionRow& row) {
    TRY(const std::int64_t id,
        store::queryInt64(connection,
                          R"sql(INSERT INTO instruction (kind, merchant_id, channel_id, merchant_batch_no, file_name,
                                  file_sha256, rows_count, total_minor, fee_minor, currency, business_date, maker_id,
                                  created_ms, state, last_actor)
                                VALUES ('PAYOUT_BATCH', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING_APPROVAL', ?)
                                RETURNING id)sql",
                          row.merchant, row.channel, row.merchantBatchNo, row.fileName, row.fileSha256, row.rowsCount,
                          row.total.minor, row.feeMinor, row.total.currency.code(), businessDateOf(row.createdAt),
                          row.maker, row.createdAt, row.makerLogin));
    return InstructionId(id);
}

Result<std::optional<InstructionRow>> findInstruction(store::Connection& connection, InstructionId instruction) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT i.id, i.merchant_id, m.code, i.channel_id, i.merchant_batch_no,
                                        i.file_name, i.file_sha256, i.rows_count, i.total_minor, i.currency,
                                        i.fee_minor, i.maker_id, p.login, i.created_ms
                                      FROM instruction i JOIN merchant m ON m.id = i.merchant_id
                                      JOIN person p ON p.id = i.maker_id WHERE i.id = ?)sql",
                                instruction));
    return onlyInstruction(std::move(rows));
}

Result<std::optional<InstructionRow>> findByFile(store::Connection& connection, const QString& sha256) {
    TRY(const auto id,
        store::queryOptionalInt64(connection, R"sql(SELECT id FROM instruction WHERE file_sha256 = ?)sql", sha256));
    if (!id) return std::nullopt;
    return findInstruction(connection, InstructionId(*id));
}

Result<std::optional<InstructionRow>> findByNumber(store::Connection& connection, MerchantId merchant,
                                                   const QString& merchantBatchNo) {
    TRY(const auto id,
        store::queryOptionalInt64(connection,
                                  R"sql(SELECT id FROM instruction WHERE merchant_id = ? AND merchant_batch_no = ?)sql",
                                  merchant, merchantBatchNo));
    if (!id) return std::nullopt;
    return findInstruction(connection, InstructionId(*id));
}

Result<store::BulkWriter> startRows(store::Connection& connection) {
    return store::BulkWriter::start(connection, "payout",
                                    {"id", "instruction_id", "merchant_id", "merchant_row_ref", "payee_name",
                                     "payee_account", "account_kind", "bank_code", "amount_minor", "fee_minor",
                                     "currency", "purpose", "warnings"});
}

Done writeRow(store::BulkWriter& writer, const RowsOwner& owner, const BatchRow& row) {
    writer.integer(payoutIdOf(owner.instruction, row.rowNo).value);
    writer.integer(owner.instruction.value);
    writer.integer(owner.merchant.value);
    writer.utf8(row.merchantRowRef);
    writer.utf8(row.payeeName);
    writer.utf8(row.payeeAccount);
    writer.utf8(storedKind(row.accountKind));
    writer.utf8(row.bankCode);
    writer.integer(row.amountMinor);
    writer.integer(owner.feeMinor);
    writer.text(owner.currency.code());
    writer.utf8(row.purpose);
    writer.integer(row.warnings);
    return writer.endRow();
}

void addContent(Sha256& digest, const BatchRow& row) {
    digest.addField(row.merchantRowRef);
    digest.addField(row.payeeName);
    digest.addField(row.payeeAccount);
    digest.addField(storedKind(row.accountKind));
    digest.addField(row.bankCode);
    digest.addField(row.amountMinor);
    digest.addField(row.purpose);
}

Result<QString> storedContentDigest(store::Connection& connection, InstructionId instruction) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT merchant_row_ref, payee_name, payee_account, account_kind, bank_code,
                                        amount_minor, purpose FROM payout WHERE id BETWEEN ? AND ? ORDER BY id)sql",
                                payoutIdOf(instruction, 1), payoutIdOf(instruction, rowsMaxPerInstruction)));
    Sha256 digest;
    while (rows.next()) {
        for (const int column : {0, 1, 2, 3, 4}) digest.addField(rows.text(column));
        digest.addField(qint64{rows.int64(5)});
        digest.addField(rows.text(6));
    }
    TRY_DONE(rows.finish());
    return digest.hex();
}

Result<std::optional<SeenReference>> firstSeenReference(store::Connection& connection, MerchantId merchant,
                                                        const QStringList& references) {
    TRY(auto rows, store::query(connection, seenReferenceSql(connection.engine()), merchant,
                                arrayText(connection.engine(), references)));
    std::optional<SeenReference> seen;
    if (rows.next()) seen = SeenReference{rows.text(0), rows.id<InstructionId>(1)};
    TRY_DONE(rows.finish());
    return seen;
}

} // namespace payout::batch
