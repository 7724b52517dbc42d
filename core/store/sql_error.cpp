// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_error.h"

#include "core/base/account_number.h"
#include "core/rules/refusal.h"

#include <QRegularExpression>

#include <array>

namespace payout::store {

namespace {

enum class Class { Unique, Constraint, Raised, Serialization, Unreachable, Disk, CommitLost, Other };

struct Row {
    const char* code; ///< SQLite: extended code; PostgreSQL: an SQLSTATE or its class of two characters
    Class meaning;
};

constexpr std::array sqliteCodes{
    Row{"2067", Class::Unique},       // SQLITE_CONSTRAINT_UNIQUE
    Row{"1555", Class::Unique},       // SQLITE_CONSTRAINT_PRIMARYKEY
    Row{"2579", Class::Unique},       // SQLITE_CONSTRAINT_ROWID
    Row{"275", Class::Constraint},    // SQLITE_CONSTRAINT_CHECK
    Row{"787", Class::Constraint},    // SQLITE_CONSTRAINT_FOREIGNKEY
    Row{"1299", Class::Constraint},   // SQLITE_CONSTRAINT_NOTNULL
    Row{"1811", Class::Raised},       // SQLITE_CONSTRAINT_TRIGGER: RAISE(ABORT, ...)
    Row{"5", Class::Serialization},   // SQLITE_BUSY
    Row{"261", Class::Serialization}, // SQLITE_BUSY_RECOVERY
    Row{"517", Class::Serialization}, // SQLITE_BUSY_SNAPSHOT
    Row{"773", Class::Serialization}, // SQLITE_BUSY_TIMEOUT
    Row{"6", Class::Serialization},   // SQLITE_LOCKED
    Row{"262", Class::Serialization}, // SQLITE_LOCKED_SHAREDCACHE
    Row{"14", Class::Unreachable},    // SQLITE_CANTOPEN
    Row{"13", Class::Disk},           // SQLITE_FULL
};

constexpr std::array postgresCodes{
    Row{"23505", Class::Unique},        // unique_violation
    Row{"23514", Class::Constraint},    // check_violation
    Row{"23503", Class::Constraint},    // foreign_key_violation
    Row{"23502", Class::Constraint},    // not_null_violation
    Row{"23001", Class::Constraint},    // restrict_violation
    Row{"23P01", Class::Constraint},    // exclusion_violation
    Row{"P0001", Class::Raised},        // raise_exception
    Row{"40001", Class::Serialization}, // serialization_failure
    Row{"40P01", Class::Serialization}, // deadlock_detected
    Row{"55P03", Class::Serialization}, // lock_not_available
    Row{"40003", Class::CommitLost},    // statement_completion_unknown
    Row{"53100", Class::Disk},          // disk_full
    Row{"58030", Class::Disk},          // io_error
    Row{"53300", Class::Unreachable},   // too_many_connections
    Row{"57P01", Class::Unreachable},   // admin_shutdown
    Row{"57P02", Class::Unreachable},   // crash_shutdown
    Row{"57P03", Class::Unreachable},   // cannot_connect_now
    Row{"57P04", Class::Unreachable},   // database_dropped
    Row{"57P05", Class::Unreachable},   // idle_session_timeout
    Row{"08", Class::Unreachable},      // connection exceptions
};

Class meaningOnSqlite(const QString& code) {
    for (const Row& row : sqliteCodes)
        if (code == QLatin1String(row.code)) return row.meaning;
    constexpr int sqliteIoError = 10; // with many extended codes
    return (code.toInt() & 0xff) == sqliteIoError ? Class::Disk : Class::Other;
}

Class meaningOnPostgres(const QString& code) {
    for (const Row& row : postgresCodes)
        if (code.startsWith(QLatin1String(row.code))) return row.meaning;
    return Class::Other;
}

Class meaningOf(Engine engine, const NativeError& native) {
    if (engine == Engine::Sqlite) return meaningOnSqlite(native.code);
    if (native.isConnectionLost || native.code.isEmpty()) return Class::Unreachable;
    return meaningOnPostgres(native.code);
}

/// A commit whose answer was lost may have happened. So may one that ended in an I/O error: the commit record can be
/// on the disk already, and recovery would honour it.
bool isLostWhileCommitting(const NativeError& native, Class meaning) {
    if (meaning == Class::Unreachable || meaning == Class::CommitLost) return true;
    return meaning == Class::Disk && native.code != QStringLiteral("13") && native.code != QStringLiteral("53100");
}

/// The first line only, with anything that may be an account number masked.
QString shownMessage(const QString& message) {
    static const QRegularExpression digits(QStringLiteral("[0-9]{8,}"));
    QString line = message.section(u'\n', 0, 0).left(300).trimmed();
    for (auto match = digits.match(line); match.hasMatch();) {
        const QString masked = maskAccount(match.captured());
        line.replace(match.capturedStart(), match.capturedLength(), masked);
        match = digits.match(line, match.capturedStart() + masked.size());
    }
    return line;
}

/// Names that the server put in quotes. Its language may be any, and so may its quotation marks.
QStringList quotedNames(const QString& message) {
    static const QRegularExpression quoted(
        QStringLiteral("[\"\\x{201c}\\x{201e}\\x{ab}\\x{300c}][\\s\\x{a0}]?([A-Za-z0-9_.]+)"
                       "[\\s\\x{a0}]?[\"\\x{201c}\\x{201d}\\x{bb}\\x{300d}]"));
    QStringList names;
    for (auto matches = quoted.globalMatch(message.section(u'\n', 0, 0)); matches.hasNext();)
        names.append(matches.next().captured(1));
    return names;
}

/// What a constraint's message names: on SQLite the text after "constraint failed: " (a constraint, an index or
/// "table.column, table.column"), on PostgreSQL the quoted names, the constraint last.
QStringList namedBy(Engine engine, const QString& message) {
    if (engine == Engine::Postgres) return quotedNames(message);
    static const QRegularExpression failed(QStringLiteral("constraint failed: ([A-Za-z0-9_., ']+)"));
    const auto match = failed.match(message);
    return match.hasMatch() ? QStringList{match.captured(1).trimmed()} : QStringList{};
}

/// PostgreSQL folds an unquoted constraint name to lower case.
std::optional<QString> refusalOfCheck(const QStringList& names) {
    static constexpr std::array known{
#define PAYOUT_ENUMERATE(name) #name,
        PAYOUT_REFUSALS(PAYOUT_ENUMERATE)
#undef PAYOUT_ENUMERATE
    };
    for (const QString& name : names) {
        if (!name.startsWith(u"pd_")) continue;
        for (const char* refusal : known)
            if (QStringView(name).mid(3).compare(QLatin1String(refusal), Qt::CaseInsensitive) == 0)
                return QString::fromLatin1(refusal);
    }
    return std::nullopt;
}

Error constraintError(Engine engine, const QString& message) {
    const QStringList names = namedBy(engine, message);
    const QString detail = names.join(u' ');
    if (const auto refusal = refusalOfCheck(names)) return {ErrorKind::Refused, *refusal, detail};
    return {ErrorKind::Refused, QStringLiteral("ConstraintViolation"), detail};
}

/// A name that no rule has is damage or a newer schema, never a refusal to show.
Error raisedError(const NativeError& native) {
    static const QRegularExpression raised(QStringLiteral("PD-REFUSED:([A-Za-z0-9]+)"));
    const auto match = raised.match(native.message.section(u'\n', 0, 0));
    if (match.hasMatch() && rules::refusalNamed(match.captured(1)))
        return {ErrorKind::Refused, match.captured(1), shownMessage(native.message)};
    return {ErrorKind::Broken, QStringLiteral("SqlError"), shownMessage(native.message)};
}

} // namespace

Error classify(Engine engine, const NativeError& native, Moment moment) {
    const Class meaning = meaningOf(engine, native);
    if (moment == Moment::Commit && isLostWhileCommitting(native, meaning))
        return {ErrorKind::Unknown, QStringLiteral("CommitUnknown"), native.code};
    const QString shown = native.code + u' ' + shownMessage(native.message);
    switch (meaning) {
    case Class::Unique:
        return {ErrorKind::Refused, QStringLiteral("UniqueViolation"), namedBy(engine, native.message).join(u' ')};
    case Class::Constraint: return constraintError(engine, native.message);
    case Class::Raised: return raisedError(native);
    case Class::Serialization: return {ErrorKind::Unavailable, QStringLiteral("Serialization"), shown};
    case Class::Unreachable: return {ErrorKind::Unavailable, QStringLiteral("DatabaseUnreachable"), shown};
    case Class::Disk: return {ErrorKind::Unavailable, QStringLiteral("DatabaseDisk"), shown};
    case Class::CommitLost:
    case Class::Other: break;
    }
    return {ErrorKind::Broken, QStringLiteral("SqlError"), shown};
}

} // namespace payout::store
