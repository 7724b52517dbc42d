// SPDX-License-Identifier: GPL-3.0-or-later
// What this process holds in memory, as /proc tells it.
#pragma once

namespace payout::bench {

[[nodiscard]] double residentMib(); ///< now
[[nodiscard]] double peakMib();     ///< the most since the start, or since forgetPeak()
void forgetPeak();

} // namespace payout::bench
