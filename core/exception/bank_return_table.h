// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/utc_time.h"
#include "core/rules/bank_return.h"
#include "core/store/connection.h"

namespace payout::exception {

/// A line of the bank that says that a payout came back.
struct ReturnLine {
    PayoutId payout;
    BankLineId line;
};
struct BankReturnRow {
    QString state;                ///< "OPEN", "PROPOSED", "APPROVED"
    BankLineId line;              ///< proposed or approved on it; while OPEN the first, or the one that was refused
    rules::BankReturnFacts facts; ///< of the line that was asked for
};
/// The payout's row stays locked. EvidenceMissing if that line is no return of this payout.
Result<BankReturnRow> bankReturnForUpdate(store::Connection& connection, ReturnLine claimed);
struct ReturnProposal {
    ReturnLine on;
    PersonId by;
    UtcTime now;
    QString reason;
};
Done writeReturnProposed(store::Connection& connection, const ReturnProposal& proposal);
Done writeReturnApproved(store::Connection& connection, PayoutId payout, PersonId by, UtcTime now);
struct ReturnRefusal {
    PayoutId payout;
    PersonId by;
    UtcTime now;
    QString reason;
};
Done writeReturnRefused(store::Connection& connection, const ReturnRefusal& refusal);

} // namespace payout::exception
