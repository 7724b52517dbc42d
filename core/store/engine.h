// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

namespace payout::store {

enum class Engine { Sqlite, Postgres };

/// Where a database is. "sqlite:///path/file.db", or a libpq URI "postgresql://user@host1,host2:5432/name?sslmode=..."
/// (several hosts and any libpq option pass through).
struct DatabaseUrl {
    Engine engine = Engine::Sqlite;
    QString text; ///< as given; may hold a password, so never log it: use shown()

    static Result<DatabaseUrl> parse(const QString& text); ///< code "BadDatabaseUrl"
    static DatabaseUrl sqlite(const QString& path);
    QString sqlitePath() const;
    QString shown() const; ///< without user and password
};

/// Shared SQL text holds a few tokens; this is what they become. {int} 64-bit integer, {id} identity primary key,
/// {strict} table suffix, {for_update}, {for_no_key_update}, {for_update_nowait} and {skip_locked} row locks
/// (PostgreSQL only), {bytes} byte string type, {least} and {greatest} of several values.
[[nodiscard]] QString expandTokens(Engine engine, QStringView sql);

} // namespace payout::store
