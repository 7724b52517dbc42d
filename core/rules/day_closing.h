// SPDX-License-Identifier: GPL-3.0-or-later
// Closing a business day of a channel (P14) and opening it again: two different people, one of them a supervisor. What
// is still open is listed by name and signed with a reason; what was never sent keeps the day open.
#pragma once

#include "core/base/business_date.h"
#include "core/rules/roles.h"

#include <optional>

namespace payout::rules {

/// What the first of the two proposed.
struct DayProposal {
    PersonId by;
    bool proposerSupervises = false;
    bool superseded = false; ///< somebody proposed it anew
};

struct ClosingFacts {
    BusinessDate date;
    BusinessDate today;
    bool closed = false;
    std::int64_t unfinished = 0; ///< not approved, or not sent yet
    std::int64_t open = 0;       ///< in transit, exceptions, successes that no statement shows
    std::int64_t unlisted = 0;   ///< of the open ones, those that the proposal does not name
    std::optional<DayProposal> proposal;
};

/// RoleMissing, DayClosed, DayNotFinished (it lies ahead, or something of it is not sent), ReasonMissing (something is
/// open).
[[nodiscard]] Done mayProposeClosing(const Actor& actor, const ClosingFacts& facts, const QString& reason);
/// RoleMissing (also when neither is a supervisor), DayClosed, NotProposed, MakerIsChecker, ShownChanged (proposed
/// anew, or something is open that was not listed), DayNotFinished.
[[nodiscard]] Done mayConfirmClosing(const Actor& actor, const ClosingFacts& facts);

struct ReopeningFacts {
    bool closed = false;
    std::optional<DayProposal> proposal;
};
/// RoleMissing, AlreadyHandled (it is open), ReasonMissing.
[[nodiscard]] Done mayProposeReopening(const Actor& actor, const ReopeningFacts& facts, const QString& reason);
/// RoleMissing (also when neither is a supervisor), AlreadyHandled, NotProposed, MakerIsChecker, ShownChanged.
[[nodiscard]] Done mayConfirmReopening(const Actor& actor, const ReopeningFacts& facts);

} // namespace payout::rules
