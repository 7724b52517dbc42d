// SPDX-License-Identifier: GPL-3.0-or-later
// R25 at the screen: one click, one sending; a lost answer is asked for by its token, never sent again; Cancel is the
// default.
#include "ui/shared/action_button.h"
#include "ui/shared/token_dialog.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace payout;
using namespace payout::ui;

namespace {

struct FakeDatabase {
    int issued = 0;
    int sent = 0;
    int asked = 0;
    bool answersTokens = true;
    std::optional<desk::Reply<QString>> waiting; ///< a sent command
    std::function<Result<std::optional<QString>>()> stored = [] { return std::optional<QString>(); };

    Tokens tokens() {
        return {[this](desk::Reply<QString> answer) {
                    ++issued;
                    if (answersTokens) answer.take(QStringLiteral("token-%1").arg(issued));
                },
                [this](const QString&, desk::Reply<std::optional<QString>> answer) {
                    ++asked;
                    answer.take(stored());
                }};
    }
    std::function<void(const QString&, desk::Reply<QString>)> command() {
        return [this](const QString& token, desk::Reply<QString> answer) {
            ++sent;
            lastToken = token;
            waiting = std::move(answer);
        };
    }
    QString lastToken;
};

Error lost() { return {ErrorKind::Unknown, QStringLiteral("CommitLost"), {}}; }

} // namespace

class WriteOnceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aButtonRunsOnceUntilItIsFinished() {
        ActionButton button(ActionButton::Kind::Danger);
        int runs = 0;
        button.setRun([&] { ++runs; });
        button.show();
        QTest::mouseDClick(&button, Qt::LeftButton);
        QTest::mouseClick(&button, Qt::LeftButton);
        QTest::keyClick(&button, Qt::Key_Space);
        button.click();
        QCOMPARE(runs, 1);
        QVERIFY(!button.isEnabled());
        button.finished();
        QVERIFY(button.isEnabled());
        button.click();
        QCOMPARE(runs, 2);
    }
    void aQueuedSecondClickIsNotSent() {
        ActionButton button(ActionButton::Kind::Plain);
        int runs = 0;
        button.setRun([&] { ++runs; });
        Q_EMIT button.clicked();
        Q_EMIT button.clicked(); // as from an event that was queued before the button went dead
        QCOMPARE(runs, 1);
    }
    void aRefusalIsTheTooltipAndNothingRuns() {
        ActionButton button(ActionButton::Kind::Plain);
        int runs = 0;
        button.setRun([&] { ++runs; });
        button.setRefusal(Error{ErrorKind::Refused, QStringLiteral("StillLocked"), {}});
        QVERIFY(!button.isEnabled());
        QVERIFY(button.toolTip().contains(QStringLiteral("lock")));
        QCOMPARE(button.accessibleDescription(), button.toolTip());
        Q_EMIT button.clicked();
        QCOMPARE(runs, 0);
        button.setRefusal(std::nullopt);
        QVERIFY(button.isEnabled());
        QVERIFY(button.toolTip().isEmpty());
    }
    void aLostDatabaseLocksTheButton() {
        ActionButton button(ActionButton::Kind::Plain);
        button.setRun([] {});
        button.setWritingLocked(true);
        QVERIFY(!button.isEnabled());
        QVERIFY(!button.toolTip().isEmpty());
        button.setWritingLocked(false);
        QVERIFY(button.isEnabled());
    }
    void noButtonForWritingIsEverADefault() {
        for (const auto kind : {ActionButton::Kind::Plain, ActionButton::Kind::Primary, ActionButton::Kind::Danger}) {
            ActionButton button(kind);
            QVERIFY(!button.isDefault());
            QVERIFY(!button.autoDefault());
        }
    }
    void aLostAnswerIsFoundByItsToken() {
        FakeDatabase database;
        Submission submission(database.tokens());
        QSignalSpy happened(&submission, &Submission::happened);
        submission.prepare();
        QCOMPARE(submission.state(), Submission::State::Ready);
        QVERIFY(submission.submit<QString>(database.command()));
        QVERIFY(!submission.submit<QString>(database.command()));
        database.stored = [] { return std::optional(QStringLiteral("APPROVED")); };
        database.waiting->take(std::unexpected(lost()));
        QCOMPARE(database.sent, 1);
        QCOMPARE(database.asked, 1);
        QCOMPARE(submission.state(), Submission::State::Done);
        QCOMPARE(happened.count(), 1);
        QCOMPARE(happened.front().front().toString(), QStringLiteral("APPROVED"));
    }
    void aLostAnswerIsAskedForUntilTheDatabaseKnows() {
        FakeDatabase database;
        Submission submission(database.tokens());
        submission.prepare();
        database.stored = [] {
            return Result<std::optional<QString>>(unavailable(QStringLiteral("DatabaseUnreachable")));
        };
        (void)submission.submit<QString>(database.command());
        database.waiting->take(std::unexpected(lost()));
        QCOMPARE(submission.state(), Submission::State::Asking);
        QVERIFY(submission.isBusy());
        database.stored = [] { return std::optional(QStringLiteral("done")); };
        QTRY_COMPARE_WITH_TIMEOUT(submission.state(), Submission::State::Done, Submission::askAgainMs * 3);
        QCOMPARE(database.asked, 2);
        QCOMPARE(database.sent, 1);
    }
    void whatProvablyDidNotHappenMayBePreparedAgain() {
        FakeDatabase database;
        Submission submission(database.tokens());
        QSignalSpy failed(&submission, &Submission::failed);
        submission.prepare();
        (void)submission.submit<QString>(database.command());
        database.waiting->take(std::unexpected(lost()));
        QCOMPARE(submission.state(), Submission::State::Failed);
        QCOMPARE(failed.count(), 1);
        QVERIFY(!submission.submit<QString>(database.command())); // not with the old token
        submission.prepare();
        QVERIFY(submission.submit<QString>(database.command()));
        QCOMPARE(database.lastToken, QStringLiteral("token-2"));
    }
    void theDialogCancelsByDefault() {
        FakeDatabase database;
        auto* dialog = new TokenDialog(database.tokens(), ActionButton::Kind::Danger, nullptr);
        dialog->setCommand<QString>(database.command(), [](const QString&) { return QString(); });
        dialog->open();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QCOMPARE(database.issued, 1); // the token is made when the dialog opens
        QVERIFY(dialog->cancel()->isDefault());
        QVERIFY(!dialog->action()->isDefault());
        QVERIFY(dialog->action()->isEnabled());
        QSignalSpy closed(dialog, &QDialog::rejected);
        QTest::keyClick(dialog, Qt::Key_Return);
        QCOMPARE(closed.count(), 1);
        QCOMPARE(database.sent, 0);
    }
    void theDialogSendsOnceAndStaysUntilTheAnswer() {
        FakeDatabase database;
        auto* dialog = new TokenDialog(database.tokens(), ActionButton::Kind::Danger, nullptr);
        dialog->setCommand<QString>(database.command(), [](const QString& answer) { return answer; });
        QSignalSpy happened(dialog, &TokenDialog::happened);
        dialog->open();
        QTest::mouseDClick(dialog->action(), Qt::LeftButton);
        QTest::mouseClick(dialog->action(), Qt::LeftButton);
        QCOMPARE(database.sent, 1);
        QVERIFY(!dialog->action()->isEnabled());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->close());
        QVERIFY(dialog->isVisible()); // its answer is still to come
        database.waiting->take(QStringLiteral("It is done."));
        QCOMPARE(happened.count(), 1);
        QVERIFY(!dialog->action()->isVisible());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(!dialog->isVisible());
    }
    void theDialogWaitsForItsToken() {
        FakeDatabase database;
        database.answersTokens = false;
        auto* dialog = new TokenDialog(database.tokens(), ActionButton::Kind::Danger, nullptr);
        dialog->setCommand<QString>(database.command(), [](const QString&) { return QString(); });
        dialog->open();
        QVERIFY(!dialog->action()->isEnabled());
        Q_EMIT dialog->action()->clicked();
        QCOMPARE(database.sent, 0);
        dialog->close();
    }
};

QTEST_MAIN(WriteOnceTest)
#include "write_once_test.moc"
