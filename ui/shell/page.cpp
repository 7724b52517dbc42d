// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page.h"

#include "ui/shared/action_button.h"

#include <QEvent>

namespace payout::ui {

Page::Page(DeskContext& desk, QWidget* parent) : QWidget(parent), m_desk(desk) {}

void Page::markChanged() {
    m_changed = true;
    if (!isVisible()) return;
    m_changed = false;
    refresh();
}

void Page::setWritingLocked(bool locked) {
    m_locked = locked;
    for (ActionButton* button : findChildren<ActionButton*>()) button->setWritingLocked(locked);
}

void Page::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (std::exchange(m_changed, false)) refresh();
}

void Page::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

} // namespace payout::ui
