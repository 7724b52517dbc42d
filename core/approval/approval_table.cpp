// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/approval_table.h"

#include "core/store/statement.h"

namespace payout::approval {

Result<std::optional<Decision>> findDecision(store::Connection& connection, InstructionId instruction) {
    TRY(auto rows, store::query(connection, R"sql(SELECT a.decision, p.login, a.at_ms FROM approval a
                                                  JOIN person p ON p.id = a.approver_id WHERE a.instruction_id = ?)sql",
                                instruction));
    std::optional<Decision> found;
    if (rows.next()) {
        TRY(const Verdict verdict, verdictNamed(rows.text(0)));
        found = Decision{instruction, verdict, rows.text(1), rows.time(2), false};
    }
    TRY_DONE(rows.finish());
    return found;
}

Done insertApproval(store::Connection& connection, const ApprovalRow& row) {
    TRY_DONE(store::execute(connection, R"sql(INSERT INTO approval (instruction_id, decision, approver_id, at_ms,
                                              shown_digest, reason) VALUES (?, ?, ?, ?, ?, ?))sql",
                            row.instruction, storedName(row.verdict), row.approver, row.at, row.shownDigest,
                            row.reason));
    return {};
}

} // namespace payout::approval
