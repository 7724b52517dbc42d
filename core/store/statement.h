// SPDX-License-Identifier: GPL-3.0-or-later
// Typed SQL. Values are bound, never pasted; there is no double overload, because PostgreSQL would store a bound 12.75
// as 13. Placeholders are `?`, their number must equal the number of values, and a statement is one statement.
#pragma once

#include "core/base/business_date.h"
#include "core/base/ids.h"
#include "core/base/money.h"
#include "core/store/connection.h"

#include <QByteArray>
#include <QVariant>

#include <concepts>
#include <optional>
#include <vector>

namespace payout::store {

using Values = std::vector<QVariant>;

namespace binding {
inline QVariant toVariant(std::int64_t v) { return QVariant::fromValue<qlonglong>(v); }
inline QVariant toVariant(int v) { return QVariant::fromValue<qlonglong>(v); }
inline QVariant toVariant(bool v) { return QVariant::fromValue<qlonglong>(v ? 1 : 0); }
inline QVariant toVariant(const QString& v) { return v.isNull() ? QVariant(QStringLiteral("")) : QVariant(v); }
inline QVariant toVariant(const QByteArray& v) { return QVariant(v); }
inline QVariant toVariant(UtcTime v) { return toVariant(v.ms); }
inline QVariant toVariant(BusinessDate v) { return toVariant(v.yyyymmdd); }
inline QVariant toVariant(std::nullopt_t) { return QVariant(); }
template <class Tag> QVariant toVariant(Id<Tag> v) { return toVariant(v.value); }
template <std::floating_point T> QVariant toVariant(T) = delete;
QVariant toVariant(const char*) = delete;
template <class T> QVariant toVariant(const std::optional<T>& v) { return v ? toVariant(*v) : QVariant(); }
} // namespace binding

/// A result being read. Reading the wrong type, a double, or NULL where a value is asked for is remembered, and
/// finish() reports it as Broken; so loop first, then TRY_DONE(rows.finish()).
class Rows {
public:
    struct Parts;
    explicit Rows(std::unique_ptr<Parts> parts);
    ~Rows();
    Rows(Rows&&) noexcept;
    Rows& operator=(Rows&&) noexcept;

    [[nodiscard]] bool next();
    std::int64_t int64(int column);
    int integer(int column) { return static_cast<int>(int64(column)); }
    bool boolean(int column) { return int64(column) != 0; }
    QString text(int column);
    QByteArray bytes(int column);
    UtcTime time(int column) { return UtcTime(int64(column)); }
    BusinessDate date(int column) { return BusinessDate{integer(column)}; }
    template <class IdType> IdType id(int column) { return IdType(int64(column)); }
    bool isNull(int column);
    std::optional<std::int64_t> optionalInt64(int column);
    std::optional<QString> optionalText(int column);
    std::optional<UtcTime> optionalTime(int column);
    /// What went wrong while reading, if anything; must be asked.
    [[nodiscard]] Done finish();

private:
    std::unique_ptr<Parts> m_parts;
};

/// Runs a query whose rows are read. The text may hold the tokens of expandTokens(). Text must be a string literal or
/// live as long as the connection: prepared statements are kept by its address and content. Other statements may run
/// while rows are being read. One that writes (INSERT ... RETURNING) is complete when this returns.
/// Broken: "PlaceholderCount", "SeveralStatements", "TransactionControl", "TextNotStorable" (a NUL, half a surrogate
/// pair), "TransactionPoisoned", "SqlError"; others as in sql_error.h. Outside of a transaction a write whose
/// connection is lost is Unknown "CommitUnknown".
Result<Rows> queryValues(Connection& connection, const char* sql, const Values& values);
/// Runs a statement and returns the number of rows that it changed.
Result<std::int64_t> executeValues(Connection& connection, const char* sql, const Values& values);

template <class... Args> Result<Rows> query(Connection& connection, const char* sql, const Args&... args) {
    return queryValues(connection, sql, Values{binding::toVariant(args)...});
}
template <class... Args> Result<std::int64_t> execute(Connection& connection, const char* sql, const Args&... args) {
    return executeValues(connection, sql, Values{binding::toVariant(args)...});
}
/// The first column of the only row as an integer; Broken "NoRow" if there is none.
template <class... Args> Result<std::int64_t> queryInt64(Connection& connection, const char* sql, const Args&... args) {
    TRY(auto rows, query(connection, sql, args...));
    if (!rows.next()) {
        TRY_DONE(rows.finish());
        return broken(QStringLiteral("NoRow"));
    }
    const std::int64_t value = rows.int64(0);
    TRY_DONE(rows.finish());
    return value;
}
template <class... Args>
Result<std::optional<std::int64_t>> queryOptionalInt64(Connection& connection, const char* sql, const Args&... args) {
    TRY(auto rows, query(connection, sql, args...));
    std::optional<std::int64_t> value;
    if (rows.next()) value = rows.optionalInt64(0);
    TRY_DONE(rows.finish());
    return value;
}

} // namespace payout::store
