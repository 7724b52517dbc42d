// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour/screen.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QTabBar>
#include <QTest>
#include <QTimer>
#include <QWindow>

#include <algorithm>

namespace payout::tour {

namespace {

void readCells(const QAbstractItemModel* model, QStringList& texts) {
    if (model == nullptr) return;
    for (int column = 0; column < model->columnCount(); ++column)
        texts << model->headerData(column, Qt::Horizontal).toString();
    for (int row = 0; row < std::min(model->rowCount(), 200); ++row)
        for (int column = 0; column < model->columnCount(); ++column)
            texts << model->index(row, column).data().toString();
}

void readWidget(const QWidget* widget, QStringList& texts) {
    texts << widget->accessibleName();
    if (const auto* label = qobject_cast<const QLabel*>(widget)) texts << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        texts << button->text().remove(u'&') << button->toolTip();
    if (const auto* line = qobject_cast<const QLineEdit*>(widget)) texts << line->text();
    if (const auto* choice = qobject_cast<const QComboBox*>(widget)) texts << choice->currentText();
    if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
        for (int tab = 0; tab < tabs->count(); ++tab) texts << tabs->tabText(tab);
    if (const auto* table = qobject_cast<const QAbstractItemView*>(widget)) readCells(table->model(), texts);
}

QModelIndex cellWith(const QAbstractItemModel& model, const QString& text) {
    for (int row = 0; row < model.rowCount(); ++row)
        for (int column = 0; column < model.columnCount(); ++column)
            if (const QModelIndex at = model.index(row, column); text.isEmpty() || at.data().toString() == text)
                return at;
    return {};
}

} // namespace

Screen::Screen(QWidget* window, std::chrono::seconds atMost) : m_window(window), m_atMost(atMost) { m_since.start(); }

QWidget* Screen::front() const {
    if (QWidget* modal = QApplication::activeModalWidget()) return modal;
    QWidget* front = m_window;
    for (QDialog* dialog : m_window->findChildren<QDialog*>())
        if (dialog->isVisible()) front = dialog;
    return front;
}

QStringList Screen::texts() const {
    QWidget* root = front();
    QStringList texts{root->windowTitle()};
    for (const QWidget* widget : root->findChildren<QWidget*>())
        if (widget->isVisible() && widget->window() == root) readWidget(widget, texts);
    return texts;
}

bool Screen::reads(const Words& words) const { return !texts().filter(pattern(words)).isEmpty(); }
bool Screen::reads(const QString& part) const { return !texts().filter(part).isEmpty(); }

bool Screen::wait(const std::function<bool()>& condition, std::chrono::seconds atMost) const {
    const std::chrono::milliseconds left = m_atMost - std::chrono::milliseconds(m_since.elapsed());
    const auto time = std::clamp<std::chrono::milliseconds>(atMost, std::chrono::milliseconds(1),
                                                            std::max(left, std::chrono::milliseconds(1)));
    return QTest::qWaitFor(condition, int(time.count()));
}

void Screen::rest(std::chrono::milliseconds time) const { QTest::qWait(int(time.count())); }

QAbstractButton* Screen::button(const Words& words) const {
    const QString text = said(words);
    for (QAbstractButton* button : front()->findChildren<QAbstractButton*>())
        if (button->isVisible() && button->window() == front() &&
            (button->text().remove(u'&') == text || button->accessibleName() == text))
            return button;
    return nullptr;
}

bool Screen::isAlive(const Words& words) const {
    const QAbstractButton* found = button(words);
    return found != nullptr && found->isEnabled();
}

bool Screen::press(const Words& words) {
    return wait([&] { return isAlive(words); }) && click(button(words));
}

bool Screen::click(QWidget* widget, QPoint at) {
    if (widget == nullptr || !widget->isVisible() || !widget->isEnabled()) return false;
    for (QWidget* above = widget->parentWidget(); above != nullptr && !above->isWindow(); above = above->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(above)) area->ensureWidgetVisible(widget, 0, 40);
    QWidget* window = widget->window();
    // Where there is a window manager, a click activates; offscreen there is none.
    if (!window->isActiveWindow()) {
        window->activateWindow();
        if (!wait([window] { return window->isActiveWindow(); })) return false;
    }
    const QPoint place = widget->mapTo(window, at.isNull() ? widget->rect().center() : at);
    QTest::mouseClick(window->windowHandle(), Qt::LeftButton, {}, place);
    return true;
}

bool Screen::type(QWidget* field, const QString& text) {
    if (!click(field) || !wait([field] { return field->hasFocus(); })) return false;
    QWindow* window = field->window()->windowHandle();
    QTest::keyClick(window, Qt::Key_A, Qt::ControlModifier);
    // QTest's key events carry ASCII only; Chinese comes from an input method, as it does for a person.
    if (std::ranges::all_of(text, [](QChar key) { return key <= u'~'; })) {
        for (const QChar key : text) QTest::keyClick(window, key.toLatin1());
        return true;
    }
    QInputMethodEvent composed;
    composed.setCommitString(text);
    QApplication::sendEvent(field, &composed);
    return true;
}

bool Screen::chooseFirst(QWidget* box) {
    if (box == nullptr) return false;
    box->setFocus();
    if (!wait([box] { return box->hasFocus(); })) return false;
    QTest::keyClick(box->window()->windowHandle(), Qt::Key_Home);
    return true;
}

bool Screen::chooseRow(QAbstractItemView* table, const QString& text) {
    QModelIndex at;
    const auto found = [&] {
        return table != nullptr && table->isVisible() && (at = cellWith(*table->model(), text)).isValid();
    };
    if (!wait(found)) return false;
    table->scrollTo(at);
    return click(table->viewport(), table->visualRect(at).center());
}

bool Screen::chooseEntry(QToolButton* opener, int entry) {
    if (opener == nullptr || opener->menu() == nullptr) return false;
    bool chosen = false;
    // The menu has an event loop of its own while it is open.
    QTimer::singleShot(std::chrono::milliseconds(300), opener, [&chosen, entry, menu = opener->menu()] {
        if (!menu->isVisible()) return;
        QAction* action = menu->actions().at(entry);
        QTest::mouseClick(menu->windowHandle(), Qt::LeftButton, {}, menu->actionGeometry(action).center());
        chosen = true;
        menu->close();
    });
    return click(opener) && wait([&chosen] { return chosen; });
}

QPixmap Screen::picture() const {
    rest(std::chrono::milliseconds(120));
    QPixmap whole = m_window->grab();
    QWidget* dialog = front();
    if (dialog == m_window) return whole;
    const QPixmap paper = dialog->grab();
    QPainter painter(&whole);
    painter.fillRect(m_window->rect(), QColor(0, 0, 0, 70));
    const QPoint corner = m_window->rect().center() - QRect(QPoint(), dialog->size()).center();
    painter.drawPixmap(corner, paper);
    painter.setPen(QPen(QColor(0x60, 0x68, 0x74), 1));
    painter.drawRect(QRect(corner, dialog->size()).adjusted(-1, -1, 0, 0));
    return whole;
}

} // namespace payout::tour
