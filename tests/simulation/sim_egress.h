// SPDX-License-Identifier: GPL-3.0-or-later
// payout-egress as a program that can be killed: its journal outlives it, what its sessions were doing does not. The
// sessions run the production Egress; the sockets between are replaced by the same promises
// (core/egress/socket_line.h).
#pragma once

#include "core/egress/egress.h"
#include "tests/simulation/world.h"

namespace payout::simulate {

/// One connection of a worker to the egress.
struct Session {
    enum class Wish { None, Dial, Send, Reach, Ask };
    Wish wish = Wish::None;
    ChannelId channel;
    dispatch::Permit permit;
    bool isClosed = false; ///< by the worker
    bool isLost = false;   ///< the egress is gone
    bool isAnswered = false;
    Done done;
    channel::RawReply reply;
    int worker = -1;  ///< the process that waits
    int process = -1; ///< that serves it
};

class SimEgress {
public:
    SimEgress(World& world, int number);

    void addTo(std::vector<Program>& programs);
    /// None: it is down.
    std::shared_ptr<Session> connect();
    /// Meets its database for the first time, before anything is sent.
    void meet();

private:
    void boot();
    void die();
    void watch();
    void serve(const std::shared_ptr<Session>& session);
    egress::EgressSetup setup();

    World& m_world;
    QString m_name;
    int m_program = -1;
    QByteArray m_bytes;
    std::unique_ptr<egress::Journal> m_journal;
    std::vector<std::shared_ptr<Session>> m_sessions;
};

/// As SocketOutlet: one permit through a line that is kept.
class SimOutlet final : public dispatch::Outlet {
public:
    SimOutlet(World& world, SimEgress& egress, std::shared_ptr<Session>& line)
        : m_world(world), m_egress(egress), m_line(line) {}
    ~SimOutlet() override;
    SimOutlet(const SimOutlet&) = delete;
    SimOutlet& operator=(const SimOutlet&) = delete;
    Done dial(ChannelId channel) override;
    channel::RawReply send(const dispatch::Permit& permit) override;

private:
    World& m_world;
    SimEgress& m_egress;
    std::shared_ptr<Session>& m_line;
    bool m_isDialled = false;
};

class SimInquiry final : public dispatch::Inquiry {
public:
    SimInquiry(World& world, SimEgress& egress) : m_world(world), m_egress(egress) {}
    ~SimInquiry() override;
    SimInquiry(const SimInquiry&) = delete;
    SimInquiry& operator=(const SimInquiry&) = delete;
    Done reach(ChannelId channel) override;
    channel::RawReply ask(PayoutId payout, int attemptNo) override;

private:
    World& m_world;
    SimEgress& m_egress;
    std::shared_ptr<Session> m_line;
};

[[nodiscard]] dispatch::AdapterFactory simAdapters();

} // namespace payout::simulate
