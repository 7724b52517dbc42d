// SPDX-License-Identifier: GPL-3.0-or-later
// Words, tones and symbols of states, outcomes, gates and reasons. An exception is "Exception (unconfirmed)", never
// "failed" (spec workday 8.3).
#pragma once

#include "core/rules/gates.h"
#include "core/rules/outcome.h"
#include "core/rules/states.h"
#include "ui/shared/tone.h"

#include <QString>

namespace payout::ui {

[[nodiscard]] QString stateWord(rules::PayoutState state);
[[nodiscard]] Tone stateTone(rules::PayoutState state);
[[nodiscard]] QString stateWord(rules::InstructionState state);
[[nodiscard]] Tone stateTone(rules::InstructionState state);

[[nodiscard]] QString outcomeWord(rules::Outcome outcome);
/// Of a stored name; "" stays "", an unknown name is shown as it is.
[[nodiscard]] QString outcomeWordStored(const QString& storedName);
/// Why a payout is an exception: "SENT_NO_ANSWER", "UNKNOWN", ...; an unknown name is shown as it is.
[[nodiscard]] QString subReasonWord(const QString& storedName);

[[nodiscard]] QString gateWord(rules::Gate gate);                ///< "Lock of one hour"
[[nodiscard]] QString gateQuestion(rules::Gate gate);            ///< what it asks, as a whole sentence
[[nodiscard]] QString actionWord(rules::ExceptionAction action); ///< "pay again", "return"
/// "", "REPAY", "RETURN" as stored; "" stays "".
[[nodiscard]] QString actionWordStored(const QString& storedName);
/// What a timeline entry is about: "DEBITED", "CLAIMED", ...; an unknown name is shown as it is.
[[nodiscard]] QString timelineWord(const QString& what);
/// A stored state name of a payout or an instruction as a word; "" stays "".
[[nodiscard]] QString stateWordStored(const QString& storedName);
/// "SUSPECT_DUPLICATE", "SCREEN_BLOCKED"; "" stays "".
[[nodiscard]] QString holdWord(const QString& storedName);

[[nodiscard]] QString jobWord(const QString& name); ///< "send", "ask", ...; an unknown name as it is

/// "UP", "DEGRADED", "DOWN" of a channel.
[[nodiscard]] QString healthWord(const QString& storedName);
[[nodiscard]] Tone healthTone(const QString& storedName);

} // namespace payout::ui
