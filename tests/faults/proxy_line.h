// SPDX-License-Identifier: GPL-3.0-or-later
// One connection of the egress and, behind it, one to the bank. Blocking, in a thread of its own.
#pragma once

#include "tests/faults/fault_proxy.h"

namespace payout::faults {

/// A descriptor that is closed at the end.
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int number() const { return m_number; }
    void close();
    /// With a RST in place of a FIN.
    void reset();

private:
    int m_number;
};

class ProxyLine {
public:
    ProxyLine(int client, quint16 bankPort, ProxySchedule& schedule, ProxyRecord& record)
        : m_client(client), m_bankPort(bankPort), m_schedule(schedule), m_record(record) {}

    void run();

private:
    void carry(WireTalk talk, const QByteArray& request);
    void cut(bool isReset);
    void write(const QByteArray& bytes, bool isSplit);
    QByteArray askBank(const QByteArray& request, bool isSplit);
    QByteArray readRequest();
    void waitForEnd();

    Descriptor m_client;
    quint16 m_bankPort;
    ProxySchedule& m_schedule;
    ProxyRecord& m_record;
};

} // namespace payout::faults
