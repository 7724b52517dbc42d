// SPDX-License-Identifier: GPL-3.0-or-later
// Quarantine and what egresses remember: m0006_quarantine.cpp.
#include "core/rules/refusal.h"
#include "tests/support/memory_store/memory_changes.h"

#include <algorithm>

namespace payout::memory {

namespace {

using rules::Refusal;
using rules::refuse;
using rules::Role;

Done guardRelease(const Database& db, const QuarantineRow& old, const QuarantineRow& next) {
    if (old.state != QuarantineState::Proposed || next.proposedBy != old.proposedBy ||
        next.proposedAt != old.proposedAt || next.withoutEgress != old.withoutEgress)
        return refuse(Refusal::NotProposed);
    if (next.releasedBy == next.proposedBy) return refuse(Refusal::MakerIsChecker);
    if (!hasRole(db, next.releasedBy, {Role::Supervisor, Role::Auditor})) return refuse(Refusal::RoleMissing);
    if (!uncompared(db, next).isEmpty()) return refuse(Refusal::NotCompared);
    if (!unreported(db, next).isEmpty()) return refuse(Refusal::EgressMissing);
    return {};
}

QString nameOf(QuarantineState state) {
    switch (state) {
    case QuarantineState::Raised: return QStringLiteral("RAISED");
    case QuarantineState::Proposed: return QStringLiteral("PROPOSED");
    case QuarantineState::Released: return QStringLiteral("RELEASED");
    }
    return {};
}

} // namespace

Done insertQuarantine(Database& db, QuarantineRow row) {
    if (db.state.quarantines.any([](const QuarantineRow& q) { return q.state != QuarantineState::Released; }))
        return refuse(Refusal::Quarantined);
    row.id = static_cast<std::int64_t>(db.state.quarantines.size()) + 1;
    db.state.quarantines.append(row);
    return insertTrail(db, {db.clock, row.raisedBy, QStringLiteral("quarantine"), row.id, QStringLiteral("raised"),
                            QString(), QStringLiteral("RAISED"), row.detail});
}

Done updateQuarantine(Database& db, std::size_t at, QuarantineRow next) {
    const QuarantineRow old = db.state.quarantines[at];
    if (old.state == QuarantineState::Released) return refuse(Refusal::AppendOnly);
    const bool releases = next.state == QuarantineState::Released;
    if (releases) TRY_DONE(guardRelease(db, old, next));
    if (!releases && !hasRole(db, next.proposedBy, {Role::Supervisor})) return refuse(Refusal::RoleMissing);
    db.state.quarantines.put(at, next);
    if (releases)
        TRY_DONE(
            insertBaseline(db, {static_cast<std::int64_t>(db.state.baselines.size()) + 1, db.identifier, db.timeline}));
    const PersonId person = releases ? *next.releasedBy : *next.proposedBy;
    return insertTrail(db, {db.clock, loginOf(db, person), QStringLiteral("quarantine"), next.id,
                            QStringLiteral("state"), nameOf(old.state), nameOf(next.state), next.withoutEgress});
}

Done insertBaseline(Database& db, const BaselineRow& row) {
    const auto& quarantines = db.state.quarantines.rows();
    const bool fromRelease = !quarantines.empty() && quarantines.back().state == QuarantineState::Released;
    if (db.state.sends.size() > 0 && !fromRelease) return refuse(Refusal::Quarantined);
    db.state.baselines.append(row);
    return {};
}

bool isQuarantined(const Database& db) {
    if (db.state.quarantines.any([](const QuarantineRow& q) { return q.state != QuarantineState::Released; }))
        return true;
    const auto& baselines = db.state.baselines.rows();
    return !baselines.empty() &&
           (baselines.back().identifier != db.identifier || baselines.back().timeline != db.timeline);
}

bool isEgressWatching(const Database& db) {
    const auto hasLooked = [&](const QString& egress, UtcTime since) {
        return db.state.watches.any([&](const EgressWatchRow& w) { return w.egress == egress && w.seen >= since; });
    };
    return std::ranges::all_of(db.state.egresses.rows(), [&](const QString& egress) {
        if (hasLooked(egress, std::max(db.clock - std::chrono::seconds(60), db.startedAt))) return true;
        return db.state.quarantines.any([&](const QuarantineRow& q) { // declared lost, and not seen since
            return q.state == QuarantineState::Released && q.withoutEgress.split(u',').contains(egress) &&
                   !hasLooked(egress, *q.releasedAt);
        });
    });
}

const QString& merchantCodeOf(const Database& db, PayoutId payout) {
    return db.state.merchants[static_cast<std::size_t>(payoutOf(db, payout).merchant.value) - 1].code;
}

bool isAbout(const Database& db, const RememberedRow& remembered, PayoutId payout) {
    return remembered.merchantRowRef == payoutOf(db, payout).merchantRowRef &&
           remembered.merchantCode == merchantCodeOf(db, payout);
}

bool isRemembered(const Database& db, PayoutId payout, int attemptNo) {
    const bool isThisOrLater = db.state.remembered.any(
        [&](const RememberedRow& r) { return r.attemptNo >= attemptNo && isAbout(db, r, payout); });
    return isThisOrLater || forgottenAttempt(db, payout).has_value();
}

std::optional<int> forgottenAttempt(const Database& db, PayoutId payout) {
    std::optional<int> highest;
    for (const RememberedRow& r : db.state.remembered.rows()) {
        if (!isAbout(db, r, payout)) continue;
        const bool isTaken = anyAttempt(db, payout, [&](const AttemptRow& a) {
            const bool isOver = a.state == rules::AttemptState::Settled || a.state == rules::AttemptState::Burnt;
            return a.attemptNo == r.attemptNo && a.armedAt && (isOver || a.sends >= r.sendNo);
        });
        const bool isOther = db.state.mismatches.any(
            [&](const MismatchRow& m) { return m.payout == payout && m.attemptNo == r.attemptNo; });
        if (!isTaken && !isOther) highest = std::max(highest.value_or(0), r.attemptNo);
    }
    return highest;
}

QStringList uncompared(const Database& db, const QuarantineRow& quarantine) {
    QStringList found;
    for (const ChannelRow& c : db.state.channels.rows()) {
        const bool hasOrders = db.state.attempts.any([&](const AttemptRow& a) { return a.channel == c.id; }) ||
                               db.state.remembered.any([&](const RememberedRow& r) { return r.channelCode == c.code; });
        const bool isCompared = db.state.comparisons.any(
            [&](const ComparisonRow& k) { return k.channel == c.id && k.cut >= quarantine.raisedAt; });
        if (!c.stopped && hasOrders && !isCompared) found << c.code;
    }
    return found;
}

QStringList unreported(const Database& db, const QuarantineRow& quarantine) {
    QStringList found;
    for (const QString& egress : db.state.egresses.rows()) {
        const bool isReported = db.state.reports.any(
            [&](const QuarantineReportRow& r) { return r.quarantine == quarantine.id && r.egress == egress; });
        if (!isReported && !quarantine.withoutEgress.split(u',').contains(egress)) found << egress;
    }
    return found;
}

} // namespace payout::memory
