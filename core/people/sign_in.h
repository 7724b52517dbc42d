// SPDX-License-Identifier: GPL-3.0-or-later
// Who sits here. Every try with an outcome stands in the trail, under the person or, for an unknown login, under 0.
#pragma once

#include "core/people/password.h"
#include "core/rules/roles.h"
#include "core/store/connection.h"

#include <QString>

#include <chrono>

namespace payout::people {

inline constexpr int wrongTriesMax = 5;
inline constexpr std::chrono::minutes signInWait{15};

struct Credentials {
    QString login; ///< as typed; blanks around it and capitals do not matter
    QString password;
};

struct SignedIn {
    rules::Actor actor;
    QString displayName;
};

/// Refused SignInFailed (login or password: not said which, and not told by the time it takes); SignInWait from the
/// fifth wrong try on for 15 minutes by the database's clock, also for the right password (detail is the instant in
/// ms); PersonInactive, but only to whoever knows the password. Success forgets the wrong tries. The password is
/// verified outside of a transaction, because that takes 0.1 s; `cost` is what an unknown login is made to cost.
Result<SignedIn> signIn(store::Connection& connection, IdSource& ids, const Credentials& typed,
                        const PasswordCost& cost = {});

} // namespace payout::people
