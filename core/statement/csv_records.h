// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QStringList>

#include <functional>

namespace payout::statement {

inline constexpr qsizetype csvCellLengthMax = 64 * 1024;
inline constexpr qsizetype csvCellsMax = 512;

/// Splits text into the records of RFC 4180: quoted cells, doubled quotes, line ends inside quotes, CRLF, LF or CR.
/// Fed piece by piece; holds one record.
class CsvRecords {
public:
    /// `onRecord(cells, lineNo)` gets each record with the line it begins on, from 1. Its refusal ends the splitting.
    using OnRecord = std::function<Done(const QStringList& cells, std::int64_t lineNo)>;
    CsvRecords(QChar delimiter, OnRecord onRecord) : m_delimiter(delimiter), m_onRecord(std::move(onRecord)) {}

    /// Codes: "TextTooLong", "TooManyColumns", "QuoteInsideCell" (a quote after other text, or text after a quote).
    Done feed(QStringView text);
    /// The last record may lack a line end. Code "Truncated": the file ends inside quotes.
    Done finish();

private:
    enum class Place { CellStart, Plain, Quoted, AfterQuote };

    Done take(QChar c);
    Done takePlain(QChar c);
    Done append(QChar c);
    Done endCell();
    Done endRecord();
    std::unexpected<Error> refuse(const QString& code, const QString& whatToDo) const;

    QChar m_delimiter;
    OnRecord m_onRecord;
    QStringList m_cells;
    QString m_cell;
    Place m_place = Place::CellStart;
    std::int64_t m_line = 1;
    std::int64_t m_recordLine = 1;
    bool m_lastWasReturn = false;
};

} // namespace payout::statement
