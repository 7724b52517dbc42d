// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/approve_dialog.h"

#include "ui/approval/approval_text.h"
#include "ui/approval/typed_total_edit.h"
#include "ui/shared/alert_bar.h"
#include "ui/text/money_text.h"

#include <QLabel>

namespace payout::ui {

ApproveDialog::ApproveDialog(desk::ApprovalEvidence evidence, UtcTime now, Tokens tokens, QWidget* parent)
    : TokenDialog(std::move(tokens), ActionButton::Kind::Danger, parent), m_evidence(std::move(evidence)), m_now(now),
      m_alert(new AlertBar(this)), m_totalLabel(new QLabel(this)), m_total(new TypedTotalEdit(this)) {
    m_totalLabel->setBuddy(m_total);
    m_totalLabel->setVisible(needsTypedTotal(m_evidence));
    m_total->setVisible(needsTypedTotal(m_evidence));
    m_alert->setVisible(alarming(m_evidence) != nullptr);
    for (QWidget* part : std::initializer_list<QWidget*>{m_alert, m_totalLabel, m_total}) body()->addWidget(part);
    connect(m_total, &QLineEdit::textChanged, this, &ApproveDialog::showMissing);
    ApproveDialog::retranslate();
}

QString ApproveDialog::typedTotal() const { return needsTypedTotal(m_evidence) ? m_total->text() : QString(); }

void ApproveDialog::retranslate() {
    TokenDialog::retranslate();
    setWindowTitle(tr("Approve batch %1").arg(m_evidence.batch.merchantBatchNo));
    const QString held = ApprovalText::held(m_evidence);
    setSentence(ApprovalText::consequence(m_evidence, m_now) + (held.isEmpty() ? held : u'\n' + held));
    setActionText(tr("&Approve: %1 leaves", "amount").arg(yuanText(leavingNow(m_evidence))));
    m_alert->setAlert(AlertLevel::Alarm, ApprovalText::lookAlikeSummary(m_evidence));
    m_totalLabel->setText(tr("&Type the total of the batch, digits and decimal point only:"));
    m_total->setAccessibleName(tr("Total of the batch, typed again"));
    showMissing();
}

void ApproveDialog::showMissing() {
    setMissing(needsTypedTotal(m_evidence) ? ApprovalText::totalMissing(m_total->text(), m_evidence.batch.total)
                                           : QString());
}

} // namespace payout::ui
