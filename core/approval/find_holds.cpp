// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/find_holds.h"

#include "core/approval/hold_table.h"
#include "core/screening/screen_payee.h"

namespace payout::approval {

Result<std::int64_t> findHolds(store::Connection& connection, const InstructionRow& instruction) {
    if (instruction.state != rules::InstructionState::PendingApproval) return 0;
    const DateRange range{plusDays(instruction.businessDate, -1), plusDays(instruction.businessDate, 1)};
    TRY(const std::int64_t blocked, screening::blockListed(connection, instruction.id));
    TRY(const std::int64_t alike, markDuplicates(connection, instruction.id, range));
    return blocked + alike;
}

} // namespace payout::approval
