// SPDX-License-Identifier: GPL-3.0-or-later
// One look: what waits, what is locked until when, money whose outcome is unproven, jobs, incidents, outflow by hour.
#pragma once

#include "core/base/business_date.h"
#include "core/base/money.h"
#include "core/desk/comparison_desk.h"
#include "core/desk/reply.h"
#include "core/desk/store_thread.h"

#include <array>

namespace payout::desk {

struct JobHeartbeat {
    QString job;
    QString host;
    UtcTime heartbeatAt;
    bool alive = false; ///< lease not over by the database clock
};

struct IncidentView {
    QString kind;
    QString channel;
    UtcTime at;
    QString detail;
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
    std::vector<IncidentView> incidents;               ///< not closed by two people; newest first, at most 20
    std::array<std::int64_t, 24> systemOutflowMinor{}; ///< by hour of the institution's day
    std::array<std::int64_t, 24> bankOutflowMinor{};
    std::vector<QString> newCodes; ///< "ACP send 0Z"
};

class TodayDesk {
public:
    explicit TodayDesk(StoreThread& store) : m_store(store) {}
    void figures(Reply<TodayFigures> answer);

private:
    StoreThread& m_store;
};

} // namespace payout::desk
