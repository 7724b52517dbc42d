// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dispatch/stop_sending.h"

namespace payout::dispatch {

Result<std::vector<StopView>> stopRows(store::Connection& connection);

/// Locked where the engine locks rows.
struct StopRow {
    rules::StopFacts facts;
    UtcTime stoppedAt;
    QString reason;
};
Result<StopRow> stopForUpdate(store::Connection& connection, MerchantId merchant);
/// Number of switches: 0 if there is no such merchant.
Result<std::int64_t> writeStop(store::Connection& connection, MerchantId merchant, PersonId person,
                               const QString& reason, UtcTime now);
Done writeLiftProposal(store::Connection& connection, MerchantId merchant, PersonId person, UtcTime now);
Done writeLift(store::Connection& connection, MerchantId merchant, PersonId person);

} // namespace payout::dispatch
