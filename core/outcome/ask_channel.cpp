// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outcome/ask_channel.h"

#include "core/outcome/outcome_table.h"

namespace payout::outcome {

Result<std::vector<DueQuery>> dueNow(store::Connection& connection, std::int64_t rowsMax) {
    TRY(const UtcTime now, connection.now());
    return dueQueries(connection, now, rowsMax);
}

AskedAttempt askChannel(const channel::Channel& channel, const dispatch::WireFactory& dialler, const DueQuery& due) {
    AskedAttempt asked;
    const auto request = channel.buildQuery(due.order);
    if (!request) {
        asked.reply = channel::connectFailed(request.error());
        asked.answer = channel.classifyQuery(due.order, asked.reply);
        return asked;
    }
    const auto wire = dialler(channel.profile());
    const Done dialled = wire->dial();
    asked.reply = dialled ? wire->exchange(*request) : channel::connectFailed(dialled.error());
    asked.answer = channel.classifyQuery(due.order, asked.reply);
    return asked;
}

} // namespace payout::outcome
