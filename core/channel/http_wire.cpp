// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/channel/http_wire.h"

#include "core/base/check.h"
#include "core/channel/http_reply.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QUrl>

namespace payout::channel {

namespace {

int milliseconds(std::chrono::milliseconds time) { return static_cast<int>(time.count()); }

QByteArray headOf(const WireTarget& target, const WireRequest& request) {
    return "POST " + request.path + " HTTP/1.1\r\nHost: " + target.host.toLatin1() + ':' +
           QByteArray::number(target.port) +
           "\r\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nAccept-Encoding: identity\r\n"
           "Connection: close\r\nContent-Length: " +
           QByteArray::number(request.body.size()) + "\r\n\r\n";
}

} // namespace

struct HttpWire::State {
    WireTarget target;
    WireTimes times;
    QSslSocket socket;
    QElapsedTimer sinceDial;
    QDeadlineTimer answerBy;
    qint64 bytesWritten = 0;
    bool dialed = false;
    bool used = false;
};

Result<WireTarget> wireTargetOf(const QString& endpoint) {
    const QUrl url(endpoint, QUrl::StrictMode);
    const bool tls = url.scheme() == QStringLiteral("https");
    const QHostAddress address(url.host());
    const bool loopback = !address.isNull() && address.isLoopback();
    if (!url.isValid() || url.host().isEmpty() || (!tls && !(url.scheme() == QStringLiteral("http") && loopback)))
        return refused(QStringLiteral("BadEndpoint"), QStringLiteral("use https, or http to 127.0.0.1"));
    return WireTarget{url.host(), static_cast<quint16>(url.port(tls ? 443 : 80)), tls, QString()};
}

HttpWire::HttpWire(WireTarget target, WireTimes times) : m_state(std::make_unique<State>()) {
    m_state->target = std::move(target);
    m_state->times = times;
    m_state->socket.setProxy(QNetworkProxy::NoProxy); // a proxy may repeat what it carries (S13)
}

HttpWire::~HttpWire() { m_state->socket.abort(); }

qint64 HttpWire::bytesWritten() const { return m_state->bytesWritten; }

Done HttpWire::dial() {
    CHECK(!m_state->dialed); // one connection a permit
    m_state->dialed = true;
    QDeadlineTimer by(m_state->times.connect);
    QSslSocket& socket = m_state->socket;
    socket.connectToHost(m_state->target.host, m_state->target.port);
    if (!socket.waitForConnected(static_cast<int>(by.remainingTime()))) {
        const QString why = socket.errorString();
        socket.abort();
        return unavailable(QStringLiteral("ConnectFailed"), why);
    }
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (m_state->target.tls) TRY_DONE(startTls());
    m_state->sinceDial.start();
    return {};
}

Done HttpWire::startTls() {
    QSslSocket& socket = m_state->socket;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!m_state->target.caFile.isEmpty())
        configuration.setCaCertificates(QSslCertificate::fromPath(m_state->target.caFile));
    socket.setSslConfiguration(configuration);
    socket.setPeerVerifyName(m_state->target.host);
    socket.startClientEncryption();
    if (socket.waitForEncrypted(milliseconds(m_state->times.connect))) return {};
    const QString why = socket.errorString();
    socket.abort();
    return unavailable(QStringLiteral("ConnectFailed"), why);
}

// A peer that has hung up, or that speaks before it was asked, is not the peer this request is for.
bool HttpWire::isUsable() const {
    QSslSocket& socket = m_state->socket;
    if (!m_state->sinceDial.isValid() || m_state->sinceDial.hasExpired(m_state->times.idleMax.count())) return false;
    (void)socket.waitForReadyRead(0);
    return socket.state() == QAbstractSocket::ConnectedState && socket.bytesAvailable() == 0;
}

RawReply HttpWire::ended(WireResult result, const QString& detail, const QByteArray& partial) const {
    return RawReply{result, 0, partial, m_state->bytesWritten, detail};
}

RawReply HttpWire::exchange(const WireRequest& request) {
    CHECK(!m_state->used); // one request a permit
    m_state->used = true;
    if (!isUsable()) {
        m_state->socket.abort();
        return ended(WireResult::DiedBeforeFirstByte, QStringLiteral("the connection was closed or too old"));
    }
    m_state->answerBy = QDeadlineTimer(m_state->times.answer);
    const bool sent = writeAll(headOf(m_state->target, request) + request.body);
    RawReply reply = sent ? readAnswer() : ended(WireResult::SentNoAnswer, m_state->socket.errorString());
    m_state->socket.abort(); // never used again, whoever would like to
    return reply;
}

// Bytes count as out once they are handed over: the system may have sent them although it reports a failure.
bool HttpWire::writeAll(const QByteArray& bytes) {
    QSslSocket& socket = m_state->socket;
    m_state->bytesWritten = bytes.size();
    if (socket.write(bytes) != bytes.size()) return false;
    while (socket.bytesToWrite() > 0 || socket.encryptedBytesToWrite() > 0)
        if (!socket.waitForBytesWritten(static_cast<int>(m_state->answerBy.remainingTime()))) return false;
    return true;
}

RawReply HttpWire::readAnswer() {
    QSslSocket& socket = m_state->socket;
    QByteArray bytes;
    for (;;) {
        bytes += socket.read(httpReplyBytesMax + 1 - bytes.size());
        const bool closed = socket.state() != QAbstractSocket::ConnectedState && socket.bytesAvailable() == 0;
        const HttpReply reply = readHttpReply(bytes, closed);
        if (reply.read == HttpRead::Complete)
            return RawReply{WireResult::Answered, reply.status, reply.body, m_state->bytesWritten, {}};
        if (reply.read == HttpRead::Malformed)
            return ended(WireResult::SentNoAnswer, QString::fromLatin1(reply.problem), bytes);
        const auto left = static_cast<int>(m_state->answerBy.remainingTime());
        if (closed) return ended(WireResult::SentNoAnswer, socket.errorString(), bytes);
        if (left <= 0) return ended(WireResult::SentNoAnswer, QStringLiteral("no whole answer in time"), bytes);
        if (socket.bytesAvailable() == 0) (void)socket.waitForReadyRead(left);
    }
}

} // namespace payout::channel
