// SPDX-License-Identifier: GPL-3.0-or-later
// Two people close a day and two open it again, one of them a supervisor; what is not sent keeps it open.
#include "core/base/business_date.h"

#include "core/rules/day_closing.h"

#include <QTest>

using namespace payout;
using namespace payout::rules;

Q_DECLARE_METATYPE(payout::rules::Role)
Q_DECLARE_METATYPE(payout::rules::ClosingFacts)

namespace {

Actor actorOf(std::int64_t person, Role role) { return {PersonId(person), QStringLiteral("p%1").arg(person), {role}}; }
QString answerOf(const Done& done) { return done ? QStringLiteral("ok") : done.error().code; }
ClosingFacts facts() {
    ClosingFacts made;
    made.date = made.today = BusinessDate{20'261'118};
    return made;
}

} // namespace

class DayClosingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void proposing_data() {
        QTest::addColumn<Role>("role");
        QTest::addColumn<ClosingFacts>("facts");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("answer");
        const auto row = [](const char* name, Role role, const ClosingFacts& given, const char* reason,
                            const char* answer) {
            QTest::newRow(name) << role << given << QString::fromLatin1(reason) << QString::fromLatin1(answer);
        };
        row("nothing is open", Role::Operator, facts(), "", "ok");
        row("a clerk", Role::Clerk, facts(), "r", "RoleMissing");
        ClosingFacts open = facts();
        open.open = 1;
        row("something is open", Role::Auditor, open, "r", "ok");
        row("without a reason", Role::Auditor, open, "  ", "ReasonMissing");
        ClosingFacts unsent = facts();
        unsent.unfinished = 1;
        row("something is not sent", Role::Supervisor, unsent, "r", "DayNotFinished");
        ClosingFacts tomorrow = facts();
        tomorrow.date = BusinessDate{20'261'119};
        row("tomorrow", Role::Supervisor, tomorrow, "r", "DayNotFinished");
        ClosingFacts closed = facts();
        closed.closed = true;
        row("closed already", Role::Supervisor, closed, "r", "DayClosed");
    }
    void proposing() {
        QFETCH(const Role, role);
        QFETCH(const ClosingFacts, facts);
        QFETCH(const QString, reason);
        QTEST(answerOf(mayProposeClosing(actorOf(1, role), facts, reason)), "answer");
    }

    void confirming_data() {
        QTest::addColumn<Role>("role");
        QTest::addColumn<ClosingFacts>("facts");
        QTest::addColumn<QString>("answer");
        const auto row = [](const char* name, Role role, const ClosingFacts& given, const char* answer) {
            QTest::newRow(name) << role << given << QString::fromLatin1(answer);
        };
        const auto proposed = [](std::int64_t by, bool supervises) {
            ClosingFacts made = facts();
            made.proposal = DayProposal{PersonId(by), supervises, false};
            return made;
        };
        row("a supervisor after an operator", Role::Supervisor, proposed(2, false), "ok");
        row("an operator after a supervisor", Role::Operator, proposed(2, true), "ok");
        row("no supervisor", Role::Auditor, proposed(2, false), "RoleMissing");
        row("oneself", Role::Supervisor, proposed(1, true), "MakerIsChecker");
        row("a clerk", Role::Clerk, proposed(2, true), "RoleMissing");
        row("nobody proposed", Role::Supervisor, facts(), "NotProposed");
        ClosingFacts unlisted = proposed(2, false);
        unlisted.unlisted = 1;
        row("not listed", Role::Supervisor, unlisted, "ShownChanged");
        ClosingFacts superseded = proposed(2, false);
        superseded.proposal->superseded = true;
        row("proposed anew", Role::Supervisor, superseded, "ShownChanged");
        ClosingFacts unsent = proposed(2, false);
        unsent.unfinished = 1;
        row("something is not sent", Role::Supervisor, unsent, "DayNotFinished");
        ClosingFacts closed = proposed(2, false);
        closed.closed = true;
        row("closed already", Role::Supervisor, closed, "DayClosed");
    }
    void confirming() {
        QFETCH(const Role, role);
        QFETCH(const ClosingFacts, facts);
        QTEST(answerOf(mayConfirmClosing(actorOf(1, role), facts)), "answer");
    }

    void reopening() {
        const Actor op = actorOf(1, Role::Operator);
        QCOMPARE(answerOf(mayProposeReopening(op, {true, {}}, QStringLiteral("r"))), QStringLiteral("ok"));
        QCOMPARE(answerOf(mayProposeReopening(op, {true, {}}, QStringLiteral(" "))), QStringLiteral("ReasonMissing"));
        QCOMPARE(answerOf(mayProposeReopening(op, {false, {}}, QStringLiteral("r"))), QStringLiteral("AlreadyHandled"));
        QCOMPARE(answerOf(mayProposeReopening(actorOf(1, Role::Clerk), {true, {}}, QStringLiteral("r"))),
                 QStringLiteral("RoleMissing"));
        const DayProposal bySupervisor{PersonId(2), true, false};
        QCOMPARE(answerOf(mayConfirmReopening(op, {true, bySupervisor})), QStringLiteral("ok"));
        QCOMPARE(answerOf(mayConfirmReopening(op, {true, DayProposal{PersonId(2), false, false}})),
                 QStringLiteral("RoleMissing"));
        QCOMPARE(answerOf(mayConfirmReopening(op, {true, DayProposal{PersonId(1), true, false}})),
                 QStringLiteral("MakerIsChecker"));
        QCOMPARE(answerOf(mayConfirmReopening(op, {true, DayProposal{PersonId(2), true, true}})),
                 QStringLiteral("ShownChanged"));
        QCOMPARE(answerOf(mayConfirmReopening(op, {true, {}})), QStringLiteral("NotProposed"));
        QCOMPARE(answerOf(mayConfirmReopening(op, {false, bySupervisor})), QStringLiteral("AlreadyHandled"));
    }
};

QTEST_GUILESS_MAIN(DayClosingTest)
#include "day_closing_test.moc"
