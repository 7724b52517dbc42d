// SPDX-License-Identifier: GPL-3.0-or-later
// An arm looks at the newest time that the trail has ever seen (A7, I20), not at its last row: after a clock went back
// the next row of anybody would have been of the new time, and would have hidden it.
#include "core/store/migrations/guards.h"

namespace payout::store {

std::vector<QString> m0012TrailTime(Engine engine) {
    std::vector<QString> out;
    appendShared(out, engine, {R"sql(CREATE INDEX trail_time ON trail (at_ms))sql"});
    return out;
}

} // namespace payout::store
