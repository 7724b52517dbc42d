// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/decision.h"

#include "core/approval/approval_table.h"
#include "core/people/submit_token.h"

namespace payout::approval {

using rules::InstructionState;
using rules::Refusal;

QString storedName(Verdict verdict) {
    return verdict == Verdict::Approved ? QStringLiteral("APPROVED") : QStringLiteral("REJECTED");
}

Result<Verdict> verdictNamed(QStringView text) {
    for (const Verdict verdict : {Verdict::Approved, Verdict::Rejected})
        if (text == storedName(verdict)) return verdict;
    return broken(QStringLiteral("UnknownStoredDecision"), text.toString());
}

QString objectKey(InstructionId instruction) { return QString::number(instruction.value); }

QString answerText(const Decision& decision) {
    return QStringLiteral("%1 %2 %3")
        .arg(storedName(decision.verdict))
        .arg(decision.decidedAt.ms)
        .arg(decision.decidedBy);
}

Result<Decision> decisionOf(InstructionId instruction, const QString& answer) {
    bool isNumber = false;
    const qlonglong ms = answer.section(u' ', 1, 1).toLongLong(&isNumber);
    if (!isNumber) return broken(QStringLiteral("BadTokenAnswer"));
    TRY(const Verdict verdict, verdictNamed(answer.section(u' ', 0, 0)));
    return Decision{instruction, verdict, answer.section(u' ', 2), UtcTime(ms), false};
}

Done mayDecide(const rules::Actor& actor, const InstructionRow& instruction) {
    TRY_DONE(rules::mayDo(actor, rules::Task::ApproveBatch));
    if (actor.person == instruction.maker) return rules::refuse(Refusal::MakerIsChecker, actor.login);
    return {};
}

Result<Opened> openDecision(store::Connection& connection, const DecideRequest& request, const QString& command) {
    const people::TokenUse use{request.actor.person, command, objectKey(request.instruction)};
    TRY(const auto answered, people::takeToken(connection, request.token, use));
    Opened opened;
    if (answered) {
        TRY(opened.earlier, decisionOf(request.instruction, *answered));
        return opened;
    }
    TRY(opened.instruction, lockInstruction(connection, request.instruction));
    TRY_DONE(mayDecide(request.actor, opened.instruction));
    TRY(opened.earlier, findDecision(connection, request.instruction));
    if (opened.earlier) {
        TRY_DONE(people::answerToken(connection, request.token, answerText(*opened.earlier)));
        return opened;
    }
    if (opened.instruction.state != InstructionState::PendingApproval)
        return rules::refuse(Refusal::NotPendingApproval);
    return opened;
}

Result<Decision> settleDecision(store::Connection& connection, const DecideRequest& request,
                                const InstructionRow& instruction, Verdict verdict, const QString& reason) {
    TRY(const UtcTime now, connection.now());
    TRY_DONE(
        insertApproval(connection, {instruction.id, verdict, request.actor.person, now, request.shownDigest, reason}));
    TRY_DONE(changeState(connection, {.instruction = instruction.id,
                                      .versionSeen = instruction.version,
                                      .from = InstructionState::PendingApproval,
                                      .to = verdict == Verdict::Approved ? InstructionState::ApprovedProcessing
                                                                         : InstructionState::Rejected,
                                      .actor = request.actor.login,
                                      .reason = reason,
                                      .evidence = request.shownDigest}));
    const Decision decision{instruction.id, verdict, request.actor.login, now, true};
    TRY_DONE(people::answerToken(connection, request.token, answerText(decision)));
    return decision;
}

} // namespace payout::approval
