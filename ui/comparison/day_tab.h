// SPDX-License-Identifier: GPL-3.0-or-later
// Closing the business day of a channel: what is still open, by name, and who has to do what next.
#pragma once

#include "core/desk/comparison_desk.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;

namespace payout::ui {

class ActionButton;
class TokenDialog;
class ValueTable;

class DayTab : public QWidget {
    Q_OBJECT
public:
    DayTab(desk::ComparisonDesk& desk, rules::Actor actor, std::function<UtcTime()> now, QWidget* parent = nullptr);
    void setDays(std::vector<comparison::DayView> days); ///< keeps the chosen channel
    void retranslate();

Q_SIGNALS:
    void dialogAsked(TokenDialog* dialog, ActionButton* opener);

private:
    const comparison::DayView* chosen() const;
    void render();
    void showItems(const comparison::DayView& day);
    void showOpenDay(const comparison::DayView& day);
    void showClosedDay(const comparison::DayView& day);
    void openPropose();
    void openConfirm();
    TokenDialog* proposeClosingDialog(const comparison::DayView& day);
    TokenDialog* confirmClosingDialog(const comparison::DayView& day);
    TokenDialog* proposeReopeningDialog(const comparison::DayView& day);
    TokenDialog* confirmReopeningDialog(const comparison::DayView& day);

    desk::ComparisonDesk& m_desk;
    rules::Actor m_actor;
    std::function<UtcTime()> m_now;
    std::vector<comparison::DayView> m_days;
    bool m_read = false; ///< there was an answer
    QComboBox* m_channel;
    QLabel* m_state;
    QLabel* m_next;
    ValueTable* m_items;
    ActionButton* m_propose;
    ActionButton* m_confirm;
};

} // namespace payout::ui
