// SPDX-License-Identifier: GPL-3.0-or-later
// The places where a process can be interrupted and a session lost, in front of the shipped functions: the linker leads
// calls of them here (--wrap), and __real_ is the shipped one. No process gives up its turn inside a transaction, so
// that nobody waits for a lock of one that sleeps; a kill before COMMIT ends it there. And SQLite's clock, through its
// VFS.
#include "core/store/connection_parts.h"
#include "core/store/durability.h"
#include "core/store/transaction.h"
#include "tests/simulation/sqlite_sim_store.h"

#include <sqlite3.h>

namespace payout::simulate {

using memory::CommitFate;
using store::Connection;
using store::Isolation;
using store::Transaction;

Result<Transaction>
realBegin(Connection& connection,
          Isolation isolation) asm("__real__ZN6payout5store11Transaction5beginERNS0_10ConnectionENS0_9IsolationE");
Result<Transaction>
wrappedBegin(Connection& connection,
             Isolation isolation) asm("__wrap__ZN6payout5store11Transaction5beginERNS0_10ConnectionENS0_9IsolationE");
Done realCommit(Transaction* transaction) asm("__real__ZN6payout5store11Transaction6commitEv");
Done wrappedCommit(Transaction* transaction) asm("__wrap__ZN6payout5store11Transaction6commitEv");
Done realRequireDurable(Connection& connection) asm("__real__ZN6payout5store14requireDurableERNS0_10ConnectionE");
Done wrappedRequireDurable(Connection& connection) asm("__wrap__ZN6payout5store14requireDurableERNS0_10ConnectionE");

Result<Transaction> wrappedBegin(Connection& connection, Isolation isolation) {
    if (const memory::Hooks* hooks = hooksOf(connection); hooks != nullptr && connection.isOpen()) {
        if (const Done begun = hooks->beginning(); !begun) {
            connection.parts().isUnusable = true;
            return std::unexpected(begun.error());
        }
    }
    return realBegin(connection, isolation); // which refuses a session that was lost meanwhile
}

namespace {

std::unexpected<Error> commitUnknown(Connection& connection, bool isLost) {
    connection.parts().isUnusable |= isLost;
    return unknownOutcome(QStringLiteral("CommitUnknown"));
}

Done notCommitted(Transaction* transaction, CommitFate fate) {
    Connection& connection = transaction->connection();
    connection.parts().isPoisoned = true; // so that the shipped commit rolls it back
    const Done rolledBack = realCommit(transaction);
    CHECK(!rolledBack);
    if (fate == CommitFate::Fails) return unavailable(QStringLiteral("DatabaseDisk"));
    return commitUnknown(connection, true);
}

} // namespace

Done wrappedCommit(Transaction* transaction) {
    Connection& connection = transaction->connection();
    const memory::Hooks* hooks = hooksOf(connection);
    if (hooks == nullptr || connection.parts().isPoisoned) return realCommit(transaction);
    // May throw: the transaction is still open then and rolls back.
    const CommitFate fate = hooks->committing();
    if (fate == CommitFate::Fails || fate == CommitFate::LostBefore) return notCommitted(transaction, fate);
    TRY_DONE(realCommit(transaction));
    if (fate == CommitFate::LostAfter) return commitUnknown(connection, true);
    if (fate == CommitFate::UnknownButAlive) return commitUnknown(connection, false);
    hooks->committed();
    return {};
}

Done wrappedRequireDurable(Connection& connection) {
    if (const memory::Hooks* hooks = hooksOf(connection)) TRY_DONE(hooks->askingDurable());
    return realRequireDurable(connection);
}

namespace {

// Milliseconds since noon of 24 November 4714 BC, as sqlite3_vfs has it.
int currentTime(sqlite3_vfs*, sqlite3_int64* out) {
    constexpr sqlite3_int64 unixEpoch = 210'866'760'000'000;
    *out = unixEpoch + simulatedTime().ms;
    return SQLITE_OK;
}

} // namespace

void takeOverTheClock() {
    static sqlite3_vfs vfs;
    if (vfs.zName != nullptr) return;
    vfs = *sqlite3_vfs_find(nullptr);
    vfs.zName = "simulated-clock";
    vfs.xCurrentTimeInt64 = currentTime;
    CHECK(sqlite3_vfs_register(&vfs, 1) == SQLITE_OK);
}

} // namespace payout::simulate
