// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of the approval screen: consequences in words, made from the evidence, never from a form.
#pragma once

#include "core/desk/approval_desk.h"

#include <QCoreApplication>

namespace payout::ui {

/// From this share of equal payee+amount pairs on, a look-alike is shown as an alert (threats: Santander UK 2021).
inline constexpr int lookAlikeAlarmPercent = 80;

class ApprovalText {
    Q_DECLARE_TR_FUNCTIONS(payout::ui::ApprovalText)

public:
    /// "¥1,234,567.89 leaves account 1109****0001 at UnionPay ACP to 312 payees; it leaves at once."
    static QString consequence(const desk::ApprovalEvidence& evidence, UtcTime now);
    /// What stays here until it is released; "" if no row is held.
    static QString held(const desk::ApprovalEvidence& evidence);
    /// What became of a batch that is no longer waiting, "" while it waits.
    static QString decided(rules::InstructionState state);
    /// "412 of 412 payee and amount pairs are also in batch X of 2026-11-20."
    static QString lookAlike(const desk::LookAlike& other, std::int64_t rows);
    /// The line that is always there: the alarm, or that nothing looks alike.
    static QString lookAlikeSummary(const desk::ApprovalEvidence& evidence);
    /// "approved by Li at 14:03", or who was first (R25).
    static QString answer(const desk::ApprovalAnswer& answer, UtcTime now);
    /// What is wrong with the typed total, as a sentence; "" if it is this total exactly.
    static QString totalMissing(const QString& typed, Money total);

private:
    static QString consequenceWithHeld(const desk::ApprovalEvidence& evidence, UtcTime now);
};

/// Whole percent, rounded down, so that 100 means every pair; 0 for an empty batch.
[[nodiscard]] int sharePercent(const desk::LookAlike& other, std::int64_t rows);
/// The look-alike with the largest share if that share is an alarm, else nullptr.
[[nodiscard]] const desk::LookAlike* alarming(const desk::ApprovalEvidence& evidence);
/// The total without the rows that are held.
[[nodiscard]] Money leavingNow(const desk::ApprovalEvidence& evidence);
/// True above the limit, and for a currency that the limit does not speak of.
[[nodiscard]] bool needsTypedTotal(const desk::ApprovalEvidence& evidence);

} // namespace payout::ui
