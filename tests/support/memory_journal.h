// SPDX-License-Identifier: GPL-3.0-or-later
// A journal's bytes in memory, for tests that are not about the disk. May be told to fail.
#pragma once

#include "core/egress/journal_storage.h"

namespace payout::support {

class MemoryJournal final : public egress::JournalStorage {
public:
    /// The bytes stay with the caller, so that an egress may end and another one read them.
    explicit MemoryJournal(QByteArray& bytes, const bool* isFull = nullptr) : m_bytes(bytes), m_isFull(isFull) {}

    Result<QByteArray> readAll() override { return m_bytes; }
    Done append(const QByteArray& bytes) override {
        if (m_isFull != nullptr && *m_isFull) return unavailable(QStringLiteral("JournalUnwritable"));
        m_bytes += bytes;
        return {};
    }
    Done truncate(qint64 size) override {
        m_bytes.truncate(size);
        return {};
    }

private:
    QByteArray& m_bytes;
    const bool* m_isFull;
};

} // namespace payout::support
