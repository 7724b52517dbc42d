// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/utc_time.h"
#include "core/rules/bank_return.h"
#include "core/store/connection.h"

namespace payout::exception {

struct BankReturnRow {
    QString state; ///< "OPEN", "PROPOSED", "APPROVED"
    rules::BankReturnFacts facts;
};
/// The row stays locked. EvidenceMissing if the bank returned nothing of this payout.
Result<BankReturnRow> bankReturnForUpdate(store::Connection& connection, PayoutId payout);
struct ReturnProposal {
    PayoutId payout;
    PersonId by;
    UtcTime now;
    QString reason;
};
Done writeReturnProposed(store::Connection& connection, const ReturnProposal& proposal);
Done writeReturnApproved(store::Connection& connection, PayoutId payout, PersonId by, UtcTime now);
Done writeReturnRefused(store::Connection& connection, PayoutId payout, PersonId by, UtcTime now);

} // namespace payout::exception
