// SPDX-License-Identifier: GPL-3.0-or-later
// The approval screen says what will happen, makes a second payment impossible to overlook, and lets nobody approve
// without typing the total above the limit (workday 8.3, R7, R16-R18).
#include "tests/ui/screen_reading.h"
#include "tests/ui/screen_samples.h"
#include "ui/approval/approval_evidence_view.h"
#include "ui/approval/approval_refusals.h"
#include "ui/approval/approval_text.h"
#include "ui/approval/approve_dialog.h"
#include "ui/approval/typed_total_edit.h"

#include <QApplication>
#include <QClipboard>
#include <QTest>

namespace payout::ui {

using rules::InstructionState;
using rules::Refusal;
using rules::Role;

class ApprovePageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { beginScreens(); }
    void sentenceSaysWhatLeavesFromWhereToHowMany();
    void sentenceSaysWhenThePauseEnds();
    void heldRowsAreSaidToStay();
    void totalIsShownInDigitsAndCapitals();
    void eightyPercentEqualPairsAlarm_data();
    void eightyPercentEqualPairsAlarm();
    void makerAndPeopleWithoutTheRoleCannotDecide();
    void decidedBatchesCannotBeDecidedAgain();
    void heldRowsAreReleasedOnlyWhenDistinct();
    void rowsAreSetAsideOfApprovedBatchesOnly();
    void typedTotalIsStrict_data();
    void typedTotalIsStrict();
    void dialogStartsEmptyAndSafe();
    void dialogAsksNoTotalBelowTheLimit();
    void dialogRefusesPaste();
    void answerSaysWhoWasFirst();
    void noAccountNumberIsUnmasked();
    void chineseScreenHasNoEnglishLeft();
};

void ApprovePageTest::sentenceSaysWhatLeavesFromWhereToHowMany() {
    const Speaking english(QStringLiteral("en"));
    QVERIFY(english.isLoaded());
    const QString sentence = ApprovalText::consequence(sample::evidence(), sample::now());
    for (const char* part : {"1,234,567.89", "1109****0001", "银联代付", "312 payees", "at once"})
        QVERIFY2(sentence.contains(QString::fromUtf8(part)), qPrintable(sentence));
}

void ApprovePageTest::sentenceSaysWhenThePauseEnds() {
    const Speaking english(QStringLiteral("en"));
    desk::ApprovalEvidence evidence = sample::evidence();
    evidence.pausedNow = true;
    evidence.pauseEndsAt = startOf({20261123}) + std::chrono::minutes(10);
    const QString sentence = ApprovalText::consequence(evidence, sample::now());
    QVERIFY2(sentence.contains(QStringLiteral("00:10")), qPrintable(sentence));
    QVERIFY2(sentence.contains(QStringLiteral("11-23")), "a time that is not today carries its date");
    QVERIFY(!sentence.contains(QStringLiteral("at once")));
}

void ApprovePageTest::heldRowsAreSaidToStay() {
    const Speaking english(QStringLiteral("en"));
    desk::ApprovalEvidence evidence = sample::evidence();
    QCOMPARE(ApprovalText::held(evidence), QString());
    evidence.heldRows = 1;
    evidence.heldTotal = {500'000};
    const QString held = ApprovalText::held(evidence);
    QVERIFY2(held.startsWith(QStringLiteral("1 row ")) && held.contains(QStringLiteral("5,000.00")), qPrintable(held));
    const QString sentence = ApprovalText::consequence(evidence, sample::now());
    QVERIFY2(
        sentence.startsWith(QStringLiteral("Of CNY 1,234,567.89 in this batch, CNY 1,229,567.89 in 311 rows leaves")),
        "the sentence promises only what leaves");
}

void ApprovePageTest::totalIsShownInDigitsAndCapitals() {
    ApprovalEvidenceView view;
    view.setEvidence(sample::evidence(), sample::now());
    display(&view, {700, 600});
    const QString all = visibleTexts(&view).join(u'\n');
    QVERIFY(all.contains(QStringLiteral("1,234,567.89")));
    QVERIFY(all.contains(QStringLiteral("壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分")));
    QVERIFY(all.contains(QStringLiteral("9,876,543.21")));
}

void ApprovePageTest::eightyPercentEqualPairsAlarm_data() {
    QTest::addColumn<qint64>("equalPairs");
    QTest::addColumn<int>("percent");
    QTest::addColumn<bool>("alarm");
    QTest::newRow("all") << qint64(312) << 100 << true;
    QTest::newRow("one missing is not 100 percent") << qint64(311) << 99 << true;
    QTest::newRow("80 percent") << qint64(250) << 80 << true;
    QTest::newRow("just below") << qint64(249) << 79 << false;
    QTest::newRow("none") << qint64(0) << 0 << false;
}

void ApprovePageTest::eightyPercentEqualPairsAlarm() {
    QFETCH(qint64, equalPairs);
    QFETCH(int, percent);
    QFETCH(bool, alarm);
    desk::ApprovalEvidence evidence = sample::evidence();
    evidence.lookAlikes = {sample::lookAlike(3), sample::lookAlike(equalPairs)};
    QCOMPARE(sharePercent(evidence.lookAlikes.back(), evidence.batch.rowsCount), percent);
    ApprovalEvidenceView view;
    view.setEvidence(evidence, sample::now());
    display(&view, {700, 600});
    QCOMPARE(view.alarms(), alarm);
    const QString all = visibleTexts(&view).join(u'\n');
    QVERIFY(all.contains(QStringLiteral("20261120-01")));
    QCOMPARE(all.contains(QStringLiteral("⚠")), alarm);
}

void ApprovePageTest::makerAndPeopleWithoutTheRoleCannotDecide() {
    const desk::ApprovalEvidence evidence = sample::evidence();
    const auto refusalOf = [&](const desk::SignedIn& person) {
        const auto refusals = approvalRefusals(evidence, person);
        return refusals.decide ? rules::refusalOf(*refusals.decide) : std::nullopt;
    };
    QCOMPARE(refusalOf(sample::person(QStringLiteral("审核02"), {Role::Auditor})), std::nullopt);
    QCOMPARE(refusalOf(sample::person(QStringLiteral("结算01"), {Role::Auditor, Role::Clerk})),
             Refusal::MakerIsChecker);
    QCOMPARE(refusalOf(sample::person(QStringLiteral("运营03"), {Role::Operator})), Refusal::RoleMissing);
}

void ApprovePageTest::decidedBatchesCannotBeDecidedAgain() {
    const desk::SignedIn auditor = sample::person(QStringLiteral("审核02"), {Role::Auditor});
    const std::pair<InstructionState, Refusal> ends[] = {
        {InstructionState::ApprovedProcessing, Refusal::AlreadyApproved},
        {InstructionState::Closed, Refusal::AlreadyApproved},
        {InstructionState::Rejected, Refusal::AlreadyRejected}};
    for (const auto& [state, refusal] : ends) {
        desk::ApprovalEvidence evidence = sample::evidence();
        evidence.batch.state = state;
        QCOMPARE(rules::refusalOf(*approvalRefusals(evidence, auditor).decide), refusal);
        QVERIFY(!ApprovalText::decided(state).isEmpty());
    }
}

void ApprovePageTest::heldRowsAreReleasedOnlyWhenDistinct() {
    const desk::SignedIn auditor = sample::person(QStringLiteral("审核02"), {Role::Auditor});
    desk::ApprovalEvidence evidence = sample::evidence();
    QCOMPARE(rules::refusalOf(*approvalRefusals(evidence, auditor).release), Refusal::RowNotHeld);
    evidence.heldRows = 2;
    QCOMPARE(rules::refusalOf(*approvalRefusals(evidence, auditor).release), Refusal::RowsNotDistinct);
    evidence.canReleaseHeld = true;
    QVERIFY(!approvalRefusals(evidence, auditor).release);
}

void ApprovePageTest::rowsAreSetAsideOfApprovedBatchesOnly() {
    const desk::SignedIn supervisor = sample::person(QStringLiteral("主管01"), {Role::Supervisor});
    const std::pair<InstructionState, std::optional<Refusal>> states[] = {
        {InstructionState::PendingApproval, Refusal::NotApproved},
        {InstructionState::ApprovedProcessing, std::nullopt},
        {InstructionState::Closed, Refusal::AlreadyHandled},
        {InstructionState::Rejected, Refusal::AlreadyRejected}};
    for (const auto& [state, refusal] : states) {
        desk::ApprovalEvidence evidence = sample::evidence();
        evidence.batch.state = state;
        const std::optional<Error> why = approvalRefusals(evidence, supervisor).setAside;
        QCOMPARE(why ? rules::refusalOf(*why) : std::nullopt, refusal);
    }
}

void ApprovePageTest::typedTotalIsStrict_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isTotal");
    QTest::newRow("exact") << QStringLiteral("1234567.89") << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("one unit less") << QStringLiteral("1234567.88") << false;
    QTest::newRow("no decimals") << QStringLiteral("1234567") << false;
    QTest::newRow("separators") << QStringLiteral("1,234,567.89") << false;
    QTest::newRow("blank before") << QStringLiteral(" 1234567.89") << false;
    QTest::newRow("blank after") << QStringLiteral("1234567.89 ") << false;
    QTest::newRow("sign") << QStringLiteral("+1234567.89") << false;
    QTest::newRow("full width") << QStringLiteral("１２３４５６７.８９") << false;
    QTest::newRow("three decimals") << QStringLiteral("1234567.890") << false;
    QTest::newRow("tenfold") << QStringLiteral("12345678.9") << false;
}

void ApprovePageTest::typedTotalIsStrict() {
    QFETCH(QString, typed);
    QFETCH(bool, isTotal);
    QCOMPARE(isTotalAgain(typed, {123'456'789}), isTotal);
}

void ApprovePageTest::dialogStartsEmptyAndSafe() {
    auto* dialog = new ApproveDialog(sample::evidence(), sample::now(), sample::tokens(), nullptr);
    display(dialog, {620, 320});
    QTRY_COMPARE(dialog->submission()->state(), Submission::State::Ready);
    QCOMPARE(dialog->totalEdit()->text(), QString());
    QVERIFY(dialog->cancel()->isDefault());
    QVERIFY(!dialog->action()->isDefault());
    QVERIFY(!dialog->action()->isEnabled());
    QTest::keyClicks(dialog->totalEdit(), QStringLiteral("1234567.8"));
    QVERIFY(!dialog->action()->isEnabled());
    QTest::keyClicks(dialog->totalEdit(), QStringLiteral("9"));
    QVERIFY(dialog->action()->isEnabled());
    QCOMPARE(dialog->typedTotal(), QStringLiteral("1234567.89"));
    delete dialog;
}

void ApprovePageTest::dialogAsksNoTotalBelowTheLimit() {
    desk::ApprovalEvidence evidence = sample::evidence();
    evidence.typeTotalAbove = evidence.batch.total; // "larger than": equal needs no typing
    auto* dialog = new ApproveDialog(evidence, sample::now(), sample::tokens(), nullptr);
    display(dialog, {620, 320});
    QVERIFY(!dialog->totalEdit()->isVisible());
    QTRY_VERIFY(dialog->action()->isEnabled());
    QCOMPARE(dialog->typedTotal(), QString());
    delete dialog;
}

void ApprovePageTest::dialogRefusesPaste() {
    auto* dialog = new ApproveDialog(sample::evidence(), sample::now(), sample::tokens(), nullptr);
    display(dialog, {620, 320});
    QApplication::clipboard()->setText(QStringLiteral("1234567.89"));
    QTest::keyClick(dialog->totalEdit(), Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(dialog->totalEdit(), Qt::Key_Insert, Qt::ShiftModifier);
    QTest::mouseClick(dialog->totalEdit(), Qt::MiddleButton);
    QCOMPARE(dialog->totalEdit()->text(), QString());
    delete dialog;
}

void ApprovePageTest::answerSaysWhoWasFirst() {
    const Speaking english(QStringLiteral("en"));
    desk::ApprovalAnswer answer{InstructionId(7), QStringLiteral("APPROVED"), QStringLiteral("李"), sample::at(14, 2),
                                true};
    QCOMPARE(ApprovalText::answer(answer, sample::now()), QStringLiteral("Approved by 李 at 14:02."));
    answer.wasFirst = false;
    QVERIFY(ApprovalText::answer(answer, sample::now()).contains(QStringLiteral("already approved by 李 at 14:02")));
    answer.decision = QStringLiteral("REJECTED");
    QVERIFY(ApprovalText::answer(answer, sample::now()).contains(QStringLiteral("already rejected")));
}

void ApprovePageTest::noAccountNumberIsUnmasked() {
    desk::ApprovalEvidence evidence = sample::evidence();
    evidence.lookAlikes = {sample::lookAlike(312)};
    ApprovalEvidenceView view;
    view.setEvidence(evidence, sample::now());
    display(&view, {700, 600});
    const QStringList texts = visibleTexts(&view);
    QVERIFY(texts.join(u' ').contains(QStringLiteral("6217********0017")));
    QCOMPARE(unmasked(texts), QStringList());
}

void ApprovePageTest::chineseScreenHasNoEnglishLeft() {
    const Speaking chinese(QStringLiteral("zh_CN"));
    QVERIFY(chinese.isLoaded());
    desk::ApprovalEvidence evidence = sample::evidence();
    evidence.lookAlikes = {sample::lookAlike(312), sample::lookAlike(2)};
    evidence.heldRows = 3;
    evidence.heldTotal = {500'000};
    evidence.largest.front().hold = QStringLiteral("SUSPECT_DUPLICATE");
    ApprovalEvidenceView view;
    view.setEvidence(evidence, sample::now());
    display(&view, {760, 1100});
    const QStringList digest{evidence.digest.left(8), evidence.digest.mid(8, 8), evidence.digest.mid(16, 8),
                             evidence.digest.mid(24, 8)};
    QCOMPARE(latinLeft(visibleTexts(&view), digest).join(u'\n'), QString());
    picture(&view, QStringLiteral("approval_view_zh"));
    auto* dialog = new ApproveDialog(evidence, sample::now(), sample::tokens(), nullptr);
    display(dialog, {620, 380});
    QCOMPARE(latinLeft(visibleTexts(dialog)).join(u'\n'), QString());
    picture(dialog, QStringLiteral("approve_dialog_zh"));
    delete dialog;
}

} // namespace payout::ui

QTEST_MAIN(payout::ui::ApprovePageTest)
#include "approve_page_test.moc"
