// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/csv_records.h"

namespace payout::statement {

std::unexpected<Error> CsvRecords::refuse(const QString& code, const QString& whatToDo) const {
    return refused(code, QStringLiteral("line %1, column %2: %3").arg(m_line).arg(m_cells.size() + 1).arg(whatToDo));
}

Done CsvRecords::feed(QStringView text) {
    for (const QChar c : text) {
        const bool isSecondOfPair = c == u'\n' && m_lastWasReturn;
        m_lastWasReturn = c == u'\r';
        if (isSecondOfPair && m_place != Place::Quoted) continue;
        TRY_DONE(take(c));
        if ((c == u'\n' || c == u'\r') && !isSecondOfPair) ++m_line;
        if (m_place == Place::CellStart && m_cells.isEmpty() && m_cell.isEmpty()) m_recordLine = m_line;
    }
    return {};
}

Done CsvRecords::take(QChar c) {
    switch (m_place) {
    case Place::CellStart:
        if (c != u'"') return takePlain(c);
        m_place = Place::Quoted;
        return {};
    case Place::Plain:
        if (c == u'"')
            return refuse(QStringLiteral("QuoteInsideCell"), QStringLiteral("a quote stands inside an unquoted cell"));
        return takePlain(c);
    case Place::Quoted:
        if (c != u'"') return append(c);
        m_place = Place::AfterQuote;
        return {};
    case Place::AfterQuote:
        if (c == u'"') {
            m_place = Place::Quoted;
            return append(c);
        }
        if (c != m_delimiter && c != u'\n' && c != u'\r')
            return refuse(QStringLiteral("QuoteInsideCell"), QStringLiteral("text follows a closing quote"));
        return takePlain(c);
    }
    return {};
}

Done CsvRecords::takePlain(QChar c) {
    if (c == m_delimiter) return endCell();
    if (c == u'\n' || c == u'\r') return endRecord();
    m_place = Place::Plain;
    return append(c);
}

Done CsvRecords::append(QChar c) {
    if (m_cell.size() == csvCellLengthMax)
        return refuse(QStringLiteral("TextTooLong"), QStringLiteral("a cell is too long: is a closing quote missing?"));
    m_cell += c;
    return {};
}

Done CsvRecords::endCell() {
    if (m_cells.size() == csvCellsMax)
        return refuse(QStringLiteral("TooManyColumns"), QStringLiteral("more than %1 columns").arg(csvCellsMax));
    m_cells << std::exchange(m_cell, QString());
    m_place = Place::CellStart;
    return {};
}

Done CsvRecords::endRecord() {
    TRY_DONE(endCell());
    const QStringList cells = std::exchange(m_cells, QStringList());
    return m_onRecord(cells, m_recordLine);
}

Done CsvRecords::finish() {
    if (m_place == Place::Quoted)
        return refuse(QStringLiteral("Truncated"), QStringLiteral("the file ends inside a quoted cell"));
    const bool nothingOpen = m_place == Place::CellStart && m_cells.isEmpty();
    return nothingOpen ? Done() : endRecord();
}

} // namespace payout::statement
