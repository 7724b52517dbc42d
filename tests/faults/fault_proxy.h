// SPDX-License-Identifier: GPL-3.0-or-later
// Stands between egress and bank on the loopback and does to their lines what a schedule says. It writes down what it
// carried: how many connections, and every request by its order number.
#pragma once

#include "tests/faults/proxy_schedule.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <atomic>
#include <condition_variable>
#include <list>
#include <memory>
#include <thread>

namespace payout::faults {

/// What the lines tell each other: the answer before, and an answer that waits for another to be swapped with.
class ProxyRecord {
public:
    void opened() { ++m_connections; }
    void unused() { ++m_unused; }
    void requested(WireTalk talk, const QString& orderNo);
    void violate(const QString& what);
    /// The answer of the exchange before of this kind; this one is the next one's.
    QByteArray exchangedForBefore(WireTalk talk, const QByteArray& answer);
    /// Another line's answer, if one comes within the time; one's own otherwise.
    QByteArray swapped(const QByteArray& answer);

    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] int unusedConnections() const { return m_unused; }
    [[nodiscard]] int swaps() const { return m_swaps; }
    [[nodiscard]] QHash<QString, int> paymentsByOrder() const;
    [[nodiscard]] QStringList violations() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_taken;
    std::atomic<int> m_connections = 0;
    std::atomic<int> m_unused = 0;
    std::atomic<int> m_swaps = 0;
    QHash<QString, int> m_payments;
    QStringList m_violations;
    std::map<WireTalk, QByteArray> m_before;
    QByteArray* m_waiting = nullptr; ///< of a line that waits to swap
};

class FaultProxy {
public:
    /// Listens on 127.0.0.1; 0 as port() if it cannot. The bank's port is read from the file at every connection.
    FaultProxy(QString bankPortFile, ProxySchedule& schedule);
    ~FaultProxy();

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] const ProxyRecord& record() const { return m_record; }

private:
    struct Line {
        std::thread thread;
        std::atomic<bool> isOver = false;
    };
    void acceptLines();
    void joinEnded();

    QString m_bankPortFile;
    ProxySchedule& m_schedule;
    ProxyRecord m_record;
    int m_listener = -1;
    quint16 m_port = 0;
    std::atomic<bool> m_stop = false;
    std::list<Line> m_lines;
    std::thread m_thread;
};

} // namespace payout::faults
