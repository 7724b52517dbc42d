// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cstdint>
#include <vector>

namespace payout::batch {

/// Which line had this key first. An open-addressing table of 40 bytes a key: a node-based map would cost more than
/// reading the file does. The hash is seeded a process, so a hostile file cannot make all its keys collide.
class SeenRows {
public:
    /// Room for so many keys at once: growing hashes all of them again.
    void reserve(std::size_t keys);
    /// The line that came first with this text and amount, or 0 if this one did. The text must outlive the table.
    qint64 firstLineOf(QByteArrayView text, qint64 amountMinor, qint64 lineNo);

private:
    struct Entry {
        const char* text = nullptr;
        qint64 amountMinor = 0;
        std::uint32_t length = 0;
        std::uint32_t lineNo = 0; ///< lines are fewer than 2^32: a file has at most 256 MiB
    };

    /// A part of the hash beside the number tells most other keys apart without going to where they lie in memory.
    struct Slot {
        std::uint32_t entry = 0; ///< index into m_entries plus one; 0 is free
        std::uint32_t tag = 0;
    };

    void grow();
    static std::size_t hashOf(const Entry& entry);
    std::size_t slotOf(const Entry& entry, std::size_t hash) const;

    std::vector<Entry> m_entries;
    std::vector<Slot> m_slots; ///< the size is a power of two
};

} // namespace payout::batch
