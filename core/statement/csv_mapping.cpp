// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/csv_mapping.h"

#include <QSet>

#include <algorithm>

namespace payout::statement {

namespace {

constexpr int columnNumberMax = 512;

std::unexpected<Error> badMapping(const QString& whatToDo) { return refused(QStringLiteral("BadMapping"), whatToDo); }

Done checkColumns(const CsvMapping& mapping) {
    for (std::size_t i = 0; i < csvFieldCount; ++i) {
        const std::optional<CsvColumn>& column = mapping.columns[i];
        if (!column) continue;
        const QString field = nameOf(static_cast<CsvField>(i));
        if (column->number < 0 || column->number > columnNumberMax)
            return badMapping(QStringLiteral("%1: columns are numbered from 1 to %2").arg(field).arg(columnNumberMax));
        if (column->number == 0 && column->header.trimmed().isEmpty())
            return badMapping(QStringLiteral("%1: name a header or a column number").arg(field));
        if (column->number == 0 && !mapping.hasHeader)
            return badMapping(QStringLiteral("%1: the file has no header line, so use a column number").arg(field));
    }
    if (!mapping.column(CsvField::Date)) return badMapping(QStringLiteral("date: every line needs its booking day"));
    if (!mapping.column(CsvField::OrderNo) && !mapping.column(CsvField::FlowNo))
        return badMapping(QStringLiteral("orderNo or flowNo: without either nothing can be matched"));
    return {};
}

Done checkDirection(const CsvMapping& mapping) {
    const bool separate = mapping.directionFrom == DirectionSource::SeparateColumns;
    if (separate != (mapping.column(CsvField::DebitAmount) && mapping.column(CsvField::CreditAmount)))
        return badMapping(
            QStringLiteral("debitAmount and creditAmount: both, for directionFrom columns, else neither"));
    if (separate == mapping.column(CsvField::Amount).has_value())
        return badMapping(QStringLiteral("amount: needed, except with separate debit and credit columns"));
    const bool words = mapping.directionFrom == DirectionSource::Words;
    if (words != mapping.column(CsvField::Direction).has_value())
        return badMapping(QStringLiteral("direction: a column is needed exactly for directionFrom words"));
    if (words && (mapping.debitWords.isEmpty() || mapping.creditWords.isEmpty()))
        return badMapping(QStringLiteral("debitWords and creditWords: list the words for both"));
    return {};
}

Done checkWords(const CsvMapping& mapping) {
    const bool hasWords = !mapping.bookedWords.isEmpty() || !mapping.returnWords.isEmpty();
    if (mapping.column(CsvField::Status) && !hasWords)
        return badMapping(QStringLiteral("bookedWords: list the words of a booked line"));
    QSet<QString> seen;
    for (const QStringList* list :
         {&mapping.bookedWords, &mapping.pendingWords, &mapping.infoWords, &mapping.returnWords})
        for (const QString& word : *list) {
            if (seen.contains(word))
                return badMapping(QStringLiteral("status word %1 is listed twice").arg(word.left(40)));
            seen.insert(word);
        }
    for (const QString& word : mapping.debitWords)
        if (mapping.creditWords.contains(word))
            return badMapping(QStringLiteral("direction word %1 is both debit and credit").arg(word.left(40)));
    return {};
}

Done checkFormats(const CsvMapping& mapping) {
    const auto holds = [](const QString& format, QChar letter) { return format.contains(letter); };
    if (!holds(mapping.dateFormat, u'y') || !holds(mapping.dateFormat, u'M') || !holds(mapping.dateFormat, u'd'))
        return badMapping(QStringLiteral("dateFormat: year, month and day are needed, e.g. yyyy-MM-dd"));
    // A two-digit year would be read as 19xx.
    if (!mapping.dateFormat.contains(u"yyyy")) return badMapping(QStringLiteral("dateFormat: write the year as yyyy"));
    const bool dateHasTime = holds(mapping.dateFormat, u'H');
    if (mapping.column(CsvField::Time) && dateHasTime)
        return badMapping(QStringLiteral("time: the dateFormat holds the time already"));
    if (mapping.column(CsvField::Time) && !holds(mapping.timeFormat, u'H'))
        return badMapping(QStringLiteral("timeFormat: use HH (0 to 23)"));
    if (mapping.delimiter.isLetterOrNumber() || QStringView(u"\"\r\n.-+").contains(mapping.delimiter))
        return badMapping(QStringLiteral("delimiter: a comma, tab, semicolon or bar"));
    if (mapping.groupedAmounts && mapping.amountUnit == AmountUnit::Minor)
        return badMapping(QStringLiteral("groupedAmounts: amounts in fen are digits only"));
    if (mapping.linesBeforeHeader < 0 || mapping.linesBeforeHeader > 100)
        return badMapping(QStringLiteral("linesBeforeHeader: 0 to 100"));
    return {};
}

Done checkTrailer(const CsvMapping& mapping) {
    if (!mapping.trailer) return {};
    const CsvTrailer& trailer = *mapping.trailer;
    const auto inRange = [](int number) { return number == 0 || (number >= 2 && number <= columnNumberMax); };
    if (trailer.marker.trimmed().isEmpty()) return badMapping(QStringLiteral("trailer.marker: name its first cell"));
    if (!inRange(trailer.countColumn) || !inRange(trailer.sumColumn))
        return badMapping(QStringLiteral("trailer: count and sum stand in columns from 2 on"));
    return {};
}

Done checkTitles(const CsvTitles& titles, int titleLines) {
    QSet<QString> keys;
    int count = 0;
    for (const QString* key : {&titles.account, &titles.from, &titles.to, &titles.opening, &titles.closing}) {
        if (key->isEmpty()) continue;
        keys.insert(*key);
        ++count;
    }
    if (count == 0) return badMapping(QStringLiteral("titles: name at least one"));
    if (keys.size() != count) return badMapping(QStringLiteral("titles: each has a first cell of its own"));
    if (count > titleLines) return badMapping(QStringLiteral("titles: linesBeforeHeader says where they are"));
    if (titles.from.isEmpty() != titles.to.isEmpty())
        return badMapping(QStringLiteral("titles: from and to, or neither"));
    if (titles.opening.isEmpty() != titles.closing.isEmpty())
        return badMapping(QStringLiteral("titles: opening and closing, or neither"));
    if (!titles.opening.isEmpty() && titles.from.isEmpty())
        return badMapping(QStringLiteral("titles: balances need from and to, the moments that they are of"));
    return {};
}

Done checkPeriod(const CsvMapping& mapping) {
    if (mapping.titles) TRY_DONE(checkTitles(*mapping.titles, mapping.linesBeforeHeader));
    const bool hasColumns = mapping.column(CsvField::PeriodFrom) || mapping.column(CsvField::PeriodTo);
    const bool hasTitles = mapping.titles && !mapping.titles->from.isEmpty();
    if (int(hasColumns) + int(hasTitles) + int(mapping.coversWholeDays) > 1)
        return badMapping(QStringLiteral("period: by columns, by titles or by whole days, not by several"));
    if (mapping.coversWholeDays && !mapping.trailer)
        return badMapping(QStringLiteral("coversWholeDays: only with a trailer, which says that the file is whole"));
    return {};
}

} // namespace

QString nameOf(CsvField field) {
    switch (field) {
    case CsvField::OrderNo: return QStringLiteral("orderNo");
    case CsvField::FlowNo: return QStringLiteral("flowNo");
    case CsvField::Amount: return QStringLiteral("amount");
    case CsvField::DebitAmount: return QStringLiteral("debitAmount");
    case CsvField::CreditAmount: return QStringLiteral("creditAmount");
    case CsvField::Direction: return QStringLiteral("direction");
    case CsvField::Date: return QStringLiteral("date");
    case CsvField::Time: return QStringLiteral("time");
    case CsvField::ValueDate: return QStringLiteral("valueDate");
    case CsvField::Status: return QStringLiteral("status");
    case CsvField::PayeeName: return QStringLiteral("payeeName");
    case CsvField::PayeeAccount: return QStringLiteral("payeeAccount");
    case CsvField::ReturnReason: return QStringLiteral("returnReason");
    case CsvField::PeriodFrom: return QStringLiteral("periodFrom");
    case CsvField::PeriodTo: return QStringLiteral("periodTo");
    }
    return {};
}

Done checkMapping(const CsvMapping& mapping) {
    TRY_DONE(checkColumns(mapping));
    TRY_DONE(checkDirection(mapping));
    TRY_DONE(checkWords(mapping));
    TRY_DONE(checkFormats(mapping));
    TRY_DONE(checkTrailer(mapping));
    return checkPeriod(mapping);
}

} // namespace payout::statement
