// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/close_day.h"

namespace payout::comparison {

struct Day {
    ChannelId channel;
    BusinessDate date;
};

Result<std::vector<DayView>> dayRows(store::Connection& connection, BusinessDate date);
Done addOpenItems(store::Connection& connection, DayView& day);
Done addListedItems(store::Connection& connection, DayView& day);

/// Without `unlisted` and a proposal.
Result<rules::ClosingFacts> closingFacts(store::Connection& connection, const Day& day);
struct ClosingRow {
    Day day;
    rules::DayProposal proposal;
};
Result<std::optional<ClosingRow>> closingRow(store::Connection& connection, std::int64_t closing);
Result<std::int64_t> unlistedOf(store::Connection& connection, std::int64_t closing, const Day& day);
Result<std::int64_t> insertClosing(store::Connection& connection, const Day& day, const QString& reason,
                                   PersonId person, UtcTime now);
Done insertClosingItems(store::Connection& connection, std::int64_t closing, const Day& day);
Done insertClosingConfirmation(store::Connection& connection, const DayStep& shown, PersonId person, UtcTime now);

Result<bool> isClosed(store::Connection& connection, std::int64_t closing);
struct ReopeningRow {
    std::int64_t closing = 0;
    rules::DayProposal proposal;
};
Result<std::optional<ReopeningRow>> reopeningRow(store::Connection& connection, std::int64_t reopening);
Result<std::int64_t> insertReopening(store::Connection& connection, std::int64_t closing, const QString& reason,
                                     PersonId person, UtcTime now);
Done insertReopeningConfirmation(store::Connection& connection, std::int64_t reopening, PersonId person, UtcTime now);

} // namespace payout::comparison
