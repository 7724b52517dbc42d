// SPDX-License-Identifier: GPL-3.0-or-later
// What the bank gave back after a success is credited to the merchant once, by two people (C9, A27). The payout stays
// SUCCESS; the database posts the one re-credit in the statement that approves.
#pragma once

#include "core/exception/decide_action.h"

namespace payout::exception {

/// The first person. Refused: RoleMissing, ReasonMissing, AlreadyHandled, and what rules::mayCreditReturn refuses.
Done proposeBankReturn(store::Connection& connection, const rules::Actor& actor, PayoutId payout,
                       const QString& reason);
/// The second person, on the facts as they are now; refusing opens it for another proposal. Also NotProposed.
Done decideBankReturn(store::Connection& connection, const rules::Actor& actor, PayoutId payout, Verdict verdict);

} // namespace payout::exception
