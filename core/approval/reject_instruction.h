// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approval/decision.h"

namespace payout::approval {

inline constexpr qsizetype reasonLengthMax = 500;

struct RejectRequest {
    DecideRequest decide; ///< the digest is recorded but not compared: saying no is safe whatever has changed
    QString reason;
};

/// PENDING_APPROVAL becomes REJECTED, once, and the database gives the whole debit back in the same statement (R39). If
/// a decision was made already, that one is the answer. Refused ReasonMissing, "ReasonTooLong", and as
/// approveInstruction, without ShownChanged and TotalNotAgain.
Result<Decision> rejectInstruction(store::Connection& connection, const RejectRequest& request);

/// A reason that a person gave, without blanks around it. Refused ReasonMissing, "ReasonTooLong".
[[nodiscard]] Result<QString> requireReason(const QString& typed);

} // namespace payout::approval
