// SPDX-License-Identifier: GPL-3.0-or-later
// Every real sample of spec 5.8 parses, or is refused for the reason that data/SOURCES.md gives. The files are not in
// the repository: PAYOUT_SAMPLES names the folder that holds camt/ and iso20022/.
#include "core/statement/camt_file.h"
#include "core/statement/pain002_file.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTest>

using namespace payout;
using namespace payout::statement;

namespace {

QString samplesFolder() { return qEnvironmentVariable("PAYOUT_SAMPLES"); }

/// The only file of the folder that matches, e.g. "iso20022/*2019052003522556.xml".
QString pathOf(const QString& pattern) {
    const QString folder = pattern.section(u'/', 0, 0);
    const QDir dir(samplesFolder() + u'/' + folder);
    const QStringList found = dir.entryList({pattern.section(u'/', 1)}, QDir::Files);
    return found.size() == 1 ? dir.filePath(found.front()) : QString();
}

Result<ParsedStatement> readStatement(const QString& pattern) {
    QFile file(pathOf(pattern));
    if (!file.open(QIODevice::ReadOnly)) return broken(QStringLiteral("SampleMissing"), pattern);
    return readCamt(file);
}

Result<StatusReport> readReport(const QString& pattern) {
    QFile file(pathOf(pattern));
    if (!file.open(QIODevice::ReadOnly)) return broken(QStringLiteral("SampleMissing"), pattern);
    return readPain002(file);
}

QString kindText(StatementKind kind) {
    switch (kind) {
    case StatementKind::Camt052: return QStringLiteral("052");
    case StatementKind::Camt053: return QStringLiteral("053");
    case StatementKind::Camt054: return QStringLiteral("054");
    case StatementKind::Csv: return QStringLiteral("csv");
    }
    return {};
}

QString proofText(const BalanceProof& proof) {
    switch (proof.verdict) {
    case ProofVerdict::Holds: return QStringLiteral("holds");
    case ProofVerdict::HoldsWithoutForwardValued: return QStringLiteral("holds-without-forward");
    case ProofVerdict::NotPossible: return QStringLiteral("-");
    case ProofVerdict::Fails:
        return proof.currenciesDiffer ? QStringLiteral("fails-currencies")
                                      : QStringLiteral("fails(%1)").arg(proof.differenceMinor);
    }
    return {};
}

QString originMark(LineOrigin origin) {
    switch (origin) {
    case LineOrigin::Entry: return QStringLiteral("E");
    case LineOrigin::Detail: return QStringLiteral("D");
    case LineOrigin::DetailsDoNotSum: return QStringLiteral("X");
    case LineOrigin::DetailsWithoutAmounts: return QStringLiteral("?");
    }
    return {};
}

/// "053 lines 1 D proof holds; lines 1 D proof holds"
QString shown(const ParsedStatement& file) {
    QStringList parts;
    for (const StatementPart& part : file.parts) {
        QString origins;
        for (const StatementLine& line : part.lines) origins += originMark(line.origin);
        parts << QStringLiteral("lines %1 %2 proof %3").arg(part.lines.size()).arg(origins, proofText(part.proof));
    }
    return kindText(file.parts.front().kind) + u' ' + parts.join(QStringLiteral("; "));
}

struct Sample {
    const char* pattern;
    const char* expected;
};

// D: a detail, or the entry's only one. E: an entry without details. X: details do not sum. ?: details without amounts.
const Sample statements[] = {
    {"camt/camt052.v1.xml", "052 lines 1 E proof -"},
    {"camt/camt052.v2.xml", "052 lines 1 D proof -"},
    {"camt/camt052.v2.other-account.xml", "052 lines 1 D proof -"},
    {"camt/camt052.v2.with-account-name.xml", "052 lines 1 D proof -"},
    {"camt/camt052.v4.xml", "052 lines 1 X proof -"},
    {"camt/camt052.v6.xml", "052 lines 1 X proof -"},
    {"camt/camt052.v6.Amt-zero.xml", "052 lines 1 X proof -"},
    {"camt/camt052.v8.xml", "052 lines 1 E proof -"},
    {"camt/camt053.v2.all-balance-types.xml", "053 lines 1 D proof fails(-582)"},
    {"camt/camt053.v2.five.decimals.xml", "053 lines 1 D proof fails(5)"},
    {"camt/camt053.v2.minimal.xml", "053 lines 1 D proof fails-currencies"},
    {"camt/camt053.v2.minimal.ultimate.xml", "053 lines 1 D proof fails-currencies"},
    {"camt/camt053.v2.multi.statement.xml", "053 lines 1 D proof holds; lines 1 D proof holds"},
    {"camt/camt053.v2.with-account-name.xml", "053 lines 1 D proof -"},
    {"camt/camt053.v2.with-party-ids.xml", "053 lines 1 D proof fails-currencies"},
    {"camt/camt053.v2.wrong.xml", "NoStatement"},
    {"camt/camt053.v3.xml", "053 lines 1 X proof fails-currencies"},
    {"camt/camt053.v4.xml", "053 lines 1 X proof fails-currencies"},
    {"camt/camt053.v8.xml", "053 lines 1 X proof fails-currencies"},
    {"camt/camt054.v2.xml", "054 lines 1 ? proof -"},
    {"camt/camt054.v2.with-account-name.xml", "054 lines 1 D proof -"},
    {"camt/camt054.v4.xml", "054 lines 1 X proof -"},
    {"camt/camt054.v8.xml", "054 lines 1 X proof -"},
    {"camt/camt054.v8-with-UETR.xml", "054 lines 1 D proof -"},
    {"camt/camt054.v8-with-financial-institution.xml", "054 lines 1 D proof -"},
    {"camt/camt53.only-Dt-with-DtTm.xml", "053 lines 0  proof -"},
    {"iso20022/200519_camt.052_P_*", "052 lines 2 DD proof -"},                          // #27
    {"iso20022/200519_camt.054-Credit_P_*", "054 lines 1 D proof -"},                    // #28
    {"iso20022/200519_camt.054-Debit_P_*", "054 lines 1 D proof -"},                     // #29
    {"iso20022/200519_camt.054_P_*", "054 lines 2 DD proof -"},                          // #30
    {"iso20022/200519_camt054-ESR-ASR_P_*", "054 lines 6 DDDDDD proof -"},               // #31
    {"iso20022/200519_camt054-chdd_p_*", "054 lines 2 DD proof -"},                      // #32
    {"iso20022/*_0_2019052003522556.xml", "054 lines 3 DDD proof -"},                    // #33
    {"iso20022/*_0_2019052103322231.xml", "054 lines 3 DDD proof -"},                    // #34
    {"iso20022/200519_camt054-returns_p_*", "054 lines 1 D proof -"},                    // #35
    {"iso20022/200924_camt.054_P_*", "054 lines 6 DDDDDD proof -"},                      // #36
    {"iso20022/camt.053_P_*", "053 lines 5 DDDDD proof holds-without-forward"},          // #37
    {"iso20022/camt054-returns_p_*", "054 lines 1 D proof -"},                           // #38
    {"iso20022/pain002-epo_p_0_0_0_2018031510491259.xml", "NotAStatement"},              // #39
    {"iso20022/pain002-epo_p_0_0_0_2018032614401842.xml", "NotAStatement"},              // #40
    {"iso20022/pain002-epo_p_ch2909*", "NotAStatement"},                                 // #41
    {"iso20022/pain002-epo_p_ch5109*", "NotAStatement"},                                 // #42
    {"iso20022/pain002-chdd-*", "NotAStatement"},                                        // #43
    {"iso20022/musterfile_pain.001_Nov2020.xml", "NotAStatement"},                       // #44
    {"iso20022/FI_camt_052_sample.xml.xml", "052 lines 1 D proof -; lines 1 D proof -"}, // #45
    {"iso20022/FI_camt_053_sample.xml.xml", "053 lines 13 DEDDDDDDDDDDD proof holds"},   // #46
    {"iso20022/FI_camt_054_sample.xml.xml", "054 lines 13 DDDDDDDDDDDDD proof -"},       // #47
    {"iso20022/International_payment_RUB_naujas_1.xml", "NotAStatement"},                // #48
    {"iso20022/International_payment_USD_naujas_1.xml", "NotAStatement"},                // #49
    {"iso20022/sepa_payment_naujas_1.xml", "NotAStatement"},                             // #50
    {"iso20022/gistfile1.xml", "NotAStatement"},                                         // #51
    {"iso20022/statement_1.xml", "053 lines 4 DDDD proof -"},                            // #52
    {"iso20022/valid_pain_v11.xml", "NotAStatement"},                                    // #53
    {"iso20022/valid_pacs_v11.xml", "NotAStatement"},                                    // #54
    {"iso20022/invalid_pain_v11.xml", "NotAStatement"},                                  // #55
};

/// "original message | group status reason | batch status reason | row status reason"
QString shown(const StatusReport& report) {
    const auto level = [](const QString& id, const QString& status, const std::vector<StatusReason>& reasons) {
        QStringList words{id, status.isEmpty() ? QStringLiteral("-") : status};
        for (const StatusReason& reason : reasons) words << reason.code;
        return words.join(u' ');
    };
    QStringList levels{level(report.originalMessageId, report.groupStatus, report.reasons)};
    for (const PaymentInfoStatus& info : report.paymentInfos) {
        levels << level(info.originalPaymentInfoId, info.status, info.reasons);
        for (const StatusRow& row : info.rows) levels << level(row.originalEndToEndId, row.status, row.reasons);
    }
    return levels.join(QStringLiteral(" | "));
}

const Sample reports[] = {
    {"iso20022/pain002-epo_p_0_0_0_2018031510491259.xml", "MsgId-001 ACTC"},      // #39
    {"iso20022/pain002-epo_p_0_0_0_2018032614401842.xml", "MsgId-005 RJCT AM10"}, // #40
    {"iso20022/pain002-epo_p_ch2909*",
     "MsgId-006 - | PmtInfId-006-01 RJCT NARR | EndToEndId-006-01-01 RJCT AC01"},                              // #41
    {"iso20022/pain002-epo_p_ch5109*", "MsgId-001 - | PmtInfId-001-03 PART | EndToEndId-001-03-04 RJCT AC01"}, // #42
    {"iso20022/pain002-chdd-*", "MsgId-CHDD-Musterfile - | PmtInfId-CHDD-1 ACCP"},                             // #43
    {"iso20022/valid_pain_v11.xml", "OrgnlMsgId -"},                                                           // #53
    {"iso20022/invalid_pain_v11.xml", "OrgnlMsgId -"},   // #55: no namespace; matched by local names
    {"iso20022/valid_pacs_v11.xml", "NotAStatusReport"}, // #54
    {"iso20022/gistfile1.xml", "NotAStatusReport"},      // #51
    {"iso20022/statement_1.xml", "NotAStatusReport"},    // #52
};

template <std::size_t N> void addRows(const Sample (&samples)[N]) {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("expected");
    for (const Sample& sample : samples)
        QTest::newRow(sample.pattern) << QString::fromUtf8(sample.pattern) << QString::fromUtf8(sample.expected);
}

/// "DBIT 200.00 CHF EndToEndId-001-02-01"
QStringList keysAndAmounts(const ParsedStatement& file) {
    QStringList all;
    for (const StatementPart& part : file.parts)
        for (const StatementLine& line : part.lines)
            all << QStringLiteral("%1 %2 %3 %4")
                       .arg(line.direction == Direction::Debit ? QStringLiteral("DBIT") : QStringLiteral("CRDT"),
                            formatPlain(line.amount), line.amount.currency.code(), line.orderNo);
    return all;
}

const QString payingAccount = QStringLiteral("CH5109000000250092291");
const QString payeesAccount = QStringLiteral("CH2909000000250094239");

} // namespace

class RealSamplesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        if (samplesFolder().isEmpty()) QSKIP("PAYOUT_SAMPLES is not set: real bank samples NOT tested");
    }

    void statementFiles_data() { addRows(statements); }
    void statementFiles() {
        QFETCH(QString, pattern);
        QFETCH(QString, expected);
        const auto file = readStatement(pattern);
        QCOMPARE(file ? shown(*file) : file.error().code, expected);
    }

    void statusReports_data() { addRows(reports); }
    void statusReports() {
        QFETCH(QString, pattern);
        QFETCH(QString, expected);
        const auto report = readReport(pattern);
        QCOMPARE(report ? shown(*report) : report.error().code, expected);
    }

    void noSampleIsLeftOut() {
        QSet<QString> listed;
        for (const Sample& sample : statements) {
            const QString path = pathOf(QString::fromUtf8(sample.pattern));
            QVERIFY2(!path.isEmpty(), sample.pattern);
            QVERIFY2(!listed.contains(path), sample.pattern);
            listed << path;
        }
        for (const char* folder : {"camt", "iso20022"}) {
            const QDir dir(samplesFolder() + u'/' + QString::fromUtf8(folder));
            for (const QString& name : dir.entryList(QDir::Files))
                QVERIFY2(listed.contains(dir.filePath(name)), qPrintable(name));
        }
    }

    void refusalsSayWhatTheFileIs() {
        QVERIFY(readStatement(QStringLiteral("iso20022/valid_pacs_v11.xml")).error().detail.contains(u"pacs.002"));
        QVERIFY(readStatement(QStringLiteral("iso20022/gistfile1.xml")).error().detail.contains(u"pain.001"));
        QVERIFY(readReport(QStringLiteral("iso20022/valid_pacs_v11.xml")).error().detail.contains(u"pacs.002"));
    }

    // A29: the same three payments, debited twice from the paying account by two different files.
    void theSameThreePaymentsTwice() {
        const auto first = readStatement(QStringLiteral("iso20022/*_0_2019052003522556.xml"));
        const auto second = readStatement(QStringLiteral("iso20022/*_0_2019052103322231.xml"));
        const QStringList expected{QStringLiteral("DBIT 200.00 CHF EndToEndId-001-02-01"),
                                   QStringLiteral("DBIT 250.00 CHF EndToEndId-001-02-02"),
                                   QStringLiteral("DBIT 300.00 CHF EndToEndId-001-02-03")};
        for (const auto* file : {&first, &second}) {
            QCOMPARE(keysAndAmounts(**file), expected);
            QCOMPARE((*file)->parts.front().account, payingAccount);
            QCOMPARE((*file)->parts.front().totals.bookedDebitMinor, 75'000);
            QCOMPARE((*file)->parts.front().copy, CopyKind::Original);
        }
        QVERIFY((*first).sha256 != (*second).sha256);
        QVERIFY(first->parts.front().messageId != second->parts.front().messageId);
        QCOMPARE(first->parts.front().lines.front().bookingDate, (BusinessDate{20190520}));
        QCOMPARE(second->parts.front().lines.front().bookingDate, (BusinessDate{20200618}));
    }

    // A46: our EndToEndIds as credits on the payee's account. Account and direction tell them apart.
    void thePayeesView() {
        const auto third = readStatement(QStringLiteral("iso20022/200924_camt.054_P_*"));
        QCOMPARE(third->parts.front().account, payeesAccount);
        QCOMPARE(third->parts.front().lines.size(), 6u);
        for (const StatementLine& line : third->parts.front().lines) {
            QCOMPARE(line.direction, Direction::Credit);
            QVERIFY(line.orderNo.startsWith(u"EndToEndId-001-03-0"));
            QVERIFY(!line.isReturn);
        }
        const auto second = readStatement(QStringLiteral("iso20022/200519_camt054-ESR-ASR_P_*"));
        QCOMPARE(second->parts.front().account, payeesAccount);
        const QStringList lines = keysAndAmounts(*second);
        QVERIFY(lines.contains(QStringLiteral("CRDT 200.00 CHF EndToEndId-001-02-01")));
        QVERIFY(!lines.contains(QStringLiteral("DBIT 200.00 CHF EndToEndId-001-02-01")));
    }

    // A28: one payment, rejected by a status report and returned as a credit on the paying account.
    void rejectedAndReturned() {
        const auto fileLevel = readReport(QStringLiteral("iso20022/pain002-epo_p_0_0_0_2018031510491259.xml"));
        const auto rowLevel = readReport(QStringLiteral("iso20022/pain002-epo_p_ch5109*"));
        const RowKey row{QStringLiteral("MsgId-001"), QStringLiteral("PmtInfId-001-03"),
                         QStringLiteral("EndToEndId-001-03-04"), QStringLiteral("InstrId-001-03-04")};
        RowKey neighbour = row;
        neighbour.endToEndId = QStringLiteral("EndToEndId-001-03-05");
        neighbour.instructionId = QStringLiteral("InstrId-001-03-05");

        QCOMPARE(rowStatus(*fileLevel, row).finding, RowFinding::NotMentioned); // ACTC proves nothing about rows
        const RowStatus rejected = rowStatus(*rowLevel, row);
        QCOMPARE(rejected.finding, RowFinding::Stated);
        QCOMPARE(rejected.status, QStringLiteral("RJCT"));
        QCOMPARE(rejected.reasons.front().code, QStringLiteral("AC01"));
        QCOMPARE(rowStatus(*rowLevel, neighbour).finding, RowFinding::NotMentioned);
        QCOMPARE(rowLevel->nameSpace,
                 QStringLiteral("http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.02.xsd"));

        const auto returned = readStatement(QStringLiteral("iso20022/camt054-returns_p_*"));
        const StatementLine& line = returned->parts.front().lines.front();
        QCOMPARE(returned->parts.front().account, payingAccount);
        QCOMPARE(keysAndAmounts(*returned), QStringList{QStringLiteral("CRDT 500.00 CHF EndToEndId-001-03-04")});
        QVERIFY(line.isReturn);
        QVERIFY(line.isReversal);
        QCOMPARE(line.returnReason, QStringLiteral("AC01"));
        QCOMPARE(line.bankFlowNo, QStringLiteral("190520CH02ZZTJR1"));
    }

    void aReturnWithoutReversalFlag() {
        const auto file = readStatement(QStringLiteral("iso20022/200519_camt054-returns_p_*"));
        const StatementLine& line = file->parts.front().lines.front();
        QVERIFY(line.isReturn);
        QVERIFY(!line.isReversal);
        QCOMPARE(line.returnReason, QStringLiteral("AC01"));
    }

    void theEntryDecidesTheDirection() {
        const auto file = readStatement(QStringLiteral("iso20022/camt.053_P_*"));
        const StatementLine& line = file->parts.front().lines[1];
        QCOMPARE(formatPlain(line.amount), QStringLiteral("77.70"));
        QCOMPARE(line.direction, Direction::Debit);
        QVERIFY(line.detailContradictsDirection);
    }

    void statusesThatMoveNothing() {
        const auto report = readStatement(QStringLiteral("iso20022/FI_camt_052_sample.xml.xml"));
        QCOMPARE(report->parts[0].lines.front().status, EntryStatus::Pending);
        QCOMPARE(report->parts[1].lines.front().status, EntryStatus::Booked);
        QVERIFY(report->parts[0].controlTotalsGiven);
        const auto notification = readStatement(QStringLiteral("iso20022/FI_camt_054_sample.xml.xml"));
        const StatementLine& info = notification->parts.front().lines.back();
        QCOMPARE(info.status, EntryStatus::Info);
        QVERIFY(info.isReversal);
        QVERIFY(info.isReturn);
    }

    void noKeyWhereTheBankGivesNone() {
        const auto file = readStatement(QStringLiteral("iso20022/statement_1.xml"));
        for (const StatementLine& line : file->parts.front().lines) {
            QCOMPARE(line.endToEndId, QStringLiteral("NOTPROVIDED"));
            QVERIFY(line.orderNo != u"NOTPROVIDED");
        }
    }

    void fractionsOfASecond() {
        const auto file = readStatement(QStringLiteral("camt/camt53.only-Dt-with-DtTm.xml"));
        QCOMPARE(formatIso(*file->parts.front().createdAt), QStringLiteral("2025-07-23T22:10:29.000Z"));
        QCOMPARE(file->parts.front().opening()->amount.minor, 544'209); // 5442.09000
        QCOMPARE(file->parts.front().opening()->date, (BusinessDate{20250723}));
    }
};

QTEST_GUILESS_MAIN(RealSamplesTest)
#include "real_samples_test.moc"
