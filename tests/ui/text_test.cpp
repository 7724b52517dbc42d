// SPDX-License-Identifier: GPL-3.0-or-later
// Every code that a person can meet has words, in both languages, and the words keep what the rules ask of them.
#include "core/batch/batch_issues.h"
#include "ui/shell/language.h"
#include "ui/text/batch_issue_text.h"
#include "ui/text/comparison_text.h"
#include "ui/text/money_text.h"
#include "ui/text/people_text.h"
#include "ui/text/refusal_text.h"
#include "ui/text/state_text.h"
#include "ui/text/time_text.h"

#include <QTest>

using namespace payout;
using namespace payout::ui;
using namespace std::chrono_literals;

namespace {

bool hasChinese(const QString& text) {
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.script() == QChar::Script_Han; });
}

/// Every text that is made from a code, with the code in front for the test's message.
std::vector<std::pair<QString, QString>> allTexts() {
    std::vector<std::pair<QString, QString>> all;
    const auto add = [&all](const QString& code, const QString& text) { all.emplace_back(code, text); };
#define PAYOUT_ADD(name) add(QStringLiteral(#name), refusalSentence(rules::Refusal::name));
    PAYOUT_REFUSALS(PAYOUT_ADD)
#undef PAYOUT_ADD
#define PAYOUT_ADD(name) add(QStringLiteral(#name), batchIssueSentence(QStringLiteral(#name)));
    PAYOUT_BATCH_ERRORS(PAYOUT_ADD)
    PAYOUT_BATCH_WARNINGS(PAYOUT_ADD)
#undef PAYOUT_ADD
    for (int column = 0; column < batch::batchColumnsCount; ++column)
        add(batch::nameOf(batch::BatchColumn(column)), batchFieldWord(batch::nameOf(batch::BatchColumn(column))));
    for (const char* name : comparisonClasses) {
        add(QLatin1String(name), className(QLatin1String(name)));
        add(QLatin1String(name), classExplanation(QLatin1String(name)));
    }
    for (const char* kind : incidentKinds) {
        add(QLatin1String(kind), incidentWord(QLatin1String(kind)));
        add(QLatin1String(kind), incidentAdvice(QLatin1String(kind)));
    }
    for (int state = 0; state <= int(rules::PayoutState::Exception); ++state)
        add(QStringLiteral("payout state %1").arg(state), stateWord(rules::PayoutState(state)));
    for (int state = 0; state <= int(rules::InstructionState::Rejected); ++state)
        add(QStringLiteral("batch state %1").arg(state), stateWord(rules::InstructionState(state)));
    for (int outcome = 0; outcome <= int(rules::Outcome::QueryFailed); ++outcome)
        add(QStringLiteral("outcome %1").arg(outcome), outcomeWord(rules::Outcome(outcome)));
    for (int gate = 0; gate <= int(rules::Gate::G8Once); ++gate) {
        add(QStringLiteral("gate %1").arg(gate), gateWord(rules::Gate(gate)));
        add(QStringLiteral("gate %1").arg(gate), gateQuestion(rules::Gate(gate)));
    }
    for (int role = 0; role <= int(rules::Role::Supervisor); ++role)
        add(QStringLiteral("role %1").arg(role), roleWord(rules::Role(role)));
    for (int status = 0; status <= int(desk::CutStatus::Signed); ++status)
        add(QStringLiteral("cut %1").arg(status), cutStatusWord(desk::CutStatus(status)));
    for (int kind = 0; kind <= int(ErrorKind::Broken); ++kind) {
        add(QStringLiteral("kind %1").arg(kind), errorTitle(ErrorKind(kind)));
        add(QStringLiteral("kind %1").arg(kind), errorSentence({ErrorKind(kind), QStringLiteral("X"), {}}));
    }
    for (const char* name :
         {"SENT_NO_ANSWER", "CONNECT_FAILED", "NOT_SENT_LOCALLY", "OVERDUE", "UNKNOWN", "PAYEE_ERROR"})
        add(QLatin1String(name), subReasonWord(QLatin1String(name)));
    for (const char* name : {"DEBITED", "APPROVED", "CLAIMED", "SENT", "ANSWERED", "ASKED", "STATEMENT_LINE",
                             "PROPOSED", "CONFIRMED", "REFUSED", "STATE", "HOLD_RELEASED", "SET_ASIDE"})
        add(QLatin1String(name), timelineWord(QLatin1String(name)));
    for (const char* name : {"UP", "DEGRADED", "DOWN"}) add(QLatin1String(name), healthWord(QLatin1String(name)));
    for (const char* name : {"SUSPECT_DUPLICATE", "SCREEN_BLOCKED"})
        add(QLatin1String(name), holdWord(QLatin1String(name)));
    for (const char* name : {"LOADED", "QUARANTINED", "ACCEPTED", "REJECTED"})
        add(QLatin1String(name), statementStateWord(QLatin1String(name)));
    for (const char* name : {"HOLDS", "HOLDS_WITHOUT_FORWARD", "FAILS", "NOT_POSSIBLE"})
        add(QLatin1String(name), proofWord(QLatin1String(name)));
    for (const char* name : {"PROOF_FAILS", "CHAIN_BROKEN", "NO_BALANCES"}) {
        desk::StatementView file;
        file.doubt = QLatin1String(name);
        add(file.doubt, doubtSentence(file));
    }
    for (const char* name : {"OPEN", "PREPARED", "SIGNED"})
        add(QLatin1String(name), sheetStateWord(QLatin1String(name)));
    return all;
}

} // namespace

class TextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasWordsInBothLanguages() {
        LanguageSwitch language(Language::English);
        for (const auto& [code, text] : allTexts()) {
            QVERIFY2(!text.isEmpty() && text != code, qPrintable(code));
            QVERIFY2(!hasChinese(text), qPrintable(code));
        }
        language.use(Language::Chinese);
        for (const auto& [code, text] : allTexts())
            QVERIFY2(hasChinese(text), qPrintable(code + QLatin1Char(' ') + text));
    }
    void refusalsAreWholeSentencesThatSayWhatToDo() {
#define PAYOUT_CHECK(name) QVERIFY2(refusalSentence(rules::Refusal::name).endsWith(QLatin1Char('.')), #name);
        PAYOUT_REFUSALS(PAYOUT_CHECK)
#undef PAYOUT_CHECK
    }
    void anExceptionIsNeverCalledFailed() {
        LanguageSwitch language(Language::Chinese);
        QCOMPARE(stateWord(rules::PayoutState::Exception), QStringLiteral("异常（未确认）"));
        language.use(Language::English);
        QCOMPARE(stateWord(rules::PayoutState::Exception), QStringLiteral("Exception (unconfirmed)"));
        language.use(Language::Chinese);
        for (const auto& [code, text] : allTexts()) QVERIFY2(!text.contains(QStringLiteral("失败")), qPrintable(code));
    }
    void nothingInvitesToRetry() {
        for (const auto& [code, text] : allTexts())
            QVERIFY2(!text.contains(QStringLiteral("retry"), Qt::CaseInsensitive), qPrintable(code));
    }
    void anUnknownErrorSaysNotToRepeat() {
        const QString sentence = errorSentence({ErrorKind::Unknown, QStringLiteral("CommitLost"), {}});
        QVERIFY(sentence.contains(QStringLiteral("Do not repeat")));
        QVERIFY(sentence.contains(QStringLiteral("CommitLost")));
    }
    void aRefusalsFactIsShown() {
        const Error error{ErrorKind::Refused, QStringLiteral("AlreadyApproved"), QStringLiteral("auditor02 10:02")};
        QVERIFY(errorSentence(error).contains(QStringLiteral("auditor02 10:02")));
    }
    void amountsKeepEveryDigit() {
        QCOMPARE(amountText(Money{123'456'789'012'345, Currency::cny()}), QStringLiteral("1,234,567,890,123.45"));
        QCOMPARE(amountText(std::int64_t{-5}), QStringLiteral("-0.05"));
        QCOMPARE(amountText(Money{1'234, *Currency::parse(u"JPY")}), QStringLiteral("JPY 1,234"));
        QCOMPARE(amountText(std::optional<std::int64_t>()), QString());
        QCOMPARE(countText(1'234'567), QStringLiteral("1,234,567"));
    }
    void timesCarryADateWhenNotToday() {
        const UtcTime now = startOf({20261122}) + 14h;
        QCOMPARE(timeText(now, now), QStringLiteral("14:00:00"));
        QCOMPARE(timeText(now - 24h, now), QStringLiteral("11-21 14:00:00"));
        QCOMPARE(minuteText(startOf({20251231}), now), QStringLiteral("2025-12-31 00:00"));
        QCOMPARE(minuteText(startOf({20261123}), now), QStringLiteral("11-23 00:00"));
    }
    void countdownsRun() {
        QCOMPARE(countdownText(41min + 7s), QStringLiteral("41:07"));
        QCOMPARE(countdownText(1h + 5min), QStringLiteral("1:05:00"));
        QCOMPARE(countdownText(1ms), QStringLiteral("0:01")); // never 0:00 while it runs
        QCOMPARE(countdownText(-5s), QStringLiteral("0:00"));
        QCOMPARE(durationText(9h + 46min + 30s), QStringLiteral("9 h 46 min"));
    }
    void rolesAreListedInOneOrder() {
        QCOMPARE(roleWords({rules::Role::Supervisor, rules::Role::Auditor}), QStringLiteral("Auditor, Supervisor"));
    }
};

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
