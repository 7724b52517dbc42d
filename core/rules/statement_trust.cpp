// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/statement_trust.h"

namespace payout::rules {

std::optional<StatementDoubt> doubtOf(const StatementFacts& facts) {
    if (facts.proofFails) return StatementDoubt::ProofFails;
    if (facts.chainBroken) return StatementDoubt::ChainBroken;
    if (!facts.proofPossible && facts.broughtByPerson) return StatementDoubt::NoBalances;
    return std::nullopt;
}

QString storedName(StatementDoubt doubt) {
    switch (doubt) {
    case StatementDoubt::ProofFails: return QStringLiteral("PROOF_FAILS");
    case StatementDoubt::ChainBroken: return QStringLiteral("CHAIN_BROKEN");
    case StatementDoubt::NoBalances: return QStringLiteral("NO_BALANCES");
    }
    return {};
}

} // namespace payout::rules
