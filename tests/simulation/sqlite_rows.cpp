// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sqlite_rows.h"

#include "core/store/statement.h"
#include "tests/support/payout_fixture.h"

namespace payout::simulate {

using store::Connection;
using store::Rows;
using support::must;

namespace {

/// `make` for each row, appended.
template <class Row, class... Args>
void append(Connection& connection, memory::Table<Row>& table, Row (*make)(Rows&), const char* sql,
            const Args&... args) {
    auto rows = must(store::query(connection, sql, args...));
    while (rows.next()) table.append(make(rows));
    must(rows.finish());
}

template <class Row>
void readAll(Connection& connection, memory::Table<Row>& table, Row (*make)(Rows&), const char* sql) {
    table = {};
    append(connection, table, make, sql);
}

template <class Row>
void readNew(Connection& connection, memory::Table<Row>& table, Row (*make)(Rows&), const char* sql) {
    append(connection, table, make, sql, static_cast<std::int64_t>(table.size()));
}

template <class Id> std::optional<Id> optionalId(Rows& rows, int column) {
    const auto value = rows.optionalInt64(column);
    return value ? std::optional(Id(*value)) : std::nullopt;
}

memory::MerchantRow merchant(Rows& r) { return {r.id<MerchantId>(0), r.text(1), r.int64(2)}; }

memory::ChannelRow channel(Rows& r) {
    memory::ChannelRow row;
    row.id = r.id<ChannelId>(0);
    row.code = r.text(1);
    row.stopped = r.boolean(2);
    return row;
}

memory::InstructionRow instruction(Rows& r) {
    memory::InstructionRow row;
    row.id = r.id<InstructionId>(0);
    row.merchant = r.id<MerchantId>(1);
    row.maker = r.id<PersonId>(2);
    row.approver = optionalId<PersonId>(r, 3);
    row.approvedAt = UtcTime(r.optionalInt64(4).value_or(0));
    row.businessDate = r.date(5);
    return row;
}

memory::PayoutRow payout(Rows& r) {
    memory::PayoutRow row;
    row.id = r.id<PayoutId>(0);
    row.instruction = r.id<InstructionId>(1);
    row.payeeAccount = r.text(2);
    row.amountMinor = r.int64(3);
    row.feeMinor = r.int64(4);
    const QString state = r.text(5);
    row.state = state.isEmpty() ? rules::PayoutState::Unclaimed : must(rules::payoutStateNamed(state));
    row.subReason = r.text(6);
    row.unlocksAt = r.optionalTime(7);
    row.lastReason = r.text(8);
    return row;
}

memory::AttemptRow attempt(Rows& r) {
    memory::AttemptRow row;
    row.payout = r.id<PayoutId>(0);
    row.attemptNo = r.integer(1);
    row.channel = r.id<ChannelId>(2);
    row.orderNo = r.text(3);
    row.state = must(rules::attemptStateNamed(r.text(4)));
    row.epoch = r.int64(5);
    row.payloadDigest = r.text(6);
    row.armedAt = r.optionalTime(7);
    row.neededThrough = r.optionalTime(8);
    row.nextQuery = r.optionalTime(9);
    row.burntAt = r.optionalTime(10);
    return row;
}

memory::SendRow send(Rows& r) {
    memory::SendRow row;
    row.payout = r.id<PayoutId>(0);
    row.attemptNo = r.integer(1);
    row.sendNo = r.integer(2);
    row.armedAt = r.time(3);
    row.epoch = r.int64(4);
    row.payloadDigest = r.text(5);
    row.closedAt = r.optionalTime(6);
    row.bytesWritten = r.int64(7);
    row.observation = r.text(8);
    return row;
}

memory::AnswerRow answer(Rows& r) {
    memory::AnswerRow row;
    row.payout = r.id<PayoutId>(0);
    row.attemptNo = r.integer(1);
    row.operation = r.text(2);
    row.at = r.time(3);
    row.outcome = must(rules::outcomeNamed(r.text(4)));
    row.amountAndOrderEqual = r.boolean(5);
    return row;
}

memory::IncidentRow incident(Rows& r) {
    memory::IncidentRow row;
    row.kind = r.text(0);
    row.payout = PayoutId(r.optionalInt64(1).value_or(0));
    row.attemptNo = static_cast<int>(r.optionalInt64(2).value_or(0));
    return row;
}

memory::TrailRow trail(Rows& r) {
    return {r.time(0), r.text(1), r.text(2), r.int64(3), r.text(4), r.text(5), r.text(6)};
}

memory::ActionRow action(Rows& r) {
    memory::ActionRow row;
    row.payout = r.id<PayoutId>(0);
    row.action = must(rules::exceptionActionNamed(r.text(1)));
    row.proposedBy = r.id<PersonId>(2);
    const QString state = r.text(3);
    row.state = state == u"PROPOSED"    ? memory::ActionState::Proposed
                : state == u"CONFIRMED" ? memory::ActionState::Confirmed
                                        : memory::ActionState::Refused;
    row.decidedBy = optionalId<PersonId>(r, 4);
    row.decidedAt = r.optionalTime(5);
    return row;
}

memory::AccountRow account(Rows& r) {
    memory::AccountRow row;
    row.code = r.text(0);
    row.balanceMinor = r.int64(1);
    return row;
}

memory::EntryKind kindNamed(const QString& kind) {
    using memory::EntryKind;
    if (kind == u"DEPOSIT") return EntryKind::Deposit;
    if (kind == u"DEBIT_FIRST") return EntryKind::DebitFirst;
    if (kind == u"REJECT_GIVE") return EntryKind::RejectGive;
    return kind == u"PAID" ? EntryKind::Paid : EntryKind::ReCredit;
}

memory::EntryRow entry(Rows& r) {
    memory::EntryRow row;
    row.kind = kindNamed(r.text(0));
    row.instruction = optionalId<InstructionId>(r, 1);
    row.payout = optionalId<PayoutId>(r, 2);
    row.amountMinor = r.int64(3);
    row.feeMinor = r.int64(4);
    return row;
}

memory::BankLineRow line(Rows& r) {
    memory::BankLineRow row;
    row.orderNo = r.text(0);
    row.amountMinor = r.int64(1);
    return row;
}

memory::QuarantineRow quarantine(Rows& r) {
    memory::QuarantineRow row;
    row.id = r.int64(0);
    row.state = r.boolean(1) ? memory::QuarantineState::Released : memory::QuarantineState::Raised;
    return row;
}

memory::RememberedRow remembered(Rows& r) {
    memory::RememberedRow row;
    row.orderNo = r.text(0);
    row.merchantRowRef = r.text(1);
    row.attemptNo = r.integer(2);
    return row;
}

} // namespace

void readRows(Connection& c, memory::State& s) {
    if (s.merchants.size() == 0)
        append(c, s.merchants, merchant, "SELECT id, code, fee_minor FROM merchant ORDER BY id");
    readAll(c, s.channels, channel, "SELECT id, code, stopped FROM channel ORDER BY id");
    readAll(c, s.instructions, instruction, R"sql(SELECT i.id, i.merchant_id, i.maker_id, a.approver_id, a.at_ms,
        i.business_date FROM instruction i LEFT JOIN approval a ON a.instruction_id = i.id ORDER BY i.id)sql");
    readAll(c, s.payouts, payout, R"sql(SELECT id, instruction_id, payee_account, amount_minor, fee_minor,
        COALESCE(state, ''), COALESCE(sub_reason, ''), unlocks_at_ms, COALESCE(last_reason, '') FROM payout
        ORDER BY id)sql");
    readAll(c, s.attempts, attempt, R"sql(SELECT payout_id, attempt_no, channel_id, order_no, state, epoch,
        payload_digest, armed_ms, needed_through_ms, next_query_ms, burnt_ms FROM attempt ORDER BY rowid)sql");
    readAll(c, s.sends, send, R"sql(SELECT payout_id, attempt_no, send_no, armed_ms, epoch, payload_digest, closed_ms,
        COALESCE(bytes_written, 0), COALESCE(observation, '') FROM send ORDER BY rowid)sql");
    readNew(c, s.answers, answer, R"sql(SELECT payout_id, attempt_no, operation, at_ms, outcome, amount_and_order_equal
        FROM answer ORDER BY id LIMIT -1 OFFSET ?)sql");
    readNew(c, s.incidents, incident, "SELECT kind, payout_id, attempt_no FROM incident ORDER BY id LIMIT -1 OFFSET ?");
    readNew(c, s.trail, trail, R"sql(SELECT at_ms, actor, object_kind, object_id, event, from_state, to_state
        FROM trail ORDER BY id LIMIT -1 OFFSET ?)sql");
    readAll(c, s.actions, action, R"sql(SELECT payout_id, action, proposed_by, state, decided_by, decided_ms
        FROM exception_action ORDER BY id)sql");
    readAll(c, s.accounts, account, "SELECT code, balance_minor FROM ledger_account ORDER BY id");
    readNew(c, s.entries, entry, R"sql(SELECT kind, instruction_id, payout_id, amount_minor, fee_minor
        FROM journal_entry ORDER BY id LIMIT -1 OFFSET ?)sql");
    readNew(c, s.lines, line, R"sql(SELECT order_no, amount_minor FROM bank_line
        WHERE direction = 'DEBIT' AND is_return = 0 AND status = 'BOOKED' ORDER BY id LIMIT -1 OFFSET ?)sql");
    readAll(c, s.quarantines, quarantine,
            "SELECT id, CASE WHEN state = 'RELEASED' THEN 1 ELSE 0 END FROM quarantine ORDER BY id");
    readAll(c, s.remembered, remembered,
            "SELECT order_no, merchant_row_ref, attempt_no FROM remembered_send ORDER BY rowid");
}

} // namespace payout::simulate
