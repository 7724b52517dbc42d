// SPDX-License-Identifier: GPL-3.0-or-later
// P3 to P7 for one payout on one connection: check, dial, arm, be durable, send. What came back is a value; recording
// it is the next stage's step, and it happens whatever the reply was.
#pragma once

#include "core/dispatch/arm_attempt.h"
#include "core/dispatch/outlet.h"

namespace payout::dispatch {

struct SendTools {
    store::Connection& connection;
    const channel::Channel& channel;
    const OutletFactory& outlets;
    Lease lease;
    UtcTime hostNow;                             ///< this host's own clock, compared with the database's (R33)
    int protocol = store::protocolOfThisProgram; ///< see ArmRequest
    QString build = {};
};

/// How far the host's clock may be from the database's before sending stops (R33 [choice]).
inline constexpr std::chrono::milliseconds clockGuard{2'000};

struct SentAttempt {
    channel::PaymentOrder order; ///< with the txnTime that was sent
    UtcTime armedAt;
    channel::RawReply reply;
};

/// Refused or Unavailable: not a byte left, the attempt is still prepared (or, after a lost commit, provably unarmed).
/// Otherwise the permit is used up, whatever the reply says.
Result<SentAttempt> sendAttempt(const SendTools& tools, const PreparedAttempt& attempt);

} // namespace payout::dispatch
