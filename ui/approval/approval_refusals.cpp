// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/approval_refusals.h"

namespace payout::ui {

namespace {

using rules::InstructionState;
using rules::Refusal;

std::optional<Error> personRefusal(const desk::BatchView& batch, const desk::SignedIn& person, rules::Task task) {
    if (const Done may = rules::mayDo(person.actor, task); !may) return may.error();
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

// Before the approval the batch is rejected instead; after its end there is nothing left to take out.
std::optional<Error> asideRefusal(InstructionState state) {
    switch (state) {
    case InstructionState::PendingApproval: return rules::refuse(Refusal::NotApproved).error();
    case InstructionState::ApprovedProcessing: return {};
    case InstructionState::Closed: return rules::refuse(Refusal::AlreadyHandled).error();
    case InstructionState::Rejected: return rules::refuse(Refusal::AlreadyRejected).error();
    }
    return {};
}

} // namespace

ApprovalRefusals approvalRefusals(const desk::ApprovalEvidence& evidence, const desk::SignedIn& person) {
    const std::optional<Error> approver = personRefusal(evidence.batch, person, rules::Task::ApproveBatch);
    ApprovalRefusals refusals{approver, approver, personRefusal(evidence.batch, person, rules::Task::SetRowsAside)};
    if (!refusals.setAside) refusals.setAside = asideRefusal(evidence.batch.state);
    if (!refusals.decide) refusals.decide = stateRefusal(evidence.batch.state);
    if (!refusals.release) refusals.release = holdRefusal(evidence);
    return refusals;
}

} // namespace payout::ui
