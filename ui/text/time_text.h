// SPDX-License-Identifier: GPL-3.0-or-later
// Times as people read them: on the institution's wall clock, with the date when it is not today (spec workday 8.3).
#pragma once

#include "core/base/business_date.h"

#include <QString>

#include <chrono>

namespace payout::ui {

/// "14:03:27" if `time` is on the business date of `now`, else "11-21 14:03:27", else with the year.
[[nodiscard]] QString timeText(UtcTime time, UtcTime now);
/// The same to the minute: "14:03", "11-21 14:03".
[[nodiscard]] QString minuteText(UtcTime time, UtcTime now);
/// A running countdown: "41:07", "1:05:00", "2 d 03:00:00"; "0:00" when over.
[[nodiscard]] QString countdownText(std::chrono::milliseconds left);
/// A duration to read, not to watch: "9 h 46 min", "3 min", "less than a minute".
[[nodiscard]] QString durationText(std::chrono::milliseconds duration);

} // namespace payout::ui
