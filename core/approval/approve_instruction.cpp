// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/approve_instruction.h"

#include "core/approval/review_instruction.h"
#include "core/store/transaction.h"

namespace payout::approval {

using rules::Refusal;
using store::Connection;

namespace {

Done requireSameShown(Connection& connection, const ApproveRequest& request, const InstructionRow& instruction) {
    TRY(const Review review, reviewLocked(connection, instruction));
    if (review.digest != request.decide.shownDigest) return rules::refuse(Refusal::ShownChanged);
    return {};
}

Done requireTypedTotal(Connection& connection, const ApproveRequest& request, const InstructionRow& instruction) {
    TRY(const Money above, typeTotalAbove(connection, instruction.total.currency));
    if (instruction.total.minor <= above.minor) return {};
    const auto typed = parseAmount(request.typedTotal, instruction.total.currency);
    if (!typed || *typed != instruction.total) return rules::refuse(Refusal::TotalNotAgain);
    return {};
}

Result<Decision> approveIn(Connection& connection, const ApproveRequest& request) {
    TRY(const Opened opened, openDecision(connection, request.decide, approveCommand));
    if (opened.earlier) return *opened.earlier;
    TRY_DONE(requireTypedTotal(connection, request, opened.instruction));
    TRY_DONE(requireSameShown(connection, request, opened.instruction));
    return settleDecision(connection, request.decide, opened.instruction, Verdict::Approved, {});
}

} // namespace

Result<Decision> approveInstruction(Connection& connection, const ApproveRequest& request) {
    return store::inTransaction(connection, store::Isolation::Write,
                                [&](Connection& c) { return approveIn(c, request); });
}

Result<Money> typeTotalAbove(Connection& connection, Currency currency) {
    TRY(const std::int64_t minor, numberSetting(connection, typeTotalSetting, typeTotalAboveMinor));
    return Money{minor, currency};
}

} // namespace payout::approval
