// SPDX-License-Identifier: GPL-3.0-or-later
// The queries behind the approve page: batches and their rows, in pages by key.
#pragma once

#include "core/desk/approval_desk.h"
#include "core/store/connection.h"

namespace payout::desk {

Result<ListShape> batchShape(store::Connection& connection, BatchFilter filter);
Result<std::vector<BatchView>> batchPage(store::Connection& connection, BatchFilter filter,
                                         std::optional<PageKey> from);
Result<BatchView> batchView(store::Connection& connection, InstructionId instruction);
Result<ListShape> rowsShape(store::Connection& connection, InstructionId instruction, PayoutFilter filter);
Result<std::vector<PayoutRowView>> rowsPage(store::Connection& connection, InstructionId instruction,
                                            PayoutFilter filter, std::optional<PageKey> from);
Result<std::vector<PayoutRowView>> largestRows(store::Connection& connection, InstructionId instruction);

struct BatchFacts {
    QString fileName;
    QString channelAccount;
    std::int64_t distinctPayees = 0;
    std::int64_t warnedRows = 0;
    std::int64_t availableMinor = 0;
    UtcTime now;
    bool pauseEnabled = true;
    std::int64_t pauseBeginMs = 0;
    std::int64_t pauseEndMs = 0;
};
Result<BatchFacts> batchFacts(store::Connection& connection, InstructionId instruction);

} // namespace payout::desk
