// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/approval_text.h"

#include "ui/approval/typed_total_edit.h"
#include "ui/text/money_text.h"
#include "ui/text/time_text.h"

#include <algorithm>

namespace payout::ui {

using rules::InstructionState;

Money leavingNow(const desk::ApprovalEvidence& evidence) {
    return {evidence.batch.total.minor - evidence.heldTotal.minor, evidence.batch.total.currency};
}

QString ApprovalText::consequence(const desk::ApprovalEvidence& evidence, UtcTime now) {
    if (evidence.heldRows > 0) return consequenceWithHeld(evidence, now);
    const int payees = static_cast<int>(evidence.distinctPayees);
    const QString total = yuanText(evidence.batch.total);
    const QString account = evidence.channelAccountMasked;
    const QString channel = evidence.batch.channel;
    if (evidence.pausedNow && evidence.pauseEndsAt)
        return tr("%1 leaves account %2 at %3 to %n payee(s); it leaves after %4 because of the nightly pause.",
                  "%4: a time", payees)
            .arg(total, account, channel, minuteText(*evidence.pauseEndsAt, now));
    if (evidence.pausedNow)
        return tr("%1 leaves account %2 at %3 to %n payee(s); it leaves after the nightly pause.", nullptr, payees)
            .arg(total, account, channel);
    return tr("%1 leaves account %2 at %3 to %n payee(s); it leaves at once.", nullptr, payees)
        .arg(total, account, channel);
}

// The total is not what leaves: the rows that are held stay, and the sentence must not promise more than happens.
QString ApprovalText::consequenceWithHeld(const desk::ApprovalEvidence& evidence, UtcTime now) {
    const int rows = static_cast<int>(evidence.batch.rowsCount - evidence.heldRows);
    const QString total = yuanText(evidence.batch.total);
    const QString leaving = yuanText(leavingNow(evidence));
    const QString account = evidence.channelAccountMasked;
    const QString channel = evidence.batch.channel;
    if (evidence.pausedNow && evidence.pauseEndsAt)
        return tr("Of %1 in this batch, %2 in %n row(s) leaves account %3 at %4; it leaves after %5 because of the "
                  "nightly pause.",
                  nullptr, rows)
            .arg(total, leaving, account, channel, minuteText(*evidence.pauseEndsAt, now));
    if (evidence.pausedNow)
        return tr("Of %1 in this batch, %2 in %n row(s) leaves account %3 at %4; it leaves after the nightly pause.",
                  nullptr, rows)
            .arg(total, leaving, account, channel);
    return tr("Of %1 in this batch, %2 in %n row(s) leaves account %3 at %4; it leaves at once.", nullptr, rows)
        .arg(total, leaving, account, channel);
}

QString ApprovalText::held(const desk::ApprovalEvidence& evidence) {
    if (evidence.heldRows == 0) return {};
    return tr("%n row(s) with %1 are held and stay here until they are released.", nullptr,
              static_cast<int>(evidence.heldRows))
        .arg(yuanText(evidence.heldTotal));
}

QString ApprovalText::decided(InstructionState state) {
    switch (state) {
    case InstructionState::PendingApproval: return {};
    case InstructionState::ApprovedProcessing: return tr("This batch is approved; its payouts are on their way.");
    case InstructionState::Closed: return tr("This batch was approved, and every payout of it has ended.");
    case InstructionState::Rejected: return tr("This batch was rejected, and its money went back to the merchant.");
    }
    return {};
}

QString ApprovalText::lookAlike(const desk::LookAlike& other, std::int64_t rows) {
    return tr("%1 of %n payee and amount pair(s) are also in batch %2 of %3.", nullptr, static_cast<int>(rows))
        .arg(QString::number(other.equalPairs), other.batch.merchantBatchNo, formatDate(other.batch.businessDate));
}

QString ApprovalText::lookAlikeSummary(const desk::ApprovalEvidence& evidence) {
    if (const desk::LookAlike* twin = alarming(evidence))
        return tr("This may be the same money a second time: %1").arg(lookAlike(*twin, evidence.batch.rowsCount));
    if (evidence.lookAlikes.empty()) return tr("No batch of the last seven days looks like this one.");
    return tr("%n batch(es) of the last seven days look similar; they are compared below.", nullptr,
              static_cast<int>(evidence.lookAlikes.size()));
}

QString ApprovalText::answer(const desk::ApprovalAnswer& answer, UtcTime now) {
    const QString at = minuteText(answer.decidedAt, now);
    const bool approved = answer.decision == u"APPROVED";
    if (answer.wasFirst)
        return approved ? tr("Approved by %1 at %2.").arg(answer.decidedBy, at)
                        : tr("Rejected by %1 at %2.").arg(answer.decidedBy, at);
    return approved ? tr("Nothing was done now: it was already approved by %1 at %2.").arg(answer.decidedBy, at)
                    : tr("Nothing was done now: it was already rejected by %1 at %2.").arg(answer.decidedBy, at);
}

QString ApprovalText::totalMissing(const QString& typed, Money total) {
    if (typed.isEmpty()) return tr("Type the total of the batch to go on: digits and the decimal point only.");
    return isTotalAgain(typed, total) ? QString() : tr("What you typed is not the total of this batch.");
}

int sharePercent(const desk::LookAlike& other, std::int64_t rows) {
    return rows <= 0 ? 0 : static_cast<int>(std::clamp<std::int64_t>(other.equalPairs * 100 / rows, 0, 100));
}

const desk::LookAlike* alarming(const desk::ApprovalEvidence& evidence) {
    const auto& all = evidence.lookAlikes;
    const auto largest = std::ranges::max_element(all, {}, &desk::LookAlike::equalPairs);
    if (largest == all.end()) return nullptr;
    return sharePercent(*largest, evidence.batch.rowsCount) >= lookAlikeAlarmPercent ? &*largest : nullptr;
}

bool needsTypedTotal(const desk::ApprovalEvidence& evidence) {
    const Money total = evidence.batch.total;
    return total.currency != evidence.typeTotalAbove.currency || total.minor > evidence.typeTotalAbove.minor;
}

} // namespace payout::ui
