// SPDX-License-Identifier: GPL-3.0-or-later
// Closing an incident: one person says what it was and why it is over, another confirms.
#pragma once

#include "core/desk/today_desk.h"
#include "ui/shared/reason_dialog.h"

class QComboBox;
class QLabel;

namespace payout::ui {

/// "The bank corrected its record"; an unknown stored name stands for itself.
[[nodiscard]] QString closingCauseText(const QString& storedCause);

class ProposeClosingDialog : public ReasonDialog {
    Q_OBJECT
public:
    using Send = std::function<void(desk::ClosingCause cause, const QString& reason, const QString& token,
                                    desk::Reply<std::int64_t>)>;
    ProposeClosingDialog(desk::IncidentView incident, Send send, Tokens tokens, QWidget* parent);
    QComboBox* causes() { return m_causes; }

protected:
    void retranslate() override;
    QString otherMissing() const override;

private:
    desk::IncidentView m_incident;
    QLabel* m_causeWord;
    QComboBox* m_causes;
};

class ConfirmClosingDialog : public TokenDialog {
    Q_OBJECT
public:
    using Send = std::function<void(const QString& token, desk::Reply<QString>)>;
    /// `incident` with a proposal; what it says is shown again before the decision.
    ConfirmClosingDialog(desk::IncidentView incident, Send send, Tokens tokens, QWidget* parent);

protected:
    void retranslate() override;

private:
    desk::IncidentView m_incident;
    QLabel* m_proposal;
};

} // namespace payout::ui
