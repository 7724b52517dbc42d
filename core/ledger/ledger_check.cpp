// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledger_check.h"

#include "core/ledger/check_table.h"
#include "core/store/transaction.h"

namespace payout::ledger {

namespace {

using Question = Result<Discrepancies> (*)(store::Connection&);

struct Check {
    const char* code;
    const char* what;
    Question ask;
};

constexpr Check checks[] = {
    {"BalanceNotItsLines", "account", &driftedAccounts},
    {"INV4", "merchant", &overdrawnMerchants},
    {"INV5", "merchant", &unexplainedDebits},
    {"TransitNotItsRows", "channel", &unexplainedTransit},
};

QString detailOf(const Check& check, const Discrepancy& found) {
    return QStringLiteral("%1 %2 %3: is %4, should be %5")
        .arg(QLatin1String(check.what))
        .arg(found.id)
        .arg(found.currency)
        .arg(found.isMinor)
        .arg(found.shouldBeMinor);
}

Result<std::vector<Violation>> run(store::Connection& connection) {
    std::vector<Violation> violations;
    TRY(const std::int64_t sum, sumOfAllLines(connection));
    if (sum != 0) violations.push_back({QStringLiteral("LinesDoNotBalance"), QString::number(sum)});
    for (const Check& check : checks) {
        TRY(const Discrepancies found, check.ask(connection));
        for (const Discrepancy& one : found)
            violations.push_back({QString::fromLatin1(check.code), detailOf(check, one)});
    }
    return violations;
}

} // namespace

Result<std::vector<Violation>> ledgerCheck(store::Connection& connection) {
    return store::inTransaction(connection, store::Isolation::Read, run);
}

} // namespace payout::ledger
