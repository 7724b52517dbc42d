// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approval/instruction_table.h"

#include <vector>

namespace payout::approval {

inline constexpr int lookAlikeDays = 7;

struct LookAlike {
    InstructionRow instruction;
    bool sameTotal = false;
    bool sameRows = false;
    std::int64_t equalPairs = 0; ///< rows of this batch whose payee and amount are in that one too
};

/// R7: the same merchant's batches from seven days before this one's business date on (later ones too) with the same
/// total, the same number of rows, or at least half of this batch's payee and amount pairs; oldest first. Rejected ones
/// count: a file that was refused and comes again is what an approver wants to see.
Result<std::vector<LookAlike>> lookAlikes(store::Connection& connection, const InstructionRow& instruction);

} // namespace payout::approval
