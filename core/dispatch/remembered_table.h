// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/channel/channel.h"
#include "core/store/connection.h"

#include <vector>

namespace payout::dispatch {

/// A prepared attempt, and what an egress remembers of its number.
struct RememberedAttempt {
    PayoutId payout;
    int attemptNo = 0;
    ChannelId channel;
    std::int64_t version = 0;
    bool isProcessing = false;   ///< or EXCEPTION
    channel::PaymentOrder order; ///< as this database has it; without a time
    QString txnTime;             ///< of the first transmission
    QString payloadDigest;
    UtcTime armedAt;
    int sendNo = 1;
};
Result<std::vector<RememberedAttempt>> rememberedAttempts(store::Connection& connection, std::int64_t rowsMax);
/// An attempt that this database knows to be out, and a later permit of its number that it has forgotten: the newest.
Result<std::vector<RememberedAttempt>> rememberedSends(store::Connection& connection, std::int64_t rowsMax);

/// A prepared attempt of a payout of which an egress remembers a later order, and not this one: it never left, and must
/// not any more.
struct OvertakenAttempt {
    PayoutId payout;
    int attemptNo = 0;
    ChannelId channel;
    QString merchantCode;
    QString merchantRowRef;
};
Result<std::vector<OvertakenAttempt>> overtakenAttempts(store::Connection& connection, std::int64_t rowsMax);
Done burnOvertaken(store::Connection& connection, const OvertakenAttempt& row, UtcTime now);
Done markRemembered(store::Connection& connection, const RememberedAttempt& row, UtcTime neededThrough, UtcTime now);
/// How often the number was let out, and how far a statement has to reach since.
Done markSentAgain(store::Connection& connection, const RememberedAttempt& row, UtcTime neededThrough, UtcTime now);
Done markSentBeforeRestore(store::Connection& connection, const RememberedAttempt& row, UtcTime now,
                           std::chrono::milliseconds lock, const QString& actor);
Done noteMismatch(store::Connection& connection, const RememberedAttempt& row, UtcTime now);

} // namespace payout::dispatch
