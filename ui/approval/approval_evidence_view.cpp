// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/approval_evidence_view.h"

#include "ui/approval/approval_text.h"
#include "ui/approval/look_alikes_view.h"
#include "ui/shared/facts_grid.h"
#include "ui/shared/value_table.h"
#include "ui/text/money_text.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

#include <QEvent>
#include <QFontDatabase>
#include <QLabel>
#include <QVBoxLayout>

namespace payout::ui {

namespace {

QLabel* textLabel(QWidget* parent, const char* role) {
    auto* label = new QLabel(parent);
    label->setProperty("role", QString::fromLatin1(role));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

// In groups of eight, so that two people can read it to each other.
QString groupedDigest(const QString& digest) {
    QStringList groups;
    for (qsizetype at = 0; at < digest.size(); at += 8) groups.push_back(digest.mid(at, 8));
    return groups.join(u' ');
}

ValueRow payeeRow(const desk::PayoutRowView& row) {
    const QString finding = holdWord(row.hold);
    return {{QString::number(row.rowNo), true, false, {}, {}},
            {row.payeeName, false, false, {}, {}},
            {row.payeeAccountMasked, false, false, {}, {}},
            {amountText(row.amount), true, true, {}, {}},
            {row.purpose, false, false, {}, {}},
            {finding, false, !finding.isEmpty(), {}, {}}};
}

} // namespace

ApprovalEvidenceView::ApprovalEvidenceView(QWidget* parent)
    : QScrollArea(parent), m_empty(textLabel(this, "")), m_content(new QWidget(this)),
      m_decided(textLabel(this, "strong")), m_sentence(textLabel(this, "sentence")), m_held(textLabel(this, "strong")),
      m_total(textLabel(this, "figure")), m_capital(textLabel(this, "")), m_lookAlikes(new LookAlikesView(this)),
      m_facts(new FactsGrid(this)), m_largestHead(textLabel(this, "heading")), m_largest(new ValueTable(this)) {
    auto* column = new QVBoxLayout(m_content);
    for (QWidget* part : std::initializer_list<QWidget*>{m_empty, m_decided, m_sentence, m_held, m_total, m_capital,
                                                         m_lookAlikes, m_facts, m_largestHead, m_largest})
        column->addWidget(part);
    column->addStretch(1);
    setWidget(m_content);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setFrameShape(QFrame::NoFrame);
    render();
}

void ApprovalEvidenceView::setEvidence(const desk::ApprovalEvidence& evidence, UtcTime now) {
    m_evidence = evidence;
    m_now = now;
    render();
}

void ApprovalEvidenceView::clear() {
    m_evidence.reset();
    render();
}

QString ApprovalEvidenceView::sentence() const { return m_sentence->text(); }
bool ApprovalEvidenceView::alarms() const { return m_evidence && m_lookAlikes->alarms(); }

void ApprovalEvidenceView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) render();
    QScrollArea::changeEvent(event);
}

void ApprovalEvidenceView::render() {
    setAccessibleName(tr("What approving the chosen batch would do"));
    m_empty->setText(tr("Choose a batch on the left to see what approving it would do."));
    m_empty->setVisible(!m_evidence);
    for (QWidget* part : std::initializer_list<QWidget*>{m_decided, m_sentence, m_held, m_total, m_capital,
                                                         m_lookAlikes, m_facts, m_largestHead, m_largest})
        part->setVisible(m_evidence.has_value());
    if (!m_evidence) return;
    const desk::ApprovalEvidence& evidence = *m_evidence;
    m_decided->setText(ApprovalText::decided(evidence.batch.state));
    m_decided->setVisible(!m_decided->text().isEmpty());
    m_sentence->setText(ApprovalText::consequence(evidence, m_now));
    m_held->setText(ApprovalText::held(evidence));
    m_held->setVisible(!m_held->text().isEmpty());
    m_total->setText(yuanText(evidence.batch.total));
    m_capital->setVisible(evidence.batch.total.currency == Currency::cny());
    if (!m_capital->isHidden())
        m_capital->setText(tr("In capitals: %1").arg(formatChineseCapital(evidence.batch.total)));
    m_lookAlikes->setEvidence(evidence);
    renderFacts(evidence);
    renderLargest(evidence);
}

void ApprovalEvidenceView::renderFacts(const desk::ApprovalEvidence& evidence) {
    const desk::BatchView& batch = evidence.batch;
    m_facts->setFacts({
        {tr("Batch number"), batch.merchantBatchNo},
        {tr("Merchant"), batch.merchant},
        {tr("Rows and payees"), tr("%1 rows, %2 different payees").arg(batch.rowsCount).arg(evidence.distinctPayees)},
        {tr("Fee"), yuanText(batch.fee)},
        {tr("Held rows"), tr("%1 rows, %2").arg(QString::number(evidence.heldRows), yuanText(evidence.heldTotal))},
        {tr("Rows with a warning"), QString::number(evidence.warnedRows)},
        {tr("Merchant's balance after the debit"), yuanText(evidence.availableNow)},
        {tr("Made by"), tr("%1 at %2", "person, time").arg(batch.makerName, minuteText(batch.createdAt, m_now))},
        {tr("File"), evidence.fileName},
        {tr("Digest of what you see"), groupedDigest(evidence.digest)},
    });
}

void ApprovalEvidenceView::renderLargest(const desk::ApprovalEvidence& evidence) {
    m_largestHead->setText(tr("The %n largest payout(s)", nullptr, static_cast<int>(evidence.largest.size())));
    m_largest->setHeads({tr("Row"), tr("Payee"), tr("Account"), tr("Amount"), tr("Purpose"), tr("Finding")});
    m_largest->setAccessibleName(m_largestHead->text());
    std::vector<ValueRow> rows;
    for (const desk::PayoutRowView& row : evidence.largest) rows.push_back(payeeRow(row));
    m_largest->setRows(rows);
}

} // namespace payout::ui
