// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/same_number.h"

namespace payout::rules {

bool isInWindow(std::chrono::milliseconds window, UtcTime firstArmedAt, UtcTime now) {
    return window.count() > 0 && now - firstArmedAt < window;
}

OrderNumberUse numberToPayAgain(const SameNumberFacts& f) {
    const bool isAlive = f.inDoubt && !f.failedFor && !f.remembered && f.sends < sendsMax;
    return isAlive && isInWindow(f.window, f.firstArmedAt, f.now) ? OrderNumberUse::Same : OrderNumberUse::New;
}

} // namespace payout::rules
