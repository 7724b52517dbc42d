// SPDX-License-Identifier: GPL-3.0-or-later
// The wire: one connection and one request a permit, no second try, and half an answer is never a whole one
// (protocol P3, P7, I8; scenarios S8, S12, S13).
#include "core/channel/http_reply.h"
#include "core/channel/http_wire.h"
#include "one_shot_server.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

using namespace payout;
using namespace payout::channel;

namespace {

const QByteArray small = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\nrespCode=00";
const QByteArray chunked =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nrespC\r\n6;x=y\r\node=00\r\n0\r\n\r\n";
const WireRequest request{"/gateway/api/backTransReq.do", "a=1&b=2"};

struct Tried {
    Done dialed;
    RawReply reply;
};

Tried tryOn(const QString& endpoint,
            WireTimes times = {std::chrono::seconds(2), std::chrono::seconds(5), std::chrono::seconds(10)}) {
    HttpWire wire(*wireTargetOf(endpoint), times);
    Tried out{wire.dial(), {}};
    out.reply = out.dialed ? wire.exchange(request) : connectFailed(out.dialed.error());
    return out;
}

Tried tryOn(const OneShotServer& server) { return tryOn(server.endpoint()); }

} // namespace

class HttpWireTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWholeAnswerArrives() {
        const OneShotServer server({.pieces = {small}});
        const Tried tried = tryOn(server);
        QVERIFY(tried.dialed);
        QVERIFY(tried.reply.result == WireResult::Answered);
        QCOMPARE(tried.reply.httpStatus, 200);
        QCOMPARE(tried.reply.body, QByteArray("respCode=00"));
        QCOMPARE(tried.reply.bytesWritten, server.lastRequest().size());
        QVERIFY(server.lastRequest().startsWith("POST /gateway/api/backTransReq.do HTTP/1.1\r\n"));
        QVERIFY(server.lastRequest().endsWith("\r\n\r\na=1&b=2"));
        QCOMPARE(server.connections(), 1);
        QCOMPARE(server.requests(), 1);
    }

    void chunksArrive() {
        const OneShotServer server({.pieces = {chunked}});
        QCOMPARE(tryOn(server).reply.body, QByteArray("respCode=00"));
    }

    void anAnswerInSingleBytesArrives() {
        QList<QByteArray> pieces;
        for (const char c : small) pieces.append(QByteArray(1, c));
        const OneShotServer server({.pieces = pieces, .pauseMs = 1});
        QCOMPARE(tryOn(server).reply.body, QByteArray("respCode=00"));
    }

    void cutAfterEveryByteIsNoAnswer_data() {
        QTest::addColumn<QByteArray>("whole");
        QTest::newRow("length") << small;
        QTest::newRow("chunked") << chunked;
    }

    // The line drops at each position: never a whole answer, never a second connection.
    void cutAfterEveryByteIsNoAnswer() {
        QFETCH(QByteArray, whole);
        for (qsizetype cut = 0; cut < whole.size(); ++cut) {
            const OneShotServer server(
                {.pieces = cut == 0 ? QList<QByteArray>() : QList<QByteArray>{whole.first(cut)}});
            const Tried tried = tryOn(server);
            QVERIFY2(tried.reply.result == WireResult::SentNoAnswer, QByteArray::number(cut).constData());
            QVERIFY(tried.reply.bytesWritten > 0);
            QCOMPARE(server.connections(), 1);
        }
    }

    // Where the bank names no length, the close ends the answer; that it is whole is then proved by its signature alone
    // (acp_channel_test cuts a signed answer at every byte).
    void withoutALengthTheCloseEndsTheAnswer() {
        const OneShotServer server({.pieces = {"HTTP/1.1 200 OK\r\n\r\nrespCode=00"}});
        const Tried tried = tryOn(server);
        QVERIFY(tried.reply.result == WireResult::Answered);
        QCOMPARE(tried.reply.body, QByteArray("respCode=00"));
        const OneShotServer open({.pieces = {"HTTP/1.1 200 OK\r\n\r\nrespCode=00"}, .closeAtEnd = false});
        const WireTimes brief{std::chrono::seconds(2), std::chrono::milliseconds(200), std::chrono::seconds(10)};
        QVERIFY(tryOn(open.endpoint(), brief).reply.result == WireResult::SentNoAnswer);
    }

    void noListenerIsAFailedDial() {
        QTcpServer listener;
        listener.listen(QHostAddress(QHostAddress::LocalHost), 0);
        const QString endpoint = QStringLiteral("http://127.0.0.1:%1").arg(listener.serverPort());
        listener.close();
        const Tried tried = tryOn(endpoint);
        QVERIFY(!tried.dialed);
        QCOMPARE(tried.dialed.error().kind, ErrorKind::Unavailable);
        QCOMPARE(tried.dialed.error().code, QStringLiteral("ConnectFailed"));
        QVERIFY(tried.reply.result == WireResult::ConnectFailed);
        QCOMPARE(tried.reply.bytesWritten, 0);
    }

    void hungUpBeforeTheRequestIsZeroBytes() { // the permit may be closed with 0 bytes
        const OneShotServer server({.closeBeforeRequestMs = 0});
        HttpWire wire(*wireTargetOf(server.endpoint()), {});
        QVERIFY(wire.dial());
        QTest::qWait(100);
        const RawReply reply = wire.exchange(request);
        QVERIFY(reply.result == WireResult::DiedBeforeFirstByte);
        QCOMPARE(reply.bytesWritten, 0);
        QCOMPARE(wire.bytesWritten(), 0);
        QCOMPARE(server.connections(), 1); // no redial
    }

    void aConnectionTooOldIsNotUsed() { // S12
        const OneShotServer server({.pieces = {small}});
        HttpWire wire(*wireTargetOf(server.endpoint()),
                      {std::chrono::seconds(2), std::chrono::seconds(2), std::chrono::milliseconds(50)});
        QVERIFY(wire.dial());
        QTest::qWait(120);
        QVERIFY(wire.exchange(request).result == WireResult::DiedBeforeFirstByte);
        QTest::qWait(50);
        QCOMPARE(server.requests(), 0);
    }

    void aPeerThatSpeaksFirstIsNotUsed() { // an answer to somebody else's request (S20)
        const OneShotServer server({.readRequest = false, .pieces = {small}, .closeAtEnd = false});
        HttpWire wire(*wireTargetOf(server.endpoint()), {});
        QVERIFY(wire.dial());
        QTest::qWait(100);
        QVERIFY(wire.exchange(request).result == WireResult::DiedBeforeFirstByte);
    }

    void halfOpenEndsWithTheTimeout() {
        const OneShotServer server({.pieces = {small.first(30)}, .closeAtEnd = false});
        QElapsedTimer took;
        took.start();
        const Tried tried = tryOn(server.endpoint(),
                                  {std::chrono::seconds(2), std::chrono::milliseconds(300), std::chrono::seconds(10)});
        QVERIFY(tried.reply.result == WireResult::SentNoAnswer);
        QVERIFY2(took.elapsed() >= 290 && took.elapsed() < 3000, QByteArray::number(took.elapsed()).constData());
        QCOMPARE(tried.reply.body, small.first(30)); // evidence
        QCOMPARE(server.connections(), 1);
    }

    void aDripDoesNotOutliveTheTimeout() {
        QList<QByteArray> pieces(200, QByteArray("x"));
        pieces.prepend("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
        const OneShotServer server({.pieces = pieces, .pauseMs = 20});
        QElapsedTimer took;
        took.start();
        const Tried tried = tryOn(server.endpoint(),
                                  {std::chrono::seconds(2), std::chrono::milliseconds(400), std::chrono::seconds(10)});
        QVERIFY(tried.reply.result == WireResult::SentNoAnswer);
        QVERIFY(took.elapsed() < 3000);
    }

    void oversizedIsRefused() {
        const OneShotServer body({.pieces = {"HTTP/1.1 200 OK\r\n\r\n", QByteArray(httpReplyBytesMax + 10, 'x')}});
        QVERIFY(tryOn(body).reply.result == WireResult::SentNoAnswer);
        const OneShotServer said(
            {.pieces = {"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n"}, .closeAtEnd = false});
        QVERIFY(tryOn(said).reply.result == WireResult::SentNoAnswer);
        const OneShotServer head({.pieces = {"HTTP/1.1 200 OK\r\nX: " + QByteArray(70'000, 'x')}, .closeAtEnd = false});
        QVERIFY(tryOn(head).reply.result == WireResult::SentNoAnswer);
    }

    void redirectsAreNotFollowed() {
        const OneShotServer elsewhere({.pieces = {small}});
        const OneShotServer server({.pieces = {"HTTP/1.1 302 Found\r\nLocation: " + elsewhere.endpoint().toLatin1() +
                                               "\r\nContent-Length: 0\r\n\r\n"}});
        QCOMPARE(tryOn(server).reply.httpStatus, 302);
        QCOMPARE(elsewhere.connections(), 0);
    }

    void malformedAnswers_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no http") << QByteArray("hello\r\n\r\n");
        QTest::newRow("http 2") << QByteArray("HTTP/2 200 OK\r\n\r\n");
        QTest::newRow("status") << QByteArray("HTTP/1.1 2x0 OK\r\n\r\n");
        QTest::newRow("continue") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n") + small;
        QTest::newRow("two lengths") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
        QTest::newRow("length and chunks")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("negative") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n");
        QTest::newRow("signed") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\na");
        QTest::newRow("gzip") << QByteArray("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
        QTest::newRow("folded") << QByteArray("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n");
        QTest::newRow("blank before colon") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length : 1\r\n\r\na");
        QTest::newRow("chunk size") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        QTest::newRow("chunk huge") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n");
        QTest::newRow("chunk end") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n");
        QTest::newRow("chunk signed") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n");
    }

    void malformedAnswers() {
        QFETCH(QByteArray, bytes);
        QVERIFY(readHttpReply(bytes, true).read == HttpRead::Malformed);
    }

    void theReaderWaitsForEveryByte() {
        for (const QByteArray& whole : {small, chunked})
            for (qsizetype cut = 0; cut < whole.size(); ++cut) {
                QVERIFY(readHttpReply(whole.first(cut), false).read == HttpRead::NeedMore);
                QVERIFY(readHttpReply(whole.first(cut), true).read == HttpRead::Malformed);
            }
    }

    void endpoints() {
        QVERIFY(wireTargetOf(QStringLiteral("https://bank.example"))->tls);
        QCOMPARE(wireTargetOf(QStringLiteral("https://bank.example"))->port, quint16{443});
        QCOMPARE(wireTargetOf(QStringLiteral("http://127.0.0.1:18080"))->port, quint16{18080});
        for (const char* text : {"http://bank.example", "http://10.0.0.1", "ftp://127.0.0.1", "", "127.0.0.1:80"})
            QCOMPARE(wireTargetOf(QLatin1String(text)).error().code, QStringLiteral("BadEndpoint"));
    }

    void tlsToAPlainPeerIsAFailedDial() {
        const OneShotServer server({.readRequest = false, .pieces = {small}});
        QString endpoint = server.endpoint();
        const Tried tried = tryOn(endpoint.replace(QStringLiteral("http:"), QStringLiteral("https:")));
        QVERIFY(!tried.dialed);
        QVERIFY(tried.reply.result == WireResult::ConnectFailed);
    }
};

QTEST_GUILESS_MAIN(HttpWireTest)
#include "http_wire_test.moc"
