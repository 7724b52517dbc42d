// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/release_holds.h"

#include "core/approval/hold_table.h"
#include "core/approval/reject_instruction.h"
#include "core/people/submit_token.h"
#include "core/store/transaction.h"

namespace payout::approval {

using rules::InstructionState;
using rules::Refusal;
using store::Connection;

namespace {

Done mayRelease(Connection& connection, const ReleaseRequest& request) {
    TRY(const InstructionRow instruction, lockInstruction(connection, request.instruction));
    TRY_DONE(mayDecide(request.actor, instruction));
    if (instruction.state != InstructionState::PendingApproval &&
        instruction.state != InstructionState::ApprovedProcessing)
        return rules::refuse(Refusal::NotPendingApproval);
    TRY(const HeldRows held, heldRows(connection, request.instruction));
    if (held.duplicates == 0) return rules::refuse(Refusal::RowNotHeld);
    if (held.distinctRefs != held.duplicates) return rules::refuse(Refusal::RowsNotDistinct);
    return {};
}

Result<std::int64_t> releaseIn(Connection& connection, const ReleaseRequest& request, const QString& reason) {
    const people::TokenUse use{request.actor.person, releaseCommand, objectKey(request.instruction)};
    TRY(const auto answered, people::takeToken(connection, request.token, use));
    if (answered) return answered->toLongLong();
    TRY_DONE(mayRelease(connection, request));
    TRY(const UtcTime now, connection.now());
    TRY(const std::int64_t released,
        releaseDuplicates(connection, {request.instruction, request.actor.person, now, reason}));
    TRY_DONE(people::answerToken(connection, request.token, QString::number(released)));
    return released;
}

} // namespace

Result<std::int64_t> releaseHolds(Connection& connection, const ReleaseRequest& request) {
    TRY(const QString reason, requireReason(request.reason));
    return store::inTransaction(connection, store::Isolation::Write,
                                [&](Connection& c) { return releaseIn(c, request, reason); });
}

} // namespace payout::approval
