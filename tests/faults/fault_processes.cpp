// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/fault_processes.h"

#include <QDir>
#include <QFile>
#include <QThread>

#include <csignal>
#include <unistd.h>

namespace payout::faults {

namespace {

struct Program {
    const char* name;
    QStringList more;
};

Program programOf(Victim victim) {
    switch (victim) {
    case Victim::Worker: return {"payout-worker", {QStringLiteral("--take-over")}};
    case Victim::Egress: return {"payout-egress", {}};
    case Victim::Bank: return {"payout-bank", {}};
    }
    return {"", {}};
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

bool waitFor(const std::function<bool()>& condition, int seconds) {
    for (int i = 0; i < seconds * 50; ++i) {
        if (condition()) return true;
        QThread::msleep(20);
    }
    return false;
}

} // namespace

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
    const Program program = programOf(victim);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(m_workspace + u'/' + QLatin1String(program.name) + QStringLiteral(".log"),
                                 QIODevice::Append);
    process.start(QStringLiteral(PAYOUT_PROGRAMS "/") + QLatin1String(program.name),
                  QStringList{QStringLiteral("--workspace"), m_workspace} + program.more);
    process.waitForStarted();
}

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
    return waitFor(isGone, 20);
}

bool Server::killAndStart() {
    if (m_command.isEmpty() || !kill()) return false;
    QStringList start;
    if (::getuid() == 0)
        start = {QStringLiteral("runuser"), QStringLiteral("-u"), QStringLiteral("postgres"), QStringLiteral("--")};
    start << QStringLiteral("sh") << QStringLiteral("-c")
          << QStringLiteral("cd / && exec setsid %1 >>'%2/server.log' 2>&1 </dev/null &").arg(m_command, m_data);
    const QString program = start.takeFirst();
    if (QProcess::execute(program, start) != 0) return false;
    return waitFor(
        [&] {
            return firstLine(m_data + QStringLiteral("/postmaster.pid")).toLongLong() > 1 &&
                   QFile(m_data + QStringLiteral("/postmaster.pid")).exists();
        },
        30);
}

} // namespace payout::faults
