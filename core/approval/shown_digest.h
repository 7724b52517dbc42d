// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approval/look_alikes.h"

namespace payout::approval {

/// R16: SHA-256 over what an approver is shown: the instruction, every row with its hold, in file order, and the look-
/// alikes with what became of them (waiting, approved or rejected). If it is the same when somebody approves, nothing
/// that they saw has changed. Rows are streamed, so a hundred thousand cost no memory.
Result<QString> shownDigest(store::Connection& connection, const InstructionRow& instruction,
                            const std::vector<LookAlike>& lookAlikes);

} // namespace payout::approval
