// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/csv_statement_file.h"

#include "core/base/account_number.h"
#include "core/statement/balance_proof.h"
#include "core/statement/bounded_file.h"
#include "core/statement/csv_records.h"
#include "core/statement/csv_row_file.h"
#include "core/statement/csv_titles_file.h"
#include "core/statement/line_delivery.h"

#include <algorithm>

namespace payout::statement {

namespace {

constexpr qint64 pieceBytes = 64 * 1024;

class CsvReader {
public:
    CsvReader(QIODevice& bytes, const CsvMapping& mapping, const CsvContext& context, const StatementSink& sink,
              const ReadOptions& options)
        : m_bytes(bytes, options, MarkupRules::None), m_mapping(mapping), m_decoder(mapping.encoding),
          m_records(mapping.delimiter,
                    [this](const QStringList& cells, std::int64_t lineNo) { return takeRecord(cells, lineNo); }),
          m_lines(sink, options), m_zone(options.zone), m_titles(mapping) {
        m_part.kind = StatementKind::Csv;
        m_part.partNo = 1;
        m_part.account = context.account;
        m_part.accountIsIban = context.accountIsIban;
        m_part.id = context.id;
        m_part.currency = mapping.currency;
        m_part.from = context.from;
        m_part.to = context.to;
    }

    std::expected<FileSummary, CsvRefusal> read() {
        Done done = readAll();
        if (done && m_badRows > 0)
            done = refused(QStringLiteral("BadRows"),
                           QStringLiteral("%1 rows cannot be read: correct the column mapping or ask the bank; nothing "
                                          "of the file is taken")
                               .arg(m_badRows));
        if (done) done = finishPart();
        if (!done) return std::unexpected(CsvRefusal{done.error(), std::move(m_problems), m_badRows});
        return FileSummary{m_bytes.sha256(), m_bytes.bytesRead(), 1, m_lines.count()};
    }

private:
    Done readAll() {
        TRY_DONE(checkMapping(m_mapping));
        if (m_part.account.isEmpty())
            return refused(QStringLiteral("AccountMissing"), QStringLiteral("say which account the file is of"));
        QByteArray piece(pieceBytes, Qt::Uninitialized);
        for (;;) {
            const qint64 got = m_bytes.read(piece.data(), piece.size());
            if (m_bytes.failure()) return std::unexpected(*m_bytes.failure());
            if (got <= 0) break;
            TRY(const QString text, m_decoder.decode(QByteArrayView(piece.constData(), got)));
            TRY_DONE(m_records.feed(text));
        }
        TRY_DONE(m_decoder.finish());
        return m_records.finish();
    }

    Done takeRecord(const QStringList& cells, std::int64_t lineNo) {
        if (m_titleLines < m_mapping.linesBeforeHeader) {
            ++m_titleLines;
            return m_titles.take(cells, lineNo);
        }
        const bool isBlank = std::ranges::all_of(cells, [](const QString& cell) { return cell.trimmed().isEmpty(); });
        if (isBlank) return {};
        if (!m_isPlaced && m_mapping.hasHeader) return takeHeader(cells);
        if (!m_isPlaced) TRY_DONE(place(nullptr));
        if (m_hasTrailer)
            return refused(QStringLiteral("RowsAfterTrailer"),
                           QStringLiteral("line %1: the file goes on after its last line").arg(lineNo));
        if (m_mapping.trailer && cells.front().trimmed() == m_mapping.trailer->marker)
            return takeTrailer(cells, lineNo);
        return takeRow(cells, lineNo);
    }

    Done takeHeader(QStringList cells) {
        for (QString& cell : cells) cell = cell.trimmed();
        return place(&cells);
    }

    Done place(const QStringList* header) {
        TRY(m_places, placeColumns(m_mapping, header));
        m_isPlaced = true;
        return {};
    }

    Done takeRow(const QStringList& cells, std::int64_t lineNo) {
        ++m_rows;
        std::vector<RowProblem> problems;
        std::optional<CsvRow> row = readCsvRow(m_mapping, m_places, cells, lineNo, m_zone, problems);
        if (!row) {
            ++m_badRows;
            for (RowProblem& problem : problems)
                if (m_problems.size() < rowProblemsKept) m_problems.push_back(std::move(problem));
            return {};
        }
        TRY_DONE(takePeriod(*row, lineNo));
        if (m_mapping.coversWholeDays && row->line.bookingDate) takeDay(*row->line.bookingDate);
        TRY_DONE(addEntry(m_part.totals, row->line));
        row->line.partNo = m_part.partNo;
        row->line.entryNo = m_part.totals.entryCount;
        return m_lines.deliver(std::move(row->line));
    }

    // A file without rows says nothing about any day.
    void takeDay(BusinessDate day) {
        if (!std::exchange(m_part.periodIsOfWholeDays, true)) m_part.from = m_part.to = std::nullopt;
        m_part.from = std::min(m_part.from.value_or(startOf(day)), startOf(day));
        m_part.to = std::max(m_part.to.value_or(UtcTime()), startOf(plusDays(day, 1)));
    }

    Done takePeriod(const CsvRow& row, std::int64_t lineNo) {
        const bool isFirst = m_part.totals.entryCount == 0;
        if (row.periodFrom && isFirst) m_part.from = row.periodFrom;
        if (row.periodTo && isFirst) m_part.to = row.periodTo;
        const bool differs =
            (row.periodFrom && m_part.from != row.periodFrom) || (row.periodTo && m_part.to != row.periodTo);
        if (!differs) return {};
        return refused(
            QStringLiteral("PeriodsDiffer"),
            QStringLiteral("line %1: another period than the first row: load one period a file").arg(lineNo));
    }

    Done takeTrailer(const QStringList& cells, std::int64_t lineNo) {
        m_hasTrailer = true;
        if (m_badRows > 0) return {}; // the bad rows are the news
        const auto cell = [&](int column) { return column <= cells.size() ? cells[column - 1].trimmed() : QString(); };
        const CsvTrailer& trailer = *m_mapping.trailer;
        const auto mismatch = [&](QStringView what, const QString& stated, const QString& found) {
            return refused(QStringLiteral("ControlTotalMismatch"),
                           QStringLiteral("line %1: the trailer says %2 %3, the rows say %4: fetch the file again")
                               .arg(lineNo)
                               .arg(what, shownValue(CsvField::Amount, stated), found));
        };
        const QString count = trailer.countColumn > 0 ? cell(trailer.countColumn) : QString::number(m_rows);
        bool isNumber = false;
        if (count.toLongLong(&isNumber) != m_rows || !isNumber)
            return mismatch(u"count", count, QString::number(m_rows));
        m_part.controlTotalsGiven = true;
        if (trailer.sumColumn == 0) return {};
        const Money sum{m_part.totals.creditMinor + m_part.totals.debitMinor, m_mapping.currency};
        const Result<Money> stated = parseCsvAmount(m_mapping, cell(trailer.sumColumn));
        if (!stated || *stated != sum) return mismatch(u"sum", cell(trailer.sumColumn), formatPlain(sum));
        return {};
    }

    Done finishPart() {
        if (m_mapping.hasHeader && !m_isPlaced)
            return refused(QStringLiteral("HeaderMissing"), QStringLiteral("the file ends before its header line"));
        if (m_mapping.trailer && !m_hasTrailer)
            return refused(QStringLiteral("TrailerMissing"),
                           QStringLiteral("the last line is not there: the file was cut off; fetch it again"));
        TRY_DONE(m_titles.putInto(m_part));
        return m_lines.deliver(std::move(m_part));
    }

    BoundedFile m_bytes;
    const CsvMapping& m_mapping;
    TextDecoder m_decoder;
    CsvRecords m_records;
    LineDelivery m_lines;
    std::chrono::minutes m_zone;
    CsvTitleLines m_titles;
    StatementPart m_part;
    CsvPlaces m_places;
    std::vector<RowProblem> m_problems;
    std::int64_t m_badRows = 0;
    std::int64_t m_rows = 0;
    int m_titleLines = 0;
    bool m_isPlaced = false;
    bool m_hasTrailer = false;
};

} // namespace

std::expected<FileSummary, CsvRefusal> parseCsvStatement(QIODevice& bytes, const CsvMapping& mapping,
                                                         const CsvContext& context, const StatementSink& sink,
                                                         const ReadOptions& options) {
    return CsvReader(bytes, mapping, context, sink, options).read();
}

std::expected<ParsedStatement, CsvRefusal> readCsvStatement(QIODevice& bytes, const CsvMapping& mapping,
                                                            const CsvContext& context, const ReadOptions& options) {
    StatementCollector collector;
    std::expected<FileSummary, CsvRefusal> summary =
        parseCsvStatement(bytes, mapping, context, collector.sink(), options);
    if (!summary) return std::unexpected(std::move(summary).error());
    return collector.take(summary->sha256);
}

} // namespace payout::statement
