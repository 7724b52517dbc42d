// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approval/set_rows_aside.h"

#include "core/approval/hold_table.h"
#include "core/approval/reject_instruction.h"
#include "core/people/submit_token.h"
#include "core/store/transaction.h"

namespace payout::approval {

using rules::Refusal;

namespace {

Done maySetAside(store::Connection& connection, const AsideRequest& request) {
    TRY_DONE(rules::mayDo(request.actor, rules::Task::SetRowsAside));
    TRY(const InstructionRow instruction, lockInstruction(connection, request.instruction));
    if (request.actor.person == instruction.maker) return rules::refuse(Refusal::MakerIsChecker, request.actor.login);
    if (instruction.state != rules::InstructionState::ApprovedProcessing) return rules::refuse(Refusal::AlreadyClaimed);
    return {};
}

Result<std::int64_t> setAsideIn(store::Connection& connection, const AsideRequest& request, const QString& reason) {
    const people::TokenUse use{request.actor.person, setAsideCommand, asideKey(request.payouts)};
    TRY(const auto answered, people::takeToken(connection, request.token, use));
    if (answered) return answered->toLongLong();
    TRY_DONE(maySetAside(connection, request));
    TRY(const UtcTime now, connection.now());
    for (const PayoutId payout : request.payouts) {
        if (instructionOf(payout) != request.instruction) return rules::refuse(Refusal::AlreadyClaimed);
        TRY(const std::int64_t done, insertSetAside(connection, {payout, request.actor.person, now, reason}));
        if (done != 1) return rules::refuse(Refusal::AlreadyClaimed, QString::number(payout.value));
    }
    const auto count = static_cast<std::int64_t>(request.payouts.size());
    TRY_DONE(people::answerToken(connection, request.token, QString::number(count)));
    return count;
}

} // namespace

QString asideKey(const std::vector<PayoutId>& payouts) {
    std::vector<people::SeenRow> rows;
    rows.reserve(payouts.size());
    for (const PayoutId payout : payouts) rows.push_back({payout, 0});
    return people::rowsKey(setAsideCommand, std::move(rows));
}

Result<std::int64_t> setRowsAside(store::Connection& connection, const AsideRequest& request) {
    if (request.payouts.size() > asideRowsMax) return rules::refuse(Refusal::TooManyRows);
    TRY(const QString reason, requireReason(request.reason));
    return store::inTransaction(connection, store::Isolation::Write,
                                [&](store::Connection& c) { return setAsideIn(c, request, reason); });
}

} // namespace payout::approval
