// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/batch_rows_view.h"

#include "ui/approval/batch_row_columns.h"
#include "ui/shared/data_table.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace payout::ui {

using Row = desk::PayoutRowView;

BatchRowsView::BatchRowsView(desk::ApprovalDesk& approval, DatabaseNow now, QWidget* parent)
    : QWidget(parent), m_approval(approval), m_model(new PagedTableModel<Row>(batchRowColumns(), source(), this)),
      m_filterLabel(new QLabel(this)), m_filter(new QComboBox(this)),
      m_table(new DataTable(QStringLiteral("approval.rows"), std::move(now), this)) {
    auto* head = new QHBoxLayout;
    head->addWidget(m_filterLabel);
    head->addWidget(m_filter);
    head->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addWidget(m_table, 1);
    m_filterLabel->setBuddy(m_filter);
    for (int i = 0; i < 3; ++i) m_filter->addItem(QString());
    m_table->setModel(m_model);
    m_table->setColumnChars(batchRowColumnChars());
    m_table->setFilterLine([this] { return m_filter->currentText(); });
    connect(m_filter, &QComboBox::currentIndexChanged, this, [this] { m_model->restart(); });
    retranslate();
}

PagedSource<Row> BatchRowsView::source() {
    return {[this](desk::Reply<desk::ListShape> answer) {
                if (m_instruction.isNone()) return answer.take(desk::ListShape{});
                m_approval.rowsShape(m_instruction, filter(), std::move(answer));
            },
            [this](std::optional<desk::PageKey> from, desk::Reply<std::vector<Row>> answer) {
                m_approval.rowsPage(m_instruction, filter(), from, std::move(answer));
            },
            [](const Row& row) { return row.id.value; }};
}

desk::PayoutFilter BatchRowsView::filter() const {
    static constexpr std::array filters{desk::PayoutFilter::All, desk::PayoutFilter::Held, desk::PayoutFilter::Warned};
    const int at = m_filter->currentIndex();
    return at < 0 ? desk::PayoutFilter::All : filters[static_cast<std::size_t>(at)];
}

void BatchRowsView::setBatch(InstructionId instruction) {
    if (instruction == m_instruction) return;
    m_instruction = instruction;
    m_model->restart();
}

void BatchRowsView::refresh() {
    if (!m_instruction.isNone()) m_model->refresh();
}

void BatchRowsView::retranslate() {
    m_filterLabel->setText(tr("&Show rows:"));
    const QStringList names{tr("All rows"), tr("Held rows"), tr("Rows with a warning")};
    for (int i = 0; i < m_filter->count(); ++i) m_filter->setItemText(i, names[i]);
    m_filter->setAccessibleName(tr("Which rows of the batch are shown"));
    m_table->setAccessibleName(tr("Rows of the batch"));
    m_table->setEmptyText(tr("No rows here"), tr("No row of this batch matches the filter."));
}

} // namespace payout::ui
