// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/training_clock.h"

#include "core/store/statement.h"

namespace payout::store {

Result<std::chrono::milliseconds> trainingOffset(Connection& connection) {
    TRY(const std::int64_t offset, queryInt64(connection, "SELECT COALESCE(MAX(offset_ms), 0) FROM clock_override"));
    return std::chrono::milliseconds(offset);
}

} // namespace payout::store
