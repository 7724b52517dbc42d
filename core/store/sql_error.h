// SPDX-License-Identifier: GPL-3.0-or-later
// Native codes of both engines become an Error. By code only: Qt's lastError().type() says ConnectionError for a
// constraint on SQLite and StatementError on PostgreSQL.
#pragma once

#include "core/store/engine.h"

namespace payout::store {

/// As the engine said it: SQLite's extended result code in decimal, or the five characters of an SQLSTATE (empty when
/// the server said nothing any more).
struct NativeError {
    QString code;
    QString message;
    bool isConnectionLost = false;
};

/// When it was said. A failure that cannot be told from success is possible only while something is being committed.
enum class Moment { Statement, Commit };

/// Codes: a refusal's name (trigger "PD-REFUSED:<name>", check "pd_<name>"), "UniqueViolation", "ConstraintViolation",
/// "Serialization", "DatabaseUnreachable", "DatabaseDisk", "CommitUnknown", "SqlError". The detail holds constraint
/// and column names, never stored values, and digits are masked.
[[nodiscard]] Error classify(Engine engine, const NativeError& native, Moment moment);

} // namespace payout::store
