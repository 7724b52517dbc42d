// SPDX-License-Identifier: GPL-3.0-or-later
// Money is an exact count of minor units (分 for CNY) and a currency; no floating point anywhere (INV9).
#pragma once

#include "core/base/error.h"

#include <QString>

#include <array>
#include <cstdint>
#include <string_view>

namespace payout {

/// ISO 4217 alphabetic code. Decimals of the minor unit: 2 unless the currency is listed otherwise (JPY 0, KWD 3).
class Currency {
public:
    constexpr Currency() = default;
    /// Refuses anything but three letters A-Z: code "BadCurrency".
    static Result<Currency> parse(QStringView text);
    static constexpr Currency cny() { return Currency({'C', 'N', 'Y'}); }

    QString code() const { return QString::fromLatin1(m_code.data(), 3); }
    int decimals() const; ///< 0, 2 or 3
    constexpr bool operator==(const Currency&) const = default;

private:
    constexpr explicit Currency(std::array<char, 3> code) : m_code(code) {}
    std::array<char, 3> m_code{'C', 'N', 'Y'};
};

/// No single amount or sum may pass this: 10 trillion yuan, far below what int64 holds, so that sums stay exact.
inline constexpr std::int64_t moneyCeilingMinor = 1'000'000'000'000'000;

struct Money {
    std::int64_t minor = 0;
    Currency currency = Currency::cny();

    constexpr bool operator==(const Money&) const = default;
};

/// a + b, refused as "MoneyOverflow" beyond the ceiling or "CurrencyMismatch" between currencies.
[[nodiscard]] Result<Money> add(Money a, Money b);
[[nodiscard]] Result<Money> subtract(Money a, Money b);

/// Reads "1234.50", "1,234.50" is refused: digits, at most one point, at most as many decimals as the currency has,
/// no sign, no exponent, no full-width digits, no blanks; > 0 is the caller's business. Codes: "AmountNotANumber",
/// "AmountTooManyDecimals", "AmountTooLarge".
[[nodiscard]] Result<Money> parseAmount(QStringView text, Currency currency = Currency::cny());

/// "1,234,567.89"; with `-` for negative sums. For screens and reports.
[[nodiscard]] QString formatGrouped(Money money);
/// "1234567.89"; for files.
[[nodiscard]] QString formatPlain(Money money);
/// 人民币大写 of a non-negative CNY amount: "壹仟贰佰叁拾肆元伍角陆分", "零元整".
[[nodiscard]] QString formatChineseCapital(Money money);

} // namespace payout
