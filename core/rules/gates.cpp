// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/gates.h"

#include <algorithm>

namespace payout::rules {

namespace {

using Shut = std::optional<Refusal>;

Shut lockGate(const GateFacts& f) {
    if (!f.hasAttempt) return {};
    if (f.payeeErrorConfirmed && f.action == ExceptionAction::Return) return {};
    if (f.now < f.unlocksAt) return Refusal::StillLocked; // R23
    return {};
}

Shut queryGate(const GateFacts& f) {
    if (!f.hasAttempt) return {};
    const bool fastReturn = f.payeeErrorConfirmed && f.action == ExceptionAction::Return;
    if (!f.lastHealthyQueryAt) return Refusal::NoHealthyQuery; // R46
    if (!fastReturn && *f.lastHealthyQueryAt < f.unlocksAt)
        return Refusal::NoHealthyQuery; // must follow the lock's end
    if (!f.channelUpSince || f.now < *f.channelUpSince + f.stableFor) return Refusal::ChannelNotStable;
    return {};
}

Shut statementGate(const GateFacts& f) {
    if (f.earlierOrderPaid) return Refusal::AnswerShowsPaid; // DOUBLE_PAID: neither a third order nor the money back
    // Also where nothing is out: it may be of an order that was given up.
    if (f.verdict == StatementVerdict::Paid) return Refusal::StatementShowsPaid;
    // C6: a return for a payee error that a query confirmed may go before the statement; it is checked afterwards.
    if (f.payeeErrorConfirmed && f.action == ExceptionAction::Return) return {};
    if (f.hasAttempt && (!f.coveredThrough || *f.coveredThrough < f.neededThrough))
        return Refusal::StatementNotCovering; // R29
    // T12: who could have left a line out of the file, or rejected the one that had it, must not be the one who acts on
    // its absence.
    const auto isResolver = [&f](PersonId hand) { return f.proposer == hand || f.confirmer == hand; };
    if (std::ranges::any_of(f.statementHands, isResolver)) return Refusal::ImporterIsResolver;
    return {};
}

Shut fourEyesGate(const GateFacts& f) {
    if (f.confirmer && f.proposer && *f.confirmer == *f.proposer) return Refusal::MakerIsChecker;
    if (f.confirmer && *f.confirmer == f.creator) return Refusal::CheckerIsCreator;
    return {};
}

// Paying again is how an order that was forgotten comes back: its number is derived again, found to be sent, and asked
// about. Giving the money back would leave it out.
Shut liveAttemptGate(const GateFacts& f) {
    if (f.quarantined) return Refusal::Quarantined;
    if (!f.egressWatching) return Refusal::EgressMissing;
    if (f.forgottenAttempt && (f.action == ExceptionAction::Return || *f.forgottenAttempt <= f.lastAttempt))
        return Refusal::SentBeforeRestore;
    if (f.otherAttemptLive) return Refusal::LiveAttempt;
    return {};
}

Shut gateShut(Gate gate, const GateFacts& f) {
    const bool repay = f.action == ExceptionAction::Repay;
    switch (gate) {
    case Gate::G1Lock: return lockGate(f);
    case Gate::G2Query: return queryGate(f);
    case Gate::G3Statement: return statementGate(f);
    case Gate::G4NoLiveAttempt: return liveAttemptGate(f);
    case Gate::G5Pause:
        if (repay && f.dayClosed) return Refusal::DayClosed;
        return repay && f.paused ? Shut(Refusal::PauseWindow) : Shut();
    case Gate::G6FourEyes: return fourEyesGate(f);
    case Gate::G7Screening: return repay && !f.screeningClear ? Shut(Refusal::NotScreened) : Shut();
    case Gate::G8Once: return f.versionSeen != f.versionNow ? Shut(Refusal::AlreadyHandled) : Shut();
    }
    return {};
}

} // namespace

QString storedName(ExceptionAction action) {
    return action == ExceptionAction::Repay ? QStringLiteral("REPAY") : QStringLiteral("RETURN");
}

Result<ExceptionAction> exceptionActionNamed(QStringView text) {
    if (text == u"REPAY") return ExceptionAction::Repay;
    if (text == u"RETURN") return ExceptionAction::Return;
    return broken(QStringLiteral("UnknownStoredAction"), text.toString());
}

std::array<GateTick, 8> evaluateGates(const GateFacts& facts) {
    static constexpr std::array gates{Gate::G1Lock,  Gate::G2Query,    Gate::G3Statement, Gate::G4NoLiveAttempt,
                                      Gate::G5Pause, Gate::G6FourEyes, Gate::G7Screening, Gate::G8Once};
    std::array<GateTick, 8> ticks;
    for (std::size_t i = 0; i < gates.size(); ++i) {
        const Shut shut = gateShut(gates[i], facts);
        ticks[i] = GateTick{gates[i], !shut.has_value(), shut};
    }
    return ticks;
}

Done mayAct(const GateFacts& facts) {
    if (facts.state != PayoutState::Exception)
        return refuse(facts.versionSeen != facts.versionNow ? Refusal::AlreadyHandled : Refusal::NotException);
    // R24: a corrected account is a new payout with a new approval, never a re-send of the old one.
    if ((facts.payeeErrorConfirmed || facts.payeeErrorSeen) && facts.action == ExceptionAction::Repay)
        return refuse(Refusal::PayeeErrorNeedsReturn);
    if (facts.held && facts.action == ExceptionAction::Repay) return refuse(Refusal::RowHeld);
    for (const GateTick& tick : evaluateGates(facts))
        if (tick.refusal) return refuse(*tick.refusal);
    return {};
}

} // namespace payout::rules
