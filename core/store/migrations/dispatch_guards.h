// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of migration 3: what guards a payout's moves, its sends and the two people's decision.
#pragma once

#include "core/store/migrations/guards.h"

namespace payout::store {

/// S1-S6 on the payout itself, and that the books follow its state.
void appendMoveGuards(std::vector<QString>& statements, Engine engine);
/// Attempts, permits, lease and the stop of a channel (R8, R33, R34).
void appendSendGuards(std::vector<QString>& statements, Engine engine);
/// The gates G0-G8, once more, for whoever confirms by an SQL prompt.
void appendConfirmGuards(std::vector<QString>& statements, Engine engine);

} // namespace payout::store
