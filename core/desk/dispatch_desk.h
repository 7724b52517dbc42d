// SPDX-License-Identifier: GPL-3.0-or-later
// The page Dispatch: what is being sent now, by whom, and every brake on it.
#pragma once

#include "core/base/money.h"
#include "core/desk/reply.h"
#include "core/desk/store_thread.h"
#include "core/dispatch/change_limit.h"
#include "core/dispatch/stop_sending.h"

namespace payout::desk {

struct ChannelTraffic {
    ChannelId id;
    QString code;
    QString name;
    QString health; ///< "UP", "DEGRADED", "DOWN"
    bool stopped = false;
    QString stopReason;
    QString stoppedByName;
    std::optional<UtcTime> stoppedAt;
    std::optional<PersonId> liftProposedBy;
    QString liftProposedByName;
    std::int64_t prepared = 0; ///< claimed, nothing sent yet
    Money preparedTotal;
    std::int64_t heldBack = 0; ///< of the prepared ones, those that a stop switch of their merchant or of all holds
    std::int64_t armed = 0;    ///< permitted and sent, without a final answer
    Money armedTotal;
    std::int64_t inDoubt = 0; ///< exceptions that may have been sent
    Money inDoubtTotal;
    std::int64_t breakerHeld = 0; ///< batches that wait because too many of their rows are unproven (R10)
    std::optional<UtcTime> pausedUntil;
};

struct JobLease {
    QString job;
    QString host;
    std::int64_t epoch = 0;
    QString startedBy;
    UtcTime heartbeatAt;
    bool alive = false; ///< not over by the database clock
};

/// Payouts that wait because of one limit.
struct LimitWait {
    rules::LimitKind kind = rules::LimitKind::Payout;
    std::int64_t count = 0;
    Money total;
    UtcTime since; ///< the longest-waiting one's claim or approval
};

/// A payout that no waiting helps: it can be set aside while it is not claimed, or two supervisors change the limit.
struct OverLimit {
    PayoutId payout;
    QString merchant; ///< code
    QString rowRef;   ///< of the merchant
    QString payeeName;
    Money amount;
    rules::LimitKind kind = rules::LimitKind::Payout;
    Money limit;
    UtcTime since;
    bool claimed = false; ///< too late to be set aside
};
inline constexpr int overLimitShownMax = 20;

struct DispatchOverview {
    UtcTime now;
    std::vector<ChannelTraffic> channels;
    std::vector<JobLease> leases;
    std::vector<dispatch::StopView> stops; ///< of merchants and of everything; a channel's is in its own row
    std::vector<dispatch::LimitView> limits;
    std::vector<LimitWait> limitWaits; ///< by currency and kind
    std::vector<OverLimit> overLimit;  ///< at most overLimitShownMax, the longest-waiting first
};

class DispatchDesk {
public:
    explicit DispatchDesk(StoreThread& store) : m_store(store) {}

    void overview(Reply<DispatchOverview> answer);

    /// `merchant` none: everything. One person is enough; no token: a second stop only gives a new reason. Refused:
    /// RoleMissing, ReasonMissing, MerchantUnknown.
    void stop(const rules::Actor& actor, MerchantId merchant, const QString& reason, Reply<QString> answer);
    /// The first of the two who lift it. Refused: RoleMissing, AlreadyHandled, ShownChanged.
    void proposeLift(const rules::Actor& actor, MerchantId merchant, Reply<QString> answer);
    /// The second, by the stop that was shown. Refused: RoleMissing, AlreadyHandled, NotProposed, MakerIsChecker,
    /// ShownChanged.
    void confirmLift(const rules::Actor& actor, const dispatch::StopView& shown, Reply<QString> answer);

    /// The first of two supervisors. The proposal's id. Refused: RoleMissing, ReasonMissing.
    void proposeLimit(const rules::Actor& actor, const dispatch::LimitChange& change, Reply<std::int64_t> answer);
    /// The second. Refused: RoleMissing, MakerIsChecker, NotProposed, ShownChanged, AlreadyHandled.
    void confirmLimit(const rules::Actor& actor, std::int64_t proposal, Reply<QString> answer);

private:
    StoreThread& m_store;
};

} // namespace payout::desk
