// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of this folder share behind Connection: the Qt connection, the native handle, the state of the
// transaction and the prepared statements. Nothing outside of core/store includes this.
#pragma once

#include "core/store/connection.h"
#include "core/store/sql_error.h"
#include "core/store/statement_cache.h"

#include <QSqlDatabase>

#include <functional>

struct pg_conn;
struct sqlite3;

namespace payout::store {

struct Connection::Parts {
    Parts(DatabaseUrl where, QString connectionName) : url(std::move(where)), name(std::move(connectionName)) {}
    ~Parts();
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    DatabaseUrl url;
    QString name; ///< of the QSqlDatabase
    QSqlDatabase database;
    StatementCache statements;
    bool isInTransaction = false;
    bool isPoisoned = false;    ///< a statement of this transaction failed; only a rollback is left
    bool isBulkWriting = false; ///< a COPY owns the wire
    bool isUnusable = false;    ///< a rollback failed; nobody can know what the next statement would run in
    /// On PostgreSQL a forward-only result still on the wire: the next statement would throw its rest away, so it is
    /// asked to read that rest into memory first.
    std::function<void()> settleReader;

    pg_conn* postgres() const;
    sqlite3* sqlite() const;
    bool isLost() const;
    /// Ends what is still on the wire; to be called before anything else is sent.
    void settle();
    /// Passes an error on and poisons the open transaction.
    std::unexpected<Error> fail(Error error);
    /// The last error of the native connection.
    NativeError lastNative() const;
    /// One statement without values and rows through the native handle, whose answer is exact: BEGIN, COMMIT, SET.
    Done runControl(const char* sql, Moment moment = Moment::Statement);
};

} // namespace payout::store
