// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/fault_proxy.h"

#include "tests/faults/proxy_line.h"

#include <QFile>

#include <chrono>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace payout::faults {

namespace {

constexpr int lookForStopMs = 100;
constexpr std::chrono::milliseconds swapWait{400}; // less than the send timeout of the house

} // namespace

void ProxyRecord::requested(WireTalk talk, const QString& orderNo) {
    const std::scoped_lock lock(m_mutex);
    if (talk == WireTalk::Payment) ++m_payments[orderNo];
}

void ProxyRecord::violate(const QString& what) {
    const std::scoped_lock lock(m_mutex);
    if (m_violations.size() < 50) m_violations << what;
}

QByteArray ProxyRecord::exchangedForBefore(WireTalk talk, const QByteArray& answer) {
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_before[talk], answer);
}

QByteArray ProxyRecord::swapped(const QByteArray& answer) {
    std::unique_lock lock(m_mutex);
    if (m_waiting != nullptr) {
        const QByteArray other = std::exchange(*m_waiting, answer);
        m_waiting = nullptr;
        ++m_swaps;
        m_taken.notify_all();
        return other;
    }
    QByteArray mine = answer;
    m_waiting = &mine;
    const bool isSwapped = m_taken.wait_for(lock, swapWait, [&] { return m_waiting != &mine; });
    if (!isSwapped) m_waiting = nullptr;
    return mine;
}

QHash<QString, int> ProxyRecord::paymentsByOrder() const {
    const std::scoped_lock lock(m_mutex);
    return m_payments;
}

QStringList ProxyRecord::violations() const {
    const std::scoped_lock lock(m_mutex);
    return m_violations;
}

FaultProxy::FaultProxy(QString bankPortFile, ProxySchedule& schedule)
    : m_bankPortFile(std::move(bankPortFile)), m_schedule(schedule),
      m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const auto as = reinterpret_cast<sockaddr*>(&address);
    if (::bind(m_listener, as, size) != 0 || ::listen(m_listener, 64) != 0 || ::getsockname(m_listener, as, &size) != 0)
        return;
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { acceptLines(); });
}

FaultProxy::~FaultProxy() {
    m_stop = true;
    if (m_thread.joinable()) m_thread.join();
    for (Line& line : m_lines) line.thread.join();
    ::close(m_listener);
}

void FaultProxy::joinEnded() {
    m_lines.remove_if([](Line& line) {
        if (!line.isOver) return false;
        line.thread.join();
        return true;
    });
}

void FaultProxy::acceptLines() {
    while (!m_stop) {
        pollfd one{m_listener, POLLIN, 0};
        if (::poll(&one, 1, lookForStopMs) <= 0) continue;
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        joinEnded();
        QFile file(m_bankPortFile);
        const quint16 bank = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toUShort() : quint16{0};
        Line& line = m_lines.emplace_back();
        line.thread = std::thread([this, &line, client, bank] {
            ProxyLine(client, bank, m_schedule, m_record).run();
            line.isOver = true;
        });
    }
}

} // namespace payout::faults
