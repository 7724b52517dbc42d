// SPDX-License-Identifier: GPL-3.0-or-later
// The limits of what leaves: what is allowed, how much of it is used, and a change that waits for a second person.
#pragma once

#include "core/desk/dispatch_desk.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace payout::ui {

class ActionButton;

class LimitList : public QWidget {
    Q_OBJECT
public:
    explicit LimitList(rules::Actor actor, QWidget* parent = nullptr);
    void setOverview(const desk::DispatchOverview& overview);
    void setWritingLocked(bool locked);

Q_SIGNALS:
    void changeAsked(const dispatch::LimitView& limit);
    void confirmAsked(const dispatch::LimitView& limit);

protected:
    void changeEvent(QEvent* event) override;

private:
    void render();
    void addLimit(const dispatch::LimitView& limit, int row);
    QLabel* sentenceIn(QWidget* cell, const QString& text, const char* role);
    QWidget* bar(const dispatch::LimitView& limit);
    ActionButton* button(const QString& name, const QString& text, const dispatch::LimitView& limit);

    rules::Actor m_actor;
    std::optional<desk::DispatchOverview> m_overview;
    QGridLayout* m_grid;
    bool m_locked = false;
};

} // namespace payout::ui
