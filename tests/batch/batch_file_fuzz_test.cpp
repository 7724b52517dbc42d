// SPDX-License-Identifier: GPL-3.0-or-later
// Threat T13: whatever the bytes, reading ends, and with an answer that makes sense.
#include "core/batch/batch_file.h"

#include <QTest>

#include <random>

using namespace payout;
using namespace payout::batch;

namespace {

constexpr quint32 seed = 20260722; // a failure names its round; the same seed repeats it
constexpr int rounds = 20'000;

const QByteArray validFile = "# 七月\r\n#控制,4,1450.55\r\n商户订单号,收款人姓名,收款账号,账户类型,联行号,金额,附言\r\n"
                             "A-1,张三,6222021234567890128,对私,,1234.50,\"结算款, \"\"七月\"\"\"\r\n"
                             "A-2,上海示例有限公司,1109-0000-1000,对公,102100099996,100,\r\n"
                             "A-3,Mary O'Neil,6222 0212 3456 7890 128,card,,16.05,\r\n"
                             "A-4,\"阿不都·热合曼\",6222021234567890128,,,100,货款\r\n";

const std::vector<QByteArray> nastyPieces = {"\"",
                                             ",",
                                             "\n",
                                             "\r\n",
                                             "\r",
                                             QByteArray(1, '\0'),
                                             "#控制,1,1\n",
                                             "#",
                                             "=",
                                             "\xFF",
                                             "\xC0",
                                             "\xE2\x80\xAE",
                                             "\xF4\x90\x80\x80",
                                             "\x81\x30\x81\x30",
                                             "1e9",
                                             "-",
                                             "6.2E+18",
                                             "９",
                                             ",,,,",
                                             QByteArray(5'000, 'x'),
                                             "\"\"",
                                             "99999999999999999999",
                                             "\xED\xA0\x80",
                                             "\xEF\xBB\xBF"};

class Mutator {
public:
    QByteArray mutated() {
        QByteArray bytes = validFile;
        for (int i = 0, n = below(6) + 1; i < n; ++i) mutate(bytes);
        return bytes;
    }

private:
    int below(qsizetype n) { return static_cast<int>(m_random() % static_cast<quint32>(n)); }
    void mutate(QByteArray& bytes);

    std::mt19937 m_random{seed};
};

void Mutator::mutate(QByteArray& bytes) {
    const int at = below(bytes.size() + 1);
    switch (below(6)) {
    case 0:
        bytes.insert(at, nastyPieces[static_cast<std::size_t>(below(static_cast<qsizetype>(nastyPieces.size())))]);
        break;
    case 1: bytes.remove(at, below(40)); break;
    case 2: bytes.truncate(at); break;
    case 3: bytes.insert(at, bytes.mid(below(bytes.size() + 1), below(200))); break;
    case 4:
        if (at < bytes.size()) bytes[at] = static_cast<char>(below(256));
        break;
    case 5:
        if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        break;
    }
}

bool isKnownRefusal(const Error& error) {
    static const QStringList codes{QStringLiteral("FileEmpty"), QStringLiteral("BadUtf8"),
                                   QStringLiteral("EncodingUnknown")};
    return error.kind == ErrorKind::Refused && codes.contains(error.code);
}

bool isShowable(const QString& value) {
    return value.size() <= 40 * 6 && std::ranges::none_of(value, [](QChar c) {
               return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format;
           });
}

struct Seen {
    qint64 rows = 0;
    qint64 total = 0;
    bool inOrder = true;
    bool allPositive = true;
};

} // namespace

class BatchFileFuzzTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_file_is_valid_before_it_is_mutated();
    void twenty_thousand_mutations();
};

void BatchFileFuzzTest::the_file_is_valid_before_it_is_mutated() {
    const auto summary = readBatchFile(validFile, {});
    QVERIFY(summary);
    QVERIFY2(summary->isGood(), errorReportCsv(*summary).constData());
    QCOMPARE(summary->rowsCount, 4);
}

void BatchFileFuzzTest::twenty_thousand_mutations() {
    Mutator mutator;
    int good = 0;
    int bad = 0;
    int unread = 0;
    for (int round = 0; round < rounds; ++round) {
        const QByteArray bytes = mutator.mutated();
        Seen seen;
        const auto summary = readBatchFile(bytes, {}, [&](const BatchRow& row) -> Done {
            seen.inOrder &= row.rowNo == ++seen.rows;
            seen.allPositive &= row.amountMinor > 0 && !row.merchantRowRef.isEmpty() && !row.payeeName.isEmpty() &&
                                !row.payeeAccount.isEmpty();
            seen.total += row.amountMinor;
            return {};
        });
        const QByteArray where = "round " + QByteArray::number(round) + ": " + bytes.toPercentEncoding();
        if (!summary) {
            ++unread;
            QVERIFY2(isKnownRefusal(summary.error()), where.constData());
            continue;
        }
        if (summary->isGood()) {
            ++good;
            QVERIFY2(seen.rows == summary->rowsCount && seen.rows > 0, where.constData());
            QVERIFY2(seen.inOrder && seen.allPositive && seen.total == summary->total.minor, where.constData());
            continue;
        }
        ++bad;
        QVERIFY2(seen.rows == 0 && !summary->errors.isEmpty(), where.constData());
        for (const BatchFileIssue& issue : summary->errors) QVERIFY2(isShowable(issue.value), where.constData());
        QVERIFY2(!errorReportCsv(*summary).contains("6222021234567890128"), where.constData());
    }
    // All three ways out were taken, or the mutations are too tame or too wild to show anything.
    QVERIFY2(good > 100 && bad > 1'000 && unread > 100,
             qPrintable(QStringLiteral("good %1, bad %2, unread %3").arg(good).arg(bad).arg(unread)));
}

QTEST_GUILESS_MAIN(BatchFileFuzzTest)
#include "batch_file_fuzz_test.moc"
