// SPDX-License-Identifier: GPL-3.0-or-later
// One job on one host (R34). A lease only saves wasted work and fences late writers by its epoch; that no payout leaves
// twice rests on the attempt rows, never on a lease.
#pragma once

#include "core/store/connection.h"

#include <QString>

#include <chrono>

namespace payout::dispatch {

struct Lease {
    QString job;  ///< "send", "ask", "import", "compare", "keep"
    QString host; ///< host name and process, unique a process
    std::int64_t epoch = 0;
};

struct LeaseRequest {
    QString job;
    QString host;
    QString startedBy;
    std::chrono::milliseconds duration{30'000};
    bool takeOver = false; ///< an operator's explicit take-over of a lease that is not over yet
};

/// Starts the job here with a higher epoch. NotLeaseHolder while another host holds it (detail names it).
Result<Lease> takeLease(store::Connection& connection, const LeaseRequest& request);
/// Prolongs it from the database's now. StaleEpoch if somebody took over: then nothing more may be written.
Done renewLease(store::Connection& connection, const Lease& lease, std::chrono::milliseconds duration);
/// Ends it, so that the next start need not wait. Harmless if it was taken over.
Done giveUpLease(store::Connection& connection, const Lease& lease);

} // namespace payout::dispatch
