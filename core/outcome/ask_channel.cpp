// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outcome/ask_channel.h"

#include "core/outcome/outcome_table.h"

namespace payout::outcome {

Result<std::vector<DueQuery>> dueNow(store::Connection& connection, std::int64_t rowsMax) {
    TRY(const UtcTime now, connection.now());
    return dueQueries(connection, now, rowsMax);
}

AskedAttempt askChannel(const channel::Channel& channel, dispatch::Inquiry& inquiry, const DueQuery& due) {
    AskedAttempt asked;
    asked.reply = inquiry.ask(due.payout, due.attemptNo);
    asked.answer = channel.classifyQuery(due.order, asked.reply);
    return asked;
}

} // namespace payout::outcome
