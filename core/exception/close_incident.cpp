// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exception/close_incident.h"

#include "core/exception/incident_table.h"
#include "core/people/submit_token.h"
#include "core/store/transaction.h"

namespace payout::exception {

using rules::Refusal;

namespace {

Result<IncidentRow> openIncident(store::Connection& c, IncidentId incident) {
    TRY(const auto found, incidentForUpdate(c, incident));
    if (!found) return refused(QStringLiteral("IncidentUnknown"), QString::number(incident.value));
    if (found->isClosed) return rules::refuse(Refusal::AlreadyHandled);
    return *found;
}

Result<IncidentProposalId> proposeIn(store::Connection& c, const ClosureProposal& proposal) {
    TRY(const auto first,
        people::takeToken(c, proposal.token,
                          {proposal.actor.person, proposeClosureCommand, incidentKey(proposal.incident)}));
    if (first) return IncidentProposalId(first->toLongLong());
    TRY(const IncidentRow incident, openIncident(c, proposal.incident));
    Q_UNUSED(incident);
    TRY(const UtcTime now, c.now());
    TRY(const IncidentProposalId id, insertClosureProposal(c, {proposal.incident, storedName(proposal.cause),
                                                               proposal.reason.trimmed(), proposal.actor.person, now}));
    TRY_DONE(people::answerToken(c, proposal.token, QString::number(id.value)));
    return id;
}

Done confirmIn(store::Connection& c, const ClosureConfirmation& confirmation) {
    TRY(const auto first, people::takeToken(c, confirmation.token,
                                            {confirmation.actor.person, closeIncidentCommand,
                                             closureKey(confirmation.incident, confirmation.proposal)}));
    if (first) return {};
    TRY(const IncidentRow incident, openIncident(c, confirmation.incident));
    if (!incident.newestProposal) return rules::refuse(Refusal::NotProposed);
    if (*incident.newestProposal != confirmation.proposal) return rules::refuse(Refusal::ShownChanged);
    if (incident.proposedBy == confirmation.actor.person)
        return rules::refuse(Refusal::MakerIsChecker, confirmation.actor.login);
    TRY(const UtcTime now, c.now());
    TRY_DONE(insertClosure(c, confirmation.incident, confirmation.proposal, confirmation.actor.person, now));
    return people::answerToken(c, confirmation.token, QStringLiteral("closed"));
}

} // namespace

QString storedName(IncidentCause cause) {
    switch (cause) {
    case IncidentCause::MoneyRecovered: return QStringLiteral("MONEY_RECOVERED");
    case IncidentCause::LossAccepted: return QStringLiteral("LOSS_ACCEPTED");
    case IncidentCause::BankCorrected: return QStringLiteral("BANK_CORRECTED");
    case IncidentCause::NoLoss: return QStringLiteral("NO_LOSS");
    }
    return {};
}

QString incidentKey(IncidentId incident) { return QString::number(incident.value); }

QString closureKey(IncidentId incident, IncidentProposalId proposal) {
    return QStringLiteral("%1 %2").arg(incident.value).arg(proposal.value);
}

Result<IncidentProposalId> proposeIncidentClosure(store::Connection& connection, const ClosureProposal& proposal) {
    TRY_DONE(rules::mayDo(proposal.actor, rules::Task::ProposeIncidentClosure));
    if (proposal.reason.trimmed().isEmpty()) return rules::refuse(Refusal::ReasonMissing);
    return store::inTransaction(connection, store::Isolation::Write,
                                [&](store::Connection& c) { return proposeIn(c, proposal); });
}

Done confirmIncidentClosure(store::Connection& connection, const ClosureConfirmation& confirmation) {
    TRY_DONE(rules::mayDo(confirmation.actor, rules::Task::ConfirmIncidentClosure));
    return store::inTransaction(connection, store::Isolation::Write,
                                [&](store::Connection& c) { return confirmIn(c, confirmation); });
}

} // namespace payout::exception
