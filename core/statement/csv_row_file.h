// SPDX-License-Identifier: GPL-3.0-or-later
// One row of a CSV statement by its column mapping.
#pragma once

#include "core/statement/csv_statement_file.h"

namespace payout::statement {

/// Where the mapping's columns are in this file, from 0.
using CsvPlaces = std::array<std::optional<qsizetype>, csvFieldCount>;

/// Finds the columns by the header line (nullptr if the mapping has none). Codes: "ColumnMissing", "ColumnTwice".
[[nodiscard]] Result<CsvPlaces> placeColumns(const CsvMapping& mapping, const QStringList* header);

struct CsvRow {
    StatementLine line;
    std::optional<UtcTime> periodFrom;
    std::optional<UtcTime> periodTo;
};

/// Reads one row; each bad field adds a problem, and a row with problems is none.
[[nodiscard]] std::optional<CsvRow> readCsvRow(const CsvMapping& mapping, const CsvPlaces& places,
                                               const QStringList& cells, std::int64_t lineNo, std::chrono::minutes zone,
                                               std::vector<RowProblem>& problems);

/// An amount as the mapping writes it, without a sign. Codes of parseAmount.
[[nodiscard]] Result<Money> parseCsvAmount(const CsvMapping& mapping, QString text);

/// What may be shown of a bad value: account-like text is masked, everything is cut to 40 characters.
[[nodiscard]] QString shownValue(CsvField field, const QString& value);

} // namespace payout::statement
