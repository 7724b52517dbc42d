// SPDX-License-Identifier: GPL-3.0-or-later
// CSV statements by column mapping: one bad row refuses the file and every bad cell is named.
#include "core/base/digest.h"
#include "core/statement/csv_records.h"
#include "core/statement/csv_statement_file.h"

#include <QBuffer>
#include <QTest>

#include <ctime>

using namespace payout;
using namespace payout::statement;

namespace {

using ReadAnswer = std::expected<ParsedStatement, CsvRefusal>;

CsvMapping basic() {
    CsvMapping mapping;
    mapping.column(CsvField::OrderNo) = CsvColumn{QStringLiteral("order"), 0};
    mapping.column(CsvField::FlowNo) = CsvColumn{QStringLiteral("flow"), 0};
    mapping.column(CsvField::Amount) = CsvColumn{QStringLiteral("amount"), 0};
    mapping.column(CsvField::Date) = CsvColumn{QStringLiteral("date"), 0};
    mapping.directionFrom = DirectionSource::Sign;
    return mapping;
}

const QByteArray header = "order,flow,amount,date\n";

CsvContext context() {
    return {QStringLiteral("110900000010001"), false, QStringLiteral("F1"), UtcTime(1), UtcTime(2)};
}

ReadAnswer read(QByteArray bytes, const CsvMapping& mapping = basic(), const ReadOptions& options = {}) {
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return readCsvStatement(buffer, mapping, context(), options);
}

QString codeOf(const ReadAnswer& answer) { return answer ? QString() : answer.error().error.code; }

/// "line 3 amount=1.2.3 AmountNotANumber"
QStringList problemsOf(const ReadAnswer& answer) {
    QStringList shown;
    if (answer) return shown;
    for (const RowProblem& problem : answer.error().problems)
        shown << QStringLiteral("line %1 %2=%3 %4")
                     .arg(problem.lineNo)
                     .arg(problem.field, problem.maskedValue, problem.code);
    return shown;
}

QString shown(const StatementLine& line) {
    return QStringLiteral("%1 %2 %3 %4 %5")
        .arg(line.lineNo)
        .arg(line.direction == Direction::Debit ? QStringLiteral("DBIT") : QStringLiteral("CRDT"),
             formatPlain(line.amount), line.orderNo, line.bankFlowNo);
}

} // namespace

class CsvStatementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // A host in a zone with summer time: 2026-03-29 02:30 does not exist there, but it does at the bank.
    void initTestCase() {
        qputenv("TZ", "Europe/Berlin");
        tzset();
    }

    void signedAmounts() {
        const auto file = read(header + "A1,F1,-12.50,2026-11-20\nA2,F2,+3,2026-11-20\nA3,F3,4.00,2026-11-21\n");
        QVERIFY2(file, qPrintable(codeOf(file)));
        const StatementPart& part = file->parts.front();
        QCOMPARE(part.kind, StatementKind::Csv);
        QCOMPARE(part.account, context().account);
        QCOMPARE(part.from, UtcTime(1));
        QCOMPARE(part.proof.verdict, ProofVerdict::NotPossible);
        QCOMPARE(shown(part.lines[0]), QStringLiteral("1 DBIT 12.50 A1 F1"));
        QCOMPARE(shown(part.lines[1]), QStringLiteral("2 CRDT 3.00 A2 F2"));
        QCOMPARE(shown(part.lines[2]), QStringLiteral("3 CRDT 4.00 A3 F3"));
        QCOMPARE(part.lines[2].bookingDate, (BusinessDate{20261121}));
        QVERIFY(!part.lines[2].bookedAt);
        QCOMPARE(part.totals.debitMinor, 1'250);
        QCOMPARE(part.totals.creditMinor, 700);
        QCOMPARE(file->sha256,
                 sha256Hex(header + "A1,F1,-12.50,2026-11-20\nA2,F2,+3,2026-11-20\nA3,F3,4.00,2026-11-21\n"));
    }

    void signMayMeanTheOpposite() {
        CsvMapping mapping = basic();
        mapping.debitIsNegative = false;
        const auto file = read(header + "A1,F1,12.50,2026-11-20\nA2,F2,-3,2026-11-20\n", mapping);
        QCOMPARE(file->parts.front().lines[0].direction, Direction::Debit);
        QCOMPARE(file->parts.front().lines[1].direction, Direction::Credit);
    }

    void separateColumns() {
        CsvMapping mapping = basic();
        mapping.directionFrom = DirectionSource::SeparateColumns;
        mapping.column(CsvField::Amount).reset();
        mapping.column(CsvField::DebitAmount) = CsvColumn{{}, 3};
        mapping.column(CsvField::CreditAmount) = CsvColumn{{}, 5};
        const QByteArray head = "order,flow,debit,date,credit\n";
        const auto file = read(head + "A1,F1,12.50,2026-11-20,\nA2,F2,0.00,2026-11-20,7.00\n", mapping);
        QVERIFY2(file, qPrintable(codeOf(file)));
        QCOMPARE(shown(file->parts.front().lines[0]), QStringLiteral("1 DBIT 12.50 A1 F1"));
        QCOMPARE(shown(file->parts.front().lines[1]), QStringLiteral("2 CRDT 7.00 A2 F2"));
        QCOMPARE(problemsOf(read(head + "A1,F1,1.00,2026-11-20,2.00\nA2,F2,,2026-11-20,\n", mapping)),
                 (QStringList{QStringLiteral("line 2 debitAmount=1.00 NotExactlyOneAmount"),
                              QStringLiteral("line 3 debitAmount= NotExactlyOneAmount")}));
    }

    void wordsForDirectionAndStatus() {
        CsvMapping mapping = basic();
        mapping.directionFrom = DirectionSource::Words;
        mapping.debitWords = {QStringLiteral("借")};
        mapping.creditWords = {QStringLiteral("贷")};
        mapping.bookedWords = {QStringLiteral("成功")};
        mapping.pendingWords = {QStringLiteral("处理中")};
        mapping.infoWords = {QStringLiteral("失败")};
        mapping.returnWords = {QStringLiteral("退票")};
        mapping.column(CsvField::Direction) = CsvColumn{{}, 5};
        mapping.column(CsvField::Status) = CsvColumn{{}, 6};
        const QByteArray head = "order,flow,amount,date,dc,st\n";
        const auto file = read(head + "A1,F1,1,2026-11-20,借,成功\nA2,F2,1,2026-11-20,贷,退票\n"
                                      "A3,F3,1,2026-11-20,借, 处理中 \nA4,F4,1,2026-11-20,借,失败\n",
                               mapping);
        QVERIFY2(file, qPrintable(codeOf(file)));
        const auto& lines = file->parts.front().lines;
        QCOMPARE(lines[0].status, EntryStatus::Booked);
        QVERIFY(!lines[0].isReturn);
        QCOMPARE(lines[1].direction, Direction::Credit);
        QCOMPARE(lines[1].status, EntryStatus::Booked);
        QVERIFY(lines[1].isReturn);
        QCOMPARE(lines[2].status, EntryStatus::Pending);
        QCOMPARE(lines[3].status, EntryStatus::Info);
        QCOMPARE(problemsOf(read(head + "A1,F1,1,2026-11-20,出,好\n", mapping)),
                 (QStringList{QStringLiteral("line 2 direction=出 UnknownWord"),
                              QStringLiteral("line 2 status=好 UnknownWord")}));
    }

    // Trap 17: 分 and 元.
    void units_data() {
        QTest::addColumn<AmountUnit>("unit");
        QTest::addColumn<bool>("grouped");
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QString>("expected");
        const QString bad = QStringLiteral("AmountNotANumber");
        QTest::newRow("yuan") << AmountUnit::Major << false << QByteArray("1234.50") << QStringLiteral("1234.50");
        QTest::newRow("fen") << AmountUnit::Minor << false << QByteArray("123450") << QStringLiteral("1234.50");
        QTest::newRow("fen with leading zeros")
            << AmountUnit::Minor << false << QByteArray("000000000100") << QStringLiteral("1.00");
        QTest::newRow("fen with a point") << AmountUnit::Minor << false << QByteArray("1234.50") << bad;
        QTest::newRow("grouped") << AmountUnit::Major << true << QByteArray("\"1,234,567.80\"")
                                 << QStringLiteral("1234567.80");
        QTest::newRow("grouped, not needed")
            << AmountUnit::Major << true << QByteArray("12.00") << QStringLiteral("12.00");
        QTest::newRow("grouped wrongly") << AmountUnit::Major << true << QByteArray("\"12,34.00\"") << bad;
        QTest::newRow("grouped, not allowed") << AmountUnit::Major << false << QByteArray("\"1,234.00\"") << bad;
        QTest::newRow("full-width digits") << AmountUnit::Major << false << QByteArray("１２.00") << bad;
        QTest::newRow("a third decimal") << AmountUnit::Major << false << QByteArray("1.005")
                                         << QStringLiteral("AmountTooManyDecimals");
        QTest::newRow("two signs") << AmountUnit::Major << false << QByteArray("--1.00") << bad;
        QTest::newRow("empty") << AmountUnit::Major << false << QByteArray() << bad;
        QTest::newRow("too many fen") << AmountUnit::Minor << false << QByteArray("1000000000000001")
                                      << QStringLiteral("AmountTooLarge");
        QTest::newRow("far too many fen")
            << AmountUnit::Minor << false << QByteArray(40, '9') << QStringLiteral("AmountTooLarge");
    }
    void units() {
        QFETCH(AmountUnit, unit);
        QFETCH(bool, grouped);
        QFETCH(QByteArray, cell);
        QFETCH(QString, expected);
        CsvMapping mapping = basic();
        mapping.amountUnit = unit;
        mapping.groupedAmounts = grouped;
        const auto file = read(header + "A1,F1," + cell + ",2026-11-20\n", mapping);
        QCOMPARE(file ? formatPlain(file->parts.front().lines.front().amount) : file.error().problems.front().code,
                 expected);
    }

    void timesAndZones() {
        CsvMapping mapping = basic();
        mapping.column(CsvField::Time) = CsvColumn{{}, 5};
        mapping.dateFormat = QStringLiteral("yyyyMMdd");
        mapping.timeFormat = QStringLiteral("HHmmss");
        const QByteArray bytes = "order,flow,amount,date,time\nA1,F1,1,20261120,140327\nA2,F2,1,20261120,\n";
        const auto file = read(bytes, mapping);
        QVERIFY2(file, qPrintable(codeOf(file)));
        QCOMPARE(formatIso(*file->parts.front().lines[0].bookedAt), QStringLiteral("2026-11-20T06:03:27.000Z"));
        QVERIFY(!file->parts.front().lines[1].bookedAt);
        ReadOptions options;
        options.zone = std::chrono::minutes(0);
        const auto london = read(bytes, mapping, options);
        QCOMPARE(formatIso(*london->parts.front().lines[0].bookedAt), QStringLiteral("2026-11-20T14:03:27.000Z"));
    }

    void dateAndTimeInOneColumn() {
        CsvMapping mapping = basic();
        mapping.dateFormat = QStringLiteral("yyyy/MM/dd HH:mm:ss");
        const auto file = read(header + "A1,F1,1,2026/11/20 23:59:59\n", mapping);
        QVERIFY2(file, qPrintable(codeOf(file)));
        QCOMPARE(file->parts.front().lines[0].bookingDate, (BusinessDate{20261120}));
        QCOMPARE(formatIso(*file->parts.front().lines[0].bookedAt), QStringLiteral("2026-11-20T15:59:59.000Z"));
    }

    void theHostsZoneIsNotAsked() {
        CsvMapping mapping = basic();
        mapping.dateFormat = QStringLiteral("yyyy-MM-dd HH:mm:ss");
        const auto file = read(header + "A1,F1,1,2026-03-29 02:30:00\n", mapping);
        QVERIFY2(file, qPrintable(codeOf(file)));
        QCOMPARE(formatIso(*file->parts.front().lines[0].bookedAt), QStringLiteral("2026-03-28T18:30:00.000Z"));
    }

    void periodColumns() {
        CsvMapping mapping = basic();
        mapping.column(CsvField::PeriodFrom) = CsvColumn{{}, 5};
        mapping.column(CsvField::PeriodTo) = CsvColumn{{}, 6};
        const QByteArray head = "order,flow,amount,date,from,to\n";
        const auto file = read(head + "A1,F1,1,2026-11-20,2026-11-20,2026-11-20\n", mapping);
        QVERIFY2(file, qPrintable(codeOf(file)));
        QCOMPARE(formatIso(*file->parts.front().from), QStringLiteral("2026-11-19T16:00:00.000Z"));
        QCOMPARE(formatIso(*file->parts.front().to), QStringLiteral("2026-11-20T16:00:00.000Z")); // to its end
        const auto mixed = read(
            head + "A1,F1,1,2026-11-20,2026-11-20,2026-11-20\nA2,F2,1,2026-11-20,2026-11-19,2026-11-20\n", mapping);
        QCOMPARE(codeOf(mixed), QStringLiteral("PeriodsDiffer"));
    }

    void titleLines_data() {
        QTest::addColumn<QByteArray>("titles");
        QTest::addColumn<QString>("answer");
        const QByteArray good = "#account,62220001\n#from,2026-11-20T00:00:00+08:00\n#to,2026-11-20T11:00:00+08:00\n"
                                "#opening,100.00\n#closing,-900.00\n";
        QTest::newRow("all") << good
                             << QStringLiteral("62220001 2026-11-19T16:00:00.000Z 2026-11-20T03:00:00.000Z HOLDS");
        QTest::newRow("days") << QByteArray(good).replace("T00:00:00+08:00", "").replace("T11:00:00+08:00", "")
                              << QStringLiteral("62220001 2026-11-19T16:00:00.000Z 2026-11-20T16:00:00.000Z HOLDS");
        QTest::newRow("balances that do not fit")
            << QByteArray(good).replace("-900.00", "900.00")
            << QStringLiteral("62220001 2026-11-19T16:00:00.000Z 2026-11-20T03:00:00.000Z FAILS");
        QTest::newRow("missing") << QByteArray(good).replace("#to", "#until") << QStringLiteral("TitleMissing");
        QTest::newRow("empty") << QByteArray(good).replace("62220001", "") << QStringLiteral("TitleMissing");
        QTest::newRow("twice") << QByteArray(good).replace("#closing,-900.00", "#from,2026-11-20")
                               << QStringLiteral("TitleTwice");
        QTest::newRow("no moment") << QByteArray(good).replace("2026-11-20T11:00:00+08:00", "soon")
                                   << QStringLiteral("BadTitle");
        QTest::newRow("backwards") << QByteArray(good).replace("2026-11-20T11", "2026-11-19T11")
                                   << QStringLiteral("BadTitle");
        QTest::newRow("no amount") << QByteArray(good).replace("100.00", "1e2") << QStringLiteral("BadTitle");
    }
    void titleLines() {
        QFETCH(const QByteArray, titles);
        QFETCH(const QString, answer);
        CsvMapping mapping = basic();
        mapping.linesBeforeHeader = 5;
        mapping.titles = CsvTitles{QStringLiteral("#account"), QStringLiteral("#from"), QStringLiteral("#to"),
                                   QStringLiteral("#opening"), QStringLiteral("#closing")};
        const auto file = read(titles + header + "A1,F1,-1000.00,2026-11-20\n", mapping);
        if (!file) {
            QCOMPARE(codeOf(file), answer);
            return;
        }
        const StatementPart& part = file->parts.front();
        const bool holds = part.proof.verdict == ProofVerdict::Holds;
        QCOMPARE(QStringList({part.account, formatIso(*part.from), formatIso(*part.to),
                              holds ? QStringLiteral("HOLDS") : QStringLiteral("FAILS")})
                     .join(u' '),
                 answer);
    }

    void wholeDaysOfTheBookings() {
        CsvMapping mapping = basic();
        mapping.coversWholeDays = true;
        mapping.trailer = CsvTrailer{QStringLiteral("END"), 0, 0};
        const auto file = read(header + "A1,F1,1,2026-11-21\nA2,F2,1,2026-11-20\nEND\n", mapping);
        QVERIFY2(file, qPrintable(codeOf(file)));
        QCOMPARE(formatIso(*file->parts.front().from), QStringLiteral("2026-11-19T16:00:00.000Z"));
        QCOMPARE(formatIso(*file->parts.front().to), QStringLiteral("2026-11-21T16:00:00.000Z"));
        QVERIFY(file->parts.front().periodIsOfWholeDays);
        QCOMPARE(codeOf(read(header + "A1,F1,1,2026-11-21\n", mapping)), QStringLiteral("TrailerMissing"));
    }

    void namesAccountsAndPrefixes() {
        CsvMapping mapping = basic();
        mapping.cellPrefix = QStringLiteral("`");
        mapping.column(CsvField::PayeeName) = CsvColumn{{}, 5};
        mapping.column(CsvField::PayeeAccount) = CsvColumn{{}, 6};
        const auto file = read("order,flow,amount,date,name,account\n`0012\t,`F1,`1.00,2026-11-20,\"张 \"\"三\"\" "
                               "\",`0017000000000000000\n",
                               mapping);
        QVERIFY2(file, qPrintable(codeOf(file)));
        const StatementLine& line = file->parts.front().lines.front();
        QCOMPARE(line.orderNo, QStringLiteral("0012")); // trap 16: leading zeros stay
        QCOMPARE(line.payeeName, QStringLiteral("张 \"三\""));
        QCOMPARE(line.payeeAccount, QStringLiteral("0017000000000000000"));
    }

    void everyBadCellIsReported() {
        CsvMapping mapping = basic();
        mapping.column(CsvField::PayeeAccount) = CsvColumn{{}, 5};
        const auto file = read("order,flow,amount,date,account\n"
                               "A1,F1,1.00,2026-11-20,6217000000000000017\n"
                               "A2,F2,1.x,2026-02-30,6217000000000000017\n"
                               "\n"
                               ",,1.00,2026-11-20,6217000000000000017\n"
                               "2.02611E+25,F4,1.00,2026-11-20,6.217E+18\n"
                               "A5,F5,6217000000000000017,2026-11-20,1.00\n"
                               "A6,F6\n",
                               mapping);
        QCOMPARE(codeOf(file), QStringLiteral("BadRows"));
        QCOMPARE(file.error().badRowCount, 5);
        QCOMPARE(problemsOf(file), (QStringList{
                                       QStringLiteral("line 3 amount=1.x AmountNotANumber"),
                                       QStringLiteral("line 3 date=2026-02-30 BadDate"),
                                       QStringLiteral("line 5 orderNo= KeyMissing"),
                                       QStringLiteral("line 6 orderNo=2.02611E+25 ExcelDamage"),
                                       QStringLiteral("line 6 payeeAccount=6.21*E+18 ExcelDamage"),
                                       QStringLiteral("line 7 amount=6217***********0017 AmountTooLarge"),
                                       QStringLiteral("line 8 amount= CellMissing"),
                                       QStringLiteral("line 8 amount= AmountNotANumber"),
                                       QStringLiteral("line 8 date= CellMissing"),
                                       QStringLiteral("line 8 date= BadDate"),
                                       QStringLiteral("line 8 payeeAccount= CellMissing"),
                                   }));
    }

    void problemsAreBoundedButCounted() {
        const auto file = read(header + QByteArray("A,F,x,2026-11-20\n").repeated(2'500));
        QCOMPARE(file.error().problems.size(), rowProblemsKept);
        QCOMPARE(file.error().badRowCount, 2'500);
    }

    void aFileWithoutRowsIsAStatement() {
        const auto file = read(header);
        QVERIFY2(file, qPrintable(codeOf(file)));
        QVERIFY(file->parts.front().lines.empty());
        QCOMPARE(codeOf(read("")), QStringLiteral("HeaderMissing"));
    }

    // Trap 13: missing trailer or wrong count.
    void trailer_data() {
        QTest::addColumn<QByteArray>("end");
        QTest::addColumn<QString>("code");
        QTest::newRow("agrees") << QByteArray("合计,2,3.50\n") << QString();
        QTest::newRow("without a line end") << QByteArray("合计,2,3.50") << QString();
        QTest::newRow("blank line behind") << QByteArray("合计,2,3.50\n\n , \n") << QString();
        QTest::newRow("missing") << QByteArray() << QStringLiteral("TrailerMissing");
        QTest::newRow("cut") << QByteArray("合") << QStringLiteral("BadRows");
        QTest::newRow("count") << QByteArray("合计,3,3.50\n") << QStringLiteral("ControlTotalMismatch");
        QTest::newRow("no count") << QByteArray("合计\n") << QStringLiteral("ControlTotalMismatch");
        QTest::newRow("sum") << QByteArray("合计,2,3.51\n") << QStringLiteral("ControlTotalMismatch");
        QTest::newRow("no sum") << QByteArray("合计,2\n") << QStringLiteral("ControlTotalMismatch");
        QTest::newRow("rows behind") << QByteArray("合计,2,3.50\nA3,F3,1.00,2026-11-20\n")
                                     << QStringLiteral("RowsAfterTrailer");
        QTest::newRow("two trailers") << QByteArray("合计,2,3.50\n合计,2,3.50\n") << QStringLiteral("RowsAfterTrailer");
    }
    void trailer() {
        QFETCH(QByteArray, end);
        QFETCH(QString, code);
        CsvMapping mapping = basic();
        mapping.trailer = CsvTrailer{QStringLiteral("合计"), 2, 3};
        const auto file = read(header + "A1,F1,-1.50,2026-11-20\nA2,F2,2.00,2026-11-20\n" + end, mapping);
        QCOMPARE(codeOf(file), code);
        if (file) QVERIFY(file->parts.front().controlTotalsGiven);
    }

    void gb18030() {
        CsvMapping mapping = basic();
        mapping.encoding = TextEncoding::Gb18030;
        mapping.column(CsvField::PayeeName) = CsvColumn{QStringLiteral("户名"), 0};
        // 户名; 张三; 䶵 (four bytes in GB18030, in no GBK); repeated so that characters span the pieces that are read.
        QByteArray bytes = "order,flow,amount,date,\xbb\xa7\xc3\xfb\n";
        for (int i = 0; i < 5'000; ++i)
            bytes += "A1,F1,1.00,2026-11-20,\xd5\xc5\xc8\xfd\x82\x35\x87\x38" + QByteArray(i % 7, 'x') + "\n";
        const auto file = read(bytes, mapping);
        QVERIFY2(file, qPrintable(codeOf(file)));
        QCOMPARE(file->parts.front().lines.size(), 5'000u);
        for (const StatementLine& line : file->parts.front().lines)
            QVERIFY2(line.payeeName.startsWith(QStringLiteral("张三䶵")), qPrintable(line.payeeName));
    }

    void wrongEncodings_data() {
        QTest::addColumn<TextEncoding>("encoding");
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("GBK read as UTF-8") << TextEncoding::Utf8 << QByteArray("\xd5\xc5\xc8\xfd,1\n");
        QTest::newRow("UTF-8 cut inside a character") << TextEncoding::Utf8 << QByteArray("A,\xe5\xbc");
        QTest::newRow("no GB18030") << TextEncoding::Gb18030 << QByteArray("A,\xff\xff\n");
        QTest::newRow("GB18030 cut inside a character") << TextEncoding::Gb18030 << QByteArray("A,\xd5");
        QTest::newRow("zero byte") << TextEncoding::Utf8 << QByteArray("A,\0\n", 4);
        QTest::newRow("zero byte in GB18030") << TextEncoding::Gb18030 << QByteArray("A,\0\n", 4);
    }
    void wrongEncodings() {
        QFETCH(TextEncoding, encoding);
        QFETCH(QByteArray, end);
        CsvMapping mapping = basic();
        mapping.encoding = encoding;
        QCOMPARE(codeOf(read(header + end, mapping)), QStringLiteral("BadEncoding"));
    }

    void byteOrderMarkIsDropped() {
        const auto file = read("\xef\xbb\xbf" + header + "A1,F1,1,2026-11-20\r\nA2,F2,1,2026-11-20\r\n");
        QVERIFY2(file, qPrintable(codeOf(file)));
        QCOMPARE(file->parts.front().lines.size(), 2u);
    }

    void titleLinesAndNumberedColumns() {
        CsvMapping mapping = basic();
        mapping.linesBeforeHeader = 2;
        mapping.hasHeader = false;
        mapping.column(CsvField::OrderNo) = CsvColumn{{}, 1};
        mapping.column(CsvField::FlowNo) = CsvColumn{{}, 2};
        mapping.column(CsvField::Amount) = CsvColumn{{}, 3};
        mapping.column(CsvField::Date) = CsvColumn{{}, 4};
        const auto file = read("Statement of November\nmade by a bank\nA1,F1,1,2026-11-20\n", mapping);
        QVERIFY2(file, qPrintable(codeOf(file)));
        QCOMPARE(file->parts.front().lines.size(), 1u);
    }

    void fileRefusals_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::newRow("no such column") << QByteArray("order,flow,total,date\n") << QStringLiteral("ColumnMissing");
        QTest::newRow("column twice") << QByteArray("order,flow,amount,date,amount\n") << QStringLiteral("ColumnTwice");
        QTest::newRow("quote never closed") << header + "A1,\"F1,1,2026-11-20\n" << QStringLiteral("Truncated");
        QTest::newRow("quote inside") << header + "A1,F\"1,1,2026-11-20\n" << QStringLiteral("QuoteInsideCell");
        QTest::newRow("text after quote") << header + "A1,\"F1\"x,1,2026-11-20\n" << QStringLiteral("QuoteInsideCell");
        QTest::newRow("cell too long") << header + QByteArray(csvCellLengthMax + 1, 'x')
                                       << QStringLiteral("TextTooLong");
        QTest::newRow("too many columns")
            << header + QByteArray(csvCellsMax + 1, ',') << QStringLiteral("TooManyColumns");
    }
    void fileRefusals() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        QCOMPARE(codeOf(read(bytes)), code);
    }

    void bounds() {
        const QByteArray bytes = header + QByteArray("A,F,1,2026-11-20\n").repeated(10);
        ReadOptions options;
        options.linesMax = 9;
        QCOMPARE(codeOf(read(bytes, basic(), options)), QStringLiteral("TooManyLines"));
        options = {};
        options.bytesMax = 100;
        QCOMPARE(codeOf(read(bytes, basic(), options)), QStringLiteral("FileTooLarge"));
        options = {};
        options.progress = [](std::int64_t) { return false; };
        QCOMPARE(codeOf(read(bytes, basic(), options)), QStringLiteral("Cancelled"));
    }

    void aBadMappingReadsNothing() {
        CsvMapping mapping = basic();
        mapping.column(CsvField::Date).reset();
        QCOMPARE(codeOf(read(header, mapping)), QStringLiteral("BadMapping"));
    }

    void anAccountIsNeeded() {
        QByteArray bytes = header;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        QCOMPARE(codeOf(readCsvStatement(buffer, basic(), CsvContext{})), QStringLiteral("AccountMissing"));
    }

    void recordsOfRfc4180() {
        QStringList seen;
        CsvRecords records(u',', [&](const QStringList& cells, std::int64_t lineNo) -> Done {
            seen << QStringLiteral("%1: %2").arg(lineNo).arg(cells.join(u'|'));
            return {};
        });
        const QString text = QStringLiteral("a,b\r\n\"x\r\ny\",\"\"\"q\"\"\"\n,\rlast,");
        for (const QChar c : text) QVERIFY(records.feed(QStringView(&c, 1))); // one character at a time
        QVERIFY(records.finish());
        QCOMPARE(seen, (QStringList{QStringLiteral("1: a|b"), QStringLiteral("2: x\r\ny|\"q\""), QStringLiteral("4: |"),
                                    QStringLiteral("5: last|")}));
    }
};

QTEST_GUILESS_MAIN(CsvStatementTest)
#include "csv_statement_test.moc"
