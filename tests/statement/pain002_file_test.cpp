// SPDX-License-Identifier: GPL-3.0-or-later
// pain.002 and its inheritance rules (spec 5.2).
#include "core/statement/pain002_file.h"

#include <QBuffer>
#include <QFile>
#include <QTest>

using namespace payout;
using namespace payout::statement;

namespace {

Result<StatusReport> read(QByteArray bytes) {
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return readPain002(buffer);
}

QByteArray sample(const char* name) {
    QFile file(QStringLiteral(STATEMENT_DATA "/") + QString::fromUtf8(name));
    if (!file.open(QIODevice::ReadOnly)) qFatal("sample %s is missing", name);
    return file.readAll();
}

QByteArray groupReport(const QByteArray& insideGroup, const QByteArray& after = {}) {
    return "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>R</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>B1</OrgnlMsgId>"
           "<OrgnlMsgNmId>pain.001</OrgnlMsgNmId>" +
           insideGroup + "</OrgnlGrpInfAndSts>" + after + "</CstmrPmtStsRpt></Document>";
}

QString shown(const RowStatus& row) {
    QString reason = row.reasons.empty() ? QString() : QStringLiteral(" ") + row.reasons.front().code;
    switch (row.finding) {
    case RowFinding::NotMentioned: return QStringLiteral("not mentioned");
    case RowFinding::Stated: return QStringLiteral("stated %1%2").arg(row.status, reason);
    case RowFinding::Inherited: return QStringLiteral("inherited %1%2").arg(row.status, reason);
    case RowFinding::Ambiguous: return QStringLiteral("ambiguous");
    }
    return {};
}

} // namespace

class Pain002FileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyLevelIsRead() {
        const auto report = read(sample("pain002_levels.xml"));
        QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
        QCOMPARE(report->nameSpace, QString()); // some banks send none
        QCOMPARE(report->messageId, QStringLiteral("R1"));
        QCOMPARE(report->originalMessageId, QStringLiteral("B1"));
        QCOMPARE(report->originalMessageName, QStringLiteral("pain.001.001.09"));
        QCOMPARE(report->originalCount, 7);
        QCOMPARE(report->originalControlSum, QStringLiteral("70.00"));
        QCOMPARE(report->groupStatus, QStringLiteral("PART"));
        QCOMPARE(report->paymentInfos.size(), 3u);
        const StatusRow& row = report->paymentInfos[0].rows[0];
        QCOMPARE(row.statusId, QStringLiteral("1"));
        QCOMPARE(row.originalInstructionId, QStringLiteral("I1"));
        QCOMPARE(row.originalEndToEndId, QStringLiteral("E1"));
        QCOMPARE(row.status, QStringLiteral("RJCT"));
        QCOMPARE(row.reasons.front().code, QStringLiteral("AC04"));
        QCOMPARE(row.reasons.front().information, (QStringList{QStringLiteral("closed"), QStringLiteral("since May")}));
        QCOMPARE(row.originalAmount->minor, 1'000);
        QCOMPARE(formatIso(*row.acceptedAt), QStringLiteral("2026-11-20T01:59:00.000Z"));
        QVERIFY(report->paymentInfos[1].reasons.front().isProprietary);
    }

    void rows_data() {
        QTest::addColumn<QString>("paymentInfo");
        QTest::addColumn<QString>("endToEnd");
        QTest::addColumn<QString>("instruction");
        QTest::addColumn<QString>("expected");
        const char* rows[][5] = {
            {"listed and rejected", "B1-01", "E1", "I1", "stated RJCT AC04"},
            {"found by InstrId", "B1-01", "E2", "I2", "stated ACSP"},
            {"InstrId of a row with another EndToEndId", "B1-01", "E9", "I1", "not mentioned"},
            {"listed twice, differently", "B1-01", "E3", "I3", "ambiguous"},
            {"not listed under PART", "B1-01", "E4", "I4", "not mentioned"},
            {"accepted in a rejected batch", "B1-02", "E5", "I5", "ambiguous"},
            {"rejected for its own reason", "B1-02", "E6", "I6", "stated RJCT AC01"},
            {"not listed in a rejected batch", "B1-02", "E7", "I7", "inherited RJCT Z99"},
            {"positive status is not inherited", "B1-03", "E8", "I8", "not mentioned"},
            {"in another batch than ours", "B1-03", "E1", "I1", "not mentioned"},
            {"our batch is unknown", "", "E1", "I1", "stated RJCT AC04"},
        };
        for (const auto& row : rows)
            QTest::newRow(row[0]) << QString::fromUtf8(row[1]) << QString::fromUtf8(row[2]) << QString::fromUtf8(row[3])
                                  << QString::fromUtf8(row[4]);
    }
    void rows() {
        QFETCH(QString, paymentInfo);
        QFETCH(QString, endToEnd);
        QFETCH(QString, instruction);
        QFETCH(QString, expected);
        const auto report = read(sample("pain002_levels.xml"));
        QCOMPARE(shown(rowStatus(*report, {QStringLiteral("B1"), paymentInfo, endToEnd, instruction})), expected);
        QCOMPARE(shown(rowStatus(*report, {QStringLiteral("B2"), paymentInfo, endToEnd, instruction})),
                 QStringLiteral("not mentioned"));
    }

    void groupStatuses_data() {
        QTest::addColumn<QByteArray>("group");
        QTest::addColumn<QString>("expected");
        const auto status = [](const char* code) { return "<GrpSts>" + QByteArray(code) + "</GrpSts>"; };
        QTest::newRow("RJCT") << status("RJCT") + "<StsRsnInf><Rsn><Cd>AM10</Cd></Rsn></StsRsnInf>"
                              << QStringLiteral("inherited RJCT AM10");
        QTest::newRow("CANC") << status("CANC") << QStringLiteral("inherited CANC");
        QTest::newRow("PDNG") << status("PDNG") << QStringLiteral("inherited PDNG");
        for (const char* code : {"RCVD", "ACTC", "ACCP", "ACSP", "ACSC", "PART", "WHAT"})
            QTest::newRow(code) << status(code) << QStringLiteral("not mentioned");
        QTest::newRow("none") << QByteArray() << QStringLiteral("not mentioned");
    }
    void groupStatuses() {
        QFETCH(QByteArray, group);
        QFETCH(QString, expected);
        const auto report = read(groupReport(group));
        QCOMPARE(shown(rowStatus(*report, {QStringLiteral("B1"), QStringLiteral("P"), QStringLiteral("E"), {}})),
                 expected);
    }

    void rowsOutsideAnyBatch() {
        const auto report = read(groupReport({}, "<TxInfAndSts><OrgnlEndToEndId>E</OrgnlEndToEndId><TxSts>RJCT</TxSts>"
                                                 "</TxInfAndSts><TxInfAndSts><OrgnlEndToEndId>F</OrgnlEndToEndId>"
                                                 "<TxSts>ACSP</TxSts></TxInfAndSts>"));
        QCOMPARE(report->paymentInfos.size(), 1u);
        QCOMPARE(shown(rowStatus(*report, {QStringLiteral("B1"), QStringLiteral("P"), QStringLiteral("F"), {}})),
                 QStringLiteral("stated ACSP"));
    }

    void ranksNeverGoBack() {
        const QStringList rising{QStringLiteral("RCVD"), QStringLiteral("ACTC"), QStringLiteral("ACCP"),
                                 QStringLiteral("ACFC"), QStringLiteral("ACSP"), QStringLiteral("ACWC"),
                                 QStringLiteral("PDNG"), QStringLiteral("RJCT")};
        for (qsizetype i = 1; i < rising.size(); ++i) QVERIFY(*statusRank(rising[i - 1]) < *statusRank(rising[i]));
        QCOMPARE(statusRank(u"ACSC"), statusRank(u"RJCT"));
        QCOMPARE(statusRank(u"ACCC"), statusRank(u"RJCT"));
        QVERIFY(!statusRank(u"RVNM"));
        QVERIFY(!statusRank(u""));
    }

    void refusals_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::newRow("a statement") << QByteArray("<Document><BkToCstmrStmt/></Document>")
                                     << QStringLiteral("NotAStatusReport");
        QTest::newRow("pacs.002") << QByteArray("<Document><FIToFIPmtStsRpt/></Document>")
                                  << QStringLiteral("NotAStatusReport");
        QTest::newRow("empty") << QByteArray("<Document/>") << QStringLiteral("NotAStatusReport");
        QTest::newRow("no original id") << groupReport({}).replace("<OrgnlMsgId>B1</OrgnlMsgId>", "")
                                        << QStringLiteral("ElementMissing");
        QTest::newRow("cut") << groupReport({}).chopped(5) << QStringLiteral("Truncated");
        QTest::newRow("two reports") << groupReport({}).replace("</Document>", "<CstmrPmtStsRpt/></Document>")
                                     << QStringLiteral("SecondMessage");
        QTest::newRow("too many reasons")
            << groupReport(QByteArray("<StsRsnInf/>").repeated(1'001)) << QStringLiteral("TooManyReasons");
    }
    void refusals() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        const auto report = read(bytes);
        QVERIFY(!report);
        QCOMPARE(report.error().code, code);
    }
};

QTEST_GUILESS_MAIN(Pain002FileTest)
#include "pain002_file_test.moc"
