// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/admin_commands.h"

namespace payout::admin {

/// Of everybody in a demo workspace; it is printed once and stands in the README.
inline const QString demoPassword = QStringLiteral("payout-demo-2026");

/// Makes the workspace of --data if it is not there: keys, bank, a training database (of --database if given, which
/// must be empty) with people, merchants, a channel and a week of history, and files to import today. One that was
/// interrupted is made anew. Refused "FolderTaken", "DatabaseNotEmpty".
Result<QString> makeDemo(const Arguments& arguments);

} // namespace payout::admin
