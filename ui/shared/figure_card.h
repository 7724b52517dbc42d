// SPDX-License-Identifier: GPL-3.0-or-later
// A number that matters, large, with what it counts above it and what it means below it.
#pragma once

#include "ui/shared/tone.h"

#include <QFrame>

class QLabel;

namespace payout::ui {

class FigureCard : public QFrame {
    Q_OBJECT
public:
    enum class Size { Large, Normal };
    explicit FigureCard(Size size, QWidget* parent = nullptr);
    void set(const QString& title, const QString& figure, const QString& meaning, Tone tone = Tone::Neutral);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void recolor();

    Tone m_tone = Tone::Neutral;
    QLabel* m_title;
    QLabel* m_figure;
    QLabel* m_meaning;
};

} // namespace payout::ui
