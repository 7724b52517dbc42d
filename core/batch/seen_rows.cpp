// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/seen_rows.h"

#include <QHash>

#include <bit>
#include <cstring>

namespace payout::batch {

namespace {
constexpr std::size_t slotsAtFirst = 4096;
}

void SeenRows::reserve(std::size_t keys) {
    m_entries.reserve(keys);
    m_slots.assign(std::bit_ceil(qMax(slotsAtFirst, keys * 2)), 0);
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        m_slots[slotOf(m_entries[i])] = static_cast<std::uint32_t>(i + 1);
}

qint64 SeenRows::firstLineOf(QByteArrayView text, qint64 amountMinor, qint64 lineNo) {
    if (m_entries.size() * 2 >= m_slots.size()) grow();
    const Entry entry{text.data(), amountMinor, static_cast<std::uint32_t>(text.size()),
                      static_cast<std::uint32_t>(lineNo)};
    std::uint32_t& slot = m_slots[slotOf(entry)];
    if (slot != 0) return m_entries[slot - 1].lineNo;
    m_entries.push_back(entry);
    slot = static_cast<std::uint32_t>(m_entries.size());
    return 0;
}

// The slot that holds an equal key, or the free one where it belongs.
std::size_t SeenRows::slotOf(const Entry& entry) const {
    const std::size_t seed = static_cast<std::size_t>(QHashSeed::globalSeed()) ^ qHash(entry.amountMinor);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = qHashBits(entry.text, entry.length, seed) & mask;; at = (at + 1) & mask) {
        if (m_slots[at] == 0) return at;
        const Entry& other = m_entries[m_slots[at] - 1];
        if (other.amountMinor == entry.amountMinor && other.length == entry.length &&
            std::memcmp(other.text, entry.text, entry.length) == 0)
            return at;
    }
}

void SeenRows::grow() { reserve(qMax(slotsAtFirst / 2, m_slots.size())); }

} // namespace payout::batch
