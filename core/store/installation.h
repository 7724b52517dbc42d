// SPDX-License-Identifier: GPL-3.0-or-later
// What an installation is: real or training, whose, and, in training only, what time it is.
#pragma once

#include "core/store/connection.h"

#include <optional>

namespace payout::store {

enum class Environment { Live, Training };

/// A training database stays one: Refused TrainingOnly, by the database, for the way back.
Done setEnvironment(Connection& connection, Environment environment);
Result<Environment> environmentOf(Connection& connection);
Done setInstitution(Connection& connection, const QString& name);
/// The database's clock stands still at this instant, or goes with real time again. Refused TrainingOnly.
Done setTrainingClock(Connection& connection, std::optional<UtcTime> fixed);

} // namespace payout::store
