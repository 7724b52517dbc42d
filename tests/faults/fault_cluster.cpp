// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/fault_cluster.h"

#include "tests/faults/fault_processes.h"

#include <QFileInfo>
#include <QProcess>
#include <QTcpServer>
#include <QThread>
#include <QUrl>

#include <unistd.h>

namespace payout::faults {

namespace {

constexpr char postgresBin[] = "/usr/lib/postgresql/15/bin/";
constexpr int commandMs = 120'000;

int freePort() {
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

Cluster::Cluster() : m_data(qEnvironmentVariable("PAYOUT_FAULT_SERVER")), m_folder(QFileInfo(m_data).absolutePath()) {
    const QUrl url(qEnvironmentVariable("PAYOUT_TEST_POSTGRES"));
    m_port = url.port(0);
    m_password = url.password();
}

bool Cluster::run(const QString& what, QStringList command) {
    // PostgreSQL refuses to run as root; its package brings the user that may.
    if (::getuid() == 0)
        command = QStringList{QStringLiteral("runuser"), QStringLiteral("-u"), QStringLiteral("postgres"),
                              QStringLiteral("--")} +
                  command;
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PGPASSWORD"), m_password);
    environment.insert(QStringLiteral("PGOPTIONS"), QStringLiteral("-c synchronous_commit=local"));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(QStringLiteral("/"));
    // A server that is started here would keep the pipes open for its life.
    process.setStandardOutputFile(m_folder + QStringLiteral("/command.out"));
    process.setStandardErrorFile(m_folder + QStringLiteral("/command.err"));
    const QString program = command.takeFirst();
    process.start(program, command);
    if (process.waitForFinished(commandMs) && process.exitCode() == 0) return true;
    process.kill();
    process.waitForFinished();
    QFile errors(m_folder + QStringLiteral("/command.err"));
    m_trouble = what + QStringLiteral(": ") +
                (errors.open(QIODevice::ReadOnly) ? QString::fromUtf8(errors.readAll().right(500)) : QString());
    return false;
}

bool Cluster::sql(int port, const QString& text) {
    return run(text, {QLatin1String(postgresBin) + QStringLiteral("psql"), QStringLiteral("-X"), QStringLiteral("-q"),
                      QStringLiteral("-A"), QStringLiteral("-t"), QStringLiteral("-h"), QStringLiteral("127.0.0.1"),
                      QStringLiteral("-p"), QString::number(port), QStringLiteral("-U"), QStringLiteral("postgres"),
                      QStringLiteral("-d"), QStringLiteral("postgres"), QStringLiteral("-c"), text});
}

bool Cluster::waitForSql(int port, const QString& text, const QString& expected) {
    for (int i = 0; i < 300; ++i) {
        if (sql(port, text)) {
            QFile answer(m_folder + QStringLiteral("/command.out"));
            if (answer.open(QIODevice::ReadOnly) && QString::fromUtf8(answer.readAll()).trimmed() == expected)
                return true;
        }
        QThread::msleep(100);
    }
    m_trouble = QStringLiteral("waited in vain for ") + text;
    return false;
}

QString Cluster::serverOptions(int port, const QString& more) const {
    return QStringLiteral("-p %1 -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300 "
                          "-c fsync=off %2")
        .arg(port)
        .arg(more);
}

bool Cluster::start(const QString& data, int port, const QString& more) {
    return run(QStringLiteral("start"),
               {QLatin1String(postgresBin) + QStringLiteral("pg_ctl"), QStringLiteral("-D"), data, QStringLiteral("-w"),
                QStringLiteral("-t"), QStringLiteral("60"), QStringLiteral("-l"), data + QStringLiteral("/server.log"),
                QStringLiteral("-o"), serverOptions(port, more), QStringLiteral("start")});
}

bool Cluster::addStandby(Following following) {
    m_standby = m_folder + QStringLiteral("/standby%1").arg(++m_made);
    const QString from = QStringLiteral("host=127.0.0.1 port=%1 user=postgres password=%2 application_name=standby")
                             .arg(m_port)
                             .arg(m_password);
    if (!run(QStringLiteral("base backup"),
             {QLatin1String(postgresBin) + QStringLiteral("pg_basebackup"), QStringLiteral("-D"), m_standby,
              QStringLiteral("-R"), QStringLiteral("-X"), QStringLiteral("stream"), QStringLiteral("-c"),
              QStringLiteral("fast"), QStringLiteral("-d"), from}))
        return false;
    if (!start(m_standby, freePort())) return false;
    if (!waitForSql(m_port, QStringLiteral("SELECT COUNT(*) FROM pg_stat_replication WHERE state = 'streaming'"),
                    QStringLiteral("1")))
        return false;
    if (following == Following::Asynchronous) return true;
    return sql(m_port, QStringLiteral("ALTER SYSTEM SET synchronous_standby_names = '*'")) &&
           sql(m_port, QStringLiteral("SELECT pg_reload_conf()")) &&
           waitForSql(m_port, QStringLiteral("SELECT COUNT(*) FROM pg_stat_replication WHERE sync_state = 'sync'"),
                      QStringLiteral("1"));
}

bool Cluster::cutStandby() {
    const int port = Server(m_standby).port();
    return sql(port, QStringLiteral("ALTER SYSTEM SET primary_conninfo = ''")) &&
           sql(port, QStringLiteral("SELECT pg_reload_conf()")) &&
           waitForSql(m_port, QStringLiteral("SELECT COUNT(*) FROM pg_stat_replication"), QStringLiteral("0"));
}

bool Cluster::startArchive() {
    const QString archive = m_folder + QStringLiteral("/archive");
    const QString pgCtl = QLatin1String(postgresBin) + QStringLiteral("pg_ctl");
    return run(QStringLiteral("archive"), {QStringLiteral("mkdir"), QStringLiteral("-p"), archive}) &&
           sql(m_port, QStringLiteral("ALTER SYSTEM SET archive_mode = on")) &&
           sql(m_port, QStringLiteral("ALTER SYSTEM SET archive_command = 'cp %p %1/%f'").arg(archive)) &&
           run(QStringLiteral("stop"), {pgCtl, QStringLiteral("-D"), m_data, QStringLiteral("-m"),
                                        QStringLiteral("fast"), QStringLiteral("-w"), QStringLiteral("stop")}) &&
           start(m_data, m_port);
}

bool Cluster::takeBackup() {
    m_backup = m_folder + QStringLiteral("/backup%1").arg(++m_made);
    const QString from = QStringLiteral("host=127.0.0.1 port=%1 user=postgres password=%2").arg(m_port).arg(m_password);
    return run(QStringLiteral("base backup"),
               {QLatin1String(postgresBin) + QStringLiteral("pg_basebackup"), QStringLiteral("-D"), m_backup,
                QStringLiteral("-X"), QStringLiteral("stream"), QStringLiteral("-c"), QStringLiteral("fast"),
                QStringLiteral("-d"), from});
}

bool Cluster::markMoment() {
    if (!sql(m_port, QStringLiteral("SELECT pg_create_restore_point('moment%1')").arg(++m_made)) ||
        !sql(m_port, QStringLiteral("SELECT pg_walfile_name(pg_switch_wal())")))
        return false;
    QFile answer(m_folder + QStringLiteral("/command.out"));
    if (!answer.open(QIODevice::ReadOnly)) return false;
    const QString piece = QString::fromUtf8(answer.readAll()).trimmed();
    return waitForSql(m_port, QStringLiteral("SELECT last_archived_wal >= '%1' FROM pg_stat_archiver").arg(piece),
                      QStringLiteral("t"));
}

bool Cluster::restoreToMoment() {
    QFile settings(m_backup + QStringLiteral("/postgresql.auto.conf"));
    if (!settings.open(QIODevice::Append)) return false;
    settings.write(QStringLiteral("restore_command = 'cp %1/archive/%f %p'\nrecovery_target_name = 'moment%2'\n"
                                  "recovery_target_action = promote\n")
                       .arg(m_folder)
                       .arg(m_made)
                       .toUtf8());
    settings.close();
    m_data = m_backup;
    return run(QStringLiteral("recovery"), {QStringLiteral("touch"), m_data + QStringLiteral("/recovery.signal")}) &&
           start(m_data, m_port) &&
           waitForSql(m_port, QStringLiteral("SELECT pg_is_in_recovery()"), QStringLiteral("f")) &&
           sql(m_port, QStringLiteral("ALTER SYSTEM RESET recovery_target_name"));
}

bool Cluster::restoreBackup() {
    m_data = m_backup;
    return start(m_data, m_port);
}

bool Cluster::killPrimary() {
    if (Server(m_data).kill()) return true;
    m_trouble = QStringLiteral("the primary does not die");
    return false;
}

bool Cluster::promoteStandby() {
    const int port = Server(m_standby).port();
    m_data = m_standby;
    const QString pgCtl = QLatin1String(postgresBin) + QStringLiteral("pg_ctl");
    return run(QStringLiteral("promote"),
               {pgCtl, QStringLiteral("-D"), m_data, QStringLiteral("-w"), QStringLiteral("promote")}) &&
           sql(port, QStringLiteral("ALTER SYSTEM RESET ALL")) &&
           run(QStringLiteral("stop"), {pgCtl, QStringLiteral("-D"), m_data, QStringLiteral("-m"),
                                        QStringLiteral("fast"), QStringLiteral("-w"), QStringLiteral("stop")}) &&
           start(m_data, m_port);
}

int Cluster::startCopy() {
    m_copy = m_folder + QStringLiteral("/copy%1").arg(++m_made);
    const QString from = QStringLiteral("host=127.0.0.1 port=%1 user=postgres password=%2").arg(m_port).arg(m_password);
    const int port = freePort();
    if (!run(QStringLiteral("copy"), {QLatin1String(postgresBin) + QStringLiteral("pg_basebackup"),
                                      QStringLiteral("-D"), m_copy, QStringLiteral("-X"), QStringLiteral("stream"),
                                      QStringLiteral("-c"), QStringLiteral("fast"), QStringLiteral("-d"), from}))
        return 0;
    return start(m_copy, port) ? port : 0;
}

void Cluster::stopCopy() {
    if (!m_copy.isEmpty()) Server(m_copy).kill();
    m_copy.clear();
}

} // namespace payout::faults
