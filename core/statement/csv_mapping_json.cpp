// SPDX-License-Identifier: GPL-3.0-or-later
// The stored form of a CsvMapping.
#include "core/statement/csv_mapping.h"

#include <QJsonArray>

#include <algorithm>

namespace payout::statement {

namespace {

std::unexpected<Error> badKey(QStringView key, const QString& whatToDo) {
    return refused(QStringLiteral("BadMapping"), QStringLiteral("%1: %2").arg(key.left(60), whatToDo));
}

/// Words for the values of an enum, in the enum's order.
template <class Enum, std::size_t N> struct EnumWords {
    std::array<QStringView, N> words;

    QString textOf(Enum value) const { return words[static_cast<std::size_t>(value)].toString(); }
    Result<Enum> read(QStringView key, const QJsonValue& json) const {
        const auto found = std::ranges::find(words, QStringView(json.toString()));
        if (json.isString() && found != words.end()) return static_cast<Enum>(found - words.begin());
        QStringList all;
        for (const QStringView word : words) all << word.toString();
        return badKey(key, QStringLiteral("use one of %1").arg(all.join(QStringLiteral(", "))));
    }
};

constexpr EnumWords<TextEncoding, 2> encodings{{u"UTF-8", u"GB18030"}};
constexpr EnumWords<DirectionSource, 4> directionSources{{u"sign", u"columns", u"words", u"alwaysDebit"}};
constexpr EnumWords<AmountUnit, 2> amountUnits{{u"major", u"minor"}};

Result<QString> readText(QStringView key, const QJsonValue& json) {
    if (json.isString() && json.toString().size() <= 200) return json.toString();
    return badKey(key, QStringLiteral("a text of at most 200 characters"));
}

Result<bool> readFlag(QStringView key, const QJsonValue& json) {
    if (json.isBool()) return json.toBool();
    return badKey(key, QStringLiteral("true or false"));
}

Result<int> readWhole(QStringView key, const QJsonValue& json) {
    const int number = json.toInt(-1);
    if (number >= 0) return number;
    return badKey(key, QStringLiteral("a whole number from 0 on"));
}

Result<QStringList> readWords(QStringView key, const QJsonValue& json) {
    QStringList words;
    if (!json.isArray() || json.toArray().size() > 100) return badKey(key, QStringLiteral("a list of up to 100 words"));
    for (const QJsonValue& word : json.toArray()) {
        TRY(const QString text, readText(key, word));
        words << text.trimmed();
    }
    return words;
}

Result<CsvColumn> readColumn(QStringView key, const QJsonValue& json) {
    if (json.isString()) return CsvColumn{json.toString().trimmed().left(200), 0};
    const int number = json.toInt(0);
    if (number < 1) return badKey(key, QStringLiteral("a header's text or a column number from 1"));
    return CsvColumn{QString(), number};
}

Done readColumns(const QJsonValue& json, CsvMapping& mapping) {
    if (!json.isObject()) return badKey(u"columns", QStringLiteral("an object of field and column"));
    QJsonObject rest = json.toObject();
    for (std::size_t i = 0; i < csvFieldCount; ++i) {
        const QString name = nameOf(static_cast<CsvField>(i));
        if (!rest.contains(name)) continue;
        TRY(mapping.columns[i], readColumn(name, rest.take(name)));
    }
    if (!rest.isEmpty()) return badKey(rest.begin().key(), QStringLiteral("no such field: check the spelling"));
    return {};
}

Done readTrailer(const QJsonValue& json, CsvMapping& mapping) {
    if (!json.isObject()) return badKey(u"trailer", QStringLiteral("an object"));
    CsvTrailer trailer;
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == u"marker") {
            TRY(trailer.marker, readText(it.key(), it.value()));
        } else if (it.key() == u"countColumn") {
            TRY(trailer.countColumn, readWhole(it.key(), it.value()));
        } else if (it.key() == u"sumColumn") {
            TRY(trailer.sumColumn, readWhole(it.key(), it.value()));
        } else {
            return badKey(it.key(), QStringLiteral("no such key in trailer"));
        }
    }
    mapping.trailer = trailer;
    return {};
}

struct TitleKey {
    QStringView key;
    QString CsvTitles::* member;
};
constexpr std::array<TitleKey, 5> titleKeys{{{u"account", &CsvTitles::account},
                                             {u"from", &CsvTitles::from},
                                             {u"to", &CsvTitles::to},
                                             {u"opening", &CsvTitles::opening},
                                             {u"closing", &CsvTitles::closing}}};

Done readTitles(const QJsonValue& json, CsvMapping& mapping) {
    if (!json.isObject()) return badKey(u"titles", QStringLiteral("an object"));
    QJsonObject rest = json.toObject();
    CsvTitles titles;
    for (const TitleKey& title : titleKeys) {
        if (!rest.contains(title.key)) continue;
        TRY(titles.*title.member, readText(title.key, rest.take(title.key)));
    }
    if (!rest.isEmpty()) return badKey(rest.begin().key(), QStringLiteral("no such key in titles"));
    mapping.titles = titles;
    return {};
}

struct TextKey {
    QStringView key;
    QString CsvMapping::* member;
};
struct WordsKey {
    QStringView key;
    QStringList CsvMapping::* member;
};
struct FlagKey {
    QStringView key;
    bool CsvMapping::* member;
};

constexpr std::array<TextKey, 3> textKeys{{{u"dateFormat", &CsvMapping::dateFormat},
                                           {u"timeFormat", &CsvMapping::timeFormat},
                                           {u"cellPrefix", &CsvMapping::cellPrefix}}};
constexpr std::array<WordsKey, 6> wordsKeys{{{u"debitWords", &CsvMapping::debitWords},
                                             {u"creditWords", &CsvMapping::creditWords},
                                             {u"bookedWords", &CsvMapping::bookedWords},
                                             {u"pendingWords", &CsvMapping::pendingWords},
                                             {u"infoWords", &CsvMapping::infoWords},
                                             {u"returnWords", &CsvMapping::returnWords}}};
constexpr std::array<FlagKey, 4> flagKeys{{{u"hasHeader", &CsvMapping::hasHeader},
                                           {u"coversWholeDays", &CsvMapping::coversWholeDays},
                                           {u"debitIsNegative", &CsvMapping::debitIsNegative},
                                           {u"groupedAmounts", &CsvMapping::groupedAmounts}}};

/// True if the key was one of the tables above.
Result<bool> readListedKey(const QString& key, const QJsonValue& value, CsvMapping& mapping) {
    for (const TextKey& text : textKeys) {
        if (text.key != key) continue;
        TRY(mapping.*text.member, readText(key, value));
        return true;
    }
    for (const WordsKey& words : wordsKeys) {
        if (words.key != key) continue;
        TRY(mapping.*words.member, readWords(key, value));
        return true;
    }
    for (const FlagKey& flag : flagKeys) {
        if (flag.key != key) continue;
        TRY(mapping.*flag.member, readFlag(key, value));
        return true;
    }
    return false;
}

Done readKey(const QString& key, const QJsonValue& value, CsvMapping& mapping) {
    TRY(const bool wasListed, readListedKey(key, value, mapping));
    if (wasListed) return {};
    if (key == u"columns") return readColumns(value, mapping);
    if (key == u"trailer") return readTrailer(value, mapping);
    if (key == u"titles") return readTitles(value, mapping);
    if (key == u"encoding") {
        TRY(mapping.encoding, encodings.read(key, value));
    } else if (key == u"directionFrom") {
        TRY(mapping.directionFrom, directionSources.read(key, value));
    } else if (key == u"amountUnit") {
        TRY(mapping.amountUnit, amountUnits.read(key, value));
    } else if (key == u"linesBeforeHeader") {
        TRY(mapping.linesBeforeHeader, readWhole(key, value));
    } else if (key == u"currency") {
        TRY(mapping.currency, Currency::parse(value.toString()));
    } else if (key == u"delimiter") {
        if (value.toString().size() != 1) return badKey(key, QStringLiteral("one character"));
        mapping.delimiter = value.toString().front();
    } else {
        return badKey(key, QStringLiteral("no such key: check the spelling"));
    }
    return {};
}

QJsonObject columnsToJson(const CsvMapping& mapping) {
    QJsonObject columns;
    for (std::size_t i = 0; i < csvFieldCount; ++i) {
        const std::optional<CsvColumn>& column = mapping.columns[i];
        if (!column) continue;
        columns[nameOf(static_cast<CsvField>(i))] =
            column->number > 0 ? QJsonValue(column->number) : QJsonValue(column->header);
    }
    return columns;
}

} // namespace

Result<CsvMapping> mappingFromJson(const QJsonObject& json) {
    CsvMapping mapping;
    for (auto it = json.begin(); it != json.end(); ++it) TRY_DONE(readKey(it.key(), it.value(), mapping));
    TRY_DONE(checkMapping(mapping));
    return mapping;
}

QJsonObject mappingToJson(const CsvMapping& mapping) {
    QJsonObject json;
    for (const TextKey& text : textKeys) json[text.key] = mapping.*text.member;
    for (const WordsKey& words : wordsKeys) json[words.key] = QJsonArray::fromStringList(mapping.*words.member);
    for (const FlagKey& flag : flagKeys) json[flag.key] = mapping.*flag.member;
    json[u"columns"] = columnsToJson(mapping);
    json[u"encoding"] = encodings.textOf(mapping.encoding);
    json[u"directionFrom"] = directionSources.textOf(mapping.directionFrom);
    json[u"amountUnit"] = amountUnits.textOf(mapping.amountUnit);
    json[u"linesBeforeHeader"] = mapping.linesBeforeHeader;
    json[u"currency"] = mapping.currency.code();
    json[u"delimiter"] = QString(mapping.delimiter);
    if (mapping.trailer)
        json[u"trailer"] = QJsonObject{{QStringLiteral("marker"), mapping.trailer->marker},
                                       {QStringLiteral("countColumn"), mapping.trailer->countColumn},
                                       {QStringLiteral("sumColumn"), mapping.trailer->sumColumn}};
    if (mapping.titles) {
        QJsonObject titles;
        for (const TitleKey& title : titleKeys)
            if (!((*mapping.titles).*title.member).isEmpty()) titles[title.key] = (*mapping.titles).*title.member;
        json[u"titles"] = titles;
    }
    return json;
}

} // namespace payout::statement
