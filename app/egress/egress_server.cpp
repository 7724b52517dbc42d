// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/egress/egress_server.h"

#include "core/egress/socket_line.h"

#include <QDir>

#include <unistd.h>

namespace payout::egress_program {

namespace {
constexpr std::size_t sessionsMax = 16; // each may hold a database connection
}

EgressServer::EgressServer(const EgressOptions& options, egress::Journal& journal, Purpose purpose)
    : m_options(options), m_journal(journal), m_purpose(purpose) {
    setSocketOptions(QLocalServer::UserAccessOption);
}

EgressServer::~EgressServer() {
    close();
    m_stop = true;
    for (Thread& session : m_threads) session.thread.join();
}

Done EgressServer::listenIn(const QString& folder) {
    const char* name = m_purpose == Purpose::Send ? egress::sendSocketName : egress::askSocketName;
    const QString path = QDir(folder).filePath(QLatin1String(name));
    QLocalServer::removeServer(path);
    if (listen(path)) return {};
    return unavailable(QStringLiteral("SocketUnusable"), path + QStringLiteral(": ") + errorString());
}

void EgressServer::joinEnded() {
    for (auto it = m_threads.begin(); it != m_threads.end();) {
        if (!it->isOver) {
            ++it;
            continue;
        }
        it->thread.join();
        it = m_threads.erase(it);
    }
}

void EgressServer::incomingConnection(quintptr socketDescriptor) {
    joinEnded();
    if (m_threads.size() >= sessionsMax) {
        ::close(static_cast<int>(socketDescriptor)); // the worker finds the egress unreachable and comes again
        return;
    }
    Thread& session = m_threads.emplace_back();
    session.thread = std::thread([this, &session, socketDescriptor] {
        EgressSession(m_options, m_journal, m_purpose).run(static_cast<qintptr>(socketDescriptor), m_stop);
        session.isOver = true;
    });
}

} // namespace payout::egress_program
