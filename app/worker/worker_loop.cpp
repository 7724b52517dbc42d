// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/worker/worker_loop.h"

#include "core/base/digest.h"
#include "core/channel/acp/acp_channel.h"
#include "core/rules/refusal.h"
#include "core/store/migrator.h"
#include "core/store/training_clock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QThread>

#include <algorithm>
#include <cstdio>

namespace payout::worker_program {

namespace {

constexpr unsigned long idleMilliseconds = 200;
constexpr unsigned long lostMilliseconds = 1'000;
constexpr std::chrono::seconds keepEvery{5};

void log(const QString& text) {
    std::fprintf(stderr, "%s %s\n", QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toUtf8().constData(),
                 text.toUtf8().constData());
}

// R35, one line for whoever watches the log; the page Today shows the same to people.
void sayUnpaid(const std::vector<dispatch::UnpaidPayout>& unpaid) {
    if (unpaid.empty()) return;
    const auto armed = std::ranges::count_if(unpaid, &dispatch::UnpaidPayout::armed);
    const auto oldest = std::ranges::min_element(unpaid, {}, &dispatch::UnpaidPayout::since);
    log(QStringLiteral(
            "watchdog: %1 payouts approved and not paid in time, the oldest is %2 since %3; %4 may have been "
            "sent and are asked about now; nothing is sent because of this")
            .arg(unpaid.size())
            .arg(oldest->payout.value)
            .arg(formatIso(oldest->since))
            .arg(armed));
}

UtcTime systemNow() { return UtcTime(QDateTime::currentMSecsSinceEpoch()); }

// The code table lies beside the program when installed, and in the source tree's resources while it is built.
QString codeTablePath(const QString& adapter) {
    return QStringLiteral(PAYOUT_RESOURCES) + QStringLiteral("/channels/") + adapter + QStringLiteral(".codes.json");
}

// The content of the program's file names the build; "" where it cannot be read.
QString buildOfThisProgram() {
    constexpr qsizetype digits = 16;
    QFile program(QCoreApplication::applicationFilePath());
    if (!program.open(QIODevice::ReadOnly)) return {};
    return sha256Hex(program.readAll()).left(digits);
}

QString socketIn(const QString& folder, const char* name) { return QDir(folder).filePath(QLatin1String(name)); }

} // namespace

WorkerLoop::WorkerLoop(WorkerOptions options)
    : m_options(std::move(options)), m_bank(m_options.workspace),
      m_channels([this](const channel::ChannelProfile& profile) { return makeAdapter(profile); }),
      m_sendLine(socketIn(m_options.egress, egress::sendSocketName)),
      m_ask(m_channels, {m_options.host,
                         std::make_shared<egress::SocketInquiry>(socketIn(m_options.egress, egress::askSocketName))}),
      m_keep(m_channels, m_options.host, sayUnpaid),
      m_import({m_options.inbox, QStringLiteral("job:import ") + m_options.host,
                [this](std::int64_t) { return m_stop == nullptr || !*m_stop; }}),
      m_compare({m_options.host, QStringLiteral("operator")}) {
    worker::SendJobSetup setup;
    setup.host = m_options.host;
    setup.startedBy = m_options.takeOver ? QStringLiteral("operator take-over") : QStringLiteral("operator");
    setup.takeOver = m_options.takeOver;
    setup.build = buildOfThisProgram();
    setup.hostClock = [this] { return systemNow() + m_trainingOffset; };
    setup.outlets = [this] { return std::make_unique<egress::SocketOutlet>(m_sendLine); };
    m_send = std::make_unique<worker::SendJob>(m_channels, std::move(setup));
}

Result<std::unique_ptr<channel::Channel>> WorkerLoop::makeAdapter(const channel::ChannelProfile& profile) const {
    namespace acp = channel::acp;
    if (profile.adapter != u"acp") return broken(QStringLiteral("UnknownAdapter"), profile.adapter);
    const QDir keys(m_options.keys);
    TRY(auto table, channel::loadCodeTable(codeTablePath(profile.adapter)));
    TRY(auto bank, acp::loadPublicKey(keys.filePath(QLatin1String(acp::key_file::bankPublic))));
    TRY(auto adapter, acp::AcpChannel::create(profile, std::move(table),
                                              acp::AcpKeys{QStringLiteral("1"), std::nullopt, std::move(bank)}));
    return std::unique_ptr<channel::Channel>(std::move(adapter));
}

Done WorkerLoop::connect() {
    if (m_connection && m_connection->isOpen()) return {};
    m_connection.reset();
    m_sending = false; // the lease must be ours still before anything else is sent
    TRY(auto connection, store::Connection::open(m_options.database, QStringLiteral("payout-worker")));
    TRY_DONE(store::requireSchema(*connection));
    m_connection = std::move(connection);
    return {};
}

Done WorkerLoop::readClock() {
    TRY(m_trainingOffset, store::trainingOffset(*m_connection));
    m_bank.followClock(m_trainingOffset);
    return {};
}

// R34: no automatic fail-over. A process of this machine that was just ended may still hold the lease for some seconds;
// what another machine holds is taken over by an operator's start only.
worker::StepResult WorkerLoop::waitForOperator(const QString& holder) {
    const QString machine = m_options.host.section(u':', 0, 0);
    if (holder.section(u':', 0, 0) == machine) return worker::StepResult::Idle;
    m_options.jobs.remove(QStringLiteral("send"));
    log(QStringLiteral("send: not lease holder, %1 is; start again with --take-over if that host is dead").arg(holder));
    return worker::StepResult::Idle;
}

Result<worker::StepResult> WorkerLoop::stepSend() {
    if (m_send->hasUnrecorded()) {
        TRY_DONE(m_send->recordKept(*m_connection));
        return worker::StepResult::Worked;
    }
    if (!m_sending) {
        const Done started = m_send->resume(*m_connection);
        if (!started && rules::refusalOf(started.error()) == rules::Refusal::NotLeaseHolder)
            return waitForOperator(started.error().detail);
        if (!started) return std::unexpected(started.error());
        m_sending = true;
        log(QStringLiteral("send: lease epoch %1").arg(m_send->lease().epoch));
    }
    return m_send->step(*m_connection);
}

WorkerLoop::Round WorkerLoop::failed(const char* job, const Error& error) {
    log(QString::fromLatin1(job) + QStringLiteral(": ") + describe(error));
    const auto refusal = rules::refusalOf(error);
    if (refusal == rules::Refusal::StaleEpoch) {
        m_sending = false;
        return Round::Ended; // somebody took over: this process must not send any more
    }
    if (error.kind == ErrorKind::Broken) return Round::Ended;
    if (error.kind != ErrorKind::Refused) m_connection.reset();
    return Round::Idle;
}

WorkerLoop::Round WorkerLoop::round() {
    if (const Done connected = connect(); !connected) {
        log(describe(connected.error()));
        // A database of another version than this program's: waiting does not help, working on it would do harm.
        if (connected.error().kind == ErrorKind::Refused || connected.error().kind == ErrorKind::Broken)
            return Round::Ended;
        QThread::msleep(lostMilliseconds);
        return Round::Idle;
    }
    if (const Done read = readClock(); !read) return failed("clock", read.error());
    bool worked = false;
    const auto step = [&](const char* job, Result<worker::StepResult> result) {
        if (!result) return failed(job, result.error());
        worked = worked || *result == worker::StepResult::Worked;
        return Round::Idle;
    };
    const auto has = [this](const char* job) { return m_options.jobs.contains(QLatin1String(job)); };
    if (has("send") && step("send", stepSend()) == Round::Ended) return Round::Ended;
    if (m_connection && has("ask") && step("ask", m_ask.step(*m_connection)) == Round::Ended) return Round::Ended;
    const UtcTime now = systemNow();
    if (m_connection && (now > m_keptAt + keepEvery || now < m_keptAt)) {
        m_keptAt = now;
        if (has("keep") && step("keep", m_keep.step(*m_connection)) == Round::Ended) return Round::Ended;
        if (m_connection && has("import")) {
            if (step("import", m_import.step(*m_connection)) == Round::Ended) return Round::Ended;
            m_bank.fetchReport(systemNow() + m_trainingOffset);
        }
        if (m_connection && has("compare") && step("compare", m_compare.step(*m_connection)) == Round::Ended)
            return Round::Ended;
    }
    return worked ? Round::Worked : Round::Idle;
}

int WorkerLoop::run(const std::atomic<bool>& stop) {
    log(QStringLiteral("worker %1 on %2").arg(m_options.host, m_options.database.shown()));
    int exitCode = 0;
    m_stop = &stop;
    while (!stop) {
        const Round done = round();
        if (done == Round::Ended) {
            exitCode = 1;
            break;
        }
        if (done == Round::Idle) QThread::msleep(idleMilliseconds);
    }
    if (m_connection && m_sending) m_send->finish(*m_connection);
    if (m_connection) m_compare.finish(*m_connection);
    log(QStringLiteral("worker ends"));
    return exitCode;
}

} // namespace payout::worker_program
