// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/debit_first.h"

#include "core/ledger/ledger_table.h"
#include "core/rules/refusal.h"

namespace payout::ledger {

namespace {

/// Locked, so that two batches of one merchant cannot both spend the same balance.
Result<AccountRow> coveringAccount(store::Connection& connection, const DebitFirst& debit, Money needed) {
    TRY(const auto available,
        lockAccount(connection, {QStringLiteral("2001"), debit.merchant, std::nullopt, needed.currency}));
    if (!available) return broken(QStringLiteral("NoAccount"), QStringLiteral("2001"));
    const std::int64_t shortfall = needed.minor + available->balanceMinor; // a credit balance is negative
    if (shortfall > 0) return rules::refuse(rules::Refusal::BalanceTooSmall, QString::number(shortfall));
    return *available;
}

Result<std::optional<LedgerAccountId>> feeAccount(store::Connection& connection, Money fee) {
    if (fee.minor == 0) return std::nullopt;
    TRY(const auto account,
        findAccount(connection, {QStringLiteral("4001"), std::nullopt, std::nullopt, fee.currency}));
    if (!account) return broken(QStringLiteral("NoAccount"), QStringLiteral("4001"));
    return account->id;
}

} // namespace

Done debitFirst(store::Connection& connection, const DebitFirst& debit) {
    if (debit.total.minor <= 0 || debit.fee.minor < 0) return refused(QStringLiteral("AmountNotPositive"));
    TRY(const Money needed, add(debit.total, debit.fee));
    TRY(const AccountRow available, coveringAccount(connection, debit, needed));
    TRY(const auto inTransit,
        findAccount(connection, {QStringLiteral("2010"), std::nullopt, debit.channel, needed.currency}));
    if (!inTransit) return broken(QStringLiteral("NoAccount"), QStringLiteral("2010"));
    TRY(const auto fees, feeAccount(connection, debit.fee));
    return insertEntry(connection, {.kind = QStringLiteral("DEBIT_FIRST"),
                                    .instruction = debit.instruction,
                                    .debit = available.id,
                                    .credit = inTransit->id,
                                    .amountMinor = debit.total.minor,
                                    .feeAccount = fees,
                                    .feeMinor = debit.fee.minor,
                                    .actor = debit.actor});
}

} // namespace payout::ledger
