// SPDX-License-Identifier: GPL-3.0-or-later
// The base of every page in the main window. The window makes a page on its first visit, refreshes it when something in
// the database changed (at most a few times a second) while it is visible, and once when it is shown again.
//
// The window knows its pages by these classes, each made as X(DeskContext&, QWidget* parent):
//   ui/today/today_page.h TodayPage, ui/approval/approval_page.h ApprovalPage,
//   ui/exception/exception_page.h ExceptionPage, ui/comparison/comparison_page.h ComparisonPage,
//   ui/dispatch/dispatch_page.h DispatchPage.
#pragma once

#include "ui/shell/desk_context.h"

#include <QWidget>

namespace payout::ui {

class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(DeskContext& desk, QWidget* parent = nullptr);

    virtual QString title() const = 0;
    /// Reads again what is shown, without losing selection, scroll or what was typed.
    virtual void refresh() = 0;
    /// Sets every text that does not come from a function. Called on every change of the language; call it at the end
    /// of your constructor too.
    virtual void retranslate() = 0;

    /// Something changed: refresh now if visible, else when shown.
    void markChanged();
    /// Locks every ActionButton and TokenDialog below this page.
    virtual void setWritingLocked(bool locked);
    bool isWritingLocked() const { return m_locked; }

protected:
    DeskContext& desk() { return m_desk; }
    const DeskContext& desk() const { return m_desk; }
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    DeskContext& m_desk;
    bool m_changed = true;
    bool m_locked = false;
};

} // namespace payout::ui
