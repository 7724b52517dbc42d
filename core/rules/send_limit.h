// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of what leaves (I21): which there are, what becomes of a payout that is over one, and who may change them. The
// comparison itself is made in the arm's own transaction, by the view send_over_limit.
#pragma once

#include "core/base/money.h"
#include "core/rules/roles.h"

#include <array>
#include <optional>

namespace payout::rules {

enum class LimitKind {
    Payout,   ///< one payout
    PayeeDay, ///< what one account receives on a business day
    Hour,     ///< what was armed in this minute and the sixty before it
    Day,      ///< what was armed on the business day
};
inline constexpr std::array limitKinds{LimitKind::Payout, LimitKind::PayeeDay, LimitKind::Hour, LimitKind::Day};

[[nodiscard]] QString storedName(LimitKind kind); ///< "PAYOUT", "PAYEE_DAY", "HOUR", "DAY"
[[nodiscard]] std::optional<LimitKind> limitKindNamed(QStringView text);

/// True where waiting helps: the hour and the day pass. A payout over one of the others, or by itself above what an
/// hour or a day may have, is not sent before it is set aside or two people change the limit.
[[nodiscard]] bool passesWithTime(LimitKind kind);

/// RoleMissing, ReasonMissing. Lowering a limit takes two as well: it can hold up money that is due.
[[nodiscard]] Done mayProposeLimit(const Actor& actor, const QString& reason);
/// RoleMissing, MakerIsChecker.
[[nodiscard]] Done mayConfirmLimit(const Actor& actor, PersonId proposer);

} // namespace payout::rules
