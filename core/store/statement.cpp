// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/statement.h"

#include "core/base/check.h"
#include "core/store/connection_parts.h"
#include "core/store/sql_text.h"

#include <QSqlError>
#include <QSqlRecord>

#include <utility>

namespace payout::store {

struct Rows::Parts {
    Parts(Connection::Parts& where, std::unique_ptr<Prepared> what)
        : connection(&where), statement(std::move(what)), columns(statement->query.record().count()) {}
    ~Parts();
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    Connection::Parts* connection;
    std::unique_ptr<Prepared> statement;
    int columns;
    bool isOnWire = false;   ///< PostgreSQL streams the rest of the rows to us
    bool isBuffered = false; ///< the rest of the rows is in `cells`
    bool isOnRow = false;
    std::vector<QVariant> cells;   ///< row by row
    std::size_t cell = 0;          ///< where the next buffered row starts
    std::vector<QVariant> current; ///< the row that was current when the rest was buffered
    std::optional<Error> error;

    bool advance();
    void bufferRest();
    QVariant value(int column);
    void remember(const QString& code, const QString& detail);
};

namespace {

NativeError nativeOf(const Connection::Parts& parts, const QSqlError& error) {
    return {error.nativeErrorCode(), error.databaseText(), parts.isLost()};
}

/// Outside of a transaction a statement is its own commit, and a connection lost during a write leaves it open whether
/// the write happened.
Error errorOf(const Connection::Parts& parts, const Prepared& statement) {
    const bool commitsItself = !parts.isInTransaction && statement.isWriting;
    return classify(parts.url.engine, nativeOf(parts, statement.query.lastError()),
                    commitsItself ? Moment::Commit : Moment::Statement);
}

Result<std::unique_ptr<Prepared>> prepare(Connection::Parts& parts, const char* sql) {
    const SqlText text = readSql(parts.url.engine, QString::fromUtf8(sql));
    if (text.isSeveral) return broken(QStringLiteral("SeveralStatements"), text.text.left(80));
    if (text.isTransactionControl) return broken(QStringLiteral("TransactionControl"), text.text.left(80));

    auto statement = std::make_unique<Prepared>();
    statement->key = sql;
    statement->query = QSqlQuery(parts.database);
    statement->query.setForwardOnly(true);
    statement->text = text.text;
    statement->placeholders = text.placeholders;
    statement->isPreparable = text.isPreparable;
    statement->isWriting = text.isWriting;
    if (text.isPreparable && !statement->query.prepare(text.text)) {
        const NativeError native = nativeOf(parts, statement->query.lastError());
        return std::unexpected(classify(parts.url.engine, native, Moment::Statement));
    }
    return statement;
}

/// PostgreSQL cannot store a NUL, Qt would silently replace half a surrogate pair.
bool isStorable(const QVariant& value) {
    if (value.typeId() != QMetaType::QString) return true;
    const QString& text = *static_cast<const QString*>(value.constData());
    return text.isValidUtf16() && !text.contains(QChar(u'\0'));
}

/// The drivers bind a null QByteArray as NULL; NULL is asked for with an empty optional.
QVariant bound(const QVariant& value) {
    const bool isNullBytes = value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull();
    return isNullBytes ? QVariant(QByteArray("")) : value;
}

Done bind(Prepared& statement, const Values& values) {
    if (static_cast<std::size_t>(statement.placeholders) != values.size())
        return broken(QStringLiteral("PlaceholderCount"),
                      QStringLiteral("%1 placeholders, %2 values").arg(statement.placeholders).arg(values.size()));
    if (!statement.isPreparable && !values.empty())
        return broken(QStringLiteral("PlaceholderCount"), QStringLiteral("this statement takes no values"));
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!isStorable(values[i])) return broken(QStringLiteral("TextNotStorable"));
        statement.query.bindValue(static_cast<int>(i), bound(values[i]));
    }
    return {};
}

Done mayRun(Connection::Parts& parts) {
    CHECK(!parts.isBulkWriting);
    if (parts.isInTransaction && parts.isPoisoned) return broken(QStringLiteral("TransactionPoisoned"));
    if (parts.isLost()) return unavailable(QStringLiteral("DatabaseUnreachable"));
    return {};
}

/// Runs the statement; its first row is ready to be fetched.
Result<std::unique_ptr<Prepared>> run(Connection::Parts& parts, const char* sql, const Values& values) {
    if (const Done may = mayRun(parts); !may) return parts.fail(may.error());
    parts.settle();
    std::unique_ptr<Prepared> statement = parts.statements.take(sql);
    if (!statement) {
        auto prepared = prepare(parts, sql);
        if (!prepared) return parts.fail(std::move(prepared).error());
        statement = *std::move(prepared);
    }
    if (const Done isBound = bind(*statement, values); !isBound) {
        parts.statements.giveBack(std::move(statement));
        return parts.fail(isBound.error());
    }
    const bool isDone = statement->isPreparable ? statement->query.exec() : statement->query.exec(statement->text);
    if (isDone) return statement;
    Error error = errorOf(parts, *statement);
    parts.statements.retire(std::move(statement));
    return parts.fail(std::move(error));
}

} // namespace

Rows::Parts::~Parts() {
    if (isOnWire) connection->settleReader = nullptr;
    connection->statements.giveBack(std::move(statement));
}

bool Rows::Parts::advance() {
    current.clear();
    if (isBuffered) {
        const bool hasRow = cell < cells.size();
        if (hasRow) {
            const auto begin = cells.begin() + static_cast<std::ptrdiff_t>(cell);
            current.assign(begin, begin + columns);
            cell += static_cast<std::size_t>(columns);
        }
        return hasRow;
    }
    if (statement->query.next()) return true;
    if (statement->query.lastError().isValid()) {
        if (!error) error = errorOf(*connection, *statement);
        static_cast<void>(connection->fail(*error));
    }
    if (std::exchange(isOnWire, false)) connection->settleReader = nullptr;
    return false;
}

void Rows::Parts::bufferRest() {
    std::vector<QVariant> row;
    if (isOnRow)
        for (int column = 0; column < columns; ++column) row.push_back(statement->query.value(column));
    while (advance())
        for (int column = 0; column < columns; ++column) cells.push_back(statement->query.value(column));
    current = std::move(row);
    isBuffered = true;
}

QVariant Rows::Parts::value(int column) {
    if (!isOnRow || column < 0 || column >= columns) {
        remember(QStringLiteral("ReadColumn"), QStringLiteral("no column %1 here").arg(column));
        return {};
    }
    return isBuffered ? current[static_cast<std::size_t>(column)] : statement->query.value(column);
}

void Rows::Parts::remember(const QString& code, const QString& detail) {
    if (error) return;
    error = Error{ErrorKind::Broken, code, detail};
    static_cast<void>(connection->fail(*error));
}

Rows::Rows(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Rows::~Rows() = default;
Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;

bool Rows::next() { return m_parts->isOnRow = m_parts->advance(); }

namespace {

template <class... Types> bool isOneOf(const QVariant& value, Types... types) {
    return ((value.typeId() == types) || ...);
}

/// A double is refused even where it looks whole: PostgreSQL's SUM(bigint) arrives as one, its last units lost.
template <class... Types> QVariant typed(Rows::Parts& parts, int column, Types... types) {
    const QVariant value = parts.value(column);
    const auto where = [&] {
        return QStringLiteral("column %1 is %2").arg(column).arg(QLatin1String(value.typeName()));
    };
    if (parts.error) return {};
    if (value.isNull())
        parts.remember(QStringLiteral("ReadNull"), QStringLiteral("column %1").arg(column));
    else if (!isOneOf(value, types...))
        parts.remember(QStringLiteral("ReadType"), where());
    return parts.error ? QVariant() : value;
}

} // namespace

std::int64_t Rows::int64(int column) {
    return typed(*m_parts, column, QMetaType::LongLong, QMetaType::ULongLong, QMetaType::Int, QMetaType::Bool)
        .toLongLong();
}

QString Rows::text(int column) { return typed(*m_parts, column, QMetaType::QString).toString(); }
QByteArray Rows::bytes(int column) { return typed(*m_parts, column, QMetaType::QByteArray).toByteArray(); }
bool Rows::isNull(int column) { return m_parts->value(column).isNull(); }

std::optional<std::int64_t> Rows::optionalInt64(int column) {
    return isNull(column) ? std::nullopt : std::optional(int64(column));
}
std::optional<QString> Rows::optionalText(int column) {
    return isNull(column) ? std::nullopt : std::optional(text(column));
}
std::optional<UtcTime> Rows::optionalTime(int column) {
    return isNull(column) ? std::nullopt : std::optional(time(column));
}

Done Rows::finish() {
    if (m_parts->error) return std::unexpected(*m_parts->error);
    return {};
}

Result<Rows> queryValues(Connection& connection, const char* sql, const Values& values) {
    Connection::Parts& parts = connection.parts();
    TRY(auto statement, run(parts, sql, values));
    const bool isWriting = statement->isWriting;
    auto rows = std::make_unique<Rows::Parts>(parts, std::move(statement));
    // A write that returns rows is complete only when all of them were read; the caller may want the first one only.
    if (isWriting) {
        rows->bufferRest();
        if (rows->error) return std::unexpected(*rows->error);
    } else if (connection.engine() == Engine::Postgres) {
        rows->isOnWire = true;
        parts.settleReader = [reader = rows.get()] { reader->isOnWire = false, reader->bufferRest(); };
    }
    return Rows(std::move(rows));
}

Result<std::int64_t> executeValues(Connection& connection, const char* sql, const Values& values) {
    Connection::Parts& parts = connection.parts();
    TRY(auto statement, run(parts, sql, values));
    // SQLite answers for a statement that changes nothing with the count of the last one that did.
    const int changed = statement->isWriting ? statement->query.numRowsAffected() : 0;
    parts.statements.giveBack(std::move(statement));
    return changed;
}

} // namespace payout::store
