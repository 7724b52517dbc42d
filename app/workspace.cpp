// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace.h"

#include "core/channel/strict_json.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace payout::app {

namespace {

constexpr int versionNow = 1;
constexpr char fileName[] = "workspace.json";

} // namespace

QString Workspace::inFolder(const char* name) const { return QDir(folder).filePath(QLatin1String(name)); }

Result<std::optional<Workspace>> findWorkspace(const QString& folder) {
    Workspace workspace;
    workspace.folder = QDir(folder).absolutePath();
    const QString path = workspace.inFolder(fileName);
    if (!QFile::exists(path)) return std::nullopt;
    TRY(const QByteArray bytes, channel::readConfig(path));
    TRY(const QJsonObject object, channel::parseObject(bytes, path));
    channel::StrictObject json(path, {}, object);
    const std::int64_t version = json.integer(QStringLiteral("version"), {1, 1'000'000});
    if (version > versionNow) return refused(QStringLiteral("WorkspaceVersion"), path);
    const QString database = json.text(QStringLiteral("database"));
    TRY_DONE(json.finish());
    TRY(workspace.database, store::DatabaseUrl::parse(database));
    return workspace;
}

Result<Workspace> readWorkspace(const QString& folder) {
    TRY(auto found, findWorkspace(folder));
    if (!found) return refused(QStringLiteral("NoWorkspace"), folder);
    return *std::move(found);
}

QString bankEndpoint(const QString& workspaceFolder, const QString& profileEndpoint) {
    QFile file(QDir(workspaceFolder).filePath(QStringLiteral("bank/port")));
    if (workspaceFolder.isEmpty() || !file.open(QIODevice::ReadOnly)) return profileEndpoint;
    return QStringLiteral("http://127.0.0.1:%1").arg(QString::fromLatin1(file.readAll()).trimmed());
}

Done makeEgressFolder(const QString& folder) {
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, ownerOnly))
        return refused(QStringLiteral("FolderUnwritable"), folder);
    return {};
}

Done writeWorkspace(const Workspace& workspace) {
    QSaveFile file(workspace.inFolder(fileName));
    const QJsonObject object{{QStringLiteral("version"), versionNow},
                             {QStringLiteral("database"), workspace.database.text}};
    const QByteArray bytes = QJsonDocument(object).toJson();
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         file.write(bytes) == bytes.size() && file.commit();
    if (!written) return refused(QStringLiteral("WorkspaceUnwritable"), file.errorString());
    return {};
}

} // namespace payout::app
