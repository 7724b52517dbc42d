// SPDX-License-Identifier: GPL-3.0-or-later
// Spec 6.2 and 6.3: account numbers, masks, check digits, names.
#include "core/base/account_number.h"

#include <QTest>

using namespace payout;

namespace {
QString read(const char* text, AccountKind kind) {
    const auto parsed = AccountNumber::parse(QString::fromUtf8(text), kind);
    return parsed ? parsed->digits() : parsed.error().code;
}
} // namespace

class AccountNumberTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parsed_data();
    void parsed();
    void masked();
    void luhn();
    void cnaps_of_the_spec();
    void cnaps_finds_every_single_digit_error();
    void names_compare();
};

void AccountNumberTest::parsed_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<AccountKind>("kind");
    QTest::addColumn<QString>("result");
    const auto add = [](const char* text, AccountKind kind, const char* result) {
        QTest::addRow("%s %s", kind == AccountKind::Card ? "card" : "company", text)
            << QString::fromUtf8(text) << kind << QString::fromLatin1(result);
    };
    const auto card = AccountKind::Card;
    const auto company = AccountKind::Company;
    add("6222021234567890128", card, "6222021234567890128");
    add("6222 0212 3456 7890 128", card, "6222021234567890128");
    add("６２２２０２１２３４５６７８９０１２８", card, "6222021234567890128");
    add("123456789012345", card, "123456789012345");
    add("12345678901234", card, "AccountLength");
    add("12345678901234567890", card, "AccountLength");
    add("", card, "AccountEmpty");
    add("　 ", card, "AccountEmpty");
    add("6.217E+18", card, "AccountExcelDamage");
    add("6.2e18", card, "AccountExcelDamage");
    add("6E18", company, "AccountExcelDamage");
    add("622202123456789012x", card, "AccountNotDigits");
    add("6222-0212-3456-7890", card, "AccountNotDigits");
    add("-622202123456789", card, "AccountNotDigits");
    add("٦222021234567890128", card, "AccountNotDigits");
    add("1109-0000-1000", company, "1109-0000-1000");
    add("12345678", company, "12345678");
    add("1234567", company, "AccountLength");
    add("123456789012345678901234567890123", company, "AccountLength");
}

void AccountNumberTest::parsed() {
    QFETCH(QString, text);
    QFETCH(AccountKind, kind);
    QFETCH(QString, result);
    QCOMPARE(read(text.toUtf8().constData(), kind), result);
}

void AccountNumberTest::masked() {
    QCOMPARE(AccountNumber::parse(u"6217000000000000017", AccountKind::Card)->masked(),
             QStringLiteral("6217***********0017"));
    QCOMPARE(maskAccount(u"123456789"), QStringLiteral("1234*6789"));
    QCOMPARE(maskAccount(u"12345678"), QStringLiteral("********")); // nothing would be hidden otherwise
    QCOMPARE(maskAccount(u""), QString());
}

void AccountNumberTest::luhn() {
    QVERIFY(passesLuhn(u"4111111111111111"));
    QVERIFY(!passesLuhn(u"4111111111111112"));
    QVERIFY(passesLuhn(u"79927398713"));
    QVERIFY(!passesLuhn(u"79927398731")); // two neighbours swapped
    QVERIFY(AccountNumber::parse(u"4111 1111 1111 1111", AccountKind::Card)->passesLuhn());
    QVERIFY(!AccountNumber::parse(u"4111 1111 1111 1112", AccountKind::Card)->passesLuhn());
}

void AccountNumberTest::cnaps_of_the_spec() {
    for (const QString& code :
         {QStringLiteral("102100099996"), QStringLiteral("103100000026"), QStringLiteral("104100000004"),
          QStringLiteral("105100000017"), QStringLiteral("301290000007"), QStringLiteral("308584000013"),
          QStringLiteral("102331005059"), QStringLiteral("102100002020"), QStringLiteral("991290000793")})
        QVERIFY2(passesCnapsCheck(code), qPrintable(code));
    QVERIFY(!passesCnapsCheck(u""));
    QVERIFY(!passesCnapsCheck(u"10210009999"));
    QVERIFY(!passesCnapsCheck(u"1021000999960"));
    QVERIFY(!passesCnapsCheck(u"10210009999x"));
}

void AccountNumberTest::cnaps_finds_every_single_digit_error() {
    const QString good = QStringLiteral("102331005059");
    for (qsizetype at = 0; at < good.size(); ++at)
        for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
            QString changed = good;
            changed[at] = QChar(digit);
            QCOMPARE(passesCnapsCheck(changed), changed == good);
        }
}

void AccountNumberTest::names_compare() {
    QCOMPARE(comparableName(u"张 三"), comparableName(u"张三"));
    QCOMPARE(comparableName(u"阿不都•热合曼"), comparableName(u"阿不都·热合曼"));
    QCOMPARE(comparableName(u"阿不都．热合曼"), comparableName(u"阿不都·热合曼"));
    QCOMPARE(comparableName(u"上海（示例）公司"), comparableName(u"上海(示例)公司"));
    QCOMPARE(comparableName(u"ＡＢＣ公司"), comparableName(u"ABC公司"));
    QVERIFY(comparableName(u"张三") != comparableName(u"张山"));
    QVERIFY(comparableName(u"Mary") != comparableName(u"Mаry")); // the second has a Cyrillic а
}

QTEST_GUILESS_MAIN(AccountNumberTest)
#include "account_number_test.moc"
