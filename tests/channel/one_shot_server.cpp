// SPDX-License-Identifier: GPL-3.0-or-later
#include "one_shot_server.h"

#include <QTcpServer>
#include <QTcpSocket>

OneShotServer::OneShotServer(ServerScript script) : m_script(std::move(script)) {
    start();
    while (m_port == 0) msleep(1);
}

OneShotServer::~OneShotServer() {
    m_stop = true;
    wait();
}

void OneShotServer::run() {
    QTcpServer server;
    server.listen(QHostAddress(QHostAddress::LocalHost), 0);
    m_port = server.serverPort();
    std::vector<std::unique_ptr<QTcpSocket>> open;
    while (!m_stop) {
        if (!server.waitForNewConnection(20)) continue;
        std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
        socket->setParent(nullptr);
        ++m_connections;
        serve(*socket);
        if (!m_script.closeAtEnd) open.push_back(std::move(socket));
    }
}

bool OneShotServer::readRequest(QTcpSocket& socket) {
    QByteArray bytes;
    while (socket.waitForReadyRead(2000)) {
        bytes += socket.readAll();
        const qsizetype head = bytes.indexOf("\r\n\r\n");
        const qsizetype at = bytes.indexOf("Content-Length: ");
        if (head < 0 || at < 0) continue;
        const qsizetype length = bytes.mid(at + 16, bytes.indexOf("\r\n", at) - at - 16).toLongLong();
        if (bytes.size() < head + 4 + length) continue;
        m_lastRequest = bytes;
        ++m_requests;
        return true;
    }
    return false;
}

void OneShotServer::serve(QTcpSocket& socket) {
    if (m_script.closeBeforeRequestMs >= 0) {
        msleep(static_cast<unsigned long>(m_script.closeBeforeRequestMs));
        socket.close();
        return;
    }
    if (m_script.readRequest && !readRequest(socket)) return;
    for (const QByteArray& piece : m_script.pieces) {
        if (socket.write(piece) != piece.size() || !(socket.bytesToWrite() == 0 || socket.waitForBytesWritten(2000)))
            return;
        if (m_script.pauseMs > 0) msleep(static_cast<unsigned long>(m_script.pauseMs));
    }
    if (!m_script.closeAtEnd) return;
    socket.disconnectFromHost();
    if (socket.state() != QAbstractSocket::UnconnectedState) socket.waitForDisconnected(2000);
}
