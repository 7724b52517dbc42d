// SPDX-License-Identifier: GPL-3.0-or-later
// A database in memory behind core/store/connection.h and the *_table.h of the rooms, substituted at link time: the
// commands that ship run over it unchanged. One transaction at a time, so a step is atomic; what two sessions of
// PostgreSQL do to each other inside a transaction is not in here (tests/flow/*_race_test are about that).
#pragma once

#include "core/base/check.h"
#include "core/store/connection.h"
#include "core/store/protocol.h"
#include "tests/support/memory_store/memory_rows.h"

#include <functional>
#include <memory>

namespace payout::memory {

/// Rows of one kind with the way back to the last commit.
template <class Row> class Table {
public:
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    const Row& operator[](std::size_t at) const { return m_rows[at]; }
    void append(Row row) { m_rows.push_back(std::move(row)); }
    void put(std::size_t at, Row row) {
        m_before.emplace_back(at, std::move(m_rows[at]));
        m_rows[at] = std::move(row);
    }
    void commit() {
        m_before.clear();
        m_committed = m_rows.size();
    }
    void rollBack() {
        for (auto it = m_before.rbegin(); it != m_before.rend(); ++it) m_rows[it->first] = std::move(it->second);
        m_before.clear();
        m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(m_committed), m_rows.end());
    }
    /// Where the condition holds first; size() if nowhere.
    template <class Condition> [[nodiscard]] std::size_t find(Condition condition) const {
        std::size_t at = 0;
        while (at < m_rows.size() && !condition(m_rows[at])) ++at;
        return at;
    }
    template <class Condition> [[nodiscard]] bool any(Condition condition) const {
        return find(condition) < m_rows.size();
    }

private:
    std::vector<Row> m_rows;
    std::vector<std::pair<std::size_t, Row>> m_before;
    std::size_t m_committed = 0;
};

/// Everything that is stored; a copy is a backup.
struct State {
    Table<PersonRow> people;
    Table<MerchantRow> merchants;
    Table<ChannelRow> channels;
    Table<InstructionRow> instructions;
    Table<PayoutRow> payouts; ///< in order of id
    Table<AttemptRow> attempts;
    Table<SendRow> sends;
    Table<AnswerRow> answers;
    Table<LeaseRow> leases;
    Table<NewCodeRow> newCodes;
    Table<IncidentRow> incidents;
    Table<TrailRow> trail;
    Table<ScreeningRow> screenings;
    Table<QString> screeningList;
    Table<SetAsideRow> setAside;
    Table<ActionRow> actions;
    Table<TokenRow> tokens;
    Table<AccountRow> accounts;
    Table<EntryRow> entries;
    Table<StatementFileRow> files;
    Table<BankLineRow> lines;
    Table<ComparisonRow> comparisons;
    Table<StopRow> stops;
    Table<LimitRow> limits;
    Table<ClosedDayRow> closedDays;
    Table<BaselineRow> baselines;
    Table<QString> egresses;
    Table<QuarantineRow> quarantines;
    Table<QuarantineReportRow> reports;
    Table<RememberedRow> remembered;
    Table<MismatchRow> mismatches;
    Table<EgressWatchRow> watches;

    void commit();
    void rollBack();
};

/// What becomes of a COMMIT.
enum class CommitFate {
    Succeeds,
    Fails,           ///< Unavailable "DatabaseDisk": nothing was committed, and the session lives on
    LostBefore,      ///< Unknown "CommitUnknown": nothing was committed, the session is gone
    LostAfter,       ///< Unknown "CommitUnknown": it was committed, the session is gone
    UnknownButAlive, ///< Unknown "CommitUnknown": it was committed, and the session can still be asked
};

/// What a simulation does at the points where a step can be interrupted. Any of them may throw: then the session dies
/// there, as with its process.
struct Hooks {
    std::function<Done()> beginning;        ///< before BEGIN; Unavailable: the connection is lost
    std::function<CommitFate()> committing; ///< before COMMIT
    std::function<void()> committed;        ///< after COMMIT took effect
    std::function<Done()> askingDurable;    ///< Unavailable "NotDurable" from here is what the engine answers
};

class Database {
public:
    State state;
    UtcTime clock;
    Hooks hooks;
    bool isWriting = false; ///< some session has a transaction open
    std::int64_t commits = 0;
    UtcTime startedAt;           ///< of the server
    std::int64_t generation = 0; ///< raised where every session is lost, as in a restore
    int protocol = store::protocolOfThisProgram;
    QString identifier = QStringLiteral("memory"); ///< of the cluster and the database in it
    std::int64_t timeline = 1;                     ///< a promotion or a restore to a point in time raises it

    std::unique_ptr<store::Connection> open();
};

/// The database behind a session; Unavailable "DatabaseUnreachable" once it is lost, Broken "TransactionPoisoned" after
/// a failure in this transaction.
Result<Database*> reach(store::Connection& connection);
/// The same for a statement that changes something, which every command does inside a transaction.
Result<Database*> reachToWrite(store::Connection& connection);
/// Passes a guard's refusal on and poisons the transaction, as a database does.
std::unexpected<Error> refuseIn(store::Connection& connection, Error error);
/// Poisons the transaction if `done` failed.
Done checked(store::Connection& connection, Done done);

} // namespace payout::memory
