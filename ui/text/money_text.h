// SPDX-License-Identifier: GPL-3.0-or-later
// Amounts for screens: separators always, the currency's code only when it is not yuan (spec workday 8.3).
#pragma once

#include "core/base/money.h"

#include <QString>

#include <optional>

namespace payout::ui {

[[nodiscard]] QString amountText(Money money);                              ///< "1,234.56", "JPY 1,234"
[[nodiscard]] QString amountText(std::int64_t minor);                       ///< yuan
[[nodiscard]] QString amountText(const std::optional<std::int64_t>& minor); ///< "" if there is none
[[nodiscard]] QString yuanText(Money money);         ///< "CNY 1,234.56" / "1,234.56 元" in sentences
[[nodiscard]] QString countText(std::int64_t count); ///< "1,234,567"

} // namespace payout::ui
