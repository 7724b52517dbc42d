// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/bulk_target.h"
#include "core/store/connection_parts.h"

#include <sqlite3.h>

namespace payout::store {

namespace {

QByteArray insertText(const char* table, ColumnNames columns) {
    QByteArray names;
    QByteArray marks;
    for (const char* column : columns) {
        names.append(names.isEmpty() ? "" : ", ").append(column);
        marks.append(marks.isEmpty() ? "?" : ", ?");
    }
    return "INSERT INTO " + QByteArray(table) + " (" + names + ") VALUES (" + marks + ")";
}

class InsertTarget final : public BulkTarget {
public:
    InsertTarget(Connection::Parts& parts, sqlite3_stmt* statement) : m_parts(parts), m_statement(statement) {}
    ~InsertTarget() override { abandon(); }

    Done write(const std::vector<BulkField>& fields, const QByteArray& text) override {
        int index = 0;
        for (const BulkField& field : fields) bindField(++index, field, text);
        const int stepped = sqlite3_step(m_statement);
        const Done written = stepped == SQLITE_DONE
                                 ? Done()
                                 : std::unexpected(classify(Engine::Sqlite, m_parts.lastNative(), Moment::Statement));
        sqlite3_reset(m_statement);
        return written;
    }

    Done finish() override {
        abandon();
        return {};
    }

    void abandon() override { sqlite3_finalize(std::exchange(m_statement, nullptr)); }

private:
    /// The text outlives the step, and every parameter is bound again before the next one, so it need not be copied.
    void bindField(int index, const BulkField& field, const QByteArray& text) {
        switch (field.kind) {
        case BulkField::Kind::Null: sqlite3_bind_null(m_statement, index); return;
        case BulkField::Kind::Integer: sqlite3_bind_int64(m_statement, index, field.value); return;
        case BulkField::Kind::Text:
            sqlite3_bind_text64(m_statement, index, text.constData() + field.value,
                                static_cast<sqlite3_uint64>(field.size), SQLITE_STATIC, SQLITE_UTF8);
            return;
        }
    }

    Connection::Parts& m_parts;
    sqlite3_stmt* m_statement;
};

} // namespace

Result<std::unique_ptr<BulkTarget>> startInsert(Connection::Parts& parts, const char* table, ColumnNames columns) {
    const QByteArray sql = insertText(table, columns);
    sqlite3_stmt* statement = nullptr;
    const int prepared = sqlite3_prepare_v3(parts.sqlite(), sql.constData(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (prepared != SQLITE_OK) return std::unexpected(classify(Engine::Sqlite, parts.lastNative(), Moment::Statement));
    return std::make_unique<InsertTarget>(parts, statement);
}

} // namespace payout::store
