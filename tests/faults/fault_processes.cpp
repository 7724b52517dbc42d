// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/fault_processes.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <csignal>
#include <unistd.h>

namespace payout::faults {

namespace {

constexpr int endsInMs = 30'000;

const char* programOf(Victim victim) {
    switch (victim) {
    case Victim::Worker: return "payout-worker";
    case Victim::Egress: return "payout-egress";
    case Victim::Bank: return "payout-bank";
    }
    return "";
}

void launch(QProcess& process, const char* name, const QStringList& arguments, const QString& logFile) {
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(logFile, QIODevice::Append);
    process.start(QStringLiteral(PAYOUT_PROGRAMS "/") + QLatin1String(name), arguments);
    process.waitForStarted();
}

void endOne(QProcess& process) {
    if (process.state() == QProcess::NotRunning) return;
    process.terminate();
    if (process.waitForFinished(endsInMs)) return;
    process.kill();
    process.waitForFinished();
}

QByteArray firstLine(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed() : QByteArray();
}

/// The parent of a process, from /proc; 0 if it is gone.
pid_t parentOf(pid_t process) {
    QFile file(QStringLiteral("/proc/%1/stat").arg(process));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const QByteArray all = file.readAll();
    const QByteArrayList fields = all.mid(all.lastIndexOf(')') + 2).split(' '); // the name may hold blanks
    return fields.size() > 1 ? static_cast<pid_t>(fields[1].toLongLong()) : 0;
}

std::vector<pid_t> familyOf(pid_t parent) {
    std::vector<pid_t> family{parent};
    for (const QString& name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        bool isNumber = false;
        const auto process = static_cast<pid_t>(name.toLongLong(&isNumber));
        if (isNumber && parentOf(process) == parent) family.push_back(process);
    }
    return family;
}

} // namespace

bool waitUntil(int seconds, const std::function<bool()>& condition) {
    for (int i = 0; i < seconds * 50; ++i) {
        if (condition()) return true;
        QThread::msleep(20);
    }
    return false;
}

Program::Program(const char* name, const QStringList& arguments, const QString& logFile) {
    launch(m_process, name, arguments, logFile);
}

Program::~Program() { kill(); }

bool Program::isRunning() {
    // Without an event loop one that ended by itself is seen only when it is asked for.
    if (m_process.state() != QProcess::NotRunning) m_process.waitForFinished(1);
    return m_process.state() != QProcess::NotRunning;
}

void Program::kill() {
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.kill();
    m_process.waitForFinished();
}

void Program::end() { endOne(m_process); }

Processes::Processes(QString workspace) : m_workspace(std::move(workspace)) {
    m_environments.fill(QProcessEnvironment::systemEnvironment());
    setArguments(Victim::Worker, {QStringLiteral("--take-over")});
}

Processes::~Processes() {
    for (QProcess& process : m_processes) {
        process.kill();
        process.waitForFinished();
    }
}

void Processes::startAll() {
    for (const Victim victim : {Victim::Bank, Victim::Egress, Victim::Worker}) start(victim);
}

void Processes::start(Victim victim) {
    QProcess& process = of(victim);
    // Without an event loop one that ended by itself is seen only when it is asked for.
    if (process.state() != QProcess::NotRunning) process.waitForFinished(1);
    if (process.state() != QProcess::NotRunning) return;
    const auto place = static_cast<std::size_t>(victim);
    process.setProcessEnvironment(m_environments[place]);
    launch(process, programOf(victim), QStringList{QStringLiteral("--workspace"), m_workspace} + m_arguments[place],
           m_workspace + u'/' + QLatin1String(programOf(victim)) + QStringLiteral(".log"));
}

void Processes::setVariable(Victim victim, const QString& name, const QString& value) {
    m_environments[static_cast<std::size_t>(victim)].insert(name, value);
}

void Processes::end(Victim victim) { endOne(of(victim)); }

void Processes::kill(Victim victim) {
    QProcess& process = of(victim);
    if (process.state() == QProcess::NotRunning) return;
    process.kill();
    process.waitForFinished();
}

bool Processes::isRunning(Victim victim) const {
    return of(victim).state() == QProcess::Running && ::kill(static_cast<pid_t>(of(victim).processId()), 0) == 0;
}

Server::Server() : Server(qEnvironmentVariable("PAYOUT_FAULT_SERVER")) {}

Server::Server(QString data) : m_data(std::move(data)) {
    if (!m_data.isEmpty()) m_command = QString::fromUtf8(firstLine(m_data + QStringLiteral("/postmaster.opts")));
}

int Server::port() const {
    QFile file(m_data + QStringLiteral("/postmaster.pid"));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const QByteArrayList lines = file.readAll().split('\n');
    return lines.size() > 3 ? lines[3].trimmed().toInt() : 0;
}

bool Server::kill() {
    const auto postmaster = static_cast<pid_t>(firstLine(m_data + QStringLiteral("/postmaster.pid")).toLongLong());
    if (postmaster <= 1) return false;
    const std::vector<pid_t> family = familyOf(postmaster);
    for (const pid_t process : family) ::kill(process, SIGKILL);
    const auto isGone = [&] {
        return std::ranges::all_of(family, [](pid_t process) { return ::kill(process, 0) != 0; });
    };
    return waitUntil(20, isGone);
}

bool Server::isRunning() const {
    const auto postmaster = static_cast<pid_t>(firstLine(m_data + QStringLiteral("/postmaster.pid")).toLongLong());
    return postmaster > 1 && ::kill(postmaster, 0) == 0;
}

QString Server::fileBeside(const QString& name) const { return QFileInfo(m_data).absolutePath() + u'/' + name; }

bool Server::killAndStart(const QStringList& variables) {
    return !m_command.isEmpty() && kill() && this->start(variables);
}

bool Server::start(const QStringList& variables) {
    QStringList start;
    if (::getuid() == 0)
        start = {QStringLiteral("runuser"), QStringLiteral("-u"), QStringLiteral("postgres"), QStringLiteral("--")};
    start << QStringLiteral("sh") << QStringLiteral("-c")
          << QStringLiteral("cd / && exec env %1 setsid %2 >>'%3/server.log' 2>&1 </dev/null &")
                 .arg(variables.join(u' '), m_command, m_data);
    const QString program = start.takeFirst();
    if (QProcess::execute(program, start) != 0) return false;
    return waitUntil(30, [&] {
        return firstLine(m_data + QStringLiteral("/postmaster.pid")).toLongLong() > 1 &&
               QFile(m_data + QStringLiteral("/postmaster.pid")).exists();
    });
}

} // namespace payout::faults
