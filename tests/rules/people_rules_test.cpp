// SPDX-License-Identifier: GPL-3.0-or-later
// Who may do what (spec workday 8.1), and the names of refusals.
#include "core/rules/refusal.h"
#include "core/rules/roles.h"

#include <QTest>

using namespace payout;
using namespace payout::rules;

namespace {

constexpr std::array roles{Role::Clerk, Role::Auditor, Role::Operator, Role::Supervisor};
struct NamedTask {
    Task task;
    const char* name;
};
constexpr std::array tasks{
    NamedTask{Task::ImportBatch, "ImportBatch"},
    NamedTask{Task::ApproveBatch, "ApproveBatch"},
    NamedTask{Task::ProposeException, "ProposeException"},
    NamedTask{Task::ConfirmException, "ConfirmException"},
    NamedTask{Task::ImportStatement, "ImportStatement"},
    NamedTask{Task::AcceptStatement, "AcceptStatement"},
    NamedTask{Task::RejectStatement, "RejectStatement"},
    NamedTask{Task::RunComparison, "RunComparison"},
    NamedTask{Task::SignComparison, "SignComparison"},
    NamedTask{Task::StopChannel, "StopChannel"},
    NamedTask{Task::LiftStop, "LiftStop"},
    NamedTask{Task::SetRowsAside, "SetRowsAside"},
    NamedTask{Task::ProposeIncidentClosure, "ProposeIncidentClosure"},
    NamedTask{Task::ConfirmIncidentClosure, "ConfirmIncidentClosure"},
};

// task: clerk, auditor, operator, supervisor
constexpr const char* table = R"(
ImportBatch       yes  -    -    -
ApproveBatch      -    yes  -    -
ProposeException  -    -    yes  -
ConfirmException  -    yes  -    yes
ImportStatement   -    -    yes  yes
AcceptStatement   -    -    -    yes
RejectStatement   -    -    -    yes
RunComparison     -    -    yes  yes
SignComparison    -    yes  yes  yes
StopChannel       -    yes  yes  yes
LiftStop          -    yes  -    yes
SetRowsAside      -    yes  -    yes
ProposeIncidentClosure  -  -    -    yes
ConfirmIncidentClosure  -  yes  -    yes
)";

Actor actorWith(const QSet<Role>& roleSet) { return {PersonId(1), QStringLiteral("wang"), roleSet}; }

} // namespace

class PeopleRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_role_and_task();
    void no_role_makes_and_approves();
    void nobody_without_a_role();
    void roles_add_up();
    void role_names();
    void refusal_names();
    void only_a_refusal_names_a_rule();
};

void PeopleRulesTest::every_role_and_task() {
    QStringList found;
    for (const NamedTask& task : tasks) {
        QStringList row(QString::fromLatin1(task.name));
        for (const Role role : roles)
            row += mayDo(actorWith({role}), task.task) ? QStringLiteral("yes") : QStringLiteral("-");
        found += row.join(u' ');
    }
    QStringList expected;
    for (const QString& line : QString::fromLatin1(table).split(u'\n', Qt::SkipEmptyParts))
        expected += line.simplified();
    QCOMPARE(found, expected);
}

void PeopleRulesTest::no_role_makes_and_approves() {
    for (const Role role : roles) {
        const Actor actor = actorWith({role});
        QVERIFY(!mayDo(actor, Task::ImportBatch) || !mayDo(actor, Task::ApproveBatch));
        QVERIFY(!mayDo(actor, Task::ProposeException) || !mayDo(actor, Task::ConfirmException));
    }
}

void PeopleRulesTest::nobody_without_a_role() {
    for (const NamedTask& task : tasks) {
        const Done done = mayDo(actorWith({}), task.task);
        QVERIFY(!done);
        QCOMPARE(refusalOf(done.error()), Refusal::RoleMissing);
        QCOMPARE(done.error().detail, QStringLiteral("wang"));
    }
}

// A person may hold several roles; that he does not check his own work is a matter of persons (gate G6).
void PeopleRulesTest::roles_add_up() {
    const Actor both = actorWith({Role::Clerk, Role::Auditor});
    QVERIFY(mayDo(both, Task::ImportBatch));
    QVERIFY(mayDo(both, Task::ApproveBatch));
    QVERIFY(!mayDo(both, Task::ImportStatement));
}

void PeopleRulesTest::role_names() {
    for (const Role role : roles) QCOMPARE(*roleNamed(storedName(role)), role);
    QCOMPARE(roleNamed(u"ADMIN").error().kind, ErrorKind::Broken);
    QCOMPARE(roleNamed(u"clerk").error().code, QStringLiteral("UnknownStoredRole"));
}

void PeopleRulesTest::refusal_names() {
    QSet<QString> seen;
    const int last = static_cast<int>(Refusal::TrainingOnly);
    for (int i = 0; i <= last; ++i) {
        const auto refusal = static_cast<Refusal>(i);
        const QString name = nameOf(refusal);
        QVERIFY(!name.isEmpty() && !seen.contains(name));
        seen += name;
        QCOMPARE(refusalNamed(name), refusal);
    }
    QCOMPARE(nameOf(Refusal::StillLocked), QStringLiteral("StillLocked"));
    QCOMPARE(refusalNamed(u"stilllocked"), std::nullopt);
    QCOMPARE(refusalNamed(u""), std::nullopt);
}

void PeopleRulesTest::only_a_refusal_names_a_rule() {
    const Error refusal = refuse(Refusal::StillLocked, QStringLiteral("until 10:00")).error();
    QCOMPARE(refusalOf(refusal), Refusal::StillLocked);
    QCOMPARE(refusal.detail, QStringLiteral("until 10:00"));
    QCOMPARE(refusalOf({ErrorKind::Broken, QStringLiteral("StillLocked"), {}}), std::nullopt);
    QCOMPARE(refusalOf({ErrorKind::Refused, QStringLiteral("AmountTooLarge"), {}}), std::nullopt);
}

QTEST_GUILESS_MAIN(PeopleRulesTest)
#include "people_rules_test.moc"
