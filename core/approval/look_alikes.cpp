// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/look_alikes.h"

#include "core/approval/look_alike_table.h"

namespace payout::approval {

namespace {

bool looksAlike(const LookAlike& candidate, std::int64_t rowsCount) {
    return candidate.sameTotal || candidate.sameRows || 2 * candidate.equalPairs >= rowsCount;
}

} // namespace

Result<std::vector<LookAlike>> lookAlikes(store::Connection& connection, const InstructionRow& instruction) {
    TRY(auto others, otherInstructions(connection, instruction, plusDays(instruction.businessDate, -lookAlikeDays)));
    std::vector<LookAlike> found;
    for (InstructionRow& other : others) {
        TRY(const std::int64_t pairs, countEqualPairs(connection, instruction.id, other.id));
        LookAlike candidate{std::move(other), false, false, pairs};
        candidate.sameTotal = candidate.instruction.total == instruction.total;
        candidate.sameRows = candidate.instruction.rowsCount == instruction.rowsCount;
        if (looksAlike(candidate, instruction.rowsCount)) found.push_back(std::move(candidate));
    }
    return found;
}

} // namespace payout::approval
