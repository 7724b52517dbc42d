// SPDX-License-Identifier: GPL-3.0-or-later
// CSV statements by a stored column mapping (spec 5.8: separate columns, no rows, GBK). Bytes to values.
#pragma once

#include "core/statement/csv_mapping.h"

#include <QIODevice>

namespace payout::statement {

/// What the file itself does not say.
struct CsvContext {
    QString account; ///< must not be empty; a title line's counts more
    bool accountIsIban = false;
    QString id; ///< the file's name or number at the bank
    /// Used unless the mapping declares a period.
    std::optional<UtcTime> from;
    std::optional<UtcTime> to;
};

/// One bad cell: enough for staff to find it, without the number itself.
struct RowProblem {
    std::int64_t lineNo = 0; ///< line of the file, from 1
    QString field;           ///< as in the mapping: "amount"
    QString maskedValue;
    QString code; ///< "BadDate", "BadTime", "UnknownWord", "CellMissing", "KeyMissing", "ExcelDamage", ...

    bool operator==(const RowProblem&) const = default;
};

inline constexpr std::size_t rowProblemsKept = 1'000;

/// Why a CSV file was not taken. "BadRows" has the first `rowProblemsKept` problems and the number of all bad rows.
struct CsvRefusal {
    Error error;
    std::vector<RowProblem> problems;
    std::int64_t badRowCount = 0;
};

/// Reads the file as a stream into `sink`; any bad row refuses the whole file, after all rows were looked at. Other
/// codes: "BadMapping", "AccountMissing", "BadEncoding", "ColumnMissing", "ColumnTwice", "HeaderMissing", "Truncated",
/// "QuoteInsideCell", "TextTooLong", "TooManyColumns", "TooManyLines", "FileTooLarge", "TrailerMissing",
/// "RowsAfterTrailer", "ControlTotalMismatch", "PeriodsDiffer", "TitleMissing", "TitleTwice", "BadTitle",
/// "MoneyOverflow"; "Cancelled" and "ReadFailed" are Unavailable. A file without rows is a statement that nothing
/// happened, not an error.
[[nodiscard]] std::expected<FileSummary, CsvRefusal> parseCsvStatement(QIODevice& bytes, const CsvMapping& mapping,
                                                                       const CsvContext& context,
                                                                       const StatementSink& sink,
                                                                       const ReadOptions& options = {});

/// The whole file in memory.
[[nodiscard]] std::expected<ParsedStatement, CsvRefusal> readCsvStatement(QIODevice& bytes, const CsvMapping& mapping,
                                                                          const CsvContext& context,
                                                                          const ReadOptions& options = {});

} // namespace payout::statement
