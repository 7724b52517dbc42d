// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approval/decision.h"

namespace payout::approval {

struct ReleaseRequest {
    rules::Actor actor;
    QString token; ///< of command releaseCommand and this instruction
    InstructionId instruction;
    QString reason;
};

/// R18, C2: releases all suspected duplicates of a batch together; before the approval or after it. Returns how many; a
/// replay of the token returns the first number. Rows blocked by screening stay held: no person may release them; so do
/// rows that were set aside.
/// Refused ReasonMissing, "ReasonTooLong", RoleMissing, MakerIsChecker, RowNotHeld (there is none), RowsNotDistinct
/// (two of them have the same reference, capitals and blanks aside), NotPendingApproval (the batch was rejected or is
/// done), and the token's refusals.
Result<std::int64_t> releaseHolds(store::Connection& connection, const ReleaseRequest& request);

} // namespace payout::approval
