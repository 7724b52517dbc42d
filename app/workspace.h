// SPDX-License-Identifier: GPL-3.0-or-later
// A demo workspace is a folder: workspace.json, keys/, bank/ (the practice bank's journal, scenario, port), inbox/
// (statement files dropped into the folder of their channel are loaded), statements/ (the bank's files), batches/
// (merchants' files), egress/ (the journal and the sockets of payout-egress), logs/.
#pragma once

#include "core/store/engine.h"

#include <QString>

#include <optional>

namespace payout::app {

/// The egress of every demo workspace; real ones are named by their operators.
inline const QString demoEgressName = QStringLiteral("demo");
/// In the folder of an egress.
inline constexpr char egressJournal[] = "journal";
inline constexpr char egressStopFile[] = "stop";

struct Workspace {
    QString folder; ///< absolute
    store::DatabaseUrl database;

    QString keys() const { return inFolder("keys"); }
    QString egress() const { return inFolder("egress"); }
    QString inbox() const { return inFolder("inbox"); }
    QString statements() const { return inFolder("statements"); }
    QString batches() const { return inFolder("batches"); }
    QString bank() const { return inFolder("bank"); }
    QString bankBooks() const { return inFolder("bank/books.journal"); }
    QString bankScenario() const { return inFolder("bank/scenario.json"); }
    QString inFolder(const char* name) const;
};

/// Nothing if the folder has no workspace.json. Refused "WorkspaceVersion" if a newer program made it, and what
/// StrictObject and DatabaseUrl::parse refuse.
Result<std::optional<Workspace>> findWorkspace(const QString& folder);
/// As findWorkspace; Refused "NoWorkspace".
Result<Workspace> readWorkspace(const QString& folder);
/// "http://127.0.0.1:port" where the workspace's practice bank listens, or the profile's own endpoint.
QString bankEndpoint(const QString& workspaceFolder, const QString& profileEndpoint);
/// A folder that only its owner may enter. Refused "FolderUnwritable".
Done makeEgressFolder(const QString& folder);
/// Whole or not at all; readable by its owner only, because the database's URL may hold a password.
Done writeWorkspace(const Workspace& workspace);

} // namespace payout::app
