// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/approval_refusals.h"

namespace payout::ui {

namespace {

using rules::InstructionState;
using rules::Refusal;

std::optional<Error> personRefusal(const desk::BatchView& batch, const desk::SignedIn& person) {
    if (const Done may = rules::mayDo(person.actor, rules::Task::ApproveBatch); !may) return may.error();
    if (batch.maker == person.actor.login) return rules::refuse(Refusal::MakerIsChecker).error(); // R7
    return {};
}

std::optional<Error> stateRefusal(InstructionState state) {
    switch (state) {
    case InstructionState::PendingApproval: return {};
    case InstructionState::ApprovedProcessing:
    case InstructionState::Closed: return rules::refuse(Refusal::AlreadyApproved).error();
    case InstructionState::Rejected: return rules::refuse(Refusal::AlreadyRejected).error();
    }
    return {};
}

std::optional<Error> holdRefusal(const desk::ApprovalEvidence& evidence) {
    if (evidence.batch.state == InstructionState::Rejected) return rules::refuse(Refusal::AlreadyRejected).error();
    if (evidence.heldRows == 0) return rules::refuse(Refusal::RowNotHeld).error();
    if (!evidence.canReleaseHeld) return rules::refuse(Refusal::RowsNotDistinct).error(); // C2
    return {};
}

} // namespace

ApprovalRefusals approvalRefusals(const desk::ApprovalEvidence& evidence, const desk::SignedIn& person) {
    ApprovalRefusals refusals{personRefusal(evidence.batch, person), personRefusal(evidence.batch, person)};
    if (!refusals.decide) refusals.decide = stateRefusal(evidence.batch.state);
    if (!refusals.release) refusals.release = holdRefusal(evidence);
    return refusals;
}

} // namespace payout::ui
