// SPDX-License-Identifier: GPL-3.0-or-later
// A bank's status report (pain.002) says that an order was rejected. That is recorded like an answer and, like any
// error code, ends the waiting (S3). It proves nothing by itself and never gives money back: two people do, through the
// gates.
#pragma once

#include "core/base/ids.h"
#include "core/store/connection.h"

#include <QString>

#include <chrono>

namespace payout::outcome {

struct ReportedRejection {
    ChannelId channel;
    QString orderNo;
    QString status; ///< "RJCT"
    QString reason; ///< "AC01", or the bank's own; "" if none
    QString source; ///< names the report and the row, so that the same report does nothing twice
    QString actor;
};

enum class RejectionEffect {
    OrderUnknown, ///< no attempt of the channel has that number
    Seen,         ///< this row of this report was recorded before
    Recorded,     ///< evidence for people; the payout stays what it was
    Doubted,      ///< recorded, and PROCESSING became EXCEPTION
};

/// Inside the caller's transaction. An end state never moves (R19).
Result<RejectionEffect> recordRejection(store::Connection& connection, const ReportedRejection& rejection,
                                        std::chrono::milliseconds lock);

} // namespace payout::outcome
