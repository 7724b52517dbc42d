// SPDX-License-Identifier: GPL-3.0-or-later
// core/dispatch/lease_table.h over the memory store.
#include "core/dispatch/lease_table.h"

#include "tests/support/memory_store/memory_changes.h"

namespace payout::dispatch {

namespace {

std::size_t leaseAt(const memory::Database& db, const QString& job) {
    return db.state.leases.find([&](const memory::LeaseRow& l) { return l.job == job; });
}

bool isOurs(const memory::LeaseRow& row, const Lease& lease) {
    return row.host == lease.host && row.epoch == lease.epoch;
}

} // namespace

Result<std::optional<std::int64_t>> raiseEpoch(store::Connection& connection, const LeaseRequest& request,
                                               UtcTime now) {
    TRY(memory::Database * db, memory::reachToWrite(connection));
    const UtcTime expires = now + request.duration;
    const std::size_t at = leaseAt(*db, request.job);
    if (at == db->state.leases.size()) {
        TRY_DONE(memory::checked(connection,
                                 memory::insertLease(*db, {request.job, request.host, 1, expires, request.startedBy})));
        return 1;
    }
    const memory::LeaseRow& held = db->state.leases[at];
    if (held.expires > now && held.host != request.host && !request.takeOver) return std::nullopt;
    const std::int64_t epoch = held.epoch + 1;
    TRY_DONE(memory::checked(
        connection, memory::updateLease(*db, at, {request.job, request.host, epoch, expires, request.startedBy})));
    return epoch;
}

Result<QString> leaseHolder(store::Connection& connection, const QString& job) {
    TRY(const memory::Database* db, memory::reach(connection));
    const std::size_t at = leaseAt(*db, job);
    return at < db->state.leases.size() ? db->state.leases[at].host : QString();
}

Result<std::int64_t> prolong(store::Connection& connection, const Lease& lease, UtcTime, UtcTime expires) {
    TRY(memory::Database * db, memory::reachToWrite(connection));
    const std::size_t at = leaseAt(*db, lease.job);
    if (at == db->state.leases.size() || !isOurs(db->state.leases[at], lease)) return 0;
    memory::LeaseRow next = db->state.leases[at];
    next.expires = expires;
    TRY_DONE(memory::checked(connection, memory::updateLease(*db, at, std::move(next))));
    return 1;
}

Result<bool> holdsLease(store::Connection& connection, const Lease& lease, UtcTime now) {
    TRY(const memory::Database* db, memory::reach(connection));
    const std::size_t at = leaseAt(*db, lease.job);
    return at < db->state.leases.size() && isOurs(db->state.leases[at], lease) && db->state.leases[at].expires > now;
}

} // namespace payout::dispatch
