// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/dispatch_desk.h"
#include "core/store/connection.h"

namespace payout::desk {

/// Parts of DispatchOverview; each fills what its tables know.
Done readTraffic(store::Connection& connection, DispatchOverview& overview);
Done readBreakers(store::Connection& connection, DispatchOverview& overview);
Done readLeases(store::Connection& connection, DispatchOverview& overview);

} // namespace payout::desk
