// SPDX-License-Identifier: GPL-3.0-or-later
// Screening of payees against the list that is loaded here (R27). The anti-fraud platform joins at this place; until
// then CLEAR says only that the account is on no loaded list.
#pragma once

#include "core/base/ids.h"
#include "core/base/utc_time.h"
#include "core/store/connection.h"

#include <chrono>
#include <optional>

namespace payout::screening {

/// How long a CLEAR counts (spec 7, [choice]); the database's guard holds the same number.
inline constexpr std::chrono::minutes screeningTtl{30};

enum class ScreeningResult { Clear, Blocked };

/// Looks the payee's account up and records the result with the database's time. Inside the caller's transaction.
Result<ScreeningResult> screenPayee(store::Connection& connection, PayoutId payout);
/// Holds every row of the instruction that is not claimed and whose payee is listed as SCREEN_BLOCKED, whatever held it
/// before, and records why (spec 7.2: it never becomes a payout that is sent, and nobody releases it). Returns how many
/// rows it held in addition. Inside the caller's transaction.
Result<std::int64_t> blockListed(store::Connection& connection, InstructionId instruction);
/// Records CLEAR for rows that were just claimed at `now`: the guard of the claim has looked at the list.
Done recordClaimClear(store::Connection& connection, InstructionId instruction, UtcTime now);
/// When the newest result was CLEAR; nothing if there is none or it was BLOCKED.
Result<std::optional<UtcTime>> lastClear(store::Connection& connection, PayoutId payout);

} // namespace payout::screening
