// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/iso_values_file.h"

namespace payout::statement {

namespace {

constexpr qsizetype idLengthMax = 70;
constexpr qsizetype nameLengthMax = 350;

Result<QString> readBounded(XmlFile& xml, qsizetype lengthMax) {
    TRY(QString text, xml.text());
    if (text.size() > lengthMax)
        return xml.refuseLast(QStringLiteral("TextTooLong"),
                              QStringLiteral("its text is longer than %1 characters").arg(lengthMax));
    return text;
}

/// The value, or the error with the place of the element whose text was just read.
template <class T> Result<T> placedIn(XmlFile& xml, Result<T> parsed) {
    if (parsed) return parsed;
    return xml.refuseLast(parsed.error().code, QStringLiteral("it cannot be read: ask the bank for a correct file"));
}

bool hasZone(QStringView time) {
    return time.endsWith(u'Z') || time.endsWith(u'z') || time.contains(u'+') || time.contains(u'-');
}

/// Milliseconds are all that we keep: "06:10:29.000000000Z" -> "06:10:29.000Z".
QString withoutFinerFraction(QStringView time) {
    const qsizetype point = time.indexOf(u'.');
    if (point < 0) return time.toString();
    qsizetype end = point + 1;
    while (end < time.size() && time[end].isDigit()) ++end;
    return time.left(std::min(end, point + 4)).toString() + time.mid(end).toString();
}

} // namespace

Result<Money> parseIsoAmount(QStringView text, Currency currency) {
    if (text.startsWith(u'+')) text = text.mid(1);
    const qsizetype point = text.indexOf(u'.');
    QStringView whole = point < 0 ? text : text.left(point);
    QStringView fraction = point < 0 ? QStringView() : text.mid(point + 1);
    if (whole.isEmpty() && fraction.isEmpty()) return refused(QStringLiteral("AmountNotANumber"));
    while (whole.startsWith(u'0')) whole = whole.mid(1);
    while (fraction.size() > currency.decimals() && fraction.endsWith(u'0')) fraction.chop(1);
    QString plain = whole.isEmpty() ? QStringLiteral("0") : whole.toString();
    if (!fraction.isEmpty()) plain += u'.' + fraction.toString();
    return parseAmount(plain, currency);
}

Result<UtcTime> parseIsoDateTime(QStringView text, std::chrono::minutes zone) {
    const qsizetype t = text.indexOf(u'T');
    if (t != 10) return refused(QStringLiteral("BadTime"));
    const QStringView time = text.mid(t + 1);
    const QString moment = text.left(t + 1).toString() + withoutFinerFraction(time);
    if (hasZone(time)) return parseIso(moment);
    // Never left to the host's zone: on the day its clocks change, an hour there does not exist.
    TRY(const UtcTime asUtc, parseIso(moment + u'Z'));
    return asUtc - zone;
}

Result<BusinessDate> parseIsoDate(QStringView text) {
    const QStringView zone = text.mid(10);
    if (text.size() < 10 || !(zone.isEmpty() || zone == u"Z" || (zone.size() == 6 && hasZone(zone))))
        return refused(QStringLiteral("BadDate"));
    return parseDate(text.left(10));
}

Result<Money> readAmount(XmlFile& xml) {
    const QString code = xml.attribute(u"Ccy");
    if (code.isEmpty()) return xml.refuse(QStringLiteral("ElementMissing"), QStringLiteral("it has no Ccy attribute"));
    const Result<Currency> currency = Currency::parse(code);
    if (!currency) return xml.refuse(currency.error().code, QStringLiteral("its Ccy is no currency code"));
    TRY(const QString text, xml.text());
    return placedIn(xml, parseIsoAmount(text, *currency));
}

Result<Direction> readDirection(XmlFile& xml) {
    TRY(const QString text, xml.text());
    if (text == u"DBIT") return Direction::Debit;
    if (text == u"CRDT") return Direction::Credit;
    return xml.refuseLast(QStringLiteral("BadDirection"), QStringLiteral("it must be CRDT or DBIT"));
}

Result<bool> readIndicator(XmlFile& xml) {
    TRY(const QString text, xml.text());
    if (text == u"true" || text == u"1") return true;
    if (text == u"false" || text == u"0") return false;
    return xml.refuseLast(QStringLiteral("BadIndicator"), QStringLiteral("it must be true or false"));
}

Result<UtcTime> readDateTime(XmlFile& xml, std::chrono::minutes zone) {
    TRY(const QString text, xml.text());
    return placedIn(xml, parseIsoDateTime(text, zone));
}

Result<std::int64_t> readNumber(XmlFile& xml) {
    TRY(const QString text, xml.text());
    const bool digitsOnly = std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (text.isEmpty() || text.size() > 15 || !digitsOnly)
        return xml.refuseLast(QStringLiteral("BadNumber"), QStringLiteral("it must be 1 to 15 digits"));
    return text.toLongLong();
}

Result<QString> readId(XmlFile& xml) { return readBounded(xml, idLengthMax); }
Result<QString> readName(XmlFile& xml) { return readBounded(xml, nameLengthMax); }

Result<IsoDay> readDay(XmlFile& xml, std::chrono::minutes zone) {
    IsoDay day;
    TRY_DONE(xml.children([&](QStringView name) -> Done {
        if (name != u"Dt" && name != u"DtTm") return {};
        TRY(const QString text, xml.text());
        TRY(day.date, placedIn(xml, parseIsoDate(QStringView(text).left(10))));
        // Some banks write a date-time into Dt; a date alone is never a time.
        if (text.size() <= 10 || !text.contains(u'T')) return {};
        TRY(day.at, placedIn(xml, parseIsoDateTime(text, zone)));
        return {};
    }));
    return day;
}

Result<IsoCode> readCode(XmlFile& xml) {
    IsoCode code;
    TRY(const QString plain, xml.mixed([&](QStringView name) -> Done {
        if (name != u"Cd" && name != u"Prtry") return {};
        code.isProprietary = name == u"Prtry";
        TRY(code.code, readId(xml));
        return {};
    }));
    if (code.code.isEmpty()) code.code = plain;
    return code;
}

Result<IsoAccount> readAccountId(XmlFile& xml) {
    IsoAccount account;
    TRY_DONE(xml.children([&](QStringView name) -> Done {
        account.isIban = name == u"IBAN";
        if (name == u"IBAN" || name == u"BBAN" || name == u"UPIC") {
            TRY(account.number, readId(xml));
        } else if (name == u"Othr" || name == u"PrtryAcct") {
            return xml.children([&](QStringView inner) -> Done {
                if (inner != u"Id") return {};
                TRY(account.number, readId(xml));
                return {};
            });
        }
        return {};
    }));
    return account;
}

} // namespace payout::statement
