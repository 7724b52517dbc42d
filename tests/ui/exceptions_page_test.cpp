// SPDX-License-Identifier: GPL-3.0-or-later
// The exception screen says calmly what is known, shows every gate with its reason, and shows the second person exactly
// what the first one saw (model 0.3, R21-R25, R44).
#include "tests/ui/screen_reading.h"
#include "tests/ui/screen_samples.h"
#include "ui/exception/action_dialogs.h"
#include "ui/exception/exception_columns.h"
#include "ui/exception/exception_detail_view.h"
#include "ui/exception/exception_text.h"
#include "ui/exception/frozen_evidence.h"
#include "ui/exception/gate_text.h"
#include "ui/exception/gate_ticks_view.h"
#include "ui/exception/groups_view.h"
#include "ui/shared/value_table.h"
#include "ui/text/state_text.h"

#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

namespace payout::ui {

using rules::ExceptionAction;
using rules::Gate;
using rules::Refusal;

class ExceptionsPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { beginScreens(); }
    void knownSaysSinceAnswerAndNextQuestion();
    void knownSaysWhenNobodyAnswered();
    void whatWasNotSentIsNotInDoubt();
    void itSaysWhoMayDecide();
    void aPossibleDuplicateIsMarked();
    void everyGateStandsTwiceWithItsReason();
    void shutGateNamesItsFacts_data();
    void shutGateNamesItsFacts();
    void neverSentNeedsNoStatement();
    void secondPersonSeesTheFrozenEvidence();
    void evidenceThatNoLongerHoldsAlarms();
    void damagedEvidenceSaysSo();
    void unknownEvidenceIsShownAsItIs();
    void proposingNeedsAReason();
    void leftOutRowsAreListedWithTheirReason();
    void groupSaysHowManyMayBeActedOn();
    void s16NeverFailedNorRetry_data();
    void s16NeverFailedNorRetry();
    void noAccountNumberIsUnmasked();
    void chineseScreenHasNoEnglishLeft();
};

namespace {

ActionTargets targetsOf(const desk::ExceptionDetail& detail) { return {{detail.view}}; }

rules::GateTick tick(Gate gate, std::optional<Refusal> refusal) { return {gate, !refusal.has_value(), refusal}; }

// Everything that this screen can show at once.
QStringList allTexts() {
    QStringList texts;
    for (const desk::ExceptionDetail& detail : {sample::exceptionDetail(), sample::proposedDetail()}) {
        ExceptionDetailView view;
        view.setDetail(detail, sample::now());
        display(&view, {640, 900});
        texts += visibleTexts(&view);
    }
    for (const ExceptionAction action : {ExceptionAction::Repay, ExceptionAction::Return}) {
        auto* propose =
            new ProposeDialog(targetsOf(sample::exceptionDetail()), action, QString(), sample::tokens(), nullptr);
        display(propose, {620, 380});
        texts += visibleTexts(propose);
        delete propose;
    }
    for (const bool confirm : {true, false}) {
        auto* decide = new DecideDialog(targetsOf(sample::proposedDetail()), confirm, sample::proposedDetail(),
                                        sample::now(), sample::tokens(), nullptr);
        display(decide, {640, 560});
        texts += visibleTexts(decide);
        delete decide;
    }
    return texts;
}

} // namespace

void ExceptionsPageTest::knownSaysSinceAnswerAndNextQuestion() {
    const Speaking english(QStringLiteral("en"));
    QVERIFY(english.isLoaded());
    const QString known = ExceptionText::known(sample::exceptionDetail(), sample::now());
    QVERIFY2(known.contains(QStringLiteral("nobody has proof since 12:30")), qPrintable(known));
    QVERIFY2(known.contains(QStringLiteral("code 05")), qPrintable(known));
    QVERIFY2(known.contains(QStringLiteral("asked 5 times; the next question goes out at 14:30")), qPrintable(known));
}

void ExceptionsPageTest::knownSaysWhenNobodyAnswered() {
    const Speaking english(QStringLiteral("en"));
    desk::ExceptionDetail detail = sample::exceptionDetail();
    detail.view.lastOutcome.clear();
    detail.view.nextQueryAt.reset();
    detail.queries = 1;
    const QString known = ExceptionText::known(detail, sample::now());
    QVERIFY(known.contains(QStringLiteral("has not answered yet")));
    QVERIFY(known.contains(QStringLiteral("asked once")));
}

void ExceptionsPageTest::whatWasNotSentIsNotInDoubt() {
    const Speaking english(QStringLiteral("en"));
    desk::ExceptionDetail detail = sample::exceptionDetail();
    detail.view.subReason = QStringLiteral("NOT_SENT_LOCALLY");
    const QString known = ExceptionText::known(detail, sample::now());
    QVERIFY2(known.contains(QStringLiteral("It was not sent; since 12:30")), qPrintable(known));
    QVERIFY(!known.contains(QStringLiteral("Not known")));
}

void ExceptionsPageTest::itSaysWhoMayDecide() {
    const Speaking english(QStringLiteral("en"));
    desk::ExceptionDetail detail = sample::exceptionDetail();
    const auto saysLast = [&detail](const char* words) {
        const QString known = ExceptionText::known(detail, sample::now());
        return known.section(u'\n', -1).contains(QLatin1String(words));
    };
    detail.repayGates[0].open = false;
    detail.returnGates[0].open = false;
    detail.neededThrough = sample::now();
    detail.view.unlocksAt = sample::now() + std::chrono::minutes(20);
    QVERIFY(saysLast("Nobody decides before"));
    detail.view.unlocksAt = sample::now();
    QVERIFY(saysLast("the gates below say"));
    for (rules::GateTick& gate : detail.returnGates) gate.open = true;
    QVERIFY(saysLast("An operator may propose now"));
    detail.view.proposedAction = QStringLiteral("RETURN");
    QVERIFY(saysLast("by another auditor"));
}

// Threats, "what the screens must do", 6: on the list, in the detail and in what is exported, in red.
void ExceptionsPageTest::aPossibleDuplicateIsMarked() {
    const Speaking english(QStringLiteral("en"));
    desk::ExceptionDetail detail = sample::exceptionDetail();
    const auto columns = exceptionColumns([] { return sample::now(); });
    const auto reason = std::ranges::find_if(columns, [&](const auto& c) { return c.title() == u"Reason"; });
    QVERIFY(reason != columns.end());
    ExceptionDetailView shown;
    for (const std::int64_t permits : {0, 1, 2}) {
        detail.view.permits = permits;
        const bool isTwice = permits == 2;
        QCOMPARE(reason->text(detail.view).startsWith(u"POSSIBLE DUPLICATE"), isTwice);
        QCOMPARE(reason->tone(detail.view), isTwice ? Tone::Critical : Tone::Neutral);
        shown.setDetail(detail, sample::now());
        display(&shown, {640, 900});
        QCOMPARE(visibleTexts(&shown).join(u' ').contains(QStringLiteral("let out to the bank 2 times")), isTwice);
        if (isTwice) picture(&shown, QStringLiteral("exception_twice_en"));
    }
}

void ExceptionsPageTest::everyGateStandsTwiceWithItsReason() {
    GateTicksView view;
    view.setDetail(sample::exceptionDetail(), sample::now());
    display(&view, {640, 400});
    const QStringList texts = visibleTexts(&view);
    for (const rules::GateTick& at : sample::exceptionDetail().repayGates) {
        QVERIFY(texts.contains(gateWord(at.gate)));
        for (const ExceptionAction action : {ExceptionAction::Repay, ExceptionAction::Return})
            QVERIFY(!GateText::reason(at, action, sample::exceptionDetail(), sample::now()).isEmpty());
    }
    QCOMPARE(
        texts.filter(QStringLiteral("✗")).filter(QStringLiteral("13:30")).filter(QStringLiteral("14:05")).isEmpty(),
        false);
    QCOMPARE(openGates(sample::exceptionDetail().repayGates), 7);
}

void ExceptionsPageTest::shutGateNamesItsFacts_data() {
    QTest::addColumn<Gate>("gate");
    QTest::addColumn<Refusal>("refusal");
    QTest::addColumn<QString>("fact");
    QTest::newRow("lock") << Gate::G1Lock << Refusal::StillLocked << QStringLiteral("13:30");
    QTest::newRow("query") << Gate::G2Query << Refusal::NoHealthyQuery << QStringLiteral("13:45");
    QTest::newRow("covered to") << Gate::G3Statement << Refusal::StatementNotCovering << QStringLiteral("13:30");
    QTest::newRow("needed to") << Gate::G3Statement << Refusal::StatementNotCovering << QStringLiteral("14:05");
}

void ExceptionsPageTest::shutGateNamesItsFacts() {
    QFETCH(Gate, gate);
    QFETCH(Refusal, refusal);
    QFETCH(QString, fact);
    const QString reason =
        GateText::reason(tick(gate, refusal), ExceptionAction::Repay, sample::exceptionDetail(), sample::now());
    QVERIFY2(reason.contains(fact), qPrintable(reason));
}

void ExceptionsPageTest::neverSentNeedsNoStatement() {
    desk::ExceptionDetail detail = sample::exceptionDetail();
    detail.neededThrough.reset();
    const Speaking english(QStringLiteral("en"));
    for (const Gate gate : {Gate::G2Query, Gate::G3Statement})
        QCOMPARE(GateText::reason(tick(gate, {}), ExceptionAction::Return, detail, sample::now()),
                 QStringLiteral("Not needed: nothing was ever sent to the bank."));
}

void ExceptionsPageTest::secondPersonSeesTheFrozenEvidence() {
    auto* dialog = new DecideDialog(targetsOf(sample::proposedDetail()), true, sample::proposedDetail(), sample::now(),
                                    sample::tokens(), nullptr);
    display(dialog, {640, 560});
    const QString all = visibleTexts(dialog).join(u'\n');
    for (const char* part : {"运营03", "14:01", "对账文件无此笔", "88.00", "王芳", "14:05", "PD1122A17"})
        QVERIFY2(all.contains(QString::fromUtf8(part)), part);
    QVERIFY(dialog->cancel()->isDefault());
    delete dialog;
}

void ExceptionsPageTest::evidenceThatNoLongerHoldsAlarms() {
    const Speaking english(QStringLiteral("en"));
    desk::ExceptionDetail detail = sample::proposedDetail();
    ExceptionDetailView view;
    for (const bool holds : {true, false}) {
        detail.evidenceStillHolds = holds;
        view.setDetail(detail, sample::now());
        display(&view, {640, 900});
        const QString all = visibleTexts(&view).join(u'\n');
        QCOMPARE(all.contains(QStringLiteral("no longer holds")), !holds);
        QCOMPARE(all.contains(QStringLiteral("⚠")), !holds);
    }
}

void ExceptionsPageTest::damagedEvidenceSaysSo() {
    for (const char* json : {"", "{", "[1]", "null"})
        QCOMPARE(FrozenEvidence::facts(QString::fromLatin1(json), sample::now()).size(), std::size_t(1));
}

void ExceptionsPageTest::unknownEvidenceIsShownAsItIs() {
    const auto facts = FrozenEvidence::facts(QStringLiteral(R"({"new_fact":"X9"})"), sample::now());
    QCOMPARE(facts.size(), std::size_t(1));
    QCOMPARE(facts[0].name, QStringLiteral("new_fact"));
    QCOMPARE(facts[0].value, QStringLiteral("X9"));
}

void ExceptionsPageTest::proposingNeedsAReason() {
    auto* dialog = new ProposeDialog(targetsOf(sample::exceptionDetail()), ExceptionAction::Return, QString(),
                                     sample::tokens(), nullptr);
    display(dialog, {620, 380});
    QTRY_COMPARE(dialog->submission()->state(), Submission::State::Ready);
    QVERIFY(!dialog->action()->isEnabled());
    auto* reason = dialog->findChild<QPlainTextEdit*>();
    reason->setPlainText(QStringLiteral("  \n "));
    QVERIFY(!dialog->action()->isEnabled());
    reason->setPlainText(QString(ReasonDialog::reasonMax + 1, u'x'));
    QVERIFY(!dialog->action()->isEnabled());
    reason->setPlainText(QStringLiteral("对账文件无此笔"));
    QVERIFY(dialog->action()->isEnabled());
    QVERIFY(dialog->cancel()->isDefault());
    delete dialog;
}

void ExceptionsPageTest::leftOutRowsAreListedWithTheirReason() {
    const Speaking english(QStringLiteral("en"));
    desk::ExceptionDetail other = sample::exceptionDetail();
    other.view.id = PayoutId(99);
    other.view.payeeName = QStringLiteral("李雷");
    auto* dialog = new ProposeDialog({{sample::exceptionDetail().view, other.view}}, ExceptionAction::Return, QString(),
                                     sample::tokens(), nullptr);
    const std::vector<desk::ActionResult> results{{sample::exceptionDetail().view.id, {}},
                                                  {PayoutId(99), rules::refuse(Refusal::StillLocked).error()}};
    dialog->results().setResults(results);
    display(dialog, {620, 480});
    QCOMPARE(dialog->results().table()->rowCount(), 1);
    QVERIFY(dialog->results().table()->item(0, 0)->text().contains(QStringLiteral("李雷")));
    QVERIFY(dialog->results().table()->item(0, 1)->text().size() > 5);
    QCOMPARE(ExceptionText::results(results, true), QStringLiteral("1 payout is proposed; another person confirms it. "
                                                                   "1 payout was left out; the list says why."));
    delete dialog;
}

void ExceptionsPageTest::groupSaysHowManyMayBeActedOn() {
    const Speaking english(QStringLiteral("en"));
    const desk::OutageGroup group{ChannelId(1),
                                  QStringLiteral("银联代付"),
                                  QStringLiteral("SENT_NO_ANSWER"),
                                  sample::at(12, 0),
                                  sample::at(12, 20),
                                  40,
                                  {4'000'000},
                                  30,
                                  35,
                                  2};
    QCOMPARE(ExceptionText::group(group),
             QStringLiteral("40 payouts with CNY 40,000.00: 30 may be paid again, 35 may be returned, 2 are proposed "
                            "already."));
    GroupsView view([] { return sample::now(); });
    view.setGroups({group});
    display(&view, {700, 200});
    QVERIFY(visibleTexts(&view).contains(QStringLiteral("30 / 40")));
}

void ExceptionsPageTest::s16NeverFailedNorRetry_data() {
    QTest::addColumn<QString>("language");
    QTest::newRow("en") << QStringLiteral("en");
    QTest::newRow("zh_CN") << QStringLiteral("zh_CN");
}

void ExceptionsPageTest::s16NeverFailedNorRetry() {
    QFETCH(QString, language);
    const Speaking speaking(language);
    static const QRegularExpression forbidden(QStringLiteral("fail|retry|resend|失败|重试|重发"),
                                              QRegularExpression::CaseInsensitiveOption);
    QCOMPARE(allTexts().filter(forbidden), QStringList());
}

void ExceptionsPageTest::noAccountNumberIsUnmasked() {
    const QStringList texts = allTexts();
    QVERIFY(texts.join(u' ').contains(QStringLiteral("6217********0017")));
    QCOMPARE(unmasked(texts), QStringList());
}

void ExceptionsPageTest::chineseScreenHasNoEnglishLeft() {
    const Speaking chinese(QStringLiteral("zh_CN"));
    QVERIFY(chinese.isLoaded());
    QCOMPARE(latinLeft(allTexts(), {QStringLiteral("PD1122A17")}).join(u'\n'), QString());
    ExceptionDetailView view;
    view.setDetail(sample::exceptionDetail(), sample::now());
    display(&view, {620, 760});
    picture(&view, QStringLiteral("exception_view_zh"));
    view.setDetail(sample::proposedDetail(), sample::now());
    picture(&view, QStringLiteral("exception_proposed_zh"));
    auto* dialog = new DecideDialog(targetsOf(sample::proposedDetail()), true, sample::proposedDetail(), sample::now(),
                                    sample::tokens(), nullptr);
    display(dialog, {640, 560});
    picture(dialog, QStringLiteral("decide_dialog_zh"));
    delete dialog;
}

} // namespace payout::ui

QTEST_MAIN(payout::ui::ExceptionsPageTest)
#include "exceptions_page_test.moc"
