// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outcome/record_answer.h"

#include "core/outcome/earlier_order.h"
#include "core/outcome/outcome_table.h"
#include "core/outcome/query_schedule.h"
#include "core/store/transaction.h"

namespace payout::outcome {

namespace {

constexpr qsizetype incidentDetailMax = 200;

using rules::Operation;
using rules::Outcome;
using rules::PayoutEvent;

rules::OutcomeFacts factsOf(const channel::ChannelProfile& profile, const AnswerRecord& record,
                            const AttemptRow& attempt) {
    rules::OutcomeFacts facts;
    facts.operation = record.operation;
    facts.outcome = record.answer.outcome;
    facts.state = attempt.payoutState;
    facts.amountAndOrderEqual = record.answer.amountAndOrderEqual;
    facts.syncSuccessFinal = profile.syncSuccessFinal;
    facts.contradicts = record.answer.contradicts;
    facts.attemptGivenUp = attempt.state == rules::AttemptState::Burnt;
    facts.otherOrderOut = attempt.otherOrderOut;
    return facts;
}

StateChange changeOf(const AnswerRecord& record, const AttemptRow& attempt, UtcTime now, std::int64_t answerId,
                     const QString& reason) {
    return {attempt.payout,
            attempt.payoutVersion,
            now,
            record.actor,
            reason,
            QStringLiteral("answer %1 code %2").arg(answerId).arg(record.answer.code)};
}

Result<rules::PayoutState> apply(store::Connection& c, const channel::ChannelProfile& profile,
                                 const AnswerRecord& record, const AttemptRow& attempt, UtcTime now,
                                 std::int64_t answerId) {
    const rules::OutcomeFacts facts = factsOf(profile, record, attempt);
    const auto event = rules::eventOf(facts);
    if (!event) {
        TRY_DONE(noteFlowNo(c, attempt, record.answer.flowNo));
        return attempt.payoutState;
    }
    TRY(const rules::PayoutState after, rules::payoutAfter(attempt.payoutState, *event));
    if (*event == PayoutEvent::ProvenPaid) {
        TRY_DONE(settleAttempt(c, attempt, record.answer.flowNo));
        TRY_DONE(burnPrepared(c, attempt.payout, now));
        TRY_DONE(
            markPaidByAnswer(c, changeOf(record, attempt, now, answerId, QStringLiteral("paid by answer")), answerId));
        return after;
    }
    if (facts.attemptGivenUp) {
        TRY_DONE(
            doubtForEarlierOrder(c, {attempt.payout, now, record.actor, QStringLiteral("answer %1").arg(answerId)}));
        return after;
    }
    TRY_DONE(doubtAttempt(c, attempt));
    TRY_DONE(noteFlowNo(c, attempt, record.answer.flowNo));
    TRY_DONE(markException(c, changeOf(record, attempt, now, answerId, subReasonOf(record)), profile.lockMinutes));
    return after;
}

// A query that names a payee error while the payout is already in doubt sorts it into its own tab (R24).
Done sortException(store::Connection& c, const AnswerRecord& record, const AttemptRow& attempt) {
    const bool confirms = record.operation == Operation::Query && record.answer.outcome == Outcome::PayeeError;
    if (confirms && attempt.payoutState == rules::PayoutState::Exception && attempt.state != rules::AttemptState::Burnt)
        return writeSubReason(c, attempt.payout, QStringLiteral("PAYEE_ERROR"));
    return {};
}

Done noteOperation(store::Connection& c, const channel::ChannelProfile& profile, const AnswerRecord& record,
                   const AttemptRow& attempt, UtcTime now) {
    if (record.operation == Operation::Send) return closeSend(c, record, now);
    const int counted = rules::notExistCountAfter(attempt.notExistCount, record.answer.outcome);
    return noteQuery(c, attempt, counted, nextQueryAt(profile, attempt.armedAt, attempt.queries + 1, now));
}

// S20, A10: a signed answer that names another order or amount is an incident, never a success; an answer without a
// valid signature is one as well, because somebody may be speaking in the bank's place.
Done raiseIncidents(store::Connection& c, const AnswerRecord& record, const AttemptRow& attempt, UtcTime now) {
    if (record.wire != channel::WireResult::Answered) return {};
    const channel::Answer& answer = record.answer;
    const bool isSuccess = answer.outcome == Outcome::Success;
    const auto raise = [&](const char* kind, const QString& detail) {
        return insertIncident(c, QString::fromLatin1(kind), attempt, now, detail);
    };
    if (answer.unsignedMessage) return raise("UNSIGNED_ANSWER", QStringLiteral("an answer carries no valid signature"));
    if (answer.contradicts || (isSuccess && !answer.amountAndOrderEqual))
        return raise("AMOUNT_DIFF", answer.contradicts ? answer.message.left(incidentDetailMax)
                                                       : QStringLiteral("the answer names another order or amount"));
    if (!isSuccess) return {};
    if (attempt.payoutState == rules::PayoutState::Returned)
        return raise("PAID_AFTER_RETURNED", QStringLiteral("the bank answers that it paid"));
    // Two people gave this number up and another one may be on its way or paid: nobody may overlook it.
    if (attempt.state == rules::AttemptState::Burnt)
        return raise("DOUBLE_PAID", attempt.otherOrderOut
                                        ? QStringLiteral("the bank answers that it paid an attempt that was given up, "
                                                         "and another order is out")
                                        : QStringLiteral("the bank answers that it paid an attempt that was given up"));
    return {};
}

// An exception that already waits learns why it must not be acted on.
Done noteEarlierOrder(store::Connection& c, const AnswerRecord& record, const AttemptRow& attempt) {
    const bool paid = record.answer.outcome == Outcome::Success && record.answer.amountAndOrderEqual;
    if (paid && attempt.otherOrderOut && attempt.payoutState == rules::PayoutState::Exception)
        return writeSubReason(c, attempt.payout, earlierOrderPaid);
    return {};
}

} // namespace

QString subReasonOf(const AnswerRecord& record) {
    switch (record.wire) {
    case channel::WireResult::ConnectFailed:
    case channel::WireResult::DiedBeforeFirstByte: return QStringLiteral("CONNECT_FAILED");
    case channel::WireResult::SentNoAnswer: return QStringLiteral("SENT_NO_ANSWER");
    case channel::WireResult::Answered: break;
    }
    const bool otherAmount = record.answer.outcome == Outcome::Success && !record.answer.amountAndOrderEqual;
    if (record.answer.contradicts || otherAmount) return QStringLiteral("AMOUNT_DIFF");
    return storedName(record.answer.outcome);
}

Result<AnswerEffect> recordAnswer(store::Connection& connection, const channel::ChannelProfile& profile,
                                  const AnswerRecord& record) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<AnswerEffect> {
        TRY(const UtcTime now, c.now());
        TRY(const AttemptRow attempt, attemptForUpdate(c, record.payout, record.attemptNo));
        AnswerEffect effect;
        TRY(effect.answerId, insertAnswer(c, record, now));
        effect.newCode = !record.answer.codeListed;
        if (effect.newCode) TRY_DONE(insertNewCode(c, attempt.channel, record, effect.answerId, now));
        TRY_DONE(noteOperation(c, profile, record, attempt, now));
        TRY_DONE(raiseIncidents(c, record, attempt, now));
        TRY_DONE(sortException(c, record, attempt));
        TRY_DONE(noteEarlierOrder(c, record, attempt));
        TRY(effect.stateAfter, apply(c, profile, record, attempt, now, effect.answerId));
        return effect;
    });
}

} // namespace payout::outcome
