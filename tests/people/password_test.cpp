// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/password.h"

#include <QTest>

namespace payout::people {

namespace {

// Small, so that the suite is quick; the default cost has one test of its own.
constexpr PasswordCost quickCost{.memoryKib = 64, .iterations = 1, .lanes = 1};
const QString goodPassword = QStringLiteral("correct horse battery");

QString codeOf(const Done& done) { return done ? QStringLiteral("ok") : done.error().code; }
template <class T> QString codeOf(const Result<T>& result) {
    return result ? QStringLiteral("ok") : result.error().code;
}

class FixedSalt final : public IdSource {
public:
    QByteArray randomBytes(int count) override { return QByteArray(count, 's'); }
};

} // namespace

class PasswordTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mayBeChosen_data() {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("answer");
        const auto row = [](const char* name, const QString& password, const char* answer) {
            QTest::newRow(name) << password << QString::fromLatin1(answer);
        };
        row("eleven characters", QStringLiteral("river-moon7"), "PasswordTooShort");
        row("twelve characters", QStringLiteral("river-moon77"), "ok");
        row("empty", QString(), "PasswordTooShort");
        row("a sentence", goodPassword, "ok");
        row("lower case only, no digit", QStringLiteral("teapot under snow"), "ok");
        row("Chinese, twelve characters", QStringLiteral("春眠不觉晓处处闻啼鸟夜来"), "ok");
        row("Chinese, eleven characters", QStringLiteral("春眠不觉晓处处闻啼鸟夜"), "PasswordTooShort");
        row("six emoji are six, not twelve", QString::fromUtf8("🦊🐻🐼🐨🐯🦁"), "PasswordTooShort");
        row("256 characters", QStringLiteral("abcdefg-").repeated(32), "ok");
        row("257 characters", QStringLiteral("abcdefg-").repeated(32) + QLatin1Char('x'), "PasswordTooLong");
        row("a megabyte", QString(1024 * 1024, QLatin1Char('x')), "PasswordTooLong");
        row("a ligature that normalises to 18 characters each", QString(20, QChar(0xFDFA)), "PasswordTooLong");
        row("NUL inside", QStringLiteral("river-moon77") + QChar(0), "PasswordControlCharacter");
        row("line feed", QStringLiteral("river-moon77\n"), "PasswordControlCharacter");
        row("one character", QString(20, QLatin1Char('a')), "PasswordTooCommon");
        row("four different ones", QStringLiteral("abcdabcdabcd"), "PasswordTooCommon");
        row("digits in a row", QStringLiteral("123456789012"), "PasswordTooCommon");
        row("digits backwards", QStringLiteral("210987654321"), "PasswordTooCommon");
        row("full-width digits in a row", QString::fromUtf8("１２３４５６７８９０１２"), "PasswordTooCommon");
        row("keyboard row", QStringLiteral("qwertyuiopas"), "PasswordTooCommon");
        row("keyboard row and digits", QStringLiteral("Qwertyuiop12"), "PasswordTooCommon");
        row("password with trimmings", QStringLiteral("Password1234!"), "PasswordTooCommon");
        row("password with a nought", QStringLiteral("Passw0rd12345"), "PasswordTooCommon");
        row("the product's name", QStringLiteral("Payout-Desk-2026"), "PasswordTooCommon");
        row("the login inside", QStringLiteral("my name is Li.Wei ok"), "PasswordContainsLogin");
    }
    void mayBeChosen() {
        QFETCH(QString, password);
        QFETCH(QString, answer);
        QCOMPARE(codeOf(checkNewPassword(password, QStringLiteral("li.wei"))), answer);
    }

    void shortLoginIsNoReason() {
        QCOMPARE(codeOf(checkNewPassword(QStringLiteral("teapot alike snow"), QStringLiteral("li"))),
                 QStringLiteral("ok"));
    }

    void storedOneMatchesAndNoOther() {
        SystemIdSource ids;
        const auto stored = hashPassword(goodPassword, ids, quickCost);
        QVERIFY(stored);
        QCOMPARE(passwordMatches(goodPassword, *stored), Result<bool>(true));
        for (const QString& other : {goodPassword + QLatin1Char(' '), goodPassword.toUpper(), goodPassword.chopped(1),
                                     QString(), QString(100'000, QLatin1Char('x'))})
            QCOMPARE(passwordMatches(other, *stored), Result<bool>(false));
    }

    void inputMethodDoesNotMatter() {
        SystemIdSource ids;
        const auto stored = hashPassword(QString::fromUtf8("caf\u00e9 ＡＢＣ１２３ snow"), ids, quickCost);
        QVERIFY(stored);
        QCOMPARE(passwordMatches(QString::fromUtf8("cafe\u0301 ABC123 snow"), *stored), Result<bool>(true));
    }

    void textAfterNulCounts() {
        SystemIdSource ids;
        const QString withNul = goodPassword + QChar(0) + QStringLiteral("tail");
        const auto stored = hashPassword(withNul, ids, quickCost);
        QVERIFY(stored);
        QCOMPARE(passwordMatches(goodPassword, *stored), Result<bool>(false));
        QCOMPARE(passwordMatches(withNul, *stored), Result<bool>(true));
    }

    void samePasswordIsStoredDifferentlyForTwoPeople() {
        SeededIdSource ids(1);
        const auto first = hashPassword(goodPassword, ids, quickCost);
        const auto second = hashPassword(goodPassword, ids, quickCost);
        QVERIFY(first && second);
        QVERIFY(*first != *second);
    }

    // Computed apart from this code: printf '%s' 'correct horse battery' | argon2 ssssssssssssssss -id -t 1 -k 64 -p 1
    // -l 32 -e
    void agreesWithTheReferenceProgram() {
        FixedSalt salt;
        QCOMPARE(*hashPassword(goodPassword, salt, quickCost),
                 QStringLiteral(
                     "$argon2id$v=19$m=64,t=1,p=1$c3Nzc3Nzc3Nzc3Nzc3Nzcw$EOxYYzexp1BqxP+4Ug59uK1IYnzKNHKilbQmThzFZbM"));
    }

    void defaultCostIsSixtyFourMebibytesAndThreeRounds() {
        SystemIdSource ids;
        const auto stored = hashPassword(goodPassword, ids);
        QVERIFY(stored);
        QVERIFY2(stored->startsWith(QStringLiteral("$argon2id$v=19$m=65536,t=3,p=1$")), qPrintable(*stored));
        QCOMPARE(*costOf(*stored), PasswordCost());
        QCOMPARE(passwordMatches(goodPassword, *stored), Result<bool>(true));
    }

    void tooLongIsNotHashed() {
        SystemIdSource ids;
        QCOMPARE(codeOf(hashPassword(QString(257, QLatin1Char('x')), ids, quickCost)),
                 QStringLiteral("PasswordTooLong"));
    }

    void everyDamagedHashIsBroken_data() {
        QTest::addColumn<QString>("stored");
        FixedSalt salt;
        const QString good = *hashPassword(goodPassword, salt, quickCost);
        const auto changed = [&](const char* from, const char* to) {
            return QString(good).replace(QLatin1StringView(from), QLatin1StringView(to));
        };
        QTest::newRow("empty") << QString();
        QTest::newRow("plain text") << goodPassword;
        QTest::newRow("cut off") << good.chopped(1);
        QTest::newRow("something behind") << good + QLatin1Char('\n');
        QTest::newRow("another algorithm") << changed("argon2id", "argon2i");
        QTest::newRow("an old version") << changed("v=19", "v=16");
        QTest::newRow("more than 1 GiB") << changed("m=64", "m=1048577");
        QTest::newRow("nearly 4 GiB") << changed("m=64", "m=4194303");
        QTest::newRow("too little memory") << changed("m=64", "m=7");
        QTest::newRow("no iteration") << changed("t=1", "t=0");
        QTest::newRow("seventeen iterations") << changed("t=1", "t=17");
        QTest::newRow("no lane") << changed("p=1", "p=0");
        QTest::newRow("five lanes") << changed("p=1", "p=5");
        QTest::newRow("a megabyte") << good + QString(1024 * 1024, QLatin1Char('A'));
    }
    void everyDamagedHashIsBroken() {
        QFETCH(QString, stored);
        const auto answer = passwordMatches(goodPassword, stored);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Broken);
        QCOMPARE(answer.error().code, QStringLiteral("BadPasswordHash"));
    }

    void changedSaltOrHashDoesNotMatch() {
        FixedSalt salt;
        const QString good = *hashPassword(goodPassword, salt, quickCost);
        const qsizetype hashStart = good.lastIndexOf(QLatin1Char('$')) + 1;
        for (const qsizetype position : {hashStart, hashStart - 10}) {
            QString changed = good;
            changed[position] = changed[position] == QLatin1Char('A') ? QLatin1Char('B') : QLatin1Char('A');
            QCOMPARE(passwordMatches(goodPassword, changed), Result<bool>(false));
        }
    }
};

} // namespace payout::people

QTEST_GUILESS_MAIN(payout::people::PasswordTest)
#include "password_test.moc"
