// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/roles.h"
#include "core/store/connection.h"

namespace payout::people {

/// The person and their roles as they are now. Refused PersonInactive; Broken "NoPerson".
Result<rules::Actor> loadActor(store::Connection& connection, PersonId person);

} // namespace payout::people
