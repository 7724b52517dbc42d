// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approval/hold_table.h"
#include "core/approval/instruction_table.h"

#include <vector>

namespace payout::approval {

/// The merchant's other instructions of these days, oldest first; with rowsCount, total and state.
Result<std::vector<InstructionRow>> otherInstructions(store::Connection& connection, const InstructionRow& instruction,
                                                      BusinessDate from);
/// How many rows of `instruction` have their payee account, amount and currency in `other` as well.
Result<std::int64_t> countEqualPairs(store::Connection& connection, InstructionId instruction, InstructionId other);

} // namespace payout::approval
