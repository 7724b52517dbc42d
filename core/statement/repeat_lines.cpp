// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/repeat_lines.h"

#include <algorithm>

namespace payout::statement {

namespace {

// A hostile file of a million equal lines must not cost a million times a million; beyond this a line counts as new,
// which raises an alarm and hides nothing.
constexpr std::size_t candidatesLookedAt = 100;

QString whatOf(const Booking& booking) {
    return booking.orderNo + (booking.debit ? u'D' : u'C') + QString::number(booking.minor);
}
QString flowKey(const Booking& booking) { return booking.flowNo + QChar(0x1F) + whatOf(booking); }
QString dayKey(const Booking& booking) {
    return QString::number(booking.booked.yyyymmdd) + QChar(0x1F) + whatOf(booking);
}

bool followEachOther(const Booking& a, const Booking& b) {
    if (!a.fileFrom || !a.fileTo || !b.fileFrom || !b.fileTo) return false;
    return *a.fileTo <= *b.fileFrom || *b.fileTo <= *a.fileFrom;
}

} // namespace

KnownLines::KnownLines(std::vector<KnownLine> lines) : m_lines(std::move(lines)), m_used(m_lines.size(), false) {
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const Booking& booking = m_lines[i].booking;
        if (!booking.flowNo.isEmpty()) m_byFlow[flowKey(booking)].push_back(i);
        m_byDay[dayKey(booking)].push_back(i);
    }
}

template <class Fits> std::optional<std::size_t> KnownLines::takeFrom(Places& places, const QString& key, Fits fits) {
    const auto found = places.find(key);
    if (found == places.end()) return std::nullopt;
    std::vector<std::size_t>& candidates = *found;
    for (std::size_t looked = 0, at = candidates.size(); at > 0 && looked < candidatesLookedAt; ++looked) {
        const std::size_t line = candidates[--at];
        const bool isUsed = m_used[line];
        if (!isUsed && !fits(m_lines[line].booking)) continue;
        candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(at));
        if (isUsed) continue;
        m_used[line] = true;
        return line;
    }
    return std::nullopt;
}

std::optional<BankLineId> KnownLines::take(const Booking& booking) {
    std::optional<std::size_t> line;
    if (!booking.flowNo.isEmpty()) line = takeFrom(m_byFlow, flowKey(booking), [](const Booking&) { return true; });
    if (!line)
        line = takeFrom(m_byDay, dayKey(booking), [&booking](const Booking& known) {
            return (booking.flowNo.isEmpty() || known.flowNo.isEmpty()) && !followEachOther(booking, known);
        });
    if (!line) return std::nullopt;
    return m_lines[*line].id;
}

} // namespace payout::statement
