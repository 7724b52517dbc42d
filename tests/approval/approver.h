// SPDX-License-Identifier: GPL-3.0-or-later
// A person at the approval desk: looks, takes a token, clicks.
#pragma once

#include <QTest> // first: moc 6.4 cannot read <compare> before it has seen Qt

#include "core/approval/approve_instruction.h"
#include "core/approval/reject_instruction.h"
#include "core/approval/release_holds.h"
#include "core/approval/review_instruction.h"
#include "core/ledger/ledger_check.h"
#include "core/people/submit_token.h"
#include "core/store/transaction.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

namespace payout::approval {

class Approver {
public:
    Approver(store::Connection& connection, support::PayoutFixture& fixture, PersonId person)
        : m_connection(connection), m_actor(fixture.actor(person)), m_ids(static_cast<std::uint64_t>(person.value)) {}

    const rules::Actor& actor() const { return m_actor; }
    Review look(InstructionId instruction) { return support::must(reviewInstruction(m_connection, instruction)); }
    QString token(const QString& command, InstructionId instruction) {
        return support::must(
            people::issueToken(m_connection, m_ids, {m_actor.person, command, objectKey(instruction)}));
    }
    DecideRequest request(const QString& command, InstructionId instruction) {
        return {m_actor, token(command, instruction), instruction, look(instruction).digest};
    }

    Result<Decision> approve(const DecideRequest& request, const QString& typedTotal = {}) {
        return approveInstruction(m_connection, {request, typedTotal});
    }
    Result<Decision> approve(InstructionId instruction, const QString& typedTotal = {}) {
        return approve(request(approveCommand, instruction), typedTotal);
    }
    Result<Decision> reject(InstructionId instruction, const QString& reason = QStringLiteral("wrong month")) {
        return rejectInstruction(m_connection, {request(rejectCommand, instruction), reason});
    }
    Result<std::int64_t> release(InstructionId instruction, const QString& reason = QStringLiteral("two salaries")) {
        return releaseHolds(m_connection, {m_actor, token(releaseCommand, instruction), instruction, reason});
    }

private:
    store::Connection& m_connection;
    rules::Actor m_actor;
    SeededIdSource m_ids;
};

inline QStringList violations(store::Connection& connection) {
    QStringList lines;
    for (const auto& violation : support::must(ledger::ledgerCheck(connection)))
        lines.append(violation.code + u' ' + violation.detail);
    return lines;
}

/// All values of the first column, as text with blanks between.
inline QString texts(store::Connection& connection, const char* sql) {
    QStringList parts;
    auto rows = support::must(store::query(connection, sql));
    while (rows.next()) parts.append(rows.text(0));
    support::must(rows.finish());
    return parts.join(u' ');
}

} // namespace payout::approval
