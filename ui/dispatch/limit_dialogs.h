// SPDX-License-Identifier: GPL-3.0-or-later
// Changing a limit: a supervisor proposes an amount with a reason, another supervisor confirms what was proposed.
#pragma once

#include "core/desk/dispatch_desk.h"
#include "ui/shared/reason_dialog.h"

class QCheckBox;
class QLabel;
class QLineEdit;

namespace payout::ui {

class ChangeLimitDialog : public ReasonDialog {
    Q_OBJECT
public:
    ChangeLimitDialog(desk::DispatchDesk& dispatch, const rules::Actor& actor, dispatch::LimitView limit,
                      QWidget* parent);
    QLineEdit* amount() { return m_amount; }

protected:
    void retranslate() override;
    QString otherMissing() const override;

private:
    std::optional<std::int64_t> proposed() const; ///< none: no limit, or nothing that can be read
    dispatch::LimitView m_limit;
    QLabel* m_word;
    QLineEdit* m_amount;
    QCheckBox* m_none;
};

class ConfirmLimitDialog : public TokenDialog {
    Q_OBJECT
public:
    ConfirmLimitDialog(desk::DispatchDesk& dispatch, const rules::Actor& actor, dispatch::LimitView limit,
                       QWidget* parent);

protected:
    void retranslate() override;

private:
    dispatch::LimitView m_limit;
    QLabel* m_why;
    QLabel* m_effect;
};

} // namespace payout::ui
