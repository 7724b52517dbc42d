// SPDX-License-Identifier: GPL-3.0-or-later
// Many rows a statement: a statement opens a cursor for the table and for each of its indexes, which costs as much as a
// row does.
#include "core/store/bulk_target.h"
#include "core/store/connection_parts.h"

#include <sqlite3.h>

#include <algorithm>

namespace payout::store {

namespace {

constexpr std::size_t rowsOfStatement = 200;
constexpr std::size_t parametersMax = 30'000; ///< SQLite's own limit is 32,766

// Without OR FAIL a row that meets a trigger opens a statement journal, to take back a half-done statement. Nothing
// here stays half done: any failure poisons the transaction.
QByteArray insertHead(const char* table, ColumnNames columns) {
    QByteArray names;
    for (const char* column : columns) names.append(names.isEmpty() ? "" : ", ").append(column);
    return "INSERT OR FAIL INTO " + QByteArray(table) + " (" + names + ") VALUES ";
}

QByteArray marksOf(std::size_t columns) {
    QByteArray marks("(?");
    for (std::size_t i = 1; i < columns; ++i) marks.append(", ?");
    return marks.append(')');
}

class InsertTarget final : public BulkTarget {
public:
    InsertTarget(Connection::Parts& parts, const char* table, ColumnNames columns)
        : m_parts(parts), m_head(insertHead(table, columns)), m_marks(marksOf(columns.size())),
          m_columns(columns.size()), m_rowsMax(std::clamp(parametersMax / m_columns, std::size_t{1}, rowsOfStatement)) {
        m_fields.reserve(m_rowsMax * m_columns);
    }
    /// The desk that imported goes back to reading; pages beyond what a reader needs are given back.
    ~InsertTarget() override {
        abandon();
        sqlite3_exec(m_parts.sqlite(), "PRAGMA cache_size = -8192", nullptr, nullptr, nullptr);
    }

    /// Prepared at the start, so that a wrong table is found before the first row.
    Done prepare() {
        TRY_DONE(m_parts.runControl("PRAGMA cache_size = -65536")); // KiB: bulk rows go into several indexes
        return prepareFor(m_rowsMax);
    }

    Done write(const std::vector<BulkField>& fields, const QByteArray& text) override {
        for (BulkField field : fields) {
            if (field.kind == BulkField::Kind::Text) field.value += m_text.size();
            m_fields.push_back(field);
        }
        m_text.append(text);
        return m_fields.size() < m_rowsMax * m_columns ? Done() : flush();
    }

    Done finish() override {
        Done done;
        if (!m_fields.empty()) done = prepareFor(m_fields.size() / m_columns);
        if (done && !m_fields.empty()) done = flush();
        abandon();
        return done;
    }

    void abandon() override { sqlite3_finalize(std::exchange(m_statement, nullptr)); }

private:
    std::unexpected<Error> failure() const {
        return std::unexpected(classify(Engine::Sqlite, m_parts.lastNative(), Moment::Statement));
    }

    Done prepareFor(std::size_t rows) {
        if (m_statement != nullptr && rows == m_rowsMax) return {};
        abandon();
        QByteArray sql = m_head + m_marks;
        for (std::size_t row = 1; row < rows; ++row) sql.append(", ").append(m_marks);
        const int prepared = sqlite3_prepare_v3(m_parts.sqlite(), sql.constData(), static_cast<int>(sql.size()),
                                                SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
        if (prepared != SQLITE_OK) return failure();
        return {};
    }

    Done flush() {
        int index = 0;
        for (const BulkField& field : m_fields) bindField(++index, field);
        const int stepped = sqlite3_step(m_statement);
        const Done written = stepped == SQLITE_DONE ? Done() : failure();
        sqlite3_reset(m_statement);
        m_fields.clear();
        m_text.resize(0);
        return written;
    }

    /// The text outlives the step, and every parameter is bound again before the next one, so it need not be copied.
    void bindField(int index, const BulkField& field) {
        switch (field.kind) {
        case BulkField::Kind::Null: sqlite3_bind_null(m_statement, index); return;
        case BulkField::Kind::Integer: sqlite3_bind_int64(m_statement, index, field.value); return;
        case BulkField::Kind::Text:
            sqlite3_bind_text64(m_statement, index, m_text.constData() + field.value,
                                static_cast<sqlite3_uint64>(field.size), SQLITE_STATIC, SQLITE_UTF8);
            return;
        }
    }

    Connection::Parts& m_parts;
    QByteArray m_head;
    QByteArray m_marks;
    std::size_t m_columns;
    std::size_t m_rowsMax;
    std::vector<BulkField> m_fields; ///< of the rows that wait for the next statement
    QByteArray m_text;               ///< what those fields point into
    sqlite3_stmt* m_statement = nullptr;
};

} // namespace

Result<std::unique_ptr<BulkTarget>> startInsert(Connection::Parts& parts, const char* table, ColumnNames columns) {
    auto target = std::make_unique<InsertTarget>(parts, table, columns);
    TRY_DONE(target->prepare());
    return target;
}

} // namespace payout::store
