// SPDX-License-Identifier: GPL-3.0-or-later
#include "bank_client.h"

#include "core/channel/http_reply.h"
#include "core/channel/http_wire.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>

namespace payout::bank {

using namespace payout::channel;

namespace {

// One pair of keys a process: making them takes longer than most tests.
QString keysFolder() {
    static const QTemporaryDir folder;
    return folder.path();
}

} // namespace

BankClient::BankClient(const QString& misbehaviour, UtcTime start) : m_now(start.ms) {
    restart(misbehaviour);
    const QDir keys(keysFolder());
    acp::AcpKeys acpKeys{QStringLiteral("68759663125"),
                         *acp::loadPrivateKey(keys.filePath(QLatin1String(acp::key_file::merchantPrivate))),
                         *acp::loadPublicKey(keys.filePath(QLatin1String(acp::key_file::bankPublic)))};
    m_channel = *acp::AcpChannel::create(
        *loadChannelProfile(QStringLiteral(PAYOUT_RESOURCES "/channels/practice.profile.json")),
        *loadCodeTable(QStringLiteral(PAYOUT_RESOURCES "/channels/acp.codes.json")), acpKeys);
}

BankClient::~BankClient() = default;

void BankClient::restart(const QString& misbehaviour) {
    m_bank.reset();
    BankSetup setup;
    setup.booksFile = m_folder.filePath(QStringLiteral("books"));
    setup.keysFolder = keysFolder();
    setup.statementsFolder = m_folder.filePath(QStringLiteral("statements"));
    setup.scenario = *Scenario::parseShort(misbehaviour);
    setup.clock = [this] { return now(); };
    m_bank = *BankThread::start(std::move(setup));
}

PaymentOrder BankClient::order(int number, const char* yuan) {
    return {QStringLiteral("2026112200000000000000%1").arg(number, 4, 10, QLatin1Char('0')),
            QStringLiteral("20261122140327"),
            *parseAmount(QString::fromLatin1(yuan)),
            QStringLiteral("王小明"),
            QStringLiteral("6217000010000000017"),
            AccountKind::Card,
            {},
            {}};
}

RawReply BankClient::exchange(const WireRequest& request) {
    HttpWire wire(*wireTargetOf(m_bank->endpoint()),
                  {std::chrono::seconds(5), std::chrono::milliseconds(700), std::chrono::seconds(10)});
    if (const auto dialed = wire.dial(); !dialed) return connectFailed(dialed.error());
    return wire.exchange(request);
}

Answer BankClient::send(const PaymentOrder& order) {
    return m_channel->classifySend(order, exchange(*m_channel->buildSend(order)));
}

Answer BankClient::query(const PaymentOrder& order) {
    const QueryOrder question{order.orderNo, order.txnTime, {}, order.amount};
    return m_channel->classifyQuery(question, exchange(*m_channel->buildQuery(question)));
}

BankClient::Page BankClient::fetch(const QByteArray& method, const QString& path) {
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), m_bank->port());
    if (!socket.waitForConnected(5000)) return {};
    socket.write(method + ' ' + path.toLatin1() +
                 " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(5000)) {}
    const HttpReply reply = readHttpReply(socket.readAll(), true);
    return {reply.status, reply.body};
}

QJsonObject BankClient::books() {
    return QJsonDocument::fromJson(fetch("GET", QStringLiteral("/books")).body).object();
}

QJsonObject BankClient::bookOf(const PaymentOrder& order) {
    for (const QJsonValue& row : books().value(QStringLiteral("orders")).toArray())
        if (row.toObject().value(QStringLiteral("orderId")).toString() == order.orderNo) return row.toObject();
    return {};
}

QString BankClient::statementPath(const char* from, const char* to, const char* format) const {
    return QStringLiteral("/statement?from=%1&to=%2&format=%3&account=1001000000000001")
        .arg(QLatin1String(from), QLatin1String(to), QLatin1String(format))
        .replace(u'+', QStringLiteral("%2B"));
}

} // namespace payout::bank
