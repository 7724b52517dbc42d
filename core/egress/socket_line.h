// SPDX-License-Identifier: GPL-3.0-or-later
// The worker's end of the sockets to the egress. Blocking, for one thread; a connection that failed is opened again for
// the next permit, never within one.
#pragma once

#include "core/dispatch/outlet.h"
#include "core/egress/message_file.h"

#include <chrono>
#include <memory>

class QLocalSocket;

namespace payout::egress {

/// The sockets of an egress, in a folder that only its user may enter. Two, so that who only asks has no way to send
/// (R22).
inline constexpr char sendSocketName[] = "send.sock";
inline constexpr char askSocketName[] = "ask.sock";

/// How long the other side may take for one message: the longest dial and answer of a bank, and some more.
inline constexpr std::chrono::milliseconds socketAnswerMax{360'000};

class SocketLine {
public:
    explicit SocketLine(QString path);
    ~SocketLine();
    SocketLine(const SocketLine&) = delete;
    SocketLine& operator=(const SocketLine&) = delete;

    /// Connects if needed. Unavailable "EgressUnreachable".
    Done open();
    /// One message out, one back. Unavailable "EgressUnreachable" if it was certainly not taken, Unknown "EgressLost"
    /// if it may have been.
    Result<Message> exchange(const Message& message);
    void close();

private:
    Result<Message> readMessage();
    QString m_path;
    std::unique_ptr<QLocalSocket> m_socket;
    QByteArray m_buffer;
};

/// One permit through a line that is kept for the next one.
class SocketOutlet final : public dispatch::Outlet {
public:
    explicit SocketOutlet(SocketLine& line) : m_line(line) {}
    ~SocketOutlet() override;
    SocketOutlet(const SocketOutlet&) = delete;
    SocketOutlet& operator=(const SocketOutlet&) = delete;

    Done dial(ChannelId channel) override;
    channel::RawReply send(const dispatch::Permit& permit) override;

private:
    SocketLine& m_line;
    bool m_isDialled = false;
};

class SocketInquiry final : public dispatch::Inquiry {
public:
    explicit SocketInquiry(QString path) : m_line(std::move(path)) {}
    Done reach(ChannelId channel) override;
    channel::RawReply ask(PayoutId payout, int attemptNo) override;

private:
    SocketLine m_line;
};

} // namespace payout::egress
