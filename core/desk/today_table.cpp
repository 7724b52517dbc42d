// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/today_table.h"

#include "core/store/statement.h"

namespace payout::desk {

namespace {
constexpr std::chrono::minutes unpaidAge{15}; // R35
constexpr std::int64_t dayMs = 86'400'000;
constexpr std::int64_t hourMs = 3'600'000;
} // namespace

Done readWaiting(store::Connection& connection, TodayFigures& figures) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT COUNT(*), COALESCE(CAST(SUM(total_minor) AS {int}), 0), MIN(created_ms),
                             (SELECT COUNT(*) FROM payout p JOIN instruction h ON h.id = p.instruction_id
                                WHERE p.hold IS NOT NULL AND p.state IS NULL
                                  AND h.state IN ('PENDING_APPROVAL', 'APPROVED_PROCESSING')),
                             (SELECT now_ms FROM payout_clock)
                           FROM instruction WHERE state = 'PENDING_APPROVAL')sql"));
    if (rows.next()) {
        figures.batchesWaiting = rows.int64(0);
        figures.batchesWaitingTotal.minor = rows.int64(1);
        figures.oldestWaitingSince = rows.optionalTime(2);
        figures.heldRows = rows.int64(3);
        figures.now = rows.time(4);
    }
    return rows.finish();
}

Done readUnproven(store::Connection& connection, TodayFigures& figures) {
    const UtcTime overdueBefore = figures.now - unpaidAge;
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT
                             (SELECT COUNT(*) FROM payout p WHERE p.state = 'EXCEPTION'),
                             (SELECT COALESCE(CAST(SUM(p.amount_minor) AS {int}), 0) FROM payout p WHERE p.state = 'EXCEPTION'),
                             (SELECT COUNT(*) FROM payout p WHERE p.state = 'PROCESSING' AND EXISTS (SELECT 1 FROM attempt a
                                WHERE a.payout_id = p.id AND a.state = 'ARMED')),
                             (SELECT COALESCE(CAST(SUM(p.amount_minor) AS {int}), 0) FROM payout p WHERE p.state = 'PROCESSING'
                                AND EXISTS (SELECT 1 FROM attempt a WHERE a.payout_id = p.id AND a.state = 'ARMED')),
                             (SELECT COUNT(*) FROM payout p WHERE p.state = 'EXCEPTION' AND p.unlocks_at_ms > ?),
                             (SELECT MIN(p.unlocks_at_ms) FROM payout p WHERE p.state = 'EXCEPTION' AND p.unlocks_at_ms > ?),
                             (SELECT COUNT(*) FROM exception_action e JOIN payout p ON p.id = e.payout_id
                                WHERE e.state = 'PROPOSED' AND p.state = 'EXCEPTION'),
                             (SELECT COUNT(*) FROM payout p WHERE p.state = 'PROCESSING' AND p.state_at_ms < ?)
                               + (SELECT COUNT(*) FROM instruction i JOIN approval a ON a.instruction_id = i.id
                                    JOIN payout p ON p.id BETWEEN i.id * 1048576 + 1 AND i.id * 1048576 + i.rows_count
                                    WHERE i.state = 'APPROVED_PROCESSING' AND i.all_claimed = 0 AND a.at_ms < ? AND p.state IS NULL
                                      AND p.hold IS NULL))sql",
                                figures.now, figures.now, overdueBefore, overdueBefore));
    if (rows.next()) {
        const std::int64_t exceptions = rows.int64(0);
        figures.unprovenCount = exceptions + rows.int64(2);
        figures.unprovenTotal.minor = rows.int64(1) + rows.int64(3);
        figures.exceptionsLocked = rows.int64(4);
        figures.exceptionsUnlocked = exceptions - figures.exceptionsLocked;
        figures.nextUnlockAt = rows.optionalTime(5);
        figures.proposalsOpen = rows.int64(6);
        figures.overdueCount = rows.int64(7);
    }
    return rows.finish();
}

// From the journal: what the books call paid and returned today.
Done readDone(store::Connection& connection, TodayFigures& figures) {
    const UtcTime from = startOf(businessDateOf(figures.now));
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT kind, COUNT(*), CAST(SUM(amount_minor) AS {int}) FROM journal_entry
                                      WHERE kind IN ('PAID', 'RE_CREDIT') AND at_ms >= ? GROUP BY kind)sql",
                                from));
    while (rows.next()) {
        const bool paid = rows.text(0) == u"PAID";
        (paid ? figures.paidTodayCount : figures.returnedTodayCount) = rows.int64(1);
        (paid ? figures.paidToday : figures.returnedToday).minor = rows.int64(2);
    }
    return rows.finish();
}

Done readJobs(store::Connection& connection, TodayFigures& figures) {
    TRY(auto rows,
        store::query(connection, R"sql(SELECT job, host, heartbeat_ms, expires_ms FROM lease ORDER BY job)sql"));
    while (rows.next()) figures.jobs.push_back({rows.text(0), rows.text(1), rows.time(2), rows.time(3) > figures.now});
    return rows.finish();
}

Result<ReturnCredit> creditOf(store::Rows& rows) {
    ReturnCredit credit;
    credit.payout = rows.id<PayoutId>(11);
    TRY(const Currency paid, Currency::parse(rows.text(13)));
    credit.amount = Money{rows.int64(12), paid};
    credit.line = rows.id<BankLineId>(14);
    TRY(const Currency returned, Currency::parse(rows.text(16)));
    credit.returned = Money{rows.int64(15), returned};
    credit.state = rows.text(17);
    if (rows.int64(23) == 0) return credit;
    credit.by = PersonId(rows.optionalInt64(18).value_or(0));
    credit.byName = rows.text(19);
    credit.reason = rows.text(20);
    if (credit.state == u"OPEN" && !rows.text(22).isEmpty()) {
        credit.refusedByName = rows.text(21);
        credit.refusalReason = rows.text(22);
    }
    return credit;
}

// Those that hold their batch first: a flood of the two mild kinds must not push them out of sight.
Done readIncidents(store::Connection& connection, TodayFigures& figures) {
    TRY(auto rows, store::query(connection,
                                R"sql(SELECT x.kind, c.name, x.at_ms, x.detail, x.id, q.id, q.cause, q.reason,
                                        q.proposed_by, p.display_name, q.proposed_ms,
                                        r.payout_id, t.amount_minor, t.currency, x.bank_line_id, b.amount_minor,
                                        b.currency, CASE WHEN r.state = 'OPEN' OR r.bank_line_id = x.bank_line_id
                                          THEN r.state ELSE 'ELSEWHERE' END, r.proposed_by,
                                        COALESCE(w.display_name, ''), r.reason,
                                        COALESCE(d.display_name, ''), COALESCE(r.refusal_reason, ''),
                                        CASE WHEN r.bank_line_id = x.bank_line_id THEN 1 ELSE 0 END
                                      FROM incident x JOIN channel c ON c.id = x.channel_id
                                        LEFT JOIN incident_proposal q ON q.id = (SELECT MAX(z.id)
                                          FROM incident_proposal z WHERE z.incident_id = x.id)
                                        LEFT JOIN person p ON p.id = q.proposed_by
                                        LEFT JOIN bank_return r ON r.payout_id = x.payout_id
                                          AND x.kind = 'BANK_RETURN_AFTER_SUCCESS'
                                        LEFT JOIN payout t ON t.id = r.payout_id
                                        LEFT JOIN bank_line b ON b.id = x.bank_line_id
                                        LEFT JOIN person w ON w.id = r.proposed_by
                                        LEFT JOIN person d ON d.id = r.decided_by
                                      WHERE NOT EXISTS (SELECT 1 FROM incident_closure y WHERE y.incident_id = x.id)
                                      ORDER BY CASE WHEN x.kind IN ('BANK_RETURN_AFTER_SUCCESS', 'UNSIGNED_ANSWER')
                                        THEN 1 ELSE 0 END, x.id DESC LIMIT 20)sql"));
    while (rows.next()) {
        IncidentView incident{rows.text(0), rows.text(1), rows.time(2), rows.text(3), rows.int64(4)};
        if (const auto proposal = rows.optionalInt64(5))
            incident.closing = ClosingProposal{*proposal,    rows.text(6), rows.text(7), rows.id<PersonId>(8),
                                               rows.text(9), rows.time(10)};
        if (!rows.isNull(11)) {
            TRY(incident.credit, creditOf(rows));
        }
        figures.incidents.push_back(std::move(incident));
    }
    return rows.finish();
}

Done readOutflow(store::Connection& connection, TodayFigures& figures) {
    const UtcTime from = startOf(businessDateOf(figures.now));
    const UtcTime to(from.ms + dayMs);
    const auto fill = [&](const char* sql, std::array<std::int64_t, 24>& hours) -> Done {
        TRY(auto rows, store::query(connection, sql, from, hourMs, from, to));
        while (rows.next()) {
            const std::int64_t hour = rows.int64(0);
            if (hour >= 0 && hour < 24) hours[static_cast<std::size_t>(hour)] = rows.int64(1);
        }
        return rows.finish();
    };
    TRY_DONE(fill(R"sql(SELECT (s.armed_ms - CAST(? AS {int})) / CAST(? AS {int}), CAST(SUM(p.amount_minor) AS {int})
                        FROM send s JOIN attempt a ON a.payout_id = s.payout_id AND a.attempt_no = s.attempt_no
                          AND a.state = 'SETTLED' JOIN payout p ON p.id = s.payout_id
                        WHERE s.armed_ms >= ? AND s.armed_ms < ? AND p.state = 'SUCCESS' GROUP BY 1)sql",
                  figures.systemOutflowMinor));
    return fill(R"sql(SELECT (b.booked_ms - CAST(? AS {int})) / CAST(? AS {int}), CAST(SUM(b.amount_minor) AS {int})
                      FROM bank_line b JOIN statement_file f ON f.id = b.file_id AND f.state IN ('LOADED', 'ACCEPTED')
                      WHERE b.booked_ms >= ? AND b.booked_ms < ? AND b.direction = 'DEBIT'
                        AND b.status = 'BOOKED' AND b.repeat_of IS NULL GROUP BY 1)sql",
                figures.bankOutflowMinor);
}

Done readNewCodes(store::Connection& connection, TodayFigures& figures) {
    TRY(auto rows,
        store::query(connection,
                     R"sql(SELECT c.code, n.operation, n.code FROM new_code n JOIN channel c ON c.id = n.channel_id
                                      ORDER BY n.at_ms DESC LIMIT 20)sql"));
    while (rows.next()) figures.newCodes.push_back(rows.text(0) + u' ' + rows.text(1).toLower() + u' ' + rows.text(2));
    return rows.finish();
}

} // namespace payout::desk
