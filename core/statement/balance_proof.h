// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/statement/statement_line.h"

#include <span>

namespace payout::statement {

/// Adds one entry to the sums. Refuses "MoneyOverflow" beyond the ceiling.
[[nodiscard]] Done addEntry(EntryTotals& totals, const StatementLine& entry);

/// Parser rule 3 over all pages of one statement, in any order. NotPossible without an opening and a closing balance,
/// or while a page is known to be missing (the last page is not among them).
[[nodiscard]] BalanceProof proveBalance(std::span<const StatementPart* const> pages);
[[nodiscard]] BalanceProof proveBalance(const StatementPart& only);

/// Names the page set of a part: everything of its identity but the page.
[[nodiscard]] QString pageSetOf(const StatementPart& part);
/// Gives every part the proof of the page set that it belongs to: parts of one account, id, sequence and period.
void provePageSets(std::vector<StatementPart>& parts);

} // namespace payout::statement
