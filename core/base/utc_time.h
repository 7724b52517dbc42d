// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

#include <chrono>
#include <compare>
#include <cstdint>

namespace payout {

/// An instant: milliseconds since 1970-01-01T00:00:00Z. Everything stored is UTC; a time zone appears only where a
/// business date or a wall clock is asked for.
struct UtcTime {
    std::int64_t ms = 0;

    constexpr UtcTime() = default;
    constexpr explicit UtcTime(std::int64_t milliseconds) : ms(milliseconds) {}
    constexpr auto operator<=>(const UtcTime&) const = default;
    constexpr UtcTime operator+(std::chrono::milliseconds d) const { return UtcTime(ms + d.count()); }
    constexpr UtcTime operator-(std::chrono::milliseconds d) const { return UtcTime(ms - d.count()); }
    constexpr std::chrono::milliseconds operator-(UtcTime other) const {
        return std::chrono::milliseconds(ms - other.ms);
    }
};

/// "2026-11-22T06:03:27.123Z", for logs and files.
[[nodiscard]] QString formatIso(UtcTime time);
/// Reads an ISO 8601 date-time with zone ("…Z", "…+08:00"); without a zone it is taken in the institution's zone
/// (UTC+8). Code "BadTime".
[[nodiscard]] Result<UtcTime> parseIso(QStringView text);

} // namespace payout
