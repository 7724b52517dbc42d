// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flow/flow_world.h"

#include "core/dispatch/order_number.h"
#include "core/egress/start_guard.h"
#include "core/ledger/ledger_check.h"
#include "core/people/submit_token.h"
#include "core/store/statement.h"
#include "tests/support/memory_journal.h"

namespace payout::support {

namespace {

const UtcTime morning = startOf(BusinessDate{20'261'118}) + std::chrono::hours(10);

class ForwardingChannel final : public channel::Channel {
public:
    explicit ForwardingChannel(const channel::ChannelProfile& profile) { m_inner.settings = profile; }
    const channel::ChannelProfile& profile() const override { return m_inner.profile(); }
    Done checkOrder(const channel::PaymentOrder& order) const override { return m_inner.checkOrder(order); }
    Result<channel::WireRequest> buildSend(const channel::PaymentOrder& order) const override {
        return m_inner.buildSend(order);
    }
    Result<channel::WireRequest> buildQuery(const channel::QueryOrder& order) const override {
        return m_inner.buildQuery(order);
    }
    channel::Answer classifySend(const channel::PaymentOrder& order, const channel::RawReply& reply) const override {
        return m_inner.classifySend(order, reply);
    }
    channel::Answer classifyQuery(const channel::QueryOrder& order, const channel::RawReply& reply) const override {
        return m_inner.classifyQuery(order, reply);
    }

private:
    TestChannel m_inner;
};

Result<std::unique_ptr<channel::Channel>> forwarding(const channel::ChannelProfile& profile) {
    return std::make_unique<ForwardingChannel>(profile);
}

channel::ChannelProfile practiceProfile() {
    return must(channel::loadChannelProfile(QStringLiteral(PAYOUT_RESOURCES) +
                                            QStringLiteral("/channels/practice.profile.json")));
}

} // namespace

FlowWorld::FlowWorld(TempStore& temp, QString journalPath)
    : store(temp), fixture(temp.connection()), m_channels(forwarding), m_journalPath(std::move(journalPath)) {
    setClock(morning);
    channel = fixture.channel();
    merchant = fixture.addMerchant(QStringLiteral("M1"), 1'000'000'000, 50);
    changeProfile([](channel::ChannelProfile&) {});
    restartEgress();
    // As in life: it has met its database before anything is sent.
    must(egress::guardStart(connection(), *m_journal, QStringLiteral("egress1")));
}

void FlowWorld::backUp() {
    // Everybody is in it, so that nobody is lost with a restore.
    for (const PersonId person : {fixture.clerk(), fixture.auditor(), fixture.operatorPerson(), fixture.supervisor()})
        Q_UNUSED(person);
    m_ask.reset();
    must(store.backUp());
    fixture.useConnection(connection());
    restartEgress();
}

void FlowWorld::restoreBackup() {
    m_send.reset();
    m_ask.reset();
    must(store.restoreBackup());
    fixture.useConnection(connection());
    restartEgress();
}

void FlowWorld::restartPrograms() {
    m_send.reset();
    m_ask.reset();
    must(store.reopen());
    fixture.useConnection(connection());
    restartEgress();
}

std::unique_ptr<egress::JournalStorage> FlowWorld::openJournal() {
    if (!m_journalPath.isEmpty()) return must(egress::openJournalFile(m_journalPath));
    return std::make_unique<MemoryJournal>(journalBytes, &journalIsFull);
}

void FlowWorld::restartEgress() {
    m_ask.reset();
    m_egress.reset();
    m_journal.reset(); // a file is locked by whoever has it open
    m_journal = must(egress::Journal::open(openJournal()));
    egress::EgressSetup setup;
    setup.name = QStringLiteral("egress1");
    setup.stopFile = egressStopFile;
    setup.limits = egressLimits;
    setup.dialler = wiresTo(bank);
    setup.bootClock = bootClock;
    m_egress = std::make_unique<egress::Egress>(*m_journal, forwarding, std::move(setup));
    worker::AskJobSetup ask{QStringLiteral("asker"), std::make_shared<egress::LocalInquiry>(*m_egress, connection())};
    ask.heartbeat = std::chrono::hours(24 * 365);
    m_ask = std::make_unique<worker::AskJob>(m_channels, ask);
}

// Late in a test, so that nobody can forget it; a test that failed already has said what matters.
FlowWorld::~FlowWorld() {
    if (QTest::currentTestFailed()) return;
    const QString problems = bookProblems();
    if (!problems.isEmpty())
        QTest::qFail(qPrintable(QStringLiteral("after the flow: ") + problems), __FILE__, __LINE__);
}

void FlowWorld::changeProfile(const std::function<void(channel::ChannelProfile&)>& change) {
    changeProfileOf(channel, change);
}

void FlowWorld::changeProfileOf(ChannelId which, const std::function<void(channel::ChannelProfile&)>& change) {
    channel::ChannelProfile profile = practiceProfile();
    profile.statementsStateBalances = false; // the files of most flows are a few lines; trust has tests of its own
    change(profile);
    must(store::execute(
        connection(),
        "UPDATE channel SET profile = ?, pause_enabled = ?, states_balances = ?, resend_window_ms = ? WHERE id = ?",
        QString::fromUtf8(toJson(profile)), profile.pause.enabled, profile.statementsStateBalances,
        std::int64_t{channel::resendWindow(profile).count()}, which));
}

std::vector<PayoutId> FlowWorld::approvedBatch(const std::vector<std::int64_t>& amounts) {
    ++m_batches;
    std::vector<FixtureRow> rows;
    for (std::size_t i = 0; i < amounts.size(); ++i)
        rows.push_back({QStringLiteral("B%1-%2").arg(m_batches).arg(i + 1), QStringLiteral("收款人"),
                        QStringLiteral("62170000%1%2")
                            .arg(m_batches, 4, 10, QLatin1Char('0'))
                            .arg(static_cast<int>(i + 1), 4, 10, QLatin1Char('0')),
                        amounts[i]});
    const InstructionId instruction = fixture.addApprovedBatch(merchant, rows);
    std::vector<PayoutId> payouts;
    for (std::size_t i = 0; i < amounts.size(); ++i)
        payouts.push_back(payoutIdOf(instruction, static_cast<std::int64_t>(i + 1)));
    return payouts;
}

void FlowWorld::watch() {
    const auto seen = egress::guardStart(connection(), *m_journal, QStringLiteral("egress1"));
    if (!seen && seen.error().code != QStringLiteral("Quarantined")) must(Done(std::unexpected(seen.error())));
}

void FlowWorld::passTime(std::chrono::milliseconds time) {
    must(store.shiftClock(time));
    watch();
}

void FlowWorld::setClock(UtcTime time) {
    must(store.setClock(time));
    if (m_journal) watch();
}
UtcTime FlowWorld::now() { return must(connection().now()); }

std::unique_ptr<worker::SendJob> FlowWorld::newSendJob(const QString& host) {
    worker::SendJobSetup setup;
    setup.host = host;
    setup.startedBy = QStringLiteral("test");
    setup.takeOver = true;
    setup.leaseDuration = std::chrono::hours(24 * 30);
    setup.hostClock = [this] { return now() + hostClockError; };
    setup.outlets = [this] { return std::make_unique<egress::LocalOutlet>(*m_egress, connection()); };
    return std::make_unique<worker::SendJob>(m_channels, setup);
}

void FlowWorld::sendAll() {
    m_send = newSendJob();
    must(m_send->start(connection()));
    sendAllUnderSameLease();
}

void FlowWorld::sendAllUnderSameLease() {
    for (int i = 0; i < 10'000; ++i)
        if (must(m_send->step(connection())) == worker::StepResult::Idle) return;
    qFatal("the send job does not come to rest");
}

void FlowWorld::askAll() {
    for (int i = 0; i < 10'000; ++i)
        if (must(m_ask->step(connection())) == worker::StepResult::Idle) return;
    qFatal("the asker does not come to rest");
}

void FlowWorld::keep() {
    worker::KeepJob job(m_channels, QStringLiteral("keeper"));
    must(job.step(connection()));
}

QString FlowWorld::text(const char* sql) {
    auto rows = must(store::query(connection(), sql));
    QString value;
    if (rows.next()) value = rows.isNull(0) ? QString() : rows.text(0);
    must(rows.finish());
    return value;
}

QString FlowWorld::stateOf(PayoutId payout) {
    auto rows = must(store::query(connection(), "SELECT COALESCE(state, '') FROM payout WHERE id = ?", payout));
    const QString state = rows.next() ? rows.text(0) : QStringLiteral("none");
    must(rows.finish());
    return state;
}

QString FlowWorld::firstOrderNo(PayoutId payout) const {
    return dispatch::deriveOrderNo(QStringLiteral("M1"),
                                   QStringLiteral("B%1-%2").arg(instructionOf(payout).value).arg(rowNoOf(payout)), 1);
}

QString FlowWorld::orderNoOf(PayoutId payout, int attemptNo) {
    auto rows = must(store::query(connection(), "SELECT order_no FROM attempt WHERE payout_id = ? AND attempt_no = ?",
                                  payout, attemptNo));
    const QString orderNo = rows.next() ? rows.text(0) : QString();
    must(rows.finish());
    return orderNo;
}

void FlowWorld::coverThrough(UtcTime time) {
    must(store::execute(connection(), "UPDATE channel SET covered_through_ms = ? WHERE id = ?", time, channel));
}

QString FlowWorld::freshToken(PersonId person, const QString& command, const QString& objectKey) {
    SeededIdSource ids(static_cast<quint64>(++m_tokens) * 7919);
    return must(people::issueToken(connection(), ids, {person, command, objectKey}));
}

Result<std::vector<exception::RowResult>> FlowWorld::proposeAll(const std::vector<PayoutId>& payouts,
                                                                rules::ExceptionAction action, PersonId by) {
    exception::ActionRequest request;
    request.actor = fixture.actor(by);
    request.payouts = payouts;
    for (const PayoutId payout : payouts)
        request.versionsSeen.push_back(
            must(store::queryInt64(connection(), "SELECT version FROM payout WHERE id = ?", payout)));
    request.token =
        freshToken(by, exception::proposeCommand, exception::proposeKey(action, request.payouts, request.versionsSeen));
    request.action = action;
    request.reason = QStringLiteral("checked");
    return exception::proposeAction(connection(), request);
}

Result<std::vector<exception::RowResult>> FlowWorld::confirmAll(const std::vector<PayoutId>& payouts, PersonId by) {
    exception::DecisionRequest request;
    request.actor = fixture.actor(by);
    request.payouts = payouts;
    request.token =
        freshToken(by, exception::decideCommand, exception::decideKey(exception::Verdict::Confirm, request.payouts));
    return exception::decideAction(connection(), request);
}

std::optional<Error> FlowWorld::propose(PayoutId payout, rules::ExceptionAction action, PersonId by) {
    const auto results = proposeAll({payout}, action, by);
    return results ? results->front().refused : results.error();
}

std::optional<Error> FlowWorld::confirm(PayoutId payout, PersonId by) {
    const auto results = confirmAll({payout}, by);
    return results ? results->front().refused : results.error();
}

QString FlowWorld::bookProblems() {
    QString problems;
    for (const ledger::Violation& violation : must(ledger::ledgerCheck(connection())))
        problems += violation.code + QStringLiteral(": ") + violation.detail + u'\n';
    return problems;
}

} // namespace payout::support
