// SPDX-License-Identifier: GPL-3.0-or-later
// Many rows into one table at the engine's own speed: COPY through the driver's PGconn on PostgreSQL, prepared inserts
// of many rows each through the driver's sqlite3 handle on SQLite. Row by row through the SQL driver costs 11 to 31
// times COPY.
#pragma once

#include "core/store/connection.h"

#include <QByteArrayView>

#include <memory>

namespace payout::store {

class BulkWriter {
public:
    /// Inside an open transaction, which no other statement may use until finish(). Table and columns are literals of
    /// the caller, never input. Any failure, and a writer that ends without finish(), poisons the transaction.
    static Result<BulkWriter> start(Connection& connection, const char* table,
                                    std::initializer_list<const char*> columns);
    ~BulkWriter(); ///< ends an unfinished COPY with an error, so that nothing of it stays
    BulkWriter(BulkWriter&&) noexcept;

    /// Fields in column order; then endRow().
    void integer(std::int64_t value);
    void text(QStringView value);
    void utf8(QByteArrayView value); ///< valid UTF-8 without NUL
    void null();
    /// Broken "TextNotStorable" (no UTF-8, a NUL) or "BulkColumn" (the value does not fit the column's type).
    [[nodiscard]] Done endRow();
    /// Number of rows written; a constraint violation is reported here or by a later endRow.
    [[nodiscard]] Result<std::int64_t> finish();

private:
    struct Parts;
    explicit BulkWriter(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace payout::store
