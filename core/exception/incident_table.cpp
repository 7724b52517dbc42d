// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exception/incident_table.h"

#include "core/store/statement.h"

namespace payout::exception {

Result<std::optional<IncidentRow>> incidentForUpdate(store::Connection& connection, IncidentId incident) {
    TRY(const auto locked,
        store::queryOptionalInt64(connection, R"sql(SELECT id FROM incident WHERE id = ? {for_update})sql", incident));
    if (!locked) return std::nullopt;
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT (SELECT COUNT(*) FROM incident_closure c WHERE c.incident_id = i.id),
                                             p.id, p.proposed_by
                                      FROM incident i LEFT JOIN incident_proposal p
                                        ON p.id = (SELECT MAX(q.id) FROM incident_proposal q WHERE q.incident_id = i.id)
                                      WHERE i.id = ?)sql",
                                incident));
    IncidentRow row;
    if (rows.next()) {
        row.isClosed = rows.int64(0) > 0;
        if (const auto id = rows.optionalInt64(1)) row.newestProposal = IncidentProposalId(*id);
        if (const auto by = rows.optionalInt64(2)) row.proposedBy = PersonId(*by);
    }
    TRY_DONE(rows.finish());
    return row;
}

Result<IncidentProposalId> insertClosureProposal(store::Connection& connection, const NewClosureProposal& proposal) {
    TRY(const std::int64_t id,
        store::queryInt64(connection,
                          R"sql(INSERT INTO incident_proposal (incident_id, cause, reason, proposed_by, proposed_ms)
                                VALUES (?, ?, ?, ?, ?) RETURNING id)sql",
                          proposal.incident, proposal.cause, proposal.reason, proposal.person, proposal.at));
    return IncidentProposalId(id);
}

Done insertClosure(store::Connection& connection, IncidentId incident, IncidentProposalId proposal, PersonId person,
                   UtcTime at) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO incident_closure (incident_id, proposal_id, closed_by, closed_ms)
                                  VALUES (?, ?, ?, ?))sql",
                            incident, proposal, person, at));
    return {};
}

} // namespace payout::exception
