// SPDX-License-Identifier: GPL-3.0-or-later
// The small brother of the paged model: a list that is at hand whole (a sheet's lines, ten payees, issues of a file).
// Same columns, same delegate, same export.
#pragma once

#include "ui/shared/paged_table_model.h"

namespace payout::ui {

template <class Row> class RowTableModel : public QAbstractTableModel {
public:
    explicit RowTableModel(std::vector<Column<Row>> columns, QObject* parent = nullptr)
        : QAbstractTableModel(parent), m_columns(std::move(columns)) {}

    void setRows(std::vector<Row> rows) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    const std::vector<Row>& rows() const { return m_rows; }
    const Row* rowAt(int row) const { return row >= 0 && size_t(row) < m_rows.size() ? &m_rows[size_t(row)] : nullptr; }

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    int columnCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : int(m_columns.size());
    }
    QVariant data(const QModelIndex& index, int role) const override {
        const Row* row = rowAt(index.row());
        return row == nullptr ? QVariant() : columnData(m_columns[size_t(index.column())], *row, role);
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation != Qt::Horizontal || section < 0 || size_t(section) >= m_columns.size()) return {};
        const Column<Row>& column = m_columns[size_t(section)];
        if (role == Qt::DisplayRole) return column.title();
        if (role == Qt::TextAlignmentRole) return int(column.alignment | Qt::AlignVCenter);
        return {};
    }

private:
    std::vector<Column<Row>> m_columns;
    std::vector<Row> m_rows;
};

} // namespace payout::ui
