// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/figure_card.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace payout::ui {

FigureCard::FigureCard(Size size, QWidget* parent)
    : QFrame(parent), m_title(new QLabel(this)), m_figure(new QLabel(this)), m_meaning(new QLabel(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 12, 16, 12);
    column->setSpacing(2);
    m_title->setProperty("role", QStringLiteral("muted"));
    m_figure->setProperty("role", size == Size::Large ? QStringLiteral("figureLarge") : QStringLiteral("figure"));
    m_meaning->setProperty("role", QStringLiteral("muted"));
    for (QLabel* label : {m_title, m_figure, m_meaning}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    }
    m_meaning->setWordWrap(true);
    column->addStretch(1);
}

void FigureCard::set(const QString& title, const QString& figure, const QString& meaning, Tone tone) {
    m_tone = tone;
    m_title->setText(title);
    m_figure->setText(figure);
    m_meaning->setText(meaning);
    setAccessibleName(QStringLiteral("%1: %2. %3").arg(title, figure, meaning));
    recolor();
    update();
}

void FigureCard::recolor() {
    const QString color = toneColors(m_tone, QApplication::palette()).text.name();
    const QString sheet = m_tone == Tone::Neutral ? QString() : QStringLiteral("color: %1;").arg(color);
    if (m_figure->styleSheet() != sheet) m_figure->setStyleSheet(sheet);
}

void FigureCard::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) recolor();
}

void FigureCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    if (m_tone == Tone::Neutral) return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneColors(m_tone, palette()).line);
    painter.drawRoundedRect(QRectF(0, 10, 4, height() - 20), 2, 2);
}

} // namespace payout::ui
