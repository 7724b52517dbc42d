// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/memory_store/memory_institution.h"

#include "tests/support/memory_store/memory_changes.h"

namespace payout::memory {

namespace {

template <class Row> std::int64_t nextId(const Table<Row>& table) {
    return static_cast<std::int64_t>(table.size()) + 1;
}

LedgerAccountId addAccount(Database& db, const QString& code, std::optional<MerchantId> merchant,
                           std::optional<ChannelId> channel) {
    const LedgerAccountId id(nextId(db.state.accounts));
    db.state.accounts.append({id, code, merchant, channel, 0});
    return id;
}

LedgerAccountId accountOf(const Database& db, const QString& code, std::optional<MerchantId> merchant,
                          std::optional<ChannelId> channel) {
    const std::size_t at = db.state.accounts.find(
        [&](const AccountRow& a) { return a.code == code && a.merchant == merchant && a.channel == channel; });
    CHECK(at < db.state.accounts.size());
    return db.state.accounts[at].id;
}

void must(const Done& done) { CHECK(done.has_value()); }

} // namespace

PersonId addPerson(Database& db, const QString& login, const QSet<rules::Role>& roles) {
    const PersonId id(nextId(db.state.people));
    db.state.people.append({id, login, roles, true});
    db.state.commit();
    return id;
}

ChannelId addChannel(Database& db, const QString& code, const QString& profileJson) {
    ChannelRow channel;
    channel.id = ChannelId(nextId(db.state.channels));
    channel.code = code;
    channel.profileJson = profileJson;
    channel.account = QStringLiteral("6222020000000000");
    channel.health = QStringLiteral("UP");
    channel.upSince = db.clock - std::chrono::hours(1);
    channel.healthAt = db.clock;
    db.state.channels.append(channel);
    addAccount(db, QStringLiteral("1001"), std::nullopt, channel.id);
    addAccount(db, QStringLiteral("2010"), std::nullopt, channel.id);
    if (db.state.channels.size() == 1) addAccount(db, QStringLiteral("4001"), std::nullopt, std::nullopt);
    db.state.commit();
    return channel.id;
}

MerchantId addMerchant(Database& db, const QString& code, ChannelId channel, std::int64_t balanceMinor,
                       std::int64_t feeMinor) {
    const MerchantId id(nextId(db.state.merchants));
    db.state.merchants.append({id, code, feeMinor});
    const LedgerAccountId account = addAccount(db, QStringLiteral("2001"), id, std::nullopt);
    must(insertEntry(db, {EntryKind::Deposit, std::nullopt, std::nullopt,
                          accountOf(db, QStringLiteral("1001"), std::nullopt, channel), account, balanceMinor,
                          std::nullopt, 0}));
    db.state.commit();
    return id;
}

InstructionId addApprovedBatch(Database& db, ChannelId channel, MerchantId merchant, BatchPeople people,
                               const std::vector<BatchRow>& rows) {
    const std::size_t owner = db.state.merchants.find([&](const MerchantRow& m) { return m.id == merchant; });
    const std::int64_t feeEach = db.state.merchants[owner].feeMinor;
    InstructionRow instruction;
    instruction.id = InstructionId(nextId(db.state.instructions));
    instruction.merchant = merchant;
    instruction.channel = channel;
    instruction.rowsCount = static_cast<std::int64_t>(rows.size());
    instruction.feeMinor = feeEach * instruction.rowsCount;
    instruction.businessDate = businessDateOf(db.clock);
    instruction.maker = people.maker;
    instruction.approver = people.approver;
    instruction.approvedAt = db.clock;
    instruction.state = rules::InstructionState::ApprovedProcessing;
    instruction.version = 2;
    instruction.lastActor = loginOf(db, people.approver);
    std::int64_t rowNo = 0;
    for (const BatchRow& row : rows) {
        PayoutRow payout;
        payout.id = payoutIdOf(instruction.id, ++rowNo);
        payout.instruction = instruction.id;
        payout.merchant = merchant;
        payout.merchantRowRef = row.merchantRowRef;
        if (payout.merchantRowRef.isEmpty())
            payout.merchantRowRef = QStringLiteral("B%1-%2").arg(instruction.id.value).arg(rowNo);
        payout.payeeName = row.payeeName;
        payout.payeeAccount = row.payeeAccount;
        payout.bankCode = QStringLiteral("102100099996");
        payout.amountMinor = row.amountMinor;
        payout.feeMinor = feeEach;
        instruction.totalMinor += row.amountMinor;
        db.state.payouts.append(std::move(payout));
    }
    must(insertEntry(db, {EntryKind::DebitFirst, instruction.id, std::nullopt,
                          accountOf(db, QStringLiteral("2001"), merchant, std::nullopt),
                          accountOf(db, QStringLiteral("2010"), std::nullopt, channel), instruction.totalMinor,
                          accountOf(db, QStringLiteral("4001"), std::nullopt, std::nullopt), instruction.feeMinor}));
    db.state.instructions.append(instruction);
    db.state.commit();
    return instruction.id;
}

} // namespace payout::memory
