// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/statement/statement_line.h"

#include <span>

namespace payout::statement {

/// Adds one entry to the sums. Refuses "MoneyOverflow" beyond the ceiling.
[[nodiscard]] Done addEntry(EntryTotals& totals, const StatementLine& entry);

/// The balances of one statement over all its pages, in any order: the earliest OPBD (else PRCD) and the latest CLBD,
/// or the one ITBD of an intraday report. None if either is missing, or a page is known to be missing.
[[nodiscard]] std::optional<StatedBalances> statedBalances(std::span<const StatementPart* const> pages);

/// Parser rule 3 over all pages of one statement, in any order. NotPossible without an opening and a closing balance,
/// or while a page is known to be missing (the last page is not among them). An interim balance (ITBD) may prove a
/// report but never disproves it: banks differ in what moment it is of.
[[nodiscard]] BalanceProof proveBalance(std::span<const StatementPart* const> pages);
[[nodiscard]] BalanceProof proveBalance(const StatementPart& only);

/// Names the page set of a part: everything of its identity but the page.
[[nodiscard]] QString pageSetOf(const StatementPart& part);
/// Gives every part the proof of the page set that it belongs to: parts of one account, id, sequence and period.
void provePageSets(std::vector<StatementPart>& parts);

} // namespace payout::statement
