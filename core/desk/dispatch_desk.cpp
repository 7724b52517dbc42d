// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/dispatch_desk.h"

#include "core/desk/dispatch_list_table.h"
#include "core/desk/limit_list_table.h"
#include "core/store/transaction.h"

namespace payout::desk {

// One read transaction: what stands side by side belongs to one moment.
void DispatchDesk::overview(Reply<DispatchOverview> answer) {
    m_store.ask(std::move(answer), [](store::Connection& c) {
        return store::inTransaction(c, store::Isolation::Read, [](store::Connection& in) -> Result<DispatchOverview> {
            DispatchOverview overview;
            TRY(overview.now, in.now());
            TRY_DONE(readTraffic(in, overview));
            TRY_DONE(readBreakers(in, overview));
            TRY_DONE(readLeases(in, overview));
            TRY(overview.stops, dispatch::stopsInForce(in));
            TRY(overview.limits, dispatch::sendLimits(in));
            TRY_DONE(readLimitWaits(in, overview));
            return overview;
        });
    });
}

void DispatchDesk::stop(const rules::Actor& actor, MerchantId merchant, const QString& reason, Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, merchant, reason](store::Connection& c) -> Result<QString> {
        TRY_DONE(dispatch::stopSending(c, actor, merchant, reason));
        return QStringLiteral("STOPPED");
    });
}

void DispatchDesk::proposeLift(const rules::Actor& actor, MerchantId merchant, Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, merchant](store::Connection& c) -> Result<QString> {
        TRY_DONE(dispatch::proposeLift(c, actor, merchant));
        return QStringLiteral("PROPOSED");
    });
}

void DispatchDesk::confirmLift(const rules::Actor& actor, const dispatch::StopView& shown, Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, shown](store::Connection& c) -> Result<QString> {
        TRY_DONE(dispatch::confirmLift(c, actor, shown));
        return QStringLiteral("LIFTED");
    });
}

void DispatchDesk::proposeLimit(const rules::Actor& actor, const dispatch::LimitChange& change,
                                Reply<std::int64_t> answer) {
    m_store.ask(std::move(answer), [actor, change](store::Connection& c) -> Result<std::int64_t> {
        return dispatch::proposeLimit(c, actor, change);
    });
}

void DispatchDesk::confirmLimit(const rules::Actor& actor, std::int64_t proposal, Reply<QString> answer) {
    m_store.ask(std::move(answer), [actor, proposal](store::Connection& c) -> Result<QString> {
        TRY_DONE(dispatch::confirmLimit(c, actor, proposal));
        return QStringLiteral("CHANGED");
    });
}

} // namespace payout::desk
