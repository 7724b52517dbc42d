// SPDX-License-Identifier: GPL-3.0-or-later
// Limits in words.
#pragma once

#include "core/desk/dispatch_desk.h"

#include <QString>

namespace payout::ui {

[[nodiscard]] QString limitWord(rules::LimitKind kind);   ///< "One payout", "One payee a day", ...
[[nodiscard]] QString limitEffect(rules::LimitKind kind); ///< what becomes of a payout that is over it
[[nodiscard]] QString limitAmount(const std::optional<std::int64_t>& minor, Currency currency); ///< or "no limit"
/// "3 payouts of 12,000.00 in all wait because of it, the first since 10:05."
[[nodiscard]] QString limitWaitSentence(const desk::LimitWait& wait, UtcTime now);
/// "Zhou proposes 6,000,000.00 instead: a larger merchant"
[[nodiscard]] QString limitProposalSentence(const dispatch::LimitView& limit);

} // namespace payout::ui
