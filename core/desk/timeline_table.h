// SPDX-License-Identifier: GPL-3.0-or-later
// One payout's whole history in one list.
#pragma once

#include "core/desk/exception_desk.h"
#include "core/store/connection.h"

namespace payout::desk {

Result<std::vector<TimelineEntry>> payoutTimeline(store::Connection& connection, PayoutId payout);

} // namespace payout::desk
