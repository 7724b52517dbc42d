// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of an approved batch that are not claimed are taken out of it: a look-alike that a person rejects, a payee that
// screening blocks, a batch that the circuit breaker holds. One person may do it, because it only keeps money back: the
// send job moves the row to EXCEPTION as provably unsent (spec has no state for a row that was never claimed, and
// RETURNED comes from EXCEPTION only), and two people then return it, which gives the money back once. A row that was
// held can only be returned; one that was not may also be paid after all, by two people.
#pragma once

#include "core/approval/decision.h"

#include <vector>

namespace payout::approval {

struct AsideRequest {
    rules::Actor actor;
    QString token; ///< of command setAsideCommand and asideKey
    InstructionId instruction;
    std::vector<PayoutId> payouts;
    QString reason;
};

inline constexpr std::size_t asideRowsMax = 5'000; ///< as many as one decision about exceptions may name (R44)

inline const QString setAsideCommand = QStringLiteral("set aside");
[[nodiscard]] QString asideKey(const std::vector<PayoutId>& payouts);

/// Returns how many. Refused as a whole: ReasonMissing, RoleMissing, MakerIsChecker, TooManyRows, AlreadyClaimed (one
/// of the rows is claimed, of another batch or set aside already, or the batch is not approved), and the token's
/// refusals.
Result<std::int64_t> setRowsAside(store::Connection& connection, const AsideRequest& request);

} // namespace payout::approval
