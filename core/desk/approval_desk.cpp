// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/approval_desk.h"

#include "core/approval/approve_instruction.h"
#include "core/approval/hold_table.h"
#include "core/approval/reject_instruction.h"
#include "core/approval/release_holds.h"
#include "core/approval/review_instruction.h"
#include "core/approval/set_rows_aside.h"
#include "core/base/account_number.h"
#include "core/desk/approval_list_table.h"
#include "core/rules/pause.h"

namespace payout::desk {

namespace {

void showHeld(const approval::HeldRows& held, ApprovalEvidence& evidence) {
    evidence.heldRows = held.count;
    evidence.heldTotal = Money{held.totalMinor, evidence.batch.total.currency};
    evidence.canReleaseHeld = held.duplicates > 0 && held.distinctRefs == held.duplicates;
    evidence.batch.heldRows = held.count;
}

// A batch that waits is looked through anew (holds, look-alikes, digest); of one that is approved the rows that it left
// here are shown, because they can still be released or set aside.
Done addReview(store::Connection& c, ApprovalEvidence& evidence) {
    if (evidence.batch.state == rules::InstructionState::ApprovedProcessing) {
        TRY(const approval::HeldRows held, approval::heldRows(c, evidence.batch.id));
        showHeld(held, evidence);
    }
    if (evidence.batch.state != rules::InstructionState::PendingApproval) return {};
    TRY(const approval::Review review, approval::reviewInstruction(c, evidence.batch.id));
    evidence.digest = review.digest;
    showHeld(review.held, evidence);
    for (const approval::LookAlike& alike : review.lookAlikes) {
        TRY(BatchView view, batchView(c, alike.instruction.id));
        evidence.lookAlikes.push_back({std::move(view), alike.sameTotal, alike.sameRows, alike.equalPairs});
    }
    return {};
}

Result<ApprovalEvidence> readEvidence(store::Connection& c, InstructionId instruction) {
    ApprovalEvidence evidence;
    TRY(evidence.batch, batchView(c, instruction));
    TRY_DONE(addReview(c, evidence));
    TRY(const BatchFacts facts, batchFacts(c, instruction));
    evidence.fileName = facts.fileName;
    evidence.channelAccountMasked = maskAccount(facts.channelAccount);
    evidence.distinctPayees = facts.distinctPayees;
    evidence.warnedRows = facts.warnedRows;
    evidence.availableNow = Money{facts.availableMinor, evidence.batch.total.currency};
    const rules::PauseWindow pause{facts.pauseEnabled, std::chrono::milliseconds(facts.pauseBeginMs),
                                   std::chrono::milliseconds(facts.pauseEndMs)};
    evidence.pausedNow = rules::isPaused(pause, facts.now);
    if (evidence.pausedNow) evidence.pauseEndsAt = rules::nextPauseEdge(pause, facts.now);
    TRY(evidence.largest, largestRows(c, instruction));
    TRY(evidence.typeTotalAbove, approval::typeTotalAbove(c, evidence.batch.total.currency));
    return evidence;
}

approval::DecideRequest decideOf(const ApproveRequest& request) {
    return {request.actor, request.token, request.instruction, request.shownDigest};
}

ApprovalAnswer shown(const approval::Decision& decision) {
    return {decision.instruction, approval::storedName(decision.verdict), decision.decidedBy, decision.decidedAt,
            decision.wasFirst};
}

} // namespace

void ApprovalDesk::shape(BatchFilter filter, Reply<ListShape> answer) {
    m_store.ask(std::move(answer), [filter](store::Connection& c) { return batchShape(c, filter); });
}

void ApprovalDesk::page(BatchFilter filter, std::optional<PageKey> from, Reply<std::vector<BatchView>> answer) {
    m_store.ask(std::move(answer), [filter, from](store::Connection& c) { return batchPage(c, filter, from); });
}

void ApprovalDesk::evidence(InstructionId instruction, Reply<ApprovalEvidence> answer) {
    m_store.ask(std::move(answer), [instruction](store::Connection& c) { return readEvidence(c, instruction); });
}

void ApprovalDesk::rowsShape(InstructionId instruction, PayoutFilter filter, Reply<ListShape> answer) {
    m_store.ask(std::move(answer),
                [instruction, filter](store::Connection& c) { return desk::rowsShape(c, instruction, filter); });
}

void ApprovalDesk::rowsPage(InstructionId instruction, PayoutFilter filter, std::optional<PageKey> from,
                            Reply<std::vector<PayoutRowView>> answer) {
    m_store.ask(std::move(answer), [instruction, filter, from](store::Connection& c) {
        return desk::rowsPage(c, instruction, filter, from);
    });
}

void ApprovalDesk::approve(const ApproveRequest& request, Reply<ApprovalAnswer> answer) {
    m_store.ask(std::move(answer), [request](store::Connection& c) -> Result<ApprovalAnswer> {
        TRY(const auto decision, approval::approveInstruction(c, {decideOf(request), request.typedTotal}));
        return shown(decision);
    });
}

void ApprovalDesk::reject(const ApproveRequest& request, const QString& reason, Reply<ApprovalAnswer> answer) {
    m_store.ask(std::move(answer), [request, reason](store::Connection& c) -> Result<ApprovalAnswer> {
        TRY(const auto decision, approval::rejectInstruction(c, {decideOf(request), reason}));
        return shown(decision);
    });
}

void ApprovalDesk::releaseHeld(const rules::Actor& actor, InstructionId instruction, const QString& token,
                               const QString& reason, Reply<std::int64_t> answer) {
    m_store.ask(std::move(answer), [actor, instruction, token, reason](store::Connection& c) {
        return approval::releaseHolds(c, {actor, token, instruction, reason});
    });
}

static_assert(ApprovalDesk::setAsideRowsMax == approval::asideRowsMax);

QString ApprovalDesk::setAsideCommand() { return approval::setAsideCommand; }

QString ApprovalDesk::setAsideKey(const std::vector<PayoutId>& payouts) { return approval::asideKey(payouts); }

void ApprovalDesk::setAside(const SetAsideRequest& request, Reply<std::int64_t> answer) {
    m_store.ask(std::move(answer), [request](store::Connection& c) {
        return approval::setRowsAside(
            c, {request.actor, request.token, request.instruction, request.payouts, request.reason});
    });
}

} // namespace payout::desk
