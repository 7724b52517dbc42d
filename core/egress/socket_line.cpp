// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/egress/socket_line.h"

#include <QDeadlineTimer>
#include <QLocalSocket>

namespace payout::egress {

namespace {

constexpr int connectMs = 2'000;

// A peer that answers something else than was asked speaks another language; nothing it says counts.
std::unexpected<Error> unexpectedMessage() {
    return unknownOutcome(QStringLiteral("EgressLost"), QStringLiteral("an unexpected message"));
}

Done doneOf(const Result<Message>& answer) {
    if (!answer) return std::unexpected(answer.error());
    if (const auto* failed = std::get_if<FailedMessage>(&*answer)) return std::unexpected(failed->error);
    if (std::holds_alternative<DoneMessage>(*answer)) return {};
    return unexpectedMessage();
}

} // namespace

SocketLine::SocketLine(QString path) : m_path(std::move(path)) {}
SocketLine::~SocketLine() = default;

void SocketLine::close() {
    if (m_socket) m_socket->abort();
    m_socket.reset();
    m_buffer.clear();
}

Done SocketLine::open() {
    if (m_socket && m_socket->state() == QLocalSocket::ConnectedState) {
        // What the egress closed meanwhile shows itself only when it is read.
        m_socket->waitForReadyRead(0);
        // A surplus answer must not become the next permit's.
        if (m_socket->state() == QLocalSocket::ConnectedState && m_socket->bytesAvailable() == 0 && m_buffer.isEmpty())
            return {};
    }
    close();
    m_socket = std::make_unique<QLocalSocket>();
    m_socket->connectToServer(m_path);
    if (m_socket->waitForConnected(connectMs)) return {};
    const QString why = m_socket->errorString();
    close();
    return unavailable(QStringLiteral("EgressUnreachable"), m_path + QStringLiteral(": ") + why);
}

Result<Message> SocketLine::exchange(const Message& message) {
    if (!m_socket) return unavailable(QStringLiteral("EgressUnreachable"), m_path);
    m_socket->write(encode(message));
    auto answer = readMessage();
    if (!answer) close();
    return answer;
}

Result<Message> SocketLine::readMessage() {
    const QDeadlineTimer deadline(socketAnswerMax);
    while (!deadline.hasExpired()) {
        TRY(auto message, takeMessage(m_buffer));
        if (message) return *std::move(message);
        if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(static_cast<int>(deadline.remainingTime())))
            break;
        m_buffer += m_socket->read(frameBytesMax);
    }
    return unknownOutcome(QStringLiteral("EgressLost"), m_path + QStringLiteral(": ") + m_socket->errorString());
}

SocketOutlet::~SocketOutlet() {
    if (m_isDialled) m_line.close(); // the connection to the bank goes with it, unused
}

Done SocketOutlet::dial(ChannelId channel) {
    TRY_DONE(m_line.open());
    const Done dialled = doneOf(m_line.exchange(DialMessage{channel}));
    // Nothing is permitted yet, so an egress that was lost now has sent nothing.
    if (!dialled && dialled.error().kind == ErrorKind::Unknown)
        return unavailable(QStringLiteral("EgressUnreachable"), dialled.error().detail);
    m_isDialled = dialled.has_value();
    return dialled;
}

channel::RawReply SocketOutlet::send(const dispatch::Permit& permit) {
    m_isDialled = false;
    const auto answer = m_line.exchange(SendMessage{permit});
    const auto* reply = answer ? std::get_if<ReplyMessage>(&*answer) : nullptr;
    if (reply != nullptr) return reply->reply;
    // Whether a byte left is known to the egress alone now: it may have.
    const Error why = answer ? unexpectedMessage().error() : answer.error();
    m_line.close();
    return {channel::WireResult::SentNoAnswer, 0, {}, -1, describe(why)};
}

Done SocketInquiry::reach(ChannelId channel) {
    TRY_DONE(m_line.open());
    const Done reached = doneOf(m_line.exchange(ReachMessage{channel}));
    if (!reached && reached.error().kind == ErrorKind::Unknown)
        return unavailable(QStringLiteral("ConnectFailed"), reached.error().detail);
    return reached;
}

channel::RawReply SocketInquiry::ask(PayoutId payout, int attemptNo) {
    if (const Done opened = m_line.open(); !opened) return channel::connectFailed(opened.error());
    const auto answer = m_line.exchange(AskMessage{payout, attemptNo});
    const auto* reply = answer ? std::get_if<ReplyMessage>(&*answer) : nullptr;
    if (reply != nullptr) return reply->reply;
    return channel::connectFailed(answer ? unexpectedMessage().error() : answer.error());
}

} // namespace payout::egress
