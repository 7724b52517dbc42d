// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/today_desk.h"
#include "core/store/connection.h"

namespace payout::desk {

/// Parts of TodayFigures; each fills what its tables know.
Done readWaiting(store::Connection& connection, TodayFigures& figures);
Done readUnproven(store::Connection& connection, TodayFigures& figures);
Done readDone(store::Connection& connection, TodayFigures& figures);
Done readJobs(store::Connection& connection, TodayFigures& figures);
Done readIncidents(store::Connection& connection, TodayFigures& figures);
Done readOutflow(store::Connection& connection, TodayFigures& figures);
Done readNewCodes(store::Connection& connection, TodayFigures& figures);

} // namespace payout::desk
