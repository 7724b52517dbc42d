// SPDX-License-Identifier: GPL-3.0-or-later
// How one channel's CSV statement is laid out. Stored per channel as JSON and edited by people, so it is checked
// strictly: an unknown key is a typing mistake, not a future feature.
#pragma once

#include "core/statement/statement_line.h"
#include "core/statement/text_decoder.h"

#include <QJsonObject>

#include <array>

namespace payout::statement {

enum class CsvField {
    OrderNo,
    FlowNo,
    Amount,
    DebitAmount,
    CreditAmount,
    Direction,
    Date,
    Time,
    ValueDate,
    Status,
    PayeeName,
    PayeeAccount,
    ReturnReason,
    PeriodFrom,
    PeriodTo,
};
inline constexpr std::size_t csvFieldCount = 15;
[[nodiscard]] QString nameOf(CsvField field); ///< "orderNo": the key in the JSON and the field in a RowProblem

/// A column by its header's text or by its number, counted from 1.
struct CsvColumn {
    QString header;
    int number = 0; ///< 0: by header

    bool operator==(const CsvColumn&) const = default;
};

enum class DirectionSource {
    Sign,            ///< of the amount: negative is a debit (`debitIsNegative`) or a credit
    SeparateColumns, ///< debitAmount and creditAmount: exactly one of them is filled
    Words,           ///< the direction column holds one of debitWords or creditWords
    AlwaysDebit,     ///< a file of payouts only
};

enum class AmountUnit {
    Major, ///< 元, with decimals
    Minor, ///< 分, digits only
};

/// The last line of the file: its first cell is `marker`. Without it the file is not complete (trap 13).
struct CsvTrailer {
    QString marker;
    int countColumn = 0; ///< from 1; 0: no count
    int sumColumn = 0;   ///< from 1, in the unit of the amounts, signs left out; 0: no sum

    bool operator==(const CsvTrailer&) const = default;
};

/// What the file says of itself in title lines above its header: the first cell of such a line is the key, the second
/// the value. A key that is configured must be there, once; "" is not stated.
struct CsvTitles {
    QString account;
    QString from; ///< a moment (ISO 8601), or a day in the mapping's dateFormat: from its beginning
    QString to;   ///< the same; a day: to its end
    QString opening;
    QString closing; ///< both balances, or neither

    bool operator==(const CsvTitles&) const = default;
};

struct CsvMapping {
    QChar delimiter = u',';
    TextEncoding encoding = TextEncoding::Utf8;
    int linesBeforeHeader = 0; ///< title lines to pass over
    bool hasHeader = true;
    std::array<std::optional<CsvColumn>, csvFieldCount> columns;
    DirectionSource directionFrom = DirectionSource::AlwaysDebit;
    bool debitIsNegative = true;
    QStringList debitWords;
    QStringList creditWords;
    QStringList bookedWords; ///< a status in none of the lists is a bad row, never a guess
    QStringList pendingWords;
    QStringList infoWords;                             ///< failed or informational rows: they confirm nothing
    QStringList returnWords;                           ///< booked, and a return (退票)
    QString dateFormat = QStringLiteral("yyyy-MM-dd"); ///< of Qt; may hold the time as well ("yyyy-MM-dd HH:mm:ss")
    QString timeFormat = QStringLiteral("HH:mm:ss");
    AmountUnit amountUnit = AmountUnit::Major;
    bool groupedAmounts = false; ///< "1,234.50" is taken
    Currency currency = Currency::cny();
    QString cellPrefix; ///< put before numbers by some exporters against spreadsheets ("`" or "'"); removed
    std::optional<CsvTrailer> trailer;
    std::optional<CsvTitles> titles;
    /// The bank makes the file after the day's end: it covers the whole days from its first booking date to its last.
    bool coversWholeDays = false;

    const std::optional<CsvColumn>& column(CsvField field) const { return columns[static_cast<std::size_t>(field)]; }
    std::optional<CsvColumn>& column(CsvField field) { return columns[static_cast<std::size_t>(field)]; }
    bool operator==(const CsvMapping&) const = default;
};

/// Code "BadMapping", with what to change: no date, no amount for the direction's source, neither order nor flow
/// number, names without a header line, formats without year, month and day, words in two lists, a period declared in
/// two ways or by halves, whole days without a trailer (a file that was cut off must not cover its day), ...
[[nodiscard]] Done checkMapping(const CsvMapping& mapping);
/// Reads and checks; absent keys have the defaults above. Code "BadMapping".
[[nodiscard]] Result<CsvMapping> mappingFromJson(const QJsonObject& json);
[[nodiscard]] QJsonObject mappingToJson(const CsvMapping& mapping);

} // namespace payout::statement
