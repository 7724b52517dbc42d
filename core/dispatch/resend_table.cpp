// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dispatch/resend_table.h"

#include "core/store/statement.h"

namespace payout::dispatch {

Result<std::vector<Orphan>> expiredResends(store::Connection& connection, std::int64_t rowsMax) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT p.id, a.attempt_no, p.version
                                      FROM payout p JOIN attempt a ON a.payout_id = p.id AND a.state = 'UNKNOWN'
                                      WHERE p.state = 'PROCESSING' AND p.last_reason = 'pay again'
                                        AND NOT EXISTS (SELECT 1 FROM attempt_resendable r
                                          WHERE r.payout_id = a.payout_id AND r.attempt_no = a.attempt_no)
                                      ORDER BY p.id LIMIT ?)sql",
                                rowsMax));
    std::vector<Orphan> found;
    while (rows.next()) found.push_back({rows.id<PayoutId>(0), rows.integer(1), true, rows.int64(2)});
    TRY_DONE(rows.finish());
    return found;
}

Done markNumberExpired(store::Connection& connection, const Orphan& orphan, UtcTime now, std::chrono::milliseconds lock,
                       const QString& actor) {
    TRY(const std::int64_t changed,
        store::execute(connection,
                       R"sql(UPDATE payout SET state = 'EXCEPTION', state_at_ms = ?, exception_at_ms = ?,
                                 unlocks_at_ms = ?, sub_reason = 'NUMBER_EXPIRED', version = version + 1,
                                 last_actor = ?, last_reason = 'NUMBER_EXPIRED', last_evidence = ''
                             WHERE id = ? AND state = 'PROCESSING' AND version = ?)sql",
                       now, now, now + lock, actor, orphan.payout, orphan.version));
    if (changed != 1) return unavailable(QStringLiteral("Serialization"));
    return {};
}

} // namespace payout::dispatch
