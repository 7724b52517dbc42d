// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/demo_week.h"

#include "app/admin/demo_files.h"
#include "core/approval/approve_instruction.h"
#include "core/approval/review_instruction.h"
#include "core/batch/import_batch.h"
#include "core/comparison/comparison_table.h"
#include "core/comparison/cuts.h"
#include "core/comparison/run_comparison.h"
#include "core/comparison/sign_off.h"
#include "core/egress/start_guard.h"
#include "core/exception/decide_action.h"
#include "core/exception/read_case.h"
#include "core/people/submit_token.h"
#include "core/statement/load_statement.h"
#include "core/store/installation.h"

#include <array>

namespace payout::admin {

namespace {

constexpr int stepsMax = 10'000;
constexpr int dayOfTheReturn = 4;
const QString host = QStringLiteral("demo");

/// Runs a job's steps until there is nothing to do.
template <class Job> Done untilIdle(Job& job, store::Connection& connection) {
    for (int i = 0; i < stepsMax; ++i) {
        TRY(const worker::StepResult result, job.step(connection));
        if (result == worker::StepResult::Idle) return {};
    }
    return broken(QStringLiteral("DemoDoesNotRest"));
}

/// Of a request that named one payout.
Done onlyResult(const Result<std::vector<exception::RowResult>>& results) {
    if (!results) return std::unexpected(results.error());
    if (results->size() != 1) return broken(QStringLiteral("DemoResults"));
    if (results->front().refused) return std::unexpected(*results->front().refused);
    return {};
}

dispatch::AdapterFactory adaptersOf(DemoBank& bank) {
    return [&bank](const channel::ChannelProfile& profile) { return bank.adapter(profile); };
}

egress::EgressSetup egressOf(DemoBank& bank) {
    egress::EgressSetup setup;
    setup.name = app::demoEgressName;
    setup.dialler = bank.wires();
    setup.bootClock = [] { return std::chrono::milliseconds(0); }; // nobody sleeps within a second of history
    return setup;
}

} // namespace

DemoWeek::DemoWeek(store::Connection& connection, DemoBank& bank, egress::Journal& journal, DemoHouse house)
    : m_connection(connection), m_bank(bank), m_house(std::move(house)), m_channels(adaptersOf(bank)),
      m_journal(journal), m_egress(journal, adaptersOf(bank), egressOf(bank)),
      m_ask(m_channels, {host, std::make_shared<egress::LocalInquiry>(m_egress, connection)}),
      m_keep(m_channels, host) {}

Done DemoWeek::run(BusinessDate last) {
    for (int number = 0; number < demoDays; ++number) TRY_DONE(day(plusDays(last, number - demoDays + 1), number));
    return {};
}

Done DemoWeek::day(BusinessDate date, int number) {
    TRY_DONE(at(date, 9, 0));
    TRY_DONE(asked()); // a heartbeat brings the channel up
    const Extra extra = number == dayOfTheReturn ? Extra::WrongAccount : Extra::None;
    TRY_DONE(paid({date, 9, 0, 8 + number, extra}));
    if (number % 2 == 1) TRY_DONE(paid({date, 14, 1, 5, Extra::None}));
    TRY_DONE(loaded(date));
    return compared(date);
}

Done DemoWeek::at(BusinessDate date, int hour, int minute) {
    const UtcTime time = startOf(date) + std::chrono::hours(hour) + std::chrono::minutes(minute);
    m_bank.setNow(time);
    TRY_DONE(store::setTrainingClock(m_connection, time));
    TRY_DONE(egress::guardStart(m_connection, m_journal, app::demoEgressName)); // as a running egress looks
    return {};
}

Result<QString> DemoWeek::token(const rules::Actor& actor, const QString& command, const QString& objectKey) {
    return people::issueToken(m_connection, m_ids, {actor.person, command, objectKey});
}

Done DemoWeek::paid(const DayBatch& batch) {
    TRY_DONE(at(batch.date, batch.hour, 20));
    TRY(const InstructionId instruction, imported(batch));
    TRY_DONE(at(batch.date, batch.hour, 30));
    TRY_DONE(approved(instruction));
    TRY_DONE(at(batch.date, batch.hour, 32));
    TRY_DONE(sent());
    TRY_DONE(at(batch.date, batch.hour, 35));
    TRY_DONE(asked());
    if (batch.extra == Extra::WrongAccount) {
        TRY_DONE(at(batch.date, batch.hour, 45));
        TRY_DONE(returned(payoutIdOf(instruction, batch.rows + 1)));
    }
    return kept();
}

Result<InstructionId> DemoWeek::imported(const DayBatch& batch) {
    const QString number = QStringLiteral("%1-%2").arg(batch.date.yyyymmdd).arg(batch.merchant + 1);
    std::vector<DemoRow> rows = ordinaryRows(QStringLiteral("W") + number + u'-', m_nextPayee, batch.rows);
    m_nextPayee += batch.rows + 1;
    if (batch.extra == Extra::WrongAccount)
        rows.push_back({QStringLiteral("W%1-X").arg(number), m_nextPayee - 1, 36'006}); // .06: card number not valid
    const QByteArray file = demoBatchFile(rows);
    batch::ImportRequest request;
    request.actor = m_house.people.clerk;
    const people::TokenUse use = batch::importTokenUse(request.actor.person);
    TRY(request.token, token(request.actor, use.command, use.objectKey));
    request.bytes = file;
    request.fileName = number + QStringLiteral(".csv");
    request.merchant = m_house.merchants[batch.merchant];
    request.channel = m_house.channel;
    request.merchantBatchNo = number;
    TRY(const batch::ImportedBatch imported, batch::importBatch(m_connection, request).batch);
    return imported.instruction;
}

Done DemoWeek::approved(InstructionId instruction) {
    TRY(const approval::Review review, approval::reviewInstruction(m_connection, instruction));
    approval::ApproveRequest request;
    request.decide.actor = m_house.people.auditor;
    TRY(request.decide.token, token(request.decide.actor, approval::approveCommand, approval::objectKey(instruction)));
    request.decide.instruction = instruction;
    request.decide.shownDigest = review.digest;
    request.typedTotal = formatPlain(review.instruction.total);
    TRY_DONE(approval::approveInstruction(m_connection, request));
    return {};
}

Done DemoWeek::sent() {
    worker::SendJobSetup setup;
    setup.host = host;
    setup.startedBy = m_house.people.operatorPerson.login;
    setup.hostClock = [this] { return m_bank.now(); };
    setup.outlets = [this] { return std::make_unique<egress::LocalOutlet>(m_egress, m_connection); };
    worker::SendJob job(m_channels, std::move(setup));
    TRY_DONE(job.start(m_connection));
    const Done done = untilIdle(job, m_connection);
    job.finish(m_connection);
    return done;
}

Done DemoWeek::asked() { return untilIdle(m_ask, m_connection); }

Done DemoWeek::kept() {
    TRY_DONE(m_keep.step(m_connection));
    return {};
}

Done DemoWeek::returned(PayoutId payout) {
    const rules::ExceptionAction action = rules::ExceptionAction::Return;
    TRY(const exception::ExceptionCase now, exception::readCase(m_connection, payout));
    exception::ActionRequest proposal;
    proposal.actor = m_house.people.operatorPerson;
    proposal.payouts = {payout};
    proposal.versionsSeen = {now.facts.versionNow};
    TRY(proposal.token, token(proposal.actor, exception::proposeCommand,
                              exception::proposeKey(action, proposal.payouts, proposal.versionsSeen)));
    proposal.action = action;
    proposal.reason = QStringLiteral("收款账号有误，银行答复 61，已与商户核对");
    TRY_DONE(onlyResult(exception::proposeAction(m_connection, proposal)));
    exception::DecisionRequest decision;
    decision.actor = m_house.people.supervisor;
    decision.payouts = {payout};
    TRY(decision.token, token(decision.actor, exception::decideCommand,
                              exception::decideKey(exception::Verdict::Confirm, decision.payouts)));
    return onlyResult(exception::decideAction(m_connection, decision));
}

Done DemoWeek::loaded(BusinessDate date) {
    const BusinessDate next = plusDays(date, 1);
    TRY_DONE(at(next, 0, 30));
    TRY(const QString path, m_bank.writeStatement(startOf(date), startOf(next)));
    statement::LoadRequest request;
    request.channel = m_house.channel;
    request.path = path;
    request.loader = statement::Loader::byJob(QStringLiteral("job:import ") + host);
    TRY_DONE(statement::loadStatement(m_connection, request));
    return {};
}

Done DemoWeek::compared(BusinessDate date) {
    TRY_DONE(at(plusDays(date, 1), 0, 40));
    for (const int minute : comparison::cutMinutes) {
        const UtcTime cutAt = startOf(date) + std::chrono::minutes(minute);
        comparison::CutRequest request;
        request.actor = m_house.people.operatorPerson;
        request.channel = m_house.channel;
        request.cutAt = cutAt;
        TRY(const ComparisonId sheet, comparison::runComparison(m_connection, request));
        TRY(const auto newest, comparison::newestVersion(m_connection, m_house.channel, cutAt));
        if (!newest) return broken(QStringLiteral("DemoSheet"));
        TRY_DONE(comparison::signSheet(m_connection, m_house.people.operatorPerson, sheet, newest->hash));
        TRY_DONE(comparison::signSheet(m_connection, m_house.people.supervisor, sheet, newest->hash));
    }
    return {};
}

} // namespace payout::admin
