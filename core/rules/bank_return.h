// SPDX-License-Identifier: GPL-3.0-or-later
// The bank gave a paid payout's money back (C9): the payout stays SUCCESS, and two people may credit the merchant once.
// Facts in, may or a refusal out.
#pragma once

#include "core/base/ids.h"
#include "core/rules/refusal.h"

#include <optional>
#include <vector>

namespace payout::rules {

struct BankReturnFacts {
    /// A booked credit line that a confirming file shows (mayConfirm) names the order of this payout, which is SUCCESS.
    bool isProven = false;
    bool amountsEqual = false;  ///< line and payout, in amount and currency
    std::int64_t paidLines = 0; ///< booked debits in trusted files, and orders that only an answer proves paid
    std::int64_t returnLines = 0;
    PersonId creator; ///< maker of the instruction
    std::optional<PersonId> proposer;
    std::optional<PersonId> approver; ///< none while it is proposed
    std::vector<PersonId> hands;      ///< brought or accepted a file that shows the line (threats T12)
};

/// EvidenceMissing; ReturnAmountDiffers for a part, which is no return of the payout; StatementShowsPaid while more was
/// paid than came back (one of two payments); MakerIsChecker, CheckerIsCreator, ImporterIsResolver.
[[nodiscard]] Done mayCreditReturn(const BankReturnFacts& facts);

} // namespace payout::rules
