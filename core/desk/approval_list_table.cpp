// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/approval_list_table.h"

#include "core/base/account_number.h"
#include "core/store/statement.h"

namespace payout::desk {

namespace {

#define BATCH_COLUMNS                                                                                                  \
    " SELECT i.id, i.merchant_batch_no, m.name, c.name, i.rows_count, i.total_minor, i.fee_minor, i.currency, "        \
    " i.business_date, i.created_ms, o.login, i.state, "                                                               \
    " o.display_name, (SELECT COUNT(*) FROM payout p WHERE p.hold IS NOT NULL AND p.state IS NULL "                    \
    " AND p.id BETWEEN i.id * 1048576 AND i.id * 1048576 + 1048575) "                                                  \
    " FROM instruction i JOIN merchant m ON m.id = i.merchant_id JOIN channel c ON c.id = i.channel_id "               \
    " JOIN person o ON o.id = i.maker_id "

// 0 waiting, 1 approved (and closed), 2 rejected, 3 all
#define BATCH_FILTER                                                                                                   \
    " ((? = 0 AND i.state = 'PENDING_APPROVAL') OR (? = 1 AND i.state IN ('APPROVED_PROCESSING', 'CLOSED')) "          \
    " OR (? = 2 AND i.state = 'REJECTED') OR ? = 3) "

// 0 all, 1 held, 2 warned, 3 neither claimed nor set aside
#define ROW_FILTER                                                                                                     \
    " AND (? = 0 OR (? = 1 AND p.hold IS NOT NULL) OR (? = 2 AND p.warnings <> 0) "                                    \
    " OR (? = 3 AND p.state IS NULL AND NOT EXISTS (SELECT 1 FROM row_set_aside s WHERE s.payout_id = p.id))) "

#define ROW_COLUMNS                                                                                                    \
    " SELECT p.id, p.merchant_row_ref, p.payee_name, p.payee_account, p.bank_code, p.amount_minor, p.currency, "       \
    " p.purpose, p.warnings, COALESCE(p.hold, ''), p.hold_of, COALESCE(p.state, ''), "                                 \
    " (SELECT COUNT(*) FROM row_set_aside s WHERE s.payout_id = p.id) FROM payout p "

int numberOf(BatchFilter filter) {
    switch (filter) {
    case BatchFilter::Waiting: return 0;
    case BatchFilter::Approved: return 1;
    case BatchFilter::Rejected: return 2;
    case BatchFilter::All: return 3;
    }
    return 3;
}

int numberOf(PayoutFilter filter) {
    switch (filter) {
    case PayoutFilter::All: return 0;
    case PayoutFilter::Held: return 1;
    case PayoutFilter::Warned: return 2;
    case PayoutFilter::Unclaimed: return 3;
    }
    return 0;
}

Result<BatchView> viewOf(store::Rows& rows) {
    BatchView view;
    view.id = rows.id<InstructionId>(0);
    view.merchantBatchNo = rows.text(1);
    view.merchant = rows.text(2);
    view.channel = rows.text(3);
    view.rowsCount = rows.int64(4);
    TRY(const Currency currency, Currency::parse(rows.text(7)));
    view.total = Money{rows.int64(5), currency};
    view.fee = Money{rows.int64(6), currency};
    view.businessDate = rows.date(8);
    view.createdAt = rows.time(9);
    view.maker = rows.text(10);
    TRY(view.state, rules::instructionStateNamed(rows.text(11)));
    view.makerName = rows.text(12);
    view.heldRows = rows.int64(13);
    return view;
}

Result<std::vector<PayoutRowView>> rowsOf(store::Rows& rows) {
    std::vector<PayoutRowView> found;
    while (rows.next()) {
        PayoutRowView row;
        row.id = rows.id<PayoutId>(0);
        row.rowNo = rowNoOf(row.id);
        row.merchantRowRef = rows.text(1);
        row.payeeName = rows.text(2);
        row.payeeAccountMasked = maskAccount(rows.text(3));
        row.bankCode = rows.text(4);
        row.amount.minor = rows.int64(5);
        TRY(row.amount.currency, Currency::parse(rows.text(6)));
        row.purpose = rows.text(7);
        row.warnings = rows.int64(8);
        row.hold = rows.text(9);
        if (const auto earlier = rows.optionalInt64(10)) row.holdOf = PayoutId(*earlier);
        TRY(row.state, rules::payoutStateNamed(rows.text(11)));
        row.isSetAside = rows.int64(12) > 0;
        found.push_back(std::move(row));
    }
    TRY_DONE(rows.finish());
    return found;
}

Result<ListShape> shapeOf(store::Rows& rows) {
    ListShape shape;
    while (rows.next()) {
        if (shape.count % pageRows == 0) shape.anchors.push_back({0, rows.int64(0)});
        ++shape.count;
    }
    TRY_DONE(rows.finish());
    return shape;
}

} // namespace

Result<ListShape> batchShape(store::Connection& connection, BatchFilter filter) {
    const int f = numberOf(filter);
    TRY(auto rows,
        store::query(connection,
                     R"sql(SELECT i.id FROM instruction i WHERE)sql" BATCH_FILTER R"sql( ORDER BY i.id DESC)sql", f, f,
                     f, f));
    return shapeOf(rows);
}

Result<std::vector<BatchView>> batchPage(store::Connection& connection, BatchFilter filter,
                                         std::optional<PageKey> from) {
    const int f = numberOf(filter);
    const std::int64_t first = from ? from->id : INT64_MAX;
    TRY(auto rows,
        store::query(connection,
                     BATCH_COLUMNS R"sql(WHERE i.id <= ? AND)sql" BATCH_FILTER R"sql( ORDER BY i.id DESC LIMIT ?)sql",
                     first, f, f, f, f, pageRows));
    std::vector<BatchView> found;
    while (rows.next()) {
        TRY(BatchView view, viewOf(rows));
        found.push_back(std::move(view));
    }
    TRY_DONE(rows.finish());
    return found;
}

Result<BatchView> batchView(store::Connection& connection, InstructionId instruction) {
    TRY(auto rows, store::query(connection, BATCH_COLUMNS R"sql(WHERE i.id = ?)sql", instruction));
    if (!rows.next()) {
        TRY_DONE(rows.finish());
        return broken(QStringLiteral("NoInstruction"), QString::number(instruction.value));
    }
    TRY(BatchView view, viewOf(rows));
    TRY_DONE(rows.finish());
    return view;
}

Result<ListShape> rowsShape(store::Connection& connection, InstructionId instruction, PayoutFilter filter) {
    // The whole file is numbered without gaps, so its pages need no scan.
    if (filter == PayoutFilter::All) {
        TRY(const std::int64_t count,
            store::queryInt64(connection, R"sql(SELECT rows_count FROM instruction WHERE id = ?)sql", instruction));
        ListShape shape;
        shape.count = count;
        for (std::int64_t row = 1; row <= count; row += pageRows)
            shape.anchors.push_back({0, payoutIdOf(instruction, row).value});
        return shape;
    }
    const int f = numberOf(filter);
    TRY(auto rows,
        store::query(connection,
                     R"sql(SELECT p.id FROM payout p WHERE p.id BETWEEN ? AND ?)sql" ROW_FILTER
                     R"sql( ORDER BY p.id)sql",
                     payoutIdOf(instruction, 1), payoutIdOf(instruction, rowsMaxPerInstruction), f, f, f, f));
    return shapeOf(rows);
}

Result<std::vector<PayoutRowView>> rowsPage(store::Connection& connection, InstructionId instruction,
                                            PayoutFilter filter, std::optional<PageKey> from) {
    const int f = numberOf(filter);
    const std::int64_t first = from ? from->id : payoutIdOf(instruction, 1).value;
    TRY(auto rows,
        store::query(connection,
                     ROW_COLUMNS R"sql(WHERE p.id BETWEEN ? AND ?)sql" ROW_FILTER R"sql( ORDER BY p.id LIMIT ?)sql",
                     first, payoutIdOf(instruction, rowsMaxPerInstruction), f, f, f, f, pageRows));
    return rowsOf(rows);
}

Result<std::vector<PayoutRowView>> largestRows(store::Connection& connection, InstructionId instruction) {
    TRY(auto rows,
        store::query(connection, ROW_COLUMNS R"sql(WHERE p.id IN (SELECT x.id FROM payout x WHERE x.id BETWEEN ? AND ?
                                         ORDER BY x.amount_minor DESC, x.id LIMIT 10)
                                       ORDER BY p.amount_minor DESC, p.id)sql",
                     payoutIdOf(instruction, 1), payoutIdOf(instruction, rowsMaxPerInstruction)));
    return rowsOf(rows);
}

Result<BatchFacts> batchFacts(store::Connection& connection, InstructionId instruction) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT i.file_name, c.account,
                             (SELECT COUNT(DISTINCT p.payee_account) FROM payout p WHERE p.id BETWEEN i.id * 1048576
                                AND i.id * 1048576 + 1048575),
                             (SELECT COUNT(*) FROM payout p WHERE p.warnings <> 0 AND p.id BETWEEN i.id * 1048576
                                AND i.id * 1048576 + 1048575),
                             COALESCE((SELECT -l.balance_minor FROM ledger_account l WHERE l.merchant_id = i.merchant_id
                                AND l.currency = i.currency), 0),
                             k.now_ms, c.pause_enabled, c.pause_begin_ms, c.pause_end_ms
                           FROM instruction i JOIN channel c ON c.id = i.channel_id CROSS JOIN payout_clock k
                           WHERE i.id = ?)sql",
                                instruction));
    BatchFacts facts;
    if (rows.next()) {
        facts.fileName = rows.text(0);
        facts.channelAccount = rows.text(1);
        facts.distinctPayees = rows.int64(2);
        facts.warnedRows = rows.int64(3);
        facts.availableMinor = rows.int64(4);
        facts.now = rows.time(5);
        facts.pauseEnabled = rows.boolean(6);
        facts.pauseBeginMs = rows.int64(7);
        facts.pauseEndMs = rows.int64(8);
    }
    TRY_DONE(rows.finish());
    return facts;
}

} // namespace payout::desk
