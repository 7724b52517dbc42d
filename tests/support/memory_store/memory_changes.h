// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of the memory store with the guards and reactions of the schema: what core/store/migrations/{m0001..m0005,
// move_guards, send_guards, confirm_guards, bank_return_parts, incident_parts} hold, as far as dispatch, outcome,
// exception and statement can meet it. A guard's refusal carries the name that the database raises.
#pragma once

#include "tests/support/memory_store/memory_database.h"

namespace payout::memory {

[[nodiscard]] Done insertTrail(Database& db, TrailRow row);
[[nodiscard]] Done insertEntry(Database& db, const EntryRow& entry);

[[nodiscard]] Done updatePayout(Database& db, std::size_t at, PayoutRow next);
[[nodiscard]] Done updateInstruction(Database& db, std::size_t at, InstructionRow next);

[[nodiscard]] Done insertAttempt(Database& db, AttemptRow attempt);
[[nodiscard]] Done updateAttempt(Database& db, std::size_t at, AttemptRow next);
[[nodiscard]] Done insertSend(Database& db, const SendRow& send);
[[nodiscard]] Done updateSend(Database& db, std::size_t at, SendRow next);
[[nodiscard]] Done insertLease(Database& db, const LeaseRow& lease);
[[nodiscard]] Done updateLease(Database& db, std::size_t at, LeaseRow next);
[[nodiscard]] Result<std::int64_t> insertAnswer(Database& db, AnswerRow answer);
/// Once a kind, channel, payout, attempt and line; whether it is new.
bool insertIncident(Database& db, const IncidentRow& incident);
[[nodiscard]] Done insertScreening(Database& db, const ScreeningRow& row);

[[nodiscard]] Done insertAction(Database& db, ActionRow action);
[[nodiscard]] Done updateAction(Database& db, std::size_t at, ActionRow next);

[[nodiscard]] Done insertQuarantine(Database& db, QuarantineRow row);
[[nodiscard]] Done updateQuarantine(Database& db, std::size_t at, QuarantineRow next);
[[nodiscard]] Done insertBaseline(Database& db, const BaselineRow& row);
/// The view sending_quarantined.
[[nodiscard]] bool isQuarantined(const Database& db);
/// The view egress_watching.
[[nodiscard]] bool isEgressWatching(const Database& db);
/// An egress remembers this attempt's number or a later one of the payout.
[[nodiscard]] bool isRemembered(const Database& db, PayoutId payout, int attemptNo);
/// The view remembered_payout: whether the row is about this payout.
[[nodiscard]] bool isAbout(const Database& db, const RememberedRow& remembered, PayoutId payout);
[[nodiscard]] const QString& merchantCodeOf(const Database& db, PayoutId payout);
/// The view remembered_open: the highest such attempt.
[[nodiscard]] std::optional<int> forgottenAttempt(const Database& db, PayoutId payout);
/// The views quarantine_uncompared and quarantine_unreported.
[[nodiscard]] QStringList uncompared(const Database& db, const QuarantineRow& quarantine);
[[nodiscard]] QStringList unreported(const Database& db, const QuarantineRow& quarantine);

/// The view attempt_resendable.
[[nodiscard]] bool isResendable(const Database& db, const AttemptRow& attempt);
/// The view closed_day.
[[nodiscard]] bool isDayClosed(const Database& db, PayoutId payout);
/// The view send_stopped: AllStopped, MerchantStopped, DayClosed, or nothing.
[[nodiscard]] std::optional<rules::Refusal> stopOf(const Database& db, PayoutId payout);
/// The view send_over_limit, its sums taken anew from the permits.
[[nodiscard]] std::optional<rules::LimitKind> overLimit(const Database& db, PayoutId payout);
/// The view channel_pause.
struct Pause {
    bool sending = false;
    bool repaying = false;
};
[[nodiscard]] Pause pauseOf(const Database& db, const ChannelRow& channel);
/// The view payout_paid_earlier: answers and lines that prove a burnt attempt paid.
struct PaidEarlier {
    int attemptNo = 0;
    std::optional<std::int64_t> answer;
    std::optional<std::int64_t> line;
};
[[nodiscard]] std::vector<PaidEarlier> paidEarlier(const Database& db, PayoutId payout);
/// The view attempt_proven_dead.
[[nodiscard]] bool isProvenDead(const Database& db, const AttemptRow& attempt);
/// The view statement_hand.
[[nodiscard]] std::vector<PersonId> statementHands(const Database& db, PayoutId payout);
/// The view confirming_file.
[[nodiscard]] bool isConfirming(const Database& db, StatementFileId file);
/// Debit lines that are no INFO of files that are not rejected, naming any of the payout's orders.
[[nodiscard]] bool statementShowsPaid(const Database& db, PayoutId payout);
/// The newest question about an attempt that is not burnt.
[[nodiscard]] const AnswerRow* newestQuery(const Database& db, PayoutId payout);

[[nodiscard]] std::size_t payoutAt(const Database& db, PayoutId id); ///< size() if there is none
[[nodiscard]] std::size_t attemptAt(const Database& db, PayoutId payout, int attemptNo);
[[nodiscard]] const PayoutRow& payoutOf(const Database& db, PayoutId id);
[[nodiscard]] const InstructionRow& instructionOf(const Database& db, PayoutId id);
[[nodiscard]] const ChannelRow& channelOf(const Database& db, ChannelId id);
[[nodiscard]] const QString& loginOf(const Database& db, PersonId id);
[[nodiscard]] bool hasRole(const Database& db, std::optional<PersonId> id, const QSet<rules::Role>& roles);
[[nodiscard]] bool isListed(const Database& db, const QString& account);
[[nodiscard]] bool isSetAside(const Database& db, PayoutId id);
/// Calls `each` with every attempt of the payout.
template <class Each> void forAttempts(const Database& db, PayoutId payout, Each each) {
    for (const AttemptRow& attempt : db.state.attempts.rows())
        if (attempt.payout == payout) each(attempt);
}
template <class Condition> bool anyAttempt(const Database& db, PayoutId payout, Condition condition) {
    return db.state.attempts.any([&](const AttemptRow& a) { return a.payout == payout && condition(a); });
}

} // namespace payout::memory
