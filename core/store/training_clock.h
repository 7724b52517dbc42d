// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

#include <chrono>

namespace payout::store {

/// How far a training database's clock is moved; 0 outside training. Whoever compares a host's clock with the
/// database's must know it.
Result<std::chrono::milliseconds> trainingOffset(Connection& connection);

} // namespace payout::store
