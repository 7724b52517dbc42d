// SPDX-License-Identifier: GPL-3.0-or-later
// The three pages over a real desk and database: what a person clicks is what happens, once, and the page says so.
#include "core/dispatch/dispatch_table.h"
#include "core/statement/load_statement.h"
#include "tests/flow/camt_builder.h"
#include "tests/ui/live_desk.h"
#include "ui/approval/approval_page.h"
#include "ui/approval/approve_dialog.h"
#include "ui/approval/typed_total_edit.h"
#include "ui/comparison/comparison_page.h"
#include "ui/exception/action_dialogs.h"
#include "ui/exception/exception_page.h"
#include "ui/text/refusal_text.h"
#include "ui/today/credit_dialogs.h"
#include "ui/today/incident_dialogs.h"
#include "ui/today/today_page.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace payout::ui {

using namespace std::chrono_literals;
using support::BankAct;
using support::FlowWorld;
using support::must;

class LivePagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pagesFitASmallScreen();
    void auditorApprovesOnce();
    void makerSeesWhyHeCannot();
    void exceptionIsProposedByOneAndConfirmedByAnother();
    void comparisonIsRunAndSignedByTwo();
    void incidentIsClosedByTwoAndTheBatchGoesOn();
    void bankReturnIsCreditedByTwo_data() { support::addEngineRows(); }
    void bankReturnIsCreditedByTwo();

private:
    QTemporaryDir m_settings;
};

void LivePagesTest::initTestCase() {
    beginScreens();
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void LivePagesTest::pagesFitASmallScreen() {
    LiveDesk live;
    DeskContext& desk = live.as(live.world.fixture.auditor());
    for (const char* language : {"en", "zh_CN"}) {
        const Speaking speaking(QString::fromLatin1(language));
        QVERIFY(speaking.isLoaded());
        const std::unique_ptr<Page> pages[] = {std::make_unique<ApprovalPage>(desk),
                                               std::make_unique<ExceptionPage>(desk),
                                               std::make_unique<ComparisonPage>(desk)};
        for (const auto& page : pages) {
            display(page.get(), smallScreen);
            const QSize least = page->minimumSizeHint();
            QVERIFY2(
                least.width() <= smallScreen.width() && least.height() <= smallScreen.height(),
                qPrintable(QStringLiteral("%1 needs %2x%3").arg(page->title()).arg(least.width()).arg(least.height())));
        }
    }
}

void LivePagesTest::auditorApprovesOnce() {
    const Speaking english(QStringLiteral("en"));
    LiveDesk live;
    const auto rows = support::PayoutFixture::rows(QStringLiteral("A"), 12, 10'000'000);
    auto twin = rows;
    for (support::FixtureRow& row : twin) row.ref += QStringLiteral("-again");
    live.world.fixture.addApprovedBatch(live.world.merchant, rows);
    const InstructionId batch = live.world.fixture.addPendingBatch(live.world.merchant, twin);
    ApprovalPage page(live.as(live.world.fixture.auditor()));
    display(&page, smallScreen);
    chooseFirst(&page, QStringLiteral("approval.batches"));
    QTRY_VERIFY(visibleTexts(&page).join(u'\n').contains(QStringLiteral("1,200,000.00")));
    QTRY_VERIFY2(visibleTexts(&page).join(u'\n').contains(QStringLiteral("12 of 12 payee and amount pairs")),
                 "the same money a second time must be said");
    QCOMPARE(unmasked(visibleTexts(&page)), QStringList());
    picture(&page, QStringLiteral("page_approval_en"));
    ActionButton* approve = button(&page, QStringLiteral("Approve"));
    QTRY_VERIFY(approve->isEnabled());
    QTest::mouseClick(approve, Qt::LeftButton);
    QTRY_VERIFY(dialogOf<ApproveDialog>(&page) != nullptr);
    auto* dialog = dialogOf<ApproveDialog>(&page);
    QTRY_COMPARE(dialog->submission()->state(), Submission::State::Ready);
    QVERIFY(!dialog->action()->isEnabled());
    QTest::keyClicks(dialog->totalEdit(), QStringLiteral("1200000.00"));
    picture(dialog, QStringLiteral("page_approve_dialog_en"));
    QTest::mouseClick(dialog->action(), Qt::LeftButton);
    QTRY_VERIFY2(dialog->submission()->state() == Submission::State::Done,
                 qPrintable(describe(dialog->submission()->error().value_or(Error{}))));
    QVERIFY(visibleTexts(dialog).join(u'\n').contains(QStringLiteral("Approved by auditor")));
    dialog->close();
    QCOMPARE(live.world.number("SELECT COUNT(*) FROM approval WHERE decision = 'APPROVED'"), 2);
    QCOMPARE(live.world.text("SELECT state FROM instruction ORDER BY id DESC LIMIT 1"),
             QStringLiteral("APPROVED_PROCESSING"));
    QTRY_VERIFY(!approve->isEnabled());
    QVERIFY(!batch.isNone());
}

void LivePagesTest::makerSeesWhyHeCannot() {
    const Speaking chinese(QStringLiteral("zh_CN"));
    LiveDesk live;
    live.world.fixture.addPendingBatch(live.world.merchant, support::PayoutFixture::rows(QStringLiteral("A"), 3));
    DeskContext& desk = live.as(live.world.fixture.clerk());
    ApprovalPage page(desk);
    display(&page, smallScreen);
    chooseFirst(&page, QStringLiteral("approval.batches"));
    const QString reason = errorSentence(rules::mayDo(desk.person.actor, rules::Task::ApproveBatch).error());
    QTRY_VERIFY(visibleTexts(&page).contains(reason));
    for (ActionButton* each : page.findChildren<ActionButton*>()) {
        QVERIFY(!each->isEnabled());
        QVERIFY(!each->toolTip().isEmpty());
    }
    picture(&page, QStringLiteral("page_approval_maker_zh"));
}

void LivePagesTest::exceptionIsProposedByOneAndConfirmedByAnother() {
    const Speaking english(QStringLiteral("en"));
    LiveDesk live;
    live.world.bank.act = BankAct::IgnoreSilently;
    live.world.approvedBatch({8'800, 9'900, 12'000});
    live.world.sendAll();
    ExceptionPage locked(live.as(live.world.fixture.operatorPerson()));
    display(&locked, smallScreen);
    locked.refresh();
    chooseFirst(&locked, QStringLiteral("exception.queue"));
    ActionButton* propose = button(&locked, QStringLiteral("Propose returning"));
    QTRY_VERIFY(visibleTexts(&locked).join(u'\n').contains(QStringLiteral("gates open")));
    QVERIFY(!propose->isEnabled());
    QVERIFY(visibleTexts(&locked).contains(errorSentence(rules::refuse(rules::Refusal::StillLocked).error())));
    QVERIFY(button(&locked, QStringLiteral("Ask the bank again"))->isEnabled());
    picture(&locked, QStringLiteral("page_exceptions_locked_en"));

    live.world.passTime(61min);
    live.world.askAll();
    live.world.passTime(16min);
    live.world.askAll();
    live.world.coverThrough(live.world.now() + 48h);
    locked.refresh();
    QTRY_VERIFY2(propose->isEnabled(), qPrintable(propose->toolTip()));
    QTest::mouseClick(propose, Qt::LeftButton);
    auto* proposal = dialogOf<ProposeDialog>(&locked);
    QVERIFY(proposal != nullptr);
    proposal->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("not in the statement"));
    QTRY_VERIFY(proposal->action()->isEnabled());
    QTest::mouseClick(proposal->action(), Qt::LeftButton);
    QTRY_COMPARE(proposal->submission()->state(), Submission::State::Done);
    QVERIFY2(visibleTexts(proposal).join(u'\n').contains(QStringLiteral("1 payout is proposed")),
             qPrintable(visibleTexts(proposal).join(u'\n')));
    proposal->close();

    ExceptionPage second(live.as(live.world.fixture.auditor()));
    display(&second, smallScreen);
    second.refresh();
    chooseFirst(&second, QStringLiteral("exception.queue"));
    QTRY_VERIFY(visibleTexts(&second).join(u'\n').contains(QStringLiteral("not in the statement")));
    picture(&second, QStringLiteral("page_exceptions_proposed_en"));
    ActionButton* confirm = button(&second, QStringLiteral("Confirm"));
    QTRY_VERIFY2(confirm->isEnabled(), qPrintable(confirm->toolTip()));
    QTest::mouseClick(confirm, Qt::LeftButton);
    auto* decision = dialogOf<DecideDialog>(&second);
    QVERIFY(decision != nullptr);
    QTRY_VERIFY(decision->action()->isEnabled());
    picture(decision, QStringLiteral("page_decide_en"));
    QTest::mouseClick(decision->action(), Qt::LeftButton);
    QTRY_COMPARE(decision->submission()->state(), Submission::State::Done);
    QVERIFY2(visibleTexts(decision).join(u'\n').contains(QStringLiteral("1 payout is decided")),
             qPrintable(visibleTexts(decision).join(u'\n')));
    decision->close();
    QCOMPARE(live.world.number("SELECT COUNT(*) FROM payout WHERE state = 'RETURNED'"), 1);
    QCOMPARE(live.world.bookProblems(), QString());
}

void LivePagesTest::comparisonIsRunAndSignedByTwo() {
    const Speaking english(QStringLiteral("en"));
    LiveDesk live;
    live.world.approvedBatch({8'800, 9'900});
    live.world.sendAll();
    live.world.passTime(2h);
    live.world.coverThrough(live.world.now());
    ComparisonPage page(live.as(live.world.fixture.operatorPerson()));
    display(&page, smallScreen);
    ActionButton* run = button(&page, QStringLiteral("Run comparison"));
    QTRY_VERIFY2(run->isEnabled(), qPrintable(run->toolTip()));
    QTest::mouseClick(run, Qt::LeftButton);
    QTRY_VERIFY2(visibleTexts(&page).join(u'\n').contains(QStringLiteral("Hash of the sheet")),
                 qPrintable(visibleTexts(&page).join(u'\n')));
    picture(&page, QStringLiteral("page_compare_en"));
    const auto sign = [&](ComparisonPage& by, const QString& text) {
        ActionButton* each = button(&by, text);
        QTRY_VERIFY2(each != nullptr && each->isEnabled(), qPrintable(text));
        QTest::mouseClick(each, Qt::LeftButton);
        auto* dialog = by.findChild<TokenDialog*>();
        QVERIFY(dialog != nullptr);
        QTRY_VERIFY(dialog->action()->isEnabled());
        QTest::mouseClick(dialog->action(), Qt::LeftButton);
        QTRY_COMPARE(dialog->submission()->state(), Submission::State::Done);
        dialog->close();
    };
    sign(page, QStringLiteral("Sign as preparer"));
    QTRY_VERIFY(button(&page, QStringLiteral("Sign as reviewer")) != nullptr);
    QVERIFY(!button(&page, QStringLiteral("Sign as reviewer"))->isEnabled());
    ComparisonPage other(live.as(live.world.fixture.supervisor()));
    display(&other, smallScreen);
    QTRY_VERIFY(button(&other, QStringLiteral("Sign as reviewer")) != nullptr);
    sign(other, QStringLiteral("Sign as reviewer"));
    QCOMPARE(live.world.text("SELECT state FROM comparison"), QStringLiteral("SIGNED"));
    QTRY_VERIFY(!button(&other, QStringLiteral("Sign as"))->isEnabled());
}

// A payout for which the bank names another amount is an incident, and it holds the rest of its batch (R10) until two
// people have closed it on the page.
void LivePagesTest::incidentIsClosedByTwoAndTheBatchGoesOn() {
    const Speaking english(QStringLiteral("en"));
    LiveDesk live;
    live.world.approvedBatch(std::vector<std::int64_t>(60, 10'000));
    const auto job = live.world.newSendJob();
    must(job->start(live.world.connection()));
    const dispatch::SubBatchLimits fifty{50, Money{500'000'000}, 2};
    const auto claim = [&] { return must(dispatch::claimPayouts(live.world.connection(), job->lease(), fifty)); };
    claim();
    const auto prepared = [&] { return live.world.number("SELECT COUNT(*) FROM attempt WHERE state = 'PREPARED'"); };
    while (prepared() > 1) must(job->step(live.world.connection()));
    live.world.bank.wrongMinorInSend = 1;
    while (prepared() > 0) must(job->step(live.world.connection()));
    live.world.bank.wrongMinorInSend = 0;
    live.world.passTime(2min);
    live.world.askAll();
    QCOMPARE(claim().breakerHeld, 1);

    TodayPage clerk(live.as(live.world.fixture.clerk()));
    display(&clerk, smallScreen);
    clerk.refresh();
    QTRY_VERIFY(button(&clerk, QStringLiteral("Propose closing")) != nullptr);
    QVERIFY(!button(&clerk, QStringLiteral("Propose closing"))->isEnabled());
    QVERIFY(!button(&clerk, QStringLiteral("Propose closing"))->toolTip().isEmpty());

    TodayPage first(live.as(live.world.fixture.supervisor()));
    display(&first, smallScreen);
    first.refresh();
    QTRY_VERIFY(button(&first, QStringLiteral("Propose closing")) != nullptr);
    QTest::mouseClick(button(&first, QStringLiteral("Propose closing")), Qt::LeftButton);
    auto* proposal = dialogOf<ProposeClosingDialog>(&first);
    QVERIFY(proposal != nullptr);
    QTRY_COMPARE(proposal->submission()->state(), Submission::State::Ready);
    proposal->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("the bank sent a correction"));
    QVERIFY2(!proposal->action()->isEnabled(), "what it was is not said yet");
    proposal->causes()->setCurrentIndex(0);
    QVERIFY(proposal->action()->isEnabled());
    picture(proposal, QStringLiteral("page_propose_closing_en"));
    QTest::mouseClick(proposal->action(), Qt::LeftButton);
    QTRY_COMPARE(proposal->submission()->state(), Submission::State::Done);
    proposal->close();
    QTRY_VERIFY(button(&first, QStringLiteral("Confirm closing")) != nullptr);
    QVERIFY(!button(&first, QStringLiteral("Confirm closing"))->isEnabled());
    QCOMPARE(button(&first, QStringLiteral("Confirm closing"))->toolTip(),
             errorSentence(rules::refuse(rules::Refusal::MakerIsChecker).error()));
    QCOMPARE(claim().breakerHeld, 1);

    TodayPage second(live.as(live.world.fixture.auditor()));
    display(&second, smallScreen);
    second.refresh();
    QTRY_VERIFY(button(&second, QStringLiteral("Confirm closing")) != nullptr);
    QTRY_VERIFY(visibleTexts(&second).join(u'\n').contains(QStringLiteral("The bank corrected its record")));
    QTRY_VERIFY(visibleTexts(&second).join(u'\n').contains(QStringLiteral("the bank sent a correction")));
    picture(&second, QStringLiteral("page_today_incident_en"));
    QTest::mouseClick(button(&second, QStringLiteral("Confirm closing")), Qt::LeftButton);
    auto* decision = dialogOf<ConfirmClosingDialog>(&second);
    QVERIFY(decision != nullptr);
    QTRY_VERIFY(decision->action()->isEnabled());
    QTest::mouseClick(decision->action(), Qt::LeftButton);
    QTRY_COMPARE(decision->submission()->state(), Submission::State::Done);
    decision->close();
    QTRY_VERIFY(button(&second, QStringLiteral("Confirm closing")) == nullptr);
    QCOMPARE(live.world.text("SELECT p.cause || ' ' || p.reason FROM incident_closure c JOIN incident_proposal p "
                             "ON p.id = c.proposal_id"),
             QStringLiteral("BANK_CORRECTED the bank sent a correction"));
    QCOMPARE(claim().rows, 10);
}

// What the bank gives back after a success reaches the merchant's balance by two people on the page, once (C9): not on
// the part that came first, and not while the second person has said no.
void LivePagesTest::bankReturnIsCreditedByTwo() {
    QFETCH(const store::Engine, engine);
    const Speaking english(QStringLiteral("en"));
    LiveDesk live(engine);
    FlowWorld& world = live.world;
    const std::int64_t before = world.fixture.availableMinor(world.merchant);
    const PayoutId payout = world.approvedBatch({10'000}).front();
    world.sendAll();
    QTemporaryDir folder;
    const BusinessDate today{20'261'118};
    const auto load = [&](const support::CamtBuilder& file) {
        const QString path = support::writeBankFile(folder.path(), file.id + QStringLiteral(".xml"), file.text());
        must(statement::loadStatement(world.connection(), {world.channel, path, support::importJob, {}}));
    };
    support::CamtBuilder paid;
    paid.id = QStringLiteral("paid");
    paid.wholeDay(today).entries = {{world.orderNoOf(payout), 10'000, today}};
    load(paid);
    const auto giveBack = [&](const QString& id, std::int64_t minor) {
        support::CamtBuilder returned;
        returned.kind = QStringLiteral("054");
        returned.id = id;
        returned.entries = {{world.orderNoOf(payout), minor, today, id, {}, QStringLiteral("BOOK"), true, true}};
        load(returned);
    };
    giveBack(QStringLiteral("R1"), 9'999);
    TodayPage first(live.as(world.fixture.operatorPerson()));
    display(&first, smallScreen);
    const auto shown = [&](TodayPage& page, const QString& text) {
        const auto texts = [&] {
            page.refresh();
            return visibleTexts(&page).join(u'\n');
        };
        QTRY_VERIFY2(texts().contains(text), qPrintable(texts()));
    };
    shown(first, QStringLiteral("Propose crediting"));
    QVERIFY(!button(&first, QStringLiteral("Propose crediting"))->isEnabled());
    QCOMPARE(button(&first, QStringLiteral("Propose crediting"))->toolTip(),
             errorSentence(rules::refuse(rules::Refusal::ReturnAmountDiffers).error()));
    QVERIFY(!button(&first, QStringLiteral("Propose closing"))->isEnabled());

    const auto act = [&]<class Dialog>(TodayPage& page, const char* word, Dialog*, const QString& reason) {
        const QString text = QString::fromLatin1(word);
        const auto isAlive = [&] {
            page.refresh(); // what an open page gets from the change feed
            return button(&page, text) != nullptr && button(&page, text)->isEnabled();
        };
        QTRY_VERIFY2(isAlive(), word);
        QTest::mouseClick(button(&page, text), Qt::LeftButton);
        auto* dialog = dialogOf<Dialog>(&page);
        QVERIFY(dialog != nullptr);
        if (!reason.isEmpty()) {
            QVERIFY2(!dialog->action()->isEnabled(), "not without a reason");
            QTest::keyClicks(dialog->template findChild<QPlainTextEdit*>(), reason);
        }
        QTRY_VERIFY(dialog->action()->isEnabled());
        picture(dialog, QStringLiteral("today_%1_en").arg(text.left(text.indexOf(u' ')).toLower()));
        QTest::mouseClick(dialog->action(), Qt::LeftButton);
        QTRY_VERIFY2(dialog->submission()->state() == Submission::State::Done,
                     qPrintable(describe(dialog->submission()->error().value_or(Error{}))));
        dialog->close();
        QTRY_VERIFY(dialogOf<Dialog>(&page) == nullptr);
    };
    giveBack(QStringLiteral("R2"), 10'000);
    const QString why = QStringLiteral("the bank of the payee returned it");
    act(first, "Propose crediting", static_cast<ProposeCreditDialog*>(nullptr), why);
    shown(first, QStringLiteral("Confirm crediting"));
    QVERIFY(!button(&first, QStringLiteral("Confirm crediting"))->isEnabled());
    QVERIFY(!button(&first, QStringLiteral("Refuse crediting"))->isEnabled());
    QCOMPARE(world.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'RE_CREDIT'"), 0);

    TodayPage second(live.as(world.fixture.auditor()));
    display(&second, smallScreen);
    shown(second, why);
    shown(second, QStringLiteral("rests on another line of the bank"));
    picture(&second, QStringLiteral("page_today_bank_return_en"));
    act(second, "Refuse crediting", static_cast<RefuseCreditDialog*>(nullptr),
        QStringLiteral("ask the merchant first"));
    shown(first, QStringLiteral("refused the last proposal to credit the merchant. Reason: ask the merchant first"));
    QCOMPARE(world.fixture.availableMinor(world.merchant), before - 10'050);
    act(first, "Propose crediting", static_cast<ProposeCreditDialog*>(nullptr), why);
    act(second, "Confirm crediting", static_cast<ConfirmCreditDialog*>(nullptr), {});
    shown(second, QStringLiteral("The merchant is credited with CNY 100.00 and its fee."));
    QVERIFY(button(&second, QStringLiteral("Confirm crediting")) == nullptr);
    QCOMPARE(world.fixture.availableMinor(world.merchant), before);
    QCOMPARE(world.number("SELECT COUNT(*) FROM journal_entry WHERE kind = 'RE_CREDIT'"), 1);
    QCOMPARE(world.bookProblems(), QString());
}

} // namespace payout::ui

QTEST_MAIN(payout::ui::LivePagesTest)
#include "live_pages_test.moc"
