// SPDX-License-Identifier: GPL-3.0-or-later
// Who may release a quarantine, and when (R8, protocol P0): a supervisor proposes, a second supervisor or an auditor
// confirms, once every channel is compared up to the raising and every egress has said what it remembers.
#pragma once

#include "core/rules/roles.h"

#include <optional>

namespace payout::rules {

struct QuarantineFacts {
    qsizetype uncomparedChannels = 0; ///< with orders, not stopped, not compared up to the raising
    qsizetype unreportedEgresses = 0; ///< that are not declared lost either
    std::optional<PersonId> proposedBy;
};

/// RoleMissing, NotCompared, EgressMissing.
[[nodiscard]] Done mayProposeRelease(const Actor& actor, const QuarantineFacts& facts);
/// RoleMissing, NotProposed, MakerIsChecker, NotCompared, EgressMissing.
[[nodiscard]] Done mayConfirmRelease(const Actor& actor, const QuarantineFacts& facts);

} // namespace payout::rules
