// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/lease.h"

#include "core/dispatch/lease_table.h"
#include "core/rules/refusal.h"
#include "core/store/transaction.h"

namespace payout::dispatch {

Result<Lease> takeLease(store::Connection& connection, const LeaseRequest& request) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<Lease> {
        TRY(const UtcTime now, c.now());
        TRY(const auto epoch, raiseEpoch(c, request, now));
        if (!epoch) {
            TRY(const QString holder, leaseHolder(c, request.job));
            return rules::refuse(rules::Refusal::NotLeaseHolder, holder);
        }
        return Lease{request.job, request.host, *epoch};
    });
}

Done renewLease(store::Connection& connection, const Lease& lease, std::chrono::milliseconds duration) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(const UtcTime now, c.now());
        TRY(const std::int64_t renewed, prolong(c, lease, now, now + duration));
        if (renewed == 0) return rules::refuse(rules::Refusal::StaleEpoch, lease.job);
        return {};
    });
}

Done giveUpLease(store::Connection& connection, const Lease& lease) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(const UtcTime now, c.now());
        TRY_DONE(prolong(c, lease, now, now));
        return {};
    });
}

} // namespace payout::dispatch
