// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/bank_return.h"

#include <algorithm>

namespace payout::rules {

Done mayCreditReturn(const BankReturnFacts& facts) {
    if (!facts.isProven) return refuse(Refusal::EvidenceMissing);
    if (!facts.amountsEqual) return refuse(Refusal::ReturnAmountDiffers);
    if (facts.paidLines > facts.returnLines) return refuse(Refusal::StatementShowsPaid);
    if (facts.approver && facts.approver == facts.proposer) return refuse(Refusal::MakerIsChecker);
    if (facts.approver && *facts.approver == facts.creator) return refuse(Refusal::CheckerIsCreator);
    const auto decides = [&facts](PersonId hand) { return facts.proposer == hand || facts.approver == hand; };
    if (std::ranges::any_of(facts.hands, decides)) return refuse(Refusal::ImporterIsResolver);
    return {};
}

} // namespace payout::rules
