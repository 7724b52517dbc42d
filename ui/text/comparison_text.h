// SPDX-License-Identifier: GPL-3.0-or-later
// Words of the comparison: classes (spec model 0.5), cuts, sheets, statements, proofs, incidents.
#pragma once

#include "core/desk/comparison_desk.h"
#include "ui/shared/tone.h"

#include <QString>

#include <array>

namespace payout::ui {

/// Every class name of spec 0.5, MATCHED first.
inline constexpr std::array comparisonClasses{"MATCHED",    "IN_TRANSIT",  "SYSTEM_ONLY",         "STATUS_DIFF_PAID",
                                              "BANK_ONLY",  "DOUBLE_PAID", "PAID_AFTER_RETURNED", "AMOUNT_DIFF",
                                              "PAYEE_DIFF", "RETURN_LINE", "SUSPENSE_CUTOFF"};
inline constexpr std::array incidentKinds{
    "PAID_AFTER_RETURNED", "BANK_RETURN_AFTER_SUCCESS", "BANK_ONLY", "DOUBLE_PAID", "AMOUNT_DIFF", "PAYEE_DIFF",
    "UNSIGNED_ANSWER"};

[[nodiscard]] QString className(const QString& storedName);        ///< "Paid twice"; an unknown name as it is
[[nodiscard]] QString classExplanation(const QString& storedName); ///< what it means and what to do, one sentence
[[nodiscard]] Tone classTone(const QString& storedName);

[[nodiscard]] QString cutStatusWord(desk::CutStatus status);
[[nodiscard]] Tone cutStatusTone(desk::CutStatus status);
[[nodiscard]] QString sheetStateWord(const QString& storedName); ///< "OPEN", "PREPARED", "SIGNED"
[[nodiscard]] QString
statementStateWord(const QString& storedName); ///< "LOADED", "QUARANTINED", "ACCEPTED", "REJECTED"
[[nodiscard]] QString
proofWord(const QString& storedName); ///< "HOLDS", "HOLDS_WITHOUT_FORWARD", "FAILS", "NOT_POSSIBLE"
/// Why a file was not loaded at once, with its name and the difference: one sentence; "" without a doubt.
[[nodiscard]] QString doubtSentence(const desk::StatementView& file);
[[nodiscard]] QString differsWord(const QString& field); ///< "amount", "payee", "state", "date"
[[nodiscard]] QString incidentWord(const QString& kind);
[[nodiscard]] QString incidentAdvice(const QString& kind); ///< what to do now, one sentence

} // namespace payout::ui
