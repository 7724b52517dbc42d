// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approval/instruction_table.h"

namespace payout::approval {

/// R18: holds every row of a waiting instruction whose payee account, amount and currency also stand in another row:
/// of the same file, or of any merchant's instruction that is not rejected and at most one business date away (payday
/// files just before and after midnight); and, before that, every row whose payee is on the screening list (R27), which
/// nobody releases. The row names the earliest such row; the earliest names the latest. Returns
/// how many rows it held in addition; nothing happens once the instruction is decided. Needs an open write transaction
/// in which the instruction is locked.
Result<std::int64_t> findHolds(store::Connection& connection, const InstructionRow& instruction);

} // namespace payout::approval
