// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shared/countdown.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QTimerEvent>

namespace payout::ui {

CountdownLabel::CountdownLabel(DatabaseNow now, std::function<QString(const QString&)> running,
                               std::function<QString()> over, QWidget* parent)
    : QLabel(parent), m_now(std::move(now)), m_running(std::move(running)), m_over(std::move(over)) {
    setTextFormat(Qt::PlainText);
}

void CountdownLabel::setUntil(std::optional<UtcTime> until) {
    if (until != m_until) m_reached = false;
    m_until = until;
    tick();
}

void CountdownLabel::tick() {
    if (!m_until) return clear();
    const std::chrono::milliseconds left = *m_until - m_now();
    setText(left.count() > 0 ? m_running(countdownText(left)) : m_over());
    if (left.count() > 0 || m_reached) return;
    m_reached = true;
    Q_EMIT reached();
}

void CountdownLabel::timerEvent(QTimerEvent* event) {
    if (event->timerId() == m_timer) tick();
}

void CountdownLabel::showEvent(QShowEvent* event) {
    QLabel::showEvent(event);
    if (m_timer == 0) m_timer = startTimer(1000);
    tick();
}

void CountdownLabel::hideEvent(QHideEvent* event) {
    QLabel::hideEvent(event);
    if (m_timer != 0) killTimer(std::exchange(m_timer, 0));
}

namespace {
class CountdownText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::CountdownText)
public:
    static QString unlocks(const QString& left) {
        return tr("unlocks in %1", "countdown of an exception's lock").arg(left);
    }
    static QString open() { return tr("lock is over", "an exception that may be acted on now"); }
};
} // namespace

QString unlockText(UtcTime unlocksAt, UtcTime now) {
    return now < unlocksAt ? CountdownText::unlocks(countdownText(unlocksAt - now)) : CountdownText::open();
}

} // namespace payout::ui
