// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of migration 4 about orders that two people gave up and the bank paid after all, and about closing
// incidents.
#pragma once

#include "core/store/migrations/guards.h"

namespace payout::store {

/// Views payout_paid_earlier and attempt_proven_dead, and that no payout is settled while another order of it is out.
/// How two people close an incident: tables incident_proposal and incident_closure with their guards and trail.
void appendIncidentParts(std::vector<QString>& statements, Engine engine);

} // namespace payout::store
