// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/stop_sending.h"

#include "core/dispatch/stop_table.h"
#include "core/store/transaction.h"

namespace payout::dispatch {

using rules::Refusal;
using store::Isolation;

Result<std::vector<StopView>> stopsInForce(store::Connection& connection) { return stopRows(connection); }

Done stopSending(store::Connection& connection, const rules::Actor& actor, MerchantId merchant, const QString& reason) {
    TRY_DONE(rules::mayStop(actor, reason));
    return store::inTransaction(connection, Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(const UtcTime now, c.now());
        TRY(const std::int64_t stopped, writeStop(c, merchant, actor.person, reason.trimmed(), now));
        if (stopped != 1) return rules::refuse(Refusal::MerchantUnknown, QString::number(merchant.value));
        return {};
    });
}

Done proposeLift(store::Connection& connection, const rules::Actor& actor, MerchantId merchant) {
    return store::inTransaction(connection, Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(const StopRow row, stopForUpdate(c, merchant));
        TRY_DONE(rules::mayProposeLift(actor, row.facts));
        TRY(const UtcTime now, c.now());
        return writeLiftProposal(c, merchant, actor.person, now);
    });
}

Done confirmLift(store::Connection& connection, const rules::Actor& actor, const StopView& shown) {
    return store::inTransaction(connection, Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(const StopRow row, stopForUpdate(c, shown.merchant));
        TRY_DONE(rules::mayLift(actor, row.facts));
        if (row.stoppedAt != shown.stoppedAt || row.reason != shown.reason) return rules::refuse(Refusal::ShownChanged);
        return writeLift(c, shown.merchant, actor.person);
    });
}

} // namespace payout::dispatch
