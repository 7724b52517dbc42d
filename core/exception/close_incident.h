// SPDX-License-Identifier: GPL-3.0-or-later
// An incident is closed by two people (workday 8.1): a supervisor says what it was and why it is over, a second
// supervisor or an auditor confirms. Nothing is deleted: the incident, every proposal and the closure stay (INV8). An
// open incident of its payouts holds the next sub-batch of an instruction (R10); a closed one does not.
#pragma once

#include "core/base/ids.h"
#include "core/rules/roles.h"
#include "core/store/connection.h"

#include <QString>

namespace payout::exception {

using IncidentId = Id<struct IncidentTag>;
using IncidentProposalId = Id<struct IncidentProposalTag>;

/// What it turned out to be.
enum class IncidentCause {
    MoneyRecovered, ///< the money came back
    LossAccepted,   ///< it did not, and the institution bears it
    BankCorrected,  ///< the bank corrected its record
    NoLoss,         ///< no money moved wrongly
};
[[nodiscard]] QString storedName(IncidentCause cause); ///< "MONEY_RECOVERED", "LOSS_ACCEPTED", ...

/// What tokens are issued for; the object key is incidentKey or closureKey.
inline const QString proposeClosureCommand = QStringLiteral("propose incident closure");
inline const QString closeIncidentCommand = QStringLiteral("close incident");
[[nodiscard]] QString incidentKey(IncidentId incident);
[[nodiscard]] QString closureKey(IncidentId incident, IncidentProposalId proposal);

struct ClosureProposal {
    rules::Actor actor;
    QString token;
    IncidentId incident;
    IncidentCause cause = IncidentCause::NoLoss;
    QString reason;
};
/// A newer proposal takes an older one's place. Refused: RoleMissing, ReasonMissing, AlreadyHandled (it is closed),
/// "IncidentUnknown", and the token's refusals; a repeated token gives the first answer.
Result<IncidentProposalId> proposeIncidentClosure(store::Connection& connection, const ClosureProposal& proposal);

struct ClosureConfirmation {
    rules::Actor actor;
    QString token;
    IncidentId incident;
    IncidentProposalId proposal; ///< the one that the person saw
};
/// Refused: RoleMissing, MakerIsChecker, NotProposed, ShownChanged (there is a newer proposal), AlreadyHandled, and the
/// token's refusals.
Done confirmIncidentClosure(store::Connection& connection, const ClosureConfirmation& confirmation);

} // namespace payout::exception
