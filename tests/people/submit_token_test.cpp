// SPDX-License-Identifier: GPL-3.0-or-later
// R25: a token is good once, for one person, one command and one object, for half an hour; a replay gets the first
// answer.
#include "core/people/submit_token.h"
#include "core/store/transaction.h"
#include "tests/support/payout_fixture.h"
#include "tests/support/temp_store.h"

#include <QTest>

namespace payout::people {

using support::codeOf;
using support::must;
using support::PayoutFixture;

namespace {

const QString approve = QStringLiteral("approve");
const QString object = QStringLiteral("17");

/// What a command does: takes the token, works, answers. Gives the answer that its caller would see.
Result<QString> click(store::Connection& connection, const QString& token, const TokenUse& use, const QString& answer) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<QString> {
        TRY(const auto first, takeToken(c, token, use));
        if (first) return *first;
        TRY_DONE(answerToken(c, token, answer));
        return answer;
    });
}

} // namespace

class SubmitTokenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replayGetsTheFirstAnswer_data() { support::addEngineRows(); }
    void replayGetsTheFirstAnswer() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        SeededIdSource ids(1);
        const TokenUse use{fixture.auditor(), approve, object};
        const QString token = must(issueToken(store.connection(), ids, use));
        QCOMPARE(must(tokenAnswer(store.connection(), token)), std::optional<QString>());
        QCOMPARE(must(click(store.connection(), token, use, QStringLiteral("first"))), QStringLiteral("first"));
        QCOMPARE(must(click(store.connection(), token, use, QStringLiteral("second"))), QStringLiteral("first"));
        QCOMPARE(must(tokenAnswer(store.connection(), token)), std::optional(QStringLiteral("first")));
    }

    /// The desk lost its connection, but the server has not noticed yet: "it did not happen" would be a guess.
    void nothingIsSaidWhileTheCommandMayStillHappen() {
        const store::Engine engine = store::Engine::Postgres; // SQLite has no session that outlives its desk
        if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") == 1) QSKIP("PostgreSQL only");
        const auto created = support::TempStore::create(engine);
        QVERIFY2(created, support::why(created).constData());
        support::TempStore& store = **created;
        PayoutFixture fixture(store.connection());
        SeededIdSource ids(1);
        const TokenUse use{fixture.auditor(), approve, object};
        const QString token = must(issueToken(store.connection(), ids, use));
        auto lost = must(store.open(QStringLiteral("lost desk")));
        auto transaction = must(store::Transaction::begin(*lost, store::Isolation::Write));
        QCOMPARE(must(takeToken(*lost, token, use)), std::optional<QString>());
        must(answerToken(*lost, token, QStringLiteral("approved")));
        QCOMPARE(codeOf(tokenAnswer(store.connection(), token)), "Serialization");
        must(transaction.commit());
        QCOMPARE(must(tokenAnswer(store.connection(), token)), std::optional(QStringLiteral("approved")));
    }

    void expires_data() { support::addEngineRows(); }
    void expires() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        SeededIdSource ids(1);
        const UtcTime start(1'795'000'000'000);
        must(store.setClock(start));
        const TokenUse use{fixture.auditor(), approve, object};
        const QString used = must(issueToken(store.connection(), ids, use));
        const QString late = must(issueToken(store.connection(), ids, use));
        must(store.setClock(start + std::chrono::minutes(30) - std::chrono::milliseconds(1)));
        QCOMPARE(codeOf(click(store.connection(), used, use, QStringLiteral("first"))), "ok");
        must(store.setClock(start + std::chrono::minutes(30)));
        QCOMPARE(codeOf(click(store.connection(), late, use, QStringLiteral("late"))), "TokenExpired");
        // The answer of what did happen is given at any time.
        QCOMPARE(must(click(store.connection(), used, use, QStringLiteral("again"))), QStringLiteral("first"));
    }

    void isBoundToItsUse_data() { support::addEngineRows(); }
    void isBoundToItsUse() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        SeededIdSource ids(1);
        const TokenUse use{fixture.auditor(), approve, object};
        const QString token = must(issueToken(store.connection(), ids, use));
        const auto with = [&](const TokenUse& other) {
            return codeOf(click(store.connection(), token, other, QStringLiteral("x")));
        };
        QCOMPARE(with({fixture.clerk(), approve, object}), "TokenOtherUse");
        QCOMPARE(with({fixture.auditor(), QStringLiteral("reject"), object}), "TokenOtherUse");
        QCOMPARE(with({fixture.auditor(), approve, QStringLiteral("18")}), "TokenOtherUse");
        QCOMPARE(codeOf(click(store.connection(), QStringLiteral("made up"), use, object)), "TokenUnknown");
        QCOMPARE(codeOf(tokenAnswer(store.connection(), QStringLiteral("' OR 1=1 --"))), "TokenUnknown");
        QCOMPARE(with(use), "ok");
        QCOMPARE(with({fixture.clerk(), approve, object}), "TokenOtherUse");
    }

    void refusedCommandLeavesItFresh_data() { support::addEngineRows(); }
    void refusedCommandLeavesItFresh() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        SeededIdSource ids(1);
        const TokenUse use{fixture.auditor(), approve, object};
        const QString token = must(issueToken(store.connection(), ids, use));
        const Done failed =
            store::inTransaction(store.connection(), store::Isolation::Write, [&](store::Connection& c) -> Done {
                TRY_DONE(takeToken(c, token, use));
                TRY_DONE(answerToken(c, token, QStringLiteral("too early")));
                return refused(QStringLiteral("SomeRule"));
            });
        QVERIFY(!failed);
        QCOMPARE(must(click(store.connection(), token, use, QStringLiteral("first"))), QStringLiteral("first"));
    }

    void answerIsWrittenOnce_data() { support::addEngineRows(); }
    void answerIsWrittenOnce() {
        PAYOUT_TEMP_STORE(store);
        PayoutFixture fixture(store.connection());
        SeededIdSource ids(1);
        const QString token = must(issueToken(store.connection(), ids, {fixture.auditor(), approve, object}));
        QCOMPARE(codeOf(answerToken(store.connection(), token, QStringLiteral("first"))), "ok");
        QCOMPARE(codeOf(answerToken(store.connection(), token, QStringLiteral("second"))), "AlreadyHandled");
        QCOMPARE(codeOf(store::execute(store.connection(), "UPDATE submit_token SET answer = 'forged'")),
                 "AlreadyHandled");
    }
};

} // namespace payout::people

QTEST_GUILESS_MAIN(payout::people::SubmitTokenTest)
#include "submit_token_test.moc"
