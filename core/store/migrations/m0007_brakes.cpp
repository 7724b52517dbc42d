// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations/brake_parts.h"

namespace payout::store {

std::vector<QString> m0007Brakes(Engine engine) {
    std::vector<QString> out;
    appendStopSwitches(out, engine);
    return out;
}

} // namespace payout::store
