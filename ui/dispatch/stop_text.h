// SPDX-License-Identifier: GPL-3.0-or-later
// A stop switch in words: what is stopped, by whom, since when, why, and how far lifting it is.
#pragma once

#include "core/dispatch/stop_sending.h"

#include <QString>

namespace payout::ui {

/// "Li stopped it at 14:03: sent twice?"
[[nodiscard]] QString stopSentence(const QString& byName, const std::optional<UtcTime>& at, const QString& reason,
                                   UtcTime now);
/// "Zhou proposes to lift the stop; a second person has to agree.", or who may propose.
[[nodiscard]] QString liftSentence(const std::optional<PersonId>& proposer, const QString& proposerName,
                                   PersonId reader);
/// "Propose lifting…" or "Confirm lifting…".
[[nodiscard]] QString liftWord(bool proposed);

} // namespace payout::ui
