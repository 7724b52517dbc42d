// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/utc_time.h"
#include "core/store/connection.h"

#include <optional>

namespace payout::screening {

Result<bool> isListed(store::Connection& connection, PayoutId payout);
Done insertScreening(store::Connection& connection, PayoutId payout, UtcTime now, const QString& result);
/// Rows of the instruction that are not claimed, not blocked yet and listed.
Done insertBlocked(store::Connection& connection, InstructionId instruction, UtcTime now);
Result<std::int64_t> holdListed(store::Connection& connection, InstructionId instruction);
Done insertClaimClear(store::Connection& connection, InstructionId instruction, UtcTime now);
struct ScreeningRow {
    UtcTime at;
    QString result;
};
Result<std::optional<ScreeningRow>> newestScreening(store::Connection& connection, PayoutId payout);

} // namespace payout::screening
