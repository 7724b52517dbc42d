// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/adopt_remembered.h"

#include "core/dispatch/dispatch_table.h"
#include "core/dispatch/lease_table.h"
#include "core/dispatch/remembered_table.h"
#include "core/rules/refusal.h"
#include "core/store/transaction.h"

namespace payout::dispatch {

namespace {

constexpr std::int64_t rowsMax = 500;

Done adopt(store::Connection& c, const RememberedAttempt& row, const ProfileOf& profileOf, UtcTime now,
           std::chrono::milliseconds lock, const QString& actor) {
    channel::PaymentOrder order = row.order;
    order.txnTime = row.txnTime;
    if (channel::canonicalDigest(order) != row.payloadDigest) {
        TRY_DONE(noteMismatch(c, row, now));
        if (!row.isProcessing) return {};
        return markUnsent(c, {row.payout, row.attemptNo, false, row.version}, now, lock, actor);
    }
    TRY(const channel::ChannelProfile profile, profileOf(row.channel));
    TRY_DONE(markRemembered(c, row, channel::neededThrough(profile, row.armedAt), now));
    return markSentBeforeRestore(c, row, now, lock, actor);
}

} // namespace

Result<std::int64_t> adoptRemembered(store::Connection& connection, const Lease& lease, const ProfileOf& profileOf,
                                     std::chrono::milliseconds exceptionLock) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<std::int64_t> {
        TRY(const UtcTime now, c.now());
        TRY(const bool ours, holdsLease(c, lease, now));
        if (!ours) return rules::refuse(rules::Refusal::StaleEpoch, lease.job);
        TRY(const auto remembered, rememberedAttempts(c, rowsMax));
        const QString actor = QStringLiteral("job:%1 %2 #%3").arg(lease.job, lease.host).arg(lease.epoch);
        for (const RememberedAttempt& row : remembered) TRY_DONE(adopt(c, row, profileOf, now, exceptionLock, actor));
        return static_cast<std::int64_t>(remembered.size());
    });
}

} // namespace payout::dispatch
