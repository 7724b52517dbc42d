// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/business_date.h"
#include "core/channel/channel.h"
#include "core/dispatch/outlet.h"
#include "core/store/connection.h"

#include <optional>

namespace payout::egress {

/// What the database says of a permit, read by the egress itself.
struct PermitFacts {
    dispatch::Permit permit; ///< as the `send` row names it
    UtcTime now;
    UtcTime armedAt;
    bool closed = false;
    QString sendDigest;

    QString attemptState;
    QString attemptDigest;
    ChannelId channel;
    QString channelCode;
    bool channelStopped = false;
    QString stopRefusal;                       ///< "AllStopped", "MerchantStopped", or ""
    UtcTime attemptArmedAt;                    ///< of the number's first permit
    int attemptSends = 0;                      ///< permits of the number, as the attempt counts them
    bool paidAgain = false;                    ///< the payout is PROCESSING because two people decided to pay it again
    std::chrono::milliseconds resendWindow{0}; ///< half of what the channel certifies for its numbers; 0: nothing
    bool listed = false;                       ///< the payee is on the screening list now (R27)
    bool quarantined = false;
    int protocol = 0;    ///< of the program that armed it
    int protocolNow = 0; ///< of the database

    QString payoutState;
    bool held = false;
    channel::PaymentOrder order; ///< rebuilt from the approved row and the attempt's number and time
    QString merchantCode;
    QString merchantRowRef;

    QString instructionState;
    std::int64_t approvals = 0; ///< by people other than the maker
    std::int64_t debits = 0;
};

/// Nothing if there is no such `send` row, or of another epoch or host.
Result<std::optional<PermitFacts>> permitFacts(store::Connection& connection, const dispatch::Permit& permit);

struct Question {
    ChannelId channel;
    channel::QueryOrder order;
};
/// The stored original values of an attempt that was armed; nothing for any other.
Result<std::optional<Question>> questionOf(store::Connection& connection, PayoutId payout, int attemptNo);

} // namespace payout::egress
