// SPDX-License-Identifier: GPL-3.0-or-later
// P10: what is due to be asked (R22), and one question to the bank, always by the stored original values (R41).
#pragma once

#include "core/channel/channel.h"
#include "core/dispatch/outlet.h"
#include "core/store/connection.h"

#include <vector>

namespace payout::outcome {

struct DueQuery {
    PayoutId payout;
    int attemptNo = 0;
    ChannelId channel;
    channel::QueryOrder order;
};

/// Attempts whose question is due by the database clock, oldest first.
Result<std::vector<DueQuery>> dueNow(store::Connection& connection, std::int64_t rowsMax);

struct AskedAttempt {
    channel::RawReply reply;
    channel::Answer answer;
};
/// One question on one connection; no database. A failed dial is an answer too: QUERY_FAILED.
AskedAttempt askChannel(const channel::Channel& channel, dispatch::Inquiry& inquiry, const DueQuery& due);

} // namespace payout::outcome
