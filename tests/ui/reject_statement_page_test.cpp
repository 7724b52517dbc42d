// SPDX-License-Identifier: GPL-3.0-or-later
// The way out of the quarantine on the page Compare, by the mouse, in both languages (A33, threats T12).
#include "core/desk/timeline_table.h"
#include "core/statement/load_statement.h"
#include "tests/flow/camt_builder.h"
#include "tests/ui/live_desk.h"
#include "ui/comparison/comparison_page.h"
#include "ui/exception/exception_text.h"
#include "ui/shared/reason_dialog.h"

#include <QPlainTextEdit>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

namespace payout::ui {

using namespace std::chrono_literals;
using support::BankAct;
using support::FlowWorld;
using support::must;

class RejectStatementPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void supervisorRejectsAForgedStatement_data();
    void supervisorRejectsAForgedStatement();

private:
    QTemporaryDir m_settings;
};

void RejectStatementPageTest::initTestCase() {
    beginScreens();
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void RejectStatementPageTest::supervisorRejectsAForgedStatement_data() {
    QTest::addColumn<store::Engine>("engine");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("rejectWord");
    QTest::addColumn<QString>("acceptWord");
    QTest::addColumn<QString>("rejected");
    const auto row = [](const char* name, store::Engine engine) {
        QTest::addRow("%s, en", name) << engine << QStringLiteral("en") << QStringLiteral("Reject…")
                                      << QStringLiteral("Accept…") << QStringLiteral("Rejected");
        QTest::addRow("%s, zh", name) << engine << QStringLiteral("zh_CN") << QStringLiteral("拒绝")
                                      << QStringLiteral("接受") << QStringLiteral("已拒绝");
    };
    row("sqlite", store::Engine::Sqlite);
    if (qEnvironmentVariableIntValue("PAYOUT_TEST_SQLITE_ONLY") != 1) row("postgres", store::Engine::Postgres);
}

// A file that nobody can prove names the order of an exception. A supervisor who did not bring it takes it out of all
// that counts, with a reason, by the mouse; then, and only then, the exception can be decided.
void RejectStatementPageTest::supervisorRejectsAForgedStatement() {
    QFETCH(const store::Engine, engine);
    QFETCH(const QString, language);
    QFETCH(const QString, rejectWord);
    QFETCH(const QString, acceptWord);
    QFETCH(const QString, rejected);
    const Speaking speaking(language);
    LiveDesk live(engine);
    FlowWorld& world = live.world;
    world.bank.act = BankAct::IgnoreSilently;
    const PayoutId payout = world.approvedBatch({10'000}).front();
    world.sendAll();
    world.passTime(1h);
    world.askAll();
    world.coverThrough(world.now());
    const PersonId boss = world.fixture.addPerson(QStringLiteral("boss"), {rules::Role::Supervisor});
    QTemporaryDir folder;
    support::CamtBuilder forged;
    forged.wholeDay(BusinessDate{20'261'118}).entries = {{world.orderNoOf(payout), 10'000, BusinessDate{20'261'118}}};
    const QString path = support::writeBankFile(folder.path(), QStringLiteral("forged.xml"), forged.text());
    must(statement::loadStatement(world.connection(),
                                  {world.channel, path, statement::Loader::byHand(world.fixture.actor(boss)), {}}));
    const auto proposes = [&] {
        return support::codeOf(world.propose(payout, rules::ExceptionAction::Return, world.fixture.operatorPerson()));
    };
    QCOMPARE(proposes(), QStringLiteral("StatementShowsPaid"));

    const auto show = [&](ComparisonPage& page) {
        display(&page, smallScreen);
        page.findChild<QTabWidget*>()->setCurrentIndex(1);
        QVERIFY(!button(&page, rejectWord)->isEnabled()); // nothing is chosen
        chooseFirst(&page, QStringLiteral("comparison.statements"));
    };
    ComparisonPage bringer(live.as(boss));
    show(bringer);
    QTRY_VERIFY(button(&bringer, rejectWord)->refusal().has_value());
    QCOMPARE(button(&bringer, rejectWord)->refusal()->code, QStringLiteral("MakerIsChecker"));
    QVERIFY(!button(&bringer, rejectWord)->isEnabled());
    ComparisonPage clerk(live.as(world.fixture.operatorPerson()));
    show(clerk);
    QCOMPARE(button(&clerk, rejectWord)->refusal()->code, QStringLiteral("RoleMissing"));

    ComparisonPage page(live.as(world.fixture.supervisor()));
    show(page);
    ActionButton* reject = button(&page, rejectWord);
    QTRY_VERIFY2(reject->isEnabled(), qPrintable(reject->toolTip()));
    QVERIFY(!reject->accessibleName().isEmpty() && !reject->accessibleName().contains(u'…'));
    picture(&page, QStringLiteral("page_statements_quarantine_") + language);
    QTest::mouseClick(reject, Qt::LeftButton);
    auto* dialog = dialogOf<ReasonDialog>(&page);
    QVERIFY(dialog != nullptr);
    QVERIFY(!reject->isEnabled()); // while the dialog is open
    QTRY_VERIFY(dialog->isVisible());
    QVERIFY(!dialog->action()->isEnabled()); // no reason yet
    auto* field = dialog->findChild<QPlainTextEdit*>();
    QVERIFY(!field->accessibleName().isEmpty());
    QTest::mouseClick(field->viewport(), Qt::LeftButton);
    QTest::keyClicks(field, QStringLiteral("the bank knows nothing of this file"));
    QTRY_VERIFY(dialog->action()->isEnabled());
    picture(dialog, QStringLiteral("page_reject_statement_") + language);
    QTest::mouseClick(dialog->action(), Qt::LeftButton);
    QVERIFY(!dialog->action()->isEnabled()); // while it runs
    QTRY_COMPARE(dialog->submission()->state(), Submission::State::Done);
    dialog->close();
    QTRY_VERIFY2(visibleTexts(&page).join(u'\n').contains(rejected), qPrintable(visibleTexts(&page).join(u'\n')));
    QTRY_VERIFY(!button(&page, rejectWord)->isEnabled());
    QVERIFY(!button(&page, acceptWord)->isEnabled());
    QTRY_VERIFY(visibleTexts(&page).join(u'\n').contains(QStringLiteral("the bank knows nothing of this file")));
    picture(&page, QStringLiteral("page_statements_rejected_") + language);
    QCOMPARE(
        world.text("SELECT f.state || '|' || p.login || '|' || f.reject_reason FROM statement_file f JOIN person p "
                   "ON p.id = f.rejected_by"),
        QStringLiteral("REJECTED|supervisor|the bank knows nothing of this file"));
    // Whoever reads the payout's timeline sees what became of the file.
    QStringList lines;
    for (const desk::TimelineEntry& entry : must(desk::payoutTimeline(world.connection(), payout)))
        if (entry.what == u"STATEMENT_LINE") lines << ExceptionText::timelineDetail(entry);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.front().startsWith(rejected), qPrintable(lines.front()));
    QCOMPARE(proposes(), QString());
}

} // namespace payout::ui

QTEST_MAIN(payout::ui::RejectStatementPageTest)
#include "reject_statement_page_test.moc"
