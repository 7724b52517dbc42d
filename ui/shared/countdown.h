// SPDX-License-Identifier: GPL-3.0-or-later
// Countdowns against the database's clock. They are for the eye only: whether a lock is over is decided by the
// database.
#pragma once

#include "core/base/utc_time.h"

#include <QLabel>

#include <functional>
#include <optional>

namespace payout::ui {

/// "now" of the database as far as the desk knows it.
using DatabaseNow = std::function<UtcTime()>;

/// Runs once a second while visible.
class CountdownLabel : public QLabel {
    Q_OBJECT
public:
    /// `running` words the remaining time ("unlocks in 41:07"), `over` is shown from the instant on. Both are asked
    /// again at every tick, so they follow the language.
    CountdownLabel(DatabaseNow now, std::function<QString(const QString& left)> running, std::function<QString()> over,
                   QWidget* parent = nullptr);
    void setUntil(std::optional<UtcTime> until); ///< none: empty text
    std::optional<UtcTime> until() const { return m_until; }

Q_SIGNALS:
    void reached(); ///< once for every instant set

protected:
    void timerEvent(QTimerEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void tick();
    DatabaseNow m_now;
    std::function<QString(const QString&)> m_running;
    std::function<QString()> m_over;
    std::optional<UtcTime> m_until;
    bool m_reached = false;
    int m_timer = 0;
};

/// "unlocks in 41:07", and "may be acted on now" after it: the words of an exception's lock.
[[nodiscard]] QString unlockText(UtcTime unlocksAt, UtcTime now);

} // namespace payout::ui
