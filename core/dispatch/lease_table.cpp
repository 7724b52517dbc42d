// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/lease_table.h"

#include "core/store/statement.h"

namespace payout::dispatch {

// Two statements and not one that inserts or updates: SQLite asks the guard against REPLACE for either.
Result<std::optional<std::int64_t>> raiseEpoch(store::Connection& connection, const LeaseRequest& request,
                                               UtcTime now) {
    TRY(const auto raised,
        store::queryOptionalInt64(connection,
                                  R"sql(UPDATE lease SET host = ?, epoch = epoch + 1, expires_ms = ?, heartbeat_ms = ?,
                                            started_by = ?
                                        WHERE job = ? AND (expires_ms <= ? OR host = ? OR ? = 1) RETURNING epoch)sql",
                                  request.host, now + request.duration, now, request.startedBy, request.job, now,
                                  request.host, request.takeOver));
    if (raised) return raised;
    return store::queryOptionalInt64(connection,
                                     R"sql(INSERT INTO lease (job, host, epoch, expires_ms, heartbeat_ms, started_by)
              SELECT CAST(? AS TEXT), CAST(? AS TEXT), 1, CAST(? AS {int}), CAST(? AS {int}), CAST(? AS TEXT)
              FROM payout_clock WHERE NOT EXISTS (SELECT 1 FROM lease WHERE job = ?) ON CONFLICT DO NOTHING
              RETURNING epoch)sql",
                                     request.job, request.host, now + request.duration, now, request.startedBy,
                                     request.job);
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
