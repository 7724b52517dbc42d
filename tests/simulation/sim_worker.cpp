// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_worker.h"

#include "core/rules/refusal.h"
#include "core/worker/ask_job.h"
#include "core/worker/keep_job.h"

namespace payout::simulate {

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr milliseconds atOnce{0};

/// Closed when its worker ends, however it ends.
struct Line {
    World& world;
    std::shared_ptr<Session> session = {};
    ~Line() {
        if (!session) return;
        session->isClosed = true;
        world.processes.wake(session->process);
    }
};

// The adapters of all workers of all schedules: they hold nothing but the parsed profile, and parsing it again for each
// process would be most of the work.
dispatch::ChannelSet& sharedChannels(const World& world) {
    static dispatch::ChannelSet certified(simAdapters());
    static dispatch::ChannelSet plain(simAdapters());
    return world.isCertified ? certified : plain;
}

void addProgram(World& world, std::vector<Program>& programs, const QString& name, Processes::Body body) {
    const int at = static_cast<int>(programs.size());
    programs.push_back({name, [&world, at, body = std::move(body)] { world.startMember(at, body); }});
    programs.back().polls = true;
}

} // namespace

void SimWorker::addTo(std::vector<Program>& programs) {
    const QString machine = QStringLiteral("h%1 ").arg(m_machine);
    addProgram(m_world, programs, machine + QStringLiteral("send"), [this] { send(); });
    if (m_machine > 0) return;
    addProgram(m_world, programs, machine + QStringLiteral("ask"), [this] { ask(); });
    addProgram(m_world, programs, machine + QStringLiteral("keep"), [this] { keep(); });
}

QString SimWorker::host() { return QStringLiteral("h%1:%2").arg(m_machine).arg(++m_started); }

void SimWorker::send() {
    dispatch::ChannelSet& channels = sharedChannels(m_world);
    Line line{m_world};
    worker::SendJobSetup setup;
    setup.host = host();
    setup.startedBy = QStringLiteral("operator");
    setup.takeOver = m_world.dice.chance(m_world.isCalm ? 500 : m_world.trouble.takeOver);
    setup.leaseDuration = hours(2); // sleeps are longer here than the 200 ms of life, so this is as well
    setup.hostClock = [this] { return m_world.clock + (m_machine > 0 ? m_world.hostError : milliseconds(0)); };
    setup.outlets = [&] { return std::make_unique<SimOutlet>(m_world, m_egress, line.session); };
    setup.limits.rowsMax = 1 + m_world.dice.below(3);
    setup.limits.unprovenPercentMax = 100;
    worker::SendJob job(channels, setup);
    std::shared_ptr<store::Connection> connection;
    bool isHolder = false;
    for (;;) {
        if (!connection || !connection->isOpen()) {
            connection = m_world.openDatabase();
            isHolder = false;
        }
        const auto wait = sendRound(job, *connection, isHolder);
        if (!wait) return;
        if (*wait > atOnce) m_world.processes.sleep(*wait);
    }
}

std::optional<milliseconds> SimWorker::after(const Error& error, bool& isHolder) {
    m_world.tell([&] { return describe(error); });
    if (rules::refusalOf(error) == rules::Refusal::StaleEpoch) {
        m_world.see(Sight::LeaseTakenOver);
        return std::nullopt; // somebody took over
    }
    if (error.kind == ErrorKind::Broken) {
        m_world.broken << describe(error); // a defect, unless the checker is told otherwise
        return std::nullopt;
    }
    if (error.kind != ErrorKind::Refused) isHolder = false;
    return m_world.dice.between(seconds(1), minutes(3));
}

std::optional<milliseconds> SimWorker::sendRound(worker::SendJob& job, store::Connection& connection, bool& isHolder) {
    if (job.hasUnrecorded()) {
        const Done recorded = job.recordKept(connection);
        return recorded ? atOnce : after(recorded.error(), isHolder);
    }
    if (!isHolder) {
        const Done started = job.resume(connection);
        if (!started && rules::refusalOf(started.error()) == rules::Refusal::NotLeaseHolder)
            return m_world.dice.between(minutes(1), hours(1));
        if (!started) return after(started.error(), isHolder);
        isHolder = true;
        m_world.tell([&] { return QStringLiteral("holds epoch %1").arg(job.lease().epoch); });
    }
    m_world.nudgeEgresses(); // they look every 20 seconds in life
    const auto done = job.step(connection);
    if (!done) return after(done.error(), isHolder);
    if (*done == worker::StepResult::Worked) return atOnce;
    return m_world.dice.between(seconds(1), minutes(30));
}

UtcTime SimWorker::nextQuestion() const {
    UtcTime next = m_world.db.clock() + hours(6);
    for (const memory::AttemptRow& attempt : m_world.db.state().attempts.rows())
        if (attempt.nextQuery) next = std::min(next, *attempt.nextQuery);
    return next;
}

void SimWorker::ask() {
    dispatch::ChannelSet& channels = sharedChannels(m_world);
    worker::AskJobSetup setup{host(), std::make_shared<SimInquiry>(m_world, m_egress)};
    setup.heartbeat = hours(4);
    worker::AskJob job(channels, std::move(setup));
    std::shared_ptr<store::Connection> connection;
    for (;;) {
        if (!connection || !connection->isOpen()) connection = m_world.openDatabase();
        const auto done = job.step(*connection);
        if (!done) {
            m_world.tell([&] { return describe(done.error()); });
            connection.reset();
            m_world.processes.sleep(seconds(1));
        } else if (*done == worker::StepResult::Idle) {
            const milliseconds wait = nextQuestion() - m_world.db.clock();
            m_world.processes.sleep(std::max(wait, milliseconds(seconds(1))) +
                                    m_world.dice.between(atOnce, seconds(20)));
        }
    }
}

void SimWorker::keep() {
    dispatch::ChannelSet& channels = sharedChannels(m_world);
    worker::KeepJob job(channels, host());
    for (;;) {
        (void)job.step(*m_world.openDatabase());
        m_world.processes.sleep(m_world.dice.between(minutes(10), hours(2)));
    }
}

} // namespace payout::simulate
