// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worker/import_job.h"

#include "core/dispatch/channel_table.h"
#include "core/rules/refusal.h"
#include "core/statement/load_statement.h"

#include <QDir>
#include <QSaveFile>

namespace payout::worker {

namespace {

void moveAway(const QDir& inbox, const QString& name, const QString& folder) {
    inbox.mkpath(folder);
    const QDir to(inbox.filePath(folder));
    QString target = to.filePath(name);
    for (int copy = 2; QFile::exists(target); ++copy) target = to.filePath(QStringLiteral("%1.%2").arg(name).arg(copy));
    QFile::rename(inbox.filePath(name), target);
}

void writeReason(const QDir& inbox, const QString& name, const Error& error) {
    inbox.mkpath(QStringLiteral("refused"));
    QSaveFile file(inbox.filePath(QStringLiteral("refused/") + name + QStringLiteral(".reason.txt")));
    if (!file.open(QIODevice::WriteOnly)) return;
    file.write(describe(error).toUtf8() + '\n');
    file.commit();
}

// A file belongs to the channel whose account it names; the others refuse it as not theirs.
Done loadInto(store::Connection& connection, const QString& path, const QString& actor) {
    TRY(const auto channels, dispatch::channelRows(connection));
    Error last = rules::refuse(rules::Refusal::AccountNotOurs).error();
    for (const dispatch::ChannelRow& channel : channels) {
        const auto loaded =
            statement::loadStatement(connection, {channel.id, path, statement::Loader::byJob(actor), {}});
        if (loaded) return {};
        last = loaded.error();
        if (rules::refusalOf(last) != rules::Refusal::AccountNotOurs) break;
    }
    return std::unexpected(last);
}

} // namespace

Result<StepResult> ImportJob::step(store::Connection& connection) {
    if (m_setup.inbox.isEmpty()) return StepResult::Idle;
    const QDir inbox(m_setup.inbox);
    const QStringList files =
        inbox.entryList({QStringLiteral("*.xml"), QStringLiteral("*.csv")},
                        QDir::Files | QDir::Readable | QDir::NoSymLinks, QDir::Time | QDir::Reversed);
    if (files.isEmpty()) return StepResult::Idle;
    const QString name = files.front();
    if (const Done loaded = loadInto(connection, inbox.filePath(name), m_setup.actor); !loaded) {
        if (loaded.error().kind != ErrorKind::Refused) return std::unexpected(loaded.error());
        writeReason(inbox, name, loaded.error());
        moveAway(inbox, name, QStringLiteral("refused"));
        return StepResult::Worked;
    }
    moveAway(inbox, name, QStringLiteral("loaded"));
    return StepResult::Worked;
}

} // namespace payout::worker
