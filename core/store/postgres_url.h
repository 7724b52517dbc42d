// SPDX-License-Identifier: GPL-3.0-or-later
// A libpq URI taken apart by libpq itself, so that every option that libpq knows is understood as libpq does.
#pragma once

#include "core/base/error.h"

#include <QMap>

namespace payout::store {

/// Keyword to value of every option that the URI sets. Code "BadDatabaseUrl"; the detail holds no password.
Result<QMap<QString, QString>> parsePostgresUrl(const QString& text);

} // namespace payout::store
