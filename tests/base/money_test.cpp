// SPDX-License-Identifier: GPL-3.0-or-later
// INV9 and the amount grammar of core/base/money.h.
#include "core/base/money.h"

#include <QTest>

#include <limits>

using namespace payout;

namespace {
Currency currency(const char* code) { return *Currency::parse(QString::fromLatin1(code)); }
QString codeOf(const Result<Money>& result) { return result ? QString() : result.error().code; }
} // namespace

class MoneyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void currencies();
    void amounts_data();
    void amounts();
    void amounts_refused_data();
    void amounts_refused();
    void sums_are_exact_and_bounded();
    void printed();
    void printed_is_read_back();
    void chinese_capitals_data();
    void chinese_capitals();
};

void MoneyTest::currencies() {
    QCOMPARE(currency("CNY"), Currency::cny());
    QCOMPARE(currency("CNY").decimals(), 2);
    QCOMPARE(currency("JPY").decimals(), 0);
    QCOMPARE(currency("KWD").decimals(), 3);
    for (const QString& bad : {QStringLiteral(""), QStringLiteral("CN"), QStringLiteral("cny"), QStringLiteral("CNYY"),
                               QStringLiteral("C1Y"), QStringLiteral("ＣＮＹ")}) {
        const auto parsed = Currency::parse(bad);
        QVERIFY2(!parsed, qPrintable(bad));
        QCOMPARE(parsed.error().code, QStringLiteral("BadCurrency"));
    }
}

void MoneyTest::amounts_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<qint64>("minor");
    const auto add = [](const char* text, const char* code, qint64 minor) {
        QTest::addRow("%s %s", text, code) << QString::fromUtf8(text) << QString::fromLatin1(code) << minor;
    };
    add("1234.50", "CNY", 123450);
    add("0.01", "CNY", 1);
    add("0", "CNY", 0);
    add("7.5", "CNY", 750);
    add("007", "CNY", 700);
    add("4503599627370497.00", "CNY", -1); // refused below; kept out of double's exact range on purpose
    add("9007199254740.93", "CNY", 900719925474093);
    add("10000000000000", "CNY", moneyCeilingMinor);
    add("100", "JPY", 100);
    add("1.234", "KWD", 1234);
}

void MoneyTest::amounts() {
    QFETCH(QString, text);
    QFETCH(QString, code);
    QFETCH(qint64, minor);
    const auto parsed = parseAmount(text, *Currency::parse(code));
    if (minor < 0) {
        QCOMPARE(codeOf(parsed), QStringLiteral("AmountTooLarge"));
        return;
    }
    QVERIFY(parsed);
    QCOMPARE(parsed->minor, minor);
    QCOMPARE(parsed->currency.code(), code);
}

void MoneyTest::amounts_refused_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    const auto add = [](const char* text, const char* code) {
        QTest::addRow("'%s'", text) << QString::fromUtf8(text) << QString::fromLatin1(code);
    };
    for (const char* text : {"", ".", ".5", "5.", "-1", "+1", "1e9", "1,234.50", " 1", "1 ", "１００", "1.2.3", "0x10",
                             "٣", "1.-5", "NaN", "inf"})
        add(text, "AmountNotANumber");
    add("1.005", "AmountTooManyDecimals");
    add("1.000", "AmountTooManyDecimals");
    add("10000000000000.01", "AmountTooLarge");
    add("99999999999999", "AmountTooLarge");
    add("100000000000000", "AmountTooLarge");
    add("99999999999999999999999999", "AmountTooLarge");
}

void MoneyTest::amounts_refused() {
    QFETCH(QString, text);
    QFETCH(QString, code);
    QCOMPARE(codeOf(parseAmount(text)), code);
}

void MoneyTest::sums_are_exact_and_bounded() {
    const Money fen{1};
    const Money ceiling{moneyCeilingMinor};
    QCOMPARE(add(Money{10}, Money{20})->minor, 30);
    QCOMPARE(subtract(fen, Money{2})->minor, -1);
    QCOMPARE(add(ceiling, Money{0})->minor, moneyCeilingMinor);
    QCOMPARE(codeOf(add(ceiling, fen)), QStringLiteral("MoneyOverflow"));
    QCOMPARE(codeOf(subtract(Money{-moneyCeilingMinor}, fen)), QStringLiteral("MoneyOverflow"));
    const Money largest{std::numeric_limits<std::int64_t>::max()};
    QCOMPARE(codeOf(add(largest, largest)), QStringLiteral("MoneyOverflow"));
    QCOMPARE(codeOf(add(fen, Money{1, currency("USD")})), QStringLiteral("CurrencyMismatch"));
}

void MoneyTest::printed() {
    QCOMPARE(formatGrouped({123456789}), QStringLiteral("1,234,567.89"));
    QCOMPARE(formatGrouped({99999}), QStringLiteral("999.99"));
    QCOMPARE(formatGrouped({100000}), QStringLiteral("1,000.00"));
    QCOMPARE(formatGrouped({-5}), QStringLiteral("-0.05"));
    QCOMPARE(formatGrouped({-100000}), QStringLiteral("-1,000.00"));
    QCOMPARE(formatPlain({123456789}), QStringLiteral("1234567.89"));
    QCOMPARE(formatPlain({0}), QStringLiteral("0.00"));
    QCOMPARE(formatPlain({1234, currency("JPY")}), QStringLiteral("1234"));
    QCOMPARE(formatPlain({1234, currency("KWD")}), QStringLiteral("1.234"));
}

void MoneyTest::printed_is_read_back() {
    for (const std::int64_t minor : {std::int64_t{1}, std::int64_t{99}, std::int64_t{100}, std::int64_t{1'000'001},
                                     std::int64_t{900'719'925'474'093}, moneyCeilingMinor})
        QCOMPARE(parseAmount(formatPlain({minor}))->minor, minor);
}

void MoneyTest::chinese_capitals_data() {
    QTest::addColumn<qint64>("fen");
    QTest::addColumn<QString>("text");
    const auto add = [](qint64 fen, const char* text) { QTest::addRow("%lld", fen) << fen << QString::fromUtf8(text); };
    add(0, "零元整");
    add(5, "伍分");
    add(50, "伍角整");
    add(100, "壹元整");
    add(123456, "壹仟贰佰叁拾肆元伍角陆分");
    // The examples of 支付结算办法, annex 1.
    add(140950, "壹仟肆佰零玖元伍角整");
    add(600714, "陆仟零柒元壹角肆分");
    add(168032, "壹仟陆佰捌拾元叁角贰分");
    add(10700053, "壹拾万柒仟元伍角叁分"); // the 零 may be left out there
    add(1640902, "壹万陆仟肆佰零玖元零贰分");
    add(32504, "叁佰贰拾伍元零肆分");
    add(1'000'000, "壹万元整");
    add(1'000'100, "壹万零壹元整");
    add(10'000'100, "壹拾万零壹元整");
    add(10'000'000'000, "壹亿元整");
    add(10'000'100'000, "壹亿零壹仟元整");
    add(100'010'000'000'000, "壹万零壹亿元整");
    add(moneyCeilingMinor, "壹拾万亿元整");
}

void MoneyTest::chinese_capitals() {
    QFETCH(qint64, fen);
    QFETCH(QString, text);
    QCOMPARE(formatChineseCapital({fen}), text);
}

QTEST_GUILESS_MAIN(MoneyTest)
#include "money_test.moc"
