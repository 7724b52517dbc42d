// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/comparison_list_table.h"

#include "core/base/account_number.h"
#include "core/comparison/classify_cut.h"
#include "core/comparison/cuts.h"
#include "core/comparison/figures.h"
#include "core/store/statement.h"

#include <algorithm>

namespace payout::desk {

namespace {

constexpr std::int64_t sheetLinesMax = 5'000;

CutStatus shown(comparison::CutStatus status) {
    switch (status) {
    case comparison::CutStatus::NotYet: return CutStatus::NotYet;
    case comparison::CutStatus::Due: return CutStatus::Due;
    case comparison::CutStatus::Overdue: return CutStatus::Overdue;
    case comparison::CutStatus::Open: return CutStatus::Open;
    case comparison::CutStatus::OpenCritical: return CutStatus::OpenCritical;
    case comparison::CutStatus::Prepared: return CutStatus::Prepared;
    case comparison::CutStatus::Signed: return CutStatus::Signed;
    }
    return CutStatus::NotYet;
}

bool isCriticalName(const QString& className) {
    for (const auto critical :
         {comparison::CutClass::BankOnly, comparison::CutClass::DoublePaid, comparison::CutClass::PaidAfterReturned,
          comparison::CutClass::AmountDiff, comparison::CutClass::PayeeDiff})
        if (comparison::storedName(critical) == className) return true;
    return false;
}

#define LINE_COLUMNS                                                                                                   \
    " SELECT l.line_no, l.class, l.payout_id, l.order_no, l.system_state, l.system_minor, l.bank_minor, b.booked_ms, " \
    " COALESCE(b.flow_no, ''), COALESCE(p.payee_name, b.payee_name, ''), "                                             \
    " COALESCE(b.payee_account, p.payee_account, ''), l.differs "                                                      \
    " FROM comparison_line l LEFT JOIN bank_line b ON b.id = l.bank_line_id LEFT JOIN payout p ON p.id = l.payout_id "

Result<std::vector<SheetLine>> linesOf(Result<store::Rows> rows) {
    if (!rows) return std::unexpected(rows.error());
    std::vector<SheetLine> lines;
    while (rows->next()) {
        SheetLine line;
        line.lineNo = rows->int64(0);
        line.className = rows->text(1);
        line.critical = isCriticalName(line.className);
        if (const auto payout = rows->optionalInt64(2)) line.payout = PayoutId(*payout);
        line.orderNo = rows->text(3);
        line.systemState = rows->text(4);
        line.systemMinor = rows->optionalInt64(5);
        line.bankMinor = rows->optionalInt64(6);
        line.bankBookedAt = rows->optionalTime(7);
        line.bankFlowNo = rows->text(8);
        line.payeeName = rows->text(9);
        line.payeeAccountMasked = maskAccount(rows->text(10));
        line.differs = rows->text(11);
        lines.push_back(std::move(line));
    }
    TRY_DONE(rows->finish());
    return lines;
}

Done readHead(store::Connection& connection, ComparisonId id, Sheet& sheet) {
    TRY(auto rows,
        store::query(
            connection,
            R"sql(SELECT c.name, s.cut_ms, s.version, s.covered_through_ms, s.created_ms, s.figures, s.sheet_hash,
                             s.unexplained_minor, s.critical_count, s.state, COALESCE(a.login, ''), s.prepared_ms,
                             COALESCE(r.login, ''), s.reviewed_ms
                           FROM comparison s JOIN channel c ON c.id = s.channel_id LEFT JOIN person a ON a.id = s.prepared_by
                             LEFT JOIN person r ON r.id = s.reviewed_by WHERE s.id = ?)sql",
            id));
    if (!rows.next()) return broken(QStringLiteral("NoComparison"), QString::number(id.value));
    sheet.id = id;
    sheet.channel = rows.text(0);
    sheet.cutAt = rows.time(1);
    sheet.version = rows.int64(2);
    sheet.coveredThrough = rows.time(3);
    sheet.createdAt = rows.time(4);
    TRY(const comparison::CutFigures figures, comparison::figuresOf(rows.text(5)));
    sheet.identities = {figures.openCount,    figures.openMinor,  figures.sentCount,      figures.sentMinor,
                        figures.paidCount,    figures.paidMinor,  figures.failedCount,    figures.failedMinor,
                        figures.closeCount,   figures.closeMinor, figures.transitExact(), figures.bankPaidMinor,
                        figures.classedMinor, figures.bankExact()};
    sheet.hash = rows.text(6);
    sheet.unexplainedMinor = rows.int64(7);
    sheet.criticalCount = rows.int64(8);
    sheet.state = rows.text(9);
    sheet.preparedBy = rows.text(10);
    sheet.preparedAt = rows.optionalTime(11);
    sheet.reviewedBy = rows.text(12);
    sheet.reviewedAt = rows.optionalTime(13);
    return rows.finish();
}

Done readClasses(store::Connection& connection, ComparisonId id, Sheet& sheet) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT class, COUNT(*), COALESCE(CAST(SUM(system_minor) AS {int}), 0),
                                        COALESCE(CAST(SUM(bank_minor) AS {int}), 0)
                                      FROM comparison_line WHERE comparison_id = ? GROUP BY class ORDER BY class)sql",
                                id));
    while (rows.next()) {
        ClassTotal total{rows.text(0), rows.int64(1), rows.int64(2), rows.int64(3), false};
        total.critical = isCriticalName(total.className);
        if (total.className != u"MATCHED") sheet.notMatchedCount += total.count;
        sheet.classes.push_back(std::move(total));
    }
    std::ranges::stable_sort(sheet.classes, {}, [](const ClassTotal& total) { return !total.critical; });
    return rows.finish();
}

// A line is the same in two versions if class, order and bank line are.
Result<std::vector<SheetLine>> onlyIn(store::Connection& connection, std::int64_t here, std::int64_t there) {
    return linesOf(store::query(
        connection, LINE_COLUMNS R"sql(WHERE l.comparison_id = ? AND NOT EXISTS (SELECT 1 FROM comparison_line o
              WHERE o.comparison_id = ? AND o.class = l.class AND o.order_no = l.order_no
                AND COALESCE(o.bank_line_id, 0) = COALESCE(l.bank_line_id, 0)) ORDER BY l.line_no LIMIT ?)sql",
        here, there, sheetLinesMax));
}

Done readDelta(store::Connection& connection, ComparisonId id, Sheet& sheet) {
    if (sheet.version < 2) return {};
    TRY(const auto before,
        store::queryOptionalInt64(connection,
                                  R"sql(SELECT o.id FROM comparison s JOIN comparison o ON o.channel_id = s.channel_id
                                          AND o.cut_ms = s.cut_ms AND o.version = s.version - 1 WHERE s.id = ?)sql",
                                  id));
    if (!before) return {};
    TRY(sheet.deltaAdded, onlyIn(connection, id.value, *before));
    TRY(sheet.deltaGone, onlyIn(connection, *before, id.value));
    return {};
}

#define FILE_COLUMNS                                                                                                   \
    " SELECT f.id, c.name, f.file_name, f.format, f.from_ms, f.to_ms, f.lines_count, f.debit_minor, f.credit_minor, "  \
    " f.proof, f.difference_minor, f.state, f.loaded_by, f.loaded_ms, f.doubt, COALESCE(o.file_name, ''), "            \
    " f.loaded_by_person, COALESCE(d.login, ''), "                                                                     \
    " CASE WHEN f.state = 'REJECTED' THEN f.reject_reason ELSE f.accept_reason END "                                   \
    " FROM statement_file f JOIN channel c ON c.id = f.channel_id "                                                    \
    " LEFT JOIN statement_file o ON o.id = f.chain_file_id "                                                           \
    " LEFT JOIN person d ON d.id = COALESCE(f.rejected_by, f.accepted_by) "

StatementView fileOf(store::Rows& rows) {
    StatementView view;
    view.id = rows.id<StatementFileId>(0);
    view.channel = rows.text(1);
    view.fileName = rows.text(2);
    view.format = rows.text(3);
    view.from = rows.optionalTime(4);
    view.to = rows.optionalTime(5);
    view.lines = rows.int64(6);
    view.debits.minor = rows.int64(7);
    view.credits.minor = rows.int64(8);
    view.proof = rows.text(9);
    view.differenceMinor = rows.int64(10);
    view.state = rows.text(11);
    view.loadedBy = rows.text(12);
    view.loadedAt = rows.time(13);
    view.doubt = rows.text(14);
    view.contradictedFile = rows.text(15);
    if (const auto person = rows.optionalInt64(16)) view.loadedByPerson = PersonId(*person);
    view.decidedBy = rows.text(17);
    view.decisionReason = rows.text(18);
    return view;
}

} // namespace

Result<std::vector<CutCell>> cutGrid(store::Connection& connection, BusinessDate date) {
    TRY(const auto cuts, comparison::cutsOf(connection, date));
    std::vector<CutCell> cells;
    cells.reserve(cuts.size());
    for (const comparison::Cut& cut : cuts)
        cells.push_back({cut.channel, cut.channelName, cut.cutAt, shown(cut.status), cut.comparison,
                         cut.unexplainedMinor, cut.criticalCount});
    return cells;
}

Result<Sheet> readSheet(store::Connection& connection, ComparisonId id) {
    Sheet sheet;
    TRY_DONE(readHead(connection, id, sheet));
    TRY_DONE(readClasses(connection, id, sheet));
    TRY(sheet.notMatched,
        linesOf(store::query(connection, LINE_COLUMNS R"sql(WHERE l.comparison_id = ? AND l.class <> 'MATCHED'
                                                ORDER BY l.line_no LIMIT ?)sql",
                             id, sheetLinesMax)));
    TRY_DONE(readDelta(connection, id, sheet));
    return sheet;
}

Result<std::vector<StatementView>> statementViews(store::Connection& connection, std::int64_t rowsMax) {
    TRY(auto rows, store::query(connection, FILE_COLUMNS R"sql(ORDER BY f.id DESC LIMIT ?)sql", rowsMax));
    std::vector<StatementView> views;
    while (rows.next()) views.push_back(fileOf(rows));
    TRY_DONE(rows.finish());
    return views;
}

Result<StatementView> statementView(store::Connection& connection, StatementFileId id) {
    TRY(auto rows, store::query(connection, FILE_COLUMNS R"sql(WHERE f.id = ?)sql", id));
    if (!rows.next()) return broken(QStringLiteral("NoStatement"), QString::number(id.value));
    const StatementView view = fileOf(rows);
    TRY_DONE(rows.finish());
    return view;
}

} // namespace payout::desk
