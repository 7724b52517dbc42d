// SPDX-License-Identifier: GPL-3.0-or-later
// The database of the simulated institution: in memory (memory_sim_store.cpp) or a real SQLite file with the shipped
// tables (sqlite_sim_store.cpp). Two programs link one of the two each; everything else is the same.
#pragma once

#include "tests/support/memory_store/memory_institution.h"
#include "tests/support/payout_checker/facts.h"

#include <memory>

namespace payout::simulate {

class SimStore {
public:
    SimStore();
    ~SimStore();
    SimStore(const SimStore&) = delete;
    SimStore& operator=(const SimStore&) = delete;

    /// What befalls its sessions; before begin().
    memory::Hooks hooks;

    /// Five people, a channel and a merchant with money, and nothing paid yet.
    void begin(bool isCertified);
    /// Of what leaves, in fen; after begin().
    void setLimit(rules::LimitKind kind, std::int64_t minor);
    void setClock(UtcTime time);
    [[nodiscard]] UtcTime clock() const;
    /// A session; lost with everything that befalls it.
    std::shared_ptr<store::Connection> open();
    /// What is committed now. A reference into it holds until the next commit.
    [[nodiscard]] const memory::State& state() const;
    /// Raised by a failover, where the engine has such a thing; otherwise always the same.
    [[nodiscard]] std::int64_t timeline() const;
    /// Whether a person has stopped the sending of the payout.
    [[nodiscard]] bool isStopped(PayoutId payout) const;

    /// Debited, approved, made by person 1 and approved by person 2.
    InstructionId addApprovedBatch(const QString& name, const std::vector<memory::BatchRow>& rows);
    void setStopped(bool isStopped);
    /// In the caller's transaction: what the bank booked since the last file, and before `to`. None: no time has
    /// passed.
    Result<std::optional<StatementFileId>> insertFile(store::Connection& connection, UtcTime to,
                                                      const std::vector<checker::Execution>& book);
    /// In the caller's transaction: the cut at `to` was compared.
    Done insertComparison(store::Connection& connection, UtcTime to);

    struct Copy;
    [[nodiscard]] std::shared_ptr<const Copy> copy() const;
    /// Everything as in the copy, and every session lost.
    void putBack(const Copy& copy, bool raisesTimeline);

    struct Parts;

private:
    std::unique_ptr<Parts> m_parts;
};

/// What all schedules are copied from; before processes share them out.
void prepareEngine();
/// "memory" or "sqlite", and what cannot befall it; for the summary.
[[nodiscard]] const char* engineName();
[[nodiscard]] const char* engineLimits();

} // namespace payout::simulate
