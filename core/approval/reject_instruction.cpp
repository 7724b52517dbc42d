// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/reject_instruction.h"

#include "core/store/transaction.h"

namespace payout::approval {

using store::Connection;

Result<QString> requireReason(const QString& typed) {
    if (typed.size() > reasonLengthMax) return refused(QStringLiteral("ReasonTooLong"));
    const QString reason = typed.trimmed();
    if (reason.isEmpty()) return rules::refuse(rules::Refusal::ReasonMissing);
    return reason;
}

Result<Decision> rejectInstruction(Connection& connection, const RejectRequest& request) {
    TRY(const QString reason, requireReason(request.reason));
    return store::inTransaction(connection, store::Isolation::Write, [&](Connection& c) -> Result<Decision> {
        TRY(const Opened opened, openDecision(c, request.decide, rejectCommand));
        if (opened.earlier) return *opened.earlier;
        return settleDecision(c, request.decide, opened.instruction, Verdict::Rejected, reason);
    });
}

} // namespace payout::approval
