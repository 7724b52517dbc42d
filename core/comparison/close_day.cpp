// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/close_day.h"

#include "core/comparison/day_table.h"
#include "core/dispatch/limit_table.h"
#include "core/store/transaction.h"

namespace payout::comparison {

using rules::Refusal;
using store::Isolation;

Result<std::vector<DayView>> daysOf(store::Connection& connection, BusinessDate date) {
    return store::inTransaction(connection, Isolation::Read, [&](store::Connection& c) -> Result<std::vector<DayView>> {
        TRY(auto days, dayRows(c, date));
        for (DayView& day : days) TRY_DONE(day.closed ? addListedItems(c, day) : addOpenItems(c, day));
        return days;
    });
}

Result<std::int64_t> proposeClosing(store::Connection& connection, const rules::Actor& actor, ChannelId channel,
                                    BusinessDate date, const QString& reason) {
    const Day day{channel, date};
    return store::inTransaction(connection, Isolation::Write, [&](store::Connection& c) -> Result<std::int64_t> {
        TRY(const rules::ClosingFacts facts, closingFacts(c, day));
        TRY_DONE(rules::mayProposeClosing(actor, facts, reason));
        if (facts.open > closingItemsMax) return rules::refuse(Refusal::TooManyRows, QString::number(facts.open));
        TRY(const UtcTime now, c.now());
        TRY(const std::int64_t closing, insertClosing(c, day, reason.trimmed(), actor.person, now));
        TRY_DONE(insertClosingItems(c, closing, day));
        return closing;
    });
}

Done confirmClosing(store::Connection& connection, const rules::Actor& actor, const DayStep& shown) {
    return store::inTransaction(connection, Isolation::Write, [&](store::Connection& c) -> Done {
        TRY_DONE(dispatch::lockArms(c)); // no permit of that day is on its way to a commit
        TRY(const auto row, closingRow(c, shown.id));
        if (!row) return rules::refuse(Refusal::NotProposed);
        TRY(rules::ClosingFacts facts, closingFacts(c, row->day));
        facts.proposal = row->proposal;
        TRY(facts.unlisted, unlistedOf(c, shown.id, row->day));
        TRY_DONE(rules::mayConfirmClosing(actor, facts));
        TRY(const UtcTime now, c.now());
        return insertClosingConfirmation(c, shown, actor.person, now);
    });
}

Result<std::int64_t> proposeReopening(store::Connection& connection, const rules::Actor& actor, std::int64_t closing,
                                      const QString& reason) {
    return store::inTransaction(connection, Isolation::Write, [&](store::Connection& c) -> Result<std::int64_t> {
        TRY(const bool closed, isClosed(c, closing));
        TRY_DONE(rules::mayProposeReopening(actor, {closed, std::nullopt}, reason));
        TRY(const UtcTime now, c.now());
        return insertReopening(c, closing, reason.trimmed(), actor.person, now);
    });
}

Done confirmReopening(store::Connection& connection, const rules::Actor& actor, std::int64_t reopening) {
    return store::inTransaction(connection, Isolation::Write, [&](store::Connection& c) -> Done {
        TRY(const auto row, reopeningRow(c, reopening));
        if (!row) return rules::refuse(Refusal::NotProposed);
        TRY(const bool closed, isClosed(c, row->closing));
        TRY_DONE(rules::mayConfirmReopening(actor, {closed, row->proposal}));
        TRY(const UtcTime now, c.now());
        return insertReopeningConfirmation(c, reopening, actor.person, now);
    });
}

} // namespace payout::comparison
