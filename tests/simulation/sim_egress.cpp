// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_egress.h"

#include "core/egress/start_guard.h"

#include <utility>

namespace payout::simulate {

namespace {

using channel::RawReply;
using channel::WireResult;
using std::chrono::seconds;

constexpr seconds wireIdle{10};         // as egress_session.cpp
constexpr seconds socketAnswerMax{360}; // as core/egress/socket_line.h

class SimWire final : public channel::Wire {
public:
    SimWire(World& world, const QByteArray& journal) : m_world(world), m_journal(journal) {}
    Done dial() override {
        m_dialledAt = m_world.clock;
        m_connection = ++m_world.connections;
        return m_world.bank.connectTo();
    }
    RawReply exchange(const channel::WireRequest& request) override {
        m_world.point();
        if (m_world.clock - m_dialledAt > wireIdle) {
            m_world.see(Sight::WireDead);
            return {WireResult::DiedBeforeFirstByte, 0, {}, 0, QStringLiteral("closed by the bank")};
        }
        m_world.notice();
        const std::size_t before = m_world.bank.requests.size();
        RawReply reply = m_world.bank.handle(request, m_connection);
        if (m_world.bank.requests.size() > before) judge(m_world.bank.requests.back());
        m_world.tell([&] {
            return QString::fromUtf8(request.body) + QStringLiteral(" -> ") +
                   (reply.body.isEmpty() ? QStringLiteral("silence") : QString::fromUtf8(reply.body));
        });
        m_world.point();
        return reply;
    }
    qint64 bytesWritten() const override { return 0; }

private:
    void judge(checker::Request& request) const {
        const bool isJournalled = m_journal.contains(QByteArray::fromStdString(request.orderNo));
        request.permitWasStored = m_world.permitted.contains(request.orderNo) && isJournalled;
        request.wasStopped = m_world.whileStopped.contains(request.orderNo);
        request.wasQuarantined = m_world.unreleased.contains(request.orderNo);
    }

    World& m_world;
    const QByteArray& m_journal;
    UtcTime m_dialledAt;
    std::int64_t m_connection = 0;
};

/// What append() returned for is there; a crash in between leaves all, part or nothing of it.
class SimJournalStorage final : public egress::JournalStorage {
public:
    SimJournalStorage(World& world, QByteArray& bytes) : m_world(world), m_bytes(bytes) {}
    Result<QByteArray> readAll() override { return m_bytes; }
    Done append(const QByteArray& bytes) override {
        if (m_world.processes.current() >= 0 && !m_world.isCalm && m_world.dice.chance(m_world.trouble.journalTorn)) {
            m_bytes += bytes.left(m_world.dice.below(static_cast<int>(bytes.size()) + 1));
            m_world.see(Sight::JournalTorn);
            m_world.killHere(); // not a point to yield at: the journal is locked
        }
        m_bytes += bytes;
        // By the timeline that the egress saw: one that was exchanged after its look is met at the next.
        const QByteArrayList fields = bytes.split('\t');
        const bool isSeen = fields.size() > 3 && fields[fields.size() - 3].toLongLong() == m_world.db.timeline();
        if (isSeen && m_world.db.timeline() != m_world.timelineReleased)
            for (const std::string& orderNo : m_world.permitted)
                if (bytes.contains(QByteArray::fromStdString(orderNo))) m_world.unreleased.insert(orderNo);
        return {};
    }
    Done truncate(qint64 size) override {
        m_bytes.truncate(size);
        return {};
    }

private:
    World& m_world;
    QByteArray& m_bytes;
};

/// The worker's side: false if no answer came.
bool exchange(World& world, Session& session, Session::Wish wish) {
    session.wish = wish;
    session.isAnswered = false;
    session.worker = world.processes.current();
    world.processes.wake(session.process);
    const UtcTime until = world.clock + socketAnswerMax;
    while (!session.isAnswered && !session.isLost && world.clock < until) world.processes.sleep(until - world.clock);
    session.worker = -1;
    return session.isAnswered;
}

} // namespace

dispatch::AdapterFactory simAdapters() {
    return [](const channel::ChannelProfile& profile) -> Result<std::unique_ptr<channel::Channel>> {
        return std::make_unique<SimChannel>(profile);
    };
}

SimEgress::SimEgress(World& world, int number) : m_world(world), m_name(QStringLiteral("egress%1").arg(number)) {}

void SimEgress::addTo(std::vector<Program>& programs) {
    m_program = static_cast<int>(programs.size());
    programs.push_back({m_name, [this] { boot(); }, [this] { die(); }});
    programs.back().polls = true;
}

void SimEgress::boot() {
    auto opened = egress::Journal::open(std::make_unique<SimJournalStorage>(m_world, m_bytes));
    CHECK(opened.has_value()); // a torn end is no damage
    m_journal = *std::move(opened);
    m_world.startMember(m_program, [this] { watch(); });
}

void SimEgress::die() {
    for (const auto& session : m_sessions) {
        session->isLost = true;
        m_world.processes.wake(session->worker);
    }
    m_sessions.clear();
    m_journal.reset();
}

egress::EgressSetup SimEgress::setup() {
    egress::EgressSetup setup;
    setup.name = m_name;
    setup.dialler = [this](const channel::ChannelProfile&) { return std::make_unique<SimWire>(m_world, m_bytes); };
    setup.bootClock = [this] { return std::chrono::milliseconds(m_world.clock.ms); };
    return setup;
}

void SimEgress::meet() {
    auto journal = egress::Journal::open(std::make_unique<SimJournalStorage>(m_world, m_bytes));
    const auto connection = m_world.openDatabase();
    CHECK(egress::guardStart(*connection, **journal, m_name).has_value());
}

void SimEgress::watch() {
    for (;;) {
        {
            const auto connection = m_world.openDatabase();
            const auto seen = egress::guardStart(*connection, *m_journal, m_name);
            if (!seen) m_world.tell([&] { return QStringLiteral("guard: ") + describe(seen.error()); });
            if (seen) (void)m_journal->witness(*seen); // as app/egress/egress_program.cpp
        }
        m_world.processes.sleep(m_world.dice.between(seconds(20), std::chrono::hours(2)));
    }
}

std::shared_ptr<Session> SimEgress::connect() {
    if (!m_journal) return nullptr;
    auto session = std::make_shared<Session>();
    m_sessions.push_back(session);
    session->process = m_world.startMember(m_program, [this, session] { serve(session); });
    return session;
}

void SimEgress::serve(const std::shared_ptr<Session>& session) {
    egress::Egress sender(*m_journal, simAdapters(), setup());
    std::shared_ptr<store::Connection> connection;
    std::unique_ptr<channel::Wire> wire;
    UtcTime dialledAt;
    ChannelId dialled;
    while (!session->isClosed) {
        const Session::Wish wish = std::exchange(session->wish, Session::Wish::None);
        if (wire && m_world.clock - dialledAt > wireIdle) wire.reset();
        if (wish == Session::Wish::None) {
            m_world.processes.sleep(std::chrono::hours(1));
            continue;
        }
        if (!connection || !connection->isOpen()) connection = m_world.openDatabase();
        switch (wish) {
        case Session::Wish::None: break;
        case Session::Wish::Dial: {
            wire.reset();
            auto made = sender.dial(*connection, session->channel);
            session->done = made ? Done() : Done(std::unexpected(made.error()));
            if (made) wire = *std::move(made);
            dialled = session->channel;
            dialledAt = m_world.clock;
            break;
        }
        case Session::Wish::Send: {
            const auto once = std::move(wire);
            session->reply = once ? sender.send(*connection, *once, dialled, session->permit)
                                  : RawReply{WireResult::DiedBeforeFirstByte, 0, {}, 0, QStringLiteral("not dialled")};
            m_world.tell([&] {
                return QStringLiteral("permit %1/%2: %3")
                    .arg(session->permit.payout.value)
                    .arg(session->permit.attemptNo)
                    .arg(session->reply.detail);
            });
            break;
        }
        case Session::Wish::Reach: session->done = sender.reach(*connection, session->channel); break;
        case Session::Wish::Ask:
            session->reply = sender.ask(*connection, session->permit.payout, session->permit.attemptNo);
            break;
        }
        session->isAnswered = true;
        m_world.processes.wake(session->worker);
    }
    std::erase(m_sessions, session);
}

SimOutlet::~SimOutlet() {
    if (!m_isDialled || !m_line) return;
    m_line->isClosed = true; // the connection to the bank goes with it, unused
    m_world.processes.wake(m_line->process);
    m_line.reset();
}

Done SimOutlet::dial(ChannelId channel) {
    if (!m_line || m_line->isLost) m_line = m_egress.connect();
    if (!m_line) return unavailable(QStringLiteral("EgressUnreachable"));
    m_line->channel = channel;
    if (!exchange(m_world, *m_line, Session::Wish::Dial)) {
        m_line->isClosed = true;
        m_line.reset();
        return unavailable(QStringLiteral("EgressUnreachable"));
    }
    m_isDialled = m_line->done.has_value();
    return m_line->done;
}

RawReply SimOutlet::send(const dispatch::Permit& permit) {
    m_isDialled = false;
    m_line->permit = permit;
    if (exchange(m_world, *m_line, Session::Wish::Send)) return m_line->reply;
    m_line->isClosed = true;
    m_line.reset();
    return {WireResult::SentNoAnswer, 0, {}, -1, QStringLiteral("EgressLost")};
}

SimInquiry::~SimInquiry() {
    if (!m_line) return;
    m_line->isClosed = true;
    m_world.processes.wake(m_line->process);
}

Done SimInquiry::reach(ChannelId channel) {
    if (!m_line || m_line->isLost) m_line = m_egress.connect();
    if (!m_line) return unavailable(QStringLiteral("EgressUnreachable"));
    m_line->channel = channel;
    if (exchange(m_world, *m_line, Session::Wish::Reach)) return m_line->done;
    m_line.reset();
    return unavailable(QStringLiteral("ConnectFailed"));
}

RawReply SimInquiry::ask(PayoutId payout, int attemptNo) {
    if (!m_line || m_line->isLost) m_line = m_egress.connect();
    if (!m_line) return channel::connectFailed(Error{});
    m_line->permit.payout = payout;
    m_line->permit.attemptNo = attemptNo;
    if (exchange(m_world, *m_line, Session::Wish::Ask)) return m_line->reply;
    m_line.reset();
    return channel::connectFailed(Error{});
}

} // namespace payout::simulate
