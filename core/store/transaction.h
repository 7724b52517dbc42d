// SPDX-License-Identifier: GPL-3.0-or-later
// Explicit transactions: rolled back unless committed, poisoned by their first failure, never committed by a
// destructor, never reconnected inside.
#pragma once

#include "core/store/statement.h"

namespace payout::store {

/// Write: SQLite BEGIN IMMEDIATE; PostgreSQL READ COMMITTED, so check-then-write takes its row with {for_update} first.
/// Serializable: PostgreSQL SERIALIZABLE. Read: SQLite deferred; PostgreSQL REPEATABLE READ READ ONLY.
enum class Isolation { Read, Write, Serializable };

class Transaction {
public:
    static Result<Transaction> begin(Connection& connection, Isolation isolation);
    ~Transaction(); ///< rolls back
    Transaction(Transaction&&) noexcept;
    Transaction& operator=(Transaction&&) = delete;

    /// Refused after any failed statement ("TransactionPoisoned", Broken). Unknown "CommitUnknown" if the connection
    /// was lost while committing: the caller must read back.
    [[nodiscard]] Done commit();
    Connection& connection() { return *m_connection; }

private:
    explicit Transaction(Connection& connection) : m_connection(&connection) {}
    Connection* m_connection = nullptr;
    bool m_isOpen = true;
};

/// Runs `work(Connection&) -> Result<T>` in a transaction and commits if it succeeded. A serialization failure or
/// deadlock runs it again, three times at most in all; work must therefore only touch the database.
template <class Work>
auto inTransaction(Connection& connection, Isolation isolation, Work work) -> decltype(work(connection)) {
    for (int round = 1;; ++round) {
        auto transaction = Transaction::begin(connection, isolation);
        if (!transaction) return std::unexpected(transaction.error());
        auto result = work(connection);
        if (result) {
            const Done committed = transaction->commit();
            if (committed) return result;
            if (committed.error().code != QStringLiteral("Serialization") || round == 3)
                return std::unexpected(committed.error());
        } else if (result.error().code != QStringLiteral("Serialization") || round == 3) {
            return result;
        }
    }
}

} // namespace payout::store
