// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/look_alikes_view.h"

#include "ui/approval/approval_text.h"
#include "ui/shared/alert_bar.h"
#include "ui/shared/value_table.h"
#include "ui/text/money_text.h"
#include "ui/text/state_text.h"

#include <QVBoxLayout>

#include <algorithm>

namespace payout::ui {

namespace {

// What is equal is what alarms here, so equality carries the sign.
ValueCell equalCell(const QString& text, bool equal) {
    ValueCell cell{text, true, false, {}, {}};
    if (equal) cell.mark = QStringLiteral("=");
    return cell;
}

std::vector<desk::LookAlike> mostAlikeFirst(std::vector<desk::LookAlike> all) {
    std::ranges::stable_sort(all, std::ranges::greater{}, &desk::LookAlike::equalPairs);
    return all;
}

ValueCell shareCell(const desk::LookAlike& other, std::int64_t rows) {
    const int share = sharePercent(other, rows);
    const QString text = QStringLiteral("%1 / %2 · %3 %").arg(other.equalPairs).arg(rows).arg(share);
    ValueCell cell{text, true, false, {}, ApprovalText::lookAlike(other, rows)};
    if (share >= lookAlikeAlarmPercent) cell.mark = QStringLiteral("⚠");
    return cell;
}

ValueRow thisRow(const desk::BatchView& batch) {
    return {{batch.merchantBatchNo, false, true, {}, {}},  {formatDate(batch.businessDate), false, true, {}, {}},
            {amountText(batch.total), true, true, {}, {}}, {QString::number(batch.rowsCount), true, true, {}, {}},
            {QStringLiteral("–"), true, true, {}, {}},     {stateWord(batch.state), false, true, {}, {}}};
}

ValueRow otherRow(const desk::LookAlike& other, std::int64_t rows) {
    const desk::BatchView& batch = other.batch;
    return {{batch.merchantBatchNo, false, false, {}, {}},
            {formatDate(batch.businessDate), false, false, {}, {}},
            equalCell(amountText(batch.total), other.sameTotal),
            equalCell(QString::number(batch.rowsCount), other.sameRows),
            shareCell(other, rows),
            {stateWord(batch.state), false, false, {}, {}}};
}

} // namespace

LookAlikesView::LookAlikesView(QWidget* parent)
    : QWidget(parent), m_alert(new AlertBar(this)), m_table(new ValueTable(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_alert);
    column->addWidget(m_table);
    m_table->setRowsShown(6);
}

void LookAlikesView::setEvidence(const desk::ApprovalEvidence& evidence) {
    const AlertLevel quiet = evidence.lookAlikes.empty() ? AlertLevel::Calm : AlertLevel::Notice;
    m_alert->setAlert(alarming(evidence) ? AlertLevel::Alarm : quiet, ApprovalText::lookAlikeSummary(evidence));
    m_table->setHeads({tr("Batch number"), tr("Business date"), tr("Total", "sum of a batch"), tr("Rows"),
                       tr("Equal pairs"), tr("State")});
    m_table->setAccessibleName(tr("This batch beside the batches that look like it"));
    std::vector<ValueRow> rows{thisRow(evidence.batch)};
    for (const desk::LookAlike& other : mostAlikeFirst(evidence.lookAlikes))
        rows.push_back(otherRow(other, evidence.batch.rowsCount));
    m_table->setRows(rows);
    m_table->setVisible(!evidence.lookAlikes.empty());
}

bool LookAlikesView::alarms() const { return m_alert->level() == AlertLevel::Alarm; }

} // namespace payout::ui
