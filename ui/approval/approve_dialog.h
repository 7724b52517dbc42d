// SPDX-License-Identifier: GPL-3.0-or-later
// The last look before money may leave: the sentence again, the alarm again, the total typed back above the limit.
#pragma once

#include "core/desk/approval_desk.h"
#include "ui/shared/token_dialog.h"

namespace payout::ui {

class AlertBar;
class TypedTotalEdit;

class ApproveDialog : public TokenDialog {
    Q_OBJECT
public:
    ApproveDialog(desk::ApprovalEvidence evidence, UtcTime now, Tokens tokens, QWidget* parent);
    QString typedTotal() const; ///< "" if not asked for
    TypedTotalEdit* totalEdit() { return m_total; }

protected:
    void retranslate() override;

private:
    void showMissing();

    desk::ApprovalEvidence m_evidence;
    UtcTime m_now;
    AlertBar* m_alert;
    QLabel* m_totalLabel;
    TypedTotalEdit* m_total;
};

} // namespace payout::ui
