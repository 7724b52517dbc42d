// SPDX-License-Identifier: GPL-3.0-or-later
// One person stops, two lift, one of them a supervisor.
#include "core/base/business_date.h"

#include "core/rules/stop_switch.h"

#include <QTest>

using namespace payout;
using namespace payout::rules;

Q_DECLARE_METATYPE(payout::rules::Role)

namespace {

Actor actorOf(std::int64_t person, Role role) { return {PersonId(person), QStringLiteral("p%1").arg(person), {role}}; }
QString answerOf(const Done& done) { return done ? QStringLiteral("ok") : done.error().code; }

} // namespace

class StopSwitchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneStops() {
        for (const Role role : {Role::Operator, Role::Auditor, Role::Supervisor})
            QCOMPARE(answerOf(mayStop(actorOf(1, role), QStringLiteral("r"))), QStringLiteral("ok"));
        QCOMPARE(answerOf(mayStop(actorOf(1, Role::Clerk), QStringLiteral("r"))), QStringLiteral("RoleMissing"));
        QCOMPARE(answerOf(mayStop(actorOf(1, Role::Operator), QStringLiteral(" "))), QStringLiteral("ReasonMissing"));
    }

    void lifting_data() {
        QTest::addColumn<Role>("role");
        QTest::addColumn<bool>("stopped");
        QTest::addColumn<int>("proposer"); // 0: nobody; 1: the same person
        QTest::addColumn<bool>("proposerSupervises");
        QTest::addColumn<QString>("propose");
        QTest::addColumn<QString>("lift");
        const auto row = [](const char* name, Role role, bool stopped, int proposer, bool supervises,
                            const char* propose, const char* lift) {
            QTest::newRow(name) << role << stopped << proposer << supervises << QString::fromLatin1(propose)
                                << QString::fromLatin1(lift);
        };
        row("nothing is stopped", Role::Supervisor, false, 0, false, "AlreadyHandled", "AlreadyHandled");
        row("nobody proposed", Role::Auditor, true, 0, false, "ok", "NotProposed");
        row("an operator lifts nothing", Role::Operator, true, 2, true, "RoleMissing", "RoleMissing");
        row("oneself proposed", Role::Supervisor, true, 1, true, "ShownChanged", "MakerIsChecker");
        row("a supervisor proposed, an auditor lifts", Role::Auditor, true, 2, true, "ShownChanged", "ok");
        row("an auditor proposed, a supervisor lifts", Role::Supervisor, true, 2, false, "ShownChanged", "ok");
        row("two supervisors", Role::Supervisor, true, 2, true, "ShownChanged", "ok");
        row("two auditors", Role::Auditor, true, 2, false, "ShownChanged", "RoleMissing");
    }
    void lifting() {
        QFETCH(const Role, role);
        QFETCH(const bool, stopped);
        QFETCH(const int, proposer);
        QFETCH(const bool, proposerSupervises);
        QFETCH(const QString, propose);
        QFETCH(const QString, lift);
        StopFacts facts{stopped, std::nullopt, proposerSupervises};
        if (proposer != 0) facts.liftProposedBy = PersonId(proposer);
        QCOMPARE(answerOf(mayProposeLift(actorOf(1, role), facts)), propose);
        QCOMPARE(answerOf(mayLift(actorOf(1, role), facts)), lift);
    }
};

QTEST_GUILESS_MAIN(StopSwitchTest)
#include "stop_switch_test.moc"
