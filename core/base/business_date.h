// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/utc_time.h"

#include <QString>

#include <chrono>
#include <compare>

namespace payout {

/// The institution's wall clock. China has used UTC+8 without daylight saving since 1991, so a fixed offset is exact
/// and needs no zone database.
inline constexpr std::chrono::minutes institutionOffset{8 * 60};

/// A calendar day in the institution's time zone, stored as the number yyyymmdd.
struct BusinessDate {
    int yyyymmdd = 0;

    constexpr auto operator<=>(const BusinessDate&) const = default;
};

[[nodiscard]] BusinessDate businessDateOf(UtcTime time);
[[nodiscard]] UtcTime startOf(BusinessDate date); ///< 00:00 of that day as an instant
[[nodiscard]] BusinessDate plusDays(BusinessDate date, int days);
[[nodiscard]] std::chrono::milliseconds sinceMidnight(UtcTime time); ///< wall clock of the institution, 0 to 24 h
[[nodiscard]] QString formatDate(BusinessDate date);                 ///< "2026-11-22"
[[nodiscard]] Result<BusinessDate> parseDate(QStringView text);      ///< "2026-11-22" or "20261122"; code "BadDate"
/// "2026-11-22 14:03:27" on the institution's wall clock.
[[nodiscard]] QString formatLocal(UtcTime time);
/// "20261122140327" on the institution's wall clock, as UnionPay's txnTime (spec 4.1).
[[nodiscard]] QString formatCompact(UtcTime time);

} // namespace payout
