// SPDX-License-Identifier: GPL-3.0-or-later
// A person before the desk: reads what stands on the screen, clicks and types. Every click goes to the window at a
// place on it, so what is covered, scrolled away, dead or behind a dialog cannot be clicked.
#pragma once

#include "app/tour/words.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QElapsedTimer>
#include <QPixmap>
#include <QPointer>
#include <QToolButton>
#include <QWidget>

#include <functional>

namespace payout::tour {

class Screen {
public:
    Screen(QWidget* window, std::chrono::seconds atMost);

    /// The dialog in front, or the window.
    QWidget* front() const;
    /// Texts of everything visible in the front: labels, buttons, tabs, headers, cells, tooltips, accessible names.
    QStringList texts() const;
    bool reads(const Words& words) const;
    bool reads(const QString& part) const;

    /// Waits for `condition`; false when the time, or the whole tour's time, is over.
    bool wait(const std::function<bool()>& condition, std::chrono::seconds atMost = std::chrono::seconds(20)) const;
    void rest(std::chrono::milliseconds time) const;

    /// The visible button of the front with this text or accessible name, or null.
    QAbstractButton* button(const Words& words) const;
    bool isAlive(const Words& words) const;
    bool press(const Words& words); ///< waits until it is alive
    bool click(QWidget* widget, QPoint at = {});
    bool type(QWidget* field, const QString& text);
    /// A combo box by the keyboard: first entry of the list.
    bool chooseFirst(QWidget* box);
    /// Clicks the first row of `table` that has a cell with `text`; "" is the first row.
    bool chooseRow(QAbstractItemView* table, const QString& text);
    bool chooseEntry(QToolButton* opener, int entry);

    template <class W> W* find(const QString& name = {}) const { return visible<W>(front(), name); }
    /// The window with the dialog in front of it, as one looks at it.
    QPixmap picture() const;

private:
    template <class W> static W* visible(QWidget* root, const QString& name) {
        for (W* widget : root->findChildren<W*>(name))
            if (widget->isVisible() && widget->window() == root->window()) return widget;
        return nullptr;
    }

    QPointer<QWidget> m_window;
    QElapsedTimer m_since;
    std::chrono::seconds m_atMost;
};

} // namespace payout::tour
