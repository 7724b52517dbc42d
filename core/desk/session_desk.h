// SPDX-License-Identifier: GPL-3.0-or-later
// Who sits here, what the strip on top shows, and one-time tokens for everything that writes.
#pragma once

#include "core/base/business_date.h"
#include "core/base/ids.h"
#include "core/desk/reply.h"
#include "core/desk/store_thread.h"
#include "core/dispatch/quarantine.h"
#include "core/dispatch/stop_sending.h"
#include "core/rules/roles.h"

#include <QString>

#include <optional>
#include <vector>

namespace payout::desk {

struct SignedIn {
    rules::Actor actor;
    QString displayName;
};

struct ChannelStrip {
    ChannelId id;
    QString code;
    QString name;
    QString health; ///< "UP", "DEGRADED", "DOWN"
    bool stopped = false;
    QString stopReason;
    bool liftProposed = false;
    std::optional<UtcTime> coveredThrough;
};

struct StripStatus {
    bool training = false;
    QString institution;
    QString engine;   ///< "SQLite" or "PostgreSQL"
    QString database; ///< without credentials
    UtcTime databaseNow;
    bool paused = false;
    UtcTime nextPauseEdge; ///< begin of the next pause, or its end while paused
    std::vector<ChannelStrip> channels;
    std::optional<dispatch::QuarantineView> quarantine; ///< while nothing may be sent
    std::vector<dispatch::StopView> stops;              ///< of everything, first, and of merchants
    /// What waits, for the numbers in the navigation.
    std::int64_t batchesWaiting = 0;
    std::int64_t exceptionsOpen = 0;
    std::int64_t cutsDue = 0;
};

class SessionDesk {
public:
    explicit SessionDesk(StoreThread& store) : m_store(store) {}

    /// Refused SignInFailed (name or password, not said which), SignInWait (five wrong tries; detail is the instant in
    /// ms).
    void signIn(const QString& login, const QString& password, Reply<SignedIn> answer);
    void status(Reply<StripStatus> answer);
    /// The same without what waits: nobody has signed in who may know it, and a million exceptions take a while to
    /// count.
    void front(Reply<StripStatus> answer);
    /// A token made and stored when a dialog opens; valid 30 minutes, for this person, command and object (R25).
    void issueToken(PersonId person, const QString& command, const QString& objectKey, Reply<QString> answer);
    /// What became of a command whose answer was lost: the stored answer, or nothing if it never happened.
    void tokenAnswer(const QString& token, Reply<std::optional<QString>> answer);
    /// One person stops a channel; lifting takes a proposal and another person.
    void stopChannel(const rules::Actor& actor, ChannelId channel, const QString& reason, Reply<QString> answer);
    void liftStop(const rules::Actor& actor, ChannelId channel, Reply<QString> answer);
    /// Training only: moves the database clock, so that a one-hour lock can be practised in a minute.
    void shiftTrainingClock(std::chrono::milliseconds by, Reply<QString> answer);

private:
    StoreThread& m_store;
};

} // namespace payout::desk
