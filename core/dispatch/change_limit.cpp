// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/change_limit.h"

#include "core/dispatch/limit_table.h"
#include "core/store/transaction.h"

namespace payout::dispatch {

using rules::Refusal;
using store::Isolation;

Result<std::vector<LimitView>> sendLimits(store::Connection& connection) { return limitRows(connection); }

Result<std::int64_t> proposeLimit(store::Connection& connection, const rules::Actor& actor, const LimitChange& change) {
    TRY_DONE(rules::mayProposeLimit(actor, change.reason));
    if (change.minor && *change.minor <= 0) return refused(QStringLiteral("AmountNotPositive"));
    return store::inTransaction(connection, Isolation::Write, [&](store::Connection& c) -> Result<std::int64_t> {
        TRY(const UtcTime now, c.now());
        return insertLimitChange(c, change, actor.person, now);
    });
}

Done confirmLimit(store::Connection& connection, const rules::Actor& actor, std::int64_t proposal) {
    return store::inTransaction(connection, Isolation::Write, [&](store::Connection& c) -> Done {
        TRY_DONE(lockArms(c));
        TRY(const auto row, limitChange(c, proposal));
        if (!row) return rules::refuse(Refusal::NotProposed);
        TRY_DONE(rules::mayConfirmLimit(actor, row->proposedBy));
        if (row->confirmed) return rules::refuse(Refusal::AlreadyHandled);
        if (row->hasNewer) return rules::refuse(Refusal::ShownChanged);
        TRY(const UtcTime now, c.now());
        return insertLimitConfirmation(c, proposal, actor.person, now);
    });
}

Done setFirstLimits(store::Connection& connection, const std::vector<FirstLimit>& limits) {
    return store::inTransaction(connection, Isolation::Write, [&](store::Connection& c) -> Done {
        for (const FirstLimit& limit : limits) {
            if (limit.amount.minor <= 0) return refused(QStringLiteral("AmountNotPositive"));
            TRY(const std::int64_t inserted, insertFirstLimit(c, limit));
            if (inserted == 0) return rules::refuse(Refusal::AlreadyHandled, rules::storedName(limit.kind));
        }
        return {};
    });
}

} // namespace payout::dispatch
