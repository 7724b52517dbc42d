// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/egress/egress_session.h"

#include "app/egress/adapters.h"
#include "core/store/migrator.h"

#include <QLocalSocket>

namespace payout::egress_program {

namespace {

constexpr int lookEveryMs = 250;
constexpr qint64 wireIdleMs = 10'000; // A3: what was permitted on it cannot leave any more
constexpr int writeMs = 5'000;

egress::Message messageOf(const Done& done) {
    if (done) return egress::DoneMessage{};
    return egress::FailedMessage{done.error()};
}

bool suits(const egress::Message& message, Purpose purpose) {
    const bool sends =
        std::holds_alternative<egress::DialMessage>(message) || std::holds_alternative<egress::SendMessage>(message);
    const bool asks =
        std::holds_alternative<egress::ReachMessage>(message) || std::holds_alternative<egress::AskMessage>(message);
    return purpose == Purpose::Send ? sends : asks;
}

} // namespace

EgressSession::EgressSession(const EgressOptions& options, egress::Journal& journal, Purpose purpose)
    : m_options(options), m_purpose(purpose), m_egress(journal, adaptersOf(options), setupOf(options)) {}

EgressSession::~EgressSession() = default;

void EgressSession::run(qintptr socketDescriptor, const std::atomic<bool>& stop) {
    QLocalSocket socket;
    if (!socket.setSocketDescriptor(socketDescriptor)) return;
    QByteArray buffer;
    while (!stop && socket.state() == QLocalSocket::ConnectedState) {
        dropIdleWire();
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(lookEveryMs)) continue;
        buffer += socket.read(egress::frameBytesMax);
        const auto message = egress::takeMessage(buffer);
        if (!message || (*message && !suits(**message, m_purpose))) return;
        if (!*message) continue;
        socket.write(egress::encode(answer(**message)));
        if (socket.bytesToWrite() > 0 && !socket.waitForBytesWritten(writeMs)) return;
    }
}

egress::Message EgressSession::answer(const egress::Message& message) {
    if (const auto* wanted = std::get_if<egress::DialMessage>(&message)) return messageOf(dial(wanted->channel));
    if (const auto* wanted = std::get_if<egress::SendMessage>(&message))
        return egress::ReplyMessage{send(wanted->permit)};
    if (const auto* wanted = std::get_if<egress::ReachMessage>(&message)) return messageOf(reach(wanted->channel));
    if (const auto* wanted = std::get_if<egress::AskMessage>(&message)) return egress::ReplyMessage{ask(*wanted)};
    return egress::FailedMessage{refused(QStringLiteral("BadFrame")).error()};
}

Result<store::Connection*> EgressSession::connection() {
    if (m_connection && m_connection->isOpen()) return m_connection.get();
    m_connection.reset();
    TRY(auto opened, store::Connection::open(m_options.database, QStringLiteral("payout-egress")));
    TRY_DONE(store::requireSchema(*opened));
    m_connection = std::move(opened);
    return m_connection.get();
}

void EgressSession::dropIdleWire() {
    if (m_wire && m_sinceDial.hasExpired(wireIdleMs)) m_wire.reset();
}

Done EgressSession::dial(ChannelId channel) {
    m_wire.reset();
    TRY(store::Connection * database, connection());
    TRY(m_wire, m_egress.dial(*database, channel));
    m_dialled = channel;
    m_sinceDial.start();
    return {};
}

channel::RawReply EgressSession::send(const dispatch::Permit& permit) {
    const auto notSent = [](const QString& why) {
        return channel::RawReply{channel::WireResult::DiedBeforeFirstByte, 0, {}, 0, QStringLiteral("egress: ") + why};
    };
    const auto wire = std::move(m_wire); // once, whatever comes of it
    if (!wire) return notSent(QStringLiteral("no connection to the bank is open"));
    const auto database = connection();
    if (!database) return notSent(describe(database.error()));
    return m_egress.send(**database, *wire, m_dialled, permit);
}

Done EgressSession::reach(ChannelId channel) {
    TRY(store::Connection * database, connection());
    return m_egress.reach(*database, channel);
}

channel::RawReply EgressSession::ask(const egress::AskMessage& question) {
    const auto database = connection();
    if (!database) return channel::connectFailed(database.error());
    return m_egress.ask(**database, question.payout, question.attemptNo);
}

} // namespace payout::egress_program
