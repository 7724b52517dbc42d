// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/limit_table.h"

#include "core/store/statement.h"

namespace payout::dispatch {

Result<std::vector<LimitView>> limitRows(store::Connection& connection) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT k.kind, k.currency, l.amount_minor,
                                        CASE k.kind WHEN 'HOUR' THEN CAST(COALESCE(o.hour_minor, 0) AS {int})
                                          WHEN 'DAY' THEN CAST(COALESCE(o.day_minor, 0) AS {int}) END,
                                        c.id, c.amount_minor, c.reason, c.proposed_by, p.display_name, c.proposed_ms
                                      FROM (SELECT n.kind, n.place, u.currency FROM
                                              (SELECT 'PAYOUT' AS kind, 1 AS place UNION ALL SELECT 'PAYEE_DAY', 2
                                               UNION ALL SELECT 'HOUR', 3 UNION ALL SELECT 'DAY', 4) n
                                              CROSS JOIN (SELECT currency FROM send_limit UNION SELECT currency
                                               FROM send_limit_change UNION SELECT 'CNY') u) k
                                        LEFT JOIN send_limit l ON l.kind = k.kind AND l.currency = k.currency
                                        LEFT JOIN outflow_now o ON o.currency = k.currency
                                        LEFT JOIN send_limit_change c ON c.id = (SELECT MAX(x.id)
                                          FROM send_limit_change x WHERE x.kind = k.kind AND x.currency = k.currency)
                                          AND NOT EXISTS (SELECT 1 FROM send_limit_confirmation f
                                            WHERE f.change_id = c.id)
                                        LEFT JOIN person p ON p.id = c.proposed_by
                                      ORDER BY CASE k.currency WHEN 'CNY' THEN 0 ELSE 1 END, k.currency, k.place)sql"));
    std::vector<LimitView> found;
    while (rows.next()) {
        LimitView limit;
        const auto kind = rules::limitKindNamed(rows.text(0));
        if (!kind) return broken(QStringLiteral("UnknownStoredLimit"), rows.text(0));
        limit.kind = *kind;
        TRY(limit.currency, Currency::parse(rows.text(1)));
        limit.minor = rows.optionalInt64(2);
        limit.used = rows.optionalInt64(3);
        if (const auto id = rows.optionalInt64(4))
            limit.proposal = LimitProposal{*id,          rows.optionalInt64(5), rows.text(6), rows.id<PersonId>(7),
                                           rows.text(8), rows.time(9)};
        found.push_back(std::move(limit));
    }
    TRY_DONE(rows.finish());
    return found;
}

Done lockArms(store::Connection& connection) {
    TRY(auto lease, store::query(connection, R"sql(SELECT epoch FROM lease WHERE job = 'send' {for_update})sql"));
    return lease.finish();
}

Result<std::optional<LimitChangeRow>> limitChange(store::Connection& connection, std::int64_t change) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT c.proposed_by,
                                        (SELECT COUNT(*) FROM send_limit_confirmation f WHERE f.change_id = c.id),
                                        (SELECT COUNT(*) FROM send_limit_change n WHERE n.kind = c.kind
                                           AND n.currency = c.currency AND n.id > c.id)
                                      FROM send_limit_change c WHERE c.id = ?)sql",
                                change));
    std::optional<LimitChangeRow> found;
    if (rows.next()) found = LimitChangeRow{rows.id<PersonId>(0), rows.int64(1) > 0, rows.int64(2) > 0};
    TRY_DONE(rows.finish());
    return found;
}

Result<std::int64_t> insertLimitChange(store::Connection& connection, const LimitChange& change, PersonId person,
                                       UtcTime now) {
    return store::queryInt64(connection,
                             R"sql(INSERT INTO send_limit_change (kind, currency, amount_minor, reason, proposed_by,
                                       proposed_ms) VALUES (?, ?, ?, ?, ?, ?) RETURNING id)sql",
                             rules::storedName(change.kind), change.currency.code(), change.minor,
                             change.reason.trimmed(), person, now);
}

Done insertLimitConfirmation(store::Connection& connection, std::int64_t change, PersonId person, UtcTime now) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO send_limit_confirmation (change_id, confirmed_by, confirmed_ms)
                                  VALUES (?, ?, ?))sql",
                            change, person, now));
    return {};
}

Result<std::int64_t> insertFirstLimit(store::Connection& connection, const FirstLimit& limit) {
    const QString name = rules::storedName(limit.kind);
    const QString currency = limit.amount.currency.code();
    return store::execute(connection,
                          R"sql(INSERT INTO send_limit (kind, currency, amount_minor)
                                SELECT ?, ?, CAST(? AS {int}) WHERE NOT EXISTS (SELECT 1 FROM send_limit l
                                  WHERE l.kind = ? AND l.currency = ?))sql",
                          name, currency, limit.amount.minor, name, currency);
}

} // namespace payout::dispatch
