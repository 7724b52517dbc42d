// SPDX-License-Identifier: GPL-3.0-or-later
// What apply_evidence.h needs of core/statement/statement_table.h, over the memory store. Files come into the store by
// whoever sets the situation up.
#include "core/statement/statement_table.h"

#include "tests/support/memory_store/memory_changes.h"

namespace payout::statement {

namespace {

using memory::Database;
using rules::AttemptState;

std::int64_t paidLinesUpTo(const Database& db, PayoutId payout, BankLineId last) {
    std::int64_t paid = 0;
    for (const memory::BankLineRow& b : db.state.lines.rows()) {
        const bool isOfPayout = memory::anyAttempt(
            db, payout, [&](const memory::AttemptRow& a) { return a.channel == b.channel && a.orderNo == b.orderNo; });
        if (b.isDebit && !b.isReturn && b.status == memory::LineStatus::Booked && isOfPayout && b.id <= last) ++paid;
    }
    return paid;
}

void addPayout(const Database& db, const memory::BankLineRow& b, EvidenceLine& line) {
    const std::size_t at = db.state.attempts.find(
        [&](const memory::AttemptRow& a) { return a.channel == b.channel && a.orderNo == b.orderNo; });
    if (at == db.state.attempts.size()) return;
    const memory::AttemptRow& a = db.state.attempts[at];
    const memory::PayoutRow& p = memory::payoutOf(db, a.payout);
    line.payout = a.payout;
    line.wasArmed = a.armedAt.has_value();
    line.attemptNo = a.attemptNo;
    line.isGivenUp = a.state == AttemptState::Burnt;
    line.otherOrderOut = memory::anyAttempt(db, a.payout, [&](const memory::AttemptRow& o) {
        return o.attemptNo != a.attemptNo && (o.state == AttemptState::Armed || o.state == AttemptState::Unknown);
    });
    line.payoutState = storedName(p.state);
    line.payoutVersion = p.version;
    line.payoutMinor = p.amountMinor;
    line.payoutCurrency = p.currency.code();
    line.payoutAccount = p.payeeAccount;
    line.paidLinesOfPayout = paidLinesUpTo(db, a.payout, b.id);
}

} // namespace

Done lockOpenPayouts(store::Connection& connection, StatementFileId) {
    TRY(const Database* db, memory::reachToWrite(connection));
    Q_UNUSED(db); // one writer anyway
    return {};
}

Result<std::vector<EvidenceLine>> evidenceLines(store::Connection& connection, StatementFileId file) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<EvidenceLine> found;
    for (const memory::BankLineRow& b : db->state.lines.rows()) {
        if (b.file != file || !b.isDebit || b.status != memory::LineStatus::Booked) continue;
        EvidenceLine line;
        line.line = b.id;
        line.minor = b.amountMinor;
        line.currency = b.currency.code();
        line.payeeAccount = b.payeeAccount;
        line.orderNo = b.orderNo;
        addPayout(*db, b, line);
        found.push_back(std::move(line));
    }
    return found;
}

Result<rules::TrustedFile> trustedFile(store::Connection& connection, StatementFileId file) {
    TRY(const Database* db, memory::reach(connection));
    rules::TrustedFile trusted;
    const auto& row = db->state.files[static_cast<std::size_t>(file.value) - 1];
    trusted.isAccepted = row.state == memory::FileState::Accepted;
    trusted.isProven = row.isProven;
    trusted.channelStatesBalances = memory::channelOf(*db, row.channel).statesBalances;
    return trusted;
}

Done settleByLine(store::Connection& connection, const EvidenceLine& line, UtcTime now, const QString& actor) {
    TRY(Database * db, memory::reachToWrite(connection));
    for (std::size_t at = 0; at < db->state.attempts.size(); ++at) {
        memory::AttemptRow next = db->state.attempts[at];
        const bool isOut = next.state == AttemptState::Armed || next.state == AttemptState::Unknown;
        if (next.payout != *line.payout || next.attemptNo != line.attemptNo || !isOut) continue;
        next.state = AttemptState::Settled;
        next.nextQuery.reset();
        TRY_DONE(memory::checked(connection, memory::updateAttempt(*db, at, std::move(next))));
    }
    const std::size_t at = memory::payoutAt(*db, *line.payout);
    memory::PayoutRow next = memory::payoutOf(*db, *line.payout);
    const bool isOpen = next.state == rules::PayoutState::Processing || next.state == rules::PayoutState::Exception;
    if (!isOpen || next.version != line.payoutVersion) return unavailable(QStringLiteral("Serialization"));
    next.state = rules::PayoutState::Success;
    next.stateAt = now;
    next.evidenceLine = line.line.value;
    ++next.version;
    next.lastActor = actor;
    next.lastReason = QStringLiteral("paid by statement line");
    next.lastEvidence = QStringLiteral("line %1").arg(line.line.value);
    return memory::checked(connection, memory::updatePayout(*db, at, std::move(next)));
}

Result<std::vector<ReturnLine>> unnoticedReturns(store::Connection&, ChannelId) { return std::vector<ReturnLine>(); }
Done insertBankReturn(store::Connection&, const ReturnLine&, UtcTime) { return {}; }
Result<std::int64_t> raiseReturnIncident(store::Connection&, ChannelId, const ReturnLine&, UtcTime) { return 0; }

Result<std::int64_t> raiseIncident(store::Connection& connection, const QString& kind, ChannelId channel,
                                   const EvidenceLine& line, UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    const PayoutId payout = line.payout.value_or(PayoutId());
    return memory::insertIncident(*db, {kind, channel, payout, line.attemptNo, line.line.value, now, false}) ? 1 : 0;
}

Result<std::optional<UtcTime>> coverage(store::Connection& connection, ChannelId channel) {
    TRY(const Database* db, memory::reach(connection));
    return memory::channelOf(*db, channel).coveredThrough;
}

Result<std::vector<CoveredPeriod>> coveredPeriods(store::Connection& connection, ChannelId channel) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<CoveredPeriod> found;
    for (const memory::StatementFileRow& f : db->state.files.rows())
        if (f.channel == channel && (f.state == memory::FileState::Loaded || f.state == memory::FileState::Accepted))
            found.push_back({f.from, f.to, std::nullopt});
    return found;
}

Done writeCoverage(store::Connection& connection, ChannelId channel, UtcTime through) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = db->state.channels.find([&](const memory::ChannelRow& c) { return c.id == channel; });
    memory::ChannelRow next = db->state.channels[at];
    next.coveredThrough = through;
    db->state.channels.put(at, std::move(next));
    return {};
}

} // namespace payout::statement
