// SPDX-License-Identifier: GPL-3.0-or-later
// Compares every channel at each configured cut as soon as the bank's side covers it (R32, R50). People look at what
// does not match, and sign.
#pragma once

#include "core/dispatch/channel_table.h"
#include "core/dispatch/lease.h"
#include "core/worker/step.h"

#include <optional>

namespace payout::worker {

struct CompareJobSetup {
    QString host;
    QString startedBy;
    std::chrono::milliseconds leaseDuration{60'000};
};

class CompareJob {
public:
    explicit CompareJob(CompareJobSetup setup) : m_setup(std::move(setup)) {}

    /// At most one sheet. Idle while another host holds the lease "compare" (R34); that there is one sheet a cut rests
    /// on the turn of the channel's statements, not on the lease.
    Result<StepResult> step(store::Connection& connection);
    /// Gives the lease up, so that the next start need not wait.
    void finish(store::Connection& connection);

private:
    Result<bool> holdLease(store::Connection& connection);

    CompareJobSetup m_setup;
    std::optional<dispatch::Lease> m_lease;
    UtcTime m_renewedAt;
};

} // namespace payout::worker
