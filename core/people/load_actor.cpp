// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/load_actor.h"

#include "core/people/people_table.h"

namespace payout::people {

Result<rules::Actor> loadActor(store::Connection& connection, PersonId person) {
    TRY(const PersonRow row, readPerson(connection, person));
    if (!row.active) return rules::refuse(rules::Refusal::PersonInactive, row.login);
    TRY(auto roles, rolesOf(connection, person));
    return rules::Actor{row.id, row.login, std::move(roles)};
}

} // namespace payout::people
