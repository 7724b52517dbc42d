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

class ConfirmCreditDialog : public TokenDialog {
    Q_OBJECT
public:
    using Send = std::function<void(desk::Reply<QString>)>;
    ConfirmCreditDialog(desk::ReturnCredit credit, Send send, QWidget* parent);

protected:
    void retranslate() override;

private:
    desk::ReturnCredit m_credit;
    QLabel* m_proposal;
};

/// The other answer of the second person, with a reason.
class RefuseCreditDialog : public ReasonDialog {
    Q_OBJECT
public:
    using Send = ProposeCreditDialog::Send;
    RefuseCreditDialog(desk::ReturnCredit credit, Send send, QWidget* parent);

protected:
    void retranslate() override;

private:
    desk::ReturnCredit m_credit;
};

} // namespace payout::ui
