// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/statement_trust.h"

namespace payout::rules {

std::optional<StatementDoubt> doubtOf(const StatementFacts& facts) {
    if (facts.proofFails) return StatementDoubt::ProofFails;
    if (facts.chainBroken) return StatementDoubt::ChainBroken;
    if (facts.proofPossible) return std::nullopt;
    if (facts.broughtByPerson) return StatementDoubt::NoBalances;
    if (facts.channelStatesBalances && !facts.isNotice) return StatementDoubt::NoBalances;
    return std::nullopt;
}

bool mayConfirm(const TrustedFile& file) { return file.isAccepted || file.isProven || !file.channelStatesBalances; }

Done mayLeaveQuarantine(const QuarantineFacts& facts) {
    if (!facts.hasReason) return refuse(Refusal::ReasonMissing);
    if (!facts.isQuarantined) return refuse(Refusal::AlreadyHandled);
    if (facts.broughtBy == facts.decider) return refuse(Refusal::MakerIsChecker);
    return {};
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
