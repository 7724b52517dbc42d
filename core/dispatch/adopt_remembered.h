// SPDX-License-Identifier: GPL-3.0-or-later
// After a restore (R8, protocol P0): an order number that an egress remembers and the database has forgotten comes out
// again, because it is derived. Its attempt is not sent; it becomes what it was, an order in doubt that was sent at the
// time that the egress wrote down.
#pragma once

#include "core/base/ids.h"
#include "core/channel/channel_profile.h"
#include "core/dispatch/lease.h"

#include <functional>

namespace payout::dispatch {

/// The profile that says how far a statement must reach.
using ProfileOf = std::function<Result<channel::ChannelProfile>(ChannelId)>;

/// Moves prepared attempts whose number an egress remembers to UNKNOWN, and their payouts to EXCEPTION
/// SENT_BEFORE_RESTORE. Where the remembered order was another payout's (the database gave its number again before the
/// egress could report), the payout becomes EXCEPTION NOT_SENT_LOCALLY instead: two people give it back, because this
/// number never leaves again. At most 500 at a time; how many. StaleEpoch if the lease is no longer ours.
Result<std::int64_t> adoptRemembered(store::Connection& connection, const Lease& lease, const ProfileOf& profileOf,
                                     std::chrono::milliseconds exceptionLock);

} // namespace payout::dispatch
