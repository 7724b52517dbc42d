// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a statement file may confirm payouts and count as covered at once, or waits in quarantine for a supervisor
// (spec A33, formats 5.4 rule 3, threats T12), and who takes it out of there. Facts in, an answer out.
//
// A success is final (R19): one faked line would keep a merchant's money for a payout that never left, and one line
// left out lets a payout be sent again that the payee has. Whoever can write to an inbox can do both, so a file must
// prove itself by its balances, whoever brought it. Only where the channel's profile declares that its bank states none
// is a file believed that a job fetched from the inbox; one person's file never is.
#pragma once

#include "core/base/ids.h"
#include "core/rules/refusal.h"

#include <cstdint>
#include <optional>

namespace payout::rules {

enum class StatementDoubt {
    ProofFails,  ///< opening balance and bookings do not make the closing balance (A33)
    ChainBroken, ///< a balance contradicts the one that a trusted file states for the same moment (T12)
    NoBalances,  ///< nothing in it can be proven (T12)
};

struct StatementFacts {
    bool proofPossible = false;
    bool proofFails = false;
    bool chainBroken = false;
    bool broughtByPerson = true; ///< false: fetched by a job from the channel's inbox
    /// camt.054: a notification of single bookings, which has no balances by its nature. It is not a doubt that it
    /// proves nothing, because it covers nothing and mayConfirm() says no.
    bool isNotice = false;
    bool channelStatesBalances = true; ///< ChannelProfile::statementsStateBalances
};

/// The gravest doubt; none: LOADED at once.
[[nodiscard]] std::optional<StatementDoubt> doubtOf(const StatementFacts& facts);

/// A file that counts: LOADED, or ACCEPTED by a supervisor.
struct TrustedFile {
    bool isAccepted = false;
    bool isProven = false; ///< by its balances
    bool channelStatesBalances = true;
};
/// Whether its booked debits turn payouts into SUCCESS and its credits may be given back to a merchant. What it does
/// not confirm still shows that an order is not absent, raises incidents, and is confirmed by the statement that
/// repeats it.
[[nodiscard]] bool mayConfirm(const TrustedFile& file);

struct QuarantineFacts {
    bool isQuarantined = false;
    bool hasReason = false;
    std::optional<PersonId> broughtBy; ///< none: a job
    PersonId decider;
};
/// Accepting and rejecting are the two ways out, and final. ReasonMissing, AlreadyHandled, MakerIsChecker for whoever
/// brought the file. The role is asked before (rules::mayDo).
[[nodiscard]] Done mayLeaveQuarantine(const QuarantineFacts& facts);

[[nodiscard]] QString storedName(StatementDoubt doubt); ///< "PROOF_FAILS", "CHAIN_BROKEN", "NO_BALANCES"

} // namespace payout::rules
