// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of an approved batch are set aside on the page, by mouse and keys, once; and from there two people return them.
#include "core/base/business_date.h"
#include "core/store/statement.h"
#include "tests/ui/live_desk.h"
#include "ui/approval/approval_page.h"
#include "ui/approval/set_aside_dialog.h"
#include "ui/shared/banner.h"
#include "ui/text/refusal_text.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>

namespace payout::ui {

using rules::ExceptionAction;
using rules::Refusal;
using support::codeOf;
using support::must;

namespace {

/// The page over the approved batches with the tab of the rows in front, as a person gets there.
struct RowsTab {
    std::unique_ptr<ApprovalPage> page;
    DataTable* rows = nullptr;
    ActionButton* aside = nullptr;
    QComboBox* filter = nullptr;

    explicit RowsTab(DeskContext& desk) : page(std::make_unique<ApprovalPage>(desk)) {
        display(page.get(), smallScreen);
        rows = page->findChild<DataTable*>(QStringLiteral("approval.rows"));
        aside = rows->parentWidget()->findChild<ActionButton*>();
        filter = rows->parentWidget()->findChild<QComboBox*>();
        for (QComboBox* each : page->findChildren<QComboBox*>())
            if (each != filter) chooseByKey(each, 1);
        auto* tabs = page->findChild<QTabBar*>();
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    }
    static void chooseByKey(QComboBox* box, int at) {
        box->setFocus();
        while (box->currentIndex() < at) QTest::keyClick(box, Qt::Key_Down);
    }
    bool hasRows(int count) const {
        return rows->model()->rowCount() == count &&
               rows->model()->index(count - 1, 0).data().toString() != QStringLiteral("…");
    }
    void click(int row, Qt::KeyboardModifiers with = {}) const {
        QTest::mouseClick(rows->viewport(), Qt::LeftButton, with,
                          rows->visualRect(rows->model()->index(row, 1)).center());
    }
    QString texts() const { return visibleTexts(page.get()).join(u'\n'); }
    SetAsideDialog* dialog() const { return page->findChild<SetAsideDialog*>(); }
};

} // namespace

class SetAsidePageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void heldAndWaitingRowsGoOnce_data() { support::addEngineRows(); }
    void heldAndWaitingRowsGoOnce();
    void aClaimInBetweenIsRefused_data() { support::addEngineRows(); }
    void aClaimInBetweenIsRefused();
    void heldRowsOfAnApprovedBatchAreReleased_data() { support::addEngineRows(); }
    void heldRowsOfAnApprovedBatchAreReleased();
    void whoMayNotSeesWhy();
    void noButtonWhileTheBatchWaits();
    void chineseAndDark();

private:
    QTemporaryDir m_settings;
};

void SetAsidePageTest::initTestCase() {
    beginScreens();
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
}

void SetAsidePageTest::heldAndWaitingRowsGoOnce() {
    QFETCH(const store::Engine, engine);
    const Speaking english(QStringLiteral("en"));
    LiveDesk live(engine);
    support::FlowWorld& world = live.world;
    const std::int64_t before = world.fixture.availableMinor(world.merchant);
    const std::vector<PayoutId> payouts = world.approvedBatch({10'000, 20'000, 30'000, 40'000});
    must(store::execute(world.connection(), "UPDATE payout SET hold = 'SUSPECT_DUPLICATE' WHERE id = ?", payouts[1]));
    RowsTab tab(live.as(world.fixture.auditor()));
    QTRY_VERIFY(tab.aside->isVisible() && tab.hasRows(4));
    QVERIFY(!tab.aside->isEnabled());
    QVERIFY2(tab.aside->toolTip().startsWith(QStringLiteral("Choose rows")), "what is missing is said");
    tab.click(1);
    tab.click(2, Qt::ControlModifier);
    QTRY_VERIFY(tab.aside->isEnabled());
    QVERIFY2(tab.texts().contains(QStringLiteral("2 rows with CNY 500.00 are chosen.")), qPrintable(tab.texts()));
    picture(tab.page.get(), QStringLiteral("page_set_aside_en"));

    QTest::keyClick(tab.page.get(), Qt::Key_I, Qt::AltModifier);
    QTRY_VERIFY(tab.dialog() != nullptr);
    SetAsideDialog* dialog = tab.dialog();
    QVERIFY2(!tab.aside->isEnabled(), "dead while its dialog is open");
    QTRY_COMPARE(dialog->submission()->state(), Submission::State::Ready);
    QVERIFY2(!dialog->action()->isEnabled(), "not without a reason");
    const QString said = visibleTexts(dialog).join(u'\n');
    for (const char* part : {"2 rows with CNY 500.00 are taken out of batch", "two people return the money",
                             "Two people may also pay", "cannot be undone", "Set 2 rows aside"})
        QVERIFY2(said.contains(QLatin1String(part)), qPrintable(said));
    QTest::keyClicks(dialog->findChild<QPlainTextEdit*>(), QStringLiteral("the merchant sent them twice"));
    QVERIFY(dialog->action()->isEnabled());
    QVERIFY2(dialog->cancel()->isDefault(), "the safe button is the default");
    picture(dialog, QStringLiteral("set_aside_dialog_en"));
    QTest::mouseClick(dialog->action(), Qt::LeftButton);
    QTest::mouseClick(dialog->action(), Qt::LeftButton); // a second click while the first is on its way
    QVERIFY(!dialog->action()->isEnabled());
    QTRY_VERIFY2(dialog->submission()->state() == Submission::State::Done,
                 qPrintable(describe(dialog->submission()->error().value_or(Error{}))));
    QVERIFY(visibleTexts(dialog).join(u'\n').contains(QStringLiteral("2 rows are set aside.")));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(tab.dialog() == nullptr);
    QCOMPARE(world.number("SELECT COUNT(*) FROM row_set_aside"), 2);
    QCOMPARE(world.text("SELECT reason FROM row_set_aside ORDER BY payout_id LIMIT 1"),
             QStringLiteral("the merchant sent them twice"));
    QTRY_VERIFY(tab.texts().contains(QStringLiteral("2 of the chosen rows are claimed or set aside already.")));
    QVERIFY(!tab.aside->isEnabled());
    QTRY_VERIFY(tab.texts().contains(QStringLiteral("Set aside\n")));
    RowsTab::chooseByKey(tab.filter, 3);
    QTRY_VERIFY(tab.hasRows(2));

    world.sendAll();
    QCOMPARE(world.bank.totalExecutions(), 2);
    for (const PayoutId payout : {payouts[1], payouts[2]}) {
        QCOMPARE(world.stateOf(payout), QStringLiteral("EXCEPTION"));
        QCOMPARE(codeOf(world.propose(payout, ExceptionAction::Return, world.fixture.operatorPerson())), QString());
        QCOMPARE(codeOf(world.confirm(payout, world.fixture.auditor())), QString());
    }
    QCOMPARE(world.fixture.availableMinor(world.merchant), before - 50'000 - 100);
    QCOMPARE(world.bookProblems(), QString());
}

// The page is a moment old: the send job has claimed the rows since. Nothing happens, and the page says so.
void SetAsidePageTest::aClaimInBetweenIsRefused() {
    QFETCH(const store::Engine, engine);
    const Speaking english(QStringLiteral("en"));
    LiveDesk live(engine);
    live.world.approvedBatch({10'000, 20'000});
    RowsTab tab(live.as(live.world.fixture.supervisor()));
    QTRY_VERIFY(tab.aside->isVisible() && tab.hasRows(2));
    tab.rows->setFocus();
    QTest::keyClick(tab.rows, Qt::Key_A, Qt::ControlModifier);
    QTRY_VERIFY(tab.aside->isEnabled());
    live.world.sendAll();
    QTest::mouseClick(tab.aside, Qt::LeftButton);
    SetAsideDialog* dialog = tab.dialog();
    QVERIFY(dialog != nullptr);
    QTRY_COMPARE(dialog->submission()->state(), Submission::State::Ready);
    QTest::keyClicks(dialog->findChild<QPlainTextEdit*>(), QStringLiteral("too late"));
    QTest::mouseClick(dialog->action(), Qt::LeftButton);
    QTRY_COMPARE(dialog->submission()->state(), Submission::State::Failed);
    QVERIFY(visibleTexts(dialog).join(u'\n').contains(refusalSentence(Refusal::AlreadyClaimed)));
    QCOMPARE(live.world.number("SELECT COUNT(*) FROM row_set_aside"), 0);
    QTRY_VERIFY2(tab.texts().contains(QStringLiteral("2 of the chosen rows are claimed")), "the rows are read anew");
    dialog->close();
    QTRY_VERIFY(tab.dialog() == nullptr);
    QVERIFY(!tab.aside->isEnabled());
    QCOMPARE(live.world.bank.totalExecutions(), 2);
}

// The other end of a held row: what nobody set aside is let go, after the approval as well.
void SetAsidePageTest::heldRowsOfAnApprovedBatchAreReleased() {
    QFETCH(const store::Engine, engine);
    const Speaking english(QStringLiteral("en"));
    LiveDesk live(engine);
    support::FlowWorld& world = live.world;
    const std::vector<PayoutId> payouts = world.approvedBatch({10'000, 20'000, 30'000});
    must(store::execute(world.connection(), "UPDATE payout SET hold = 'SUSPECT_DUPLICATE' WHERE id = ?", payouts[1]));
    RowsTab tab(live.as(world.fixture.auditor()));
    QTRY_VERIFY(tab.aside->isVisible() && tab.hasRows(3));
    ActionButton* release = button(tab.page.get(), QStringLiteral("Release held rows"));
    QTRY_VERIFY2(release->isEnabled(), qPrintable(release->toolTip()));
    QTest::mouseClick(release, Qt::LeftButton);
    auto* dialog = tab.page->findChild<ReasonDialog*>();
    QVERIFY(dialog != nullptr);
    QTRY_COMPARE(dialog->submission()->state(), Submission::State::Ready);
    QVERIFY(visibleTexts(dialog).join(u'\n').contains(QStringLiteral("1 held row with CNY 200.00")));
    QTest::keyClicks(dialog->findChild<QPlainTextEdit*>(), QStringLiteral("two salaries"));
    QTest::mouseClick(dialog->action(), Qt::LeftButton);
    QTRY_COMPARE(dialog->submission()->state(), Submission::State::Done);
    dialog->close();
    QTRY_VERIFY(!release->isEnabled());
    world.sendAll();
    QCOMPARE(world.bank.totalExecutions(), 3);
    QCOMPARE(world.bookProblems(), QString());
}

void SetAsidePageTest::whoMayNotSeesWhy() {
    const Speaking english(QStringLiteral("en"));
    LiveDesk live;
    live.world.approvedBatch({10'000});
    const auto refusedFor = [&](PersonId person, Refusal refusal) {
        RowsTab tab(live.as(person));
        QTRY_VERIFY(tab.aside->isVisible() && tab.hasRows(1));
        tab.click(0);
        const std::optional<Error> why = tab.aside->refusal();
        QCOMPARE(why ? rules::refusalOf(*why) : std::nullopt, refusal);
        QVERIFY(!tab.aside->isEnabled());
        QVERIFY(tab.texts().contains(errorSentence(*why)));
        QCOMPARE(tab.aside->toolTip(), errorSentence(*why));
    };
    refusedFor(live.world.fixture.operatorPerson(), Refusal::RoleMissing);
    must(store::execute(live.world.connection(), "INSERT INTO person_role VALUES (?, 'SUPERVISOR')",
                        live.world.fixture.clerk()));
    refusedFor(live.world.fixture.clerk(), Refusal::MakerIsChecker);
}

void SetAsidePageTest::noButtonWhileTheBatchWaits() {
    LiveDesk live;
    live.world.fixture.addPendingBatch(live.world.merchant, support::PayoutFixture::rows(QStringLiteral("A"), 3));
    ApprovalPage page(live.as(live.world.fixture.auditor()));
    display(&page, smallScreen);
    auto* tabs = page.findChild<QTabBar*>();
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    auto* rows = page.findChild<DataTable*>(QStringLiteral("approval.rows"));
    QTRY_COMPARE(rows->model()->rowCount(), 3);
    QVERIFY(!rows->parentWidget()->findChild<ActionButton*>()->isVisible());
}

void SetAsidePageTest::chineseAndDark() {
    const Speaking chinese(QStringLiteral("zh_CN"));
    QVERIFY(chinese.isLoaded());
    LiveDesk live;
    const auto payouts = live.world.approvedBatch({10'000, 20'000, 30'000});
    must(store::execute(live.world.connection(), "UPDATE payout SET hold = 'SCREEN_BLOCKED' WHERE id = ?", payouts[0]));
    RowsTab tab(live.as(live.world.fixture.auditor()));
    QTRY_VERIFY(tab.aside->isVisible() && tab.hasRows(3));
    QVERIFY(!tab.rows->accessibleName().isEmpty() && !tab.filter->accessibleName().isEmpty());
    tab.click(0);
    QTRY_VERIFY(tab.aside->isEnabled());
    picture(tab.page.get(), QStringLiteral("page_set_aside_zh"));
    QTest::mouseClick(tab.aside, Qt::LeftButton);
    QVERIFY(tab.dialog() != nullptr);
    tab.dialog()->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("商户重复提交"));
    QTRY_VERIFY(tab.dialog()->action()->isEnabled());
    const QString batch = live.world.text("SELECT merchant_batch_no FROM instruction");
    QCOMPARE(latinLeft(visibleTexts(tab.dialog()), {batch, live.world.text("SELECT name FROM merchant")}).join(u'\n'),
             QString());
    picture(tab.dialog(), QStringLiteral("set_aside_dialog_zh"));
    tab.dialog()->close();
}

} // namespace payout::ui

QTEST_MAIN(payout::ui::SetAsidePageTest)
#include "set_aside_page_test.moc"
