// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/stop_table.h"

#include "core/store/statement.h"

namespace payout::dispatch {

Result<std::vector<StopView>> stopRows(store::Connection& connection) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT s.merchant_id, COALESCE(m.code, ''), COALESCE(m.name, ''), s.stop_reason,
                                        p.display_name, s.stopped_ms, s.lift_proposed_by,
                                        COALESCE(l.display_name, ''), s.lift_proposed_ms
                                      FROM stop_switch s JOIN person p ON p.id = s.stopped_by
                                        LEFT JOIN merchant m ON m.id = s.merchant_id
                                        LEFT JOIN person l ON l.id = s.lift_proposed_by
                                      WHERE s.stopped = 1
                                      ORDER BY CASE WHEN s.merchant_id = 0 THEN 0 ELSE 1 END, m.code)sql"));
    std::vector<StopView> found;
    while (rows.next()) {
        StopView stop;
        stop.merchant = rows.id<MerchantId>(0);
        stop.merchantCode = rows.text(1);
        stop.merchantName = rows.text(2);
        stop.reason = rows.text(3);
        stop.stoppedByName = rows.text(4);
        stop.stoppedAt = rows.time(5);
        if (const auto by = rows.optionalInt64(6)) stop.liftProposedBy = PersonId(*by);
        stop.liftProposedByName = rows.text(7);
        stop.liftProposedAt = rows.optionalTime(8);
        found.push_back(std::move(stop));
    }
    TRY_DONE(rows.finish());
    return found;
}

Result<StopRow> stopForUpdate(store::Connection& connection, MerchantId merchant) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT s.stopped, s.lift_proposed_by, COALESCE(s.stopped_ms, 0), s.stop_reason,
                                        (SELECT COUNT(*) FROM person_role r JOIN person p ON p.id = r.person_id
                                           WHERE r.person_id = s.lift_proposed_by AND r.role = 'SUPERVISOR'
                                             AND p.active = 1)
                                      FROM stop_switch s WHERE s.merchant_id = ? {for_update})sql",
                                merchant));
    StopRow row;
    if (rows.next()) {
        row.facts.stopped = rows.boolean(0);
        if (const auto by = rows.optionalInt64(1)) row.facts.liftProposedBy = PersonId(*by);
        row.stoppedAt = rows.time(2);
        row.reason = rows.text(3);
        row.facts.proposerSupervises = rows.int64(4) > 0;
    }
    TRY_DONE(rows.finish());
    return row;
}

Result<std::int64_t> writeStop(store::Connection& connection, MerchantId merchant, PersonId person,
                               const QString& reason, UtcTime now) {
    return store::execute(connection,
                          R"sql(UPDATE stop_switch SET stopped = 1, stop_reason = ?, stopped_by = ?, stopped_ms = ?,
                                    lift_proposed_by = NULL, lift_proposed_ms = NULL, lifted_by = NULL
                                WHERE merchant_id = ?)sql",
                          reason, person, now, merchant);
}

Done writeLiftProposal(store::Connection& connection, MerchantId merchant, PersonId person, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE stop_switch SET lift_proposed_by = ?, lift_proposed_ms = ?
                                  WHERE merchant_id = ? AND stopped = 1)sql",
                            person, now, merchant));
    return {};
}

Done writeLift(store::Connection& connection, MerchantId merchant, PersonId person) {
    TRY_DONE(store::execute(connection,
                            R"sql(UPDATE stop_switch SET stopped = 0, lifted_by = ?
                                  WHERE merchant_id = ? AND stopped = 1)sql",
                            person, merchant));
    return {};
}

} // namespace payout::dispatch
