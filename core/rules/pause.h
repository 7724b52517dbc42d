// SPDX-License-Identifier: GPL-3.0-or-later
// The nightly pause (R33): no send inside [23:50, 00:10) of the institution's wall clock, nor one whose time-out would
// reach into it. Times come from the database clock.
#pragma once

#include "core/base/business_date.h"

#include <chrono>

namespace payout::rules {

struct PauseWindow {
    bool enabled = true;
    std::chrono::milliseconds begin{std::chrono::hours(23) + std::chrono::minutes(50)}; ///< since local midnight
    std::chrono::milliseconds end{std::chrono::minutes(10)}; ///< half-open, may wrap midnight
};

[[nodiscard]] bool isPaused(const PauseWindow& window, UtcTime now);
/// True if a send that starts now and may take `sendTimeout` would touch the window (A6).
[[nodiscard]] bool wouldEnterPause(const PauseWindow& window, UtcTime now, std::chrono::milliseconds sendTimeout);
/// The instant at which sending stops (next begin) or, inside the window, resumes (its end).
[[nodiscard]] UtcTime nextPauseEdge(const PauseWindow& window, UtcTime now);

} // namespace payout::rules
