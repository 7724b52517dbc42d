// SPDX-License-Identifier: GPL-3.0-or-later
// The stored column mapping of CSV statements: what is taken, what is refused, and that it survives storage.
#include "core/statement/csv_mapping.h"

#include <QJsonDocument>
#include <QTest>

using namespace payout;
using namespace payout::statement;

namespace {

QJsonObject json(const char* text) {
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray(text).replace('\'', '"'));
    if (!document.isObject()) qFatal("the test's JSON is wrong: %s", text);
    return document.object();
}

const char* const full =
    "{'delimiter': '\\t', 'encoding': 'GB18030', 'hasHeader': true, 'linesBeforeHeader': 3,"
    " 'columns': {'orderNo': '商户订单号', 'flowNo': 3, 'amount': '金额', 'direction': '借贷', 'date': '日期', 'time': "
    "'时间',"
    "             'status': '状态', 'payeeName': '户名', 'payeeAccount': '账号'},"
    " 'directionFrom': 'words', 'debitWords': ['借'], 'creditWords': ['贷'], 'debitIsNegative': false,"
    " 'bookedWords': ['成功'], 'pendingWords': ['处理中'], 'infoWords': ['失败'], 'returnWords': ['退票'],"
    " 'dateFormat': 'yyyyMMdd', 'timeFormat': 'HHmmss', 'amountUnit': 'minor', 'groupedAmounts': false,"
    " 'titles': {'account': '#a', 'from': '#f', 'to': '#t'},"
    " 'currency': 'CNY', 'cellPrefix': '`', 'trailer': {'marker': '合计', 'countColumn': 2, 'sumColumn': 3}}";

} // namespace

class CsvMappingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKeyIsRead() {
        const auto mapping = mappingFromJson(json(full));
        QVERIFY2(mapping, mapping ? "" : qPrintable(describe(mapping.error())));
        QCOMPARE(mapping->delimiter, QChar(u'\t'));
        QCOMPARE(mapping->encoding, TextEncoding::Gb18030);
        QCOMPARE(mapping->linesBeforeHeader, 3);
        QCOMPARE(*mapping->column(CsvField::OrderNo), (CsvColumn{QStringLiteral("商户订单号"), 0}));
        QCOMPARE(*mapping->column(CsvField::FlowNo), (CsvColumn{QString(), 3}));
        QVERIFY(!mapping->column(CsvField::ValueDate));
        QCOMPARE(mapping->directionFrom, DirectionSource::Words);
        QCOMPARE(mapping->returnWords, QStringList{QStringLiteral("退票")});
        QCOMPARE(mapping->amountUnit, AmountUnit::Minor);
        QVERIFY(!mapping->debitIsNegative);
        QCOMPARE(*mapping->trailer, (CsvTrailer{QStringLiteral("合计"), 2, 3}));
        QCOMPARE(mapping->titles->account, QStringLiteral("#a"));
        QCOMPARE(mapping->titles->to, QStringLiteral("#t"));
        QVERIFY(mapping->titles->opening.isEmpty());
        QVERIFY(!mapping->coversWholeDays);
    }

    void storedAndReadBackIsTheSame() {
        const auto mapping = mappingFromJson(json(full));
        const auto again = mappingFromJson(mappingToJson(*mapping));
        QVERIFY(again);
        QVERIFY(*again == *mapping);
        const auto smallest = mappingFromJson(json("{'columns': {'flowNo': 1, 'amount': 2, 'date': 3}}"));
        QVERIFY(smallest);
        QVERIFY(*mappingFromJson(mappingToJson(*smallest)) == *smallest);
    }

    void mistakes_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("names"); // what the refusal must name
        const auto columns = [](const char* inside, const char* rest = "") {
            return "{'columns': {" + QByteArray(inside) + "}" + rest + "}";
        };
        const char* base = "'flowNo': 1, 'amount': 2, 'date': 3";
        const auto with = [&](const char* rest) { return columns(base, rest); };
        QTest::newRow("empty") << QByteArray("{}") << QStringLiteral("date");
        QTest::newRow("no date") << columns("'flowNo': 1, 'amount': 2") << QStringLiteral("date");
        QTest::newRow("no key") << columns("'amount': 2, 'date': 3") << QStringLiteral("orderNo or flowNo");
        QTest::newRow("no amount") << columns("'flowNo': 1, 'date': 3") << QStringLiteral("amount");
        QTest::newRow("unknown key") << with(", 'delimeter': ';'") << QStringLiteral("delimeter");
        QTest::newRow("unknown field") << columns("'flowNo': 1, 'amount': 2, 'date': 3, 'datum': 4")
                                       << QStringLiteral("datum");
        QTest::newRow("column 0") << columns("'flowNo': 0, 'amount': 2, 'date': 3") << QStringLiteral("flowNo");
        QTest::newRow("column 1.5") << columns("'flowNo': 1.5, 'amount': 2, 'date': 3") << QStringLiteral("flowNo");
        QTest::newRow("column 513") << columns("'flowNo': 513, 'amount': 2, 'date': 3") << QStringLiteral("flowNo");
        QTest::newRow("blank header") << columns("'flowNo': ' ', 'amount': 2, 'date': 3") << QStringLiteral("flowNo");
        QTest::newRow("name without header line")
            << columns("'flowNo': 'x', 'amount': 2, 'date': 3", ", 'hasHeader': false") << QStringLiteral("flowNo");
        QTest::newRow("words without column")
            << with(", 'directionFrom': 'words', 'debitWords': ['D'], 'creditWords': ['C']")
            << QStringLiteral("direction");
        QTest::newRow("words without words")
            << columns("'flowNo': 1, 'amount': 2, 'date': 3, 'direction': 4", ", 'directionFrom': 'words'")
            << QStringLiteral("debitWords");
        QTest::newRow("direction column without words")
            << columns("'flowNo': 1, 'amount': 2, 'date': 3, 'direction': 4") << QStringLiteral("direction");
        QTest::newRow("one word for both")
            << columns("'flowNo': 1, 'amount': 2, 'date': 3, 'direction': 4",
                       ", 'directionFrom': 'words', 'debitWords': ['D'], 'creditWords': ['D']")
            << QStringLiteral("D is both");
        QTest::newRow("separate columns, one missing")
            << columns("'flowNo': 1, 'debitAmount': 2, 'date': 3", ", 'directionFrom': 'columns'")
            << QStringLiteral("debitAmount and creditAmount");
        QTest::newRow("separate columns and amount")
            << columns("'flowNo': 1, 'amount': 4, 'debitAmount': 2, 'creditAmount': 5, 'date': 3",
                       ", 'directionFrom': 'columns'")
            << QStringLiteral("amount");
        QTest::newRow("status without words")
            << columns("'flowNo': 1, 'amount': 2, 'date': 3, 'status': 4") << QStringLiteral("bookedWords");
        QTest::newRow("status word twice")
            << columns("'flowNo': 1, 'amount': 2, 'date': 3, 'status': 4", ", 'bookedWords': ['S'], 'infoWords': ['S']")
            << QStringLiteral("S is listed twice");
        QTest::newRow("no month") << with(", 'dateFormat': 'yyyy-dd'") << QStringLiteral("dateFormat");
        QTest::newRow("two-digit year") << with(", 'dateFormat': 'yy-MM-dd'") << QStringLiteral("dateFormat");
        QTest::newRow("time twice") << columns("'flowNo': 1, 'amount': 2, 'date': 3, 'time': 4",
                                               ", 'dateFormat': 'yyyyMMddHHmmss'")
                                    << QStringLiteral("time");
        QTest::newRow("grouped fen") << with(", 'groupedAmounts': true, 'amountUnit': 'minor'")
                                     << QStringLiteral("groupedAmounts");
        QTest::newRow("quote as delimiter") << with(", 'delimiter': '\\\"'") << QStringLiteral("delimiter");
        QTest::newRow("long delimiter") << with(", 'delimiter': ';;'") << QStringLiteral("delimiter");
        QTest::newRow("letter as delimiter") << with(", 'delimiter': 'x'") << QStringLiteral("delimiter");
        QTest::newRow("encoding") << with(", 'encoding': 'latin1'") << QStringLiteral("UTF-8, GB18030");
        QTest::newRow("flag as text") << with(", 'hasHeader': 'yes'") << QStringLiteral("hasHeader");
        QTest::newRow("words as text") << with(", 'debitWords': 'D'") << QStringLiteral("debitWords");
        QTest::newRow("trailer without marker") << with(", 'trailer': {'countColumn': 2}") << QStringLiteral("marker");
        QTest::newRow("trailer count in the marker")
            << with(", 'trailer': {'marker': 'T', 'countColumn': 1}") << QStringLiteral("trailer");
        QTest::newRow("trailer key") << with(", 'trailer': {'marker': 'T', 'total': 1}") << QStringLiteral("total");
        const auto titled = [&](const char* titles, const char* more = "") {
            return columns(
                base,
                QByteArray(", 'linesBeforeHeader': 2, 'titles': {" + QByteArray(titles) + "}" + more).constData());
        };
        QTest::newRow("no title") << titled("") << QStringLiteral("titles");
        QTest::newRow("title key") << titled("'till': '#t'") << QStringLiteral("till");
        QTest::newRow("one title for two") << titled("'from': '#p', 'to': '#p'") << QStringLiteral("titles");
        QTest::newRow("half a period") << titled("'from': '#f'") << QStringLiteral("from and to");
        QTest::newRow("half a proof") << titled("'from': '#f', 'opening': '#o'") << QStringLiteral("titles");
        QTest::newRow("balances of no moment")
            << titled("'opening': '#o', 'closing': '#c'") << QStringLiteral("balances");
        QTest::newRow("more titles than lines")
            << titled("'account': '#a', 'from': '#f', 'to': '#t'") << QStringLiteral("linesBeforeHeader");
        QTest::newRow("two periods") << titled("'from': '#f', 'to': '#t'",
                                               ", 'coversWholeDays': true, 'trailer': {'marker': 'T'}")
                                     << QStringLiteral("period");
        QTest::newRow("whole days without a trailer") << with(", 'coversWholeDays': true") << QStringLiteral("trailer");
        QTest::newRow("negative number") << with(", 'linesBeforeHeader': -1") << QStringLiteral("linesBeforeHeader");
    }
    void mistakes() {
        QFETCH(QByteArray, text);
        QFETCH(QString, names);
        const auto mapping = mappingFromJson(json(text.constData()));
        QVERIFY(!mapping);
        QCOMPARE(mapping.error().code, QStringLiteral("BadMapping"));
        QVERIFY2(mapping.error().detail.contains(names), qPrintable(mapping.error().detail));
    }

    void currencyIsChecked() {
        const auto mapping =
            mappingFromJson(json("{'columns': {'flowNo': 1, 'amount': 2, 'date': 3}, 'currency': 'yuan'}"));
        QCOMPARE(mapping.error().code, QStringLiteral("BadCurrency"));
    }
};

QTEST_GUILESS_MAIN(CsvMappingTest)
#include "csv_mapping_test.moc"
