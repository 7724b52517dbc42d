// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/bulk_writer.h"

#include "core/base/check.h"
#include "core/store/bulk_target.h"
#include "core/store/connection_parts.h"

#include <QStringConverter>

namespace payout::store {

struct BulkWriter::Parts {
    Connection::Parts* connection = nullptr;
    std::unique_ptr<BulkTarget> target;
    std::vector<BulkField> fields; ///< of the row being written
    QByteArray text;               ///< what those fields point into
    std::size_t columns = 0;
    std::int64_t rows = 0;
    bool isTextBad = false;
    bool isFinished = false;
    std::optional<Error> failure;

    Done fail(Error error);
    void append(QByteArrayView utf8);
};

Done BulkWriter::Parts::fail(Error error) {
    if (!failure) failure = error;
    return connection->fail(std::move(error));
}

void BulkWriter::Parts::append(QByteArrayView utf8) {
    fields.push_back({BulkField::Kind::Text, text.size(), utf8.size()});
    text.append(utf8);
}

Result<BulkWriter> BulkWriter::start(Connection& connection, const char* table,
                                     std::initializer_list<const char*> columns) {
    Connection::Parts& parts = connection.parts();
    CHECK(parts.isInTransaction && !parts.isBulkWriting && columns.size() > 0);
    if (parts.isPoisoned) return broken(QStringLiteral("TransactionPoisoned"));
    if (parts.isLost()) return parts.fail({ErrorKind::Unavailable, QStringLiteral("DatabaseUnreachable"), {}});
    parts.settle();
    auto target =
        connection.engine() == Engine::Postgres ? startCopy(parts, table, columns) : startInsert(parts, table, columns);
    if (!target) return parts.fail(std::move(target).error());
    auto writer = std::make_unique<Parts>();
    writer->connection = &parts;
    writer->target = *std::move(target);
    writer->columns = columns.size();
    parts.isBulkWriting = true;
    return BulkWriter(std::move(writer));
}

BulkWriter::BulkWriter(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
BulkWriter::BulkWriter(BulkWriter&&) noexcept = default;

BulkWriter::~BulkWriter() {
    if (!m_parts || m_parts->isFinished) return;
    m_parts->target->abandon();
    m_parts->connection->isBulkWriting = false;
    m_parts->connection->isPoisoned = true;
}

void BulkWriter::integer(std::int64_t value) { m_parts->fields.push_back({BulkField::Kind::Integer, value, 0}); }
void BulkWriter::null() { m_parts->fields.push_back({BulkField::Kind::Null, 0, 0}); }

void BulkWriter::text(QStringView value) {
    QByteArray& out = m_parts->text;
    const qsizetype start = out.size();
    QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    out.resize(start + encoder.requiredSpace(value.size()));
    const qsizetype size = encoder.appendToBuffer(out.data() + start, value) - (out.constData() + start);
    out.resize(start + size);
    m_parts->isTextBad |= encoder.hasError() || value.contains(u'\0');
    m_parts->fields.push_back({BulkField::Kind::Text, start, size});
}

void BulkWriter::utf8(QByteArrayView value) {
    m_parts->isTextBad |= !QUtf8StringView(value.data(), value.size()).isValidUtf8() || value.contains('\0');
    m_parts->append(value);
}

Done BulkWriter::endRow() {
    CHECK(m_parts->fields.size() == m_parts->columns);
    if (m_parts->failure) return std::unexpected(*m_parts->failure);
    if (m_parts->isTextBad) return m_parts->fail({ErrorKind::Broken, QStringLiteral("TextNotStorable"), {}});
    if (const Done written = m_parts->target->write(m_parts->fields, m_parts->text); !written)
        return m_parts->fail(written.error());
    ++m_parts->rows;
    m_parts->fields.clear();
    m_parts->text.resize(0);
    return {};
}

Result<std::int64_t> BulkWriter::finish() {
    CHECK(!m_parts->isFinished && (m_parts->fields.empty() || m_parts->failure));
    m_parts->isFinished = true;
    if (m_parts->failure) {
        m_parts->target->abandon();
        m_parts->connection->isBulkWriting = false;
        return std::unexpected(*m_parts->failure);
    }
    const Done finished = m_parts->target->finish();
    m_parts->connection->isBulkWriting = false;
    if (!finished) return std::unexpected(m_parts->fail(finished.error()).error());
    return m_parts->rows;
}

} // namespace payout::store
