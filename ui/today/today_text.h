// SPDX-License-Identifier: GPL-3.0-or-later
// Which kinds of incident cannot wait.
#pragma once

#include "core/desk/today_desk.h"

namespace payout::ui {

/// Money may have left wrongly: these stand in red above everything else (spec 0.5 "critical").
[[nodiscard]] bool isCritical(const desk::IncidentView& incident);

} // namespace payout::ui
