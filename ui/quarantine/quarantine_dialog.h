// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a quarantine, the steps out, and the two people's part: propose the release, or agree to it.
#pragma once

#include "core/desk/quarantine_desk.h"
#include "ui/shared/token_dialog.h"

class QCheckBox;
class QLabel;
class QLineEdit;

namespace payout::ui {

class FactsGrid;

class QuarantineDialog : public TokenDialog {
    Q_OBJECT
public:
    QuarantineDialog(desk::QuarantineDesk& quarantine, rules::Actor actor, dispatch::QuarantineView view, UtcTime now,
                     QWidget* parent);

protected:
    void retranslate() override;

private:
    bool confirms() const; ///< agrees to a proposal of somebody else, instead of proposing
    void build();
    void connectCommand();
    void showFacts();
    void showMissing();

    desk::QuarantineDesk& m_quarantine;
    rules::Actor m_actor;
    dispatch::QuarantineView m_view;
    UtcTime m_now;
    FactsGrid* m_facts;
    QLabel* m_stepsTitle;
    QLabel* m_steps;
    QCheckBox* m_lost;
    QLabel* m_reasonWord;
    QLineEdit* m_reason;
};

} // namespace payout::ui
