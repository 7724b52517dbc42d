// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approval/hold_table.h"
#include "core/approval/look_alikes.h"

namespace payout::approval {

/// What an approver has to be shown next to the rows.
struct Review {
    InstructionRow instruction;
    std::vector<LookAlike> lookAlikes;
    HeldRows held;
    QString digest; ///< name it when approving
};

/// Finds holds, look-alikes and the digest of it all, in one write transaction of its own.
Result<Review> reviewInstruction(store::Connection& connection, InstructionId instruction);
/// The same inside an open write transaction in which the instruction is locked.
Result<Review> reviewLocked(store::Connection& connection, const InstructionRow& instruction);

} // namespace payout::approval
