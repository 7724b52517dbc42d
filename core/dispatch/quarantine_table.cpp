// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/quarantine_table.h"

#include "core/rules/refusal.h"
#include "core/store/statement.h"

namespace payout::dispatch {

namespace {

Result<QStringList> names(store::Connection& connection, const char* sql, std::int64_t quarantine) {
    TRY(auto rows, store::query(connection, sql, quarantine));
    QStringList found;
    while (rows.next()) found << rows.text(0);
    TRY_DONE(rows.finish());
    return found;
}

Done oneRow(const Result<std::int64_t>& changed) {
    if (!changed) return std::unexpected(changed.error());
    if (*changed != 1) return rules::refuse(rules::Refusal::AlreadyHandled);
    return {};
}

} // namespace

Done lockQuarantine(store::Connection& connection) {
    TRY(auto locked,
        store::query(connection, R"sql(SELECT id FROM quarantine WHERE state <> 'RELEASED' {for_update})sql"));
    return locked.finish();
}

Result<std::optional<QuarantineView>> quarantineRow(store::Connection& connection) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT q.id, q.raised_ms, q.raised_by, q.reason, q.detail, q.proposed_by,
                                        COALESCE(p.display_name, ''), q.proposed_ms, q.proposal_reason,
                                        q.without_egress
                                      FROM quarantine q LEFT JOIN person p ON p.id = q.proposed_by
                                      WHERE q.state <> 'RELEASED')sql"));
    std::optional<QuarantineView> found;
    if (rows.next()) {
        found.emplace();
        found->id = rows.int64(0);
        found->raisedAt = rows.time(1);
        found->raisedBy = rows.text(2);
        found->reason = rows.text(3);
        found->detail = rows.text(4);
        if (const auto proposer = rows.optionalInt64(5)) found->proposedBy = PersonId(*proposer);
        found->proposedByName = rows.text(6);
        found->proposedAt = rows.optionalTime(7);
        found->proposalReason = rows.text(8);
        found->withoutEgress = rows.text(9);
    }
    TRY_DONE(rows.finish());
    return found;
}

Done addReports(store::Connection& connection, QuarantineView& view) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT egress, permits, permits_unknown FROM quarantine_report
                                      WHERE quarantine_id = ? ORDER BY egress)sql",
                                view.id));
    while (rows.next()) view.reports.push_back({rows.text(0), rows.int64(1), rows.int64(2)});
    TRY_DONE(rows.finish());
    TRY(view.unreported, names(connection,
                               R"sql(SELECT egress FROM quarantine_unreported WHERE quarantine_id = ?
                                     ORDER BY egress)sql",
                               view.id));
    TRY(view.uncompared, names(connection,
                               R"sql(SELECT c.name FROM quarantine_uncompared u JOIN channel c ON c.id = u.channel_id
                                     WHERE u.quarantine_id = ? ORDER BY c.name)sql",
                               view.id));
    TRY(auto sums, store::query(connection,
                                R"sql(SELECT COUNT(*), COALESCE(CAST(SUM(amount_minor) AS {int}), 0)
                                      FROM remembered_send WHERE quarantine_id = ?)sql",
                                view.id));
    if (sums.next()) {
        view.remembered = sums.int64(0);
        view.rememberedMinor = sums.int64(1);
    }
    return sums.finish();
}

Result<bool> isSendingQuarantined(store::Connection& connection) {
    TRY(const std::int64_t quarantined,
        store::queryInt64(connection, R"sql(SELECT quarantined FROM sending_quarantined)sql"));
    return quarantined != 0;
}

Done insertByHand(store::Connection& connection, const QString& login, const QString& reason) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO quarantine (raised_ms, raised_by, reason, detail, identifier, timeline,
                                      state)
                                  SELECT k.now_ms, CAST(? AS TEXT), 'BY_HAND', CAST(? AS TEXT), d.identifier,
                                      d.timeline, 'RAISED' FROM payout_clock k CROSS JOIN database_identity d)sql",
                            login, reason));
    return {};
}

Done writeProposal(store::Connection& connection, std::int64_t quarantine, PersonId proposer, const QString& reason,
                   const QString& withoutEgress) {
    return oneRow(store::execute(connection,
                                 R"sql(UPDATE quarantine SET state = 'PROPOSED', proposed_by = ?, proposed_ms =
                                         (SELECT now_ms FROM payout_clock), proposal_reason = ?, without_egress = ?
                                       WHERE id = ? AND state <> 'RELEASED')sql",
                                 proposer, reason, withoutEgress, quarantine));
}

Done writeRelease(store::Connection& connection, std::int64_t quarantine, PersonId releaser) {
    return oneRow(store::execute(connection,
                                 R"sql(UPDATE quarantine SET state = 'RELEASED', released_by = ?, released_ms =
                                         (SELECT now_ms FROM payout_clock) WHERE id = ? AND state = 'PROPOSED')sql",
                                 releaser, quarantine));
}

} // namespace payout::dispatch
