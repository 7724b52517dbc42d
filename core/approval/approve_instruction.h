// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approval/decision.h"

namespace payout::approval {

/// The total must be typed in again above this, unless setting typeTotalSetting says otherwise (minor units).
inline constexpr std::int64_t typeTotalAboveMinor = 100'000'000;
inline const QString typeTotalSetting = QStringLiteral("type_total_above_minor");

struct ApproveRequest {
    DecideRequest decide;
    QString typedTotal; ///< plain digits with a point; "" unless asked for
};

/// R16 in one transaction: PENDING_APPROVAL becomes APPROVED_PROCESSING, once. If a decision was made already, that one
/// is the answer (R25, A5). Refused TokenUnknown, TokenExpired, TokenOtherUse, RoleMissing, MakerIsChecker,
/// NotPendingApproval, ShownChanged (rows, holds or look-alikes are not what was shown), TotalNotAgain. Held rows stay
/// held: they are approved and will not be claimed until they are released.
Result<Decision> approveInstruction(store::Connection& connection, const ApproveRequest& request);

/// From which total on it must be typed.
Result<Money> typeTotalAbove(store::Connection& connection, Currency currency = Currency::cny());

} // namespace payout::approval
