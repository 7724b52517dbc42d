// SPDX-License-Identifier: GPL-3.0-or-later
// The pages on the left, each with the number of things that wait there.
#pragma once

#include "ui/shared/icons.h"

#include <QFrame>
#include <QPushButton>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace payout::ui {

class NavigationButton : public QPushButton {
    Q_OBJECT
public:
    NavigationButton(Symbol symbol, QWidget* parent);
    void setWaiting(std::int64_t count); ///< 0: no badge
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintBadge(QPainter& painter);
    Symbol m_symbol;
    std::int64_t m_waiting = 0;
};

class Navigation : public QFrame {
    Q_OBJECT
public:
    struct Entry {
        Symbol symbol;
        std::function<QString()> title;
    };
    /// `pages` get Ctrl+1, Ctrl+2, ...; `commands` stand below and are not pages.
    Navigation(std::vector<Entry> pages, std::vector<Entry> commands, QWidget* parent = nullptr);
    void setCurrent(int page);
    void setWaiting(int page, std::int64_t count);
    QPushButton* command(int index) { return m_commands[size_t(index)]; }

Q_SIGNALS:
    void chosen(int page);

protected:
    void changeEvent(QEvent* event) override;

private:
    void addPage(int page, QVBoxLayout* column);
    void retranslate();
    std::vector<Entry> m_pageEntries;
    std::vector<Entry> m_commandEntries;
    std::vector<NavigationButton*> m_pages;
    std::vector<QPushButton*> m_commands;
};

} // namespace payout::ui
