// SPDX-License-Identifier: GPL-3.0-or-later
// Why something was not done, in one or two sentences that end with what to do now. The only place that turns a refusal
// or an error kind into words.
#pragma once

#include "core/base/error.h"
#include "core/rules/refusal.h"

#include <QString>

namespace payout::ui {

/// Why a rule says no and what to do, in the current language.
[[nodiscard]] QString refusalSentence(rules::Refusal refusal);
/// The sentence for any failure: a rule's own, or what its kind asks of the person (style rule 7). A detail that is a
/// fact for people (who was first, what is missing) is appended; a Broken error shows its code for the report.
[[nodiscard]] QString errorSentence(const Error& error);
/// One or two words: "Refused", "Not done", "Outcome not known yet", "Stopped".
[[nodiscard]] QString errorTitle(ErrorKind kind);

} // namespace payout::ui
