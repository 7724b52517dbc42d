// SPDX-License-Identifier: GPL-3.0-or-later
// One look: what waits, what is locked until when, money whose outcome is unproven, jobs, incidents, outflow by hour.
#pragma once

#include "core/base/business_date.h"
#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/desk/comparison_desk.h"
#include "core/desk/reply.h"
#include "core/desk/store_thread.h"
#include "core/rules/roles.h"

#include <array>

namespace payout::desk {

struct JobHeartbeat {
    QString job;
    QString host;
    UtcTime heartbeatAt;
    bool alive = false; ///< lease not over by the database clock
};

/// What an incident turned out to be; the two people who close it say so.
enum class ClosingCause {
    MoneyRecovered, ///< the money came back
    LossAccepted,   ///< it did not, and the institution bears it
    BankCorrected,  ///< the bank corrected its record
    NoLoss,         ///< no money moved wrongly
};

/// The newest proposal to close an incident.
struct ClosingProposal {
    std::int64_t id = 0;
    QString cause; ///< stored name: "MONEY_RECOVERED", ...
    QString reason;
    PersonId by;
    QString byName;
    UtcTime at;
};

/// A line that says that the bank gave a payout back after a success, and how far two people are with crediting the
/// merchant on it (C9, A27).
struct ReturnCredit {
    PayoutId payout;
    BankLineId line;
    Money amount;   ///< of the payout; its fee is given back with it
    Money returned; ///< of the line: only a whole return is credited
    QString state;  ///< "OPEN", "PROPOSED", "APPROVED"; "ELSEWHERE": proposed or approved on another line
    PersonId by;    ///< who proposed it on this line
    QString byName; ///< "" unless PROPOSED or APPROVED
    QString reason;
    QString refusedByName; ///< "" unless OPEN after a proposal on this line was refused
    QString refusalReason;
};

struct IncidentView {
    QString kind;
    QString channel;
    UtcTime at;
    QString detail;
    std::int64_t id = 0;
    std::optional<ClosingProposal> closing = {}; ///< a first person's; none: nobody has proposed
    std::optional<ReturnCredit> credit = {};     ///< of a bank return only
};

struct TodayFigures {
    UtcTime now;
    std::int64_t batchesWaiting = 0;
    Money batchesWaitingTotal;
    std::optional<UtcTime> oldestWaitingSince;
    std::int64_t heldRows = 0;
    std::int64_t unprovenCount = 0; ///< PROCESSING that was armed, and EXCEPTION
    Money unprovenTotal;
    std::int64_t exceptionsLocked = 0;
    std::optional<UtcTime> nextUnlockAt;
    std::int64_t exceptionsUnlocked = 0;
    std::int64_t proposalsOpen = 0;
    std::int64_t overdueCount = 0; ///< approved but not paid beyond the watchdog's age (R35)
    std::int64_t paidTodayCount = 0;
    Money paidToday;
    std::int64_t returnedTodayCount = 0;
    Money returnedToday;
    std::vector<CutCell> cuts;
    std::vector<JobHeartbeat> jobs;
    std::vector<IncidentView> incidents;               ///< not closed by two people, at most 20: those that hold
                                                       ///< their batch (R10) first, then newest first
    std::array<std::int64_t, 24> systemOutflowMinor{}; ///< by hour of the institution's day
    std::array<std::int64_t, 24> bankOutflowMinor{};
    std::vector<QString> newCodes; ///< "ACP send 0Z"
};

struct ClosingRequest {
    rules::Actor actor;
    QString token;
    std::int64_t incident = 0;
    ClosingCause cause = ClosingCause::NoLoss;
    QString reason;
};
struct CloseRequest {
    rules::Actor actor;
    QString token;
    std::int64_t incident = 0;
    std::int64_t proposal = 0;
};

class TodayDesk {
public:
    explicit TodayDesk(StoreThread& store) : m_store(store) {}
    void figures(Reply<TodayFigures> answer);

    /// What the tokens of the two commands are issued for (SessionDesk::issueToken).
    static QString proposeClosingCommand();
    static QString proposeClosingKey(std::int64_t incident);
    static QString closeCommand();
    static QString closeKey(std::int64_t incident, std::int64_t proposal);
    /// The first of the two people who close an incident; the answer is the proposal's id. A newer proposal takes an
    /// older one's place. Refused: RoleMissing, ReasonMissing, AlreadyHandled, and the token's refusals.
    void proposeClosing(const ClosingRequest& request, Reply<std::int64_t> answer);
    /// The second: closes it, by the proposal that the person saw. Refused: RoleMissing, MakerIsChecker, NotProposed,
    /// ShownChanged, AlreadyHandled, and the token's refusals.
    void close(const CloseRequest& request, Reply<QString> answer);

    /// The first of the two people who credit a merchant with what the bank gave back; no token: a second proposal is
    /// AlreadyHandled. Refused: RoleMissing, ReasonMissing, and what rules::mayCreditReturn refuses.
    void proposeCredit(const rules::Actor& actor, const ReturnCredit& shown, const QString& reason,
                       Reply<QString> answer);
    /// The second: the one re-credit. Also NotProposed, and ShownChanged if it is proposed on another line by now.
    void confirmCredit(const rules::Actor& actor, const ReturnCredit& shown, Reply<QString> answer);
    /// Or the second puts the proposal aside with a reason, so that this or another line may be proposed.
    void refuseCredit(const rules::Actor& actor, const ReturnCredit& shown, const QString& reason,
                      Reply<QString> answer);

private:
    StoreThread& m_store;
};

} // namespace payout::desk
