// SPDX-License-Identifier: GPL-3.0-or-later
// Forward-only, checksummed migrations with one set of numbers for both engines. History is never edited: a changed
// checksum is Broken, and a database newer than this program is refused with a message.
#pragma once

#include "core/store/connection.h"

#include <functional>
#include <vector>

namespace payout::store {

struct Migration {
    int number = 0;
    const char* name = "";
    std::vector<QString> (*statements)(Engine) = nullptr; ///< single statements in order
};

/// All migrations of this program, in order (migrations/).
const std::vector<Migration>& allMigrations();

/// Brings the database to the newest version, each migration in one transaction; an interrupted upgrade resumes.
/// Refused "DatabaseNewer"; Broken "MigrationChanged".
Result<int> migrate(Connection& connection, const std::vector<Migration>& migrations = allMigrations());
/// Whether this program may work on the database as it is: every migration applied, none that it does not know.
/// Refused "DatabaseOlder" (an empty one as well) or "DatabaseNewer"; Broken "MigrationChanged".
Done requireSchema(Connection& connection, const std::vector<Migration>& migrations = allMigrations());
/// The number of the last migration applied; 0 for an empty database.
Result<int> schemaVersion(Connection& connection);

} // namespace payout::store
