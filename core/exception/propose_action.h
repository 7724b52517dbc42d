// SPDX-License-Identifier: GPL-3.0-or-later
// The first person: proposes to pay an exception again or to return it, on evidence that is frozen with the proposal.
#pragma once

#include "core/base/ids.h"
#include "core/rules/gates.h"
#include "core/rules/roles.h"
#include "core/store/connection.h"

#include <optional>
#include <vector>

namespace payout::exception {

inline constexpr std::size_t bulkRowsMax = 5'000; ///< R44 [choice]

/// What tokens are issued for: the object key is of the action and of the rows with the versions that were seen.
inline const QString proposeCommand = QStringLiteral("propose");
[[nodiscard]] QString proposeKey(rules::ExceptionAction action, const std::vector<PayoutId>& payouts,
                                 const std::vector<std::int64_t>& versionsSeen);

struct ActionRequest {
    rules::Actor actor;
    QString token; ///< R25
    std::vector<PayoutId> payouts;
    std::vector<std::int64_t> versionsSeen; ///< as many as payouts; what the person looked at (G8)
    rules::ExceptionAction action = rules::ExceptionAction::Return;
    QString reason;
};

/// What became of one row of a request: nothing refused means done.
struct RowResult {
    PayoutId payout;
    std::optional<Error> refused;
};

/// One transaction. Each row passes the gates by itself; a row that does not is left out and listed (R44). A repeated
/// token gives the first answer. Refused as a whole: RoleMissing, ReasonMissing, TooManyRows, token refusals.
Result<std::vector<RowResult>> proposeAction(store::Connection& connection, const ActionRequest& request);

/// Row results as stored with the token, and back.
[[nodiscard]] QString storedAnswer(const std::vector<RowResult>& results);
[[nodiscard]] Result<std::vector<RowResult>> resultsOf(const QString& storedAnswer);

} // namespace payout::exception
