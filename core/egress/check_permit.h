// SPDX-License-Identifier: GPL-3.0-or-later
// P2 at the egress: facts in, the first rule that says no out. Neither the worker nor the database is believed where
// the egress can look by itself. Pure.
#pragma once

#include "core/egress/permit_table.h"

namespace payout::egress {

/// A permit older than this by the database's clock and the boot clock together is not used any more (P6).
inline constexpr std::chrono::milliseconds permitAgeMax{5'000};

/// Refused: Quarantined, OtherProtocol (S17: worker, egress and database are not of one protocol), ChannelStopped,
/// AttemptNotPrepared (the permit is closed, or its attempt is not armed), TransitionForbidden (the payout does not
/// wait for this send), RowHeld, NotApproved (no approval by a second person), DebitMissing, PermitUnknown (the attempt
/// counts other permits), NotProposed and NumberExpired (the same number again without two people's decision, or
/// outside of its certified time: P11), PayloadChanged (what the database holds now is not what was armed),
/// NumberNotDerived, PermitOld.
///
/// The signatures of the maker and the approvers over the same content belong here as soon as people have keys: one
/// more fact, and one more refusal behind NotApproved.
[[nodiscard]] Done checkPermit(const PermitFacts& facts);

} // namespace payout::egress
