// SPDX-License-Identifier: GPL-3.0-or-later
// The real programs of one house, started and killed at will; and the database server, where the run owns it.
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <array>
#include <functional>

namespace payout::faults {

enum class Victim { Worker, Egress, Bank };

class Processes {
public:
    explicit Processes(QString workspace);
    ~Processes();

    void startAll();
    void start(Victim victim);
    void kill(Victim victim); ///< SIGKILL, and waits until it is gone
    /// SIGTERM: it ends what it does and gives its lease up.
    void end(Victim victim);
    /// What the program is started with from now on, in place of what it has by itself.
    void setArguments(Victim victim, const QStringList& arguments) {
        m_arguments[static_cast<std::size_t>(victim)] = arguments;
    }
    /// A variable of its environment from the next start on.
    void setVariable(Victim victim, const QString& name, const QString& value);
    bool isRunning(Victim victim) const;

private:
    QProcess& of(Victim victim) { return m_processes[static_cast<std::size_t>(victim)]; }
    const QProcess& of(Victim victim) const { return m_processes[static_cast<std::size_t>(victim)]; }

    QString m_workspace;
    std::array<QProcess, 3> m_processes;
    std::array<QStringList, 3> m_arguments;
    std::array<QProcessEnvironment, 3> m_environments;
};

/// One more process of a program, killed at the end.
class Program {
public:
    Program(const char* name, const QStringList& arguments, const QString& logFile);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    [[nodiscard]] bool isRunning();
    void kill();
    void end(); ///< SIGTERM

private:
    QProcess m_process;
};

/// Polls until the condition holds; false if it does not within the time.
bool waitUntil(int seconds, const std::function<bool()>& condition);

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
    /// SIGKILL to the postmaster and every process of it, then a start that recovers, with these variables (NAME=value)
    /// in its environment. False if it does not come back.
    bool killAndStart(const QStringList& variables = {});
    bool start(const QStringList& variables = {});
    /// From the next start on it syncs what it commits; the private server of tests/run does not.
    void setDurable() { m_command.replace(QStringLiteral("fsync=off"), QStringLiteral("fsync=on")); }
    [[nodiscard]] const QString& data() const { return m_data; }
    [[nodiscard]] bool isRunning() const;
    /// A file that its processes may read, in the folder beside its data.
    [[nodiscard]] QString fileBeside(const QString& name) const;

private:
    QString m_data;
    QString m_command; ///< as the server wrote it down itself when it was started
};

} // namespace payout::faults
