// SPDX-License-Identifier: GPL-3.0-or-later
// Makes what no command may: for generated databases only.
#pragma once

#include "core/store/connection.h"

#include <functional>

namespace payout::bench {

/// Runs `work` on `connection` while no trigger fires for it, and puts every trigger back in force, also when `work`
/// failed. PostgreSQL needs a superuser. On SQLite nobody else may use the file meanwhile.
Done withGuardsOff(store::Connection& connection, const std::function<Done()>& work);

} // namespace payout::bench
