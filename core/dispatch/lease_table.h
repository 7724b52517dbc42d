// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dispatch/lease.h"

#include <optional>

namespace payout::dispatch {

/// Raises the epoch if the lease is free, over, ours or forced; nothing if somebody else holds it.
Result<std::optional<std::int64_t>> raiseEpoch(store::Connection& connection, const LeaseRequest& request, UtcTime now);
Result<QString> leaseHolder(store::Connection& connection, const QString& job);
/// Number of rows: 1, or 0 if the epoch is no longer ours.
Result<std::int64_t> prolong(store::Connection& connection, const Lease& lease, UtcTime now, UtcTime expires);

/// True while this epoch is the job's and not over; the row stays locked to the end of the transaction.
Result<bool> holdsLease(store::Connection& connection, const Lease& lease, UtcTime now);

} // namespace payout::dispatch
