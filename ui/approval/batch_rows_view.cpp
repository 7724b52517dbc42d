// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/batch_rows_view.h"

#include "ui/shared/data_table.h"
#include "ui/text/money_text.h"
#include "ui/text/state_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace payout::ui {

namespace {

using Row = desk::PayoutRowView;

std::vector<Column<Row>> columns() {
    return {
        {[] { return BatchRowsView::tr("Row"); }, Qt::AlignRight, [](const Row& r) { return countText(r.rowNo); }},
        {[] { return BatchRowsView::tr("Payee"); }, Qt::AlignLeft, [](const Row& r) { return r.payeeName; }},
        {[] { return BatchRowsView::tr("Account"); }, Qt::AlignLeft, [](const Row& r) { return r.payeeAccountMasked; }},
        {[] { return BatchRowsView::tr("Amount"); }, Qt::AlignRight, [](const Row& r) { return amountText(r.amount); }},
        {[] { return BatchRowsView::tr("Held"); }, Qt::AlignLeft, [](const Row& r) { return holdWord(r.hold); },
         [](const Row& r) { return r.hold.isEmpty() ? Tone::Neutral : Tone::Warning; }},
        {[] { return BatchRowsView::tr("Like row"); }, Qt::AlignRight,
         [](const Row& r) { return r.holdOf ? countText(rowNoOf(*r.holdOf)) : QString(); }},
        {[] { return BatchRowsView::tr("Warnings"); }, Qt::AlignRight,
         [](const Row& r) { return r.warnings == 0 ? QString() : countText(r.warnings); },
         [](const Row& r) { return r.warnings == 0 ? Tone::Neutral : Tone::Warning; }},
        {[] { return BatchRowsView::tr("State"); }, Qt::AlignLeft, [](const Row& r) { return stateWord(r.state); },
         [](const Row& r) { return stateTone(r.state); }, true},
        {[] { return BatchRowsView::tr("Reference"); }, Qt::AlignLeft, [](const Row& r) { return r.merchantRowRef; }},
        {[] { return BatchRowsView::tr("Bank"); }, Qt::AlignLeft, [](const Row& r) { return r.bankCode; }},
        {[] { return BatchRowsView::tr("Purpose"); }, Qt::AlignLeft, [](const Row& r) { return r.purpose; }},
    };
}

} // namespace

BatchRowsView::BatchRowsView(desk::ApprovalDesk& approval, DatabaseNow now, QWidget* parent)
    : QWidget(parent), m_approval(approval), m_model(new PagedTableModel<Row>(columns(), source(), this)),
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
    m_table->setColumnChars({6, 12, 17, 12, 18, 9, 9, 14, 14, 12, 14});
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
