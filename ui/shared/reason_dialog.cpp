// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/reason_dialog.h"

#include <QLabel>
#include <QPlainTextEdit>

namespace payout::ui {

ReasonDialog::ReasonDialog(Tokens tokens, ActionButton::Kind kind, QWidget* parent)
    : TokenDialog(std::move(tokens), kind, parent), m_label(new QLabel(this)), m_reason(new QPlainTextEdit(this)) {
    m_label->setBuddy(m_reason);
    m_reason->setTabChangesFocus(true);
    m_reason->setMaximumHeight(fontMetrics().lineSpacing() * 5);
    body()->addWidget(m_label);
    body()->addWidget(m_reason);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &ReasonDialog::showMissing);
    connect(submission(), &Submission::stateChanged, this, [this] {
        const Submission::State state = submission()->state();
        m_reason->setReadOnly(submission()->isBusy() || state == Submission::State::Done);
    });
    m_reason->setFocus();
    ReasonDialog::retranslate();
}

QString ReasonDialog::reason() const { return m_reason->toPlainText().trimmed(); }

void ReasonDialog::retranslate() {
    TokenDialog::retranslate();
    m_label->setText(tr("&Reason (goes on record with your name):"));
    m_reason->setAccessibleName(tr("Reason"));
    showMissing();
}

void ReasonDialog::showMissing() {
    if (const QString other = otherMissing(); !other.isEmpty()) return setMissing(other);
    if (reason().isEmpty()) return setMissing(tr("A reason is needed."));
    setMissing(reason().size() > reasonMax ? tr("The reason is longer than 500 characters.") : QString());
}

} // namespace payout::ui
