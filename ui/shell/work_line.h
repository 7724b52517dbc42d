// SPDX-License-Identifier: GPL-3.0-or-later
// The line at the bottom: long works with progress, remaining time and Cancel; otherwise that the desk is connected.
#pragma once

#include "core/desk/reply.h"

#include <QElapsedTimer>
#include <QFrame>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace payout::ui {

/// "612,000 of 1,000,000, about 12 s left"; without a total only what is done.
[[nodiscard]] QString progressText(const desk::Progress& progress, std::chrono::milliseconds elapsed);

class WorkLine : public QFrame {
    Q_OBJECT
public:
    explicit WorkLine(QWidget* parent = nullptr);
    /// Shows the work until the returned function is called.
    std::function<void()> begin(const QString& title, desk::ProgressPtr progress);
    void setConnected(bool connected);

protected:
    void changeEvent(QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    struct Work;
    void retranslate();
    void end(int number);
    QWidget* makeWork(Work& work);

    std::vector<std::shared_ptr<Work>> m_works;
    QHBoxLayout* m_row;
    QLabel* m_state;
    int m_next = 1;
    int m_timer = 0;
    bool m_connected = true;
};

} // namespace payout::ui
