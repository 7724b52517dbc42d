// SPDX-License-Identifier: GPL-3.0-or-later
// A file is read twice: first for what it is, then, once that is known to be taken, for its lines.
#pragma once

#include "core/statement/coverage.h"
#include "core/statement/load_statement.h"
#include "core/statement/statement_table.h"

#include <QFile>
#include <QSet>

#include <functional>
#include <map>

namespace payout::statement {

using Reader = std::function<Result<FileSummary>(QIODevice&, const StatementSink&)>;

/// camt by its content, CSV by the channel's mapping. Refused BadMapping.
Result<Reader> readerFor(const LoadRequest& request, const ChannelAccount& account);
/// Whatever a reader refuses is StatementInvalid, with its code and what to do as the detail.
[[nodiscard]] Error asInvalid(const Error& error);

/// What the first reading learns: the parts without lines, and how many lines each has. The second one then streams the
/// lines into the database, so that a file of any length needs little memory.
struct FirstReading {
    QString sha256;
    std::vector<StatementPart> parts;
    std::map<std::int64_t, std::int64_t> linesOfPart;
    BusinessDate earliest{99'991'231};
    BusinessDate latest;
    QSet<QString> flowsWithoutOrder; ///< of lines that name no order of ours: the bank's number may
};

Result<FirstReading> readFirst(const Reader& reader, QFile& file);
[[nodiscard]] std::int64_t linesOf(const FirstReading& first, const StatementPart& part);

[[nodiscard]] BusinessDate bookedOn(const StatementLine& line);
/// Without a time of day the booking counts at the start of its day.
[[nodiscard]] UtcTime bookedTime(const StatementLine& line);
/// FrToDt, else the day of the closing balance; pages that are not the last cover nothing yet.
[[nodiscard]] std::optional<CoveredPeriod> periodOf(const StatementPart& part);

} // namespace payout::statement
