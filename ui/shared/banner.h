// SPDX-License-Identifier: GPL-3.0-or-later
// A line across the page with a symbol, a sentence in bold, one below it, and at most one button.
#pragma once

#include "ui/shared/tone.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace payout::ui {

class Banner : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget* parent = nullptr); ///< hidden until show()

    /// Plain text; `more` may be empty. Shows the banner and tells assistive tools.
    void say(Tone tone, const QString& title, const QString& more = {});
    /// A button at the right end; "" takes it away.
    void setButton(const QString& text);
    QPushButton* button() { return m_button; }
    QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void recolor();

    Tone m_tone = Tone::Info;
    QLabel* m_title;
    QLabel* m_more;
    QPushButton* m_button;
};

} // namespace payout::ui
