// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/comparison_table.h"

#include "core/store/bulk_writer.h"
#include "core/store/statement.h"

namespace payout::comparison {

namespace {

// A payout's state as it was known at the window's as-of time: a later transition has not happened yet.
Result<rules::PayoutState> stateAsOf(store::Rows& rows, int firstColumn, UtcTime asOf) {
    TRY(const rules::PayoutState state, rules::payoutStateNamed(rows.text(firstColumn)));
    const auto changedAt = rows.optionalTime(firstColumn + 1);
    const auto exceptionAt = rows.optionalTime(firstColumn + 2);
    if (changedAt && *changedAt <= asOf) return state;
    if (exceptionAt && *exceptionAt <= asOf) return rules::PayoutState::Exception;
    return rules::PayoutState::Processing;
}

void writeOptional(store::BulkWriter& writer, std::optional<std::int64_t> value) {
    if (value)
        writer.integer(*value);
    else
        writer.null();
}

Done insertLines(store::Connection& connection, ComparisonId id, const std::vector<ClassedLine>& lines) {
    TRY(auto writer,
        store::BulkWriter::start(connection, "comparison_line",
                                 {"comparison_id", "line_no", "class", "payout_id", "attempt_no", "order_no",
                                  "system_state", "system_minor", "bank_line_id", "bank_minor", "differs"}));
    std::int64_t lineNo = 0;
    for (const ClassedLine& line : lines) {
        writer.integer(id.value);
        writer.integer(++lineNo);
        writer.text(storedName(line.cutClass));
        writeOptional(writer, line.payout ? std::optional(line.payout->value) : std::nullopt);
        writeOptional(writer, line.payout ? std::optional<std::int64_t>(line.attemptNo) : std::nullopt);
        writer.text(line.orderNo);
        writer.text(line.systemState);
        writeOptional(writer, line.systemMinor);
        writeOptional(writer, line.line ? std::optional(line.line->value) : std::nullopt);
        writeOptional(writer, line.bankMinor);
        writer.text(line.differs);
        TRY_DONE(writer.endRow());
    }
    TRY(const std::int64_t written, writer.finish());
    Q_UNUSED(written);
    return {};
}

} // namespace

Result<std::optional<PreviousSheet>> previousSheet(store::Connection& connection, ChannelId channel, UtcTime cutAt) {
    TRY(auto rows,
        store::query(connection,
                     R"sql(SELECT cut_ms, as_of_ms, figures FROM comparison WHERE channel_id = ? AND cut_ms < ?
                                      ORDER BY cut_ms DESC, version DESC LIMIT 1)sql",
                     channel, cutAt));
    std::optional<PreviousSheet> previous;
    if (rows.next()) previous = PreviousSheet{rows.time(0), rows.time(1), rows.text(2)};
    TRY_DONE(rows.finish());
    return previous;
}

Result<std::optional<NewestVersion>> newestVersion(store::Connection& connection, ChannelId channel, UtcTime cutAt) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT id, version, sheet_hash FROM comparison WHERE channel_id = ? AND cut_ms = ?
                                      ORDER BY version DESC LIMIT 1)sql",
                                channel, cutAt));
    std::optional<NewestVersion> newest;
    if (rows.next()) newest = NewestVersion{rows.id<ComparisonId>(0), rows.int64(1), rows.text(2)};
    TRY_DONE(rows.finish());
    return newest;
}

Result<std::optional<UtcTime>> coverageOf(store::Connection& connection, ChannelId channel) {
    TRY(const auto through,
        store::queryOptionalInt64(connection, R"sql(SELECT covered_through_ms FROM channel WHERE id = ?)sql", channel));
    if (!through) return std::nullopt;
    return UtcTime(*through);
}

Result<std::vector<SystemItem>> systemItems(store::Connection& connection, const CutWindow& window) {
    TRY(auto rows,
        store::query(connection,
                     R"sql(SELECT a.payout_id, a.attempt_no, a.order_no, p.amount_minor, p.currency, p.payee_account,
                             COALESCE(p.state, ''), p.state_at_ms, p.exception_at_ms, a.armed_ms,
                             a.needed_through_ms,
                             a.burnt_ms,
                             CASE WHEN EXISTS (SELECT 1 FROM bank_line b JOIN comparison_line l ON l.bank_line_id = b.id
                               JOIN comparison c ON c.id = l.comparison_id WHERE b.channel_id = a.channel_id
                               AND b.order_no = a.order_no AND b.direction = 'DEBIT' AND c.cut_ms < ?) THEN 1 ELSE 0 END
                           FROM attempt a JOIN payout p ON p.id = a.payout_id
                           WHERE a.channel_id = ? AND a.armed_ms IS NOT NULL AND a.armed_ms < ?
                             AND NOT EXISTS (SELECT 1 FROM bank_line b JOIN comparison_line l ON l.bank_line_id = b.id
                               JOIN comparison c ON c.id = l.comparison_id WHERE b.channel_id = a.channel_id
                               AND b.order_no = a.order_no AND c.cut_ms < ? AND p.state = 'SUCCESS'
                               AND p.state_at_ms <= ?)
                           ORDER BY a.order_no)sql",
                     window.cutAt, window.channel, window.cutAt, window.cutAt, window.previousAsOf));
    std::vector<SystemItem> items;
    while (rows.next()) {
        SystemItem item;
        item.payout = rows.id<PayoutId>(0);
        item.attemptNo = rows.integer(1);
        item.orderNo = rows.text(2);
        item.minor = rows.int64(3);
        item.currency = rows.text(4);
        item.payeeAccount = rows.text(5);
        TRY(item.state, stateAsOf(rows, 6, window.asOf));
        const UtcTime armedAt = rows.time(9);
        const UtcTime needed = rows.optionalTime(10).value_or(UtcTime(INT64_MAX));
        const auto burntAt = rows.optionalTime(11);
        item.hasEarlierLine = rows.boolean(12);
        item.burnt = burntAt && *burntAt <= window.asOf;
        const auto changedAt = rows.optionalTime(7);
        const bool payoutWasEnded = (rows.text(6) == u"SUCCESS" || rows.text(6) == u"RETURNED") && changedAt &&
                                    *changedAt <= window.previousAsOf;
        const bool wasEnded = payoutWasEnded || (burntAt && *burntAt <= window.previousAsOf);
        item.isNew = armedAt >= window.previousCut;
        item.wasOpen = !item.isNew && !wasEnded;
        item.covered = window.coveredThrough >= needed;
        item.inCutoffBand = !item.covered && needed > startOf(plusDays(businessDateOf(armedAt), 1));
        // Given back or given up before the previous sheet: it was counted there.
        if (!item.isNew && !item.wasOpen && (item.burnt || item.state == rules::PayoutState::Returned)) continue;
        items.push_back(std::move(item));
    }
    TRY_DONE(rows.finish());
    return items;
}

Result<std::vector<BankItem>> bankItems(store::Connection& connection, const CutWindow& window) {
    TRY(auto rows,
        store::query(
            connection,
            R"sql(SELECT b.id, b.direction, b.is_return, b.amount_minor, b.currency, b.payee_account, b.order_no,
                             a.payout_id, a.attempt_no, p.amount_minor, p.currency, p.payee_account,
                             COALESCE(p.state, ''), p.state_at_ms, p.exception_at_ms,
                             CASE WHEN a.payout_id IS NOT NULL AND EXISTS (SELECT 1 FROM comparison_line l
                               JOIN comparison c ON c.id = l.comparison_id WHERE l.payout_id = a.payout_id
                               AND l.bank_line_id IS NOT NULL AND l.class <> 'RETURN_LINE' AND c.channel_id = b.channel_id
                               AND c.cut_ms < ?) THEN 1 ELSE 0 END
                           FROM bank_line b JOIN statement_file f ON f.id = b.file_id
                             LEFT JOIN attempt a ON a.channel_id = b.channel_id AND a.order_no = b.order_no
                             LEFT JOIN payout p ON p.id = a.payout_id
                           WHERE b.channel_id = ? AND b.booked_ms < ? AND b.status = 'BOOKED' AND b.repeat_of IS NULL
                             AND f.state IN ('LOADED', 'ACCEPTED')
                             AND NOT EXISTS (SELECT 1 FROM comparison_line l JOIN comparison c ON c.id = l.comparison_id
                               WHERE l.bank_line_id = b.id AND c.cut_ms < ?)
                           ORDER BY b.booked_ms, b.id)sql",
            window.cutAt, window.channel, window.cutAt, window.cutAt));
    std::vector<BankItem> items;
    while (rows.next()) {
        BankItem item;
        item.line = rows.id<BankLineId>(0);
        item.debit = rows.text(1) == u"DEBIT";
        item.isReturn = rows.boolean(2);
        item.minor = rows.int64(3);
        item.currency = rows.text(4);
        item.payeeAccount = rows.text(5);
        item.orderNo = rows.text(6);
        if (const auto payout = rows.optionalInt64(7)) {
            item.payout = PayoutId(*payout);
            item.attemptNo = rows.integer(8);
            item.payoutMinor = rows.int64(9);
            item.payoutCurrency = rows.text(10);
            item.payoutAccount = rows.text(11);
            TRY(item.payoutState, stateAsOf(rows, 12, window.asOf));
            item.payoutHasEarlierLine = rows.boolean(15);
        }
        items.push_back(std::move(item));
    }
    TRY_DONE(rows.finish());
    return items;
}

Result<std::int64_t> bankPaidMinor(store::Connection& connection, const CutWindow& window) {
    return store::queryInt64(connection,
                             R"sql(SELECT CAST(COALESCE(SUM(b.amount_minor), 0) AS {int})
                                   FROM bank_line b JOIN statement_file f ON f.id = b.file_id
                                   WHERE b.channel_id = ? AND b.booked_ms < ? AND b.direction = 'DEBIT'
                                     AND b.status = 'BOOKED' AND b.repeat_of IS NULL
                                     AND f.state IN ('LOADED', 'ACCEPTED')
                                     AND NOT EXISTS (SELECT 1 FROM comparison_line l
                                       JOIN comparison c ON c.id = l.comparison_id
                                       WHERE l.bank_line_id = b.id AND c.cut_ms < ?))sql",
                             window.channel, window.cutAt, window.cutAt);
}

Result<ComparisonId> insertSheet(store::Connection& connection, const NewSheet& sheet, const ClassedCut& cut) {
    TRY(const std::int64_t id,
        store::queryInt64(
            connection,
            R"sql(INSERT INTO comparison (channel_id, cut_ms, version, covered_through_ms, created_by, created_actor,
                                    created_ms, figures, sheet_hash, unexplained_minor, critical_count, as_of_ms, state)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN') RETURNING id)sql",
            sheet.window.channel, sheet.window.cutAt, sheet.version, sheet.window.coveredThrough,
            sheet.createdBy.person, sheet.createdBy.name, sheet.now, sheet.figures, sheet.hash,
            cut.figures.unexplainedMinor, cut.figures.criticalCount, sheet.window.asOf));
    TRY_DONE(insertLines(connection, ComparisonId(id), cut.lines));
    return ComparisonId(id);
}

Result<SignRow> sheetForUpdate(store::Connection& connection, ComparisonId id) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT c.state, c.sheet_hash, c.figures, c.prepared_by,
                    CASE WHEN EXISTS (SELECT 1 FROM comparison n WHERE n.channel_id = c.channel_id
                      AND n.cut_ms = c.cut_ms AND n.version > c.version) THEN 1 ELSE 0 END
                  FROM comparison c WHERE c.id = ? {for_update})sql",
                                id));
    if (!rows.next()) {
        TRY_DONE(rows.finish());
        return broken(QStringLiteral("NoComparison"), QString::number(id.value));
    }
    SignRow row{rows.text(0), rows.text(1), rows.text(2), std::nullopt, rows.boolean(4)};
    if (const auto by = rows.optionalInt64(3)) row.preparedBy = PersonId(*by);
    TRY_DONE(rows.finish());
    return row;
}

Done writePrepared(store::Connection& connection, ComparisonId id, PersonId by, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE comparison SET state = 'PREPARED', prepared_by = ?, prepared_ms = ?
                                  WHERE id = ? AND state = 'OPEN')sql",
                            by, now, id));
    return {};
}

Done writeReviewed(store::Connection& connection, ComparisonId id, PersonId by, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE comparison SET state = 'SIGNED', reviewed_by = ?, reviewed_ms = ?
                                  WHERE id = ? AND state = 'PREPARED')sql",
                            by, now, id));
    return {};
}

} // namespace payout::comparison
