// SPDX-License-Identifier: GPL-3.0-or-later
// What a disk may hold when the power goes after some operation of a record. Promised is only: what was synced is
// there, whole; a write changes no byte outside of it (SQLite's "powersafe overwrite"). Of writes that were not synced
// the disk has some, whole or some sectors of them, in any order; of a file that grew the end may be zeros or anything;
// a name whose folder was not synced may stand for any file that it stood for since.
#pragma once

#include "tests/crash/disk_record.h"
#include "tests/simulation/dice.h"

#include <functional>

namespace payout::crash {

/// The files of the folder by name.
using Image = QHash<QString, QByteArray>;

class CrashDisk {
public:
    /// `forgetsSyncs`: of files of these names; how the harness shows that it can find what it looks for.
    explicit CrashDisk(const DiskRecord& record, std::function<bool(const QString&)> forgetsSyncs = {});

    /// The power goes after so many operations; not before where it stands.
    void advance(std::size_t operations);
    /// A process ended, the machine did not: everything is there.
    [[nodiscard]] Image whole() const;
    [[nodiscard]] Image draw(simulate::Dice& dice) const;
    /// What is certainly there.
    [[nodiscard]] QByteArray durable(const QString& name) const;

private:
    struct File {
        QByteArray durable;
        std::vector<std::size_t> pending; ///< operations
    };
    struct Name {
        int durable = -1;         ///< a file, or -1: none
        std::vector<int> pending; ///< the same, in order
        [[nodiscard]] int now() const { return pending.empty() ? durable : pending.back(); }
    };
    void carryOut(std::size_t index);
    void settleNames();
    [[nodiscard]] QByteArray wholeOf(int file) const;
    [[nodiscard]] QByteArray drawnOf(int file, simulate::Dice& dice) const;

    const DiskRecord& m_record;
    std::function<bool(const QString&)> m_forgetsSyncs;
    std::size_t m_at = 0;
    std::vector<File> m_files;
    QMap<QString, Name> m_names; // in an order that is the same in every run
};

} // namespace payout::crash
