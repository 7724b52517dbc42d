// SPDX-License-Identifier: GPL-3.0-or-later
// The people at their desks, the bank's statements that arrive, and batches that are brought and approved. Every
// decision goes through the production commands.
#pragma once

#include "tests/simulation/sim_egress.h"

#include "core/exception/decide_action.h"

namespace payout::simulate {

/// A file of a merchant. Each row has a payee of its own, so that the bank's book says whether it was paid twice under
/// whatever number.
struct Batch {
    QString name;
    std::vector<memory::BatchRow> rows;
    InstructionId instruction; ///< that stands for it now; none: forgotten
};

class SimPeople {
public:
    explicit SimPeople(World& world) : m_world(world) {}

    void addTo(std::vector<Program>& programs);
    /// Brought and approved.
    void addBatch(int rows);
    /// After a restore: what the database forgot is brought again, now or later, perhaps in another order of rows.
    void noticeForgotten();
    void setStopped(bool isStopped);
    [[nodiscard]] const std::vector<checker::Payout>& approved() const { return m_approved; } ///< and still there
    [[nodiscard]] const std::vector<checker::Approval>& approvals() const { return m_approvals; }

private:
    using Body = void (SimPeople::*)(store::Connection&);
    void sitAt(std::vector<Program>& programs, const QString& name, Body look, std::chrono::milliseconds least,
               std::chrono::milliseconds most);
    void proposeSome(store::Connection& connection);
    void decideSome(store::Connection& connection);
    void releaseIfDue(store::Connection& connection);
    void loadStatement(store::Connection& connection);
    void importAgain(store::Connection& connection);
    QString token(store::Connection& connection, PersonId person, const QString& command, const QString& key);
    void approve(Batch& batch);

    World& m_world;
    std::vector<Batch> m_batches;
    std::vector<checker::Payout> m_approved;
    std::vector<checker::Approval> m_approvals;
};

} // namespace payout::simulate
