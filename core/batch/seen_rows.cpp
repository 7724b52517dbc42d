// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/seen_rows.h"

#include <QHash>

#include <bit>
#include <cstring>

namespace payout::batch {

namespace {
constexpr std::size_t slotsAtFirst = 4096;
std::uint32_t tagOf(std::size_t hash) { return static_cast<std::uint32_t>(hash >> 32U); }
} // namespace

void SeenRows::reserve(std::size_t keys) {
    m_entries.reserve(keys);
    m_slots.assign(std::bit_ceil(qMax(slotsAtFirst, keys * 2)), {});
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const std::size_t hash = hashOf(m_entries[i]);
        m_slots[slotOf(m_entries[i], hash)] = {static_cast<std::uint32_t>(i + 1), tagOf(hash)};
    }
}

qint64 SeenRows::firstLineOf(QByteArrayView text, qint64 amountMinor, qint64 lineNo) {
    if (m_entries.size() * 2 >= m_slots.size()) grow();
    const Entry entry{text.data(), amountMinor, static_cast<std::uint32_t>(text.size()),
                      static_cast<std::uint32_t>(lineNo)};
    const std::size_t hash = hashOf(entry);
    Slot& slot = m_slots[slotOf(entry, hash)];
    if (slot.entry != 0) return m_entries[slot.entry - 1].lineNo;
    m_entries.push_back(entry);
    slot = {static_cast<std::uint32_t>(m_entries.size()), tagOf(hash)};
    return 0;
}

std::size_t SeenRows::hashOf(const Entry& entry) {
    return qHashBits(entry.text, entry.length,
                     static_cast<std::size_t>(QHashSeed::globalSeed()) ^ qHash(entry.amountMinor));
}

// The slot that holds an equal key, or the free one where it belongs.
std::size_t SeenRows::slotOf(const Entry& entry, std::size_t hash) const {
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        if (m_slots[at].entry == 0) return at;
        if (m_slots[at].tag != tagOf(hash)) continue;
        const Entry& other = m_entries[m_slots[at].entry - 1];
        if (other.amountMinor == entry.amountMinor && other.length == entry.length &&
            std::memcmp(other.text, entry.text, entry.length) == 0)
            return at;
    }
}

void SeenRows::grow() { reserve(qMax(slotsAtFirst / 2, m_slots.size())); }

} // namespace payout::batch
