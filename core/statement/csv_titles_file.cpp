// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/csv_titles_file.h"

#include "core/statement/csv_row_file.h"

#include <QDate>

namespace payout::statement {

namespace {

std::unexpected<Error> badTitle(const QString& key) {
    return refused(QStringLiteral("BadTitle"),
                   QStringLiteral("title line %1: its value cannot be read: fetch the file again").arg(key.left(40)));
}

} // namespace

Done CsvTitleLines::take(const QStringList& cells, std::int64_t lineNo) {
    if (!m_mapping.titles || cells.size() < 2) return {};
    const CsvTitles& titles = *m_mapping.titles;
    const QString key = cells[0].trimmed();
    const QStringList wanted{titles.account, titles.from, titles.to, titles.opening, titles.closing};
    if (key.isEmpty() || !wanted.contains(key)) return {};
    if (m_values.contains(key))
        return refused(QStringLiteral("TitleTwice"), QStringLiteral("line %1: %2").arg(lineNo).arg(key.left(40)));
    m_values.insert(key, cells[1].trimmed());
    return {};
}

Done CsvTitleLines::putInto(StatementPart& part) const {
    if (!m_mapping.titles) return {};
    const CsvTitles& titles = *m_mapping.titles;
    if (!titles.account.isEmpty()) {
        TRY(part.account, valueOf(titles.account));
    }
    if (titles.from.isEmpty()) return {};
    TRY(part.from, momentOf(titles.from, 0));
    TRY(part.to, momentOf(titles.to, 1));
    if (*part.to <= *part.from) return badTitle(titles.to);
    return titles.opening.isEmpty() ? Done() : putBalances(part);
}

Result<QString> CsvTitleLines::valueOf(const QString& key) const {
    const QString value = m_values.value(key);
    if (value.isEmpty())
        return refused(QStringLiteral("TitleMissing"),
                       QStringLiteral("no title line %1 above the header: fetch the file again").arg(key.left(40)));
    return value;
}

Result<UtcTime> CsvTitleLines::momentOf(const QString& key, int daysAfter) const {
    TRY(const QString value, valueOf(key));
    const QDate day = QDate::fromString(value, m_mapping.dateFormat);
    if (day.isValid())
        return startOf(plusDays(BusinessDate{day.year() * 10'000 + day.month() * 100 + day.day()}, daysAfter));
    const auto moment = parseIso(value);
    if (!moment) return badTitle(key);
    return *moment;
}

Done CsvTitleLines::putBalances(StatementPart& part) const {
    TRY(const Money opening, balanceOf(m_mapping.titles->opening));
    TRY(const Money closing, balanceOf(m_mapping.titles->closing));
    part.balances.push_back({QStringLiteral("OPBD"), opening, businessDateOf(*part.from)});
    part.balances.push_back({QStringLiteral("CLBD"), closing, businessDateOf(*part.to - std::chrono::milliseconds(1))});
    return {};
}

Result<Money> CsvTitleLines::balanceOf(const QString& key) const {
    TRY(QString value, valueOf(key));
    const bool isNegative = value.startsWith(u'-');
    if (isNegative) value.remove(0, 1);
    auto amount = parseCsvAmount(m_mapping, value);
    if (!amount) return badTitle(key);
    if (isNegative) amount->minor = -amount->minor;
    return *amount;
}

} // namespace payout::statement
