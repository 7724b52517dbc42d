// SPDX-License-Identifier: GPL-3.0-or-later
// payout-egress as a process on a demo workspace: one a folder, two sockets that keep to their purpose, and whatever
// somebody says to them, it lives on.
#include <QTest> // first: moc 6.4 cannot read <compare> before it has seen Qt

#include "core/egress/socket_line.h"
#include "tests/support/result_checks.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace payout;
using namespace payout::egress;

namespace {

constexpr int startMs = 20'000;

QString program(const char* name) { return QStringLiteral(PAYOUT_PROGRAMS) + u'/' + QLatin1String(name); }

mode_t modeOf(const QString& path) {
    struct stat about{};
    return ::stat(QFile::encodeName(path).constData(), &about) == 0 ? about.st_mode & 0777 : 0;
}

} // namespace

class EgressProcessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QProcess admin;
        admin.start(program("payout-admin"), {QStringLiteral("demo"), QStringLiteral("--data"), m_folder.path()});
        QVERIFY(admin.waitForFinished(60'000));
        QVERIFY2(admin.exitCode() == 0, admin.readAllStandardError().constData());
        start(m_bank, "payout-bank");
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_folder.filePath(QStringLiteral("bank/port"))), startMs);
    }
    void init() {
        start(m_egress, "payout-egress");
        QTRY_VERIFY_WITH_TIMEOUT(canConnect(sendSocketName) && canConnect(askSocketName), startMs);
    }
    void cleanup() { kill(m_egress); }
    void cleanupTestCase() { kill(m_bank); }

    void itsFilesAreItsOwn() {
        QCOMPARE(modeOf(m_folder.filePath(QStringLiteral("egress"))), mode_t{0700});
        QCOMPARE(modeOf(path(sendSocketName)) & 077, mode_t{0});
        QCOMPARE(modeOf(path(askSocketName)) & 077, mode_t{0});
        QCOMPARE(modeOf(path("journal")), mode_t{0600});
    }

    void aSecondOneOnTheFolderEnds() {
        QProcess second;
        second.start(program("payout-egress"), {QStringLiteral("--workspace"), m_folder.path()});
        QVERIFY(second.waitForFinished(startMs));
        QCOMPARE(second.exitCode(), 1);
        const QByteArray said = second.readAllStandardError();
        QVERIFY2(said.contains("JournalTaken"), said.constData());
        VERIFY_DONE(dialled()); // the first one does not mind
    }

    void afterKillTheNextOneTakesTheSocketsOver() {
        for (int round = 0; round < 5; ++round) {
            VERIFY_DONE(dialled());
            kill(m_egress);
            const Done gone = dialled();
            QVERIFY(!gone);
            QCOMPARE(gone.error().code, QStringLiteral("EgressUnreachable"));
            start(m_egress, "payout-egress");
            QTRY_VERIFY_WITH_TIMEOUT(canConnect(sendSocketName), startMs);
        }
    }

    // R22: who may only ask has no way to send, and the other way round.
    void r22TheSocketsKeepToTheirPurpose() {
        QVERIFY(isClosedOn(askSocketName, encode(DialMessage{ChannelId(1)})));
        QVERIFY(isClosedOn(askSocketName, encode(SendMessage{{PayoutId(1), 1, 1, 1, QStringLiteral("h")}})));
        QVERIFY(isClosedOn(sendSocketName, encode(AskMessage{PayoutId(1), 1})));
        QVERIFY(isClosedOn(sendSocketName, encode(ReachMessage{ChannelId(1)})));
        QVERIFY(isClosedOn(sendSocketName, encode(DoneMessage{})));
        SocketInquiry inquiry(path(askSocketName));
        VERIFY_DONE(inquiry.reach(ChannelId(1)));
        QVERIFY(inquiry.ask(PayoutId(1), 1).result == channel::WireResult::ConnectFailed); // no such attempt
    }

    void nonsenseEndsTheConnectionOnly() {
        QVERIFY(isClosedOn(sendSocketName, QByteArray("GET / HTTP/1.1\r\n\r\n")));
        QVERIFY(isClosedOn(sendSocketName, QByteArray::fromHex("ffffffff")));
        QVERIFY(isClosedOn(askSocketName, QByteArray(1 << 20, '\0')));
        VERIFY_DONE(dialled());
        // A permit without a connection to the bank, and one that nobody gave.
        SocketLine line(path(sendSocketName));
        VERIFY_DONE(line.open());
        const auto early = line.exchange(SendMessage{{PayoutId(1), 1, 1, 1, QStringLiteral("h")}});
        VERIFY_DONE(early);
        QVERIFY(std::get<ReplyMessage>(*early).reply.result == channel::WireResult::DiedBeforeFirstByte);
        SocketOutlet outlet(line);
        VERIFY_DONE(outlet.dial(ChannelId(1)));
        const channel::RawReply reply = outlet.send({PayoutId(1), 1, 1, 1, QStringLiteral("h")});
        QVERIFY(reply.result == channel::WireResult::DiedBeforeFirstByte);
        QVERIFY2(reply.detail.contains(u"PermitUnknown"), qPrintable(reply.detail));
        QCOMPARE(m_egress.state(), QProcess::Running);
    }

    void manyConnectionsAreBounded() {
        std::vector<std::unique_ptr<QLocalSocket>> crowd;
        for (int i = 0; i < 40; ++i) {
            crowd.push_back(std::make_unique<QLocalSocket>());
            crowd.back()->connectToServer(path(sendSocketName));
        }
        QTRY_VERIFY(std::ranges::count_if(crowd, [](const auto& socket) {
                        socket->waitForReadyRead(1);
                        return socket->state() == QLocalSocket::ConnectedState;
                    }) <= 16);
        crowd.clear();
        QTRY_VERIFY(dialled());
    }

    void aStopFileStops() {
        QFile stop(path("stop"));
        QVERIFY(stop.open(QIODevice::WriteOnly));
        const Done stopped = dialled();
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, QStringLiteral("StoppedHere"));
        QVERIFY(stop.remove());
        VERIFY_DONE(dialled());
    }

    void sigtermEndsItInOrder() {
        m_egress.terminate();
        QVERIFY(m_egress.waitForFinished(startMs));
        QCOMPARE(m_egress.exitCode(), 0);
    }

private:
    QString path(const char* name) const { return m_folder.filePath(QStringLiteral("egress/") + QLatin1String(name)); }

    void start(QProcess& process, const char* name) {
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(m_folder.filePath(QLatin1String(name) + QStringLiteral(".log")),
                                     QIODevice::Append);
        process.start(program(name), {QStringLiteral("--workspace"), m_folder.path()});
        QVERIFY(process.waitForStarted());
    }
    static void kill(QProcess& process) {
        if (process.state() == QProcess::NotRunning) return;
        process.kill();
        process.waitForFinished();
    }
    bool canConnect(const char* name) const {
        QLocalSocket socket;
        socket.connectToServer(path(name));
        return socket.waitForConnected(100);
    }
    Done dialled() const {
        SocketLine line(path(sendSocketName));
        SocketOutlet outlet(line);
        return outlet.dial(ChannelId(1));
    }
    bool isClosedOn(const char* name, const QByteArray& bytes) const {
        QLocalSocket socket;
        socket.connectToServer(path(name));
        if (!socket.waitForConnected(1'000)) return false;
        socket.write(bytes);
        socket.flush();
        QElapsedTimer waited;
        waited.start();
        while (socket.state() == QLocalSocket::ConnectedState && waited.elapsed() < 5'000) socket.waitForReadyRead(50);
        return socket.state() != QLocalSocket::ConnectedState && socket.readAll().isEmpty();
    }

    QTemporaryDir m_folder;
    QProcess m_bank;
    QProcess m_egress;
};

QTEST_GUILESS_MAIN(EgressProcessTest)
#include "egress_process_test.moc"
