// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/password.h"
#include "core/rules/roles.h"
#include "core/store/connection.h"

#include <QString>

namespace payout::people {

struct NewPerson {
    QString login; ///< 1 to 32 of a-z, 0-9, `.`, `_`, `-`
    QString displayName;
    QString password;
    QSet<rules::Role> roles;
};

/// For the administrator's program; `createdBy` stands in the trail. Refused "BadLogin", "BadDisplayName" (1 to 64
/// characters, none of them a control character), "LoginTaken", and what checkNewPassword refuses.
Result<PersonId> createPerson(store::Connection& connection, IdSource& ids, const NewPerson& person,
                              const QString& createdBy, const PasswordCost& cost = {});

} // namespace payout::people
