// SPDX-License-Identifier: GPL-3.0-or-later
// COPY ... (FORMAT binary): the server need not parse, but each field must have exactly its column's binary form, so
// the columns' types are asked first. Source: PostgreSQL manual, COPY, "Binary Format".
#include "core/store/bulk_target.h"
#include "core/store/connection_parts.h"
#include "core/store/work_room.h"

#include <QtEndian>

#include <libpq-fe.h>

#include <limits>

namespace payout::store {

namespace {

constexpr qsizetype flushBytes = 512 * 1024;

using PgResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

Error errorOf(const Connection::Parts& parts, const PgResult& result) {
    NativeError native = parts.lastNative();
    native.code = QString::fromLatin1(PQresultErrorField(result.get(), PG_DIAG_SQLSTATE));
    return classify(Engine::Postgres, native, Moment::Statement);
}

Error columnError(const QString& detail) { return {ErrorKind::Broken, QStringLiteral("BulkColumn"), detail}; }

QByteArray namesOf(ColumnNames columns) {
    QByteArray names;
    for (const char* column : columns) names.append(names.isEmpty() ? "" : ", ").append(column);
    return names;
}

enum class Form { Bool, Int2, Int4, Int8, Bytes };

Result<Form> formOf(Oid type) {
    switch (type) {
    case 16: return Form::Bool;
    case 21: return Form::Int2;
    case 23: return Form::Int4;
    case 20: return Form::Int8;
    case 17:                       // bytea
    case 25:                       // text
    case 1042:                     // char(n)
    case 1043: return Form::Bytes; // varchar
    default: return std::unexpected(columnError(QStringLiteral("no binary form for type %1").arg(type)));
    }
}

Result<std::vector<Form>> readForms(Connection::Parts& parts, const char* table, ColumnNames columns) {
    const QByteArray sql = "SELECT " + namesOf(columns) + " FROM " + QByteArray(table) + " LIMIT 0";
    const PgResult result(PQexec(parts.postgres(), sql.constData()), &PQclear);
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) return std::unexpected(errorOf(parts, result));
    std::vector<Form> forms;
    for (int column = 0; column < PQnfields(result.get()); ++column) {
        TRY(const Form form, formOf(PQftype(result.get(), column)));
        forms.push_back(form);
    }
    return forms;
}

class CopyTarget final : public BulkTarget {
public:
    CopyTarget(Connection::Parts& parts, std::vector<Form> forms) : m_parts(parts), m_forms(std::move(forms)) {
        m_buffer.reserve(flushBytes + 64 * 1024);
        m_buffer.append("PGCOPY\n\377\r\n\0", 11).append(8, '\0'); // signature, flags, no header extension
    }

    Done write(const std::vector<BulkField>& fields, const QByteArray& text) override {
        append(static_cast<qint16>(fields.size()));
        for (std::size_t i = 0; i < fields.size(); ++i) TRY_DONE(appendField(m_forms[i], fields[i], text));
        return m_buffer.size() >= flushBytes ? flush() : Done();
    }

    Done finish() override {
        append(qint16{-1});
        TRY_DONE(flush());
        if (PQputCopyEnd(m_parts.postgres(), nullptr) != 1) return std::unexpected(lost());
        return readEnd();
    }

    void abandon() override {
        if (std::exchange(m_isEnded, true)) return;
        PQputCopyEnd(m_parts.postgres(), "abandoned");
        static_cast<void>(readEnd());
    }

private:
    template <class Integer> void append(Integer value) {
        const Integer big = qToBigEndian(value);
        m_buffer.append(reinterpret_cast<const char*>(&big), sizeof big);
    }

    template <class Integer> Done appendInteger(std::int64_t value) {
        if (value < std::numeric_limits<Integer>::min() || value > std::numeric_limits<Integer>::max())
            return std::unexpected(columnError(QStringLiteral("integer out of the column's range")));
        append(static_cast<qint32>(sizeof(Integer)));
        append(static_cast<Integer>(value));
        return {};
    }

    Done appendField(Form form, const BulkField& field, const QByteArray& text) {
        if (field.kind == BulkField::Kind::Null) {
            append(qint32{-1});
            return {};
        }
        if ((form == Form::Bytes) != (field.kind == BulkField::Kind::Text))
            return std::unexpected(columnError(QStringLiteral("text for a number or a number for text")));
        switch (form) {
        case Form::Int8: return appendInteger<qint64>(field.value);
        case Form::Int4: return appendInteger<qint32>(field.value);
        case Form::Int2: return appendInteger<qint16>(field.value);
        case Form::Bool: return appendInteger<qint8>(field.value != 0 ? 1 : 0);
        case Form::Bytes: break;
        }
        append(static_cast<qint32>(field.size));
        m_buffer.append(text.constData() + field.value, field.size);
        return {};
    }

    Done flush() {
        const int size = static_cast<int>(m_buffer.size());
        const bool isSent = PQputCopyData(m_parts.postgres(), m_buffer.constData(), size) == 1;
        m_buffer.resize(0);
        if (!isSent) return std::unexpected(lost());
        return {};
    }

    Error lost() const { return classify(Engine::Postgres, m_parts.lastNative(), Moment::Statement); }

    /// The answer to the COPY, and everything up to the end of it, so that the next statement finds a free wire.
    Done readEnd() {
        m_isEnded = true;
        Done answer;
        bool hasAnswer = false;
        for (;;) {
            const PgResult result(PQgetResult(m_parts.postgres()), &PQclear);
            if (!result) break;
            if (std::exchange(hasAnswer, true)) continue;
            if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) answer = std::unexpected(errorOf(m_parts, result));
        }
        if (!hasAnswer) return std::unexpected(lost());
        return answer;
    }

    Connection::Parts& m_parts;
    std::vector<Form> m_forms;
    QByteArray m_buffer;
    bool m_isEnded = false;
};

} // namespace

Result<std::unique_ptr<BulkTarget>> startCopy(Connection::Parts& parts, const char* table, ColumnNames columns) {
    TRY(auto forms, readForms(parts, table, columns));
    // The table's guard looks at the rows once they are in; until then they are kept aside.
    TRY_DONE(parts.runControl(workRoomCommand));
    const QByteArray sql = "COPY " + QByteArray(table) + " (" + namesOf(columns) + ") FROM STDIN (FORMAT binary)";
    const PgResult result(PQexec(parts.postgres(), sql.constData()), &PQclear);
    if (PQresultStatus(result.get()) != PGRES_COPY_IN) return std::unexpected(errorOf(parts, result));
    return std::make_unique<CopyTarget>(parts, std::move(forms));
}

} // namespace payout::store
