// SPDX-License-Identifier: GPL-3.0-or-later
// One connection of a worker: its messages, one after another, on a thread of its own, with a database connection of
// its own.
#pragma once

#include "app/egress/egress_options.h"
#include "core/egress/message_file.h"

#include <QElapsedTimer>

#include <atomic>

class QLocalSocket;

namespace payout::egress_program {

/// What a socket is for: who connects to the one cannot do what the other does (R22).
enum class Purpose { Send, Ask };

class EgressSession {
public:
    EgressSession(const EgressOptions& options, egress::Journal& journal, Purpose purpose);
    ~EgressSession();
    EgressSession(const EgressSession&) = delete;
    EgressSession& operator=(const EgressSession&) = delete;

    /// Until the other side closes, says something that cannot be understood, or `stop` is set.
    void run(qintptr socketDescriptor, const std::atomic<bool>& stop);

private:
    egress::Message answer(const egress::Message& message);
    Result<store::Connection*> connection();
    Done dial(ChannelId channel);
    channel::RawReply send(const dispatch::Permit& permit);
    Done reach(ChannelId channel);
    channel::RawReply ask(const egress::AskMessage& question);
    void dropIdleWire();

    const EgressOptions& m_options;
    Purpose m_purpose;
    egress::Egress m_egress;
    std::unique_ptr<store::Connection> m_connection;
    std::unique_ptr<channel::Wire> m_wire;
    ChannelId m_dialled;
    QElapsedTimer m_sinceDial;
};

} // namespace payout::egress_program
