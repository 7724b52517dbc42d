// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dispatch/change_limit.h"

namespace payout::dispatch {

Result<std::vector<LimitView>> limitRows(store::Connection& connection);

/// No arm runs until this transaction ends: each holds the job's lease while it looks at the limits.
Done lockArms(store::Connection& connection);

struct LimitChangeRow {
    PersonId proposedBy;
    bool confirmed = false;
    bool hasNewer = false;
};
Result<std::optional<LimitChangeRow>> limitChange(store::Connection& connection, std::int64_t change);
Result<std::int64_t> insertLimitChange(store::Connection& connection, const LimitChange& change, PersonId person,
                                       UtcTime now);
Done insertLimitConfirmation(store::Connection& connection, std::int64_t change, PersonId person, UtcTime now);
/// Number of rows: 0 if there is one.
Result<std::int64_t> insertFirstLimit(store::Connection& connection, const FirstLimit& limit);

} // namespace payout::dispatch
