// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that the simulated institution consists of, and what may befall it at any point: processes end or stand
// still for hours, commits are lost, the database comes back older, clocks jump.
#pragma once

#include "tests/simulation/processes.h"
#include "tests/simulation/sim_bank.h"
#include "tests/simulation/sim_store.h"

#include <array>
#include <functional>
#include <set>
#include <string>

namespace payout::simulate {

/// States that a run may come through; a proof says little about what it never reached.
enum class Sight {
    ProcessKilled,
    EgressKilled,
    ProcessFrozen,
    CommitLostBefore,
    CommitLostAfter,
    CommitUnknownAlive,
    CommitFailed,
    NotDurable,
    SessionLost,
    JournalTorn,
    WireDead,
    RequestLost,
    PaidLate,
    QueryLied,
    LeaseTakenOver,
    TwoWorkersRan,
    DatabaseRestored,
    DatabaseFailedOver,
    PermitForgotten,
    BatchForgotten,
    ImportedAgain,
    ClockJumped,
    QuarantineRaised,
    QuarantineReleased,
    OrderAdopted,
    SendingStopped,
    PermitNotUsed, ///< armed, and not a byte left
    OrphanUnsent,
    InDoubt,
    PaidAfterDoubt,
    SecondAttempt,
    SentAgain, ///< under the same number
    Limited,
    KnownAlready, ///< and the bank refused to pay it twice
    NumberExpired,
    Returned,
    SettledByLine,
    DecisionRefused,
};
inline constexpr std::size_t sightCount = static_cast<std::size_t>(Sight::DecisionRefused) + 1;
[[nodiscard]] const char* nameOf(Sight sight);

/// How often, per mille of the points where it could happen. Drawn for each run, with most of it zero, so that every
/// pair of troubles meets somewhere.
struct Trouble {
    int kill = 0;
    int freeze = 0;
    int lostBefore = 0;
    int lostAfter = 0;
    int unknownAlive = 0;
    int commitFails = 0;
    int notDurable = 0;
    int sessionLost = 0;
    int journalTorn = 0;
    int takeOver = 0;
    BankManners bank;
};

/// Something that is started again whenever it ended.
struct Program {
    QString name;
    std::function<void()> boot;
    std::function<void()> died = {};
    std::vector<int> members = {};
    bool polls = false; ///< its first member looks again and again
    bool isUp = false;
    UtcTime restartAt = {};
};

struct World {
    explicit World(std::uint64_t seed);

    Dice dice;
    UtcTime clock; ///< the true time, and the boot clock of every machine
    std::chrono::milliseconds databaseError{0};
    std::chrono::milliseconds hostError{0}; ///< of the second worker's machine
    SimStore db;
    Processes processes;
    SimBank bank;
    bool isCertified = false;  ///< the bank pays a number once, and the channel's profile says so
    std::int64_t hourMost = 0; ///< limits of what leaves, in fen; 0: none
    std::int64_t dayMost = 0;
    int patience = 1; ///< how much longer people take before the troubles are over
    Trouble trouble;
    bool isCalm = false;
    bool isTelling = false;
    QStringList story;
    QStringList broken; ///< what a program ended with, of the kind that no program may end with
    std::array<std::int64_t, sightCount> sights{};

    std::vector<Program> programs;
    std::vector<int> programOf; ///< by slot
    int doomed = -1;            ///< the program whose member was killed and whose others go with it

    std::set<std::string> permitted;    ///< order numbers that a stored permit was ever seen for
    std::set<std::string> whileStopped; ///< of them: stored while its channel, merchant or everything was stopped
    std::set<std::string> unreleased;   ///< journalled on a timeline that nobody had released
    std::size_t sendsSeen = 0;
    std::int64_t timelineReleased = 1;
    std::int64_t releasesSeen = 0;
    std::int64_t connections = 0;
    std::int64_t tokens = 0;
    bool wasRestored = false;

    void see(Sight sight) { ++sights[static_cast<std::size_t>(sight)]; }
    void tell(const std::function<QString()>& what);
    /// Where a process may be interrupted. Throws ProcessEnded in one that is killed here.
    void point();
    void killHere();
    /// What was committed since the last look.
    void notice();
    [[nodiscard]] std::int64_t releases() const;
    /// Starts a process of the program whose boot() runs, or of which the present process is a member.
    int startMember(int program, Processes::Body body);
    void syncClock() { db.setClock(clock + databaseError); }
    void hookUp();
    /// Workers and egresses poll; here they sleep longer than in life, and are woken when there is something to do.
    void nudgeEgresses();
    void nudge();
    std::shared_ptr<store::Connection> openDatabase();
};

[[nodiscard]] rules::Actor actor(int which); ///< 0 clerk, 1 auditor, 2 operator, 3 supervisor, 4 second operator
/// Of the only channel; certified: the bank pays a number once, for some days.
[[nodiscard]] channel::ChannelProfile simProfile(bool isCertified);

} // namespace payout::simulate
