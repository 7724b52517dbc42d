// SPDX-License-Identifier: GPL-3.0-or-later
// The queries behind the exception queue: pages by key, page anchors, groups.
#pragma once

#include "core/desk/exception_desk.h"
#include "core/store/connection.h"

namespace payout::desk {

Result<ListShape> exceptionShape(store::Connection& connection, ExceptionFilter filter, ExceptionSort sort);
Result<std::vector<ExceptionView>> exceptionPage(store::Connection& connection, ExceptionFilter filter,
                                                 ExceptionSort sort, std::optional<PageKey> from, PageSlice slice = {});
Result<ExceptionView> exceptionView(store::Connection& connection, PayoutId payout);
Result<std::vector<OutageGroup>> outageGroups(store::Connection& connection);
Result<std::vector<ExceptionView>> outageGroupMembers(store::Connection& connection, const OutageGroup& group);
struct QueryFigures {
    std::int64_t queries = 0;
    std::optional<UtcTime> screenedAt;
};
Result<QueryFigures> queryFigures(store::Connection& connection, PayoutId payout);
/// The asker's next round takes it; the new time, or nothing if no attempt can be asked about.
Result<std::optional<UtcTime>> bringQueryForward(store::Connection& connection, PayoutId payout);

} // namespace payout::desk
