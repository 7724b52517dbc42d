// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/banner.h"

#include "ui/shared/icons.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace payout::ui {

namespace {
constexpr int symbolSide = 22;
constexpr int leftRoom = 50; ///< for the bar and the symbol
} // namespace

Banner::Banner(QWidget* parent)
    : QFrame(parent), m_title(new QLabel(this)), m_more(new QLabel(this)), m_button(new QPushButton(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(leftRoom, 10, 12, 10);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    for (QLabel* label : {m_title, m_more}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->addWidget(label);
    }
    m_title->setProperty("role", QStringLiteral("strong"));
    row->addLayout(words, 1);
    row->addWidget(m_button, 0, Qt::AlignVCenter);
    m_button->setAutoDefault(false);
    m_button->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    hide();
}

void Banner::say(Tone tone, const QString& title, const QString& more) {
    m_tone = tone;
    m_title->setText(title);
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
    recolor();
    setAccessibleName(text());
    setVisible(true);
    update();
    QAccessibleEvent said(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&said);
}

void Banner::recolor() {
    const QColor color = toneColors(m_tone, QApplication::palette()).text;
    for (QLabel* label : {m_title, m_more}) {
        QPalette colors = label->palette();
        if (colors.color(QPalette::WindowText) == color) continue;
        colors.setColor(QPalette::WindowText, color);
        label->setPalette(colors);
    }
}

void Banner::setButton(const QString& text) {
    m_button->setText(text);
    m_button->setVisible(!text.isEmpty());
}

QString Banner::text() const {
    return m_more->text().isEmpty() ? m_title->text() : m_title->text() + QLatin1Char(' ') + m_more->text();
}

void Banner::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_title->text().isEmpty() && !isHidden()) recolor();
}

void Banner::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ToneColors colors = toneColors(m_tone, palette());
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.background);
    painter.drawRoundedRect(rect(), 6, 6);
    painter.setBrush(colors.line);
    painter.drawRoundedRect(QRectF(0, 0, 5, height()), 2.5, 2.5);
    paintSymbol(painter, toneSymbol(m_tone), QRectF(17, (height() - symbolSide) / 2.0, symbolSide, symbolSide),
                colors.line);
}

} // namespace payout::ui
