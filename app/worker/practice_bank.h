// SPDX-License-Identifier: GPL-3.0-or-later
// A demo workspace's practice bank, as the worker sees it: what its clock should show, and a clerk who fetches its
// intraday report now and then, so that there is a file to import by hand.
#pragma once

#include "core/base/utc_time.h"

#include <QString>

namespace payout::worker_program {

class PracticeBank {
public:
    explicit PracticeBank(QString workspace) : m_workspace(std::move(workspace)) {}

    bool isThere() const { return !m_workspace.isEmpty(); }
    /// The bank practises in the same shifted time as the database.
    void followClock(std::chrono::milliseconds databaseOffset);
    /// Has the bank write a camt.052 report of today up to now into the workspace's statements folder, at most once a
    /// minute.
    void fetchReport(UtcTime databaseNow);

private:
    QString m_workspace;
    std::chrono::milliseconds m_offset{0};
    UtcTime m_fetchedAt;
};

} // namespace payout::worker_program
