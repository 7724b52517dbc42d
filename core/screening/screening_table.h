// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/utc_time.h"
#include "core/store/connection.h"

#include <optional>

namespace payout::screening {

Result<bool> isListed(store::Connection& connection, PayoutId payout);
Done insertScreening(store::Connection& connection, PayoutId payout, UtcTime now, const QString& result);
struct ScreeningRow {
    UtcTime at;
    QString result;
};
Result<std::optional<ScreeningRow>> newestScreening(store::Connection& connection, PayoutId payout);

} // namespace payout::screening
