// SPDX-License-Identifier: GPL-3.0-or-later
// camt.052, 053 and 054 as lines (spec 5.4, parser rules 1 to 7; returns 5.5). Hostile files have a test of their own.
#include "core/base/digest.h"
#include "core/statement/balance_proof.h"
#include "core/statement/camt_file.h"

#include <QBuffer>
#include <QFile>
#include <QTest>

using namespace payout;
using namespace payout::statement;

namespace {

QByteArray sample(const char* name) {
    QFile file(QStringLiteral(STATEMENT_DATA "/") + QString::fromUtf8(name));
    if (!file.open(QIODevice::ReadOnly)) qFatal("sample %s is missing", name);
    return file.readAll();
}

Result<ParsedStatement> read(QByteArray bytes, const ReadOptions& options = {}) {
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return readCamt(buffer, options);
}

QByteArray changed(const char* name, QByteArray from, QByteArray to) {
    QByteArray bytes = sample(name);
    if (!bytes.contains(from)) qFatal("sample %s has no %s", name, from.constData());
    return bytes.replace(from, to);
}

QString directionText(const StatementLine& line) {
    return line.direction == Direction::Debit ? QStringLiteral("DBIT") : QStringLiteral("CRDT");
}

QString originText(LineOrigin origin) {
    switch (origin) {
    case LineOrigin::Entry: return QStringLiteral("entry");
    case LineOrigin::Detail: return QStringLiteral("detail");
    case LineOrigin::DetailsDoNotSum: return QStringLiteral("no-sum");
    case LineOrigin::DetailsWithoutAmounts: return QStringLiteral("no-amounts");
    }
    return {};
}

/// "1 entry 1 DBIT 1034.50 CNY detail E1 flow D1"
QString shown(const StatementLine& line) {
    return QStringLiteral("%1 entry %2 %3 %4 %5 %6 %7 flow %8")
        .arg(line.lineNo)
        .arg(line.entryNo)
        .arg(directionText(line), formatPlain(line.amount), line.amount.currency.code(), originText(line.origin),
             line.orderNo.isEmpty() ? QStringLiteral("-") : line.orderNo,
             line.bankFlowNo.isEmpty() ? QStringLiteral("-") : line.bankFlowNo);
}

const char* const entryOfOne = "<Ntry><Amt Ccy=\"CNY\">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts></Ntry>";

QByteArray statementWith(const QByteArray& insideStmt) {
    return "<Document xmlns=\"x\"><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>A</IBAN></Id></Acct>" + insideStmt +
           "</Stmt></BkToCstmrStmt></Document>";
}

QByteArray balance(const QByteArray& code, const QByteArray& amount, const QByteArray& date) {
    return "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">" + amount +
           "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>" + date + "</Dt></Dt></Bal>";
}

QByteArray credit(const QByteArray& amount, const QByteArray& valueDate, const QByteArray& status = "BOOK") {
    return "<Ntry><Amt Ccy=\"CNY\">" + amount + "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>" + status +
           "</Sts><ValDt><Dt>" + valueDate + "</Dt></ValDt></Ntry>";
}

} // namespace

class CamtFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headerOfAStatement() {
        const auto file = read(sample("camt053_v02.xml"));
        QVERIFY2(file, file ? "" : qPrintable(describe(file.error())));
        QCOMPARE(file->sha256, sha256Hex(sample("camt053_v02.xml")));
        QCOMPARE(file->parts.size(), 1u);
        const StatementPart& part = file->parts.front();
        QCOMPARE(part.kind, StatementKind::Camt053);
        QCOMPARE(part.nameSpace, QStringLiteral("urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"));
        QCOMPARE(part.messageId, QStringLiteral("M20261120"));
        QCOMPARE(part.id, QStringLiteral("S20261120"));
        QCOMPARE(part.account, QStringLiteral("110900000010001"));
        QVERIFY(!part.accountIsIban);
        QCOMPARE(part.currency, Currency::cny());
        QCOMPARE(part.electronicSequence, 324);
        QCOMPARE(part.legalSequence, 12);
        QCOMPARE(part.page, 1);
        QVERIFY(part.isLastPage);
        QCOMPARE(formatIso(*part.from), QStringLiteral("2026-11-19T16:00:00.000Z"));
        QCOMPARE(formatIso(*part.to), QStringLiteral("2026-11-20T15:59:59.000Z"));
        QCOMPARE(part.copy, CopyKind::Original);
        QCOMPARE(part.opening()->amount.minor, 1'000'000);
        QCOMPARE(part.closing()->amount.minor, 906'550);
        QVERIFY(part.controlTotalsGiven);
        QCOMPARE(part.proof, (BalanceProof{ProofVerdict::Holds, 0, false})); // the pending 100.00 does not count
    }

    void linesOfAStatement() {
        const auto file = read(sample("camt053_v02.xml"));
        const std::vector<StatementLine>& lines = file->parts.front().lines;
        QCOMPARE(lines.size(), 4u);
        QCOMPARE(shown(lines[0]),
                 QStringLiteral("1 entry 1 DBIT 1034.50 CNY detail 20261120000000000000000101 flow BANK0001"));
        QCOMPARE(shown(lines[1]),
                 QStringLiteral("2 entry 2 DBIT 100.00 CNY detail 20261120000000000000000201 flow T2"));
        QCOMPARE(shown(lines[2]), QStringLiteral("3 entry 3 DBIT 100.00 CNY entry - flow -"));
        QCOMPARE(shown(lines[3]), QStringLiteral("4 entry 4 CRDT 200.00 CNY entry - flow -"));

        const StatementLine& first = lines[0];
        QCOMPARE(formatIso(*first.bookedAt), QStringLiteral("2026-11-20T06:03:27.000Z"));
        QCOMPARE(first.bookingDate, (BusinessDate{20261120}));
        QCOMPARE(first.valueDate, (BusinessDate{20261120}));
        QCOMPARE(first.messageId, QStringLiteral("B1"));
        QCOMPARE(first.paymentInfoId, QStringLiteral("B1-01"));
        QCOMPARE(first.entryReference, QStringLiteral("N1"));
        QCOMPARE(first.payeeName, QStringLiteral("张三"));
        QCOMPARE(first.payeeAccount, QStringLiteral("6217000000000000017"));
        QCOMPARE(first.bankTransactionCode, QStringLiteral("PMNT/ICDT/DMCT"));
        QCOMPARE(first.proprietaryCode, QStringLiteral("P7"));
        QCOMPARE(first.remittance, QStringLiteral("结算款 20261120"));
        QVERIFY(!first.isReturn);
    }

    void aDateIsNeverATime() {
        const auto file = read(sample("camt053_v02.xml"));
        const StatementLine& second = file->parts.front().lines[1];
        QVERIFY(!second.bookedAt);
        QCOMPARE(second.bookingDate, (BusinessDate{20261120}));
        QCOMPARE(second.valueDate, (BusinessDate{20261120})); // written 2026-11-20+08:00
    }

    void notProvidedIsNoKey() {
        const auto file = read(sample("camt053_v02.xml"));
        const StatementLine& second = file->parts.front().lines[1];
        QCOMPARE(second.endToEndId, QStringLiteral("NOTPROVIDED"));
        QCOMPARE(second.orderNo, QStringLiteral("20261120000000000000000201"));
    }

    void reversalDoesNotFlipTheDirection() {
        const auto file = read(sample("camt053_v02.xml"));
        const StatementLine& reversed = file->parts.front().lines[3];
        QCOMPARE(reversed.direction, Direction::Credit);
        QVERIFY(reversed.isReversal);
        QVERIFY(reversed.isReturn);
    }

    void statuses_data() {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<EntryStatus>("status");
        QTest::newRow("v02 BOOK") << QByteArray("BOOK") << EntryStatus::Booked;
        QTest::newRow("v02 PDNG") << QByteArray("PDNG") << EntryStatus::Pending;
        QTest::newRow("v02 INFO") << QByteArray("INFO") << EntryStatus::Info;
        QTest::newRow("FUTR") << QByteArray("<Cd>FUTR</Cd>") << EntryStatus::Future;
        QTest::newRow("v08 BOOK") << QByteArray("\n <Cd> BOOK </Cd>\n") << EntryStatus::Booked;
        QTest::newRow("v08 PDNG") << QByteArray("<Cd>PDNG</Cd>") << EntryStatus::Pending;
        QTest::newRow("v08 own word BOOK") << QByteArray("<Prtry>BOOK</Prtry>") << EntryStatus::Other;
        QTest::newRow("unknown") << QByteArray("DONE") << EntryStatus::Other;
        QTest::newRow("empty") << QByteArray() << EntryStatus::Other;
    }
    void statuses() {
        QFETCH(QByteArray, written);
        QFETCH(EntryStatus, status);
        const auto file = read(statementWith(credit("1.00", "2026-11-20", written)));
        QVERIFY2(file, file ? "" : qPrintable(describe(file.error())));
        QCOMPARE(file->parts.front().lines.front().status, status);
    }

    void batchesBecomeLinesOnlyIfTheySum() {
        const auto file = read(sample("camt054_v04_batches.xml"));
        QVERIFY2(file, file ? "" : qPrintable(describe(file.error())));
        QStringList lines;
        for (const StatementLine& line : file->parts.front().lines) lines << shown(line);
        const QStringList expected{
            QStringLiteral("1 entry 1 DBIT 200.00 CHF detail E1 flow D1"),
            QStringLiteral("2 entry 1 DBIT 250.00 CHF detail E2 flow -"), // ENTRY1 names all three, so it names none
            QStringLiteral("3 entry 1 DBIT 300.00 CHF detail E3 flow -"), // 310 USD, booked as 300 CHF
            QStringLiteral("4 entry 2 DBIT 100.00 CHF no-sum - flow ENTRY2"),
            QStringLiteral("5 entry 3 DBIT 10.00 CHF no-amounts - flow -"),
            QStringLiteral("6 entry 4 DBIT 120.00 CHF detail E7 flow -"),
            QStringLiteral("7 entry 4 CRDT 20.00 CHF detail E8 flow -"),
            QStringLiteral("8 entry 5 DBIT 77.70 CHF detail E9 flow -"),
            QStringLiteral("9 entry 6 DBIT 5000.00 CHF entry - flow -"),
            QStringLiteral("10 entry 7 CRDT 400.00 CHF detail E10 flow -"),
        };
        QCOMPARE(lines, expected);
    }

    void whatBatchLinesInherit() {
        const auto file = read(sample("camt054_v04_batches.xml"));
        const std::vector<StatementLine>& lines = file->parts.front().lines;
        QCOMPARE(file->parts.front().copy, CopyKind::Duplicate);
        QCOMPARE(file->parts.front().proof.verdict, ProofVerdict::NotPossible);
        QCOMPARE(lines[1].paymentInfoId, QStringLiteral("P1"));
        QCOMPARE(lines[1].entryFlowNo, QStringLiteral("ENTRY1"));
        QCOMPARE(lines[1].transactionCount, 1);
        QCOMPARE(lines[3].mentionedOrderNos, (QStringList{QStringLiteral("E4"), QStringLiteral("E5")}));
        QCOMPARE(lines[3].transactionCount, 2);
        QCOMPARE(lines[4].mentionedOrderNos, QStringList{QStringLiteral("E6")});
        QVERIFY(!lines[6].detailContradictsDirection);
        QVERIFY(lines[7].detailContradictsDirection);
        QCOMPARE(lines[8].transactionCount, 20);
        QCOMPARE(lines[8].paymentInfoId, QStringLiteral("P6"));
    }

    void aReturnIsKnownWithoutItsReversalFlag() {
        const auto file = read(sample("camt054_v04_batches.xml"));
        const StatementLine& line = file->parts.front().lines[9];
        QVERIFY(line.isReturn);
        QVERIFY(!line.isReversal);
        QCOMPARE(line.returnReason, QStringLiteral("AC01"));
        QVERIFY(!line.returnReasonIsProprietary);
    }

    // Spec 5.5: any one of the three signs is enough, at the entry or in the detail.
    void whatMakesAReturn_data() {
        QTest::addColumn<QByteArray>("inEntry");
        QTest::addColumn<QByteArray>("inDetail");
        QTest::addColumn<bool>("isReturn");
        const auto code = [](const char* subFamily) {
            return "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>" + QByteArray(subFamily) +
                   "</SubFmlyCd></Fmly></Domn></BkTxCd>";
        };
        QTest::newRow("none") << code("DMCT") << code("DMCT") << false;
        QTest::newRow("RRTN in the entry") << code("RRTN") << QByteArray() << true;
        QTest::newRow("RRTN in the detail") << code("DMCT") << code("RRTN") << true;
        QTest::newRow("RvslInd") << QByteArray("<RvslInd>true</RvslInd>") << QByteArray() << true;
        QTest::newRow("RtrInf") << QByteArray() << QByteArray("<RtrInf/>") << true;
        QTest::newRow("RRTN only of the original")
            << QByteArray() << "<RtrPrps>" + code("RRTN") + "</RtrPrps>" << false;
    }
    void whatMakesAReturn() {
        QFETCH(QByteArray, inEntry);
        QFETCH(QByteArray, inDetail);
        QFETCH(bool, isReturn);
        const auto file =
            read(statementWith("<Ntry><Amt Ccy=\"CNY\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>" + inEntry +
                               "<NtryDtls><TxDtls>" + inDetail + "</TxDtls></NtryDtls></Ntry>"));
        QVERIFY2(file, file ? "" : qPrintable(describe(file.error())));
        QCOMPARE(file->parts.front().lines.front().isReturn, isReturn);
    }

    void oneDetailThatDoesNotSumKeepsItsKey() {
        const auto file = read(statementWith(
            "<Ntry><Amt Ccy=\"CNY\">700.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><NtryDtls><TxDtls><Refs>"
            "<EndToEndId>E1</EndToEndId></Refs><Amt Ccy=\"USD\">100.00</Amt></TxDtls></NtryDtls></Ntry>"));
        QCOMPARE(shown(file->parts.front().lines.front()),
                 QStringLiteral("1 entry 1 DBIT 700.00 CNY no-sum E1 flow -"));
    }

    void envelopeAndVersionEight() {
        const auto file = read(sample("camt053_v08_page1.xml"));
        QVERIFY2(file, file ? "" : qPrintable(describe(file.error())));
        QCOMPARE(file->parts.size(), 2u);
        const StatementPart& first = file->parts[0];
        QCOMPARE(first.nameSpace, QStringLiteral("urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"));
        QVERIFY(first.accountIsIban);
        QCOMPARE(first.lines[0].payeeName, QStringLiteral("Payee Eight"));
        QCOMPARE(first.lines[0].payeeAccount, QStringLiteral("CH4112345003131313131"));
        QCOMPARE(first.lines[0].uetr, QStringLiteral("0f2b7c9e-8a3d-4b6e-9c51-2f6d3a1e7b40"));
        QCOMPARE(first.lines[1].status, EntryStatus::Other);
        QCOMPARE(file->parts[1].lines[0].lineNo, 3); // numbered over the file
        QCOMPARE(file->parts[1].lines[0].partNo, 2);
        QCOMPARE(file->parts[1].lines[0].entryNo, 1);
    }

    void pagesAreProvedTogether() {
        const auto file = read(sample("camt053_v08_page1.xml"));
        QVERIFY(!file->parts[0].isLastPage);
        QVERIFY(file->parts[1].isLastPage);
        QCOMPARE(file->parts[0].opening()->amount.minor, -10'000); // a debit balance
        for (const StatementPart& page : file->parts) QCOMPARE(page.proof.verdict, ProofVerdict::Holds);
        QVERIFY(identityOf(file->parts[0]) != identityOf(file->parts[1]));
        QCOMPARE(proveBalance(file->parts[0]).verdict, ProofVerdict::NotPossible);
    }

    void aPageWhoseLastPageIsMissingProvesNothing() {
        const auto file = read(changed("camt053_v02.xml", "<LastPgInd>true", "<LastPgInd>false"));
        QVERIFY(!file->parts.front().isLastPage);
        QCOMPARE(file->parts.front().proof.verdict, ProofVerdict::NotPossible);
    }

    void balanceProof_data() {
        QTest::addColumn<QByteArray>("inside");
        QTest::addColumn<ProofVerdict>("verdict");
        QTest::addColumn<qint64>("difference");
        const QByteArray opening = balance("OPBD", "100.00", "2026-11-20");
        const QByteArray closing = balance("CLBD", "115.00", "2026-11-20");
        const QByteArray today = credit("15.00", "2026-11-20");
        const QByteArray tomorrow = credit("7.00", "2026-11-21");
        QTest::newRow("holds") << opening + closing + today << ProofVerdict::Holds << qint64{0};
        QTest::newRow("closing first") << closing + opening + today << ProofVerdict::Holds << qint64{0};
        QTest::newRow("one fen off") << opening + balance("CLBD", "115.01", "2026-11-20") + today << ProofVerdict::Fails
                                     << qint64{1};
        QTest::newRow("an entry is missing") << opening + closing << ProofVerdict::Fails << qint64{1'500};
        QTest::newRow("without tomorrow's entry")
            << opening + closing + today + tomorrow << ProofVerdict::HoldsWithoutForwardValued << qint64{0};
        QTest::newRow("tomorrow's entry is counted")
            << opening + balance("CLBD", "122.00", "2026-11-20") + today + tomorrow << ProofVerdict::Holds << qint64{0};
        QTest::newRow("fails either way") << opening + balance("CLBD", "120.00", "2026-11-20") + today + tomorrow
                                          << ProofVerdict::Fails << qint64{-200};
        QTest::newRow("pending is not booked")
            << opening + closing + today + credit("9.00", "2026-11-20", "PDNG") << ProofVerdict::Holds << qint64{0};
        QTest::newRow("previous closing stands for opening")
            << balance("PRCD", "100.00", "2026-11-19") + closing + today << ProofVerdict::Holds << qint64{0};
        QTest::newRow("opening before previous closing")
            << balance("PRCD", "1.00", "2026-11-19") + opening + closing + today << ProofVerdict::Holds << qint64{0};
        QTest::newRow("no closing") << opening + today << ProofVerdict::NotPossible << qint64{0};
        QTest::newRow("no opening") << closing + today << ProofVerdict::NotPossible << qint64{0};
        QTest::newRow("interim balances prove nothing")
            << balance("ITBD", "100.00", "2026-11-20") + balance("ITBD", "115.00", "2026-11-20") + today
            << ProofVerdict::NotPossible << qint64{0};
        QTest::newRow("two days, latest first")
            << balance("OPBD", "115.00", "2026-11-21") + opening + balance("CLBD", "122.00", "2026-11-21") + closing +
                   today + tomorrow
            << ProofVerdict::Holds << qint64{0};
        QTest::newRow("two days, two closings")
            << opening + closing + balance("CLBD", "122.00", "2026-11-21") + today + tomorrow << ProofVerdict::Holds
            << qint64{0};
    }
    void balanceProof() {
        QFETCH(QByteArray, inside);
        QFETCH(ProofVerdict, verdict);
        QFETCH(qint64, difference);
        const auto file = read(statementWith(inside));
        QVERIFY2(file, file ? "" : qPrintable(describe(file.error())));
        QCOMPARE(file->parts.front().proof, (BalanceProof{verdict, difference, false}));
    }

    void balancesInTwoCurrenciesFail() {
        QByteArray inside = balance("OPBD", "100.00", "2026-11-20") + balance("CLBD", "100.00", "2026-11-20");
        inside.replace(inside.lastIndexOf("CNY"), 3, "SEK");
        const auto file = read(statementWith(inside));
        QCOMPARE(file->parts.front().proof, (BalanceProof{ProofVerdict::Fails, 0, true}));
    }

    // Trap 13: a file that does not hold what it announces is not complete, and nothing of it may be used.
    void controlTotals_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("code");
        const QString mismatch = QStringLiteral("ControlTotalMismatch");
        QTest::newRow("count") << QByteArray("<NbOfNtries>4<") << QByteArray("<NbOfNtries>5<") << mismatch;
        QTest::newRow("debit count") << QByteArray("<NbOfNtries>3<") << QByteArray("<NbOfNtries>2<") << mismatch;
        QTest::newRow("sum") << QByteArray("<Sum>1434.50<") << QByteArray("<Sum>1434.51<") << mismatch;
        QTest::newRow("credit sum") << QByteArray("<Sum>200.00<") << QByteArray("<Sum>0<") << mismatch;
        QTest::newRow("sum in words") << QByteArray("<Sum>200.00<") << QByteArray("<Sum>many<")
                                      << QStringLiteral("AmountNotANumber");
        QTest::newRow("an entry was lost") << QByteArray(" <Ntry>\n    <NtryRef>")
                                           << QByteArray(" <Nope>\n    <NtryRef>") << QStringLiteral("NotWellFormed");
        QTest::newRow("more zeros") << QByteArray("<Sum>200.00<") << QByteArray("<Sum>200.00000<") << QString();
    }
    void controlTotals() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, code);
        const auto file = read(changed("camt053_v02.xml", from, to));
        QCOMPARE(file ? QString() : file.error().code, code);
    }

    void refusals_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("detailPart");
        const auto add = [](const char* name, const QByteArray& bytes, const char* code, const char* detail) {
            QTest::newRow(name) << bytes << QString::fromUtf8(code) << QString::fromUtf8(detail);
        };
        const auto entry = [](QByteArray from, QByteArray to) {
            return statementWith(QByteArray(entryOfOne).replace(from, to));
        };
        add("no Amt", entry("<Amt Ccy=\"CNY\">1.00</Amt>", ""), "ElementMissing", "no Amt");
        add("no CdtDbtInd", entry("<CdtDbtInd>DBIT</CdtDbtInd>", ""), "ElementMissing", "no CdtDbtInd");
        add("no Sts", entry("<Sts>BOOK</Sts>", ""), "ElementMissing", "no Sts");
        add("no Ccy", entry(" Ccy=\"CNY\"", ""), "ElementMissing", "Ccy");
        add("two amounts", entry("<Sts>", "<Amt Ccy=\"CNY\">2.00</Amt><Sts>"), "ElementTwice", "line 1, element Amt");
        add("two directions", entry("<Sts>", "<CdtDbtInd>CRDT</CdtDbtInd><Sts>"), "ElementTwice", "CdtDbtInd");
        add("bad currency", entry("CNY", "R$"), "BadCurrency", "Ccy");
        add("bad direction", entry("DBIT", "DEBIT"), "BadDirection", "element CdtDbtInd");
        add("a fraction of a fen", entry("1.00", "1.001"), "AmountTooManyDecimals", "element Amt");
        add("negative", entry("1.00", "-1.00"), "AmountNotANumber", "element Amt");
        add("above the ceiling", entry("1.00", "10000000000001"), "AmountTooLarge", "element Amt");
        add("sum above the ceiling",
            statementWith(QByteArray(entryOfOne).replace("1.00", "9999999999999.99") + entryOfOne), "MoneyOverflow",
            "line");
        add("30 February", entry("<Sts>", "<ValDt><Dt>2026-02-30</Dt></ValDt><Sts>"), "BadDate", "element Dt");
        add("bad time", entry("<Sts>", "<BookgDt><DtTm>2026-02-03T25:00:00</DtTm></BookgDt><Sts>"), "BadTime",
            "element DtTm");
        add("bad indicator", entry("<Sts>", "<RvslInd>yes</RvslInd><Sts>"), "BadIndicator", "element RvslInd");
        add("bad copy indicator", statementWith("<CpyDplctInd>TRIP</CpyDplctInd>"), "BadCopyIndicator", "DUPL");
        add("bad sequence", statementWith("<ElctrncSeqNb>-4</ElctrncSeqNb>"), "BadNumber", "element ElctrncSeqNb");
        add("element inside a text", statementWith("<ElctrncSeqNb>1<b/></ElctrncSeqNb>"), "UnexpectedElement",
            "element b");
        add("id too long",
            statementWith("<CreDtTm>2026-11-20T00:00:00Z</CreDtTm>" +
                          QByteArray(entryOfOne).replace("<Amt", "<NtryRef>" + QByteArray(71, 'x') + "</NtryRef><Amt")),
            "TextTooLong", "70");
        add("no account", "<Document><BkToCstmrStmt><Stmt><Id>S</Id></Stmt></BkToCstmrStmt></Document>",
            "ElementMissing", "account");
        add("no statement", "<Document><BkToCstmrStmt><GrpHdr/></BkToCstmrStmt></Document>", "NoStatement",
            "no statement");
        add("empty document", "<Document/>", "NotAStatement", "empty");
        add("no document", "<html><body/></html>", "NoDocument", "html");
        add("pain.002", "<Document><CstmrPmtStsRpt/></Document>", "NotAStatement", "this is pain.002 (status report)");
        add("pacs.002", "<Document><FIToFIPmtStsRpt/></Document>", "NotAStatement", "pacs.002");
        add("something else", "<Document><Hello/></Document>", "NotAStatement", "unknown message (Hello)");
        add("two messages", statementWith("").replace("</Document>", "<BkToCstmrStmt/></Document>"), "SecondMessage",
            "split");
        add("two documents", "<E>" + statementWith("") + statementWith("") + "</E>", "SecondMessage", "split");
        add("a forged twin name", "<Document><BkToCstmrStmtX/></Document>", "NotAStatement", "BkToCstmrStmtX");
    }
    void refusals() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        QFETCH(QString, detailPart);
        const auto file = read(bytes);
        QVERIFY(!file);
        QCOMPARE(file.error().code, code);
        QCOMPARE(file.error().kind, ErrorKind::Refused);
        QVERIFY2(file.error().detail.contains(detailPart), qPrintable(file.error().detail));
        QVERIFY2(file.error().detail.startsWith(u"line "), qPrintable(file.error().detail));
    }

    void refusalNamesTheLine() {
        const auto file =
            read(changed("camt053_v02.xml", "<Sts>PDNG</Sts>", "<Sts>PDNG</Sts><RvslInd>maybe</RvslInd>"));
        QVERIFY(!file);
        QVERIFY2(file.error().detail.startsWith(u"line 36, element RvslInd"), qPrintable(describe(file.error())));
    }

    void aSinkSeesLinesBeforeTheirPart() {
        QStringList seen;
        const StatementSink sink{
            [&](StatementLine&& line) -> Done {
                seen << QStringLiteral("line %1").arg(line.lineNo);
                return {};
            },
            [&](StatementPart&& part) -> Done {
                seen << QStringLiteral("part %1 with %2 kept lines").arg(part.partNo).arg(part.lines.size());
                return {};
            },
        };
        QByteArray bytes = sample("camt053_v08_page1.xml");
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        const auto summary = parseCamt(buffer, sink);
        QVERIFY(summary);
        QCOMPARE(seen, (QStringList{QStringLiteral("line 1"), QStringLiteral("line 2"),
                                    QStringLiteral("part 1 with 0 kept lines"), QStringLiteral("line 3"),
                                    QStringLiteral("part 2 with 0 kept lines")}));
        QCOMPARE(summary->lineCount, 3);
        QCOMPARE(summary->partCount, 2);
        QCOMPARE(summary->bytes, bytes.size());
    }

    void aSinkMayStopTheReading() {
        const StatementSink sink{[](StatementLine&&) -> Done { return unavailable(QStringLiteral("DatabaseGone")); },
                                 {}};
        QByteArray bytes = sample("camt053_v02.xml");
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        QCOMPARE(parseCamt(buffer, sink).error().code, QStringLiteral("DatabaseGone"));
    }

    void timesWithoutZoneAreTheBanks() {
        ReadOptions options;
        options.zone = std::chrono::minutes(60);
        const auto file = read(sample("camt054_v04_batches.xml"), options);
        QCOMPARE(formatIso(*file->parts.front().createdAt), QStringLiteral("2026-11-21T01:00:00.000Z"));
    }
};

QTEST_GUILESS_MAIN(CamtFileTest)
#include "camt_file_test.moc"
