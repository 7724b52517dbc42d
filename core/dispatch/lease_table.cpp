// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/lease_table.h"

#include "core/store/statement.h"

namespace payout::dispatch {

Result<std::optional<std::int64_t>> raiseEpoch(store::Connection& connection, const LeaseRequest& request,
                                               UtcTime now) {
    return store::queryOptionalInt64(
        connection,
        R"sql(INSERT INTO lease (job, host, epoch, expires_ms, heartbeat_ms, started_by) VALUES (?, ?, 1, ?, ?, ?)
              ON CONFLICT (job) DO UPDATE SET host = excluded.host, epoch = lease.epoch + 1,
                  expires_ms = excluded.expires_ms, heartbeat_ms = excluded.heartbeat_ms, started_by = excluded.started_by
              WHERE lease.expires_ms <= excluded.heartbeat_ms OR lease.host = excluded.host OR ? = 1
              RETURNING epoch)sql",
        request.job, request.host, now + request.duration, now, request.startedBy, request.takeOver);
}

Result<QString> leaseHolder(store::Connection& connection, const QString& job) {
    TRY(auto rows, store::query(connection, R"sql(SELECT host FROM lease WHERE job = ?)sql", job));
    QString host;
    if (rows.next()) host = rows.text(0);
    TRY_DONE(rows.finish());
    return host;
}

Result<std::int64_t> prolong(store::Connection& connection, const Lease& lease, UtcTime now, UtcTime expires) {
    return store::execute(
        connection,
        R"sql(UPDATE lease SET expires_ms = ?, heartbeat_ms = ? WHERE job = ? AND host = ? AND epoch = ?)sql", expires,
        now, lease.job, lease.host, lease.epoch);
}

Result<bool> holdsLease(store::Connection& connection, const Lease& lease, UtcTime now) {
    TRY(const auto epoch,
        store::queryOptionalInt64(
            connection,
            R"sql(SELECT epoch FROM lease WHERE job = ? AND host = ? AND epoch = ? AND expires_ms > ? {for_update})sql",
            lease.job, lease.host, lease.epoch, now));
    return epoch.has_value();
}

} // namespace payout::dispatch
