// SPDX-License-Identifier: GPL-3.0-or-later
// The states of spec model 0.1 and 0.2, their stored names, and the one table of allowed moves (S1-S6).
#pragma once

#include "core/base/error.h"
#include "core/rules/refusal.h"

#include <optional>

namespace payout::rules {

/// A payout row has no state before the claim (Unclaimed is stored as NULL); then exactly four (R19).
enum class PayoutState { Unclaimed, Processing, Success, Returned, Exception };
enum class InstructionState { PendingApproval, ApprovedProcessing, Closed, Rejected };
enum class AttemptState { Prepared, Armed, Settled, Unknown, Burnt };

/// What happened to a payout, and who may cause it.
enum class PayoutEvent {
    Claimed,         ///< S1, the payout job
    ProvenPaid,      ///< S2 and S4, the system on evidence
    Doubt,           ///< S3, the system
    RepayConfirmed,  ///< S5, two people
    ReturnConfirmed, ///< S6, two people
};

struct PayoutMove {
    PayoutState from;
    PayoutEvent event;
    PayoutState to;
};

/// Every allowed move; what is not in this table is refused, here and by the database.
inline constexpr PayoutMove payoutMoves[] = {
    {PayoutState::Unclaimed, PayoutEvent::Claimed, PayoutState::Processing},        // S1
    {PayoutState::Processing, PayoutEvent::ProvenPaid, PayoutState::Success},       // S2
    {PayoutState::Processing, PayoutEvent::Doubt, PayoutState::Exception},          // S3
    {PayoutState::Exception, PayoutEvent::ProvenPaid, PayoutState::Success},        // S4
    {PayoutState::Exception, PayoutEvent::RepayConfirmed, PayoutState::Processing}, // S5
    {PayoutState::Exception, PayoutEvent::ReturnConfirmed, PayoutState::Returned},  // S6
};

/// The state after the event, or TransitionForbidden.
[[nodiscard]] Result<PayoutState> payoutAfter(PayoutState from, PayoutEvent event);

[[nodiscard]] QString storedName(PayoutState state); ///< "" for Unclaimed
[[nodiscard]] QString storedName(InstructionState state);
[[nodiscard]] QString storedName(AttemptState state);
/// Stored text that is no known state is Broken, never a default (style rule 9).
[[nodiscard]] Result<PayoutState> payoutStateNamed(QStringView text);
[[nodiscard]] Result<InstructionState> instructionStateNamed(QStringView text);
[[nodiscard]] Result<AttemptState> attemptStateNamed(QStringView text);

} // namespace payout::rules
