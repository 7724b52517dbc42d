// SPDX-License-Identifier: GPL-3.0-or-later
// What must be known about a statement's text before a driver sees it: Qt passes "a; b" to PostgreSQL, which runs both,
// and tells of too few values in a different way for each engine.
#pragma once

#include "core/store/engine.h"

namespace payout::store {

struct SqlText {
    QString text;              ///< tokens expanded; on PostgreSQL `?` has become $1, $2, ...
    int placeholders = 0;      ///< outside of literals and comments
    bool isSeveral = false;    ///< more than one statement
    bool isPreparable = false; ///< SELECT, VALUES, WITH, INSERT, UPDATE, DELETE
    bool isWriting = false;    ///< may change rows and return them
    bool isTransactionControl = false;
};

[[nodiscard]] SqlText readSql(Engine engine, QStringView sql);

} // namespace payout::store
