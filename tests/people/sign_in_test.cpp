// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/create_person.h"
#include "core/people/load_actor.h"
#include "core/people/sign_in.h"
#include "core/store/statement.h"
#include "core/trail/trail_table.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

#include <QTest>

#include <thread>

namespace payout::people {

using rules::Role;
using support::codeOf;
using support::must;
using support::TempStore;

namespace {

// Small, so that the suite is quick.
constexpr PasswordCost quickCost{.memoryKib = 64, .iterations = 1, .lanes = 1};
const QString rightPassword = QStringLiteral("correct horse battery");
const QString wrongPassword = QStringLiteral("correct horse bakery");

PersonId createLi(store::Connection& connection) {
    SeededIdSource ids(7);
    return must(createPerson(connection, ids,
                             {QStringLiteral("li.wei"), QStringLiteral("Li Wei"), rightPassword, {Role::Auditor}},
                             QStringLiteral("admin"), quickCost));
}

Result<SignedIn> trySignIn(store::Connection& connection, const QString& login, const QString& password) {
    SeededIdSource ids(8);
    return signIn(connection, ids, {login, password}, quickCost);
}
Result<SignedIn> tryLi(store::Connection& connection, const QString& password) {
    return trySignIn(connection, QStringLiteral("li.wei"), password);
}

/// Newest first: "event/reason".
QStringList trailOf(store::Connection& connection, std::int64_t person) {
    QStringList lines;
    for (const auto& entry : must(trail::entriesOf(connection, {QStringLiteral("person"), person})))
        lines.append(entry.event.event + u'/' + entry.event.reason);
    return lines;
}

} // namespace

class SignInTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newPersonIsChecked_data() {
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("answer");
        const auto row = [](const char* title, const char* login, const char* name, const QString& password,
                            const char* answer) {
            QTest::newRow(title) << QString::fromUtf8(login) << QString::fromUtf8(name) << password
                                 << QString::fromUtf8(answer);
        };
        row("good", "wang-1", "王芳", rightPassword, "ok");
        row("taken", "li.wei", "Another Li", rightPassword, "LoginTaken");
        row("capitals", "Wang", "Wang", rightPassword, "BadLogin");
        row("empty", "", "Wang", rightPassword, "BadLogin");
        row("33 characters", "abcdefghijklmnopqrstuvwxyz0123456", "Wang", rightPassword, "BadLogin");
        row("line feed at the end", "wang\n", "Wang", rightPassword, "BadLogin");
        row("blank name", "wang", "  ", rightPassword, "BadDisplayName");
        row("control character in the name", "wang", "Wa\tng", rightPassword, "BadDisplayName");
        row("short password", "wang", "Wang", QStringLiteral("short"), "PasswordTooShort");
    }
    void newPersonIsChecked() {
        QFETCH(const QString, login);
        QFETCH(const QString, name);
        QFETCH(const QString, password);
        QFETCH(const QString, answer);
        const auto store = must(TempStore::create(store::Engine::Sqlite));
        createLi(store->connection());
        SeededIdSource ids(9);
        QCOMPARE(codeOf(createPerson(store->connection(), ids, {login, name, password, {Role::Clerk}},
                                     QStringLiteral("admin"), quickCost)),
                 answer);
    }

    void signsIn_data() { support::addEngineRows(); }
    void signsIn() {
        PAYOUT_TEMP_STORE(store);
        const PersonId li = createLi(store.connection());
        const SignedIn in = must(trySignIn(store.connection(), QStringLiteral(" Li.Wei "), rightPassword));
        QCOMPARE(in.actor.person, li);
        QCOMPARE(in.actor.login, QStringLiteral("li.wei"));
        QCOMPARE(in.actor.roles, QSet<Role>{Role::Auditor});
        QCOMPARE(in.displayName, QStringLiteral("Li Wei"));
        QCOMPARE(trailOf(store.connection(), li.value), (QStringList{"sign-in/", "created/AUDITOR"}));
    }

    void unknownLoginAnswersLikeAWrongPassword_data() { support::addEngineRows(); }
    void unknownLoginAnswersLikeAWrongPassword() {
        PAYOUT_TEMP_STORE(store);
        createLi(store.connection());
        const auto unknown = trySignIn(store.connection(), QStringLiteral("nobody"), rightPassword);
        const auto wrong = tryLi(store.connection(), wrongPassword);
        QVERIFY(!unknown);
        QVERIFY(!wrong);
        QCOMPARE(unknown.error(), wrong.error());
        QCOMPARE(unknown.error().code, QStringLiteral("SignInFailed"));
        QCOMPARE(trailOf(store.connection(), 0), QStringList{"sign-in failed/unknown login"});
    }

    /// Both hash once: without that an unknown login would answer a hundred times faster.
    void unknownLoginCostsTheSameTime() {
        const auto store = must(TempStore::create(store::Engine::Sqlite));
        constexpr PasswordCost slowCost{.memoryKib = 32 * 1024, .iterations = 4, .lanes = 1};
        SeededIdSource ids(7);
        must(createPerson(store->connection(), ids, {QStringLiteral("li.wei"), QStringLiteral("Li"), rightPassword, {}},
                          QStringLiteral("admin"), slowCost));
        const auto fastestOf = [&](const QString& login) {
            qint64 best = std::numeric_limits<qint64>::max();
            for (int i = 0; i < 3; ++i) {
                QElapsedTimer timer;
                timer.start();
                (void)signIn(store->connection(), ids, {login, wrongPassword}, slowCost);
                best = std::min(best, timer.nsecsElapsed());
            }
            return best;
        };
        const qint64 known = fastestOf(QStringLiteral("li.wei"));
        const qint64 unknown = fastestOf(QStringLiteral("nobody"));
        QVERIFY2(unknown > known / 3, qPrintable(QStringLiteral("%1 against %2 ns").arg(unknown).arg(known)));
    }

    void fifthWrongTryMakesWait_data() { support::addEngineRows(); }
    void fifthWrongTryMakesWait() {
        PAYOUT_TEMP_STORE(store);
        const UtcTime start(1'795'000'000'000);
        must(store.setClock(start));
        const PersonId li = createLi(store.connection());
        for (int i = 1; i <= 4; ++i) QCOMPARE(codeOf(tryLi(store.connection(), wrongPassword)), "SignInFailed");
        const auto fifth = tryLi(store.connection(), wrongPassword);
        QCOMPARE(codeOf(fifth), "SignInWait");
        QCOMPARE(fifth.error().detail, QString::number((start + std::chrono::minutes(15)).ms));

        QCOMPARE(codeOf(tryLi(store.connection(), rightPassword)), "SignInWait");
        must(store.setClock(start + std::chrono::minutes(15) - std::chrono::milliseconds(1)));
        QCOMPARE(codeOf(tryLi(store.connection(), rightPassword)), "SignInWait");
        must(store.setClock(start + std::chrono::minutes(15)));
        QCOMPARE(codeOf(tryLi(store.connection(), wrongPassword)), "SignInFailed");
        QCOMPARE(codeOf(tryLi(store.connection(), rightPassword)), "ok");
        QCOMPARE(trailOf(store.connection(), li.value).count(QStringLiteral("sign-in failed/waits")), 1);
        QCOMPARE(trailOf(store.connection(), li.value).size(), 8); // created, 6 failed, 1 success
    }

    void successForgetsWrongTries_data() { support::addEngineRows(); }
    void successForgetsWrongTries() {
        PAYOUT_TEMP_STORE(store);
        createLi(store.connection());
        for (int round = 1; round <= 3; ++round) {
            for (int i = 1; i <= 4; ++i) QCOMPARE(codeOf(tryLi(store.connection(), wrongPassword)), "SignInFailed");
            QCOMPARE(codeOf(tryLi(store.connection(), rightPassword)), "ok");
        }
    }

    /// Guessing in parallel must not buy more than five guesses.
    void fiveGuessesAtOnceAreAllThereAre_data() { support::addEngineRows(); }
    void fiveGuessesAtOnceAreAllThereAre() {
        PAYOUT_TEMP_STORE(store);
        const PersonId li = createLi(store.connection());
        constexpr int guesses = 16;
        std::vector<std::thread> threads;
        for (int i = 0; i < guesses; ++i)
            threads.emplace_back([&store] { (void)tryLi(*must(store.open()), wrongPassword); });
        for (std::thread& thread : threads) thread.join();
        QCOMPARE(trailOf(store.connection(), li.value).size(), 1 + wrongTriesMax);
        QCOMPARE(codeOf(tryLi(store.connection(), rightPassword)), "SignInWait");
    }

    void inactivePersonStaysOut_data() { support::addEngineRows(); }
    void inactivePersonStaysOut() {
        PAYOUT_TEMP_STORE(store);
        const PersonId li = createLi(store.connection());
        must(store::execute(store.connection(), "UPDATE person SET active = 0"));
        QCOMPARE(codeOf(tryLi(store.connection(), wrongPassword)), "SignInFailed");
        QCOMPARE(codeOf(tryLi(store.connection(), rightPassword)), "PersonInactive");
        QCOMPARE(codeOf(loadActor(store.connection(), li)), "PersonInactive");
        QCOMPARE(codeOf(loadActor(store.connection(), PersonId(999))), "NoPerson");
    }
};

} // namespace payout::people

QTEST_GUILESS_MAIN(payout::people::SignInTest)
#include "sign_in_test.moc"
