// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of what leaves, per currency: read, proposed by one supervisor, confirmed by another. Every change stays on
// record; a newer proposal takes an older one's place.
#pragma once

#include "core/base/utc_time.h"
#include "core/rules/send_limit.h"
#include "core/store/connection.h"

#include <vector>

namespace payout::dispatch {

struct LimitProposal {
    std::int64_t id = 0;
    std::optional<std::int64_t> minor; ///< none: no limit any more
    QString reason;
    PersonId by;
    QString byName;
    UtcTime at;

    bool operator==(const LimitProposal& other) const = default;
};

struct LimitView {
    rules::LimitKind kind = rules::LimitKind::Payout;
    Currency currency;
    std::optional<std::int64_t> minor; ///< none: no limit
    std::optional<std::int64_t> used;  ///< Hour and Day only
    std::optional<LimitProposal> proposal;
};
/// Every kind of every currency that has a limit or a proposal, and of yuan.
Result<std::vector<LimitView>> sendLimits(store::Connection& connection);

struct LimitChange {
    rules::LimitKind kind = rules::LimitKind::Payout;
    Currency currency;
    std::optional<std::int64_t> minor; ///< above 0; none: no limit any more
    QString reason;
};
/// The proposal's id. Refused: RoleMissing, ReasonMissing, "AmountNotPositive".
Result<std::int64_t> proposeLimit(store::Connection& connection, const rules::Actor& actor, const LimitChange& change);
/// From its commit on every arm obeys. Refused: RoleMissing, MakerIsChecker, NotProposed, ShownChanged (there is a
/// newer proposal), AlreadyHandled.
Done confirmLimit(store::Connection& connection, const rules::Actor& actor, std::int64_t proposal);

struct FirstLimit {
    rules::LimitKind kind = rules::LimitKind::Payout;
    Money amount; ///< above 0
};
/// For the administrator's program, before the first payout: all of them or none. Refused: AlreadyHandled (such a limit
/// was set before; two supervisors change it), "AmountNotPositive".
Done setFirstLimits(store::Connection& connection, const std::vector<FirstLimit>& limits);

} // namespace payout::dispatch
