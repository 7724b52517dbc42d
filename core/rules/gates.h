// SPDX-License-Identifier: GPL-3.0-or-later
// Gates G1-G8 (spec model 0.3): what must hold before two people may pay an exception again (S5) or return it (S6).
// Facts in, eight ticks out; nothing here reads a clock or a database.
#pragma once

#include "core/base/ids.h"
#include "core/base/utc_time.h"
#include "core/rules/states.h"

#include <array>
#include <optional>
#include <vector>

namespace payout::rules {

enum class ExceptionAction { Repay, Return };
enum class Gate { G1Lock, G2Query, G3Statement, G4NoLiveAttempt, G5Pause, G6FourEyes, G7Screening, G8Once };

[[nodiscard]] QString storedName(ExceptionAction action); ///< "REPAY", "RETURN"
[[nodiscard]] Result<ExceptionAction> exceptionActionNamed(QStringView text);

/// What the loaded statements say of the payout's attempts.
enum class StatementVerdict { Absent, Failed, Paid };

struct GateFacts {
    ExceptionAction action = ExceptionAction::Return;
    UtcTime now;
    PayoutState state = PayoutState::Exception;

    UtcTime unlocksAt;                ///< exception_at + lock_minutes (R23)
    bool payeeErrorConfirmed = false; ///< the newest query says payee error: skips G1, only for Return (R24, C6)
    bool payeeErrorSeen = false;      ///< some query said so: never paid again, whatever was said later (R24)

    std::optional<UtcTime> lastHealthyQueryAt; ///< of the newest query, if that one succeeded as a query
    std::optional<UtcTime> channelUpSince;     ///< none while DEGRADED or DOWN
    std::chrono::milliseconds stableFor{std::chrono::minutes(15)}; ///< stable_minutes (R46)

    bool held = false; ///< it was held before its claim: it may be returned, never paid

    /// False: none is armed, so the row is provably unsent (R8): no lock, no question, no coverage needed.
    bool hasAttempt = true;
    std::optional<UtcTime> coveredThrough;
    UtcTime neededThrough; ///< latest over all armed attempts (R29)
    StatementVerdict verdict = StatementVerdict::Absent;
    bool earlierOrderPaid = false; ///< the bank said that it paid an order of this payout that was given up
    /// Who brought by hand, or accepted, a file that G3 rests on, or rejected one that names the order (threats T12:
    /// importer is not resolver).
    std::vector<PersonId> statementHands;

    bool otherAttemptLive = false; ///< G4: an attempt besides the last one is neither burnt nor settled
    bool quarantined = false;      ///< G4: what was sent may be forgotten here (R8, protocol P12)
    bool egressWatching = true;    ///< G4: an egress has just found this database to be the one that it knows
    /// G4: an egress remembers an order of this payout that no attempt here stands for; its attempt number.
    std::optional<int> forgottenAttempt;
    int lastAttempt = 0;
    bool paused = false;              ///< G5
    bool dayClosed = false;           ///< G5: the batch's business day is closed (P14)
    std::optional<PersonId> proposer; ///< none while only looking
    std::optional<PersonId> confirmer;
    PersonId creator;            ///< maker of the instruction
    bool screeningClear = false; ///< CLEAR and younger than its TTL
    std::int64_t versionSeen = 0;
    std::int64_t versionNow = 0;
};

struct GateTick {
    Gate gate = Gate::G1Lock;
    bool open = false;
    std::optional<Refusal> refusal; ///< why it is shut
};

/// All eight, in order; for screens.
[[nodiscard]] std::array<GateTick, 8> evaluateGates(const GateFacts& facts);
/// The first shut gate as a refusal; NotException before all if the state is another.
[[nodiscard]] Done mayAct(const GateFacts& facts);

} // namespace payout::rules
