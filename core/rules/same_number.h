// SPDX-License-Identifier: GPL-3.0-or-later
// Under which order number two people's "pay again" goes out (C12, protocol P11). The same number is the safer one
// where the bank certifies that it refuses a number it has seen: should the first order turn up after all, the bank
// pays once. Where it does not certify that, where half of the certified time is over, or where the bank has a final
// negative record of the number, only a new number can pay.
#pragma once

#include "core/base/utc_time.h"

namespace payout::rules {

/// Transmissions of one order number, the first included (protocol P4).
inline constexpr int sendsMax = 3;

struct SameNumberFacts {
    bool inDoubt = false; ///< the last attempt was sent, and it is not known whether it was paid
    /// Half of the time for which the channel certifies its order numbers (W/2); 0: it certifies nothing (A2).
    std::chrono::milliseconds window{0};
    UtcTime firstArmedAt;
    UtcTime now;
    int sends = 0;           ///< permits of this number so far
    bool failedFor = false;  ///< the bank's newest record of the number, or its statement, says failed for good
    bool remembered = false; ///< an egress let it out and this database had forgotten it
};

enum class OrderNumberUse { Same, New };

[[nodiscard]] OrderNumberUse numberToPayAgain(const SameNumberFacts& facts);

/// Whether a number may be armed again now: half of the certified time is not over since its first permit (I14, A45).
[[nodiscard]] bool isInWindow(std::chrono::milliseconds window, UtcTime firstArmedAt, UtcTime now);

} // namespace payout::rules
