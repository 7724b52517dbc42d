// SPDX-License-Identifier: GPL-3.0-or-later
// The one decision about an instruction: who, when, which. What approving and rejecting share.
#pragma once

#include "core/approval/instruction_table.h"
#include "core/rules/roles.h"

#include <QString>

namespace payout::approval {

enum class Verdict { Approved, Rejected };

[[nodiscard]] QString storedName(Verdict verdict); ///< "APPROVED", "REJECTED"
[[nodiscard]] Result<Verdict> verdictNamed(QStringView text);

struct DecideRequest {
    rules::Actor actor;
    QString token; ///< of command approveCommand or rejectCommand and this instruction
    InstructionId instruction;
    QString shownDigest; ///< of the Review that the person saw
};

struct Decision {
    InstructionId instruction;
    Verdict verdict = Verdict::Approved;
    QString decidedBy; ///< login
    UtcTime decidedAt;
    bool wasFirst = false; ///< false: somebody, or the same click, was earlier, and this is the first answer (R25)
};

/// What tokens are issued for; the object key is objectKey(instruction).
inline const QString approveCommand = QStringLiteral("approve");
inline const QString rejectCommand = QStringLiteral("reject");
inline const QString releaseCommand = QStringLiteral("release");
[[nodiscard]] QString objectKey(InstructionId instruction);

/// The text that answers a token, "APPROVED <ms> <login>", and back; Broken "BadTokenAnswer".
[[nodiscard]] QString answerText(const Decision& decision);
[[nodiscard]] Result<Decision> decisionOf(InstructionId instruction, const QString& answer);

/// RoleMissing, or MakerIsChecker: the person is compared as well as the role (R7, A15).
[[nodiscard]] Done mayDecide(const rules::Actor& actor, const InstructionRow& instruction);

/// Opens what every decision begins with, inside the open transaction: takes the token, locks the instruction, asks
/// mayDecide. A decision, if there is one already (it is answered to the token, too).
struct Opened {
    InstructionRow instruction;
    std::optional<Decision> earlier;
};
Result<Opened> openDecision(store::Connection& connection, const DecideRequest& request, const QString& command);

/// Writes approval row, state and token's answer, inside the open transaction.
Result<Decision> settleDecision(store::Connection& connection, const DecideRequest& request,
                                const InstructionRow& instruction, Verdict verdict, const QString& reason);

} // namespace payout::approval
