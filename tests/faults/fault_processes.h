// SPDX-License-Identifier: GPL-3.0-or-later
// The real programs of one house, started and killed at will; and the database server, where the run owns it.
#pragma once

#include <QProcess>
#include <QString>

#include <array>
#include <random>

namespace payout::faults {

enum class Victim { Worker, Egress, Bank };

class Processes {
public:
    explicit Processes(QString workspace) : m_workspace(std::move(workspace)) {}
    ~Processes();

    void startAll();
    void start(Victim victim);
    void kill(Victim victim); ///< SIGKILL, and waits until it is gone
    bool isRunning(Victim victim) const;

private:
    QProcess& of(Victim victim) { return m_processes[static_cast<std::size_t>(victim)]; }
    const QProcess& of(Victim victim) const { return m_processes[static_cast<std::size_t>(victim)]; }

    QString m_workspace;
    std::array<QProcess, 3> m_processes;
};

/// A server by its data folder; "" if there is none to kill.
class Server {
public:
    Server(); ///< the private one of tests/run
    explicit Server(QString data);
    bool isOurs() const { return !m_data.isEmpty(); }
    /// Where it listens, by what it wrote down itself; 0 if it does not run.
    [[nodiscard]] int port() const;
    /// SIGKILL to the postmaster and every process of it.
    bool kill();
    /// SIGKILL to the postmaster and every process of it, then a start that recovers. False if it does not come back.
    bool killAndStart();

private:
    QString m_data;
    QString m_command; ///< as the server wrote it down itself when it was started
};

} // namespace payout::faults
