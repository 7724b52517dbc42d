// SPDX-License-Identifier: GPL-3.0-or-later
// P8 and P9: the raw answer is recorded whatever it says and whoever's epoch it is, then the rulebook says what it does
// to the payout. One transaction; nothing but evidence makes a success.
#pragma once

#include "core/channel/channel.h"
#include "core/dispatch/send_attempt.h"
#include "core/rules/outcome.h"
#include "core/rules/states.h"
#include "core/store/connection.h"

namespace payout::outcome {

struct AnswerRecord {
    PayoutId payout;
    int attemptNo = 0;
    rules::Operation operation = rules::Operation::Send;
    channel::WireResult wire = channel::WireResult::Answered;
    qint64 bytesWritten = 0; ///< of a send; -1: nobody knows
    channel::Answer answer;
    QString host;
    QString actor;  ///< "job:send host #epoch", for the trail
    int sendNo = 1; ///< of a send: which permit of the number this is the answer to
};

struct AnswerEffect {
    rules::PayoutState stateAfter = rules::PayoutState::Processing;
    std::int64_t answerId = 0;
    bool newCode = false;
};

/// Records and applies one answer. Unavailable means that nothing was recorded: keep the answer and call again.
Result<AnswerEffect> recordAnswer(store::Connection& connection, const channel::ChannelProfile& profile,
                                  const AnswerRecord& record);

/// Why a payout is in doubt, for the queue: "CONNECT_FAILED", "SENT_NO_ANSWER", or the stored name of the outcome.
[[nodiscard]] QString subReasonOf(const AnswerRecord& record);

} // namespace payout::outcome
