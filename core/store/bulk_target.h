// SPDX-License-Identifier: GPL-3.0-or-later
// Where BulkWriter's rows go: COPY (bulk_copy.cpp) or a prepared insert (bulk_insert.cpp).
#pragma once

#include "core/base/error.h"
#include "core/store/connection.h"

#include <QByteArray>

#include <initializer_list>
#include <memory>
#include <vector>

namespace payout::store {

struct BulkField {
    enum class Kind { Null, Integer, Text };
    Kind kind = Kind::Null;
    std::int64_t value = 0; ///< the integer, or where the text starts in the row's bytes
    std::int64_t size = 0;  ///< of the text in bytes
};

class BulkTarget {
public:
    virtual ~BulkTarget() = default;
    virtual Done write(const std::vector<BulkField>& fields, const QByteArray& text) = 0;
    virtual Done finish() = 0;
    /// Ends it so that nothing of it stays once the transaction is rolled back, and the wire is free for ROLLBACK.
    virtual void abandon() = 0;
};

using ColumnNames = std::initializer_list<const char*>;
Result<std::unique_ptr<BulkTarget>> startCopy(Connection::Parts& parts, const char* table, ColumnNames columns);
Result<std::unique_ptr<BulkTarget>> startInsert(Connection::Parts& parts, const char* table, ColumnNames columns);

} // namespace payout::store
