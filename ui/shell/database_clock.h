// SPDX-License-Identifier: GPL-3.0-or-later
// The database's clock between two answers: the last one carried on by a monotonic timer. For display only.
#pragma once

#include "core/base/utc_time.h"

#include <QElapsedTimer>

namespace payout::ui {

class DatabaseClock {
public:
    void set(UtcTime now) {
        m_base = now;
        m_since.start();
    }
    bool isKnown() const { return m_since.isValid(); }
    UtcTime now() const { return isKnown() ? m_base + std::chrono::milliseconds(m_since.elapsed()) : m_base; }

private:
    UtcTime m_base;
    QElapsedTimer m_since;
};

} // namespace payout::ui
