// SPDX-License-Identifier: GPL-3.0-or-later
// Why this person cannot approve, reject, release or take rows out of this batch now: for dead buttons only. The desk
// decides again.
#pragma once

#include "core/desk/approval_desk.h"
#include "core/desk/session_desk.h"

#include <optional>

namespace payout::ui {

struct ApprovalRefusals {
    std::optional<Error> decide; ///< approve and reject alike
    std::optional<Error> release;
    std::optional<Error> setAside;
};

[[nodiscard]] ApprovalRefusals approvalRefusals(const desk::ApprovalEvidence& evidence, const desk::SignedIn& person);

} // namespace payout::ui
