// SPDX-License-Identifier: GPL-3.0-or-later
// Attempts, permits, leases, answers: send_guards.cpp and the reactions of m0003.
#include "core/rules/refusal.h"
#include "tests/support/memory_store/memory_changes.h"

namespace payout::memory {

namespace {

using rules::AttemptState;
using rules::Refusal;
using rules::refuse;

constexpr std::chrono::milliseconds clockSlack{5'000};

bool isMoveAllowed(AttemptState from, AttemptState to) {
    switch (from) {
    case AttemptState::Prepared:
        return to == AttemptState::Armed || to == AttemptState::Burnt || to == AttemptState::Unknown;
    case AttemptState::Armed: return to == AttemptState::Settled || to == AttemptState::Unknown;
    case AttemptState::Unknown:
        return to == AttemptState::Armed || to == AttemptState::Settled || to == AttemptState::Burnt;
    case AttemptState::Settled:
    case AttemptState::Burnt: return false;
    }
    return false;
}

bool hasConfirmedRepay(const Database& db, PayoutId payout) {
    return db.state.actions.any([&](const ActionRow& e) {
        return e.payout == payout && e.action == rules::ExceptionAction::Repay && e.state == ActionState::Confirmed;
    });
}

// An armed attempt is burnt by two people, or when it is dead and an order before it was paid.
Done guardBurn(const Database& db, const AttemptRow& old) {
    const std::int64_t version = payoutOf(db, old.payout).version;
    const bool byTwo = db.state.actions.any([&](const ActionRow& e) {
        return e.payout == old.payout && e.state == ActionState::Confirmed && e.payoutVersion == version;
    });
    if (byTwo) return {};
    for (const PaidEarlier& paid : paidEarlier(db, old.payout))
        if (paid.attemptNo != old.attemptNo && isProvenDead(db, old)) return {};
    return refuse(Refusal::NotProposed);
}

bool isContentKept(const AttemptRow& old, const AttemptRow& next) {
    return next.orderNo == old.orderNo && (old.txnTime.isEmpty() || next.txnTime == old.txnTime) &&
           (old.payloadDigest.isEmpty() || next.payloadDigest == old.payloadDigest) &&
           (!old.armedAt || next.armedAt == old.armedAt);
}

Done guardNeededThrough(const AttemptRow& old, const AttemptRow& next) {
    if (!next.armedAt) return {};
    const bool isTooEarly = next.neededThrough && *next.neededThrough < *next.armedAt;
    const bool shrinks =
        old.armedAt && old.neededThrough && (!next.neededThrough || *next.neededThrough < *old.neededThrough);
    if (isTooEarly || shrinks) return refuse(Refusal::StatementNotCovering);
    return {};
}

// A number that an egress let out and this database forgot becomes what it was, and nothing else does.
Done guardPrepared(const Database& db, const AttemptRow& next) {
    const bool isKnown = db.state.remembered.any(
        [&](const RememberedRow& r) { return r.orderNo == next.orderNo && r.payloadDigest == next.payloadDigest; });
    if (next.state == AttemptState::Unknown && !isKnown) return refuse(Refusal::TransitionForbidden);
    return {};
}

Done guardArm(const Database& db, const AttemptRow& old, const AttemptRow& next) {
    if (old.state == AttemptState::Unknown && !isResendable(db, old)) return refuse(Refusal::NumberExpired);
    if (next.sends != old.sends + 1) return refuse(Refusal::AttemptNotPrepared);
    if (isQuarantined(db)) return refuse(Refusal::Quarantined);
    return {};
}

// Permits are counted by arming, or remembered by an egress.
Done guardSends(const Database& db, const AttemptRow& old, const AttemptRow& next) {
    const bool isKnown = db.state.remembered.any([&](const RememberedRow& r) {
        return r.orderNo == next.orderNo && r.sendNo == next.sends && r.payloadDigest == next.payloadDigest;
    });
    if (next.sends < old.sends || !isKnown) return refuse(Refusal::AppendOnly);
    return {};
}

Done guardPermit(const Database& db, const SendRow& send, const AttemptRow& attempt) {
    const PayoutRow& payout = payoutOf(db, send.payout);
    if (attempt.state != AttemptState::Armed || attempt.payloadDigest != send.payloadDigest ||
        payout.state != rules::PayoutState::Processing ||
        instructionOf(db, send.payout).state != rules::InstructionState::ApprovedProcessing)
        return refuse(Refusal::AttemptNotPrepared);
    if (send.sendNo != attempt.sends || (send.sendNo == 1 && attempt.armedAt != send.armedAt))
        return refuse(Refusal::AttemptNotPrepared);
    if (isSetAside(db, send.payout) && !hasConfirmedRepay(db, send.payout)) return refuse(Refusal::RowHeld);
    if (isListed(db, payout.payeeAccount)) return refuse(Refusal::NotScreened);
    const bool isDebited = db.state.entries.any(
        [&](const EntryRow& e) { return e.kind == EntryKind::DebitFirst && e.instruction == payout.instruction; });
    if (!isDebited) return refuse(Refusal::DebitMissing);
    const bool holdsLease = db.state.leases.any([&](const LeaseRow& l) {
        return l.job == u"send" && l.epoch == send.epoch && l.host == send.host && l.expires > db.clock;
    });
    if (!holdsLease) return refuse(Refusal::StaleEpoch);
    const ChannelRow& channel = channelOf(db, attempt.channel);
    if (channel.stopped) return refuse(Refusal::ChannelStopped);
    if (pauseOf(db, channel).sending) return refuse(Refusal::PauseWindow);
    if (const auto stopped = stopOf(db, send.payout)) return refuse(*stopped);
    if (isQuarantined(db)) return refuse(Refusal::Quarantined);
    if (send.protocol != db.protocol) return refuse(Refusal::OtherProtocol);
    if (!isEgressWatching(db)) return refuse(Refusal::EgressMissing);
    if (isRemembered(db, send.payout, send.attemptNo)) return refuse(Refusal::SentBeforeRestore);
    if (send.sendNo == 1 && overLimit(db, send.payout)) return refuse(Refusal::LimitExceeded);
    return {};
}

Done trailOfLease(Database& db, const LeaseRow& lease, const QString& hostBefore) {
    return insertTrail(db, {db.clock, lease.startedBy, QStringLiteral("lease"), lease.epoch,
                            QStringLiteral("started ") + lease.job, hostBefore, lease.host});
}

} // namespace

Done insertAttempt(Database& db, AttemptRow attempt) {
    if (anyAttempt(db, attempt.payout, [](const AttemptRow& a) { return a.state != AttemptState::Burnt; }))
        return refuse(Refusal::LiveAttempt);
    const PayoutRow& payout = payoutOf(db, attempt.payout);
    if (payout.state != rules::PayoutState::Processing) return refuse(Refusal::NotApproved);
    if (payout.hold != Hold::None) return refuse(Refusal::RowHeld);
    if (isSetAside(db, attempt.payout) && !hasConfirmedRepay(db, attempt.payout)) return refuse(Refusal::RowHeld);
    const bool isTaken = db.state.attempts.any([&](const AttemptRow& a) {
        return (a.payout == attempt.payout && a.attemptNo == attempt.attemptNo) ||
               (a.channel == attempt.channel && a.orderNo == attempt.orderNo);
    });
    if (isTaken) return unavailable(QStringLiteral("UniqueViolation"));
    db.state.attempts.append(std::move(attempt));
    return {};
}

Done updateAttempt(Database& db, std::size_t at, AttemptRow next) {
    const AttemptRow old = db.state.attempts[at];
    if (!isContentKept(old, next)) return refuse(Refusal::ContentFrozen);
    TRY_DONE(guardNeededThrough(old, next));
    const bool moves = next.state != old.state;
    if (moves && !isMoveAllowed(old.state, next.state)) return refuse(Refusal::TransitionForbidden);
    if (moves && old.state == AttemptState::Prepared) TRY_DONE(guardPrepared(db, next));
    if (moves && next.state == AttemptState::Burnt && old.state == AttemptState::Unknown) TRY_DONE(guardBurn(db, old));
    const bool arms = moves && next.state == AttemptState::Armed;
    if (arms) TRY_DONE(guardArm(db, old, next));
    if (!arms && next.sends != old.sends) TRY_DONE(guardSends(db, old, next));
    db.state.attempts.put(at, next);
    if (!moves) return {};
    return insertTrail(db,
                       {db.clock, arms ? QStringLiteral("job:send #%1").arg(next.epoch) : QStringLiteral("system"),
                        QStringLiteral("attempt"), next.payout.value, QStringLiteral("attempt %1").arg(next.attemptNo),
                        storedName(old.state), storedName(next.state)});
}

Done insertSend(Database& db, const SendRow& send) {
    const std::size_t at = attemptAt(db, send.payout, send.attemptNo);
    if (at == db.state.attempts.size()) return refuse(Refusal::AttemptNotPrepared);
    TRY_DONE(guardPermit(db, send, db.state.attempts[at]));
    const bool isTaken = db.state.sends.any([&](const SendRow& s) {
        return s.payout == send.payout && s.attemptNo == send.attemptNo && s.sendNo == send.sendNo;
    });
    if (isTaken) return unavailable(QStringLiteral("UniqueViolation"));
    db.state.sends.append(send);
    return {};
}

Done updateSend(Database& db, std::size_t at, SendRow next) {
    if (db.state.sends[at].closedAt) return refuse(Refusal::AppendOnly);
    db.state.sends.put(at, std::move(next));
    return {};
}

Done insertLease(Database& db, const LeaseRow& lease) {
    db.state.leases.append(lease);
    return trailOfLease(db, lease, QString());
}

Done updateLease(Database& db, std::size_t at, LeaseRow next) {
    const LeaseRow old = db.state.leases[at];
    if (next.epoch < old.epoch || (next.host != old.host && next.epoch == old.epoch))
        return refuse(Refusal::StaleEpoch);
    db.state.leases.put(at, next);
    return next.epoch == old.epoch ? Done() : trailOfLease(db, next, old.host);
}

Result<std::int64_t> insertAnswer(Database& db, AnswerRow answer) {
    if (answer.at > db.clock + clockSlack) return refuse(Refusal::ClockGuard);
    answer.id = static_cast<std::int64_t>(db.state.answers.size()) + 1;
    db.state.answers.append(std::move(answer));
    return static_cast<std::int64_t>(db.state.answers.size());
}

bool insertIncident(Database& db, const IncidentRow& incident) {
    const bool isKnown = db.state.incidents.any([&](const IncidentRow& i) {
        return i.kind == incident.kind && i.channel == incident.channel && i.payout == incident.payout &&
               i.attemptNo == incident.attemptNo && i.bankLine == incident.bankLine;
    });
    if (!isKnown) db.state.incidents.append(incident);
    return !isKnown;
}

Done insertScreening(Database& db, const ScreeningRow& row) {
    if (row.at > db.clock + clockSlack) return refuse(Refusal::ClockGuard);
    const bool isKnown = db.state.screenings.any([&](const ScreeningRow& s) {
        return s.payout == row.payout && s.at == row.at && s.isBlocked == row.isBlocked;
    });
    if (!isKnown) db.state.screenings.append(row);
    return {};
}

} // namespace payout::memory
