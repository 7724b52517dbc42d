// SPDX-License-Identifier: GPL-3.0-or-later
// Comma-separated records of valid UTF-8 text (RFC 4180, LF or CRLF). Knows nothing of columns.
#pragma once

#include <QByteArrayView>

#include <memory_resource>
#include <vector>

namespace payout::batch {

enum class RecordFault { None, TooLong, QuoteUnclosed, QuoteMisplaced };

struct CsvRecord {
    qint64 lineNo = 0;                 ///< physical line, from 1, where the record starts
    QByteArrayView text;               ///< the record as it stands, without its line end
    std::vector<QByteArrayView> cells; ///< into the text, or into the arena where quotes had to be undone
    RecordFault fault = RecordFault::None;
};

/// Walks through the records. After a faulty one the walk goes on at the next physical line, so one stray quote costs
/// one line and not the rest of the file.
class CsvRecords {
public:
    /// `charactersMax` bounds a record; cells with doubled quotes are copied into `arena`.
    CsvRecords(QByteArrayView utf8, qsizetype charactersMax, std::pmr::memory_resource* arena)
        : m_text(utf8), m_charactersMax(charactersMax), m_arena(arena) {}

    /// False at the end of the text. Blank lines are passed over.
    bool next(CsvRecord& record);
    /// Until this is said, lines that begin with # are comments: one line each, in which quotes mean nothing.
    void endComments() { m_inComments = false; }
    /// Bytes read so far.
    qsizetype position() const { return m_at; }

private:
    void readPlain(CsvRecord& record, qsizetype lineEnd);
    void readQuoted(CsvRecord& record, qsizetype lineEnd);
    bool readQuotedCell(CsvRecord& record, qsizetype& at, qsizetype bound);
    void readOpenCell(CsvRecord& record, qsizetype& at);
    QByteArrayView unquoted(QByteArrayView inner) const;
    void endLine(CsvRecord& record, RecordFault fault, qsizetype lineEnd);
    qsizetype lineEndFrom(qsizetype at) const;

    QByteArrayView m_text;
    qsizetype m_charactersMax;
    std::pmr::memory_resource* m_arena;
    qsizetype m_at = 0;
    qint64 m_lineNo = 1;
    bool m_inComments = true;
};

} // namespace payout::batch
