// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outcome/record_answer.h"

#include "core/outcome/outcome_table.h"
#include "core/outcome/query_schedule.h"
#include "core/store/transaction.h"

namespace payout::outcome {

namespace {

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
    auto event = rules::eventOf(factsOf(profile, record, attempt));
    // A late answer about an attempt that two people gave up throws no doubt on the one that followed it.
    if (event == PayoutEvent::Doubt && attempt.state == rules::AttemptState::Burnt) event.reset();
    if (!event) {
        TRY_DONE(noteFlowNo(c, attempt, record.answer.flowNo));
        return attempt.payoutState;
    }
    TRY(const rules::PayoutState after, rules::payoutAfter(attempt.payoutState, *event));
    if (*event == PayoutEvent::ProvenPaid) {
        TRY_DONE(settleAttempt(c, attempt, record.answer.flowNo));
        TRY_DONE(
            markPaidByAnswer(c, changeOf(record, attempt, now, answerId, QStringLiteral("paid by answer")), answerId));
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

// S20, trap 6: an answer that claims success for another order or amount is an incident, never a success.
Done raiseIncidents(store::Connection& c, const AnswerRecord& record, const AttemptRow& attempt, UtcTime now) {
    if (record.wire != channel::WireResult::Answered || record.answer.outcome != Outcome::Success) return {};
    if (record.answer.amountAndOrderEqual) {
        // Two people gave this number up and another one may be on its way or paid: nobody may overlook it.
        if (attempt.state == rules::AttemptState::Burnt && attempt.payoutState != rules::PayoutState::Returned)
            return insertIncident(c, QStringLiteral("DOUBLE_PAID"), attempt.channel, attempt.payout, 0, now,
                                  QStringLiteral("the bank answers that it paid an attempt that was given up"));
        if (attempt.payoutState != rules::PayoutState::Returned) return {};
        return insertIncident(c, QStringLiteral("PAID_AFTER_RETURNED"), attempt.channel, attempt.payout, 0, now,
                              QStringLiteral("the bank answers that it paid"));
    }
    return insertIncident(c, QStringLiteral("AMOUNT_DIFF"), attempt.channel, attempt.payout, 0, now,
                          QStringLiteral("the answer names another order or amount"));
}

} // namespace

QString subReasonOf(const AnswerRecord& record) {
    switch (record.wire) {
    case channel::WireResult::ConnectFailed:
    case channel::WireResult::DiedBeforeFirstByte: return QStringLiteral("CONNECT_FAILED");
    case channel::WireResult::SentNoAnswer: return QStringLiteral("SENT_NO_ANSWER");
    case channel::WireResult::Answered: break;
    }
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
        TRY(effect.stateAfter, apply(c, profile, record, attempt, now, effect.answerId));
        return effect;
    });
}

} // namespace payout::outcome
