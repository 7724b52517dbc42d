// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/find_holds.h"

#include "core/approval/hold_table.h"

namespace payout::approval {

Result<std::int64_t> findHolds(store::Connection& connection, const InstructionRow& instruction) {
    if (instruction.state != rules::InstructionState::PendingApproval) return 0;
    const DateRange range{plusDays(instruction.businessDate, -1), plusDays(instruction.businessDate, 1)};
    return markDuplicates(connection, instruction.id, range);
}

} // namespace payout::approval
