// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"

#include "core/base/check.h"

#include <algorithm>

namespace payout {

namespace {

std::int64_t powerOfTen(int exponent) {
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i) power *= 10;
    return power;
}

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

Result<Money> bounded(std::int64_t minor, Currency currency) {
    if (minor > moneyCeilingMinor || minor < -moneyCeilingMinor) return refused(QStringLiteral("MoneyOverflow"));
    return Money{minor, currency};
}

QString plainDigits(Money money, bool grouped) {
    const int decimals = money.currency.decimals();
    const std::int64_t unit = powerOfTen(decimals);
    const std::uint64_t magnitude =
        money.minor < 0 ? 0 - static_cast<std::uint64_t>(money.minor) : static_cast<std::uint64_t>(money.minor);
    QString whole = QString::number(magnitude / static_cast<std::uint64_t>(unit));
    if (grouped)
        for (qsizetype at = whole.size() - 3; at > 0; at -= 3) whole.insert(at, u',');
    if (money.minor < 0) whole.prepend(u'-');
    if (decimals == 0) return whole;
    return whole + u'.' + QString::number(magnitude % static_cast<std::uint64_t>(unit)).rightJustified(decimals, u'0');
}

} // namespace

Result<Currency> Currency::parse(QStringView text) {
    if (text.size() != 3 || !std::ranges::all_of(text, [](QChar c) { return c >= u'A' && c <= u'Z'; }))
        return refused(QStringLiteral("BadCurrency"), text.toString());
    return Currency({text[0].toLatin1(), text[1].toLatin1(), text[2].toLatin1()});
}

int Currency::decimals() const {
    // ISO 4217 list one, 2024: the exponents that are not 2.
    static constexpr std::array<std::string_view, 16> none{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                                           "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF"};
    static constexpr std::array<std::string_view, 7> three{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
    const std::string_view self(m_code.data(), 3);
    if (std::ranges::find(none, self) != none.end()) return 0;
    if (std::ranges::find(three, self) != three.end()) return 3;
    return 2;
}

Result<Money> add(Money a, Money b) {
    if (a.currency != b.currency) return refused(QStringLiteral("CurrencyMismatch"));
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.minor, b.minor, &sum)) return refused(QStringLiteral("MoneyOverflow"));
    return bounded(sum, a.currency);
}

Result<Money> subtract(Money a, Money b) { return add(a, Money{-b.minor, b.currency}); }

Result<Money> parseAmount(QStringView text, Currency currency) {
    const qsizetype point = text.indexOf(u'.');
    const QStringView whole = point < 0 ? text : text.left(point);
    const QStringView fraction = point < 0 ? QStringView() : text.mid(point + 1);
    const bool digitsOnly = std::ranges::all_of(whole, isDigit) && std::ranges::all_of(fraction, isDigit);
    if (whole.isEmpty() || !digitsOnly || (point >= 0 && fraction.isEmpty()))
        return refused(QStringLiteral("AmountNotANumber"));
    const int decimals = currency.decimals();
    if (fraction.size() > decimals) return refused(QStringLiteral("AmountTooManyDecimals"));
    if (whole.size() > 14) return refused(QStringLiteral("AmountTooLarge"));
    std::int64_t minor = whole.toLongLong() * powerOfTen(decimals);
    if (!fraction.isEmpty()) minor += fraction.toLongLong() * powerOfTen(decimals - static_cast<int>(fraction.size()));
    if (minor > moneyCeilingMinor) return refused(QStringLiteral("AmountTooLarge"));
    return Money{minor, currency};
}

QString formatGrouped(Money money) { return plainDigits(money, true); }
QString formatPlain(Money money) { return plainDigits(money, false); }

QString formatChineseCapital(Money money) {
    CHECK(money.minor >= 0 && money.minor <= moneyCeilingMinor && money.currency == Currency::cny());
    static const QString digits = QStringLiteral("零壹贰叁肆伍陆柒捌玖");
    static const std::array<QString, 4> places{QString(), QStringLiteral("拾"), QStringLiteral("佰"),
                                               QStringLiteral("仟")};
    static const std::array<QString, 4> groups{QString(), QStringLiteral("万"), QStringLiteral("亿"),
                                               QStringLiteral("万亿")};
    std::int64_t yuan = money.minor / 100;
    const auto jiao = (money.minor / 10) % 10;
    const auto fen = money.minor % 10;

    QString whole;
    bool owesZero = false; // a zero is written once, and only between two digits that are not zero
    for (int group = 3; group >= 0; --group) {
        const std::int64_t four = (yuan / powerOfTen(group * 4)) % 10'000;
        if (four == 0) {
            owesZero = !whole.isEmpty();
            continue;
        }
        for (int place = 3; place >= 0; --place) {
            const auto digit = (four / powerOfTen(place)) % 10;
            if (digit == 0) {
                owesZero = !whole.isEmpty();
                continue;
            }
            if (owesZero) whole += digits[0];
            owesZero = false;
            whole += digits[digit];
            whole += places[static_cast<std::size_t>(place)];
        }
        // 万亿 followed by a non-empty 亿 group shares the 亿.
        const bool sharesYi = group == 3 && (yuan / powerOfTen(8)) % 10'000 != 0;
        whole += sharesYi ? QStringLiteral("万") : groups[static_cast<std::size_t>(group)];
        owesZero = false;
    }
    QString text = whole.isEmpty() ? QString() : whole + QStringLiteral("元");
    if (jiao == 0 && fen == 0) return (text.isEmpty() ? QStringLiteral("零元") : text) + QStringLiteral("整");
    if (jiao != 0)
        text += digits[jiao] + QStringLiteral("角");
    else if (!text.isEmpty())
        text += digits[0];
    text += fen != 0 ? digits[fen] + QStringLiteral("分") : QStringLiteral("整");
    return text;
}

} // namespace payout
