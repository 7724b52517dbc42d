// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/worker/worker_options.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>

namespace payout::worker_program {

namespace {

const QStringList allJobs{QStringLiteral("send"), QStringLiteral("ask"), QStringLiteral("import"),
                          QStringLiteral("compare"), QStringLiteral("keep")};

Result<store::DatabaseUrl> databaseOf(const QString& workspace) {
    QFile file(QDir(workspace).filePath(QStringLiteral("workspace.json")));
    if (!file.open(QIODevice::ReadOnly))
        return refused(QStringLiteral("NoWorkspace"), file.fileName() + QStringLiteral(": ") + file.errorString());
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    return store::DatabaseUrl::parse(object.value(QStringLiteral("database")).toString());
}

Result<QSet<QString>> jobsOf(const QString& text) {
    QSet<QString> jobs;
    for (const QString& job : text.split(u',', Qt::SkipEmptyParts)) {
        if (!allJobs.contains(job))
            return refused(QStringLiteral("UnknownJob"), job + QStringLiteral(": one of ") + allJobs.join(u','));
        jobs.insert(job);
    }
    return jobs;
}

} // namespace

Result<WorkerOptions> readOptions(const QCoreApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Sends, asks, imports and keeps, one small step at a time."));
    parser.addHelpOption();
    parser.addOptions({
        {QStringLiteral("workspace"), QStringLiteral("A demo workspace."), QStringLiteral("folder")},
        {QStringLiteral("database"), QStringLiteral("A database instead of a workspace."), QStringLiteral("URL")},
        {QStringLiteral("keys"), QStringLiteral("Folder with the bank's public key, bank.pub.pem."),
         QStringLiteral("folder")},
        {QStringLiteral("egress"), QStringLiteral("Folder of payout-egress, which sends and asks for this worker."),
         QStringLiteral("folder")},
        {QStringLiteral("inbox"), QStringLiteral("Folder with a folder a channel whose statement files are loaded."),
         QStringLiteral("folder")},
        {QStringLiteral("jobs"), QStringLiteral("Which jobs run here (default: all)."), QStringLiteral("list"),
         allJobs.join(u',')},
        {QStringLiteral("take-over"),
         QStringLiteral("Take the send job over from a host that is known to be dead (R34).")},
    });
    parser.process(application);
    WorkerOptions options;
    options.workspace = parser.value(QStringLiteral("workspace"));
    options.keys = parser.value(QStringLiteral("keys"));
    options.inbox = parser.value(QStringLiteral("inbox"));
    options.egress = parser.value(QStringLiteral("egress"));
    options.takeOver = parser.isSet(QStringLiteral("take-over"));
    options.host = QSysInfo::machineHostName() + u':' + QString::number(QCoreApplication::applicationPid());
    TRY(options.jobs, jobsOf(parser.value(QStringLiteral("jobs"))));
    if (parser.isSet(QStringLiteral("database"))) {
        TRY(options.database, store::DatabaseUrl::parse(parser.value(QStringLiteral("database"))));
    } else if (!options.workspace.isEmpty()) {
        TRY(options.database, databaseOf(options.workspace));
    } else {
        return refused(QStringLiteral("NoDatabase"), QStringLiteral("name --workspace or --database"));
    }
    if (!options.workspace.isEmpty()) {
        const QDir folder(options.workspace);
        if (options.keys.isEmpty()) options.keys = folder.filePath(QStringLiteral("keys"));
        if (options.inbox.isEmpty()) options.inbox = folder.filePath(QStringLiteral("inbox"));
        if (options.egress.isEmpty()) options.egress = folder.filePath(QStringLiteral("egress"));
    }
    const bool needsEgress =
        options.jobs.contains(QStringLiteral("send")) || options.jobs.contains(QStringLiteral("ask"));
    if (needsEgress && options.egress.isEmpty())
        return refused(QStringLiteral("NoEgress"), QStringLiteral("send and ask go through payout-egress: --egress"));
    return options;
}

} // namespace payout::worker_program
