// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_people.h"

#include "core/dispatch/quarantine.h"
#include "core/exception/read_case.h"
#include "core/people/submit_token.h"
#include "core/statement/apply_evidence.h"
#include "core/store/transaction.h"

#include <algorithm>

namespace payout::simulate {

namespace {

using rules::PayoutState;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

} // namespace

void SimPeople::sitAt(std::vector<Program>& programs, const QString& name, Body look, milliseconds least,
                      milliseconds most) {
    const int at = static_cast<int>(programs.size());
    programs.push_back({name, [this, at, look, least, most] {
                            m_world.startMember(at, [this, look, least, most] {
                                for (;;) {
                                    m_world.processes.sleep(
                                        m_world.dice.between(least, m_world.isCalm ? most : most * m_world.patience));
                                    const auto connection = m_world.openDatabase();
                                    (this->*look)(*connection);
                                }
                            });
                        }});
}

void SimPeople::addTo(std::vector<Program>& programs) {
    sitAt(programs, QStringLiteral("operator"), &SimPeople::proposeSome, minutes(20), hours(3));
    sitAt(programs, QStringLiteral("auditor A"), &SimPeople::decideSome, minutes(10), hours(2));
    sitAt(programs, QStringLiteral("auditor B"), &SimPeople::decideSome, minutes(10), hours(3));
    sitAt(programs, QStringLiteral("supervisor"), &SimPeople::releaseIfDue, minutes(30), hours(3));
    sitAt(programs, QStringLiteral("statements"), &SimPeople::loadStatement, minutes(40), hours(5));
    sitAt(programs, QStringLiteral("clerk"), &SimPeople::importAgain, minutes(5), hours(4));
}

QString SimPeople::token(store::Connection& connection, PersonId person, const QString& command, const QString& key) {
    SeededIdSource ids(static_cast<std::uint64_t>(++m_world.tokens) * 7919);
    return people::issueToken(connection, ids, {person, command, key}).value_or(QString());
}

void SimPeople::proposeSome(store::Connection& connection) {
    std::vector<PayoutId> open;
    for (const memory::PayoutRow& row : m_world.db.state().payouts.rows())
        if (row.state == PayoutState::Exception) open.push_back(row.id);
    for (const PayoutId payout : open) {
        if (m_world.dice.chance(300)) continue;
        m_world.nudge(); // the egress looks, the channel is asked
        m_world.processes.sleep(m_world.dice.between(seconds(2), seconds(40)));
        const auto seen = exception::readCase(connection, payout);
        if (!seen) return;
        exception::ActionRequest request;
        request.actor = actor(m_world.dice.chance(500) ? 2 : 4);
        request.payouts = {payout};
        request.versionsSeen = {seen->facts.versionNow};
        request.action = m_world.dice.chance(600) ? rules::ExceptionAction::Repay : rules::ExceptionAction::Return;
        request.reason = QStringLiteral("checked");
        request.token = token(connection, request.actor.person, exception::proposeCommand,
                              exception::proposeKey(request.action, request.payouts, request.versionsSeen));
        const auto results = exception::proposeAction(connection, request);
        m_world.tell([&] {
            return QStringLiteral("proposes %1 of %2: %3")
                .arg(storedName(request.action))
                .arg(payout.value)
                .arg(!results                   ? describe(results.error())
                     : results->front().refused ? describe(*results->front().refused)
                                                : QStringLiteral("ok"));
        });
        if (!results) return;
    }
}

void SimPeople::decideSome(store::Connection& connection) {
    std::vector<PayoutId> proposed;
    for (const memory::ActionRow& row : m_world.db.state().actions.rows())
        if (row.state == memory::ActionState::Proposed) proposed.push_back(row.payout);
    for (const PayoutId payout : proposed) {
        m_world.nudge();
        m_world.processes.sleep(m_world.dice.between(seconds(2), seconds(40)));
        exception::DecisionRequest request;
        constexpr std::array deciders{1, 3, 4, 0};
        request.actor = actor(deciders.at(static_cast<std::size_t>(m_world.dice.below(4))));
        request.payouts = {payout};
        request.verdict = m_world.dice.chance(100) ? exception::Verdict::Refuse : exception::Verdict::Confirm;
        request.token = token(connection, request.actor.person, exception::decideCommand,
                              exception::decideKey(request.verdict, request.payouts));
        const auto results = exception::decideAction(connection, request);
        if (results && results->front().refused) m_world.see(Sight::DecisionRefused);
        m_world.tell([&] {
            return QStringLiteral("decides %1: %2")
                .arg(payout.value)
                .arg(!results                   ? describe(results.error())
                     : results->front().refused ? describe(*results->front().refused)
                                                : QStringLiteral("ok"));
        });
        m_world.nudge();
        if (!results) return;
    }
}

void SimPeople::releaseIfDue(store::Connection& connection) {
    m_world.nudge();
    m_world.processes.sleep(m_world.dice.between(seconds(2), seconds(40)));
    const auto open = dispatch::openQuarantine(connection);
    if (!open || !*open) return;
    const Done proposed =
        dispatch::proposeRelease(connection, actor(3), **open, QStringLiteral("looked, compared"), {});
    m_world.tell([&] {
        return QStringLiteral("proposes the release: ") +
               (proposed ? QStringLiteral("ok") : describe(proposed.error()));
    });
    m_world.processes.sleep(m_world.dice.between(seconds(10), minutes(20)));
    const auto shown = dispatch::openQuarantine(connection);
    if (!shown || !*shown) return;
    const Done released = dispatch::confirmRelease(connection, actor(1), **shown);
    m_world.tell([&] {
        return QStringLiteral("confirms the release: ") +
               (released ? QStringLiteral("ok") : describe(released.error()));
    });
}

// Closed and complete up to a few minutes ago by the bank's own clock, which a wrong clock of the database does not
// move (protocol A4); the cut at its end is compared as well.
void SimPeople::loadStatement(store::Connection& connection) {
    const UtcTime to = m_world.clock - m_world.dice.between(minutes(1), minutes(20));
    const ChannelId channel = m_world.db.state().channels[0].id;
    const auto loaded = store::inTransaction(
        connection, store::Isolation::Write, [&](store::Connection& c) -> Result<statement::EvidenceEffect> {
            TRY(const auto file, m_world.db.insertFile(c, to, m_world.bank.book));
            if (!file) return statement::EvidenceEffect{};
            TRY(const auto effect, statement::applyEvidence(c, channel, *file, QStringLiteral("job:import")));
            TRY_DONE(statement::extendCoverage(c, channel));
            TRY_DONE(m_world.db.insertComparison(c, to));
            return effect;
        });
    if (!loaded) return;
    m_world.sights[static_cast<std::size_t>(Sight::SettledByLine)] += loaded->confirmedPaid;
    m_world.tell([&] {
        return QStringLiteral("loads a statement up to %1: %2 confirmed, %3 incidents")
            .arg(formatIso(to))
            .arg(loaded->confirmedPaid)
            .arg(loaded->incidents);
    });
}

void SimPeople::approve(Batch& batch) {
    batch.instruction = m_world.db.addApprovedBatch(batch.name, batch.rows);
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
        checker::Payout payout;
        payout.id = payoutIdOf(batch.instruction, static_cast<std::int64_t>(i) + 1).value;
        payout.instruction = batch.instruction.value;
        payout.amount = batch.rows[i].amountMinor;
        payout.fee = m_world.db.state().merchants[0].feeMinor;
        payout.payee = batch.rows[i].payeeAccount.toStdString();
        std::erase_if(m_approved, [&](const checker::Payout& old) { return old.id == payout.id; });
        m_approved.push_back(payout);
        m_approvals.push_back({payout.id, payout.amount, payout.payee, m_world.clock.ms});
    }
    m_world.tell([&] {
        return QStringLiteral("batch %1 of %2 rows is approved as %3")
            .arg(batch.name)
            .arg(batch.rows.size())
            .arg(batch.instruction.value);
    });
    m_world.nudge();
}

void SimPeople::addBatch(int rows) {
    Batch batch;
    batch.name = QStringLiteral("B%1").arg(m_batches.size() + 1);
    for (int i = 0; i < rows; ++i) {
        memory::BatchRow row;
        row.payeeName = QStringLiteral("收款人");
        row.payeeAccount = QStringLiteral("62170000%1%2")
                               .arg(static_cast<int>(m_batches.size() + 1), 4, 10, QLatin1Char('0'))
                               .arg(i + 1, 4, 10, QLatin1Char('0'));
        row.amountMinor = 100 * (m_world.dice.below(50) + 1) + i;
        row.merchantRowRef = batch.name + u'-' + QString::number(i + 1);
        batch.rows.push_back(row);
    }
    m_batches.push_back(std::move(batch));
    approve(m_batches.back());
}

void SimPeople::noticeForgotten() {
    for (Batch& batch : m_batches) {
        const bool isThere = m_world.db.state().instructions.any(
            [&](const memory::InstructionRow& row) { return row.id == batch.instruction; });
        if (isThere || batch.instruction.isNone()) continue;
        m_world.see(Sight::BatchForgotten);
        m_world.tell([&] { return QStringLiteral("batch %1 is forgotten").arg(batch.name); });
        std::erase_if(m_approved,
                      [&](const checker::Payout& old) { return old.instruction == batch.instruction.value; });
        batch.instruction = InstructionId();
    }
}

void SimPeople::importAgain(store::Connection& connection) {
    if (!connection.isOpen()) return;
    for (Batch& batch : m_batches) {
        if (!batch.instruction.isNone()) continue;
        if (m_world.dice.chance(500)) std::ranges::rotate(batch.rows, batch.rows.begin() + 1);
        m_world.see(Sight::ImportedAgain);
        approve(batch);
    }
}

void SimPeople::setStopped(bool isStopped) {
    if (m_world.db.state().channels[0].stopped == isStopped) return;
    m_world.db.setStopped(isStopped);
    m_world.see(Sight::SendingStopped);
    m_world.tell([&] { return QString::fromLatin1(isStopped ? "the channel is stopped" : "the stop is lifted"); });
}

} // namespace payout::simulate
