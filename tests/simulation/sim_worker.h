// SPDX-License-Identifier: GPL-3.0-or-later
// payout-worker's jobs as programs of their own: the production jobs, stepped as app/worker/worker_loop.cpp steps them.
#pragma once

#include "core/worker/send_job.h"
#include "tests/simulation/sim_egress.h"

namespace payout::simulate {

class SimWorker {
public:
    /// Sends through `egress`; the machine's number makes its name.
    SimWorker(World& world, SimEgress& egress, int machine) : m_world(world), m_egress(egress), m_machine(machine) {}

    /// The sender, and on machine 0 the asker and the keeper.
    void addTo(std::vector<Program>& programs);

private:
    void send();
    void ask();
    void keep();
    /// One round of the sender; how long to wait before the next, or nothing when it ends.
    std::optional<std::chrono::milliseconds> sendRound(worker::SendJob& job, store::Connection& connection,
                                                       bool& isHolder);
    std::optional<std::chrono::milliseconds> after(const Error& error, bool& isHolder);
    [[nodiscard]] UtcTime nextQuestion() const;
    [[nodiscard]] QString host();

    World& m_world;
    SimEgress& m_egress;
    int m_machine;
    int m_started = 0;
};

} // namespace payout::simulate
