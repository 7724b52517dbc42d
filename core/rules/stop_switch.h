// SPDX-License-Identifier: GPL-3.0-or-later
// A stop switch (threats "what the screens must do" 7, I24): one person stops, with a reason; lifting takes two, one of
// them a supervisor. A channel, a merchant and everything have the same switch.
#pragma once

#include "core/rules/roles.h"

#include <optional>

namespace payout::rules {

struct StopFacts {
    bool stopped = false;
    std::optional<PersonId> liftProposedBy;
    bool proposerSupervises = false;
};

/// RoleMissing, ReasonMissing. Whoever stops what is stopped already gives it a new reason, and an older proposal to
/// lift is void.
[[nodiscard]] Done mayStop(const Actor& actor, const QString& reason);
/// RoleMissing, AlreadyHandled (nothing is stopped), ShownChanged (somebody has proposed it already).
[[nodiscard]] Done mayProposeLift(const Actor& actor, const StopFacts& facts);
/// RoleMissing (also when neither of the two is a supervisor), AlreadyHandled, NotProposed, MakerIsChecker.
[[nodiscard]] Done mayLift(const Actor& actor, const StopFacts& facts);

} // namespace payout::rules
