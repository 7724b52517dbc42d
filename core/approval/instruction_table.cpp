// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/instruction_table.h"

#include "core/rules/refusal.h"
#include "core/store/statement.h"

namespace payout::approval {

namespace {

Result<InstructionRow> onlyInstruction(store::Rows rows, InstructionId instruction) {
    if (!rows.next()) {
        TRY_DONE(rows.finish());
        return broken(QStringLiteral("NoInstruction"), QString::number(instruction.value));
    }
    InstructionRow row;
    row.id = instruction;
    row.merchant = rows.id<MerchantId>(0);
    row.channel = rows.id<ChannelId>(1);
    row.merchantBatchNo = rows.text(2);
    row.fileSha256 = rows.text(3);
    row.rowsCount = rows.int64(4);
    row.total.minor = rows.int64(5);
    row.fee.minor = rows.int64(6);
    const QString currency = rows.text(7);
    row.businessDate = rows.date(8);
    row.maker = rows.id<PersonId>(9);
    row.createdAt = rows.time(10);
    const QString state = rows.text(11);
    row.version = rows.int64(12);
    TRY_DONE(rows.finish());
    TRY(row.state, rules::instructionStateNamed(state));
    TRY(row.total.currency, Currency::parse(currency));
    row.fee.currency = row.total.currency;
    return row;
}

} // namespace

Result<InstructionRow> readInstruction(store::Connection& connection, InstructionId instruction) {
    TRY(auto rows, store::query(connection, R"sql(SELECT merchant_id, channel_id, merchant_batch_no, file_sha256,
                                                  rows_count, total_minor, fee_minor, currency, business_date, maker_id,
                                                  created_ms, state, version FROM instruction WHERE id = ?)sql",
                                instruction));
    return onlyInstruction(std::move(rows), instruction);
}

Result<InstructionRow> lockInstruction(store::Connection& connection, InstructionId instruction) {
    TRY(auto rows, store::query(connection, R"sql(SELECT merchant_id, channel_id, merchant_batch_no, file_sha256,
                                                  rows_count, total_minor, fee_minor, currency, business_date, maker_id,
                                                  created_ms, state, version FROM instruction WHERE id = ?
                                                  {for_update})sql",
                                instruction));
    return onlyInstruction(std::move(rows), instruction);
}

Done changeState(store::Connection& connection, const StateChange& change) {
    TRY(const std::int64_t changed,
        store::execute(connection, R"sql(UPDATE instruction SET state = ?, version = version + 1, last_actor = ?,
                                         last_reason = ?, last_evidence = ?
                                         WHERE id = ? AND state = ? AND version = ?)sql",
                       rules::storedName(change.to), change.actor, change.reason, change.evidence, change.instruction,
                       rules::storedName(change.from), change.versionSeen));
    if (changed != 1) return rules::refuse(rules::Refusal::AlreadyHandled);
    return {};
}

Done eachRow(store::Connection& connection, InstructionId instruction,
             const std::function<void(const ShownRow&)>& take) {
    TRY(auto rows, store::query(connection, R"sql(SELECT id, merchant_row_ref, payee_name, payee_account, account_kind,
                                                  bank_code, amount_minor, fee_minor, purpose, COALESCE(hold, ''),
                                                  CASE WHEN hold IS NULL THEN 0 ELSE COALESCE(hold_of, 0) END
                                                  FROM payout WHERE id BETWEEN ? AND ? ORDER BY id)sql",
                                payoutIdOf(instruction, 0), payoutIdOf(instruction, rowsMaxPerInstruction)));
    ShownRow row;
    while (rows.next()) {
        row = {rows.int64(0), rows.text(1),  rows.text(2), rows.text(3), rows.text(4),  rows.text(5),
               rows.int64(6), rows.int64(7), rows.text(8), rows.text(9), rows.int64(10)};
        take(row);
    }
    return rows.finish();
}

Result<std::int64_t> numberSetting(store::Connection& connection, const QString& name, std::int64_t otherwise) {
    TRY(auto rows, store::query(connection, R"sql(SELECT value FROM setting WHERE name = ?)sql", name));
    std::optional<QString> text;
    if (rows.next()) text = rows.text(0);
    TRY_DONE(rows.finish());
    if (!text) return otherwise;
    bool isNumber = false;
    const qlonglong number = text->toLongLong(&isNumber);
    if (!isNumber) return broken(QStringLiteral("BadSetting"), name);
    return number;
}

} // namespace payout::approval
