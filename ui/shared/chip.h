// SPDX-License-Identifier: GPL-3.0-or-later
// A state as word, colour and symbol, as a widget and as a painting for delegates.
#pragma once

#include "ui/shared/icons.h"
#include "ui/shared/tone.h"

#include <QWidget>

namespace payout::ui {

class Chip : public QWidget {
    Q_OBJECT
public:
    explicit Chip(QWidget* parent = nullptr);
    void set(Tone tone, const QString& word);
    void set(Tone tone, Symbol symbol, const QString& word);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    /// Left-aligned and vertically centred in `box`; the word is elided at the end if it does not fit.
    static void paint(QPainter& painter, const QRect& box, const QPalette& palette, const QFont& font, Tone tone,
                      Symbol symbol, const QString& word);
    static QSize sizeOf(const QFont& font, const QString& word);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone = Tone::Neutral;
    Symbol m_symbol = Symbol::Dot;
    QString m_word;
};

} // namespace payout::ui
