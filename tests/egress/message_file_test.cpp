// SPDX-License-Identifier: GPL-3.0-or-later
// Worker and egress understand each other exactly, or not at all.
#include <QTest> // first: moc 6.4 cannot read <compare> before it has seen Qt

#include "core/egress/message_file.h"

#include <random>

using namespace payout;
using namespace payout::egress;

namespace {

std::vector<Message> oneOfEach() {
    return {DialMessage{ChannelId(7)},
            SendMessage{{PayoutId(1'048'577), 2, 3, 41, QStringLiteral("工作站-1:4711")}},
            ReachMessage{ChannelId(1)},
            AskMessage{PayoutId(INT64_MAX), 99},
            DoneMessage{},
            FailedMessage{Error{ErrorKind::Refused, QStringLiteral("Quarantined"), QStringLiteral("TIMELINE_CHANGED")}},
            ReplyMessage{{channel::WireResult::Answered, 200, QByteArray(70'000, 'a'), 512, QStringLiteral("x")}},
            ReplyMessage{{channel::WireResult::SentNoAnswer, 0, QByteArray("\0\xff\n", 3), -1, {}}}};
}

} // namespace

class MessageFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMessageComesBack() {
        QByteArray stream;
        for (const Message& message : oneOfEach()) stream += encode(message);
        for (const Message& expected : oneOfEach()) {
            const auto taken = takeMessage(stream);
            QVERIFY(taken && *taken);
            QVERIFY(**taken == expected);
        }
        QVERIFY(stream.isEmpty());
    }

    void aPartIsWaitedForAtEveryByte() {
        for (const Message& message : oneOfEach()) {
            const QByteArray whole = encode(message);
            for (qsizetype length = 0; length < std::min<qsizetype>(whole.size(), 600); ++length) {
                QByteArray part = whole.first(length);
                const auto taken = takeMessage(part);
                QVERIFY(taken && !*taken);
                QCOMPARE(part.size(), length); // nothing is taken off
            }
        }
    }

    void whatDoesNotFitExactlyIsRefused_data() {
        QTest::addColumn<QByteArray>("frame");
        const QByteArray send = encode(SendMessage{{PayoutId(1), 1, 1, 1, QStringLiteral("h")}});
        const auto row = [](const char* name, const QByteArray& frame) { QTest::newRow(name) << frame; };
        row("longer than any message", QByteArray::fromHex("00100001"));
        row("four gigabytes", QByteArray::fromHex("ffffffff"));
        row("empty", QByteArray::fromHex("00000000"));
        row("another version", QByteArray(send).replace(4, 1, "\x02"));
        row("unknown kind", QByteArray(send).replace(5, 1, "\x63"));
        QByteArray longer = send;
        longer[3] = static_cast<char>(longer[3] + 1);
        row("a byte behind the last field", longer + 'x');
        row("a field longer than its frame", QByteArray(send).replace(6, 4, QByteArray::fromHex("000000ff")));
        row("a field of four gigabytes", QByteArray(send).replace(6, 4, QByteArray::fromHex("ffffffff")));
        row("a number with a plus", QByteArray(send).replace(10, 1, "+"));
        row("a number with a letter", QByteArray(send).replace(10, 1, "x"));
        row("permit 4 of a number", encode(SendMessage{{PayoutId(1), 1, 4, 1, QStringLiteral("h")}}));
        row("attempt 0", encode(AskMessage{PayoutId(1), 0}));
        row("attempt 100", encode(AskMessage{PayoutId(1), 100}));
        row("no such error kind", encode(FailedMessage{Error{static_cast<ErrorKind>(9), {}, {}}}));
        row("no such wire result", encode(ReplyMessage{{static_cast<channel::WireResult>(4), 0, {}, 0, {}}}));
        row("http status 1000", encode(ReplyMessage{{channel::WireResult::Answered, 1'000, {}, 0, {}}}));
    }
    void whatDoesNotFitExactlyIsRefused() {
        QFETCH(QByteArray, frame);
        const auto taken = takeMessage(frame);
        QVERIFY(!taken);
        QCOMPARE(taken.error().code, QStringLiteral("BadFrame"));
    }

    // Whatever the bytes: an end, and what is understood says the same when it is written again.
    void anyBytesEndWell() {
        std::mt19937 random(20261122); // a failure names its round
        const auto messages = oneOfEach();
        int understood = 0;
        for (int round = 0; round < 200'000; ++round) {
            QByteArray bytes = encode(messages[random() % (messages.size() - 2)]);
            for (unsigned change = 0, n = random() % 4; change < n; ++change) {
                const qsizetype at = static_cast<qsizetype>(random() % static_cast<unsigned>(bytes.size()));
                switch (random() % 4) {
                case 0: bytes[at] = static_cast<char>(random()); break;
                case 1: bytes.remove(at, 1 + static_cast<qsizetype>(random() % 4)); break;
                case 2: bytes.insert(at, static_cast<char>(random())); break;
                default: bytes.replace(at, 1, QByteArray::fromHex("ff")); break;
                }
                if (bytes.isEmpty()) break;
            }
            QByteArray rest = bytes;
            const auto taken = takeMessage(rest);
            if (!taken || !*taken) continue;
            ++understood;
            QByteArray again = encode(**taken);
            const auto second = takeMessage(again);
            QVERIFY2(second && *second && **second == **taken, qPrintable(QString::number(round)));
        }
        QVERIFY(understood > 10'000);
    }
};

QTEST_GUILESS_MAIN(MessageFileTest)
#include "message_file_test.moc"
