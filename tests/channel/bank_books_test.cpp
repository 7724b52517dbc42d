// SPDX-License-Identifier: GPL-3.0-or-later
// The practice bank's journal survives a crash at every byte, and its scenarios are strict.
#include "app/bank/bank_books.h"
#include "app/bank/bank_scenario.h"
#include "app/bank/bank_statement.h"

#include <QTemporaryDir>
#include <QTest>

using namespace payout;
using namespace payout::bank;

namespace {

const UtcTime noon = *parseIso(u"2026-11-22T12:00:00+08:00");
const BankAccount account{QStringLiteral("1001000000000001"), 100'000};

BankOrder orderNo(int number, qint64 minor) {
    BankOrder out;
    out.orderId = QStringLiteral("ORDER%1").arg(number, 5, 10, QLatin1Char('0'));
    out.txnTime = QStringLiteral("20261122120000");
    out.account = QStringLiteral("6217000010000000017");
    out.name = QStringLiteral("王\"小,明");
    out.amountMinor = minor;
    out.queryId = QString::number(number);
    out.receivedAt = noon + std::chrono::minutes(number);
    out.executeAt = out.receivedAt;
    out.bookedAt = out.receivedAt;
    return out;
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Here and not in the class: moc 6.4 loses its way in them.
const char* const manyRules =
    R"({"rules": [{"match": {"amountEnding": ".01", "accountSuffix": "0017"}, "do": ["answer:33"]},
                  {"match": {"everyNth": 3}, "do": ["silence"]},
                  {"match": {"orderPattern": "^A"}, "do": ["no-pay", "answer:61"]}],
        "default": ["pay-later:60"]})";
const char* const badScenarios[] = {R"({"rule": []})",
                                    R"({"rules": [{"match": {"amount": ".01"}, "do": []}]})",
                                    R"({"default": ["payy"]})",
                                    R"({"default": ["answer"]})",
                                    R"({"default": ["pay:3"]})",
                                    R"({"default": ["pay-later:soon"]})",
                                    R"({"rules": [{"match": {"orderPattern": "["}, "do": ["pay"]}]})",
                                    R"({"rules": [{"match": {}}]})"};

void writeContent(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
}

} // namespace

class BankBooksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void anOrderIsTakenOnce() {
        const auto books = open();
        QVERIFY(books->take(orderNo(1, 500)));
        QCOMPARE(books->take(orderNo(1, 500)).error().code, QStringLiteral("DuplicateOrder"));
        QCOMPARE(books->orders().size(), std::size_t{1});
        QCOMPARE(books->timesReceived(QStringLiteral("ORDER00001")), 2);
        QCOMPARE(books->availableMinor(), 99'500);
    }

    void theBooksComeBack() {
        {
            const auto books = open();
            QVERIFY(books->take(orderNo(1, 500)));
            QVERIFY(books->take(orderNo(2, 700)));
            QVERIFY(!books->take(orderNo(2, 700)));
        }
        const auto books = *BankBooks::open(path(), {QStringLiteral("other"), 1}, noon);
        QCOMPARE(books->account().number, account.number); // an existing journal wins
        QCOMPARE(books->orders().size(), std::size_t{2});
        QCOMPARE(books->availableMinor(), 98'800);
        QCOMPARE(books->timesReceived(QStringLiteral("ORDER00002")), 2);
        QCOMPARE(books->find(QStringLiteral("ORDER00002"))->name, QStringLiteral("王\"小,明"));
    }

    void aCrashAtEveryByteKeepsWhatWasAnswered() {
        {
            const auto books = open();
            QVERIFY(books->take(orderNo(1, 500)));
            QVERIFY(books->take(orderNo(2, 700)));
        }
        const QByteArray whole = contentOf(path());
        const qsizetype lastLine = whole.lastIndexOf('\n', whole.size() - 2) + 1;
        for (qsizetype cut = lastLine; cut < whole.size(); ++cut) {
            writeContent(path(), whole.first(cut));
            const auto books = open();
            QCOMPARE(books->orders().size(), std::size_t{1});
            QVERIFY(books->take(orderNo(2, 700))); // the torn line is gone, the journal goes on
            QCOMPARE(books->orders().size(), std::size_t{2});
        }
        const auto again = open();
        QCOMPARE(again->orders().size(), std::size_t{2});
    }

    void aDamagedLineIsNotPassedOver() {
        {
            const auto books = open();
            QVERIFY(books->take(orderNo(1, 500)));
        }
        QByteArray bytes = contentOf(path());
        bytes.replace("500", "900");
        writeContent(path(), bytes);
        const auto books = BankBooks::open(path(), account, noon);
        QVERIFY(!books);
        QCOMPARE(books.error().kind, ErrorKind::Broken);
        QCOMPARE(books.error().code, QStringLiteral("BooksDamaged"));
    }

    void twoBanksDoNotShareBooks() {
        const auto books = open();
        QCOMPARE(BankBooks::open(path(), account, noon).error().code, QStringLiteral("BooksInUse"));
    }

    void statementNumbersStayWithTheirPeriod() {
        const QString kind = QStringLiteral("camt053");
        const auto later = [](int hours) { return noon + std::chrono::hours(hours); };
        {
            const auto books = open();
            QCOMPARE(books->statementNumber(kind, noon, later(1)).value(), 1);
            QCOMPARE(books->statementNumber(kind, later(1), later(2)).value(), 2);
            QCOMPARE(books->statementNumber(QStringLiteral("csv"), noon, later(1)).value(), 1);
        }
        const auto books = open();
        QCOMPARE(books->statementNumber(kind, noon, later(1)).value(), 1);
        QCOMPARE(books->statementNumber(kind, later(2), later(3)).value(), 3);
        QCOMPARE(books->newest(), later(3));
    }

    void aStatementNeverClaimsTheFuture() {
        const auto books = open();
        QVERIFY(books->take(orderNo(1, 500)));
        const UtcTime now = noon + std::chrono::minutes(30);
        const auto file = buildStatement(*books, StatementFormat::Csv, {noon, noon + std::chrono::hours(5)}, now);
        QVERIFY(file->bytes.contains("#to,2026-11-22T12:30:00.000+08:00\n"));
        QVERIFY(file->bytes.contains("TOTAL,1,,,,,5.00,995.00\n"));
        QVERIFY(file->bytes.contains("\"王\"\"小,明\""));
        const auto none = buildStatement(*books, StatementFormat::Csv, {now, now + std::chrono::hours(1)}, now);
        QCOMPARE(none.error().code, QStringLiteral("BadPeriod"));
    }

    void consecutiveStatementsChain() {
        const auto books = open();
        for (int i = 1; i <= 20; ++i) QVERIFY(books->take(orderNo(i, 100 * i)));
        const UtcTime now = noon + std::chrono::hours(1);
        qint64 lines = 0;
        QByteArray closing = "1000.00";
        for (int part = 0; part < 6; ++part) {
            const UtcTime from = noon + std::chrono::minutes(part * 10);
            const auto file =
                buildStatement(*books, StatementFormat::Csv, {from, from + std::chrono::minutes(10)}, now);
            QVERIFY(file->bytes.contains("#opening," + closing + '\n'));
            const qsizetype at = file->bytes.indexOf("#closing,") + 9;
            closing = file->bytes.mid(at, file->bytes.indexOf('\n', at) - at);
            lines += file->bytes.count("\"ORDER");
        }
        QCOMPARE(lines, 20);
        QCOMPARE(closing, QByteArray("790.00")); // 1000.00 less 1.00 + 2.00 + ... + 20.00
    }

    void scenariosMatchByRule() {
        const auto scenario = Scenario::parse(manyRules, QStringLiteral("s.json"));
        QVERIFY(scenario);
        const auto at = [&](const char* id, const char* payee, qint64 minor, qint64 ordinal) {
            return scenario->behaviourFor({QLatin1String(id), QLatin1String(payee), minor, ordinal});
        };
        QCOMPARE(at("B1", "62170017", 1001, 1).answerCode, QStringLiteral("33"));
        QCOMPARE(at("B1", "62170018", 1001, 1).answerCode, QStringLiteral("00")); // both conditions must hold
        QVERIFY(at("B1", "1", 1000, 3).sendDelivery == Delivery::Silence);
        QVERIFY(at("B1", "1", 1000, 4).payment == Payment::Later);
        QVERIFY(at("A1", "1", 1000, 4).payment == Payment::Never);
    }

    void scenariosAreStrict() {
        for (const char* text : badScenarios) QVERIFY2(!Scenario::parse(text, QStringLiteral("s.json")), text);
        QVERIFY(!Scenario::parseShort(QStringLiteral(".01")));
        QVERIFY(!Scenario::parseShort(QStringLiteral(".01=dance")));
        QVERIFY(scenarioHelp().contains(QStringLiteral("drop-before")));
    }

private:
    QString path() const { return m_folder->filePath(QStringLiteral("books")); }
    std::unique_ptr<BankBooks> open() const { return *BankBooks::open(path(), account, noon); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(BankBooksTest)
#include "bank_books_test.moc"
