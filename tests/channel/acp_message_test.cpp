// SPDX-License-Identifier: GPL-3.0-or-later
// The ACP form, signatures both ways, and the payee's wrapping (spec 4.1, trap 4).
#include "core/base/digest.h"
#include "core/channel/acp/acp_message.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace payout;
using namespace payout::channel::acp;

namespace {

struct Side {
    PrivateKey own;
    PublicKey open;
};

Side makeSide() {
    const auto pair = generateKeyPair();
    return {*PrivateKey::fromPem(pair->privatePem), *PublicKey::fromPem(pair->publicPem)};
}

Fields sample() {
    return {{QStringLiteral("orderId"), QStringLiteral("20261122000000000000000101")},
            {QStringLiteral("respMsg"), QStringLiteral("成功[00]&=+%")},
            {QStringLiteral("txnAmt"), QStringLiteral("1050")}};
}

} // namespace

class AcpMessageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_ours = std::make_unique<Side>(makeSide());
        m_bank = std::make_unique<Side>(makeSide());
    }

    void theFormComesBack() {
        const QByteArray bytes = encodeForm(sample());
        QCOMPARE(bytes.count('&'), 2); // what is inside a value is escaped
        QCOMPARE(decodeForm(bytes).value(), sample());
    }

    void bareBase64IsRead() { // gateways answer without escaping
        const auto fields = decodeForm("signature=ab+/cd==&respCode=00");
        QVERIFY(fields);
        QCOMPARE(valueOf(*fields, QStringLiteral("signature")), QStringLiteral("ab+/cd=="));
    }

    void badFormsAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("html") << QByteArray("<html></html>");
        QTest::newRow("no equals") << QByteArray("a=1&b");
        QTest::newRow("empty key") << QByteArray("=1");
        QTest::newRow("twice") << QByteArray("respCode=00&respCode=01");
        QTest::newRow("twice by escape") << QByteArray("respCode=00&resp%43ode=01");
        QTest::newRow("half escape") << QByteArray("a=%4");
        QTest::newRow("wrong escape") << QByteArray("a=%zz");
        QTest::newRow("not UTF-8") << QByteArray("a=%ff");
        QTest::newRow("cut UTF-8") << QByteArray("a=%e6%88");
        QTest::newRow("NUL") << QByteArray("a=%00");
        QTest::newRow("newline") << QByteArray("a=1\r\n");
        QTest::newRow("trailing ampersand") << QByteArray("a=1&");
        QTest::newRow("too large") << QByteArray("a=").append(QByteArray(70'000, 'x'));
        QByteArray many("a=1");
        for (int i = 0; i < 200; ++i) many += "&k" + QByteArray::number(i) + "=1";
        QTest::newRow("too many") << many;
    }

    void badFormsAreRefused() {
        QFETCH(QByteArray, bytes);
        const auto fields = decodeForm(bytes);
        QVERIFY(!fields);
        QCOMPARE(fields.error().code, QStringLiteral("BadForm"));
    }

    void theSignedTextIsSortedAndHexHashed() {
        Fields fields = sample();
        fields[QStringLiteral("signature")] = QStringLiteral("x");
        QCOMPARE(signedText(fields),
                 QByteArray("orderId=20261122000000000000000101&respMsg=\u6210\u529f[00]&=+%&txnAmt=1050"));
        const auto complete = signedFields(sample(), QStringLiteral("1"), m_ours->own);
        QVERIFY(complete);
        const QByteArray hex = sha256Hex(signedText(*complete)).toLatin1();
        QCOMPARE(hex, hex.toLower());
        const auto signature = QByteArray::fromBase64(valueOf(*complete, QStringLiteral("signature")).toLatin1());
        QVERIFY(m_ours->open.verifies(hex, signature)); // by hand, as the gateway's documentation says
    }

    void signaturesHoldBothWays() {
        const auto request = signedFields(sample(), QStringLiteral("1"), m_ours->own);
        const auto reply = signedFields(sample(), QStringLiteral("2"), m_bank->own);
        QVERIFY(isSignedBy(*request, m_ours->open));
        QVERIFY(isSignedBy(*reply, m_bank->open));
        QVERIFY(!isSignedBy(*request, m_bank->open));
        QVERIFY(!isSignedBy(*reply, m_ours->open));
        QVERIFY(isSignedBy(*decodeForm(encodeForm(*reply)), m_bank->open));
    }

    void everyTamperedFieldIsSeen() {
        const Fields complete = *signedFields(sample(), QStringLiteral("2"), m_bank->own);
        for (const auto& [key, value] : complete) {
            Fields changed = complete;
            changed[key] = value + u'0';
            QVERIFY2(!isSignedBy(changed, m_bank->open), qPrintable(key));
            Fields without = complete;
            without.erase(key);
            QVERIFY2(!isSignedBy(without, m_bank->open), qPrintable(key));
        }
        Fields added = complete;
        added[QStringLiteral("zzz")] = QStringLiteral("1");
        QVERIFY(!isSignedBy(added, m_bank->open));
    }

    void unsignedAndNonsenseAreNotSigned() {
        QVERIFY(!isSignedBy(sample(), m_bank->open));
        for (const char* text : {"", " ", "AAAA", "!!!!", "nul"}) {
            Fields fields = sample();
            fields[QStringLiteral("signature")] = QLatin1String(text);
            QVERIFY(!isSignedBy(fields, m_bank->open));
        }
    }

    void everyFlippedBitOfASignatureIsSeen() {
        const Fields complete = *signedFields(sample(), QStringLiteral("2"), m_bank->own);
        const QByteArray message = sha256Hex(signedText(complete)).toLatin1();
        QByteArray signature = QByteArray::fromBase64(valueOf(complete, QStringLiteral("signature")).toLatin1());
        for (qsizetype i = 0; i < signature.size(); i += 16) {
            signature[i] = static_cast<char>(signature[i] ^ 1);
            QVERIFY(!m_bank->open.verifies(message, signature));
            signature[i] = static_cast<char>(signature[i] ^ 1);
        }
        QVERIFY(m_bank->open.verifies(message, signature));
        QVERIFY(!m_bank->open.verifies(message, signature.chopped(1)));
        QVERIFY(!m_bank->open.verifies(message, {}));
    }

    void thePayeeIsWrapped() {
        const auto once = encryptedAccount(QStringLiteral("6217000010000000017"), m_bank->open);
        const auto twice = encryptedAccount(QStringLiteral("6217000010000000017"), m_bank->open);
        QVERIFY(*once != *twice); // padding; the canonical digest does not depend on it
        QCOMPARE(decryptedAccount(*once, m_bank->own).value(), QStringLiteral("6217000010000000017"));
        QVERIFY(!decryptedAccount(QStringLiteral("***"), m_bank->own));
        QCOMPARE(payeeNameIn(*customerInfo(QStringLiteral("王小明"))).value(), QStringLiteral("王小明"));
        for (const char* name : {"", "a&b", "a}", "{a"})
            QCOMPARE(customerInfo(QLatin1String(name)).error().code, QStringLiteral("BadPayeeName"));
    }

    void keysAreChecked() {
        QVERIFY(!PublicKey::fromPem("nonsense"));
        QVERIFY(!PrivateKey::fromPem({}));
        const auto small = generateKeyPair(1024);
        QVERIFY(small);
        QCOMPARE(PrivateKey::fromPem(small->privatePem).error().code, QStringLiteral("BadKey"));
        QCOMPARE(PublicKey::fromPem(small->publicPem).error().code, QStringLiteral("BadKey"));
        QVERIFY(!PublicKey::fromPem(small->privatePem));
    }

    void practiceKeysAreMadeOnceAndOwnersOnly() {
        const QTemporaryDir dir;
        const QString folder = dir.filePath(QStringLiteral("keys"));
        QVERIFY(createPracticeKeys(folder));
        const QString secret = QDir(folder).filePath(QLatin1String(key_file::merchantPrivate));
        QVERIFY(!(QFile::permissions(secret) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup)));
        const auto key = loadPrivateKey(secret);
        const auto open = loadPublicKey(QDir(folder).filePath(QLatin1String(key_file::merchantPublic)));
        QVERIFY(key && open);
        QVERIFY(createPracticeKeys(folder)); // kept, not replaced
        QVERIFY(open->verifies("x", *loadPrivateKey(secret)->sign("x")));
        QVERIFY(QFile::remove(secret));
        QCOMPARE(createPracticeKeys(folder).error().code, QStringLiteral("KeysIncomplete"));
        QCOMPARE(loadPrivateKey(secret).error().code, QStringLiteral("KeyUnreadable"));
    }

private:
    std::unique_ptr<Side> m_ours;
    std::unique_ptr<Side> m_bank;
};

QTEST_GUILESS_MAIN(AcpMessageTest)
#include "acp_message_test.moc"
