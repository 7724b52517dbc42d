// SPDX-License-Identifier: GPL-3.0-or-later
// payout-bank as a process: it makes its keys, tells its port, and its books survive kill -9.
#include "core/channel/acp/acp_channel.h"
#include "core/channel/http_wire.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace payout;
using namespace payout::channel;
using rules::Outcome;

namespace {

PaymentOrder orderNo(int number) {
    return {QStringLiteral("2026112200000000000000%1").arg(number, 4, 10, QLatin1Char('0')),
            QStringLiteral("20261122140327"),
            Money{1002},
            QStringLiteral("王小明"),
            QStringLiteral("6217000010000000017"),
            AccountKind::Card,
            {},
            {}};
}

} // namespace

class BankProcessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_bank.setWorkingDirectory(m_folder->path());
    }
    void cleanup() { kill(); }

    void booksSurviveKills() {
        start({QStringLiteral("--misbehave"), QStringLiteral(".02=pay,drop-after")});
        makeChannel();
        for (int number = 1; number <= 5; ++number) {
            QVERIFY(send(orderNo(number)).outcome == Outcome::Unknown); // paid, the line dropped
            kill();                                                     // SIGKILL
            start({});
            for (int known = 1; known <= number; ++known) QVERIFY(query(orderNo(known)).outcome == Outcome::Success);
            QVERIFY(send(orderNo(number)).outcome == Outcome::DuplicateOrder);
            kill();
            start({QStringLiteral("--misbehave"), QStringLiteral(".02=pay,drop-after")});
        }
        QVERIFY(query(orderNo(6)).outcome == Outcome::NotExistExplicit);
    }

    void aWorkspaceIsEnough() {
        start({}, true);
        makeChannel(QStringLiteral("keys"));
        QVERIFY(send(orderNo(1)).outcome == Outcome::Accepted);
        for (const char* made : {"bank/books.journal", "bank/port", "keys/merchant.key.pem"})
            QVERIFY2(QFile::exists(m_folder->filePath(QLatin1String(made))), made);
    }

    void badArgumentsEndWithAReason_data() {
        QTest::addColumn<QStringList>("arguments");
        const QString books = QStringLiteral("--books");
        QTest::newRow("nothing") << QStringList();
        QTest::newRow("port") << QStringList{books,
                                             QStringLiteral("b"),
                                             QStringLiteral("--keys"),
                                             QStringLiteral("k"),
                                             QStringLiteral("--port"),
                                             QStringLiteral("70000")};
        QTest::newRow("scenario") << QStringList{books,
                                                 QStringLiteral("b"),
                                                 QStringLiteral("--keys"),
                                                 QStringLiteral("k"),
                                                 QStringLiteral("--misbehave"),
                                                 QStringLiteral(".01=dance")};
        QTest::newRow("balance") << QStringList{books,
                                                QStringLiteral("b"),
                                                QStringLiteral("--keys"),
                                                QStringLiteral("k"),
                                                QStringLiteral("--opening-balance"),
                                                QStringLiteral("1e6")};
        QTest::newRow("unknown option") << QStringList{QStringLiteral("--nonsense")};
    }

    void badArgumentsEndWithAReason() {
        QFETCH(QStringList, arguments);
        m_bank.start(QStringLiteral(PAYOUT_BANK), arguments);
        QVERIFY(m_bank.waitForFinished(20'000));
        QVERIFY(m_bank.exitCode() != 0);
        QVERIFY(!m_bank.readAllStandardError().isEmpty());
    }

    void helpNamesEveryAction() {
        m_bank.start(QStringLiteral(PAYOUT_BANK), {QStringLiteral("--help")});
        QVERIFY(m_bank.waitForFinished(20'000));
        const QByteArray help = m_bank.readAllStandardOutput();
        for (const char* word :
             {"amountEnding", "drop-before", "pay-later:SECONDS", "wrong-amount", "--clock-offset-file"})
            QVERIFY2(help.contains(word), word);
    }

private:
    void start(QStringList arguments, bool asWorkspace = false) {
        const QString portFile = m_folder->filePath(asWorkspace ? QStringLiteral("bank/port") : QStringLiteral("port"));
        QFile::remove(portFile);
        if (asWorkspace)
            arguments << QStringLiteral("--workspace") << m_folder->path();
        else
            arguments << QStringLiteral("--books") << m_folder->filePath(QStringLiteral("books"))
                      << QStringLiteral("--keys") << m_folder->filePath(QStringLiteral("bank-keys"))
                      << QStringLiteral("--port-file") << portFile;
        m_bank.start(QStringLiteral(PAYOUT_BANK), arguments);
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(portFile); }, 20'000));
        QFile file(portFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_endpoint = QStringLiteral("http://127.0.0.1:") + QString::fromLatin1(file.readAll().trimmed());
    }

    void kill() {
        m_bank.kill();
        m_bank.waitForFinished();
    }

    void makeChannel(const QString& keysFolder = QStringLiteral("bank-keys")) {
        const QDir keys(m_folder->filePath(keysFolder));
        m_channel = *acp::AcpChannel::create(
            *loadChannelProfile(QStringLiteral(PAYOUT_RESOURCES "/channels/practice.profile.json")),
            *loadCodeTable(QStringLiteral(PAYOUT_RESOURCES "/channels/acp.codes.json")),
            {QStringLiteral("68759663125"),
             *acp::loadPrivateKey(keys.filePath(QLatin1String(acp::key_file::merchantPrivate))),
             *acp::loadPublicKey(keys.filePath(QLatin1String(acp::key_file::bankPublic)))});
    }

    RawReply exchange(const WireRequest& request) {
        HttpWire wire(*wireTargetOf(m_endpoint), {});
        if (const auto dialed = wire.dial(); !dialed) return connectFailed(dialed.error());
        return wire.exchange(request);
    }
    Answer send(const PaymentOrder& order) {
        return m_channel->classifySend(order, exchange(*m_channel->buildSend(order)));
    }
    Answer query(const PaymentOrder& order) {
        const QueryOrder question{order.orderNo, order.txnTime, {}, order.amount};
        return m_channel->classifyQuery(question, exchange(*m_channel->buildQuery(question)));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcess m_bank;
    QString m_endpoint;
    std::unique_ptr<acp::AcpChannel> m_channel;
};

QTEST_GUILESS_MAIN(BankProcessTest)
#include "bank_process_test.moc"
