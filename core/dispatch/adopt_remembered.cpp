// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/adopt_remembered.h"

#include "core/dispatch/dispatch_table.h"
#include "core/dispatch/lease_table.h"
#include "core/dispatch/order_number.h"
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

// The number is known to be out; what is new is that it left once more, so that a statement has to reach further.
Done countSent(store::Connection& c, const RememberedAttempt& row, const ProfileOf& profileOf, UtcTime now,
               std::chrono::milliseconds lock, const QString& actor) {
    TRY(const channel::ChannelProfile profile, profileOf(row.channel));
    TRY_DONE(markSentAgain(c, row, channel::neededThrough(profile, row.armedAt), now));
    return markSentBeforeRestore(c, row, now, lock, actor);
}

// Up to the order that left: the numbers between are given up, without a byte and one by one, so that none is missing.
Result<std::int64_t> catchUp(store::Connection& c, const Lease& lease, UtcTime now) {
    TRY(const auto overtaken, overtakenAttempts(c, rowsMax));
    for (const OvertakenAttempt& row : overtaken) {
        TRY_DONE(burnOvertaken(c, row, now));
        const int next = row.attemptNo + 1;
        TRY_DONE(insertAttempt(c, row.payout, next, row.channel,
                               deriveOrderNo(row.merchantCode, row.merchantRowRef, next), lease.epoch, now));
    }
    return static_cast<std::int64_t>(overtaken.size());
}

} // namespace

Result<std::int64_t> adoptRemembered(store::Connection& connection, const Lease& lease, const ProfileOf& profileOf,
                                     std::chrono::milliseconds exceptionLock) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<std::int64_t> {
        TRY(const UtcTime now, c.now());
        TRY(const bool ours, holdsLease(c, lease, now));
        if (!ours) return rules::refuse(rules::Refusal::StaleEpoch, lease.job);
        TRY(const std::int64_t caughtUp, catchUp(c, lease, now));
        TRY(const auto remembered, rememberedAttempts(c, rowsMax));
        const QString actor = QStringLiteral("job:%1 %2 #%3").arg(lease.job, lease.host).arg(lease.epoch);
        for (const RememberedAttempt& row : remembered) TRY_DONE(adopt(c, row, profileOf, now, exceptionLock, actor));
        // After the attempts: one of those may have left more than once.
        TRY(const auto again, rememberedSends(c, rowsMax));
        for (const RememberedAttempt& row : again) TRY_DONE(countSent(c, row, profileOf, now, exceptionLock, actor));
        return caughtUp + static_cast<std::int64_t>(remembered.size() + again.size());
    });
}

} // namespace payout::dispatch
