// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a statement file may confirm payouts and count as covered at once, or waits in quarantine for a supervisor
// (spec A33, formats 5.4 rule 3, threats T12). Facts in, a doubt or none out.
//
// A success is final (R19): one faked line of one person's file would keep a merchant's money for a payout that never
// left. So a file that a person brings must prove itself by its balances, for what it confirms as much as for what it
// shows to be absent; one that a job fetched from the channel's own inbox need not.
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <optional>

namespace payout::rules {

enum class StatementDoubt {
    ProofFails,  ///< opening balance and bookings do not make the closing balance (A33)
    ChainBroken, ///< a balance contradicts the one that a trusted file states for the same moment (T12)
    NoBalances,  ///< brought by a person, and nothing in it can be proven (T12)
};

struct StatementFacts {
    bool proofPossible = false;
    bool proofFails = false;
    bool chainBroken = false;
    bool broughtByPerson = true; ///< false: fetched by a job from the channel's inbox
};

/// The gravest doubt; none: LOADED at once.
[[nodiscard]] std::optional<StatementDoubt> doubtOf(const StatementFacts& facts);

[[nodiscard]] QString storedName(StatementDoubt doubt); ///< "PROOF_FAILS", "CHAIN_BROKEN", "NO_BALANCES"

} // namespace payout::rules
