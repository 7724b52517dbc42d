// SPDX-License-Identifier: GPL-3.0-or-later
// Some hours of a small institution on SQLite, with the shipped commands, recorded.
#pragma once

#include "tests/crash/disk_record.h"
#include "tests/support/temp_store.h"

namespace payout::crash {

inline const QString databaseName = QStringLiteral("payout.db"); ///< TempStore's
inline const QString journalName = QStringLiteral("egress.journal");

class RecordedDay {
public:
    /// Batches, claims, permits, answers, questions, decisions of two people, restarts; a seed is a day.
    static RecordedDay sending(std::uint64_t seed);
    /// Batches only, with another PRAGMA synchronous than the product's: what the disk then forgets has to be found.
    static RecordedDay careless(std::uint64_t seed, const char* pragma);

    [[nodiscard]] const DiskRecord& record() const { return *m_record; }

private:
    RecordedDay();
    std::unique_ptr<support::TempStore> m_store;
    std::unique_ptr<DiskRecord> m_record;
    [[nodiscard]] QString folder() const;
};

} // namespace payout::crash
