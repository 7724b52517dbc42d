// SPDX-License-Identifier: GPL-3.0-or-later
// A server that plays one script to every connection, in a thread of its own, and counts what reaches it.
#pragma once

#include <QByteArray>
#include <QThread>

#include <atomic>
#include <functional>

class QTcpSocket;

/// What to do with each connection. Pieces are written one by one with a pause between them.
struct ServerScript {
    bool readRequest = true;       ///< wait for the whole request before answering
    QList<QByteArray> pieces{};    ///< the answer
    int pauseMs = 0;               ///< between pieces
    bool closeAtEnd = true;        ///< else the line stays open
    int closeBeforeRequestMs = -1; ///< hang up so long after the connection, without reading
};

class OneShotServer : public QThread {
    Q_OBJECT

public:
    explicit OneShotServer(ServerScript script);
    ~OneShotServer() override;

    QString endpoint() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port.load()); }
    int connections() const { return m_connections; }
    int requests() const { return m_requests; }
    QByteArray lastRequest() const { return m_lastRequest; } ///< after the exchange

protected:
    void run() override;

private:
    void serve(QTcpSocket& socket);
    bool readRequest(QTcpSocket& socket);

    ServerScript m_script;
    QByteArray m_lastRequest;
    std::atomic<quint16> m_port = 0;
    std::atomic<int> m_connections = 0;
    std::atomic<int> m_requests = 0;
    std::atomic<bool> m_stop = false;
};
