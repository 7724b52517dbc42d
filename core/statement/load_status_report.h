// SPDX-License-Identifier: GPL-3.0-or-later
// A pain.002 file becomes evidence on the orders that its rows reject. It confirms nothing, covers nothing and gives
// nothing back; rows are found by EndToEndId, else InstrId.
#pragma once

#include "core/statement/load_statement.h"

namespace payout::statement {

struct ReportResult {
    std::int64_t rejectedRows = 0; ///< rows that the report rejects, by themselves or through their batch
    std::int64_t recorded = 0;     ///< newly recorded on one of our orders
    std::int64_t doubted = 0;      ///< of these: PROCESSING that became EXCEPTION
    std::int64_t unknownOrders = 0;
};

/// Only rows that the report lists are looked at: a rejection of a whole message cannot be tied to our orders, because
/// no attempt carries a message number; then the statement decides. Refused: StatementInvalid.
Result<ReportResult> loadStatusReport(store::Connection& connection, const LoadRequest& request);

} // namespace payout::statement
