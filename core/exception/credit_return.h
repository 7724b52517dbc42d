// SPDX-License-Identifier: GPL-3.0-or-later
// What the bank gave back after a success is credited to the merchant once, by two people (C9, A27). The payout stays
// SUCCESS; the database posts the one re-credit in the statement that approves. A payout may come back in more than one
// line, a part or a mistake of the bank first: people propose and decide on one line, and on another one only after the
// second person has refused the first.
#pragma once

#include "core/exception/bank_return_table.h"
#include "core/rules/roles.h"

namespace payout::exception {

/// The first person. Refused: RoleMissing, ReasonMissing, AlreadyHandled while or after another proposal is open or
/// approved, and what rules::mayCreditReturn refuses.
Done proposeBankReturn(store::Connection& connection, const rules::Actor& actor, ReturnLine claimed,
                       const QString& reason);
/// The second person, on the facts as they are now. Also NotProposed, and ShownChanged if the proposal is not the one
/// on this line.
Done confirmBankReturn(store::Connection& connection, const rules::Actor& actor, ReturnLine claimed);
/// Puts the proposal aside, for good with its reason in the trail, and opens the payout for another proposal on this or
/// another line. Refused as confirmBankReturn, and ReasonMissing; what the line proves does not matter.
Done refuseBankReturn(store::Connection& connection, const rules::Actor& actor, ReturnLine claimed,
                      const QString& reason);

} // namespace payout::exception
