// SPDX-License-Identifier: GPL-3.0-or-later
// The two sockets of an egress and the threads behind them.
#pragma once

#include "app/egress/egress_session.h"

#include <QLocalServer>

#include <atomic>
#include <list>
#include <thread>

namespace payout::egress_program {

class EgressServer final : public QLocalServer {
public:
    EgressServer(const EgressOptions& options, egress::Journal& journal, Purpose purpose);
    ~EgressServer() override; ///< ends its sessions; one that waits for a bank's answer is waited for

    /// Unavailable "SocketUnusable". A socket that a dead egress left is taken over: the journal's lock says that it is
    /// dead.
    Done listenIn(const QString& folder);

protected:
    void incomingConnection(quintptr socketDescriptor) override;

private:
    struct Thread {
        std::thread thread;
        std::atomic<bool> isOver{false};
    };
    void joinEnded();

    const EgressOptions& m_options;
    egress::Journal& m_journal;
    Purpose m_purpose;
    std::atomic<bool> m_stop{false};
    std::list<Thread> m_threads;
};

} // namespace payout::egress_program
