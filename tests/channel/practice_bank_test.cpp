// SPDX-License-Identifier: GPL-3.0-or-later
// The real channel over loopback against the practice bank: every misbehaviour, seen from the product's side and from
// the bank's books. What the books say is the truth; what the channel says is only what it was told.
#include "bank_client.h"
#include "core/channel/acp/acp_message.h"
#include "core/channel/channel_profile.h"
#include "core/statement/csv_statement_file.h"

#include <QBuffer>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTest>
#include <QXmlStreamReader>

using namespace payout;
using namespace payout::bank;
using namespace payout::channel;
using rules::Outcome;

namespace {

const char* const misbehaviour =
    ".01=pay,answer:33;.02=pay,silence;.03=pay-later:120,answer:03;.04=no-pay,answer:0Z,query:30;.05=pay,html;"
    ".06=no-pay,answer:61;.07=drop-before;.08=pay,drop-after;.09=pay,book-next-day;.10=pay,unsigned;"
    ".11=pay,wrong-amount;.12=pay,wrong-order;.13=pay,query-not-found:300;.14=pay,query-html;.15=pay,query-silence;"
    ".16=pay,query-unsigned;.17=pay,query-wrong-amount;.18=pay,query:08;.19=no-pay;.20=pay,query-wrong-order";

QString name(Outcome outcome) { return rules::storedName(outcome); }

} // namespace

class PracticeBankTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void misbehaviours_data() {
        QTest::addColumn<QString>("yuan");
        QTest::addColumn<QString>("onSend");
        QTest::addColumn<QString>("onQuery");
        QTest::addColumn<int>("executions"); // what the books say
        const auto row = [](const char* title, const char* yuan, const char* send, const char* query, int executions) {
            QTest::newRow(title) << QString::fromLatin1(yuan) << QString::fromLatin1(send) << QString::fromLatin1(query)
                                 << executions;
        };
        row("plain", "10.00", "ACCEPTED", "SUCCESS", 1);
        row("paid but an error code", "10.01", "FAILED_FINAL", "SUCCESS", 1);
        row("paid, never answers", "10.02", "UNKNOWN", "SUCCESS", 1);
        row("03, paid later", "10.03", "UNKNOWN", "PROCESSING", 0);
        row("0Z, not paid", "10.04", "UNKNOWN", "FAILED_FINAL", 0);
        row("html", "10.05", "UNKNOWN", "SUCCESS", 1);
        row("payee error", "10.06", "FAILED_FINAL", "PAYEE_ERROR", 0);
        row("dropped before", "10.07", "UNKNOWN", "NOT_EXIST_EXPLICIT", 0);
        row("dropped after", "10.08", "UNKNOWN", "SUCCESS", 1);
        row("booked next day", "10.09", "ACCEPTED", "SUCCESS", 1);
        row("unsigned", "10.10", "UNKNOWN", "SUCCESS", 1);
        row("wrong amount", "10.11", "UNKNOWN", "SUCCESS", 1);
        row("wrong order", "10.12", "UNKNOWN", "SUCCESS", 1);
        row("asked too early", "10.13", "ACCEPTED", "NOT_EXIST_EXPLICIT", 1); // trap 1
        row("query html", "10.14", "ACCEPTED", "QUERY_FAILED", 1);            // A11
        row("query silence", "10.15", "ACCEPTED", "QUERY_FAILED", 1);
        row("query unsigned", "10.16", "ACCEPTED", "QUERY_FAILED", 1);
        row("query wrong amount", "10.17", "ACCEPTED", "UNKNOWN", 1); // A10
        row("presumed success", "10.18", "ACCEPTED", "UNKNOWN", 1);   // A43
        row("accepted, then failed", "10.19", "ACCEPTED", "FAILED_FINAL", 0);
        row("query wrong order", "10.20", "ACCEPTED", "QUERY_FAILED", 1); // S20
    }

    void misbehaviours() {
        QFETCH(QString, yuan);
        QFETCH(QString, onSend);
        QFETCH(QString, onQuery);
        QFETCH(int, executions);
        BankClient bank{QLatin1String(misbehaviour)};
        const PaymentOrder order = BankClient::order(1, yuan.toLatin1().constData());
        QCOMPARE(name(bank.send(order).outcome), onSend);
        bank.advance(std::chrono::seconds(60));
        QCOMPARE(name(bank.query(order).outcome), onQuery);
        QCOMPARE(bank.bookOf(order).value(QStringLiteral("times")).toInt(), executions);
    }

    void theDemoScenarioSaysTheSame() { // resources/demo plays the endings .01 to .07
        QFile file(QStringLiteral(PAYOUT_RESOURCES "/demo/bank_scenario.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto demo = Scenario::parse(file.readAll(), QStringLiteral("bank_scenario.json"));
        QVERIFY(demo);
        const auto reference = *Scenario::parseShort(QLatin1String(misbehaviour));
        for (const qint64 minor : {1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007}) {
            const OrderTraits traits{QStringLiteral("A"), QStringLiteral("1"), minor, 1};
            const Behaviour a = demo->behaviourFor(traits);
            const Behaviour b = reference.behaviourFor(traits);
            QVERIFY(a.payment == b.payment && a.answerCode == b.answerCode && a.sendDelivery == b.sendDelivery &&
                    a.sendShape == b.sendShape && a.queryCode == b.queryCode);
        }
    }

    void oneNumberIsPaidOnce() {
        BankClient bank{QString()};
        const PaymentOrder order = BankClient::order(1, "10.00");
        QVERIFY(bank.send(order).outcome == Outcome::Accepted);
        for (int i = 0; i < 3; ++i) QVERIFY(bank.send(order).outcome == Outcome::DuplicateOrder); // trap 10
        PaymentOrder otherTime = order;
        otherTime.txnTime = QStringLiteral("20261122150000");
        QVERIFY(bank.send(otherTime).outcome == Outcome::DuplicateOrder);
        const QJsonObject row = bank.bookOf(order);
        QCOMPARE(row.value(QStringLiteral("times")).toInt(), 1);
        QCOMPARE(row.value(QStringLiteral("received")).toInt(), 5);
        QCOMPARE(bank.books().value(QStringLiteral("orders")).toArray().size(), 1);
    }

    void theBooksSurviveARestart() {
        BankClient bank{QLatin1String(misbehaviour)};
        const PaymentOrder silent = BankClient::order(1, "10.02");
        QVERIFY(bank.send(silent).outcome == Outcome::Unknown);
        bank.restart(QLatin1String(misbehaviour));
        QVERIFY(bank.query(silent).outcome == Outcome::Success);
        QVERIFY(bank.send(silent).outcome == Outcome::DuplicateOrder);
        QCOMPARE(bank.bookOf(silent).value(QStringLiteral("times")).toInt(), 1);
    }

    void aLateOneIsPaidLater() {
        BankClient bank{QLatin1String(misbehaviour)};
        const PaymentOrder order = BankClient::order(1, "10.03");
        (void)bank.send(order);
        bank.advance(std::chrono::seconds(119));
        QVERIFY(bank.query(order).outcome == Outcome::Processing);
        bank.advance(std::chrono::seconds(1));
        QVERIFY(bank.query(order).outcome == Outcome::Success);
        QCOMPARE(bank.bookOf(order).value(QStringLiteral("times")).toInt(), 1);
    }

    void askedAgainLaterItIsFound() { // trap 1: 34 was no proof
        BankClient bank{QLatin1String(misbehaviour)};
        const PaymentOrder order = BankClient::order(1, "10.13");
        (void)bank.send(order);
        QVERIFY(bank.query(order).outcome == Outcome::NotExistExplicit);
        bank.advance(std::chrono::seconds(300));
        QVERIFY(bank.query(order).outcome == Outcome::Success);
    }

    void theWrongTimeFindsNothing() { // trap 2
        BankClient bank{QString()};
        PaymentOrder order = BankClient::order(1, "10.00");
        (void)bank.send(order);
        order.txnTime = QStringLiteral("20261123140327");
        QVERIFY(bank.query(order).outcome == Outcome::NotExistExplicit);
    }

    void aForgedRequestPaysNothing() {
        BankClient bank{QString()};
        const PaymentOrder order = BankClient::order(1, "10.00");
        WireRequest request = *bank.channel().buildSend(order);
        request.body.replace("txnAmt=1000", "txnAmt=9000");
        const Answer answer = bank.channel().classifySend(order, bank.exchange(request));
        QCOMPARE(answer.code, QStringLiteral("11"));
        QVERIFY(bank.bookOf(order).isEmpty());
        for (const QByteArray& body : {QByteArray("nonsense"), QByteArray("a=1"), QByteArray()})
            (void)bank.exchange({"/gateway/api/backTransReq.do", body});
        QVERIFY(bank.books().value(QStringLiteral("orders")).toArray().isEmpty());
    }

    void theBooksMaskAccounts() {
        BankClient bank{QString()};
        (void)bank.send(BankClient::order(1, "10.00"));
        const QByteArray page = bank.fetch("GET", QStringLiteral("/books")).body;
        QVERIFY(!page.contains("6217000010000000017"));
        QVERIFY(page.contains("6217"));
    }

    void moneyThatIsNotThereIsNotPaid() {
        BankClient bank{QString()};
        const PaymentOrder order = BankClient::order(1, "100000000.01");
        QCOMPARE(bank.send(order).code, QStringLiteral("90"));
        QVERIFY(bank.query(order).outcome == Outcome::FailedFinal);
        QCOMPARE(bank.bookOf(order).value(QStringLiteral("times")).toInt(), 0);
    }

    void statementsProve_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("closingCode");
        QTest::newRow("camt053") << QStringLiteral("camt053") << QStringLiteral("CLBD");
        QTest::newRow("camt052") << QStringLiteral("camt052") << QStringLiteral("ITBD");
    }

    void statementsProve() {
        QFETCH(QString, format);
        QFETCH(QString, closingCode);
        BankClient bank{QLatin1String(misbehaviour)};
        int number = 0;
        for (const char* yuan : {"10.00", "10.01", "10.02", "10.04", "10.06", "10.07", "10.09"})
            (void)bank.send(BankClient::order(++number, yuan));
        bank.advance(std::chrono::hours(24));
        const auto page = bank.fetch("GET", bank.statementPath("2026-11-22T00:00:00+08:00", "2026-11-23T00:00:00+08:00",
                                                               format.toLatin1().constData()));
        QCOMPARE(page.status, 200);
        const Totals first = totalsOf(page.body);
        QCOMPARE(first.orders.size(), 3); // 10.00, 10.01, 10.02; 10.09 is booked tomorrow, the rest was never paid
        QCOMPARE(first.opening.value(QStringLiteral("OPBD")), 10'000'000'000);
        QCOMPARE(first.opening.value(closingCode), 10'000'000'000 - first.debits);
        QCOMPARE(first.debits, 3003);
        QVERIFY(first.orders.contains(BankClient::order(3, "10.02").orderNo));
        const auto next = bank.fetch("GET", bank.statementPath("2026-11-23T00:00:00+08:00", "2026-11-24T00:00:00+08:00",
                                                               format.toLatin1().constData()));
        const Totals second = totalsOf(next.body);
        QCOMPARE(second.orders, QStringList{BankClient::order(7, "10.09").orderNo});
        QCOMPARE(second.opening.value(QStringLiteral("OPBD")), first.opening.value(closingCode)); // they chain
        QCOMPARE(second.number, first.number + 1);
    }

    void statementsAreValid_data() { statementsProve_data(); }

    void statementsAreValid() { // against the schema, where the schema and xmllint are at hand
        QFETCH(QString, format);
        const QString schema =
            QStringLiteral("%1/camt.%2.001.08.xsd").arg(qEnvironmentVariable("PAYOUT_XSD_DIR"), format.last(3));
        if (!QFile::exists(schema)) QSKIP("PAYOUT_XSD_DIR is not set to the folder of the ISO 20022 schemas");
        BankClient bank{QString()};
        (void)bank.send(BankClient::order(1, "10.00"));
        bank.advance(std::chrono::hours(1));
        const auto page = bank.fetch("GET", bank.statementPath("2026-11-22T00:00:00+08:00", "2026-11-23T00:00:00+08:00",
                                                               format.toLatin1().constData()));
        QFile out(bank.folder() + QStringLiteral("/s.xml"));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(page.body);
        out.close();
        QProcess lint;
        lint.start(QStringLiteral("xmllint"),
                   {QStringLiteral("--noout"), QStringLiteral("--schema"), schema, out.fileName()});
        QVERIFY(lint.waitForFinished());
        QVERIFY2(lint.exitCode() == 0, lint.readAllStandardError().constData());
    }

    void aStatementIsWrittenOnRequest() {
        BankClient bank{QString()};
        (void)bank.send(BankClient::order(1, "10.00"));
        bank.advance(std::chrono::hours(1));
        const QString path = bank.statementPath("2026-11-22T00:00:00+08:00", "2026-11-23T00:00:00+08:00", "csv");
        const auto page =
            bank.fetch("POST", QString(path).replace(QStringLiteral("/statement"), QStringLiteral("/statement/write")));
        QCOMPARE(page.body, QByteArray(R"({"file":"csv-1001000000000001-20261122-0001.csv"})"));
        QFile file(bank.folder() + QStringLiteral("/statements/csv-1001000000000001-20261122-0001.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("TOTAL,1,,,,,10.00,99999990.00\n"));
    }

    void itsCsvIsWhatTheProfileSays() {
        BankClient bank{QString()};
        (void)bank.send(BankClient::order(1, "10.00"));
        bank.advance(std::chrono::hours(1));
        auto page =
            bank.fetch("GET", bank.statementPath("2026-11-22T00:00:00+08:00", "2026-11-22T15:00:00+08:00", "csv"));
        const auto profile =
            channel::loadChannelProfile(QStringLiteral(PAYOUT_RESOURCES "/channels/practice.profile.json"));
        QVERIFY(profile);
        const auto mapping = statement::mappingFromJson(profile->csvStatement);
        QVERIFY(mapping);
        QBuffer bytes(&page.body);
        QVERIFY(bytes.open(QIODevice::ReadOnly));
        statement::CsvContext context;
        context.account = QStringLiteral("unknown"); // the file names its own
        const auto read = statement::readCsvStatement(bytes, *mapping, context);
        QVERIFY2(read, read ? "" : qPrintable(describe(read.error().error)));
        const statement::StatementPart& part = read->parts.front();
        QCOMPARE(part.account, profile->reserveAccounts.front());
        QCOMPARE(part.proof.verdict, statement::ProofVerdict::Holds);
        QCOMPARE(formatIso(*part.from), QStringLiteral("2026-11-21T16:00:00.000Z"));
        QVERIFY(part.to && *part.to > *part.from);
    }

    void badStatementRequestsAreRefused() {
        BankClient bank{QString()};
        const QString good = bank.statementPath("2026-11-22T00:00:00+08:00", "2026-11-22T14:00:00+08:00", "csv");
        QCOMPARE(bank.fetch("GET", good).status, 200);
        for (const auto& [from, to] : {std::pair{"format=csv", "format=pdf"},
                                       {"account=1", "account=2"},
                                       {"from=2026", "from=soon"},
                                       {"to=2026", "to=1999"}})
            QCOMPARE(bank.fetch("GET", QString(good).replace(QLatin1String(from), QLatin1String(to))).status, 400);
        QCOMPARE(bank.fetch("GET", QStringLiteral("/nothing")).status, 404);
        QCOMPARE(bank.fetch("POST", QStringLiteral("/books")).status, 404);
    }

    void theClockCanBeShifted() { // trap 19
        BankClient bank{QString()};
        QCOMPARE(bank.fetch("POST", QStringLiteral("/control/clock?offset_ms=3600000")).body,
                 QByteArray(R"({"now":"2026-11-22T07:03:27.000Z"})"));
        QCOMPARE(bank.fetch("POST", QStringLiteral("/control/clock?offset_ms=soon")).status, 400);
        const PaymentOrder order = BankClient::order(1, "10.00");
        (void)bank.send(order);
        QCOMPARE(bank.bookOf(order).value(QStringLiteral("executedAt")).toString(),
                 QStringLiteral("2026-11-22T07:03:27.000Z"));
        (void)bank.fetch("POST", QStringLiteral("/control/clock?offset_ms=0")); // the books do not go back
        const PaymentOrder second = BankClient::order(2, "10.00");
        (void)bank.send(second);
        QCOMPARE(bank.bookOf(second).value(QStringLiteral("executedAt")).toString(),
                 QStringLiteral("2026-11-22T07:03:27.000Z"));
    }

private:
    struct Totals {
        QHash<QString, qint64> opening; ///< balances by their code
        qint64 debits = 0;
        int number = 0;
        QStringList orders;
    };

    static Totals totalsOf(const QByteArray& xml) {
        Totals out;
        QXmlStreamReader reader(xml);
        QString code;
        bool inEntry = false;
        while (!reader.atEnd()) {
            reader.readNext();
            const bool start = reader.isStartElement();
            if (reader.name() == u"Ntry") inEntry = start;
            if (reader.name() == u"NtryDtls" && start) inEntry = false;
            if (!start) continue;
            if (reader.name() == u"Cd")
                code = reader.readElementText();
            else if (reader.name() == u"ElctrncSeqNb")
                out.number = reader.readElementText().toInt();
            else if (reader.name() == u"EndToEndId")
                out.orders.append(reader.readElementText());
            else if (reader.name() == u"Amt") {
                const auto minor = parseAmount(reader.readElementText())->minor;
                if (inEntry)
                    out.debits += minor;
                else
                    out.opening.insert(code, minor);
            }
        }
        return out;
    }
};

QTEST_GUILESS_MAIN(PracticeBankTest)
#include "practice_bank_test.moc"
