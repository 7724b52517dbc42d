// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of migration 7: what holds sending back although a batch is approved.
#pragma once

#include "core/store/migrations/guards.h"

namespace payout::store {

/// The stop switches of a merchant and of everything (I24); a channel's is in its own row.
void appendStopSwitches(std::vector<QString>& statements, Engine engine);

} // namespace payout::store
