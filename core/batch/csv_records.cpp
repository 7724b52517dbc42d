// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch/csv_records.h"

#include "core/base/text_encoding.h"

#include <algorithm>
#include <cstring>

namespace payout::batch {

namespace {

constexpr qsizetype bytesMaxPerCharacter = 4;

QByteArrayView withoutCarriageReturn(QByteArrayView line) { return line.endsWith('\r') ? line.chopped(1) : line; }

bool isBlank(QByteArrayView line) {
    return std::ranges::all_of(line, [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

} // namespace

qsizetype CsvRecords::lineEndFrom(qsizetype at) const {
    const void* found = std::memchr(m_text.data() + at, '\n', static_cast<std::size_t>(m_text.size() - at));
    return found ? static_cast<const char*>(found) - m_text.data() : m_text.size();
}

bool CsvRecords::next(CsvRecord& record) {
    record.cells.clear();
    record.fault = RecordFault::None;
    while (m_at < m_text.size()) {
        const qsizetype lineEnd = lineEndFrom(m_at);
        const QByteArrayView line = withoutCarriageReturn(m_text.sliced(m_at, lineEnd - m_at));
        record.lineNo = m_lineNo;
        record.text = line;
        if (isBlank(line)) {
            endLine(record, RecordFault::None, lineEnd);
            continue;
        }
        const bool comment = m_inComments && line.startsWith('#');
        if (!comment && line.contains('"'))
            readQuoted(record, lineEnd);
        else
            readPlain(record, lineEnd);
        return true;
    }
    return false;
}

// Steps to the line after the one in which the record began.
void CsvRecords::endLine(CsvRecord& record, RecordFault fault, qsizetype lineEnd) {
    record.fault = fault;
    if (fault != RecordFault::None) record.cells.clear();
    m_at = qMin(lineEnd + 1, m_text.size());
    ++m_lineNo;
}

void CsvRecords::readPlain(CsvRecord& record, qsizetype lineEnd) {
    const QByteArrayView line = record.text;
    if (line.size() > m_charactersMax && countCodePoints(line) > m_charactersMax)
        return endLine(record, RecordFault::TooLong, lineEnd);
    const char* at = line.data();
    const char* const end = at + line.size();
    for (;;) {
        const char* comma = std::find(at, end, ',');
        record.cells.emplace_back(at, comma - at);
        if (comma == end) break;
        at = comma + 1;
    }
    endLine(record, RecordFault::None, lineEnd);
}

void CsvRecords::readQuoted(CsvRecord& record, qsizetype lineEnd) {
    const qsizetype start = m_at;
    const qsizetype bound = qMin(m_text.size(), start + m_charactersMax * bytesMaxPerCharacter);
    qsizetype at = start;
    for (;;) {
        if (at < m_text.size() && m_text[at] == '"') {
            if (!readQuotedCell(record, at, bound)) return endLine(record, record.fault, lineEnd);
        } else {
            readOpenCell(record, at);
            if (record.fault != RecordFault::None) return endLine(record, record.fault, lineEnd);
        }
        if (at > bound) return endLine(record, RecordFault::TooLong, lineEnd);
        if (at >= m_text.size() || m_text[at] != ',') break;
        ++at;
    }
    record.text = withoutCarriageReturn(m_text.sliced(start, at - start));
    if (countCodePoints(record.text) > m_charactersMax) return endLine(record, RecordFault::TooLong, lineEnd);
    m_lineNo += std::ranges::count(record.text, '\n') + 1;
    m_at = qMin(at + 1, m_text.size());
}

// `at` stands on the opening quote and is left on the comma, the line feed or the end after the closing one.
bool CsvRecords::readQuotedCell(CsvRecord& record, qsizetype& at, qsizetype bound) {
    const qsizetype inner = at + 1;
    bool doubled = false;
    for (qsizetype i = inner; i < bound; ++i) {
        if (m_text[i] != '"') continue;
        if (i + 1 < m_text.size() && m_text[i + 1] == '"') {
            doubled = true;
            ++i;
            continue;
        }
        const QByteArrayView content = m_text.sliced(inner, i - inner);
        record.cells.push_back(doubled ? unquoted(content) : content);
        at = i + 1;
        if (at < m_text.size() && m_text[at] == '\r' && (at + 1 == m_text.size() || m_text[at + 1] == '\n')) ++at;
        const bool ended = at >= m_text.size() || m_text[at] == ',' || m_text[at] == '\n';
        if (!ended) record.fault = RecordFault::QuoteMisplaced;
        return ended;
    }
    record.fault = bound < m_text.size() ? RecordFault::TooLong : RecordFault::QuoteUnclosed;
    return false;
}

void CsvRecords::readOpenCell(CsvRecord& record, qsizetype& at) {
    const qsizetype start = at;
    while (at < m_text.size() && m_text[at] != ',' && m_text[at] != '\n' && m_text[at] != '"') ++at;
    if (at < m_text.size() && m_text[at] == '"') {
        record.fault = RecordFault::QuoteMisplaced;
        return;
    }
    const QByteArrayView cell = m_text.sliced(start, at - start);
    const bool lineEnds = at >= m_text.size() || m_text[at] == '\n';
    record.cells.push_back(lineEnds ? withoutCarriageReturn(cell) : cell);
}

QByteArrayView CsvRecords::unquoted(QByteArrayView inner) const {
    auto* copy = static_cast<char*>(m_arena->allocate(static_cast<std::size_t>(inner.size()), 1));
    qsizetype length = 0;
    for (qsizetype i = 0; i < inner.size(); ++i) {
        copy[length++] = inner[i];
        if (inner[i] == '"') ++i;
    }
    return {copy, length};
}

} // namespace payout::batch
