// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/sweep_orphans.h"

#include "core/dispatch/dispatch_table.h"
#include "core/dispatch/lease_table.h"
#include "core/rules/refusal.h"
#include "core/screening/screen_payee.h"
#include "core/store/transaction.h"

namespace payout::dispatch {

Result<std::int64_t> sweepOrphans(store::Connection& connection, const Lease& lease,
                                  std::chrono::milliseconds exceptionLock, std::int64_t rowsMax) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<std::int64_t> {
        TRY(const UtcTime now, c.now());
        TRY(const bool ours, holdsLease(c, lease, now));
        if (!ours) return rules::refuse(rules::Refusal::StaleEpoch, lease.job);
        TRY(const auto orphans, orphansBefore(c, lease.epoch, rowsMax));
        const QString actor = QStringLiteral("job:%1 %2 #%3").arg(lease.job, lease.host).arg(lease.epoch);
        for (const Orphan& orphan : orphans) {
            if (orphan.armed) TRY_DONE(markAttemptUnknown(c, orphan.payout, orphan.attemptNo));
            TRY_DONE(markUnsent(c, orphan, now, exceptionLock, actor));
        }
        return static_cast<std::int64_t>(orphans.size());
    });
}

Done setUnsentAside(store::Connection& connection, const Lease& lease, const PreparedAttempt& attempt,
                    std::chrono::milliseconds exceptionLock, const QString& reason) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(const UtcTime now, c.now());
        TRY(const bool ours, holdsLease(c, lease, now));
        if (!ours) return rules::refuse(rules::Refusal::StaleEpoch, lease.job);
        TRY(const std::int64_t version, payoutVersion(c, attempt.payout));
        TRY(const auto screened, screening::screenPayee(c, attempt.payout)); // recorded with the exception
        Q_UNUSED(screened);
        const QString actor =
            QStringLiteral("job:%1 %2 #%3 %4").arg(lease.job, lease.host).arg(lease.epoch).arg(reason);
        return markUnsent(c, {attempt.payout, attempt.attemptNo, false, version}, now, exceptionLock, actor);
    });
}

} // namespace payout::dispatch
