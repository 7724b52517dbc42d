// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/batch_header.h"

#include <algorithm>

namespace payout::batch {

namespace {

struct ColumnName {
    BatchColumn column;
    const char* chinese;
    const char* english;
    bool required;
};

constexpr std::array<ColumnName, batchColumnsCount> columnNames{{
    {BatchColumn::MerchantRowRef, "商户订单号", "merchant_row_ref", true},
    {BatchColumn::PayeeName, "收款人姓名", "payee_name", true},
    {BatchColumn::PayeeAccount, "收款账号", "payee_account", true},
    {BatchColumn::AccountKind, "账户类型", "account_kind", false},
    {BatchColumn::BankCode, "联行号", "bank_code", false},
    {BatchColumn::Amount, "金额", "amount", true},
    {BatchColumn::Purpose, "附言", "purpose", false},
}};

constexpr qsizetype rowsDigitsMax = 9;

const ColumnName* columnNamed(QByteArrayView cell) {
    const auto found = std::ranges::find_if(
        columnNames, [cell](const ColumnName& name) { return cell == name.chinese || cell == name.english; });
    return found == columnNames.end() ? nullptr : &*found;
}

QString knownColumns() {
    QStringList names;
    for (const ColumnName& name : columnNames)
        names += QString::fromUtf8(name.chinese) + u'/' + QString::fromUtf8(name.english);
    return names.join(u", ");
}

std::vector<QByteArrayView> withoutEmptyTail(std::vector<QByteArrayView> cells) {
    while (!cells.empty() && trimmedCell(cells.back()).isEmpty()) cells.pop_back();
    return cells;
}

bool isDigits(QByteArrayView text) {
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

QByteArrayView trimmedCell(QByteArrayView cell) {
    while (cell.startsWith(' ')) cell = cell.sliced(1);
    while (cell.endsWith(' ')) cell.chop(1);
    return cell;
}

QByteArrayView BatchHeader::cell(const std::vector<QByteArrayView>& cells, BatchColumn column) const {
    const int at = cellOf[static_cast<std::size_t>(column)];
    return at < 0 || static_cast<std::size_t>(at) >= cells.size() ? QByteArrayView()
                                                                  : trimmedCell(cells[static_cast<std::size_t>(at)]);
}

BatchHeader readBatchHeader(const std::vector<QByteArrayView>& cells, std::vector<BatchFileIssue>& problems) {
    BatchHeader header;
    header.cellOf.fill(-1);
    const auto names = withoutEmptyTail(cells);
    header.cellsCount = static_cast<qsizetype>(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        const QByteArrayView cell = trimmedCell(names[i]);
        const ColumnName* known = columnNamed(cell);
        if (!known) {
            problems.push_back({0,
                                {},
                                shownValue({}, cell),
                                BatchIssueCode::ColumnUnknown,
                                QStringLiteral("known: ") + knownColumns()});
            continue;
        }
        int& at = header.cellOf[static_cast<std::size_t>(known->column)];
        if (at >= 0) problems.push_back({0, known->column, shownValue({}, cell), BatchIssueCode::ColumnRepeated, {}});
        at = static_cast<int>(i);
    }
    for (const ColumnName& name : columnNames)
        if (name.required && header.cellOf[static_cast<std::size_t>(name.column)] < 0)
            problems.push_back({0, name.column, QString::fromUtf8(name.chinese), BatchIssueCode::ColumnMissing, {}});
    return header;
}

bool isControlLine(const std::vector<QByteArrayView>& cells) {
    if (cells.empty()) return false;
    const QByteArrayView first = trimmedCell(cells.front());
    return first == "#控制" || first == "#CONTROL";
}

std::optional<ControlTotals> readControlLine(const std::vector<QByteArrayView>& cells) {
    const auto given = withoutEmptyTail(cells);
    if (given.size() != 3) return std::nullopt;
    const QByteArrayView rows = trimmedCell(given[1]);
    if (!isDigits(rows) || rows.size() > rowsDigitsMax) return std::nullopt;
    const Result<Money> total = parseAmount(QString::fromUtf8(trimmedCell(given[2])));
    if (!total) return std::nullopt;
    return ControlTotals{0, rows.toByteArray().toLongLong(), *total};
}

} // namespace payout::batch
