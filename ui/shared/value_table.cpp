// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/value_table.h"

#include "ui/shared/cell_delegate.h"
#include "ui/shared/tone.h"

#include <QEvent>
#include <QHeaderView>

#include <algorithm>

namespace payout::ui {

namespace {

QTableWidgetItem* itemOf(const ValueCell& cell, QFont font) {
    auto* item = new QTableWidgetItem(cell.mark.isEmpty() ? cell.text : cell.mark + u' ' + cell.text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setToolTip(cell.tip.isEmpty() ? cell.text : cell.tip);
    if (cell.number) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    if (cell.strong && cell.mark.isEmpty()) {
        font.setBold(true);
        item->setFont(font);
    }
    if (!cell.mark.isEmpty()) {
        item->setData(ToneRole, static_cast<int>(Tone::Critical));
        item->setData(ChipRole, true);
    }
    return item;
}

} // namespace

ValueTable::ValueTable(QWidget* parent) : QTableWidget(parent) {
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setItemDelegate(new CellDelegate({}, this));
    setShowGrid(false);
    setAlternatingRowColors(true);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ValueTable::setHeads(const QStringList& heads) {
    setColumnCount(static_cast<int>(heads.size()));
    setHorizontalHeaderLabels(heads);
}

void ValueTable::setRows(const std::vector<ValueRow>& rows) {
    const int selected = currentRow();
    clearContents();
    setRowCount(static_cast<int>(rows.size()));
    for (int r = 0; r < rowCount(); ++r) {
        const ValueRow& row = rows[static_cast<std::size_t>(r)];
        for (int c = 0; c < columnCount() && c < static_cast<int>(row.size()); ++c)
            setItem(r, c, itemOf(row[static_cast<std::size_t>(c)], font()));
    }
    for (int c = 0; c < columnCount() && !rows.empty() && c < static_cast<int>(rows.front().size()); ++c)
        if (QTableWidgetItem* head = horizontalHeaderItem(c))
            head->setTextAlignment((rows.front()[static_cast<std::size_t>(c)].number ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    resizeColumnsToContents();
    if (selected >= 0 && selected < rowCount()) setCurrentCell(selected, 0);
    updateGeometry();
}

void ValueTable::changeEvent(QEvent* event) {
    QTableWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) resizeColumnsToContents();
}

QSize ValueTable::sizeHint() const {
    const int row = verticalHeader()->defaultSectionSize();
    const int rows = std::clamp(rowCount(), 1, m_rowsShown);
    return {240, horizontalHeader()->sizeHint().height() + rows * row + 2 * frameWidth() + 14};
}

QSize ValueTable::minimumSizeHint() const { return {120, sizeHint().height()}; }

} // namespace payout::ui
