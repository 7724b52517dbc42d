// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exception/read_case.h"

#include "core/base/digest.h"
#include "core/exception/exception_table.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace payout::exception {

namespace {

QString verdictName(rules::StatementVerdict verdict) {
    switch (verdict) {
    case rules::StatementVerdict::Absent: return QStringLiteral("ABSENT");
    case rules::StatementVerdict::Failed: return QStringLiteral("RETURNED_BY_BANK");
    case rules::StatementVerdict::Paid: return QStringLiteral("PAID");
    }
    return {};
}

// Nothing was sent, or the money goes back: then no number goes out.
QString numberName(const ExceptionCase& found, rules::ExceptionAction action) {
    if (action != rules::ExceptionAction::Repay) return {};
    const bool isSame = rules::numberToPayAgain(found.number) == rules::OrderNumberUse::Same;
    return isSame ? QStringLiteral("SAME") : QStringLiteral("NEW");
}

bool covers(const rules::GateFacts& facts) {
    return facts.coveredThrough && *facts.coveredThrough >= facts.neededThrough;
}

} // namespace

Result<ExceptionCase> readCase(store::Connection& connection, PayoutId payout) {
    TRY(ExceptionCase found, casePayout(connection, payout));
    TRY_DONE(addAttempts(connection, found));
    TRY_DONE(addEgressFacts(connection, found));
    TRY_DONE(addAnswers(connection, found));
    TRY_DONE(addStatementVerdict(connection, found));
    TRY_DONE(addStatementHands(connection, found));
    TRY_DONE(addScreening(connection, found));
    TRY_DONE(addProposal(connection, found));
    found.number.now = found.facts.now;
    found.number.failedFor =
        found.lastQueryOutcome == rules::Outcome::FailedFinal || found.facts.verdict == rules::StatementVerdict::Failed;
    return found;
}

QString evidenceOf(const ExceptionCase& exceptionCase, rules::ExceptionAction action) {
    const rules::GateFacts& facts = exceptionCase.facts;
    const auto timeOrEmpty = [](std::optional<UtcTime> time) { return time ? formatIso(*time) : QString(); };
    QJsonObject evidence{
        {QStringLiteral("action"), storedName(action)},
        {QStringLiteral("payout"), QString::number(exceptionCase.payout.value)},
        {QStringLiteral("amount"), formatPlain(exceptionCase.amount)},
        {QStringLiteral("payee"), exceptionCase.payeeName},
        {QStringLiteral("account"), exceptionCase.payeeAccountMasked},
        {QStringLiteral("order_no"), exceptionCase.orderNo},
        {QStringLiteral("sub_reason"), exceptionCase.subReason},
        {QStringLiteral("last_outcome"), exceptionCase.lastOutcome},
        {QStringLiteral("last_healthy_query_at"), timeOrEmpty(facts.lastHealthyQueryAt)},
        {QStringLiteral("statement"), verdictName(facts.verdict)},
        {QStringLiteral("covered_through"), timeOrEmpty(facts.coveredThrough)},
        {QStringLiteral("needed_through"), facts.hasAttempt ? formatIso(facts.neededThrough) : QString()},
        {QStringLiteral("ever_sent"), facts.hasAttempt},
        {QStringLiteral("version"), QString::number(facts.versionNow)},
        {QStringLiteral("at"), formatIso(facts.now)},
    };
    if (const QString number = numberName(exceptionCase, action); !number.isEmpty())
        evidence.insert(QStringLiteral("number"), number);
    return QString::fromUtf8(QJsonDocument(evidence).toJson(QJsonDocument::Compact));
}

QString evidenceDigest(const ExceptionCase& exceptionCase, rules::ExceptionAction action) {
    const rules::GateFacts& facts = exceptionCase.facts;
    Sha256 hash;
    hash.addField(QStringLiteral("payout/exception-evidence/2"));
    hash.addField(storedName(action));
    hash.addField(exceptionCase.payout.value);
    hash.addField(facts.versionNow);
    hash.addField(exceptionCase.amount.minor);
    hash.addField(exceptionCase.lastOutcome);
    hash.addField(verdictName(facts.verdict));
    hash.addField(covers(facts) ? 1 : 0);
    hash.addField(facts.hasAttempt ? 1 : 0);
    hash.addField(numberName(exceptionCase, action));
    return hash.hex();
}

} // namespace payout::exception
