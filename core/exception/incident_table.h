// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/utc_time.h"
#include "core/exception/close_incident.h"

#include <optional>

namespace payout::exception {

struct IncidentRow {
    bool isClosed = false;
    std::optional<IncidentProposalId> newestProposal;
    std::optional<PersonId> proposedBy; ///< of the newest proposal
};
/// Locked where the engine locks rows, so that two proposals or closures come one after the other.
Result<std::optional<IncidentRow>> incidentForUpdate(store::Connection& connection, IncidentId incident);

struct NewClosureProposal {
    IncidentId incident;
    QString cause;
    QString reason;
    PersonId person;
    UtcTime at;
};
Result<IncidentProposalId> insertClosureProposal(store::Connection& connection, const NewClosureProposal& proposal);
Done insertClosure(store::Connection& connection, IncidentId incident, IncidentProposalId proposal, PersonId person,
                   UtcTime at);

} // namespace payout::exception
