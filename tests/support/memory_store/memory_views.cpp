// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/memory_store/memory_changes.h"

#include <algorithm>

namespace payout::memory {

namespace {

constexpr std::int64_t dayMs = 86'400'000;

bool isHealthyNo(rules::Outcome outcome) {
    return outcome == rules::Outcome::FailedFinal || outcome == rules::Outcome::PayeeError ||
           outcome == rules::Outcome::NotExistExplicit;
}

const StatementFileRow& fileOf(const Database& db, StatementFileId id) {
    const std::size_t at = db.state.files.find([&](const StatementFileRow& f) { return f.id == id; });
    CHECK(at < db.state.files.size());
    return db.state.files[at];
}

bool shows(const Database& db, const BankLineRow& line) {
    return line.isDebit && line.status != LineStatus::Info && fileOf(db, line.file).state != FileState::Rejected;
}

} // namespace

Pause pauseOf(const Database& db, const ChannelRow& channel) {
    const std::int64_t at = (db.clock.ms + 28'800'000) % dayMs;
    const bool wraps = channel.pauseBeginMs > channel.pauseEndMs;
    const bool inside = wraps ? at >= channel.pauseBeginMs || at < channel.pauseEndMs
                              : at >= channel.pauseBeginMs && at < channel.pauseEndMs;
    const std::int64_t untilBegin = (channel.pauseBeginMs - at + dayMs - 1) % dayMs + 1;
    if (!channel.pauseEnabled) return {};
    return {inside || untilBegin <= channel.sendTimeoutMs, inside};
}

bool isDayClosed(const Database& db, PayoutId payout) {
    const InstructionRow& i = instructionOf(db, payout);
    return db.state.closedDays.any(
        [&](const ClosedDayRow& d) { return d.channel == i.channel && d.date == i.businessDate; });
}

std::optional<rules::Refusal> stopOf(const Database& db, PayoutId payout) {
    const MerchantId merchant = payoutOf(db, payout).merchant;
    const auto isStopped = [&](MerchantId which) {
        return db.state.stops.any([&](const StopRow& s) { return s.merchant == which && s.stopped; });
    };
    if (isStopped(MerchantId())) return rules::Refusal::AllStopped;
    if (isStopped(merchant)) return rules::Refusal::MerchantStopped;
    if (isDayClosed(db, payout)) return rules::Refusal::DayClosed;
    return std::nullopt;
}

std::optional<rules::LimitKind> overLimit(const Database& db, PayoutId payout) {
    const PayoutRow& row = payoutOf(db, payout);
    const auto sent = [&](auto counts) {
        std::int64_t sum = 0;
        for (const SendRow& s : db.state.sends.rows()) {
            const PayoutRow& other = payoutOf(db, s.payout);
            if (s.sendNo == 1 && other.currency == row.currency && counts(s, other)) sum += other.amountMinor;
        }
        return sum;
    };
    const auto isToday = [&](UtcTime at) { return businessDateOf(at) == businessDateOf(db.clock); };
    const auto before = [&](rules::LimitKind kind) -> std::int64_t {
        switch (kind) {
        case rules::LimitKind::Payout: return 0;
        case rules::LimitKind::PayeeDay:
            return sent([&](const SendRow& s, const PayoutRow& other) {
                return other.payeeAccount == row.payeeAccount && isToday(s.armedAt);
            });
        case rules::LimitKind::Hour:
            return sent(
                [&](const SendRow& s, const PayoutRow&) { return s.armedAt.ms / 60'000 >= db.clock.ms / 60'000 - 60; });
        case rules::LimitKind::Day: return sent([&](const SendRow& s, const PayoutRow&) { return isToday(s.armedAt); });
        }
        return 0;
    };
    for (const rules::LimitKind kind : rules::limitKinds)
        for (const LimitRow& limit : db.state.limits.rows())
            if (limit.kind == kind && limit.currency == row.currency && limit.minor &&
                row.amountMinor + before(kind) > *limit.minor)
                return kind;
    return std::nullopt;
}

std::vector<PaidEarlier> paidEarlier(const Database& db, PayoutId payout) {
    std::vector<PaidEarlier> found;
    const PayoutRow& row = payoutOf(db, payout);
    forAttempts(db, payout, [&](const AttemptRow& t) {
        if (t.state != rules::AttemptState::Burnt || !t.armedAt) return;
        for (const AnswerRow& a : db.state.answers.rows())
            if (a.payout == payout && a.attemptNo == t.attemptNo && a.operation == u"QUERY" &&
                a.outcome == rules::Outcome::Success && a.amountAndOrderEqual)
                found.push_back({t.attemptNo, a.id, std::nullopt});
        for (const BankLineRow& b : db.state.lines.rows())
            if (b.channel == t.channel && b.orderNo == t.orderNo && isConfirming(db, b.file) && b.isDebit &&
                b.status == LineStatus::Booked && !b.isReturn && b.amountMinor == row.amountMinor &&
                b.currency == row.currency)
                found.push_back({t.attemptNo, std::nullopt, b.id.value});
    });
    return found;
}

bool isProvenDead(const Database& db, const AttemptRow& t) {
    const PayoutRow& p = payoutOf(db, t.payout);
    const ChannelRow& c = channelOf(db, t.channel);
    if (t.state != rules::AttemptState::Unknown || p.state != rules::PayoutState::Exception) return false;
    if (!p.unlocksAt || db.clock < *p.unlocksAt) return false;
    if (c.health != u"UP" || !c.upSince || db.clock.ms < c.upSince->ms + c.stableMs) return false;
    if (!t.neededThrough || !c.coveredThrough || *c.coveredThrough < *t.neededThrough) return false;
    const AnswerRow* newest = nullptr;
    for (const AnswerRow& a : db.state.answers.rows())
        if (a.payout == t.payout && a.attemptNo == t.attemptNo && a.operation == u"QUERY") newest = &a;
    if (!newest || newest->at < *p.unlocksAt || !isHealthyNo(newest->outcome)) return false;
    return !db.state.lines.any(
        [&](const BankLineRow& b) { return b.channel == t.channel && b.orderNo == t.orderNo && shows(db, b); });
}

bool isResendable(const Database& db, const AttemptRow& a) {
    const PayoutRow& p = payoutOf(db, a.payout);
    if (a.state != rules::AttemptState::Unknown || p.state != rules::PayoutState::Processing || a.sends >= 3)
        return false;
    if (db.clock.ms - a.armedAt->ms >= channelOf(db, a.channel).resendWindowMs) return false;
    if (db.state.remembered.any([&](const RememberedRow& r) { return r.orderNo == a.orderNo; })) return false;
    return db.state.actions.any([&](const ActionRow& e) {
        return e.payout == p.id && e.action == rules::ExceptionAction::Repay && e.state == ActionState::Confirmed &&
               e.payoutVersion + 1 == p.version &&
               !db.state.sends.any([&](const SendRow& s) { return s.payout == p.id && s.armedAt >= *e.decidedAt; });
    });
}

std::vector<PersonId> statementHands(const Database& db, PayoutId payout) {
    std::vector<PersonId> hands;
    const auto add = [&](std::optional<PersonId> hand) {
        if (hand && std::ranges::find(hands, *hand) == hands.end()) hands.push_back(*hand);
    };
    forAttempts(db, payout, [&](const AttemptRow& a) {
        for (const StatementFileRow& f : db.state.files.rows()) {
            const bool counts = f.state == FileState::Loaded || f.state == FileState::Accepted;
            const bool reaches = f.channel == a.channel && a.armedAt && f.to > *a.armedAt &&
                                 (!a.neededThrough || f.from < *a.neededThrough);
            if (counts && reaches && a.state != rules::AttemptState::Burnt) {
                add(f.loadedBy);
                add(f.acceptedBy);
            }
            const bool names = db.state.lines.any([&](const BankLineRow& b) {
                return b.file == f.id && b.channel == a.channel && b.orderNo == a.orderNo;
            });
            if (f.state == FileState::Rejected && names) add(f.rejectedBy);
        }
    });
    return hands;
}

bool isConfirming(const Database& db, StatementFileId file) {
    const StatementFileRow& f = fileOf(db, file);
    return f.state == FileState::Accepted ||
           (f.state == FileState::Loaded && (f.isProven || !channelOf(db, f.channel).statesBalances));
}

bool statementShowsPaid(const Database& db, PayoutId payout) {
    return db.state.lines.any([&](const BankLineRow& b) {
        return shows(db, b) && anyAttempt(db, payout, [&](const AttemptRow& a) {
                   return a.channel == b.channel && a.orderNo == b.orderNo;
               });
    });
}

const AnswerRow* newestQuery(const Database& db, PayoutId payout) {
    const auto& answers = db.state.answers.rows();
    for (auto it = answers.rbegin(); it != answers.rend(); ++it) {
        if (it->payout != payout || it->operation != u"QUERY") continue;
        const std::size_t at = attemptAt(db, payout, it->attemptNo);
        if (db.state.attempts[at].state != rules::AttemptState::Burnt) return &*it;
    }
    return nullptr;
}

std::size_t payoutAt(const Database& db, PayoutId id) {
    const auto& rows = db.state.payouts.rows();
    const auto it = std::ranges::lower_bound(rows, id, {}, &PayoutRow::id);
    return it != rows.end() && it->id == id ? static_cast<std::size_t>(it - rows.begin()) : rows.size();
}

std::size_t attemptAt(const Database& db, PayoutId payout, int attemptNo) {
    return db.state.attempts.find([&](const AttemptRow& a) { return a.payout == payout && a.attemptNo == attemptNo; });
}

const PayoutRow& payoutOf(const Database& db, PayoutId id) {
    const std::size_t at = payoutAt(db, id);
    CHECK(at < db.state.payouts.size());
    return db.state.payouts[at];
}

const InstructionRow& instructionOf(const Database& db, PayoutId id) {
    const auto wanted = payout::instructionOf(id);
    const std::size_t at = db.state.instructions.find([&](const InstructionRow& i) { return i.id == wanted; });
    CHECK(at < db.state.instructions.size());
    return db.state.instructions[at];
}

const ChannelRow& channelOf(const Database& db, ChannelId id) {
    const std::size_t at = db.state.channels.find([&](const ChannelRow& c) { return c.id == id; });
    CHECK(at < db.state.channels.size());
    return db.state.channels[at];
}

const QString& loginOf(const Database& db, PersonId id) {
    const std::size_t at = db.state.people.find([&](const PersonRow& p) { return p.id == id; });
    CHECK(at < db.state.people.size());
    return db.state.people[at].login;
}

bool hasRole(const Database& db, std::optional<PersonId> id, const QSet<rules::Role>& roles) {
    return id && db.state.people.any(
                     [&](const PersonRow& p) { return p.id == *id && p.active && p.roles.intersects(roles); });
}

bool isListed(const Database& db, const QString& account) {
    return db.state.screeningList.any([&](const QString& listed) { return listed == account; });
}

bool isSetAside(const Database& db, PayoutId id) {
    return db.state.setAside.any([&](const SetAsideRow& row) { return row.payout == id; });
}

} // namespace payout::memory
