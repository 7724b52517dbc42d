// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/dispatch_desk.h"

namespace payout::desk {

/// What waits because of a limit; nothing is looked at where no limit is set.
Done readLimitWaits(store::Connection& connection, DispatchOverview& overview);

} // namespace payout::desk
