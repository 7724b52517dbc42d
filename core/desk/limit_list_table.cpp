// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/limit_list_table.h"

#include "core/store/statement.h"

#include <algorithm>

namespace payout::desk {

namespace {

Result<rules::LimitKind> kindOf(const QString& name) {
    const auto kind = rules::limitKindNamed(name);
    if (!kind) return broken(QStringLiteral("UnknownStoredLimit"), name);
    return *kind;
}

// Claimed rows without a live permit, and approved ones that are still to be claimed.
#define WAITING_ROWS                                                                                                   \
    "SELECT w.id, w.amount_minor, w.currency, w.since_ms, w.claimed, "                                                 \
    "(SELECT v.kind FROM send_over_limit v WHERE v.payout_id = w.id) AS kind FROM ("                                   \
    "SELECT p.id, p.amount_minor, p.currency, p.state_at_ms AS since_ms, 1 AS claimed FROM payout p "                  \
    "WHERE p.state = 'PROCESSING' AND p.hold IS NULL AND NOT EXISTS (SELECT 1 FROM attempt a "                         \
    "WHERE a.payout_id = p.id AND a.state IN ('ARMED', 'UNKNOWN', 'SETTLED')) "                                        \
    "UNION ALL SELECT p.id, p.amount_minor, p.currency, d.at_ms, 0 FROM instruction i "                                \
    "JOIN approval d ON d.instruction_id = i.id JOIN payout p ON p.id BETWEEN i.id * 1048576 + 1 "                     \
    "AND i.id * 1048576 + i.rows_count WHERE i.state = 'APPROVED_PROCESSING' AND i.all_claimed = 0 "                   \
    "AND p.state IS NULL AND p.hold IS NULL AND NOT EXISTS (SELECT 1 FROM row_set_aside s "                            \
    "WHERE s.payout_id = p.id)) w"

Done readSums(store::Connection& connection, DispatchOverview& overview) {
    TRY(auto rows, store::query(connection, "SELECT x.kind, x.currency, COUNT(*), CAST(SUM(x.amount_minor) AS {int}), "
                                            "MIN(x.since_ms) FROM (" WAITING_ROWS
                                            ") x WHERE x.kind IS NOT NULL GROUP BY x.kind, x.currency "
                                            "ORDER BY x.currency, x.kind"));
    while (rows.next()) {
        TRY(const auto kind, kindOf(rows.text(0)));
        TRY(const Currency currency, Currency::parse(rows.text(1)));
        overview.limitWaits.push_back({kind, rows.int64(2), Money{rows.int64(3), currency}, rows.time(4)});
    }
    return rows.finish();
}

Done readOverLimit(store::Connection& connection, DispatchOverview& overview) {
    TRY(auto rows,
        store::query(connection,
                     "SELECT x.id, m.code, p.merchant_row_ref, p.payee_name, x.amount_minor, x.currency, x.kind, "
                     "l.amount_minor, x.since_ms, x.claimed FROM (" WAITING_ROWS
                     ") x JOIN payout p ON p.id = x.id JOIN merchant m ON m.id = p.merchant_id "
                     "JOIN send_limit l ON l.kind = x.kind AND l.currency = x.currency "
                     "WHERE x.kind IN ('PAYOUT', 'PAYEE_DAY') OR x.amount_minor > l.amount_minor "
                     "ORDER BY x.since_ms, x.id LIMIT ?",
                     overLimitShownMax));
    while (rows.next()) {
        TRY(const auto kind, kindOf(rows.text(6)));
        TRY(const Currency currency, Currency::parse(rows.text(5)));
        overview.overLimit.push_back({rows.id<PayoutId>(0), rows.text(1), rows.text(2), rows.text(3),
                                      Money{rows.int64(4), currency}, kind, Money{rows.int64(7), currency},
                                      rows.time(8), rows.boolean(9)});
    }
    return rows.finish();
}

} // namespace

Done readLimitWaits(store::Connection& connection, DispatchOverview& overview) {
    if (std::ranges::none_of(overview.limits, [](const auto& limit) { return limit.minor.has_value(); })) return {};
    TRY_DONE(readSums(connection, overview));
    if (overview.limitWaits.empty()) return {};
    return readOverLimit(connection, overview);
}

} // namespace payout::desk
