// SPDX-License-Identifier: GPL-3.0-or-later
// One cut of one channel becomes an immutable sheet with a hash (R50). A cut that was compared is read, not made again;
// a new version is made only when somebody asks for it, and only if something changed.
#pragma once

#include "core/base/ids.h"
#include "core/rules/roles.h"
#include "core/store/connection.h"

#include <chrono>

namespace payout::comparison {

enum class Rerun { ReadExisting, NewVersion };

/// Evidence that arrives this long after the cut still belongs to it (R50 [choice]).
inline constexpr std::chrono::minutes evidenceGrace{60};

struct CutRequest {
    rules::Actor actor;
    ChannelId channel;
    UtcTime cutAt;
    Rerun rerun = Rerun::ReadExisting;
};

/// Refused: RoleMissing; CutNotCovered while the bank's statements do not reach the cut (detail: how far they do).
Result<ComparisonId> runComparison(store::Connection& connection, const CutRequest& request);

} // namespace payout::comparison
