// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/arm_attempt.h"

#include "core/dispatch/dispatch_table.h"
#include "core/rules/refusal.h"
#include "core/store/durability.h"
#include "core/store/transaction.h"

namespace payout::dispatch {

namespace {

Result<UtcTime> readPermitBack(store::Connection& connection, const ArmRequest& request, const Error& lost) {
    const auto armedAt = permitOf(connection, request);
    if (!armedAt) return std::unexpected(lost); // still unknown: nothing may be sent
    if (!*armedAt) return unavailable(QStringLiteral("NotArmed"), QStringLiteral("the permit did not become durable"));
    return **armedAt;
}

} // namespace

Result<UtcTime> armAttempt(store::Connection& connection, const ArmRequest& request) {
    // Not inTransaction: an arm is never tried again by itself.
    TRY(auto transaction, store::Transaction::begin(connection, store::Isolation::Write));
    TRY(const UtcTime now, connection.now());
    TRY_DONE(lockForArm(connection, request));
    TRY(const std::int64_t armed, armIfAllowed(connection, request, now));
    if (armed == 0) {
        TRY_DONE(whyNotArmed(connection, request));
        return rules::refuse(rules::Refusal::AttemptNotPrepared);
    }
    TRY_DONE(insertSend(connection, request, now));
    if (const Done committed = transaction.commit(); !committed) {
        if (committed.error().kind == ErrorKind::Unknown) return readPermitBack(connection, request, committed.error());
        return std::unexpected(committed.error());
    }
    return now;
}

Done requireDurable(store::Connection& connection) { return store::requireDurable(connection); }

} // namespace payout::dispatch
