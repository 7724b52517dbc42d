// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/csv_row_file.h"

#include "core/base/account_number.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

namespace payout::statement {

namespace {

constexpr qsizetype idLengthMax = 70;
constexpr qsizetype nameLengthMax = 350;

Result<qsizetype> placeOf(const CsvColumn& column, const QStringList* header) {
    if (column.number > 0) return column.number - 1;
    const auto count = std::ranges::count(*header, column.header);
    const QString shown = column.header.left(60);
    if (count == 0)
        return refused(QStringLiteral("ColumnMissing"), QStringLiteral("the header line has no column %1").arg(shown));
    if (count > 1)
        return refused(QStringLiteral("ColumnTwice"),
                       QStringLiteral("the header line has %1 twice: use column numbers").arg(shown));
    return header->indexOf(column.header);
}

struct DayTime {
    BusinessDate date;
    std::optional<UtcTime> at;
};

BusinessDate dateOf(QDate day) { return {day.year() * 10'000 + day.month() * 100 + day.day()}; }

class RowReader {
public:
    RowReader(const CsvMapping& mapping, const CsvPlaces& places, const QStringList& cells, std::int64_t lineNo,
              std::chrono::minutes zone, std::vector<RowProblem>& problems)
        : m_mapping(mapping), m_places(places), m_cells(cells), m_lineNo(lineNo), m_zone(zone), m_problems(problems) {}

    std::optional<CsvRow> read() {
        const std::size_t before = m_problems.size();
        readKeys();
        readAmountAndDirection();
        readDays();
        readStatus();
        m_row.line.payeeName = text(CsvField::PayeeName, nameLengthMax);
        m_row.line.payeeAccount = identifier(CsvField::PayeeAccount);
        m_row.line.returnReason = text(CsvField::ReturnReason, nameLengthMax);
        m_row.line.returnReasonIsProprietary = !m_row.line.returnReason.isEmpty();
        return m_problems.size() == before ? std::optional(std::move(m_row)) : std::nullopt;
    }

private:
    bool has(CsvField field) const { return m_mapping.column(field).has_value(); }

    void addProblem(CsvField field, const QString& value, const QString& code) {
        m_problems.push_back({m_lineNo, nameOf(field), shownValue(field, value), code});
    }

    QString text(CsvField field, qsizetype lengthMax) {
        const std::optional<qsizetype>& place = m_places[static_cast<std::size_t>(field)];
        if (!place) return {};
        if (*place >= m_cells.size()) {
            addProblem(field, QString(), QStringLiteral("CellMissing"));
            return {};
        }
        QString value = m_cells[*place].trimmed();
        if (!m_mapping.cellPrefix.isEmpty() && value.startsWith(m_mapping.cellPrefix))
            value = value.mid(m_mapping.cellPrefix.size()).trimmed();
        if (value.size() > lengthMax) addProblem(field, value, QStringLiteral("TextTooLong"));
        return value;
    }

    /// A spreadsheet that saved the file turns 26 digits into 2.02611E+25: the number is lost, not only its form.
    QString identifier(CsvField field) {
        static const QRegularExpression damage(QStringLiteral("^[0-9]([.][0-9]+)?[eE][+]?[0-9]+$"));
        const QString value = text(field, idLengthMax);
        if (damage.match(value).hasMatch()) addProblem(field, value, QStringLiteral("ExcelDamage"));
        return value;
    }

    void readKeys() {
        m_row.line.orderNo = identifier(CsvField::OrderNo);
        m_row.line.endToEndId = m_row.line.orderNo;
        m_row.line.bankFlowNo = identifier(CsvField::FlowNo);
        if (m_row.line.orderNo.isEmpty() && m_row.line.bankFlowNo.isEmpty())
            addProblem(has(CsvField::OrderNo) ? CsvField::OrderNo : CsvField::FlowNo, QString(),
                       QStringLiteral("KeyMissing"));
    }

    void readAmountAndDirection() {
        switch (m_mapping.directionFrom) {
        case DirectionSource::Sign: return readSigned();
        case DirectionSource::SeparateColumns: return readSeparate();
        case DirectionSource::Words: readAmount(CsvField::Amount); return readDirectionWord();
        case DirectionSource::AlwaysDebit: return readAmount(CsvField::Amount);
        }
    }

    void readAmount(CsvField field) { takeAmount(field, text(field, idLengthMax)); }

    void takeAmount(CsvField field, const QString& value) {
        const Result<Money> amount = parseCsvAmount(m_mapping, value);
        if (amount)
            m_row.line.amount = *amount;
        else
            addProblem(field, value, amount.error().code);
    }

    void readSigned() {
        QString value = text(CsvField::Amount, idLengthMax);
        const bool isNegative = value.startsWith(u'-');
        if (isNegative || value.startsWith(u'+')) value.remove(0, 1);
        m_row.line.direction = isNegative == m_mapping.debitIsNegative ? Direction::Debit : Direction::Credit;
        takeAmount(CsvField::Amount, value);
    }

    /// Many banks fill the other column with 0.00.
    void readSeparate() {
        const auto isFilled = [this](const QString& value) {
            const Result<Money> amount = parseCsvAmount(m_mapping, value);
            return !value.isEmpty() && !(amount && amount->minor == 0);
        };
        const QString debit = text(CsvField::DebitAmount, idLengthMax);
        const QString credit = text(CsvField::CreditAmount, idLengthMax);
        if (isFilled(debit) == isFilled(credit))
            return addProblem(CsvField::DebitAmount, debit, QStringLiteral("NotExactlyOneAmount"));
        const bool isDebit = isFilled(debit);
        m_row.line.direction = isDebit ? Direction::Debit : Direction::Credit;
        takeAmount(isDebit ? CsvField::DebitAmount : CsvField::CreditAmount, isDebit ? debit : credit);
    }

    void readDirectionWord() {
        const QString word = text(CsvField::Direction, nameLengthMax);
        if (m_mapping.debitWords.contains(word))
            m_row.line.direction = Direction::Debit;
        else if (m_mapping.creditWords.contains(word))
            m_row.line.direction = Direction::Credit;
        else
            addProblem(CsvField::Direction, word, QStringLiteral("UnknownWord"));
    }

    std::optional<DayTime> day(CsvField field) {
        const QString value = text(field, idLengthMax);
        if (value.isEmpty()) {
            if (field == CsvField::Date) addProblem(field, value, QStringLiteral("BadDate"));
            return std::nullopt;
        }
        const bool withTime = m_mapping.dateFormat.contains(u'H');
        const QDateTime moment =
            withTime ? asWritten(value) : QDate::fromString(value, m_mapping.dateFormat).startOfDay(Qt::UTC);
        if (!moment.isValid()) {
            addProblem(field, value, QStringLiteral("BadDate"));
            return std::nullopt;
        }
        return DayTime{dateOf(moment.date()), withTime ? instant(moment.date(), moment.time()) : std::nullopt};
    }

    /// Date and time as they stand there. Marked as UTC, because Qt would otherwise ask the host's zone, where an hour
    /// does not exist on the day its clocks change.
    QDateTime asWritten(const QString& value) const {
        return QDateTime::fromString(value + QStringLiteral(" Z"), m_mapping.dateFormat + QStringLiteral(" t"));
    }

    std::optional<UtcTime> instant(QDate date, QTime time) const {
        const int seconds = static_cast<int>(std::chrono::seconds(m_zone).count());
        return UtcTime(QDateTime(date, time, Qt::OffsetFromUTC, seconds).toMSecsSinceEpoch());
    }

    void readDays() {
        if (const std::optional<DayTime> booked = day(CsvField::Date)) {
            m_row.line.bookingDate = booked->date;
            m_row.line.bookedAt = booked->at;
            readTime(booked->date);
        }
        if (has(CsvField::ValueDate))
            if (const std::optional<DayTime> value = day(CsvField::ValueDate)) m_row.line.valueDate = value->date;
        if (has(CsvField::PeriodFrom)) m_row.periodFrom = periodEdge(CsvField::PeriodFrom, 0);
        if (has(CsvField::PeriodTo)) m_row.periodTo = periodEdge(CsvField::PeriodTo, 1);
    }

    void readTime(BusinessDate date) {
        const QString value = text(CsvField::Time, idLengthMax);
        if (value.isEmpty()) return;
        const QTime time = QTime::fromString(value, m_mapping.timeFormat);
        if (!time.isValid()) return addProblem(CsvField::Time, value, QStringLiteral("BadTime"));
        m_row.line.bookedAt =
            instant(QDate(date.yyyymmdd / 10'000, date.yyyymmdd / 100 % 100, date.yyyymmdd % 100), time);
    }

    /// A last day is covered to its end.
    std::optional<UtcTime> periodEdge(CsvField field, int daysAfterDate) {
        const std::optional<DayTime> edge = day(field);
        if (!edge) return std::nullopt;
        if (edge->at) return edge->at;
        return startOf(plusDays(edge->date, daysAfterDate)) + (institutionOffset - m_zone);
    }

    void readStatus() {
        if (!has(CsvField::Status)) return;
        const QString word = text(CsvField::Status, nameLengthMax);
        m_row.line.isReturn = m_mapping.returnWords.contains(word);
        if (m_mapping.bookedWords.contains(word) || m_row.line.isReturn)
            m_row.line.status = EntryStatus::Booked;
        else if (m_mapping.pendingWords.contains(word))
            m_row.line.status = EntryStatus::Pending;
        else if (m_mapping.infoWords.contains(word))
            m_row.line.status = EntryStatus::Info;
        else
            addProblem(CsvField::Status, word, QStringLiteral("UnknownWord"));
    }

    const CsvMapping& m_mapping;
    const CsvPlaces& m_places;
    const QStringList& m_cells;
    std::int64_t m_lineNo;
    std::chrono::minutes m_zone;
    std::vector<RowProblem>& m_problems;
    CsvRow m_row;
};

} // namespace

Result<CsvPlaces> placeColumns(const CsvMapping& mapping, const QStringList* header) {
    CsvPlaces places;
    for (std::size_t i = 0; i < csvFieldCount; ++i) {
        if (!mapping.columns[i]) continue;
        TRY(places[i], placeOf(*mapping.columns[i], header));
    }
    return places;
}

std::optional<CsvRow> readCsvRow(const CsvMapping& mapping, const CsvPlaces& places, const QStringList& cells,
                                 std::int64_t lineNo, std::chrono::minutes zone, std::vector<RowProblem>& problems) {
    return RowReader(mapping, places, cells, lineNo, zone, problems).read();
}

Result<Money> parseCsvAmount(const CsvMapping& mapping, QString text) {
    if (mapping.groupedAmounts) {
        static const QRegularExpression grouped(QStringLiteral("^[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)?$"));
        if (grouped.match(text).hasMatch()) text.remove(u',');
    }
    if (mapping.amountUnit == AmountUnit::Major) return parseAmount(text, mapping.currency);
    const bool digitsOnly = std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (text.isEmpty() || !digitsOnly) return refused(QStringLiteral("AmountNotANumber"));
    if (text.size() > 18 || text.toLongLong() > moneyCeilingMinor) return refused(QStringLiteral("AmountTooLarge"));
    return Money{text.toLongLong(), mapping.currency};
}

QString shownValue(CsvField field, const QString& value) {
    // Shifted columns put an account number anywhere: twelve digits are masked in every field.
    const auto digits = std::ranges::count_if(value, [](QChar c) { return c.isDigit(); });
    const bool isPersonal = field == CsvField::PayeeAccount || field == CsvField::PayeeName;
    return (isPersonal || digits >= 12 ? maskAccount(value) : value).left(40);
}

} // namespace payout::statement
