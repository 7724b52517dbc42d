// SPDX-License-Identifier: GPL-3.0-or-later
// Crediting a merchant with what the bank gave back after a success: one person proposes, another decides.
#pragma once

#include "core/desk/today_desk.h"
#include "ui/shared/reason_dialog.h"

class QLabel;

namespace payout::ui {

class ProposeCreditDialog : public ReasonDialog {
    Q_OBJECT
public:
    using Send = std::function<void(const QString& reason, desk::Reply<QString>)>;
    ProposeCreditDialog(desk::ReturnCredit credit, Send send, QWidget* parent);

protected:
    void retranslate() override;

private:
    desk::ReturnCredit m_credit;
};

class DecideCreditDialog : public TokenDialog {
    Q_OBJECT
public:
    using Send = std::function<void(desk::Reply<QString>)>;
    DecideCreditDialog(desk::ReturnCredit credit, desk::CreditDecision decision, Send send, QWidget* parent);

protected:
    void retranslate() override;

private:
    desk::ReturnCredit m_credit;
    desk::CreditDecision m_decision;
    QLabel* m_proposal;
};

} // namespace payout::ui
