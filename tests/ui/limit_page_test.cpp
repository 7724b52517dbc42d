// SPDX-License-Identifier: GPL-3.0-or-later
// Limits on the page Dispatch: what is allowed, how much of it is used, what waits because of it; and two supervisors
// who change one. With PAYOUT_PICTURES=FOLDER it saves what that looks like.
#include "core/dispatch/change_limit.h"
#include "tests/ui/live_desk.h"
#include "ui/dispatch/dispatch_page.h"
#include "ui/dispatch/limit_dialogs.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QTableWidget>
#include <QTest>

namespace payout::ui {

namespace {

using rules::LimitKind;

ActionButton* named(QWidget& page, const char* name) { return page.findChild<ActionButton*>(QLatin1String(name)); }

template <class Dialog> Dialog* waitFor(QWidget* root) {
    Dialog* dialog = nullptr;
    for (int tries = 0; tries < 300 && (dialog == nullptr || !dialog->isVisible()); ++tries) {
        QTest::qWait(20);
        dialog = root->findChild<Dialog*>();
    }
    if (dialog == nullptr) qFatal("the dialog does not open");
    return dialog;
}

void act(TokenDialog* dialog) {
    QTRY_VERIFY2(dialog->action()->isEnabled(), qPrintable(dialog->action()->toolTip()));
    QTest::mouseClick(dialog->action(), Qt::LeftButton);
    QTRY_COMPARE(dialog->submission()->state(), Submission::State::Done);
    QTest::mouseClick(dialog->cancel(), Qt::LeftButton);
}

bool says(QWidget& page, const QString& words) {
    for (const QLabel* label : page.findChildren<QLabel*>())
        if (label->isVisible() && label->text().contains(words)) return true;
    return false;
}

QTableWidget* overLimit(QWidget& page) { return page.findChild<QTableWidget*>(QStringLiteral("dispatch.over")); }

} // namespace

class LimitPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoSupervisorsChangeALimit_data() { support::addEngineRows(); }
    void twoSupervisorsChangeALimit() {
        QFETCH(const store::Engine, engine);
        const Speaking english(QStringLiteral("en"));
        LiveDesk live(engine);
        const PersonId second = live.world.fixture.addPerson(QStringLiteral("second"), {rules::Role::Supervisor});
        DispatchPage page(live.as(live.world.fixture.supervisor()));
        display(&page, smallScreen);
        QTRY_VERIFY(named(page, "limit.change.DAY.CNY") != nullptr);
        QVERIFY(!named(page, "limit.change.DAY.CNY")->accessibleName().isEmpty());
        QTest::mouseClick(named(page, "limit.change.DAY.CNY"), Qt::LeftButton);
        auto* dialog = waitFor<ChangeLimitDialog>(&page);
        QTest::keyClicks(dialog->findChild<QPlainTextEdit*>(), QStringLiteral("a larger merchant"));
        for (const char* wrong : {"", "0", "-5", "1.234", "many"}) {
            dialog->amount()->setText(QLatin1String(wrong));
            QVERIFY2(!dialog->action()->isEnabled(), wrong);
        }
        dialog->amount()->setText(QStringLiteral("1,500.00"));
        picture(dialog, QStringLiteral("limit_change_dialog_en"));
        act(dialog);
        QTRY_VERIFY(named(page, "limit.confirm.DAY.CNY") != nullptr);
        QVERIFY2(!named(page, "limit.confirm.DAY.CNY")->isEnabled(), "not by the same person");
        QVERIFY(named(page, "limit.confirm.DAY.CNY")->toolTip().contains(QStringLiteral("Another person")));
        QTRY_VERIFY(says(page, QStringLiteral("a larger merchant")));

        DispatchPage auditor(live.as(live.world.fixture.auditor()));
        display(&auditor, smallScreen);
        QTRY_VERIFY(named(auditor, "limit.confirm.DAY.CNY") != nullptr);
        QVERIFY2(!named(auditor, "limit.confirm.DAY.CNY")->isEnabled(), "an auditor changes no limit");
        QVERIFY(!named(auditor, "limit.change.DAY.CNY")->isEnabled());

        DispatchPage other(live.as(second));
        display(&other, smallScreen);
        QTRY_VERIFY(named(other, "limit.confirm.DAY.CNY") != nullptr);
        QTest::mouseClick(named(other, "limit.confirm.DAY.CNY"), Qt::LeftButton);
        act(waitFor<ConfirmLimitDialog>(&other));
        QTRY_VERIFY(named(other, "limit.confirm.DAY.CNY") == nullptr);
        QTRY_VERIFY(says(other, QStringLiteral("0.00 of 1,500.00 used")));
    }

    // Somebody proposed something else meanwhile: the confirmation is refused, and the dialog says why.
    void aRefusedConfirmationSaysWhy() {
        const Speaking english(QStringLiteral("en"));
        LiveDesk live;
        const rules::Actor first = live.world.fixture.actor(live.world.fixture.supervisor());
        const PersonId second = live.world.fixture.addPerson(QStringLiteral("second"), {rules::Role::Supervisor});
        support::must(dispatch::proposeLimit(live.world.connection(), first,
                                             {LimitKind::Day, {}, 5'000, QStringLiteral("first thought")}));
        DispatchPage page(live.as(second));
        display(&page, smallScreen);
        QTRY_VERIFY(named(page, "limit.confirm.DAY.CNY") != nullptr);
        QTest::mouseClick(named(page, "limit.confirm.DAY.CNY"), Qt::LeftButton);
        auto* dialog = waitFor<ConfirmLimitDialog>(&page);
        support::must(dispatch::proposeLimit(live.world.connection(), first,
                                             {LimitKind::Day, {}, 900'000, QStringLiteral("second thought")}));
        QTRY_VERIFY(dialog->action()->isEnabled());
        QTest::mouseClick(dialog->action(), Qt::LeftButton);
        QTRY_COMPARE(dialog->submission()->state(), Submission::State::Failed);
        QTRY_VERIFY(says(*dialog, QStringLiteral("changed")));
        QVERIFY(!support::must(dispatch::sendLimits(live.world.connection()))[3].minor);
    }

    void whatWaitsIsShown_data() { support::addEngineRows(); }
    void whatWaitsIsShown() {
        QFETCH(const store::Engine, engine);
        LiveDesk live(engine);
        support::must(dispatch::setFirstLimits(
            live.world.connection(), {{LimitKind::Payout, Money{1'000'000}}, {LimitKind::Day, Money{1'600'000}}}));
        live.world.approvedBatch({1'000'000, 1'000'001, 700'000});
        live.world.sendAll();
        const Speaking english(QStringLiteral("en"));
        DispatchPage page(live.as(live.world.fixture.supervisor()));
        display(&page, smallScreen);
        QTRY_VERIFY(overLimit(page)->isVisible());
        QCOMPARE(overLimit(page)->rowCount(), 1);
        QCOMPARE(overLimit(page)->item(0, 3)->text(), QStringLiteral("10,000.01"));
        QVERIFY(overLimit(page)->item(0, 6)->text().contains(QStringLiteral("set it aside")));
        QTRY_VERIFY(says(page, QStringLiteral("10,000.00 of 16,000.00 used")));
        QTRY_VERIFY(
            says(page, QStringLiteral("1 payout of 7,000.00 in all waits because of it, the first since 10:00")));
        QTRY_VERIFY(says(page, QStringLiteral("1 payout of 10,000.01 in all waits")));
        picture(&page, QStringLiteral("page_dispatch_limits_en"));
        const Speaking chinese(QStringLiteral("zh_CN"));
        DispatchPage again(live.as(live.world.fixture.supervisor()));
        display(&again, smallScreen);
        QTRY_VERIFY(overLimit(again)->isVisible());
        picture(&again, QStringLiteral("page_dispatch_limits_zh"));
    }

    void nothingWaitsNothingIsListed() {
        LiveDesk live;
        live.world.approvedBatch({1'000});
        DispatchPage page(live.as(live.world.fixture.supervisor()));
        display(&page, smallScreen);
        QTRY_VERIFY(named(page, "limit.change.DAY.CNY") != nullptr);
        QVERIFY(!overLimit(page)->isVisible());
    }
};

} // namespace payout::ui

QTEST_MAIN(payout::ui::LimitPageTest)
#include "limit_page_test.moc"
