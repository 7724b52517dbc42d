// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/pause.h"

namespace payout::rules {

bool isPaused(const PauseWindow& window, UtcTime now) {
    if (!window.enabled) return false;
    const auto at = sinceMidnight(now);
    const bool wraps = window.begin > window.end;
    return wraps ? at >= window.begin || at < window.end : at >= window.begin && at < window.end;
}

bool wouldEnterPause(const PauseWindow& window, UtcTime now, std::chrono::milliseconds sendTimeout) {
    if (!window.enabled) return false;
    return isPaused(window, now) || nextPauseEdge(window, now) <= now + sendTimeout;
}

UtcTime nextPauseEdge(const PauseWindow& window, UtcTime now) {
    const UtcTime today = startOf(businessDateOf(now));
    const auto edge = isPaused(window, now) ? window.end : window.begin;
    const UtcTime candidate = today + edge;
    return candidate > now ? candidate : candidate + std::chrono::hours(24);
}

} // namespace payout::rules
