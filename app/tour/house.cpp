// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tour/house.h"

#include "core/base/business_date.h"
#include "core/store/statement.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QThread>

namespace payout::tour {

namespace {
constexpr int programMs = 60'000;
constexpr int endMs = 5'000;
constexpr int portTries = 200;
constexpr unsigned long portMs = 50;
constexpr std::chrono::hours firstHour{10};

QString sibling(const char* program) {
    return QDir(QCoreApplication::applicationDirPath()).filePath(QLatin1String(program));
}
Error noHouse(const QString& detail) { return {ErrorKind::Broken, QStringLiteral("TourHouse"), detail}; }

void end(QProcess& program) {
    if (program.state() == QProcess::NotRunning) return;
    program.terminate();
    if (program.waitForFinished(endMs)) return;
    program.kill();
    program.waitForFinished(endMs);
}
} // namespace

Result<std::unique_ptr<House>> House::open() {
    auto house = std::make_unique<House>();
    TRY_DONE(house->make());
    return house;
}

House::~House() {
    m_connection.reset();
    end(m_worker);
    end(m_egress);
    end(m_bank);
}

Done House::make() {
    if (!m_folder.isValid()) return std::unexpected(noHouse(m_folder.errorString()));
    QProcess admin;
    admin.start(sibling("payout-admin"), {QStringLiteral("demo"), QStringLiteral("--data"), m_folder.path()});
    if (!admin.waitForFinished(programMs) || admin.exitCode() != 0)
        return std::unexpected(noHouse(QString::fromUtf8(admin.readAllStandardError())));
    TRY(m_workspace, app::readWorkspace(m_folder.path()));
    TRY(m_connection, store::Connection::open(m_workspace.database, QStringLiteral("payout-tour")));
    TRY_DONE(setClock());
    TRY_DONE(start(m_bank, "payout-bank"));
    for (int tries = 0; tries < portTries && !QFile::exists(m_workspace.inFolder("bank/port")); ++tries)
        QThread::msleep(portMs);
    TRY_DONE(start(m_egress, "payout-egress"));
    return start(m_worker, "payout-worker");
}

// The demo's week ends with the last day whose night work is over; the day after it is today.
Done House::setClock() {
    const UtcTime real(QDateTime::currentMSecsSinceEpoch());
    const UtcTime first = startOf(businessDateOf(real - std::chrono::hours(1))) + firstHour;
    TRY_DONE(store::execute(*m_connection, "UPDATE clock_override SET fixed_ms = ?, offset_ms = ? WHERE id = 1",
                            std::optional<std::int64_t>(), first.ms - real.ms));
    return {};
}

Done House::start(QProcess& program, const char* name) {
    program.setStandardOutputFile(QProcess::nullDevice());
    program.setStandardErrorFile(m_workspace.inFolder("logs.txt"), QIODevice::Append);
    program.start(sibling(name), {QStringLiteral("--workspace"), m_workspace.folder});
    if (!program.waitForStarted()) return std::unexpected(noHouse(program.errorString()));
    return {};
}

QString House::batchFile(const char* name) const { return QDir(m_workspace.batches()).filePath(QLatin1String(name)); }

QString House::newestReport() const {
    const QDir folder(m_workspace.statements(), QStringLiteral("camt052*"), QDir::Time, QDir::Files);
    return folder.isEmpty() ? QString() : folder.filePath(folder.entryList().constFirst());
}

std::int64_t House::number(const char* sql) const {
    const auto value = store::queryInt64(*m_connection, sql);
    return value ? *value : -1;
}

UtcTime House::now() const { return UtcTime(number("SELECT now_ms FROM payout_clock")); }

} // namespace payout::tour
