// SPDX-License-Identifier: GPL-3.0-or-later
// Parser rule 8: files that were made to hurt, and files that never arrived whole.
#include "core/statement/camt_file.h"
#include "core/statement/pain002_file.h"
#include "core/statement/xml_file.h"

#include <QBuffer>
#include <QElapsedTimer>
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

/// Gives `head`, then `piece` again and again up to `size` bytes, without holding them.
class EndlessFile : public QIODevice {
public:
    EndlessFile(QByteArray head, QByteArray piece, qint64 size)
        : m_head(std::move(head)), m_piece(std::move(piece)), m_left(size) {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }
    qint64 given() const { return m_given; }

protected:
    qint64 readData(char* data, qint64 maxSize) override {
        if (m_left <= 0) return -1;
        const qint64 count = std::min(maxSize, m_left);
        for (qint64 i = 0; i < count; ++i, ++m_given)
            data[i] = m_given < m_head.size() ? m_head[m_given] : m_piece[(m_given - m_head.size()) % m_piece.size()];
        m_left -= count;
        return count;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    QByteArray m_head;
    QByteArray m_piece;
    qint64 m_left;
    qint64 m_given = 0;
};

class BrokenDevice : public EndlessFile {
public:
    BrokenDevice() : EndlessFile("<Document>", " ", 100'000) {}
    bool atEnd() const override { return false; }

protected:
    qint64 readData(char* data, qint64 maxSize) override {
        if (given() < 50'000) return EndlessFile::readData(data, std::min<qint64>(maxSize, 50'000 - given()));
        setErrorString(QStringLiteral("the disk is gone"));
        return -1;
    }
};

Error errorOf(QByteArray bytes, const ReadOptions& options = {}) {
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    const auto file = readCamt(buffer, options);
    return file ? Error{} : file.error();
}

constexpr qint64 megabyte = 1024 * 1024;
const char* const open = "<Document><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>A</IBAN></Id></Acct>";

} // namespace

class HostileFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void documentTypesAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("external entity") << sample("doctype_external.xml");
        QTest::newRow("billion laughs") << sample("doctype_laughs.xml");
        QTest::newRow("empty doctype") << QByteArray("<!DOCTYPE Document><Document/>");
        QTest::newRow("external subset") << QByteArray(
            "<!DOCTYPE Document SYSTEM \"http://127.0.0.1/x.dtd\"><Document/>");
        QTest::newRow("split over two reads") << QByteArray(4'091, ' ') + "<!DOCTYPE D><Document/>";
        QTest::newRow("false start") << QByteArray("<!-- <!DOC --><!DOCTYPE D><Document/>");
    }
    void documentTypesAreRefused() {
        QFETCH(QByteArray, bytes);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(errorOf(bytes).code, QStringLiteral("DtdNotAllowed"));
        QVERIFY(timer.elapsed() < 1'000);
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        QCOMPARE(readPain002(buffer).error().code, QStringLiteral("DtdNotAllowed"));
    }

    void undeclaredEntitiesAreNotWellFormed() {
        QCOMPARE(errorOf("<Document><BkToCstmrStmt>&secret;</BkToCstmrStmt></Document>").code,
                 QStringLiteral("NotWellFormed"));
    }

    void everyCutIsRefused() {
        const QByteArray whole = sample("camt053_v02.xml").trimmed();
        QCOMPARE(errorOf(whole), Error{});
        for (qsizetype size = 0; size < whole.size(); size += 7) {
            const Error error = errorOf(whole.left(size));
            QVERIFY2(error.code == u"Truncated" || error.code == u"NotWellFormed",
                     qPrintable(QStringLiteral("cut at %1: %2").arg(size).arg(describe(error))));
        }
        QCOMPARE(errorOf(whole.left(whole.size() - 1)).code, QStringLiteral("Truncated"));
    }

    void nestingIsBounded() {
        const Error error =
            errorOf(QByteArray(open) + QByteArray("<a>").repeated(10'000) + QByteArray("</a>").repeated(10'000));
        QCOMPARE(error.code, QStringLiteral("TooDeep"));
        QVERIFY2(error.detail.startsWith(u"line 1, element a"), qPrintable(error.detail));
    }

    void nestingBeforeTheDocumentIsBounded() {
        QCOMPARE(errorOf(QByteArray("<a>").repeated(10'000)).code, QStringLiteral("TooDeep"));
    }

    void textIsBounded() {
        const QByteArray fits = "<AddtlStmtInf>" + QByteArray(xmlTextMax - 1, 'x') + "</AddtlStmtInf>";
        const QByteArray rest = "</Stmt></BkToCstmrStmt></Document>";
        QCOMPARE(errorOf(open + fits + rest), Error{});
        const QByteArray tooLong = "<ElctrncSeqNb>" + QByteArray(xmlTextMax + 1, '1') + "</ElctrncSeqNb>";
        QCOMPARE(errorOf(open + tooLong + rest).code, QStringLiteral("TextTooLong"));
        const QByteArray inPieces =
            "<ElctrncSeqNb>" + QByteArray("1<!-- -->").repeated(xmlTextMax + 1) + "</ElctrncSeqNb>";
        QCOMPARE(errorOf(open + inPieces + rest).code, QStringLiteral("TextTooLong"));
    }

    // The parser would collect the text before anybody could look at its length: it must be stopped from below.
    void textWithoutEndIsStoppedEarly_data() {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("text") << QByteArray(open) + "<Nm>" << QByteArray("x");
        QTest::newRow("comment") << QByteArray(open) + "<!--" << QByteArray("x");
        QTest::newRow("attribute") << QByteArray(open) + "<Nm a='" << QByteArray("x");
        QTest::newRow("attributes") << QByteArray(open) + "<Nm" << QByteArray(" a=''");
        QTest::newRow("name") << QByteArray(open) + "<N" << QByteArray("x");
        QTest::newRow("blanks before anything") << QByteArray() << QByteArray(" ");
    }
    void textWithoutEndIsStoppedEarly() {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, piece);
        EndlessFile file(head, piece, 100 * megabyte);
        const auto read = readCamt(file);
        QVERIFY(!read);
        QVERIFY2(read.error().code == u"TextTooLong" || read.error().code == u"NotWellFormed",
                 qPrintable(describe(read.error())));
        QVERIFY(file.given() < 2 * megabyte);
    }

    void otherEncodingsThanAsciiSupersetsAreRefused() {
        QByteArray utf16("\xff\xfe<\0D\0o\0c\0", 10);
        QCOMPARE(errorOf(utf16).code, QStringLiteral("EncodingNotSupported"));
        QCOMPARE(errorOf("<?xml version=\"1.0\" encoding=\"EBCDIC-CP-US\"?><Document/>").code,
                 QStringLiteral("NotWellFormed"));
        QCOMPARE(errorOf(QByteArray("<Document>\xc3\x28</Document>")).code, QStringLiteral("NotWellFormed"));
    }

    void sizeIsBounded() {
        ReadOptions options;
        options.bytesMax = 10'000;
        EndlessFile file(open, "<a/>", megabyte);
        const auto read = readCamt(file, options);
        QCOMPARE(read.error().code, QStringLiteral("FileTooLarge"));
        QVERIFY(file.given() < 40'000);
    }

    void trailingBytesCountAsWell() {
        ReadOptions options;
        options.bytesMax = 20'000;
        const QByteArray whole = sample("camt053_v02.xml");
        QCOMPARE(errorOf(whole, options), Error{});
        QCOMPARE(errorOf(whole + QByteArray("<!-- -->").repeated(5'000), options).code, QStringLiteral("FileTooLarge"));
        QCOMPARE(errorOf(whole + "<More/>").code, QStringLiteral("NotWellFormed"));
    }

    void linesAreBounded() {
        ReadOptions options;
        options.linesMax = 3;
        QCOMPARE(errorOf(sample("camt053_v02.xml"), options).code, QStringLiteral("TooManyLines"));
        options.linesMax = 4;
        QCOMPARE(errorOf(sample("camt053_v02.xml"), options), Error{});
    }

    void partsAreBounded() {
        const QByteArray part = "<Stmt><Id>S</Id><Acct><Id><IBAN>A</IBAN></Id></Acct></Stmt>";
        const auto file = [&](qsizetype count) {
            return "<Document><BkToCstmrStmt>" + part.repeated(count) + "</BkToCstmrStmt></Document>";
        };
        QCOMPARE(errorOf(file(partsMaxPerFile)), Error{});
        QCOMPARE(errorOf(file(partsMaxPerFile + 1)).code, QStringLiteral("TooManyParts"));
    }

    void readingCanBeCancelled() {
        qint64 seen = 0;
        ReadOptions options;
        options.progress = [&seen](std::int64_t bytes) {
            seen = bytes;
            return bytes < 100'000;
        };
        EndlessFile file(open, "<a/>", 100 * megabyte);
        const auto read = readCamt(file, options);
        QCOMPARE(read.error().code, QStringLiteral("Cancelled"));
        QCOMPARE(read.error().kind, ErrorKind::Unavailable);
        QVERIFY(seen >= 100'000 && seen < 300'000);
    }

    void cancellingBehindTheLastElementCounts() {
        const QByteArray whole = sample("camt053_v02.xml");
        ReadOptions options;
        options.progress = [&](std::int64_t bytes) { return bytes <= whole.size(); };
        QCOMPARE(errorOf(whole + QByteArray(50'000, ' '), options).code, QStringLiteral("Cancelled"));
    }

    void aFailingDiskIsNoShortFile() {
        BrokenDevice device;
        const auto read = readCamt(device);
        QCOMPARE(read.error().code, QStringLiteral("ReadFailed"));
        QCOMPARE(read.error().kind, ErrorKind::Unavailable);
    }

    // Twenty thousand entries through the sink: nothing is kept, and the time is that of a stream.
    void longFilesAreStreamed() {
        const QByteArray entry =
            "<Ntry><Amt Ccy=\"CNY\">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt>"
            "</BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>E</EndToEndId></Refs><Amt Ccy=\"CNY\">1.00</Amt></TxDtls>"
            "</NtryDtls></Ntry>";
        QByteArray bytes = open + entry.repeated(20'000) + "</Stmt></BkToCstmrStmt></Document>";
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        std::int64_t sum = 0;
        const StatementSink sink{[&](StatementLine&& line) -> Done {
                                     sum += line.amount.minor;
                                     return {};
                                 },
                                 {}};
        const auto summary = parseCamt(buffer, sink);
        QVERIFY(summary);
        QCOMPARE(summary->lineCount, 20'000);
        QCOMPARE(sum, 2'000'000);
    }
};

QTEST_GUILESS_MAIN(HostileFileTest)
#include "hostile_file_test.moc"
