// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/batch_rows_view.h"

#include "ui/approval/batch_row_columns.h"
#include "ui/approval/set_aside_dialog.h"
#include "ui/shared/action_button.h"
#include "ui/shared/data_table.h"
#include "ui/text/money_text.h"
#include "ui/text/refusal_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace payout::ui {

using Row = desk::PayoutRowView;

namespace {

constexpr auto rowsMax = static_cast<int>(desk::ApprovalDesk::setAsideRowsMax);

bool isTaken(const Row& row) { return row.isSetAside || row.state != rules::PayoutState::Unclaimed; }

} // namespace

BatchRowsView::BatchRowsView(desk::ApprovalDesk& approval, DatabaseNow now, QWidget* parent)
    : QWidget(parent), m_approval(approval), m_model(new PagedTableModel<Row>(batchRowColumns(), source(), this)),
      m_filterLabel(new QLabel(this)), m_filter(new QComboBox(this)),
      m_table(new DataTable(QStringLiteral("approval.rows"), std::move(now), this)), m_foot(new QWidget(this)),
      m_choice(new QLabel(m_foot)), m_aside(new ActionButton(ActionButton::Kind::Plain, m_foot)) {
    auto* head = new QHBoxLayout;
    head->addWidget(m_filterLabel);
    head->addWidget(m_filter);
    head->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addWidget(m_table, 1);
    column->addWidget(makeFoot());
    m_filterLabel->setBuddy(m_filter);
    for (int i = 0; i < 4; ++i) m_filter->addItem(QString());
    m_table->setModel(m_model);
    m_table->setColumnChars(batchRowColumnChars());
    m_table->setFilterLine([this] { return m_filter->currentText(); });
    connect(m_filter, &QComboBox::currentIndexChanged, this, [this] { m_model->restart(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BatchRowsView::showChoice);
    connect(m_model, &PagedTableBase::loaded, this, &BatchRowsView::showChoice);
    connect(m_model, &QAbstractItemModel::modelReset, this, &BatchRowsView::showChoice);
    m_aside->setRun([this] { Q_EMIT setAsideAsked(m_chosen); });
    offerSetAside(false, {});
    retranslate();
}

QWidget* BatchRowsView::makeFoot() {
    auto* row = new QHBoxLayout(m_foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_choice, 1);
    row->addWidget(m_aside);
    m_choice->setWordWrap(true);
    m_choice->setMinimumHeight(fontMetrics().lineSpacing() * 2); // one line or two: the list does not jump
    return m_foot;
}

void BatchRowsView::offerSetAside(bool isOffered, std::optional<Error> refusal) {
    m_refusal = std::move(refusal);
    m_foot->setVisible(isOffered);
    showChoice();
}

void BatchRowsView::showChoice() {
    m_chosen.clear();
    m_chosenCount = 0;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection()) {
        m_chosenCount += range.height();
        for (int at = range.top(); at <= range.bottom() && m_chosenCount <= rowsMax; ++at)
            if (const Row* row = m_model->rowAt(at)) m_chosen.push_back(*row);
    }
    m_aside->setRefusal(m_refusal);
    m_aside->setMissing(m_refusal ? QString() : missing());
    m_choice->setText(m_refusal ? errorSentence(*m_refusal) : choiceSentence());
}

QString BatchRowsView::choiceSentence() const {
    if (const QString what = missing(); !what.isEmpty()) return what;
    return tr("%n row(s) with %1 are chosen.", nullptr, m_chosenCount).arg(yuanText(totalOf(m_chosen)));
}

/// What keeps the choice from being set aside; "" if nothing.
QString BatchRowsView::missing() const {
    if (m_chosenCount == 0) return tr("Choose rows that no job has claimed yet to set them aside.");
    if (m_chosenCount > rowsMax) return tr("At most %1 rows are set aside at once.").arg(countText(rowsMax));
    if (m_chosen.size() != static_cast<std::size_t>(m_chosenCount))
        return tr("Some of the chosen rows are not read yet. Scroll through them once.");
    const auto taken = static_cast<int>(std::ranges::count_if(m_chosen, isTaken));
    if (taken > 0) return tr("%n of the chosen rows are claimed or set aside already.", nullptr, taken);
    return {};
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
    static constexpr std::array filters{desk::PayoutFilter::All, desk::PayoutFilter::Held, desk::PayoutFilter::Warned,
                                        desk::PayoutFilter::Unclaimed};
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
    const QStringList names{tr("All rows"), tr("Held rows"), tr("Rows with a warning"), tr("Rows not claimed yet")};
    for (int i = 0; i < m_filter->count(); ++i) m_filter->setItemText(i, names[i]);
    m_filter->setAccessibleName(tr("Which rows of the batch are shown"));
    m_table->setAccessibleName(tr("Rows of the batch"));
    m_table->setEmptyText(tr("No rows here"), tr("No row of this batch matches the filter."));
    m_aside->setText(tr("Set as&ide…"));
    m_aside->setHint(tr("Takes the chosen rows out of the batch before they are sent (Alt+I)"));
    showChoice();
}

} // namespace payout::ui
