// SPDX-License-Identifier: GPL-3.0-or-later
// Quarantine (R8 RECOVERY, A39, protocol P0): raised by the egress when the database is another one than it knows or
// has gone back, or by a person; released by two. While it stands nothing is armed and nothing armed earlier is sent;
// questions, statements, comparisons and approvals go on.
#pragma once

#include "core/base/utc_time.h"
#include "core/rules/roles.h"
#include "core/store/connection.h"

#include <optional>
#include <vector>

namespace payout::dispatch {

struct EgressReport {
    QString egress;
    std::int64_t permits = 0;        ///< that its journal has
    std::int64_t permitsUnknown = 0; ///< of them, that this database does not know
};

struct QuarantineView {
    std::int64_t id = 0;
    UtcTime raisedAt;
    QString raisedBy;
    QString reason; ///< "IDENTIFIER_CHANGED", "TIMELINE_CHANGED", "TRAIL_WENT_BACK", "JOURNAL_NEW",
                    ///< "JOURNAL_WENT_BACK", "BY_HAND"
    QString detail;
    std::vector<EgressReport> reports;
    QStringList unreported;      ///< egresses that have not said what they remember
    QStringList uncompared;      ///< channels by name that are neither compared up to the raising nor stopped
    std::int64_t remembered = 0; ///< permits that the egresses remember and this database has lost
    std::int64_t rememberedMinor = 0;
    std::optional<PersonId> proposedBy; ///< none: nobody has proposed the release
    QString proposedByName;
    std::optional<UtcTime> proposedAt;
    QString proposalReason;
    QString withoutEgress; ///< names, separated by commas, that the proposal declares lost

    bool operator==(const QuarantineView& other) const { return id == other.id && proposedAt == other.proposedAt; }
};

/// The open quarantine; none while payouts may be armed. One that no egress has raised yet, because the database was
/// exchanged a moment ago, shows as reason "IDENTIFIER_CHANGED" with id 0.
Result<std::optional<QuarantineView>> openQuarantine(store::Connection& connection);

/// One person may. Refused: RoleMissing, ReasonMissing; nothing if one is open already.
Done raiseQuarantine(store::Connection& connection, const rules::Actor& actor, const QString& reason);
/// A supervisor. `withoutEgress` names egresses whose journals are lost for good. Refused: RoleMissing, ReasonMissing,
/// AlreadyHandled (none is open), NotCompared, EgressMissing.
Done proposeRelease(store::Connection& connection, const rules::Actor& actor, const QuarantineView& shown,
                    const QString& reason, const QStringList& withoutEgress);
/// Another supervisor, or an auditor, by what was shown. Refused: RoleMissing, MakerIsChecker, NotProposed,
/// ShownChanged, NotCompared, EgressMissing.
Done confirmRelease(store::Connection& connection, const rules::Actor& actor, const QuarantineView& shown);

} // namespace payout::dispatch
