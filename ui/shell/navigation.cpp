// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation.h"

#include "ui/text/money_text.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace payout::ui {

namespace {
constexpr int side = 20;
constexpr int pad = 12;
QString badgeText(std::int64_t count) { return count > 9'999 ? QStringLiteral("9,999+") : countText(count); }
} // namespace

NavigationButton::NavigationButton(Symbol symbol, QWidget* parent) : QPushButton(parent), m_symbol(symbol) {
    setCheckable(true);
    setAutoExclusive(true);
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

void NavigationButton::setWaiting(std::int64_t count) {
    m_waiting = count;
    setAccessibleDescription(count > 0 ? tr("%n waiting", "number beside a page's name", int(count)) : QString());
    updateGeometry();
    update();
}

QSize NavigationButton::sizeHint() const {
    const int words = fontMetrics().horizontalAdvance(text()) + fontMetrics().horizontalAdvance(badgeText(m_waiting));
    return {3 * pad + side + words + 44, fontMetrics().height() + 20};
}

void NavigationButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    const QColor accent = palette().color(QPalette::Link);
    painter.setPen(hasFocus() ? QPen(accent, 2) : QPen(Qt::NoPen));
    painter.setBrush(isChecked()    ? palette().brush(QPalette::Highlight)
                     : underMouse() ? palette().brush(QPalette::AlternateBase)
                                    : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, 7, 7);
    if (isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(accent);
        painter.drawRoundedRect(QRectF(1, 9, 4, height() - 18), 2, 2);
    }
    const QColor color = palette().color(isChecked() ? QPalette::WindowText : QPalette::PlaceholderText);
    paintSymbol(painter, m_symbol, QRectF(pad + 4, (height() - side) / 2.0, side, side), isChecked() ? accent : color);
    QFont words = font();
    words.setBold(isChecked());
    painter.setFont(words);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect().adjusted(2 * pad + side + 4, 0, -pad, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    if (m_waiting > 0) paintBadge(painter);
}

void NavigationButton::paintBadge(QPainter& painter) {
    const QString text = badgeText(m_waiting);
    const int badgeWidth = qMax(24, fontMetrics().horizontalAdvance(text) + 14);
    const QRectF badge(width() - badgeWidth - 10, (height() - 22) / 2.0, badgeWidth, 22);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Link));
    painter.drawRoundedRect(badge, 11, 11);
    painter.setPen(palette().color(QPalette::Base));
    painter.drawText(badge, Qt::AlignCenter, text);
}

Navigation::Navigation(std::vector<Entry> pages, std::vector<Entry> commands, QWidget* parent)
    : QFrame(parent), m_pageEntries(std::move(pages)), m_commandEntries(std::move(commands)) {
    setObjectName(QStringLiteral("navigation"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 14, 10, 14);
    column->setSpacing(4);
    for (int page = 0; page < int(m_pageEntries.size()); ++page) addPage(page, column);
    column->addStretch(1);
    for (const Entry& entry : m_commandEntries) {
        auto* button = new QPushButton(symbolIcon(entry.symbol), QString(), this);
        button->setAutoDefault(false);
        column->addWidget(button);
        m_commands.push_back(button);
    }
    retranslate();
}

void Navigation::addPage(int page, QVBoxLayout* column) {
    auto* button = new NavigationButton(m_pageEntries[size_t(page)].symbol, this);
    connect(button, &QPushButton::clicked, this, [this, page] { Q_EMIT chosen(page); });
    column->addWidget(button);
    m_pages.push_back(button);
}

void Navigation::setCurrent(int page) {
    m_pages[size_t(page)]->setChecked(true);
    if (QApplication::focusWidget() == nullptr || isAncestorOf(QApplication::focusWidget()))
        m_pages[size_t(page)]->setFocus();
}

void Navigation::setWaiting(int page, std::int64_t count) {
    if (page < int(m_pages.size())) m_pages[size_t(page)]->setWaiting(count);
}

void Navigation::retranslate() {
    for (size_t page = 0; page < m_pages.size(); ++page) {
        const QString title = m_pageEntries[page].title();
        m_pages[page]->setText(title);
        m_pages[page]->setAccessibleName(title);
        m_pages[page]->setToolTip(tr("%1 (Ctrl+%2)", "name of a page and its key").arg(title).arg(page + 1));
        m_pages[page]->updateGeometry();
    }
    for (size_t at = 0; at < m_commands.size(); ++at) m_commands[at]->setText(m_commandEntries[at].title());
}

void Navigation::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

} // namespace payout::ui
