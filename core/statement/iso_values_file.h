// SPDX-License-Identifier: GPL-3.0-or-later
// The simple types of ISO 20022 as our values. Each function reads the element that was just entered, to its end, and
// refuses with line and element.
#pragma once

#include "core/statement/xml_file.h"

namespace payout::statement {

/// A decimal of the XSD ("+1.50", ".5", "007", "18.15000") as exact minor units. Zeros beyond the currency's decimals
/// are taken; any other digit there is refused as "AmountTooManyDecimals", never rounded. Other codes: parseAmount's.
[[nodiscard]] Result<Money> parseIsoAmount(QStringView text, Currency currency);
/// ISODateTime with any number of fraction digits; without a zone it is taken in `zone`. Code "BadTime".
[[nodiscard]] Result<UtcTime> parseIsoDateTime(QStringView text, std::chrono::minutes zone);
/// ISODate; a zone after it is legal XML and says nothing about the day. Code "BadDate".
[[nodiscard]] Result<BusinessDate> parseIsoDate(QStringView text);

/// An amount with its Ccy attribute; "ElementMissing" without one.
[[nodiscard]] Result<Money> readAmount(XmlFile& xml);
[[nodiscard]] Result<Direction> readDirection(XmlFile& xml);
[[nodiscard]] Result<bool> readIndicator(XmlFile& xml);
[[nodiscard]] Result<UtcTime> readDateTime(XmlFile& xml, std::chrono::minutes zone);
/// A count or number: at most 15 digits.
[[nodiscard]] Result<std::int64_t> readNumber(XmlFile& xml);
/// An identifier of at most 70 characters (the XSDs say 35); "NOTPROVIDED" is kept as it is.
[[nodiscard]] Result<QString> readId(XmlFile& xml);
/// A name of at most 350 characters (the XSDs say 140).
[[nodiscard]] Result<QString> readName(XmlFile& xml);

/// Choice of Dt and DtTm. The day is the one written; the instant exists only for DtTm.
struct IsoDay {
    std::optional<UtcTime> at;
    std::optional<BusinessDate> date;
};
[[nodiscard]] Result<IsoDay> readDay(XmlFile& xml, std::chrono::minutes zone);

/// Choice of a published code (Cd) and the bank's own (Prtry); v02 also writes the code as plain text.
struct IsoCode {
    QString code;
    bool isProprietary = false;
};
[[nodiscard]] Result<IsoCode> readCode(XmlFile& xml);

/// Choice of IBAN, Othr/Id, and v01's BBAN, UPIC and PrtryAcct/Id.
struct IsoAccount {
    QString number;
    bool isIban = false;
};
[[nodiscard]] Result<IsoAccount> readAccountId(XmlFile& xml);

/// A row of a table that says which function of `Reader` reads an element.
template <class Reader> struct Field {
    QStringView name;
    Done (Reader::*read)();
};

/// Calls the function named for the element; elements that are in no row are passed over.
template <class Reader, std::size_t N>
Done readField(Reader& reader, const std::array<Field<Reader>, N>& fields, QStringView name) {
    for (const Field<Reader>& field : fields)
        if (field.name == name) return (reader.*field.read)();
    return {};
}

} // namespace payout::statement
