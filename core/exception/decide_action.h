// SPDX-License-Identifier: GPL-3.0-or-later
// The second person: confirms what the first one proposed, on what the first one saw, or refuses it (P12, S5, S6).
#pragma once

#include "core/exception/propose_action.h"

namespace payout::exception {

enum class Verdict { Confirm, Refuse };

/// What tokens are issued for: the object key is of the verdict and of the rows. Their versions are the proposals'.
inline const QString decideCommand = QStringLiteral("decide");
[[nodiscard]] QString decideKey(Verdict verdict, const std::vector<PayoutId>& payouts);

struct DecisionRequest {
    rules::Actor actor;
    QString token;
    std::vector<PayoutId> payouts;
    Verdict verdict = Verdict::Confirm;
};

/// One transaction; every gate again, row by row. Confirmed paying again: older attempts are burnt and the payout is
/// PROCESSING for the sender to take up. Confirmed return: RETURNED, and the database posts the one re-credit. A row
/// whose evidence changed since it was proposed is left out with ShownChanged.
Result<std::vector<RowResult>> decideAction(store::Connection& connection, const DecisionRequest& request);

} // namespace payout::exception
