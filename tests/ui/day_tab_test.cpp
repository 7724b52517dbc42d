// SPDX-License-Identifier: GPL-3.0-or-later
// Closing a day on the page Compare: what is open stands there by name, two people close it, two open it again. With
// PAYOUT_PICTURES=FOLDER it saves what that looks like.
#include "core/comparison/close_day.h"
#include "tests/ui/live_desk.h"
#include "ui/comparison/comparison_page.h"
#include "ui/shared/reason_dialog.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>

namespace payout::ui {

namespace {

constexpr int dayTab = 2;

ActionButton* named(QWidget& page, const char* name) { return page.findChild<ActionButton*>(QLatin1String(name)); }
QString textOf(QWidget& page, const char* name) { return page.findChild<QLabel*>(QLatin1String(name))->text(); }
QTableWidget* items(QWidget& page) { return page.findChild<QTableWidget*>(QStringLiteral("day.items")); }

struct Shown {
    ComparisonPage page;
    Shown(LiveDesk& live, PersonId person) : page(live.as(person)) {
        display(&page, smallScreen);
        page.findChild<QTabWidget*>()->setCurrentIndex(dayTab);
    }
};

template <class Dialog> Dialog* opened(QWidget& page, ActionButton* button) {
    QTest::mouseClick(button, Qt::LeftButton);
    Dialog* dialog = nullptr;
    for (int tries = 0; tries < 300 && (dialog == nullptr || !dialog->isVisible()); ++tries) {
        QTest::qWait(20);
        dialog = page.findChild<Dialog*>();
    }
    if (dialog == nullptr) qFatal("the dialog does not open");
    return dialog;
}

void act(TokenDialog* dialog, Submission::State end = Submission::State::Done) {
    QTRY_VERIFY2(dialog->action()->isEnabled(), qPrintable(dialog->action()->toolTip()));
    QTest::mouseClick(dialog->action(), Qt::LeftButton);
    QTRY_COMPARE(dialog->submission()->state(), end);
    QTest::mouseClick(dialog->cancel(), Qt::LeftButton);
}

void sayWhy(TokenDialog* dialog, const char* reason) {
    QVERIFY(!dialog->action()->isEnabled());
    QTest::keyClicks(dialog->findChild<QPlainTextEdit*>(), QString::fromLatin1(reason));
}

void payAndAsk(LiveDesk& live, const std::vector<std::int64_t>& amounts) {
    live.world.approvedBatch(amounts);
    live.world.sendAll();
    live.world.passTime(std::chrono::seconds(61));
    live.world.askAll();
}

} // namespace

class DayTabTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoCloseADayAndTwoReopenIt_data() { support::addEngineRows(); }
    void twoCloseADayAndTwoReopenIt() {
        QFETCH(const store::Engine, engine);
        const Speaking english(QStringLiteral("en"));
        LiveDesk live(engine);
        payAndAsk(live, {1'234'500, 20'000});
        Shown first(live, live.world.fixture.operatorPerson());
        QTRY_COMPARE(items(first.page)->rowCount(), 2);
        QCOMPARE(items(first.page)->item(0, 3)->text(), QStringLiteral("12,345.00"));
        QVERIFY(textOf(first.page, "day.next").contains(QStringLiteral("2 payouts are open")));
        QVERIFY(!named(first.page, "day.confirm")->isEnabled());
        auto* proposing = opened<ReasonDialog>(first.page, named(first.page, "day.propose"));
        sayWhy(proposing, "the bank delivers its file tomorrow");
        picture(proposing, QStringLiteral("day_propose_dialog_en"));
        act(proposing);
        QTRY_VERIFY(textOf(first.page, "day.next").contains(QStringLiteral("the bank delivers its file tomorrow")));
        QVERIFY2(!named(first.page, "day.confirm")->isEnabled(), "not by the same person");
        QVERIFY(named(first.page, "day.confirm")->toolTip().contains(QStringLiteral("Another person")));

        Shown auditor(live, live.world.fixture.auditor());
        QTRY_VERIFY(textOf(auditor.page, "day.next").contains(QStringLiteral("proposed closing")));
        QVERIFY2(!named(auditor.page, "day.confirm")->isEnabled(), "one of the two is a supervisor");

        Shown second(live, live.world.fixture.supervisor());
        QTRY_VERIFY(textOf(second.page, "day.next").contains(QStringLiteral("proposed closing")));
        QTRY_VERIFY(named(second.page, "day.confirm")->isEnabled());
        picture(&second.page, QStringLiteral("page_compare_day_en"));
        act(opened<TokenDialog>(second.page, named(second.page, "day.confirm")));
        QTRY_VERIFY(textOf(second.page, "day.state").contains(QStringLiteral("is closed")));
        QCOMPARE(items(second.page)->rowCount(), 2); // what was listed
        QVERIFY(!named(second.page, "day.confirm")->isEnabled());

        auto* reopening = opened<ReasonDialog>(second.page, named(second.page, "day.propose"));
        sayWhy(reopening, "a batch was forgotten");
        act(reopening);
        QTRY_VERIFY(textOf(second.page, "day.next").contains(QStringLiteral("a batch was forgotten")));
        Shown third(live, live.world.fixture.auditor());
        QTRY_VERIFY(textOf(third.page, "day.next").contains(QStringLiteral("a batch was forgotten")));
        QTRY_VERIFY(named(third.page, "day.confirm")->isEnabled());
        act(opened<TokenDialog>(third.page, named(third.page, "day.confirm")));
        QTRY_VERIFY(textOf(third.page, "day.state").contains(QStringLiteral("is open")));
    }

    void whatIsNotSentKeepsItOpen() {
        const Speaking english(QStringLiteral("en"));
        LiveDesk live;
        payAndAsk(live, {30'000});
        live.world.approvedBatch({10'000});
        Shown shown(live, live.world.fixture.supervisor());
        QTRY_COMPARE(items(shown.page)->rowCount(), 2);
        QVERIFY(items(shown.page)->item(0, 4)->text().contains(QStringLiteral("not sent yet"))); // first
        QVERIFY(!named(shown.page, "day.propose")->isEnabled());
        QVERIFY(named(shown.page, "day.propose")->toolTip().contains(QStringLiteral("not approved or not sent")));
        const Speaking chinese(QStringLiteral("zh_CN"));
        Shown again(live, live.world.fixture.supervisor());
        QTRY_COMPARE(items(again.page)->rowCount(), 2);
        picture(&again.page, QStringLiteral("page_compare_day_zh"));
    }

    // Something was sent between the look and the signature.
    void aRefusedConfirmationSaysWhy() {
        const Speaking english(QStringLiteral("en"));
        LiveDesk live;
        payAndAsk(live, {10'000});
        const rules::Actor op = live.world.fixture.actor(live.world.fixture.operatorPerson());
        support::must(comparison::proposeClosing(live.world.connection(), op, live.world.channel,
                                                 businessDateOf(live.world.now()), QStringLiteral("late file")));
        Shown shown(live, live.world.fixture.supervisor());
        QTRY_VERIFY(textOf(shown.page, "day.next").contains(QStringLiteral("proposed closing")));
        auto* dialog = opened<TokenDialog>(shown.page, named(shown.page, "day.confirm"));
        payAndAsk(live, {20'000});
        act(dialog, Submission::State::Failed);
        QTRY_COMPARE(items(shown.page)->rowCount(), 2); // read again
        QVERIFY(textOf(shown.page, "day.state").contains(QStringLiteral("is open")));
    }
};

} // namespace payout::ui

QTEST_MAIN(payout::ui::DayTabTest)
#include "day_tab_test.moc"
