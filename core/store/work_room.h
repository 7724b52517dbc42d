// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

namespace payout::store {

/// For the rest of the open transaction PostgreSQL may keep 64 MiB of a sort or a hash table in memory instead of in a
/// file, unless it is set to more. For statements over a whole batch: beyond its room PostgreSQL does not only sort in
/// a file, it also looks through a set row by row instead of hashing it. SQLite: nothing.
Done giveWorkRoom(Connection& connection);

/// The same as the text of one command, for who holds no Connection.
extern const char* const workRoomCommand;

} // namespace payout::store
