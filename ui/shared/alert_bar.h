// SPDX-License-Identifier: GPL-3.0-or-later
// One full-width line that is always there: calm when nothing is wrong, impossible to overlook when something is. Sign,
// word and colour say the same, and its height does not jump between them.
#pragma once

#include <QFrame>

class QLabel;

namespace payout::ui {

enum class AlertLevel { Calm, Notice, Alarm };

class AlertBar : public QFrame {
    Q_OBJECT
public:
    explicit AlertBar(QWidget* parent = nullptr);
    void setAlert(AlertLevel level, const QString& text);
    AlertLevel level() const { return m_level; }
    QString text() const;

private:
    void paintLevel();

    AlertLevel m_level = AlertLevel::Calm;
    QLabel* m_sign;
    QLabel* m_text;
};

} // namespace payout::ui
