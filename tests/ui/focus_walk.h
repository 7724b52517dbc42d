// SPDX-License-Identifier: GPL-3.0-or-later
// Going over a window as a screen reader and as the Tab key do.
#pragma once

#include <QAccessible>
#include <QApplication>
#include <QSet>
#include <QTest>
#include <QWidget>

namespace payout::ui {

inline QString described(const QWidget* widget) {
    QStringList path;
    for (; widget != nullptr && path.size() < 4; widget = widget->parentWidget())
        path.prepend(QString::fromLatin1(widget->metaObject()->className()) + u'#' + widget->objectName());
    return path.join(QStringLiteral(" > "));
}

/// Every visible widget below `root` that can have the focus and has no accessible name.
[[nodiscard]] inline QString nameless(QWidget* root) {
    QStringList found;
    for (QWidget* each : root->findChildren<QWidget*>()) {
        if (!each->isVisible() || each->focusPolicy() == Qt::NoFocus) continue;
        // The field inside a date or a number is read as a part of it.
        if (each->focusProxy() != nullptr && each->focusProxy()->isAncestorOf(each)) continue;
        QAccessibleInterface* read = QAccessible::queryAccessibleInterface(each);
        if (read == nullptr || !read->state().focusable) continue;
        if (read->text(QAccessible::Name).trimmed().isEmpty()) found << described(each);
    }
    return found.join(u'\n');
}

/// Presses Tab (or Shift+Tab) until the focus is where it was. Empty if every widget that takes Tab was reached and
/// the way is a ring; otherwise what was not reached, or where the focus stuck.
[[nodiscard]] inline QString tabProblems(QWidget* window, Qt::KeyboardModifiers with = Qt::NoModifier) {
    const Qt::Key key = with == Qt::ShiftModifier ? Qt::Key_Backtab : Qt::Key_Tab;
    if (window->focusWidget() == nullptr) return QStringLiteral("nothing has the focus");
    QTest::keyClick(window->focusWidget(), key, with); // it may have begun where only a click leads
    QWidget* first = window->focusWidget();
    constexpr int sections = 6; // a date is walked section by section before Tab leaves it
    QSet<QWidget*> reached{first};
    QWidget* at = first;
    int stays = 0;
    for (int step = 0; step < 300; ++step) {
        QTest::keyClick(at, key, with);
        QWidget* next = window->focusWidget();
        stays = next == at ? stays + 1 : 0;
        if (stays > sections) return QStringLiteral("Tab does not leave ") + described(at);
        if (stays > 0) continue;
        at = next;
        if (at == first) break;
        if (reached.contains(at))
            return described(at) + QStringLiteral(" comes again before the start ") + described(first);
        reached.insert(at);
    }
    if (at != first) return QStringLiteral("no way back to ") + described(first);
    QStringList missed;
    for (QWidget* each : window->findChildren<QWidget*>()) {
        const bool takesTab = (each->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && each->focusProxy() == nullptr;
        if (takesTab && each->window() == window && each->isVisible() && each->isEnabled() && !reached.contains(each))
            missed << QStringLiteral("Tab never reaches ") + described(each);
    }
    return missed.join(u'\n');
}

} // namespace payout::ui
