// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/timeline_table.h"

#include "core/store/statement.h"

#include <algorithm>

namespace payout::desk {

Result<std::vector<TimelineEntry>> payoutTimeline(store::Connection& connection, PayoutId payout) {
    const InstructionId instruction = instructionOf(payout);
    TRY(auto rows,
        store::query(
            connection,
            R"sql(SELECT at_ms, actor, 'DEBITED' AS what, '' AS f, '' AS t, '' AS detail, 1 AS rank FROM journal_entry
                    WHERE instruction_id = ? AND kind = 'DEBIT_FIRST'
                  UNION ALL
                  SELECT a.at_ms, p.login, CASE WHEN a.decision = 'APPROVED' THEN 'APPROVED' ELSE 'REJECTED' END, '', '',
                         a.reason, 2 FROM approval a JOIN person p ON p.id = a.approver_id WHERE a.instruction_id = ?
                  UNION ALL
                  SELECT at_ms, actor, CASE WHEN event = 'state' THEN 'STATE' WHEN event = 'hold released'
                             THEN 'HOLD_RELEASED' WHEN event = 'set aside' THEN 'SET_ASIDE'
                             WHEN event LIKE 'proposed%' THEN 'PROPOSED'
                             WHEN event LIKE '%CONFIRMED' THEN 'CONFIRMED' WHEN event LIKE '%REFUSED' THEN 'REFUSED'
                             ELSE 'STATE' END,
                         from_state, to_state, CASE WHEN evidence = '' OR event <> 'state' THEN reason
                             ELSE reason || ' (' || evidence || ')' END, 5
                    FROM trail WHERE object_kind = 'payout' AND object_id = ?
                  UNION ALL
                  SELECT s.armed_ms, s.host, 'SENT', '', '', a.order_no, 4 FROM send s JOIN attempt a
                    ON a.payout_id = s.payout_id AND a.attempt_no = s.attempt_no WHERE s.payout_id = ?
                  UNION ALL
                  SELECT at_ms, host, CASE WHEN operation = 'SEND' THEN 'ANSWERED' ELSE 'ASKED' END, '', '',
                         outcome || CASE WHEN code = '' THEN '' ELSE ' ' || code END, 6 FROM answer WHERE payout_id = ?
                  UNION ALL
                  SELECT b.booked_ms, f.file_name, 'STATEMENT_LINE', '',
                         CASE WHEN f.state IN ('QUARANTINED', 'REJECTED') THEN f.state ELSE '' END,
                         b.direction || ' ' || b.flow_no, 7
                    FROM attempt a JOIN bank_line b ON b.channel_id = a.channel_id AND b.order_no = a.order_no
                      JOIN statement_file f ON f.id = b.file_id WHERE a.payout_id = ?
                  ORDER BY 1, 7)sql",
            instruction, instruction, payout, payout, payout, payout));
    std::vector<TimelineEntry> entries;
    while (rows.next())
        entries.push_back({rows.time(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5)});
    TRY_DONE(rows.finish());
    return entries;
}

} // namespace payout::desk
