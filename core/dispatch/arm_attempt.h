// SPDX-License-Identifier: GPL-3.0-or-later
// P4 and P5: the one-shot permit. All conditions stand in one UPDATE; if nothing was updated nothing may be sent and
// nothing is tried again in a loop. Checking any of them earlier, when the decision is taken, pays twice.
#pragma once

#include "core/base/ids.h"
#include "core/channel/channel.h"
#include "core/dispatch/lease.h"
#include "core/store/protocol.h"

namespace payout::dispatch {

/// A claimed payout that waits for its send.
struct PreparedAttempt {
    PayoutId payout;
    int attemptNo = 0;
    int sendNo = 1; ///< of the transmission that comes next
    ChannelId channel;
    channel::PaymentOrder order; ///< txnTime is the stored one of an earlier transmission, or filled in at the send
};

struct ArmRequest {
    PayoutId payout;
    int attemptNo = 0;
    int sendNo = 1;
    Lease lease;
    QString txnTime;       ///< the 14 digits that the bytes carry
    QString payloadDigest; ///< canonicalDigest of exactly these bytes' content
    UtcTime neededThrough; ///< how far a statement must reach before absence says anything (R29)
    UtcTime firstQueryAt;
    int protocol = store::protocolOfThisProgram; ///< by whose rules this program sends (I23)
    QString build = {};                          ///< of the program, as it calls itself; for whoever asks later
};

/// The moment of arming by the database clock. Refused: AttemptNotPrepared, StaleEpoch, AllStopped, MerchantStopped,
/// ChannelStopped (I24), DayClosed (P14), LimitExceeded (with the limit's kind, I21), PauseWindow (now or at now + send
/// time-out), Quarantined (R8), OtherProtocol (the database was upgraded while this program ran: S17),
/// SentBeforeRestore (an egress let this number out and the database has forgotten it), NumberExpired (sent before, and
/// its number may not go out again: A45), PayloadChanged, ClockGuard (the clock is behind the trail), NotScreened (the
/// payee came onto the list since the claim), TransitionForbidden. Unknown "CommitUnknown" is resolved by reading the
/// permit back: not there means not armed.
Result<UtcTime> armAttempt(store::Connection& connection, const ArmRequest& request);

/// P5: asks the engine instead of hoping. PostgreSQL: synchronous_commit is on, the write-ahead log is flushed past
/// this point, and a synchronous standby's flush as well where one is configured. SQLite: WAL with synchronous = FULL.
/// Unavailable "NotDurable": nothing may be sent.
Done requireDurable(store::Connection& connection);

} // namespace payout::dispatch
