// SPDX-License-Identifier: GPL-3.0-or-later
// camt.052, camt.053 and camt.054, versions 01 to 08 and national variants, as lines (spec 5.4). Bytes to values: no
// database, no decision whether a line confirms anything.
#pragma once

#include "core/statement/statement_line.h"

#include <QIODevice>

namespace payout::statement {

/// Reads `bytes` (open, from its current position) as a stream into `sink`; memory is bounded by the largest entry.
/// Refusals name line and element: "NotAStatement" (says what it is), "NoStatement", "NoDocument", "SecondMessage",
/// "NotWellFormed", "Truncated", "DtdNotAllowed", "EncodingNotSupported", "FileTooLarge", "TooDeep", "TextTooLong",
/// "TooManyLines", "TooManyParts", "TooManyDetails", "ElementMissing", "ElementTwice", "UnexpectedElement",
/// "ControlTotalMismatch" (trap 13), "MoneyOverflow", and the codes of amounts, dates, currencies and numbers.
/// Unavailable: "Cancelled", "ReadFailed". A balance proof that fails is no refusal: it is in the part (A33).
[[nodiscard]] Result<FileSummary> parseCamt(QIODevice& bytes, const StatementSink& sink,
                                            const ReadOptions& options = {});

/// The whole file in memory, balance proof over page sets. For files of ordinary length and for tests.
[[nodiscard]] Result<ParsedStatement> readCamt(QIODevice& bytes, const ReadOptions& options = {});

/// What the element inside Document is called in words: "pain.002 (status report)"; its own name if unknown.
[[nodiscard]] QString messageNamed(QStringView element);

} // namespace payout::statement
