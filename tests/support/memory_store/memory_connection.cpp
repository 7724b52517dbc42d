// SPDX-License-Identifier: GPL-3.0-or-later
// core/store/{connection,transaction,durability}.h over a Database in memory.
#include "core/store/connection.h"

#include "core/rules/refusal.h"
#include "core/store/durability.h"
#include "core/store/transaction.h"
#include "tests/support/memory_store/memory_database.h"

#include <utility>

namespace payout::store {

struct Connection::Parts {
    explicit Parts(memory::Database& where) : database(where), generation(where.generation) {}

    memory::Database& database;
    DatabaseUrl url{Engine::Sqlite, QStringLiteral("memory:")};
    bool isInTransaction = false;
    bool isPoisoned = false;
    std::int64_t generation;
    bool wasLost = false;

    bool isLost() const { return wasLost || generation != database.generation; }
};

namespace {

// Connection's constructor is its own; open() is told through here which database is meant.
thread_local memory::Database* opening = nullptr;

void end(Connection::Parts& parts) {
    parts.isInTransaction = false;
    parts.isPoisoned = false;
    parts.database.isWriting = false;
}

void rollBack(Connection::Parts& parts) {
    parts.database.state.rollBack();
    end(parts);
}

std::unexpected<Error> commitUnknown(Connection::Parts& parts, bool isLost) {
    parts.wasLost = isLost;
    return unknownOutcome(QStringLiteral("CommitUnknown"));
}

} // namespace

Connection::Connection(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Connection::~Connection() = default;

Result<std::unique_ptr<Connection>> Connection::open(const DatabaseUrl&, const QString&) {
    CHECK(opening);
    return std::unique_ptr<Connection>(new Connection(std::make_unique<Parts>(*opening)));
}

Engine Connection::engine() const { return m_parts->url.engine; }
const DatabaseUrl& Connection::url() const { return m_parts->url; }
bool Connection::isOpen() const { return !m_parts->isLost(); }

Result<UtcTime> Connection::now() {
    TRY(const memory::Database* database, memory::reach(*this));
    return database->clock;
}

Result<Transaction> Transaction::begin(Connection& connection, Isolation) {
    Connection::Parts& parts = connection.parts();
    CHECK(!parts.isInTransaction);
    if (parts.isLost()) return unavailable(QStringLiteral("DatabaseUnreachable"));
    memory::Database& database = parts.database;
    if (database.hooks.beginning) {
        if (Done begun = database.hooks.beginning(); !begun) {
            parts.wasLost = true;
            return std::unexpected(begun.error());
        }
        if (parts.isLost()) return unavailable(QStringLiteral("DatabaseUnreachable")); // it was exchanged meanwhile
    }
    CHECK(!database.isWriting);
    database.isWriting = true;
    parts.isInTransaction = true;
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
    memory::Database& database = parts.database;
    if (parts.isPoisoned) {
        m_isOpen = false;
        rollBack(parts);
        return broken(QStringLiteral("TransactionPoisoned"));
    }
    using memory::CommitFate;
    // May throw: the transaction is still open then and rolls back.
    const CommitFate fate = database.hooks.committing ? database.hooks.committing() : CommitFate::Succeeds;
    m_isOpen = false;
    if (fate == CommitFate::Fails || fate == CommitFate::LostBefore) {
        rollBack(parts);
        if (fate == CommitFate::Fails) return unavailable(QStringLiteral("DatabaseDisk"));
        return commitUnknown(parts, true);
    }
    database.state.commit();
    ++database.commits;
    end(parts);
    if (fate == CommitFate::LostAfter) return commitUnknown(parts, true);
    if (fate == CommitFate::UnknownButAlive) return commitUnknown(parts, false);
    if (database.hooks.committed) database.hooks.committed();
    return {};
}

Done requireDurable(Connection& connection) {
    TRY(memory::Database * database, memory::reach(connection));
    if (database->hooks.askingDurable) return database->hooks.askingDurable();
    return {};
}

} // namespace payout::store

namespace payout::memory {

void State::commit() {
    const auto each = [](auto&... table) { (table.commit(), ...); };
    each(people, merchants, channels, instructions, payouts, attempts, sends, answers, leases, newCodes, incidents,
         trail, screenings, screeningList, setAside, actions, tokens, accounts, entries, files, lines, comparisons,
         stops, limits, closedDays, baselines, egresses, quarantines, reports, remembered, mismatches, watches);
}

void State::rollBack() {
    const auto each = [](auto&... table) { (table.rollBack(), ...); };
    each(people, merchants, channels, instructions, payouts, attempts, sends, answers, leases, newCodes, incidents,
         trail, screenings, screeningList, setAside, actions, tokens, accounts, entries, files, lines, comparisons,
         stops, limits, closedDays, baselines, egresses, quarantines, reports, remembered, mismatches, watches);
}

std::unique_ptr<store::Connection> Database::open() {
    store::opening = this;
    auto connection = store::Connection::open({}, {});
    store::opening = nullptr;
    return *std::move(connection);
}

Result<Database*> reach(store::Connection& connection) {
    store::Connection::Parts& parts = connection.parts();
    if (parts.isLost()) return unavailable(QStringLiteral("DatabaseUnreachable"));
    if (parts.isPoisoned) return broken(QStringLiteral("TransactionPoisoned"));
    return &parts.database;
}

Result<Database*> reachToWrite(store::Connection& connection) {
    CHECK(connection.parts().isInTransaction);
    return reach(connection);
}

std::unexpected<Error> refuseIn(store::Connection& connection, Error error) {
    connection.parts().isPoisoned = true;
    return std::unexpected(std::move(error));
}

Done checked(store::Connection& connection, Done done) {
    if (!done) connection.parts().isPoisoned = true;
    return done;
}

} // namespace payout::memory
