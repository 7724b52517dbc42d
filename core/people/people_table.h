// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/utc_time.h"
#include "core/rules/roles.h"
#include "core/store/connection.h"

#include <QString>

#include <optional>

namespace payout::people {

struct PersonRow {
    PersonId id;
    QString login;
    QString displayName;
    QString passwordHash;
    bool active = true;
    int wrongTries = 0;
    UtcTime waitUntil; ///< 0: none
};

Result<std::optional<PersonRow>> findPerson(store::Connection& connection, const QString& login);
/// The row stays locked to the end of the transaction where the engine locks rows; Broken "NoPerson".
Result<PersonRow> lockPerson(store::Connection& connection, PersonId person);
Result<PersonRow> readPerson(store::Connection& connection, PersonId person); ///< Broken "NoPerson"
Result<QSet<rules::Role>> rolesOf(store::Connection& connection, PersonId person);

Result<PersonId> insertPerson(store::Connection& connection, const PersonRow& row);
Done insertRole(store::Connection& connection, PersonId person, rules::Role role);
Done writeTries(store::Connection& connection, PersonId person, int wrongTries, UtcTime waitUntil);

} // namespace payout::people
