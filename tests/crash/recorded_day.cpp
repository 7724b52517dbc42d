// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/recorded_day.h"

#include "core/store/statement.h"
#include "tests/flow/flow_world.h"
#include "tests/simulation/dice.h"

#include <QFileInfo>

namespace payout::crash {

using simulate::Dice;
using support::BankAct;
using support::FlowWorld;
using support::must;

namespace {

constexpr int roundsOfADay = 6;

void setPragma(store::Connection& connection, const char* pragma) {
    auto rows = must(store::query(connection, pragma)); // some answer with their value
    while (rows.next()) {}
    must(rows.finish());
}

std::vector<std::int64_t> drawAmounts(Dice& dice) {
    std::vector<std::int64_t> amounts;
    for (int i = dice.below(6); i >= 0; --i) amounts.push_back(1'000 + dice.below(100'000));
    return amounts;
}

void drawAnswers(FlowWorld& world, const std::vector<PayoutId>& payouts, Dice& dice) {
    constexpr std::array acts{BankAct::PayAndAccept,   BankAct::PayAndAccept,     BankAct::PayAndSayError,
                              BankAct::IgnoreSilently, BankAct::PayAndStaySilent, BankAct::AnswerPayeeError};
    for (const PayoutId payout : payouts)
        world.bank.actOf[world.firstOrderNo(payout)] = acts.at(static_cast<std::size_t>(dice.below(acts.size())));
}

/// Two people; what the gates refuse stays as it is.
void decide(FlowWorld& world, const std::vector<PayoutId>& payouts, Dice& dice) {
    using rules::ExceptionAction;
    for (const PayoutId payout : payouts) {
        if (world.stateOf(payout) != QStringLiteral("EXCEPTION")) continue;
        const auto action = dice.chance(500) ? ExceptionAction::Repay : ExceptionAction::Return;
        if (world.propose(payout, action, world.fixture.operatorPerson())) continue;
        Q_UNUSED(world.confirm(payout, world.fixture.auditor()));
    }
}

// How long a log grows before it is carried into the file: the shipped 1,000 pages are rarely reached in a short day.
void drawCheckpoints(FlowWorld& world, Dice& dice) {
    constexpr std::array pragmas{"PRAGMA wal_autocheckpoint = 1000", "PRAGMA wal_autocheckpoint = 100",
                                 "PRAGMA wal_autocheckpoint = 20"};
    setPragma(world.connection(), pragmas.at(static_cast<std::size_t>(dice.below(pragmas.size()))));
}

void oneRound(FlowWorld& world, Dice& dice) {
    drawCheckpoints(world, dice);
    const auto payouts = world.approvedBatch(drawAmounts(dice));
    drawAnswers(world, payouts, dice);
    world.sendAll();
    world.askAll();
    world.passTime(std::chrono::minutes(61));
    world.askAll();
    world.coverThrough(world.now());
    decide(world, payouts, dice);
    world.sendAll(); // what is to be paid again
    world.keep();
    if (dice.chance(400)) world.restartPrograms();
}

} // namespace

RecordedDay::RecordedDay() {
    registerRecordingVfs();
    m_store = must(support::TempStore::create(store::Engine::Sqlite));
}

QString RecordedDay::folder() const { return QFileInfo(m_store->url().sqlitePath()).absolutePath(); }

RecordedDay RecordedDay::sending(std::uint64_t seed) {
    RecordedDay day;
    Dice dice(seed);
    FlowWorld world(*day.m_store, day.folder() + u'/' + journalName);
    Q_UNUSED(world.fixture.supervisor());
    day.m_record = std::make_unique<DiskRecord>(day.folder());
    world.bank.onSend = [record = day.m_record.get()](const QString& orderNo) { record->leave(orderNo); };
    for (int round = 0; round < roundsOfADay; ++round) oneRound(world, dice);
    world.restartPrograms(); // closing carries the log into the file and deletes it
    day.m_record->stop();
    return day;
}

RecordedDay RecordedDay::careless(std::uint64_t seed, const char* pragma) {
    RecordedDay day;
    Dice dice(seed);
    FlowWorld world(*day.m_store, day.folder() + u'/' + journalName);
    setPragma(world.connection(), pragma);
    day.m_record = std::make_unique<DiskRecord>(day.folder());
    setPragma(world.connection(), "PRAGMA wal_autocheckpoint = 20");
    for (int round = 0; round < roundsOfADay; ++round) world.approvedBatch(drawAmounts(dice));
    day.m_record->stop();
    return day;
}

} // namespace payout::crash
