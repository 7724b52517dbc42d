// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/screening/screening_table.h"

#include "core/store/statement.h"

namespace payout::screening {

Result<bool> isListed(store::Connection& connection, PayoutId payout) {
    TRY(const std::int64_t hits,
        store::queryInt64(connection,
                          R"sql(SELECT COUNT(*) FROM payout p JOIN screening_list l ON l.payee_account = p.payee_account
                                WHERE p.id = ?)sql",
                          payout));
    return hits > 0;
}

Done insertScreening(store::Connection& connection, PayoutId payout, UtcTime now, const QString& result) {
    TRY_DONE(store::execute(connection,
                            R"sql(INSERT INTO screening (payout_id, at_ms, result) VALUES (?, ?, ?)
                                  ON CONFLICT DO NOTHING)sql",
                            payout, now, result));
    return {};
}

Result<std::optional<ScreeningRow>> newestScreening(store::Connection& connection, PayoutId payout) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT at_ms, result FROM screening WHERE payout_id = ?
                                      ORDER BY at_ms DESC, result LIMIT 1)sql",
                                payout));
    std::optional<ScreeningRow> newest;
    if (rows.next()) newest = ScreeningRow{rows.time(0), rows.text(1)};
    TRY_DONE(rows.finish());
    return newest;
}

} // namespace payout::screening
