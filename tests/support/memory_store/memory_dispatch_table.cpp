// SPDX-License-Identifier: GPL-3.0-or-later
// core/dispatch/dispatch_table.h over the memory store.
#include "core/dispatch/dispatch_table.h"

#include "core/dispatch/resend_table.h"
#include "core/rules/refusal.h"
#include "tests/support/memory_store/memory_changes.h"

#include <algorithm>

namespace payout::dispatch {

namespace {

using memory::Database;
using rules::AttemptState;
using rules::PayoutState;

bool mayGoOut(const Database& db, const memory::AttemptRow& a) {
    return a.state == AttemptState::Prepared || memory::isResendable(db, a);
}

bool isSendable(const Database& db, const memory::AttemptRow& a, std::int64_t epoch) {
    if (a.epoch != epoch || !mayGoOut(db, a)) return false;
    const memory::PayoutRow& p = memory::payoutOf(db, a.payout);
    return p.state == PayoutState::Processing && p.hold == memory::Hold::None && !memory::stopOf(db, a.payout) &&
           !memory::overLimit(db, a.payout);
}

bool isRepayOpen(const Database& db, const memory::ChannelRow& c) {
    return !c.stopped && c.health == u"UP" && !memory::pauseOf(db, c).repaying;
}

template <class Condition> std::int64_t countRows(const Database& db, InstructionId instruction, Condition condition) {
    return std::ranges::count_if(db.state.payouts.rows(), [&](const memory::PayoutRow& p) {
        return p.instruction == instruction && condition(p);
    });
}

ClaimableInstruction claimableOf(const Database& db, const memory::InstructionRow& i) {
    ClaimableInstruction found{i.id, i.channel, i.businessDate, {}};
    found.progress.claimed = countRows(db, i.id, [](const auto& p) { return p.state != PayoutState::Unclaimed; });
    found.progress.unproven = countRows(db, i.id, [](const auto& p) {
        return p.state == PayoutState::Exception && p.subReason != u"NOT_SENT_LOCALLY";
    });
    found.progress.incidents = std::ranges::count_if(db.state.incidents.rows(), [&](const memory::IncidentRow& x) {
        return payout::instructionOf(x.payout) == i.id && x.kind != u"BANK_RETURN_AFTER_SUCCESS" &&
               x.kind != u"UNSIGNED_ANSWER" && !x.isClosed;
    });
    return found;
}

bool isClaimable(const Database& db, const memory::InstructionRow& i, std::int64_t epoch) {
    if (i.state != rules::InstructionState::ApprovedProcessing || i.allClaimed) return false;
    if (!isRepayOpen(db, memory::channelOf(db, i.channel)) || memory::isQuarantined(db)) return false;
    if (memory::stopOf(db, payoutIdOf(i.id, 1))) return false;
    const bool isBusy = db.state.attempts.any([&](const memory::AttemptRow& a) {
        return a.channel == i.channel && a.state == AttemptState::Prepared && isSendable(db, a, epoch);
    });
    return !isBusy && countRows(db, i.id, [](const auto& p) {
                          return p.state == PayoutState::Unclaimed && p.hold == memory::Hold::None;
                      }) > 0;
}

Result<std::int64_t> claimRow(store::Connection& connection, const ClaimableRow& row, UtcTime now, const QString& actor,
                              const QString& reason, bool evenHeld) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::payoutAt(*db, row.id);
    if (at == db->state.payouts.size()) return 0;
    memory::PayoutRow next = db->state.payouts[at];
    if (next.state != PayoutState::Unclaimed || next.version != row.version) return 0;
    if (!evenHeld && next.hold != memory::Hold::None) return 0;
    next.state = PayoutState::Processing;
    next.stateAt = now;
    ++next.version;
    next.lastActor = actor;
    next.lastReason = reason;
    next.lastEvidence.clear();
    TRY_DONE(memory::checked(connection, memory::updatePayout(*db, at, std::move(next))));
    return 1;
}

const memory::LeaseRow* leaseOf(const Database& db, const QString& job) {
    const std::size_t at = db.state.leases.find([&](const memory::LeaseRow& l) { return l.job == job; });
    return at < db.state.leases.size() ? &db.state.leases[at] : nullptr;
}

bool isLeaseOurs(const Database& db, const ArmRequest& request, const memory::AttemptRow& a) {
    const memory::LeaseRow* lease = leaseOf(db, QStringLiteral("send"));
    return lease && lease->host == request.lease.host && lease->epoch == a.epoch && lease->expires > db.clock;
}

bool isPayoutReady(const Database& db, PayoutId id) {
    const memory::PayoutRow& p = memory::payoutOf(db, id);
    return p.state == PayoutState::Processing && p.hold == memory::Hold::None &&
           memory::instructionOf(db, id).state == rules::InstructionState::ApprovedProcessing;
}

Done toException(store::Connection& connection, const Orphan& orphan, UtcTime now, std::chrono::milliseconds lock,
                 const QString& actor, const QString& reason) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::payoutAt(*db, orphan.payout);
    memory::PayoutRow next = memory::payoutOf(*db, orphan.payout);
    if (next.state != PayoutState::Processing || next.version != orphan.version)
        return unavailable(QStringLiteral("Serialization"));
    next.state = PayoutState::Exception;
    next.stateAt = now;
    next.exceptionAt = now;
    next.unlocksAt = now + lock;
    next.subReason = reason;
    ++next.version;
    next.lastActor = actor;
    next.lastReason = reason;
    next.lastEvidence.clear();
    return memory::checked(connection, memory::updatePayout(*db, at, std::move(next)));
}

bool isClockBehindTrail(const Database& db) {
    return std::ranges::any_of(db.state.trail.rows(),
                               [&](const auto& row) { return db.clock + std::chrono::seconds(5) < row.at; });
}

bool mayArm(const Database& db, const ArmRequest& request, const memory::AttemptRow& a) {
    if (!mayGoOut(db, a) || a.sends != request.sendNo - 1 || a.epoch != request.lease.epoch) return false;
    if (!a.payloadDigest.isEmpty() && a.payloadDigest != request.payloadDigest) return false;
    if (!isLeaseOurs(db, request, a) || !isPayoutReady(db, a.payout)) return false;
    if (memory::isListed(db, memory::payoutOf(db, a.payout).payeeAccount)) return false;
    const memory::ChannelRow& c = memory::channelOf(db, a.channel);
    if (memory::stopOf(db, a.payout) || memory::overLimit(db, a.payout)) return false;
    if (!memory::isEgressWatching(db) || db.protocol != request.protocol) return false;
    if (memory::isQuarantined(db) || memory::isRemembered(db, a.payout, a.attemptNo)) return false;
    return !c.stopped && !memory::pauseOf(db, c).sending && !isClockBehindTrail(db);
}

} // namespace

Result<std::vector<ClaimableInstruction>> claimableInstructions(store::Connection& connection, std::int64_t epoch) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<ClaimableInstruction> found;
    for (const memory::InstructionRow& i : db->state.instructions.rows())
        if (isClaimable(*db, i, epoch)) found.push_back(claimableOf(*db, i));
    return found;
}

Result<std::int64_t> markAllClaimed(store::Connection& connection) {
    TRY(Database * db, memory::reachToWrite(connection));
    std::int64_t marked = 0;
    for (std::size_t at = 0; at < db->state.instructions.size(); ++at) {
        memory::InstructionRow next = db->state.instructions[at];
        if (next.state != rules::InstructionState::ApprovedProcessing || next.allClaimed) continue;
        if (countRows(*db, next.id, [](const auto& p) { return p.state == PayoutState::Unclaimed; }) > 0) continue;
        next.allClaimed = true;
        TRY_DONE(memory::checked(connection, memory::updateInstruction(*db, at, std::move(next))));
        ++marked;
    }
    return marked;
}

Result<std::vector<ClaimableRow>> claimableRows(store::Connection& connection, InstructionId instruction,
                                                std::int64_t rowsMax) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<ClaimableRow> found;
    for (const memory::PayoutRow& p : db->state.payouts.rows()) {
        if (static_cast<std::int64_t>(found.size()) == rowsMax) break;
        if (p.instruction == instruction && p.state == PayoutState::Unclaimed && p.hold == memory::Hold::None &&
            !memory::isSetAside(*db, p.id) && !memory::overLimit(*db, p.id))
            found.push_back({p.id, p.amountMinor, p.version, memory::merchantCodeOf(*db, p.id), p.merchantRowRef});
    }
    return found;
}

Result<std::int64_t> markProcessing(store::Connection& connection, const ClaimableRow& row, UtcTime now,
                                    const QString& actor) {
    return claimRow(connection, row, now, actor, QStringLiteral("claimed"), false);
}

Result<std::vector<ClaimableRow>> setAsideRows(store::Connection& connection, std::int64_t rowsMax) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<ClaimableRow> found;
    for (const memory::PayoutRow& p : db->state.payouts.rows()) {
        if (static_cast<std::int64_t>(found.size()) == rowsMax) break;
        if (p.state == PayoutState::Unclaimed && memory::isSetAside(*db, p.id))
            found.push_back({p.id, p.amountMinor, p.version});
    }
    return found;
}

Result<std::int64_t> markTakenOut(store::Connection& connection, const ClaimableRow& row, UtcTime now,
                                  const QString& actor) {
    return claimRow(connection, row, now, actor, QStringLiteral("set aside"), true);
}

Done insertAttempt(store::Connection& connection, PayoutId payout, int attemptNo, ChannelId channel,
                   const QString& orderNo, std::int64_t epoch, UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    memory::AttemptRow attempt;
    attempt.payout = payout;
    attempt.attemptNo = attemptNo;
    attempt.channel = channel;
    attempt.orderNo = orderNo;
    attempt.epoch = epoch;
    attempt.createdAt = now;
    return memory::checked(connection, memory::insertAttempt(*db, std::move(attempt)));
}

Result<std::vector<RepaidPayout>> repaidPayouts(store::Connection& connection, std::int64_t rowsMax) {
    TRY(const Database* db, memory::reach(connection));
    const memory::LeaseRow* lease = leaseOf(*db, QStringLiteral("send"));
    std::vector<RepaidPayout> found;
    for (const memory::PayoutRow& p : db->state.payouts.rows()) {
        if (static_cast<std::int64_t>(found.size()) == rowsMax) break;
        if (p.state != PayoutState::Processing || p.lastReason != u"pay again" || p.hold != memory::Hold::None ||
            memory::stopOf(*db, p.id) || memory::overLimit(*db, p.id))
            continue;
        const memory::InstructionRow& i = memory::instructionOf(*db, p.id);
        if (!isRepayOpen(*db, memory::channelOf(*db, i.channel))) continue;
        RepaidPayout repaid{p.id, i.channel, memory::merchantCodeOf(*db, p.id), p.merchantRowRef};
        bool isTaken = false;
        memory::forAttempts(*db, p.id, [&](const memory::AttemptRow& a) {
            repaid.lastAttempt = std::max(repaid.lastAttempt, a.attemptNo);
            const bool goesOut = mayGoOut(*db, a);
            repaid.lastGoesOut |= goesOut;
            isTaken |= (!goesOut && a.state != AttemptState::Burnt) || (goesOut && lease && a.epoch == lease->epoch);
        });
        if (!isTaken) found.push_back(repaid);
    }
    return found;
}

Done adoptAttempt(store::Connection& connection, PayoutId payout, int attemptNo, std::int64_t epoch) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::attemptAt(*db, payout, attemptNo);
    if (at == db->state.attempts.size()) return {};
    memory::AttemptRow next = db->state.attempts[at];
    if (next.state != AttemptState::Prepared && next.state != AttemptState::Unknown) return {};
    next.epoch = epoch;
    return memory::checked(connection, memory::updateAttempt(*db, at, std::move(next)));
}

Result<std::vector<Orphan>> expiredResends(store::Connection& connection, std::int64_t rowsMax) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<Orphan> found;
    for (const memory::PayoutRow& p : db->state.payouts.rows()) {
        if (static_cast<std::int64_t>(found.size()) == rowsMax) break;
        if (p.state != PayoutState::Processing || p.lastReason != u"pay again") continue;
        memory::forAttempts(*db, p.id, [&](const memory::AttemptRow& a) {
            if (a.state == AttemptState::Unknown && !memory::isResendable(*db, a))
                found.push_back({p.id, a.attemptNo, true, p.version});
        });
    }
    return found;
}

Done markNumberExpired(store::Connection& connection, const Orphan& orphan, UtcTime now, std::chrono::milliseconds lock,
                       const QString& actor) {
    return toException(connection, orphan, now, lock, actor, QStringLiteral("NUMBER_EXPIRED"));
}

Result<std::vector<ChannelId>> sendableChannels(store::Connection& connection, std::int64_t epoch) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<ChannelId> found;
    if (memory::isQuarantined(*db)) return found;
    for (const memory::ChannelRow& c : db->state.channels.rows()) {
        if (c.stopped || c.health != u"UP" || memory::pauseOf(*db, c).sending) continue;
        const bool hasRow = db->state.attempts.any(
            [&](const memory::AttemptRow& a) { return a.channel == c.id && isSendable(*db, a, epoch); });
        if (hasRow) found.push_back(c.id);
    }
    return found;
}

Result<std::optional<PreparedAttempt>> nextPrepared(store::Connection& connection, std::int64_t epoch,
                                                    ChannelId channel) {
    TRY(const Database* db, memory::reach(connection));
    const memory::AttemptRow* first = nullptr;
    for (const memory::AttemptRow& a : db->state.attempts.rows())
        if (a.channel == channel && isSendable(*db, a, epoch) &&
            (!first || std::pair(a.payout, a.attemptNo) < std::pair(first->payout, first->attemptNo)))
            first = &a;
    if (!first) return std::nullopt;
    const memory::PayoutRow& p = memory::payoutOf(*db, first->payout);
    PreparedAttempt attempt;
    attempt.payout = first->payout;
    attempt.attemptNo = first->attemptNo;
    attempt.channel = first->channel;
    attempt.sendNo = first->sends + 1;
    attempt.order.txnTime = first->txnTime;
    attempt.order.orderNo = first->orderNo;
    attempt.order.amount = Money{p.amountMinor, p.currency};
    attempt.order.payeeName = p.payeeName;
    attempt.order.payeeAccount = p.payeeAccount;
    attempt.order.payeeKind = p.accountKind;
    attempt.order.payeeBankCode = p.bankCode;
    attempt.order.remark = p.purpose;
    return attempt;
}

Done lockForArm(store::Connection& connection, const ArmRequest&) {
    TRY(const Database* db, memory::reachToWrite(connection));
    Q_UNUSED(db); // one writer anyway
    return {};
}

Result<std::int64_t> armIfAllowed(store::Connection& connection, const ArmRequest& request, UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::attemptAt(*db, request.payout, request.attemptNo);
    if (at == db->state.attempts.size() || !mayArm(*db, request, db->state.attempts[at])) return 0;
    memory::AttemptRow next = db->state.attempts[at];
    next.state = AttemptState::Armed;
    ++next.sends;
    next.armedAt = next.armedAt.value_or(now);
    next.txnTime = request.txnTime;
    next.payloadDigest = request.payloadDigest;
    next.neededThrough = std::max(next.neededThrough.value_or(UtcTime(INT64_MIN)), request.neededThrough);
    next.nextQuery = request.firstQueryAt;
    TRY_DONE(memory::checked(connection, memory::updateAttempt(*db, at, std::move(next))));
    return 1;
}

Done insertSend(store::Connection& connection, const ArmRequest& request, UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    memory::SendRow send;
    send.payout = request.payout;
    send.attemptNo = request.attemptNo;
    send.sendNo = request.sendNo;
    send.armedAt = now;
    send.epoch = request.lease.epoch;
    send.host = request.lease.host;
    send.payloadDigest = request.payloadDigest;
    send.protocol = request.protocol;
    return memory::checked(connection, memory::insertSend(*db, send));
}

Result<std::optional<UtcTime>> permitOf(store::Connection& connection, const ArmRequest& request) {
    TRY(const Database* db, memory::reach(connection));
    for (const memory::SendRow& s : db->state.sends.rows())
        if (s.payout == request.payout && s.attemptNo == request.attemptNo && s.sendNo == request.sendNo &&
            s.epoch == request.lease.epoch && s.host == request.lease.host)
            return s.armedAt;
    return std::nullopt;
}

Done whyStopped(store::Connection& connection, PayoutId payout) {
    TRY(const Database* db, memory::reach(connection));
    if (const auto refusal = memory::stopOf(*db, payout)) return rules::refuse(*refusal);
    return {};
}

Done whyOverLimit(store::Connection& connection, PayoutId payout) {
    TRY(const Database* db, memory::reach(connection));
    if (const auto kind = memory::overLimit(*db, payout))
        return rules::refuse(rules::Refusal::LimitExceeded, rules::storedName(*kind));
    return {};
}

Done whyNotArmed(store::Connection& connection, const ArmRequest& request) {
    using rules::Refusal;
    using rules::refuse;
    TRY(const Database* db, memory::reach(connection));
    const std::size_t at = memory::attemptAt(*db, request.payout, request.attemptNo);
    if (at == db->state.attempts.size()) return refuse(Refusal::AttemptNotPrepared);
    const memory::AttemptRow& a = db->state.attempts[at];
    if (db->protocol != request.protocol) return refuse(Refusal::OtherProtocol);
    if (a.state == AttemptState::Unknown && isPayoutReady(*db, a.payout) && !memory::isResendable(*db, a))
        return refuse(Refusal::NumberExpired);
    if (!mayGoOut(*db, a)) return refuse(Refusal::AttemptNotPrepared, storedName(a.state));
    if (a.epoch != request.lease.epoch || !isLeaseOurs(*db, request, a))
        return refuse(Refusal::StaleEpoch, request.lease.host);
    if (!isPayoutReady(*db, a.payout)) return refuse(Refusal::TransitionForbidden);
    if (memory::isListed(*db, memory::payoutOf(*db, a.payout).payeeAccount)) return refuse(Refusal::NotScreened);
    TRY_DONE(whyStopped(connection, request.payout));
    if (memory::isQuarantined(*db)) return refuse(Refusal::Quarantined);
    if (!memory::isEgressWatching(*db)) return refuse(Refusal::EgressMissing);
    if (memory::isRemembered(*db, a.payout, a.attemptNo)) return refuse(Refusal::SentBeforeRestore);
    if (memory::channelOf(*db, a.channel).stopped) return refuse(Refusal::ChannelStopped);
    TRY_DONE(whyOverLimit(connection, request.payout));
    if (!a.payloadDigest.isEmpty() && a.payloadDigest != request.payloadDigest) return refuse(Refusal::PayloadChanged);
    if (isClockBehindTrail(*db)) return refuse(Refusal::ClockGuard);
    return refuse(Refusal::PauseWindow);
}

Result<std::vector<Orphan>> orphansBefore(store::Connection& connection, std::int64_t epoch, std::int64_t rowsMax) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<Orphan> found;
    for (const memory::PayoutRow& p : db->state.payouts.rows()) {
        if (static_cast<std::int64_t>(found.size()) == rowsMax) break;
        if (p.state != PayoutState::Processing) continue;
        if (memory::anyAttempt(*db, p.id, [](const auto& a) {
                return a.state == AttemptState::Unknown || a.state == AttemptState::Settled;
            }))
            continue;
        const memory::AttemptRow* live = nullptr;
        memory::forAttempts(*db, p.id, [&](const memory::AttemptRow& a) {
            if (a.state == AttemptState::Prepared || a.state == AttemptState::Armed) live = &a;
        });
        const bool isPrepared = live && live->state == AttemptState::Prepared;
        const bool isLeft = p.lastReason != u"pay again" && (!live || (isPrepared && live->epoch < epoch));
        const bool isArmed = live && live->state == AttemptState::Armed;
        const bool isOpen = isArmed && db->state.sends.any([&](const memory::SendRow& s) {
            return s.payout == p.id && s.attemptNo == live->attemptNo && s.epoch < epoch && !s.closedAt;
        });
        if (isLeft || isOpen) found.push_back({p.id, live ? live->attemptNo : 0, isArmed, p.version});
    }
    return found;
}

Done markUnsent(store::Connection& connection, const Orphan& orphan, UtcTime now, std::chrono::milliseconds lock,
                const QString& actor) {
    TRY(const Database* db, memory::reachToWrite(connection));
    const bool isArmed =
        memory::anyAttempt(*db, orphan.payout, [](const auto& a) { return a.state == AttemptState::Armed; });
    if (!orphan.armed && isArmed) return unavailable(QStringLiteral("Serialization"));
    return toException(connection, orphan, now, lock, actor,
                       orphan.armed ? QStringLiteral("SENT_NO_ANSWER") : QStringLiteral("NOT_SENT_LOCALLY"));
}

Result<std::int64_t> payoutVersion(store::Connection& connection, PayoutId payout) {
    TRY(const Database* db, memory::reach(connection));
    return memory::payoutOf(*db, payout).version;
}

Done markAttemptUnknown(store::Connection& connection, PayoutId payout, int attemptNo) {
    TRY(Database * db, memory::reachToWrite(connection));
    const std::size_t at = memory::attemptAt(*db, payout, attemptNo);
    if (at == db->state.attempts.size() || db->state.attempts[at].state != AttemptState::Armed) return {};
    memory::AttemptRow next = db->state.attempts[at];
    next.state = AttemptState::Unknown;
    return memory::checked(connection, memory::updateAttempt(*db, at, std::move(next)));
}

Result<std::vector<UnpaidPayout>> unpaidSince(store::Connection& connection, UtcTime before, std::int64_t rowsMax) {
    TRY(const Database* db, memory::reach(connection));
    std::vector<UnpaidPayout> found;
    for (const memory::PayoutRow& p : db->state.payouts.rows())
        if (p.state == PayoutState::Processing && p.stateAt < before)
            found.push_back(
                {p.id, Money{p.amountMinor, p.currency}, p.stateAt,
                 memory::anyAttempt(*db, p.id, [](const auto& a) { return a.state == AttemptState::Armed; })});
    for (const memory::PayoutRow& p : db->state.payouts.rows()) {
        const memory::InstructionRow& i = memory::instructionOf(*db, p.id);
        if (i.state == rules::InstructionState::ApprovedProcessing && !i.allClaimed && i.approvedAt < before &&
            p.state == PayoutState::Unclaimed && p.hold == memory::Hold::None)
            found.push_back({p.id, Money{p.amountMinor, p.currency}, i.approvedAt, false});
    }
    if (static_cast<std::int64_t>(found.size()) > rowsMax) found.resize(static_cast<std::size_t>(rowsMax));
    return found;
}

Done askSoon(store::Connection& connection, PayoutId payout, UtcTime now) {
    TRY(Database * db, memory::reachToWrite(connection));
    for (std::size_t at = 0; at < db->state.attempts.size(); ++at) {
        memory::AttemptRow next = db->state.attempts[at];
        if (next.payout != payout || (next.state != AttemptState::Armed && next.state != AttemptState::Unknown))
            continue;
        if (!next.nextQuery || *next.nextQuery <= now) continue;
        next.nextQuery = now;
        TRY_DONE(memory::checked(connection, memory::updateAttempt(*db, at, std::move(next))));
    }
    return {};
}

} // namespace payout::dispatch
