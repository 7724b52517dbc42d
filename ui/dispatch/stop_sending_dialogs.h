// SPDX-License-Identifier: GPL-3.0-or-later
// Stopping everything or a merchant (one person, with a reason), and lifting that (two people).
#pragma once

#include "core/desk/batch_desk.h"
#include "core/desk/dispatch_desk.h"
#include "ui/shared/reason_dialog.h"

class QComboBox;
class QLabel;

namespace payout::ui {

class StopAllDialog : public ReasonDialog {
    Q_OBJECT
public:
    StopAllDialog(desk::DispatchDesk& dispatch, const rules::Actor& actor, QWidget* parent);

protected:
    void retranslate() override;

private:
    QLabel* m_explanation;
};

class StopMerchantDialog : public ReasonDialog {
    Q_OBJECT
public:
    StopMerchantDialog(desk::DispatchDesk& dispatch, desk::BatchDesk& batch, const rules::Actor& actor,
                       QWidget* parent);
    QComboBox* merchants() { return m_merchants; }

protected:
    void retranslate() override;
    QString otherMissing() const override;

private:
    const desk::MerchantChoice* chosen() const;
    std::vector<desk::MerchantChoice> m_choices;
    QLabel* m_word;
    QComboBox* m_merchants;
    QLabel* m_explanation;
};

/// The first person's part while nobody has proposed, the second's otherwise.
class LiftSendingDialog : public TokenDialog {
    Q_OBJECT
public:
    LiftSendingDialog(desk::DispatchDesk& dispatch, const rules::Actor& actor, dispatch::StopView stop, UtcTime now,
                      QWidget* parent);

protected:
    void retranslate() override;

private:
    bool confirms() const { return m_stop.liftProposedBy.has_value(); }
    dispatch::StopView m_stop;
    UtcTime m_now;
    PersonId m_reader;
    QLabel* m_why;
    QLabel* m_effect;
};

} // namespace payout::ui
