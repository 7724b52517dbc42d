// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/chip.h"

namespace payout::ui {

namespace {
constexpr int padX = 8;
constexpr int padY = 2;
constexpr int gap = 4;
int symbolSide(const QFont& font) { return QFontMetrics(font).ascent(); }
} // namespace

Chip::Chip(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }

void Chip::set(Tone tone, const QString& word) { set(tone, toneSymbol(tone), word); }

void Chip::set(Tone tone, Symbol symbol, const QString& word) {
    m_tone = tone;
    m_symbol = symbol;
    m_word = word;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const { return sizeOf(font(), m_word); }

QSize Chip::sizeOf(const QFont& font, const QString& word) {
    const QFontMetrics metrics(font);
    return {2 * padX + gap + symbolSide(font) + metrics.horizontalAdvance(word) + 1, metrics.height() + 2 * padY};
}

void Chip::paint(QPainter& painter, const QRect& box, const QPalette& palette, const QFont& font, Tone tone,
                 Symbol symbol, const QString& word) {
    const ToneColors colors = toneColors(tone, palette);
    const int side = symbolSide(font);
    const QSize size = sizeOf(font, word).boundedTo(box.size());
    const QRect chip(QPoint(box.left(), box.top() + (box.height() - size.height() + 1) / 2), size);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.background);
    painter.drawRoundedRect(chip, chip.height() / 2.0, chip.height() / 2.0);
    paintSymbol(painter, symbol, QRectF(chip.left() + padX, chip.center().y() + 0.5 - side / 2.0, side, side),
                colors.line);
    painter.setFont(font);
    painter.setPen(colors.text);
    const QRect words = chip.adjusted(padX + side + gap, 0, -padX + 1, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(word, Qt::ElideRight, words.width()));
    painter.restore();
}

void Chip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paint(painter, rect(), palette(), font(), m_tone, m_symbol, m_word);
}

} // namespace payout::ui
