// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/transaction.h"

#include "core/base/check.h"
#include "core/store/connection_parts.h"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <utility>

namespace payout::store {

namespace {

const char* beginText(Engine engine, Isolation isolation) {
    const bool isSqlite = engine == Engine::Sqlite;
    switch (isolation) {
    case Isolation::Read: return isSqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    case Isolation::Write: return isSqlite ? "BEGIN IMMEDIATE" : "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
    case Isolation::Serializable: return isSqlite ? "BEGIN IMMEDIATE" : "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE";
    }
    CHECK(!"no such isolation");
    return nullptr;
}

/// SQLite rolls back by itself on some failures (disk full), and then a ROLLBACK would be an error.
bool isIdle(const Connection::Parts& parts) {
    if (parts.url.engine == Engine::Sqlite) return sqlite3_get_autocommit(parts.sqlite()) != 0;
    return PQtransactionStatus(parts.postgres()) == PQTRANS_IDLE;
}

void end(Connection::Parts& parts) {
    parts.isInTransaction = false;
    parts.isPoisoned = false;
}

void rollBack(Connection::Parts& parts) {
    parts.settle();
    const bool isRolledBack = parts.isLost() || isIdle(parts) || parts.runControl("ROLLBACK").has_value();
    end(parts);
    parts.isUnusable |= !isRolledBack || (!parts.isLost() && !isIdle(parts));
}

} // namespace

Result<Transaction> Transaction::begin(Connection& connection, Isolation isolation) {
    Connection::Parts& parts = connection.parts();
    CHECK(!parts.isInTransaction);
    if (parts.isLost()) return unavailable(QStringLiteral("DatabaseUnreachable"));
    TRY_DONE(parts.runControl(beginText(connection.engine(), isolation)));
    parts.isInTransaction = true;
    parts.isPoisoned = false;
    return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_connection(other.m_connection), m_isOpen(std::exchange(other.m_isOpen, false)) {}

Transaction::~Transaction() {
    if (m_isOpen) rollBack(m_connection->parts());
}

Done Transaction::commit() {
    CHECK(m_isOpen);
    Connection::Parts& parts = m_connection->parts();
    CHECK(!parts.isBulkWriting);
    m_isOpen = false;
    parts.settle();
    if (parts.isPoisoned) {
        rollBack(parts);
        return broken(QStringLiteral("TransactionPoisoned"));
    }
    const Done committed = parts.runControl("COMMIT", Moment::Commit);
    if (committed)
        end(parts);
    else
        rollBack(parts);
    return committed;
}

} // namespace payout::store
