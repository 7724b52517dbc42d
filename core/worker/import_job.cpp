// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worker/import_job.h"

#include "core/base/digest.h"
#include "core/rules/refusal.h"
#include "core/statement/load_statement.h"

#include <QSaveFile>

namespace payout::worker {

namespace {

constexpr qint64 pieceBytes = 256 * 1024;

void moveAway(const QDir& inbox, const QString& name, const QString& folder) {
    inbox.mkpath(folder);
    const QDir to(inbox.filePath(folder));
    QString target = to.filePath(name);
    for (int copy = 2; QFile::exists(target); ++copy) target = to.filePath(QStringLiteral("%1.%2").arg(name).arg(copy));
    QFile::rename(inbox.filePath(name), target);
}

void refuseFile(const QDir& inbox, const QString& name, const Error& error) {
    inbox.mkpath(QStringLiteral("refused"));
    QSaveFile file(inbox.filePath(QStringLiteral("refused/") + name + QStringLiteral(".reason.txt")));
    if (file.open(QIODevice::WriteOnly)) {
        file.write(describe(error).toUtf8() + '\n');
        file.commit();
    }
    moveAway(inbox, name, QStringLiteral("refused"));
}

// Size and content of whatever is there under this name now; a larger file than any statement is not read to its end.
QString contentOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    Sha256 hash;
    QByteArray piece(pieceBytes, Qt::Uninitialized);
    for (qint64 rest = statement::statementBytesMax + 1; rest > 0;) {
        const qint64 got = file.read(piece.data(), std::min<qint64>(piece.size(), rest));
        if (got < 0) return {};
        if (got == 0) break;
        hash.addBytes(QByteArrayView(piece.constData(), got));
        rest -= got;
    }
    return QString::number(file.size()) + u' ' + hash.hex();
}

// What is wrong with the file itself. Any other refusal is about the moment, and the file stays for another try: put
// away, it would take the alarms with it that it was about to raise.
bool isOfTheFile(const Error& error) {
    const auto refusal = rules::refusalOf(error);
    return refusal == rules::Refusal::StatementInvalid || refusal == rules::Refusal::StatementSeen ||
           refusal == rules::Refusal::StatementConflict || refusal == rules::Refusal::AccountNotOurs;
}

} // namespace

std::optional<QString> ImportJob::settledFile(const QDir& folder, UtcTime now) {
    std::optional<QString> oldest;
    const auto files =
        folder.entryInfoList({QStringLiteral("*.xml"), QStringLiteral("*.csv")},
                             QDir::Files | QDir::Readable | QDir::NoSymLinks, QDir::Time | QDir::Reversed);
    for (const QFileInfo& file : files)
        if (!isOnItsWay(file.fileName()) && m_looks.isSettled(file, now) && !oldest) oldest = file.fileName();
    return oldest;
}

Result<StepResult> ImportJob::take(store::Connection& connection, ChannelId channel, const QDir& folder,
                                   const QString& name) {
    const QString path = folder.filePath(name);
    const QString before = contentOf(path);
    const auto loaded = statement::loadStatement(
        connection, {channel, path, statement::Loader::byJob(m_setup.actor), m_setup.progress});
    m_looks.forget(path);
    if (!loaded && !isOfTheFile(loaded.error())) return std::unexpected(loaded.error());
    // Replaced or written to meanwhile: what lies there now is another file, and was not read.
    const QString after = contentOf(path);
    if (after != before || (loaded && !after.endsWith(loaded->sha256))) return StepResult::Worked;
    if (loaded)
        moveAway(folder, name, QStringLiteral("loaded"));
    else
        refuseFile(folder, name, loaded.error());
    return StepResult::Worked;
}

Result<StepResult> ImportJob::step(store::Connection& connection) {
    if (m_setup.inbox.isEmpty()) return StepResult::Idle;
    const QDir inbox(m_setup.inbox);
    TRY(const UtcTime now, connection.now());
    TRY(const auto channels, dispatch::channelRows(connection));
    m_looks.keepExisting();
    QStringList codes;
    for (const dispatch::ChannelRow& channel : channels) {
        inbox.mkpath(channel.code);
        codes << channel.code;
        const QDir folder(inbox.filePath(channel.code));
        if (const auto name = settledFile(folder, now)) return take(connection, channel.id, folder, *name);
    }
    const auto stray = settledFile(inbox, now);
    if (!stray) return StepResult::Idle;
    refuseFile(
        inbox, *stray,
        rules::refuse(rules::Refusal::StatementInvalid,
                      QStringLiteral("put it into the folder of its channel: ") + codes.join(QStringLiteral(", ")))
            .error());
    return StepResult::Worked;
}

} // namespace payout::worker
