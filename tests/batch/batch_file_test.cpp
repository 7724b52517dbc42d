// SPDX-License-Identifier: GPL-3.0-or-later
// The batch file format of core/batch/batch_file.h, threats T13 and T14. A case is a file and the list of what is
// wrong with it, written "line column code".
#include "core/base/digest.h"
#include "core/batch/batch_file.h"
#include "core/batch/csv_records.h"
#include "core/batch/payee_text.h"

#include <QElapsedTimer>
#include <QTest>

using namespace payout;
using namespace payout::batch;

namespace {

const QByteArray goodAccount("6222021234567890128"); // passes Luhn, ends in no zeros
const QByteArray header("商户订单号,收款人姓名,收款账号,账户类型,联行号,金额,附言\n");

BatchFileLimits withoutControl() {
    BatchFileLimits limits;
    limits.controlLineRequired = false;
    return limits;
}

QStringList listed(const QVector<BatchFileIssue>& issues) {
    QStringList lines;
    for (const BatchFileIssue& issue : issues)
        lines += QStringLiteral("%1 %2 %3")
                     .arg(QString::number(issue.lineNo), issue.column ? nameOf(*issue.column) : QStringLiteral("-"),
                          nameOf(issue.code));
    return lines;
}

BatchFileSummary read(const QByteArray& bytes, const BatchFileLimits& limits = withoutControl()) {
    const auto summary = readBatchFile(bytes, limits);
    if (!summary) qFatal("%s", qPrintable(describe(summary.error())));
    return *summary;
}

QString errorsOf(const QByteArray& bytes, const BatchFileLimits& limits = withoutControl()) {
    return listed(read(bytes, limits).errors).join(u"; ");
}
QString warningsOf(const QByteArray& bytes) { return listed(read(bytes).warnings).join(u"; "); }

QString refusalOf(const Result<BatchFileSummary>& result) { return result ? QString() : result.error().code; }

// One row of the full header with the named cells; the rest is good.
struct Cells {
    QByteArray ref = "A-1";
    QByteArray name = "张三";
    QByteArray account = goodAccount;
    QByteArray kind = "";
    QByteArray bankCode = "";
    QByteArray amount = "100.00";
    QByteArray purpose = "";
};
QByteArray fileWith(const Cells& c) {
    return header + c.ref + ',' + c.name + ',' + c.account + ',' + c.kind + ',' + c.bankCode + ',' + c.amount + ',' +
           c.purpose + '\n';
}

QByteArray fileOf(int rows) {
    QByteArray bytes = header;
    for (int i = 0; i < rows; ++i)
        bytes += "R-" + QByteArray::number(i) + ",王小明," + goodAccount + ",对私,102100099996," +
                 QByteArray::number(i + 1) + ".05,七月劳务费\n";
    return bytes;
}

} // namespace

class BatchFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_good_file_hands_on_every_row();
    void english_header_in_any_order();
    void gb18030_reads_as_utf8_does();
    void other_encodings_are_refused();
    void limits_of_the_file();
    void header_problems_data();
    void header_problems();
    void control_line_data();
    void control_line();
    void control_mismatch_shows_both();
    void fields_data();
    void fields();
    void warnings_data();
    void warnings();
    void accounts_are_folded();
    void records_data();
    void records();
    void nothing_stops_at_the_first();
    void more_issues_than_listed();
    void repetitions_name_the_first_line();
    void values_are_masked_and_visible();
    void no_row_of_a_bad_file_is_handed_on();
    void rows_early();
    void the_sink_may_refuse();
    void cancelling();
    void progress_only_grows();
    void report_is_safe_to_open();
    void a_hundred_thousand_rows_are_quick();
};

void BatchFileTest::a_good_file_hands_on_every_row() {
    const QByteArray bytes =
        "\xEF\xBB\xBF# 七月\r\n#控制,2,1334.50\r\n商户订单号,收款人姓名,收款账号,账户类型,联行号,金额,附言\r\n"
        "A-1,张三," +
        goodAccount + ",对私,,1234.50,\"结算款, \"\"七月\"\"\"\r\n\r\n" +
        "A_2, 上海示例有限公司 ,1109-0000-1000,对公,102100099996,100,\r\n";
    QStringList rows;
    const auto summary = readBatchFile(bytes, {}, [&](const BatchRow& row) -> Done {
        rows +=
            QStringLiteral("%1|%2|%3|%4|%5|%6|%7|%8|%9")
                .arg(row.rowNo)
                .arg(row.lineNo)
                .arg(QString::fromUtf8(row.merchantRowRef), QString::fromUtf8(row.payeeName),
                     QString::fromUtf8(row.payeeAccount), row.accountKind == AccountKind::Card ? u"card" : u"company",
                     QString::fromUtf8(row.bankCode), QString::number(row.amountMinor), QString::fromUtf8(row.purpose));
        return {};
    });
    QVERIFY(summary);
    QCOMPARE(listed(summary->errors), QStringList());
    QVERIFY(summary->isGood());
    QCOMPARE(rows,
             QStringList({QStringLiteral("1|4|A-1|张三|6222021234567890128|card||123450|结算款, \"七月\""),
                          QStringLiteral("2|6|A_2|上海示例有限公司|1109-0000-1000|company|102100099996|10000|")}));
    QCOMPARE(summary->rowsCount, 2);
    QCOMPARE(formatPlain(summary->total), QStringLiteral("1334.50"));
    QCOMPARE(summary->sha256, sha256Hex(bytes));
    QCOMPARE(summary->encoding, TextEncoding::Utf8);
}

void BatchFileTest::english_header_in_any_order() {
    QByteArray row;
    const auto summary =
        readBatchFile("amount,payee_account,merchant_row_ref,payee_name\n7.5," + goodAccount + ",X,Li Si",
                      withoutControl(), [&](const BatchRow& r) -> Done {
                          row = r.merchantRowRef.toByteArray() + '/' + r.payeeName.toByteArray() + '/' +
                                QByteArray::number(r.amountMinor);
                          return {};
                      });
    QVERIFY(summary && summary->isGood());
    QCOMPARE(row, QByteArray("X/Li Si/750"));
}

void BatchFileTest::gb18030_reads_as_utf8_does() {
    // merchant_row_ref,payee_name,payee_account,amount / G-1,张三,...: the name is D5 C5 C8 FD.
    const QByteArray bytes =
        "merchant_row_ref,payee_name,payee_account,amount\nG-1,\xD5\xC5\xC8\xFD," + goodAccount + ",1.00\n";
    QByteArray name;
    const auto summary = readBatchFile(bytes, withoutControl(), [&](const BatchRow& row) -> Done {
        name = row.payeeName.toByteArray();
        return {};
    });
    QVERIFY(summary && summary->isGood());
    QCOMPARE(name, QByteArray("张三"));
    QCOMPARE(summary->encoding, TextEncoding::Gb18030);
    QCOMPARE(summary->sha256, sha256Hex(bytes)); // of what was given, not of what it was turned into
}

void BatchFileTest::other_encodings_are_refused() {
    QCOMPARE(refusalOf(readBatchFile(QByteArray("\xFF\xFEm\0e\0", 6), {})), QStringLiteral("EncodingUnknown"));
    QCOMPARE(refusalOf(readBatchFile("\xEF\xBB\xBF"
                                     "\xD5\xC5",
                                     {})),
             QStringLiteral("BadUtf8"));
    QCOMPARE(refusalOf(readBatchFile("overlong slash \xC0\xAF\xFF", {})), QStringLiteral("EncodingUnknown"));
}

void BatchFileTest::limits_of_the_file() {
    QCOMPARE(refusalOf(readBatchFile("", {})), QStringLiteral("FileEmpty"));
    BatchFileLimits small = withoutControl();
    const QByteArray bytes = fileOf(3);
    small.bytesMax = bytes.size() - 1;
    QCOMPARE(refusalOf(readBatchFile(bytes, small)), QStringLiteral("FileTooLarge"));
    small.bytesMax = bytes.size();
    small.rowsMax = 3;
    QCOMPARE(errorsOf(bytes, small), QString());
    small.rowsMax = 2;
    QCOMPARE(errorsOf(bytes, small), QStringLiteral("4 - TooManyRows"));
}

void BatchFileTest::header_problems_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("errors");
    const QByteArray row = "\nA,张三," + goodAccount + ",1\n";
    QTest::newRow("blank file") << QByteArray("\n \n") << "0 - HeaderMissing";
    QTest::newRow("comments only") << QByteArray("# a\n# b\n") << "0 - HeaderMissing";
    QTest::newRow("no rows") << header << "0 - NoRows";
    QTest::newRow("unknown") << QByteArray("# c\n商户订单号,收款人姓名,收款账号,金额,电话") + row
                             << "2 - ColumnUnknown";
    QTest::newRow("missing") << QByteArray("商户订单号,收款人姓名,金额") + row << "1 payee_account ColumnMissing";
    QTest::newRow("repeated in two languages")
        << QByteArray("商户订单号,收款人姓名,收款账号,金额,amount") + row << "1 amount ColumnRepeated";
    QTest::newRow("empty name in the middle")
        << QByteArray("商户订单号,收款人姓名,,收款账号,金额") + row << "1 - ColumnUnknown";
    QTest::newRow("empty tail is passed over") << QByteArray("商户订单号,收款人姓名,收款账号,金额,,") + row << "";
    QTest::newRow("unclosed quote") << QByteArray("\"商户订单号,收款人姓名") + row << "1 - HeaderMissing";
}

void BatchFileTest::header_problems() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, errors);
    QCOMPARE(errorsOf(bytes), errors);
    if (errors.endsWith(u"ColumnUnknown"))
        QVERIFY(read(bytes).errors[0].detail.contains(QStringLiteral("收款账号/payee_account")));
}

void BatchFileTest::control_line_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("errors");
    const QByteArray head("merchant_row_ref,payee_name,payee_account,amount\n");
    const QByteArray one = "A,张三," + goodAccount + ",1.00\n";
    const QByteArray two = "B,张三," + goodAccount + ",2.00\n";
    QTest::newRow("before the header") << "# c\n#控制,2,3.00\n# d\n" + head + one + two << "";
    QTest::newRow("first data line") << head + "#CONTROL,2,3\n" + one + two << "";
    QTest::newRow("last data line") << head + one + two + "#控制,2,3.00,,,\n\n" << "";
    QTest::newRow("between rows") << head + one + "#控制,2,3.00\n" + two << "3 - ControlLineMisplaced";
    QTest::newRow("twice") << "#控制,2,3.00\n" + head + one + two + "#控制,2,3.00\n" << "5 - ControlLineRepeated";
    QTest::newRow("none") << head + one + two << "0 - ControlLineMissing";
    QTest::newRow("full-width hash is a comment of nobody") << head + one + two + "＃控制,2,3.00\n"
                                                            << "0 - ControlLineMissing; 4 - TooFewCells";
    QTest::newRow("no total") << "#控制,2\n" + head + one + two << "1 - ControlLineMalformed";
    QTest::newRow("negative rows") << "#控制,-2,3.00\n" + head + one + two << "1 - ControlLineMalformed";
    QTest::newRow("rows") << "#控制,3,3.00\n" + head + one + two << "1 - ControlRowsMismatch";
    QTest::newRow("total by one fen") << "#控制,2,3.01\n" + head + one + two << "1 - ControlTotalMismatch";
    QTest::newRow("cut at a line end") << "#控制,2,3.00\n" + head + one
                                       << "1 - ControlRowsMismatch; 1 - ControlTotalMismatch";
    QTest::newRow("an unread amount is reported once")
        << "#控制,2,3.00\n" + head + one + "B,张三," + goodAccount + ",x\n"
        << "4 amount AmountNotANumber";
}

void BatchFileTest::control_line() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, errors);
    QCOMPARE(errorsOf(bytes, {}), errors);
}

void BatchFileTest::control_mismatch_shows_both() {
    const auto summary =
        read("#控制,3,10.00\nmerchant_row_ref,payee_name,payee_account,amount\nA,张三," + goodAccount + ",9.99\n");
    QCOMPARE(summary.errors[0].detail, QStringLiteral("stated 3, found 1"));
    QCOMPARE(summary.errors[1].detail, QStringLiteral("stated 10.00, found 9.99"));
}

void BatchFileTest::fields_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("errors");
    const auto add = [](const char* name, const Cells& cells, const char* errors) {
        QTest::newRow(name) << fileWith(cells) << QString::fromLatin1(errors);
    };
    const QByteArray hundred(100, '9');
    add("reference empty", {.ref = ""}, "2 merchant_row_ref FieldMissing");
    add("reference with a slash", {.ref = "A/1"}, "2 merchant_row_ref RefFormat");
    add("reference of 64", {.ref = QByteArray(64, 'a')}, "");
    add("reference of 65", {.ref = QByteArray(65, 'a')}, "2 merchant_row_ref FieldTooLong");
    add("reference in full width", {.ref = "Ａ１"}, "2 merchant_row_ref RefFormat");

    add("name empty", {.name = "  "}, "2 payee_name FieldMissing");
    add("name of 60 characters", {.name = QByteArray("张").repeated(60)}, "");
    add("name of 61 characters", {.name = QByteArray("张").repeated(61)}, "2 payee_name FieldTooLong");
    add("NUL", {.name = QByteArray("张\0三", 7)}, "2 payee_name ForbiddenCharacter");
    add("tab", {.name = "张\t三"}, "2 payee_name ForbiddenCharacter");
    add("line break in quotes", {.name = "\"张\n三\""}, "2 payee_name ForbiddenCharacter");
    add("right-to-left override", {.name = "张\xE2\x80\xAE三"}, "2 payee_name ForbiddenCharacter");
    add("zero-width space", {.name = "张\xE2\x80\x8B三"}, "2 payee_name ForbiddenCharacter");
    add("private use", {.name = "张\xEE\x80\x80三"}, "2 payee_name ForbiddenCharacter");
    add("private use beyond the basic plane", {.name = "张\xF3\xB0\x80\x80"}, "2 payee_name ForbiddenCharacter");
    add("non-character", {.name = "张\xEF\xBF\xBF"}, "2 payee_name ForbiddenCharacter");
    add("DEL", {.name = "张\x7F"}, "2 payee_name ForbiddenCharacter");
    add("formula", {.name = "=cmd()"}, "2 payee_name FormulaLeading");
    add("formula in full width", {.name = "＝cmd"}, "2 payee_name FormulaLeading");
    add("formula behind a blank", {.name = " +1"}, "2 payee_name FormulaLeading");
    add("formula in the purpose", {.purpose = "@SUM"}, "2 purpose FormulaLeading");
    add("minus in the purpose", {.purpose = "-1"}, "2 purpose FormulaLeading");
    add("purpose of 60", {.purpose = QByteArray("款").repeated(60)}, "");
    add("purpose of 61", {.purpose = QByteArray("款").repeated(61)}, "2 purpose FieldTooLong");
    add("bell in the purpose", {.purpose = "a\x07"}, "2 purpose ForbiddenCharacter");

    add("account empty", {.account = ""}, "2 payee_account AccountEmpty");
    add("Excel's work", {.account = "6.2E+18"}, "2 payee_account AccountExcelDamage");
    add("Excel's longer work", {.account = "6.22202E+18"}, "2 payee_account AccountExcelDamage");
    add("account with a letter", {.account = "62220212345678901x8"}, "2 payee_account AccountNotDigits");
    add("account of 14 digits", {.account = "62220212345678"}, "2 payee_account AccountLength");
    add("account of 20 digits", {.account = "62220212345678901281"}, "2 payee_account AccountLength");
    add("card with a hyphen", {.account = "6222-0212-3456-7890"}, "2 payee_account AccountNotDigits");
    add("company of 8", {.account = "1109-001", .kind = "company"}, "");
    add("company of 7", {.account = "1109001", .kind = "company"}, "2 payee_account AccountLength");
    add("company of 33", {.account = QByteArray(33, '1'), .kind = "对公"}, "2 payee_account AccountLength");
    add("kind unknown", {.kind = "公司"}, "2 account_kind AccountKindUnknown");

    add("bank code of 11", {.bankCode = "10210009999"}, "2 bank_code BankCodeFormat");
    add("bank code with a letter", {.bankCode = "10210009999x"}, "2 bank_code BankCodeFormat");

    add("amount empty", {.amount = ""}, "2 amount FieldMissing");
    add("amount zero", {.amount = "0.00"}, "2 amount AmountNotPositive");
    add("amount negative", {.amount = "-1.00"}, "2 amount AmountNotANumber");
    add("amount with exponent", {.amount = "1e9"}, "2 amount AmountNotANumber");
    add("amount in full width", {.amount = "１００"}, "2 amount AmountNotANumber");
    add("amount grouped", {.amount = "\"1,234.00\""}, "2 amount AmountNotANumber");
    add("amount with three decimals", {.amount = "1.005"}, "2 amount AmountTooManyDecimals");
    add("amount of a hundred digits", {.amount = hundred}, "2 amount AmountTooLarge");
    add("amount at the ceiling", {.amount = "5000000.00"}, "");
    add("amount over the ceiling", {.amount = "5000000.01"}, "2 amount AmountOverRowCeiling");

    add("every field is looked at",
        {.ref = "?", .name = "=1", .account = "1", .kind = "?", .bankCode = "1", .amount = "0", .purpose = "=1"},
        "2 account_kind AccountKindUnknown; 2 merchant_row_ref RefFormat; 2 payee_name FormulaLeading; "
        "2 payee_account AccountLength; 2 bank_code BankCodeFormat; 2 amount AmountNotPositive; "
        "2 purpose FormulaLeading");
}

void BatchFileTest::fields() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, errors);
    QCOMPARE(errorsOf(bytes), errors);
}

void BatchFileTest::warnings_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("warnings");
    const auto add = [](const char* name, const Cells& cells, const char* warnings) {
        QTest::newRow(name) << fileWith(cells) << QString::fromLatin1(warnings);
    };
    const char* odd = "2 payee_name NameOddCharacters";
    const char* mixed = "2 payee_name NameMixedScript";
    add("nothing odd", {}, "");
    add("Luhn", {.account = "6222021234567890123"}, "2 payee_account AccountFailsLuhn");
    add("no Luhn for companies", {.account = "6222021234567890123", .kind = "对公"}, "");
    add("four zeros", {.account = "6222021234560000", .kind = "对公"}, "2 payee_account AccountMaybeRounded");
    add("three zeros", {.account = "6222021234561000", .kind = "对公"}, "");
    add("15 digits are not a spreadsheet's limit", {.account = "622202123450000", .kind = "对公"}, "");
    add("CNAPS code of spec 6.3", {.bankCode = "105100000017"}, "");
    add("CNAPS check digit", {.bankCode = "105100000018"}, "2 bank_code BankCodeCheckDigit");
    add("separator of a transliterated name", {.name = "阿不都·热合曼"}, "");
    add("Latin name", {.name = "Mary-Jane O'Neil Jr."}, "");
    add("Chinese and Latin in a person's name", {.name = "张A三"}, mixed);
    add("Chinese and Latin in a company's name", {.name = "上海ABC（中国）有限公司", .kind = "对公"}, "");
    add("Cyrillic а among Latin", {.name = "Mаry"}, mixed);
    add("Cyrillic а in a company's name", {.name = "АBC公司", .kind = "对公"}, mixed);
    add("full-width letter", {.name = "Ａnn"}, odd);
    add("compatibility ideograph", {.name = "\xEF\xA4\x80三"}, odd);
    add("not NFC", {.name = "Zoe\xCC\x88"}, odd);
    add("NFC", {.name = "Zoë"}, "");
    add("digit in a person's name", {.name = "张三2"}, odd);
    add("emoji", {.name = "张三😀"}, odd);
    add("rare Chinese character", {.name = "𠮷野"}, "");
}

void BatchFileTest::warnings() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, warnings);
    QCOMPARE(errorsOf(bytes), QString());
    QCOMPARE(warningsOf(bytes), warnings);
}

void BatchFileTest::accounts_are_folded() {
    for (const QByteArray& given :
         {QByteArray("6222 0212 3456 7890 128"), QByteArray("６２２２０２１２３４５６７８９０１２８"),
          QByteArray("　6222021234567890128")}) {
        QByteArray account;
        const auto summary =
            readBatchFile(fileWith({.account = given}), withoutControl(), [&](const BatchRow& row) -> Done {
                account = row.payeeAccount.toByteArray();
                return {};
            });
        QVERIFY(summary && summary->isGood());
        QCOMPARE(account, goodAccount);
    }
}

void BatchFileTest::records_data() {
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("errors");
    const QByteArray good = "G,张三," + goodAccount + ",1\n";
    QTest::newRow("too few cells") << "A,张三\n" + good << "2 - TooFewCells";
    QTest::newRow("too many cells") << "A,张三," + goodAccount + ",1,x\n" + good << "2 - TooManyCells";
    QTest::newRow("empty cells beyond the header") << "A,张三," + goodAccount + ",1,,,\n" + good << "";
    QTest::newRow("a spreadsheet's empty row") << ",,,\n" + good << "2 - EmptyRow";
    QTest::newRow("text behind a quote") << "A,\"张\"三," + goodAccount + ",1\n" + good << "2 - QuoteMisplaced";
    QTest::newRow("quote inside") << "A,张\"三," + goodAccount + ",1\n" + good << "2 - QuoteMisplaced";
    QTest::newRow("an unclosed quote costs one line")
        << "A,\"张三," + goodAccount + ",1\n" + good + "B,,,\n"
        << "2 - QuoteUnclosed; 4 payee_name FieldMissing; 4 payee_account AccountEmpty; 4 amount FieldMissing";
    QTest::newRow("lines are counted through quotes")
        << "A,\"张\n\n三\"," + goodAccount + ",1\n" + good + "B,张三," + goodAccount + ",0\n"
        << "2 payee_name ForbiddenCharacter; 6 amount AmountNotPositive";
    QTest::newRow("4,096 characters") << "A,张三," + goodAccount + ",1," + QByteArray(4096 - 27, ' ') + "\n" << "";
    QTest::newRow("4,097 characters") << "A,张三," + goodAccount + ",1," + QByteArray(4097 - 27, ' ') + "\n" + good
                                      << "2 - RecordTooLong";
    QTest::newRow("too long in quotes") << "A,\"" + QByteArray(20'000, 'x') + "\"," + goodAccount + ",1\n" + good
                                        << "2 - RecordTooLong";
    QTest::newRow("a carriage return alone is no line end")
        << "A,张三," + goodAccount + ",1\rB,李四," + goodAccount + ",1\n" + good << "2 - TooManyCells";
    QTest::newRow("a comment among rows is a row") << "# x\n" + good << "2 - TooFewCells";
}

void BatchFileTest::records() {
    QFETCH(QByteArray, rows);
    QFETCH(QString, errors);
    QCOMPARE(errorsOf("merchant_row_ref,payee_name,payee_account,amount\n" + rows), errors);
}

void BatchFileTest::nothing_stops_at_the_first() {
    QByteArray bytes = header;
    for (int i = 0; i < 500; ++i) bytes += "R" + QByteArray::number(i) + ",张三,6.2E+18,,,1.00,\n";
    const auto summary = read(bytes);
    QCOMPARE(summary.errorsCount, 500);
    QCOMPARE(summary.errors.back().lineNo, 501);
    QCOMPARE(summary.suppressed, 0);
    QCOMPARE(summary.rowsCount, 500);
}

void BatchFileTest::more_issues_than_listed() {
    QByteArray bytes = header;
    for (int i = 0; i < 1'500; ++i) bytes += "R" + QByteArray::number(i) + ",张三,6222021234567890123,,,0,\n";
    const auto summary = read(bytes);
    QCOMPARE(summary.errorsCount, 1'500);
    QCOMPARE(summary.warningsCount, 1'500);
    QCOMPARE(summary.errors.size(), issuesListedMax);
    QCOMPARE(summary.warnings.size(), issuesListedMax);
    QCOMPARE(summary.suppressed, 1'000);
    QVERIFY(errorReportCsv(summary).endsWith(",,,,,\"1000 more issues are not listed\"\r\n"));
}

void BatchFileTest::repetitions_name_the_first_line() {
    const QByteArray row = ",张三," + goodAccount + ",,,1.00,\n";
    const auto summary = read(header + "A" + row + "B" + row + "A" + ",张三," + goodAccount + ",,,2.00,\n" +
                              "C,张三,6222 0212 3456 7890 128,,,1.00,\n");
    QCOMPARE(listed(summary.errors), QStringList(QStringLiteral("4 merchant_row_ref RefRepeated")));
    QCOMPARE(summary.errors[0].value, QStringLiteral("A"));
    QCOMPARE(summary.errors[0].detail, QStringLiteral("first in line 2"));
    // The same payee and amount, however the account is written, is held later (R18) and only shown here.
    QCOMPARE(listed(summary.warnings), QStringList({QStringLiteral("3 payee_account SamePayeeAndAmount"),
                                                    QStringLiteral("5 payee_account SamePayeeAndAmount")}));
    QCOMPARE(summary.warnings[1].detail, QStringLiteral("first in line 2"));
}

void BatchFileTest::values_are_masked_and_visible() {
    const auto valueOf = [](const Cells& cells) { return read(fileWith(cells)).errors.at(0).value; };
    QCOMPARE(valueOf({.account = "62220212345678901299"}), QStringLiteral("6222************1299"));
    QCOMPARE(valueOf({.account = "6222021x"}), QStringLiteral("********"));
    QCOMPARE(valueOf({.name = QByteArray("a\0\xE2\x80\xAE"
                                         "b",
                                         6)}),
             QStringLiteral("a\\u0000\\u202Eb"));
    QCOMPARE(valueOf({.name = "=" + QByteArray(80, 'x')}).size(), 40);
    // An account in the wrong column, or a file without header, shows no account either.
    QCOMPARE(valueOf({.amount = goodAccount + "x"}), QStringLiteral("6222***********0128x"));
    QVERIFY(!read("A,张三," + goodAccount + ",1\n").errors.isEmpty());
    for (const BatchFileIssue& issue : read("A,张三," + goodAccount + ",1\n").errors)
        QVERIFY2(!issue.value.contains(QString::fromLatin1(goodAccount)), qPrintable(issue.value));
}

void BatchFileTest::no_row_of_a_bad_file_is_handed_on() {
    int rows = 0;
    const auto summary = readBatchFile(fileOf(10) + "bad\n", withoutControl(), [&](const BatchRow&) -> Done {
        ++rows;
        return {};
    });
    QVERIFY(summary && !summary->isGood());
    QCOMPARE(rows, 0);
}

/// What happened in which order: "asked 3 300.00", "row 1", "good 3".
struct EarlyCalls {
    bool wanted = true;
    int failsAt = 0;
    QStringList calls = {};

    Result<BatchFileSummary> read(const QByteArray& bytes, const BatchFileLimits& limits = {}) {
        return readBatchFileEarly(
            bytes, limits,
            [this](const BatchFileSummary& stated) {
                calls << QStringLiteral("asked %1 %2").arg(stated.rowsCount).arg(formatPlain(stated.total));
                return wanted;
            },
            [this](const BatchRow& row) -> Done {
                calls << QStringLiteral("row %1").arg(row.rowNo);
                if (row.rowNo == failsAt) return unavailable(QStringLiteral("DiskFull"));
                return {};
            },
            {},
            [this](const BatchFileSummary& file) -> Done {
                calls << QStringLiteral("good %1").arg(file.rowsCount);
                return {};
            });
    }
};

QByteArray controlled(const QByteArray& rows, const char* control = "#控制,3,300\n") {
    return control + QByteArrayLiteral("商户订单号,收款人姓名,收款账号,金额\n") + rows;
}

const QByteArray threeRows = "A-1,张三,6217000000000000017,100\nA-2,张三,6217000000000000025,100\n"
                             "A-3,张三,6217000000000000033,100\n";

void BatchFileTest::rows_early() {
    const auto expect = [](EarlyCalls calls, const QByteArray& bytes, const char* code, const char* order) {
        const auto summary = calls.read(bytes);
        QCOMPARE(summary ? QString::fromLatin1(summary->isGood() ? "good" : "bad") : summary.error().code,
                 QString::fromLatin1(code));
        QCOMPARE(calls.calls.join(u'|'), QString::fromLatin1(order));
    };
    expect({}, controlled(threeRows), "good", "asked 3 300.00|row 1|row 2|row 3|good 3");
    expect({.wanted = false}, controlled(threeRows), "good", "asked 3 300.00|good 3|row 1|row 2|row 3");
    // Nothing is stated before the rows: as ever.
    expect({}, controlled(threeRows + "#控制,3,300\n", ""), "good", "good 3|row 1|row 2|row 3");
    // From the first error on nothing more is handed on, and a bad file is nobody's good one.
    expect({}, controlled(QByteArray(threeRows).replace("A-2", "")), "bad", "asked 3 300.00|row 1");
    expect({}, controlled(QByteArray(threeRows).replace("A-1", "")), "bad", "");
    expect({}, controlled(threeRows, "#控制,3,301\n"), "bad", "asked 3 301.00|row 1|row 2|row 3");
    expect({}, controlled(threeRows, "#控制,4,300\n"), "bad", "asked 4 300.00|row 1|row 2|row 3");
    // What is wrong with the file is said before what the taker met with.
    expect({.failsAt = 2}, controlled(threeRows), "DiskFull", "asked 3 300.00|row 1|row 2|good 3");
    expect({.failsAt = 1}, controlled(QByteArray(threeRows).replace("A-3", "")), "bad", "asked 3 300.00|row 1");
}

void BatchFileTest::the_sink_may_refuse() {
    int rows = 0;
    const auto summary = readBatchFile(fileOf(10), withoutControl(), [&](const BatchRow&) -> Done {
        if (++rows == 3) return unavailable(QStringLiteral("DiskFull"));
        return {};
    });
    QCOMPARE(refusalOf(summary), QStringLiteral("DiskFull"));
    QCOMPARE(rows, 3);
}

void BatchFileTest::cancelling() {
    const QByteArray bytes = fileOf(10'000);
    int calls = 0;
    const auto first = readBatchFile(bytes, withoutControl(), {}, [&](qint64, qint64) { return ++calls < 1; });
    QCOMPARE(refusalOf(first), QStringLiteral("Cancelled"));
    int rows = 0;
    const auto later = readBatchFile(
        bytes, withoutControl(),
        [&](const BatchRow&) -> Done {
            ++rows;
            return {};
        },
        [&](qint64 done, qint64 total) { return done <= total / 2; });
    QCOMPARE(refusalOf(later), QStringLiteral("Cancelled"));
    QVERIFY(rows > 0 && rows < 10'000);
}

void BatchFileTest::progress_only_grows() {
    qint64 last = -1;
    qint64 all = 0;
    const auto summary = readBatchFile(
        fileOf(20'000), withoutControl(), [](const BatchRow&) -> Done { return {}; },
        [&](qint64 done, qint64 total) {
            const bool grows = done > last && done <= total;
            last = done;
            all = total;
            return grows;
        });
    QVERIFY(summary);
    QCOMPARE(last, all);
}

void BatchFileTest::report_is_safe_to_open() {
    const auto summary = read(header + "A,=cmd(),6.2E+18,,,1,＋\"1\n" + "B,\"＝x\"\"y\",12345678901234567890,,,1,\n");
    const QByteArray bytes = errorReportCsv(summary);
    QVERIFY(bytes.startsWith("\xEF\xBB\xBF")); // or a spreadsheet takes it for GBK
    const QString report = QString::fromUtf8(bytes.sliced(3));
    QCOMPARE(report,
             QStringLiteral("line,column,value,severity,code,detail\r\n"
                            "2,\"\",\"\",\"error\",\"QuoteMisplaced\",\"\"\r\n"
                            "3,\"payee_name\",\"'＝x\"\"y\",\"error\",\"FormulaLeading\",\"\"\r\n"
                            "3,\"payee_account\",\"1234************7890\",\"error\",\"AccountLength\",\"\"\r\n"));
}

void BatchFileTest::a_hundred_thousand_rows_are_quick() {
    const QByteArray bytes = fileOf(100'000);
    qint64 total = 0;
    QElapsedTimer timer;
    timer.start();
    const auto summary = readBatchFile(bytes, withoutControl(), [&](const BatchRow& row) -> Done {
        total += row.amountMinor;
        return {};
    });
    const qint64 ms = timer.elapsed();
    QVERIFY(summary && summary->isGood());
    QCOMPARE(summary->rowsCount, 100'000);
    QCOMPARE(summary->total.minor, total);
    qInfo("100,000 rows, %lld bytes: %lld ms", static_cast<long long>(bytes.size()), static_cast<long long>(ms));
    // 0.1 s in a release build. The bound only tells linear from quadratic, on a busy machine and under a sanitizer.
    QVERIFY2(ms < 30'000, "reading is not linear in the number of rows");
}

QTEST_GUILESS_MAIN(BatchFileTest)
#include "batch_file_test.moc"
