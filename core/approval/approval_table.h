// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approval/decision.h"
#include "core/store/connection.h"

#include <optional>

namespace payout::approval {

/// The one decision about an instruction, if there is one; wasFirst is false in it.
Result<std::optional<Decision>> findDecision(store::Connection& connection, InstructionId instruction);

struct ApprovalRow {
    InstructionId instruction;
    Verdict verdict = Verdict::Approved;
    PersonId approver;
    UtcTime at;
    QString shownDigest;
    QString reason;
};
Done insertApproval(store::Connection& connection, const ApprovalRow& row);

} // namespace payout::approval
