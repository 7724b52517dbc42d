// SPDX-License-Identifier: GPL-3.0-or-later
// The title lines of a CSV statement: whose account, what period, which balances.
#pragma once

#include "core/statement/csv_mapping.h"

#include <QHash>

namespace payout::statement {

/// Collects the title lines that the mapping names and puts them into the part.
class CsvTitleLines {
public:
    explicit CsvTitleLines(const CsvMapping& mapping) : m_mapping(mapping) {}

    /// Code "TitleTwice". Lines that no title names are passed over.
    Done take(const QStringList& cells, std::int64_t lineNo);
    /// Once they are all read. Codes "TitleMissing", "BadTitle" (no moment, no amount, or an end before its beginning).
    Done putInto(StatementPart& part) const;

private:
    Result<QString> valueOf(const QString& key) const;
    Result<UtcTime> momentOf(const QString& key, int daysAfter) const;
    Done putBalances(StatementPart& part) const;
    Result<Money> balanceOf(const QString& key) const;

    const CsvMapping& m_mapping;
    QHash<QString, QString> m_values;
};

} // namespace payout::statement
