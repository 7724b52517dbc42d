// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/payout_checker/facts.h"

#include <algorithm>
#include <array>
#include <set>

namespace payout::checker {

namespace {

struct Checking {
    const Facts& facts;
    std::vector<Finding> findings;

    void say(const char* invariant, const std::string& what) { findings.push_back({invariant, what}); }

    std::vector<const Attempt*> attemptsOf(std::int64_t payout) const {
        std::vector<const Attempt*> found;
        for (const Attempt& a : facts.attempts)
            if (a.payout == payout) found.push_back(&a);
        std::ranges::sort(found, {}, [](const Attempt* a) { return a->no; });
        return found;
    }
    const Attempt* attemptOf(const std::string& orderNo) const {
        const auto it = std::ranges::find(facts.attempts, orderNo, &Attempt::orderNo);
        return it == facts.attempts.end() ? nullptr : &*it;
    }
    const Payout* payoutOf(std::int64_t id) const {
        const auto it = std::ranges::find(facts.payouts, id, &Payout::id);
        return it == facts.payouts.end() ? nullptr : &*it;
    }
    const Instruction* instructionOf(std::int64_t payout) const {
        const Payout* p = payoutOf(payout);
        if (!p) return nullptr;
        const auto it = std::ranges::find(facts.instructions, p->instruction, &Instruction::id);
        return it == facts.instructions.end() ? nullptr : &*it;
    }
    bool isExecuted(const std::string& orderNo) const {
        return std::ranges::find(facts.executions, orderNo, &Execution::orderNo) != facts.executions.end();
    }
};

std::string text(std::int64_t number) { return std::to_string(number); }

void moneyLeavesOnce(Checking& c) {
    std::map<std::string, int> times;
    for (const Execution& e : c.facts.executions) ++times[e.payee];
    for (const auto& [payee, count] : times)
        if (count > 1) c.say("I1", "the row of payee " + payee + " left " + text(count) + " times");
}

void approvedOnly(Checking& c) {
    for (const Execution& e : c.facts.executions) {
        std::optional<std::int64_t> approvedAt;
        bool isContentEqual = false;
        for (const Approval& a : c.facts.approvals) {
            if (a.payee != e.payee || a.at > e.at) continue;
            approvedAt = approvedAt ? std::min(*approvedAt, a.at) : a.at;
            isContentEqual = isContentEqual || a.amount == e.amount;
        }
        if (!approvedAt)
            c.say("I2", e.orderNo + " was never approved");
        else if (!isContentEqual)
            c.say("I3", e.orderNo + " left with another amount or payee than was approved");
        const Attempt* attempt = c.attemptOf(e.orderNo);
        if (!c.facts.wasRestored && !c.facts.hasClockJumped &&
            (!attempt || !attempt->armedAt || *attempt->armedAt < *approvedAt))
            c.say("I2", e.orderNo + " has no armed attempt behind its approval");
    }
}

void nothingLost(Checking& c) {
    if (!c.facts.faultsHaveStopped) return;
    for (const Payout& before : c.facts.payoutsWhenApproved) {
        const Payout* now = c.payoutOf(before.id);
        if (!now)
            c.say("I4", "payout " + text(before.id) + " is gone");
        else if (now->state == "EXCEPTION" && !now->hasLock)
            c.say("I4", "payout " + text(before.id) + " is an exception that nobody has to look at");
    }
}

bool isPayoutExecuted(const Checking& c, const Payout& payout) {
    return std::ranges::any_of(c.facts.executions, [&](const Execution& e) { return e.payee == payout.payee; });
}

void paidMeansPaid(Checking& c) {
    for (const Attempt& a : c.facts.attempts) {
        if (a.state == "SETTLED" && !c.isExecuted(a.orderNo)) c.say("I5", a.orderNo + " is settled and never left");
        if (a.state == "BURNT" && c.isExecuted(a.orderNo)) {
            const Payout* p = c.payoutOf(a.payout);
            if (!p || !p->hasIncident) c.say("I5", a.orderNo + " was given up and left, and nobody is told");
        }
    }
    for (const Payout& p : c.facts.payouts) {
        if (p.state == "SUCCESS" && !isPayoutExecuted(c, p))
            c.say("I5", "payout " + text(p.id) + " is SUCCESS and never left");
        if (p.state == "RETURNED" && isPayoutExecuted(c, p))
            c.say("I5", "payout " + text(p.id) + " was given back and left as well");
    }
}

void oneLiveAttempt(Checking& c) {
    for (const Payout& p : c.facts.payouts) {
        const auto attempts = c.attemptsOf(p.id);
        int live = 0;
        int expected = 0;
        for (const Attempt* a : attempts) {
            live += a->state != "BURNT" ? 1 : 0;
            if (a->no != ++expected) c.say("I6", "payout " + text(p.id) + " lacks attempt " + text(expected));
        }
        if (live > 1) c.say("I6", "payout " + text(p.id) + " has " + text(live) + " live attempts");
    }
}

// A function of the row and the attempt, whatever the database remembers: one number for each, and never the same.
void numberIsDerived(Checking& c) {
    std::map<std::string, std::pair<std::int64_t, std::string>> content; // of a number, for ever
    for (const Request& r : c.facts.requests) {
        const auto [it, isNew] = content.try_emplace(r.orderNo, r.amount, r.payee);
        if (!isNew && it->second != std::pair(r.amount, r.payee))
            c.say("I7", r.orderNo + " was sent with other content");
    }
    std::map<std::string, std::string> stemOf; // of a row
    const auto hasStem = [&](const std::string& payee, const std::string& orderNo) {
        const std::string stem = orderNo.substr(0, orderNo.size() - 2);
        const auto [it, isNew] = stemOf.try_emplace(payee, stem);
        return isNew || it->second == stem;
    };
    for (const Request& r : c.facts.requests)
        if (!hasStem(r.payee, r.orderNo)) c.say("I7", r.orderNo + " is not the number of its row");
    for (const Attempt& a : c.facts.attempts) {
        const Payout* p = c.payoutOf(a.payout);
        if (p && !hasStem(p->payee, a.orderNo)) c.say("I7", a.orderNo + " is not the number of its row");
        if (std::stoi(a.orderNo.substr(a.orderNo.size() - 2)) != a.no) c.say("I7", a.orderNo + " is another attempt's");
    }
    for (const Send& s : c.facts.sends)
        for (const Attempt& a : c.facts.attempts)
            if (a.payout == s.payout && a.no == s.attemptNo && a.digest != s.digest)
                c.say("I7", a.orderNo + " has a permit for other bytes");
}

void onePermitOneWire(Checking& c) {
    std::map<std::string, int> requests;
    std::set<std::int64_t> connections;
    for (const Request& r : c.facts.requests) {
        ++requests[r.orderNo];
        if (!connections.insert(r.connection).second) c.say("I8", r.orderNo + " used a connection twice");
    }
    for (const auto& [orderNo, count] : requests) {
        const Attempt* a = c.attemptOf(orderNo);
        if (!a) continue;
        const auto permits = std::ranges::count_if(
            c.facts.sends, [&](const Send& s) { return s.payout == a->payout && s.attemptNo == a->no; });
        // What an older state of the database forgot can be any permit that the channel allows.
        const std::int64_t forgotten = c.facts.wasRestored ? c.facts.numberLives > 0 ? 3 : 1 : 0;
        if (count > std::max<std::int64_t>(forgotten, permits) || permits > 3)
            c.say("I8", orderNo + " was requested " + text(count) + " times with " + text(permits) + " permits");
    }
}

// By the times that are stored, and by the bank's own: it must not have had the time to forget the number.
void againInsideTheWindow(Checking& c) {
    for (const Send& s : c.facts.sends) {
        if (s.no == 1) continue;
        const auto attempt = std::ranges::find_if(
            c.facts.attempts, [&](const Attempt& a) { return a.payout == s.payout && a.no == s.attemptNo; });
        const bool isKept =
            attempt != c.facts.attempts.end() && attempt->armedAt && s.at - *attempt->armedAt < c.facts.numberLives / 2;
        if (!isKept) c.say("I14", "payout " + text(s.payout) + " was armed again outside of its number's window");
    }
    std::map<std::string, std::int64_t> first;
    for (const Request& r : c.facts.requests) {
        const auto [it, isFirst] = first.try_emplace(r.orderNo, r.at);
        if (!isFirst && r.at - it->second >= c.facts.numberLives)
            c.say("I14", r.orderNo + " was requested again when the bank could have forgotten it");
    }
}

// A number counts once, with its first permit. By stored times, which a wrong clock of the database makes of two kinds.
void insideTheLimits(Checking& c) {
    if (c.facts.hasClockJumped) return;
    constexpr std::int64_t minute = 60'000;
    constexpr std::int64_t day = 86'400'000;
    constexpr std::int64_t zone = 28'800'000;
    std::vector<std::pair<std::int64_t, std::int64_t>> sent; // when, how much
    for (const Send& s : c.facts.sends) {
        const Payout* p = c.payoutOf(s.payout);
        if (s.no != 1 || !p) continue;
        std::int64_t hour = p->amount;
        std::int64_t today = p->amount;
        for (const auto& [at, amount] : sent) {
            if (at / minute >= s.at / minute - 60) hour += amount;
            if ((at + zone) / day == (s.at + zone) / day) today += amount;
        }
        if (c.facts.hourMost > 0 && hour > c.facts.hourMost)
            c.say("I21", "payout " + text(s.payout) + " made " + text(hour) + " in an hour");
        if (c.facts.dayMost > 0 && today > c.facts.dayMost)
            c.say("I21", "payout " + text(s.payout) + " made " + text(today) + " in a day");
        sent.emplace_back(s.at, p->amount);
    }
}

void permitBeforeByte(Checking& c) {
    for (const Request& r : c.facts.requests)
        if (!r.permitWasStored) c.say("I9", r.orderNo + " was on the wire before its permit was stored");
}

void fenceMonotone(Checking& c) {
    std::map<std::int64_t, std::pair<int, std::int64_t>> last; // payout: attempt and epoch
    for (const Send& s : c.facts.sends) {
        const auto it = last.find(s.payout);
        if (it != last.end() && s.attemptNo > it->second.first && s.epoch < it->second.second)
            c.say("I10", "payout " + text(s.payout) + " was armed by an older epoch than before");
        last[s.payout] = {s.attemptNo, s.epoch};
    }
}

void frozenContent(Checking& c) {
    for (const Payout& before : c.facts.payoutsWhenApproved)
        if (const Payout* now = c.payoutOf(before.id))
            if (now->amount != before.amount || now->fee != before.fee || now->payee != before.payee)
                c.say("I11", "payout " + text(before.id) + " changed after its approval");
}

void separated(Checking& c) {
    for (const Instruction& i : c.facts.instructions)
        if (i.approver != 0 && i.approver == i.maker) c.say("I12", "instruction " + text(i.id) + " by one person");
    for (const Decision& d : c.facts.decisions) {
        const Instruction* i = c.instructionOf(d.payout);
        if (!d.isConfirmed) continue;
        if (d.proposedBy == d.decidedBy || (i && i->maker == d.decidedBy))
            c.say("I12", "the decision on payout " + text(d.payout) + " is not two people's");
    }
}

void legalMoves(Checking& c) {
    static const std::set<std::array<std::string, 3>> legal{
        {"payout", "", "PROCESSING"},          {"payout", "PROCESSING", "SUCCESS"},
        {"payout", "PROCESSING", "EXCEPTION"}, {"payout", "EXCEPTION", "SUCCESS"},
        {"payout", "EXCEPTION", "PROCESSING"}, {"payout", "EXCEPTION", "RETURNED"},
        {"attempt", "PREPARED", "ARMED"},      {"attempt", "PREPARED", "BURNT"},
        {"attempt", "ARMED", "SETTLED"},       {"attempt", "ARMED", "UNKNOWN"},
        {"attempt", "UNKNOWN", "SETTLED"},     {"attempt", "UNKNOWN", "BURNT"},
        {"attempt", "UNKNOWN", "ARMED"},     // inside the window, see I14
        {"attempt", "PREPARED", "UNKNOWN"}}; // after a restore only, see I18
    std::map<std::int64_t, std::string> state;
    for (const Move& m : c.facts.moves) {
        if (!legal.contains({m.kind, m.from, m.to}))
            c.say("I13", m.kind + " " + text(m.id) + " moved from " + m.from + " to " + m.to);
        if (m.kind != "payout") continue;
        if (state[m.id] != m.from)
            c.say("I13", "payout " + text(m.id) + " skipped from " + state[m.id] + " to " + m.from);
        state[m.id] = m.to;
    }
    for (const Payout& p : c.facts.payouts)
        if (state[p.id] != p.state) c.say("I13", "payout " + text(p.id) + " is " + p.state + " without a trail");
}

struct Books {
    std::int64_t reserve = 0;
    std::int64_t merchant = 0;
    std::int64_t transit = 0;
    std::int64_t fee = 0;
};

void post(Books& b, const Entry& e) {
    if (e.kind == "DEPOSIT") b.reserve += e.amount, b.merchant -= e.amount;
    if (e.kind == "DEBIT_FIRST") b.merchant += e.amount + e.fee, b.transit -= e.amount, b.fee -= e.fee;
    if (e.kind == "RE_CREDIT") b.transit += e.amount, b.fee += e.fee, b.merchant -= e.amount + e.fee;
    if (e.kind == "PAID") b.transit += e.amount, b.reserve -= e.amount;
}

void conserved(Checking& c) {
    Books expected;
    for (const Entry& e : c.facts.entries) post(expected, e);
    Books stored;
    std::int64_t sum = 0;
    for (const Balance& b : c.facts.balances) {
        sum += b.minor;
        if (b.account == "1001") stored.reserve += b.minor;
        if (b.account == "2001") stored.merchant += b.minor;
        if (b.account == "2010") stored.transit += b.minor;
        if (b.account == "4001") stored.fee += b.minor;
    }
    if (sum != 0) c.say("I15", "the balances sum to " + text(sum));
    if (stored.reserve != expected.reserve || stored.merchant != expected.merchant ||
        stored.transit != expected.transit || stored.fee != expected.fee)
        c.say("I15", "a balance is not the sum of its entries");
    std::int64_t open = 0;
    for (const Payout& p : c.facts.payouts) {
        open += p.state != "SUCCESS" && p.state != "RETURNED" ? p.amount : 0;
        const auto count = [&](const char* kind) {
            return std::ranges::count_if(c.facts.entries, [&](const Entry& e) {
                return e.payout == p.id && e.kind == kind && e.amount == p.amount;
            });
        };
        if (count("PAID") != (p.state == "SUCCESS" ? 1 : 0))
            c.say("I15", "payout " + text(p.id) + ": PAID is not posted once");
        if (count("RE_CREDIT") != (p.state == "RETURNED" ? 1 : 0))
            c.say("I15", "payout " + text(p.id) + ": RE_CREDIT is not posted once");
    }
    if (stored.transit != -open) c.say("I15", "2010 is not what is open");
}

void reissued(Checking& c) {
    for (const Payout& p : c.facts.payouts) {
        const auto attempts = c.attemptsOf(p.id);
        for (std::size_t n = 1; n < attempts.size(); ++n) {
            const Attempt& before = *attempts[n - 1];
            const bool byTwo = std::ranges::any_of(c.facts.decisions, [&](const Decision& d) {
                return d.payout == p.id && d.isRepay && d.isConfirmed && before.burntAt &&
                       d.decidedAt == *before.burntAt;
            });
            const bool isNegative = std::ranges::any_of(c.facts.answers, [&](const Answer& a) {
                return a.payout == p.id && a.attemptNo == before.no && a.isQuery && a.saysNotPaid && before.burntAt &&
                       (a.at <= *before.burntAt || c.facts.hasClockJumped);
            });
            // After a restore an order may be passed over that never left, to come to the one that did.
            const bool isPassedOver = c.facts.wasRestored && !before.armedAt && before.state == "BURNT";
            if (isPassedOver) continue;
            if (before.state != "BURNT" || !byTwo || !isNegative)
                c.say("I16", "payout " + text(p.id) + " has attempt " + text(attempts[n]->no) +
                                 " though the one before was not given up by two people on evidence");
        }
    }
}

void unknownStays(Checking& c) {
    for (const Attempt& a : c.facts.attempts) {
        if (a.state != "SETTLED") continue;
        const bool byAnswer = std::ranges::any_of(c.facts.answers, [&](const Answer& x) {
            return x.payout == a.payout && x.attemptNo == a.no && x.isEqualSuccess;
        });
        const bool byLine =
            std::ranges::any_of(c.facts.lines, [&](const StatementLine& l) { return l.orderNo == a.orderNo; });
        if (!byAnswer && !byLine) c.say("I18", a.orderNo + " is settled without evidence");
    }
    if (c.facts.wasRestored) return;
    for (const Move& m : c.facts.moves)
        if (m.kind == "attempt" && m.from == "PREPARED" && m.to == "UNKNOWN")
            c.say("I18", "attempt of payout " + text(m.id) + " is in doubt though it was never armed");
}

void stoppedAndQuarantined(Checking& c) {
    for (const Request& r : c.facts.requests) {
        if (r.wasQuarantined) c.say("I22", r.orderNo + " was sent in quarantine");
        if (r.wasStopped) c.say("I24", r.orderNo + " was sent though its channel was stopped");
    }
}

void comesToRest(Checking& c) {
    if (!c.facts.faultsHaveStopped) return;
    for (const Payout& p : c.facts.payouts) {
        // With an incident it waits for a person: an exception, or a row behind one (R10).
        const bool waits = p.hasIncident && (p.state == "EXCEPTION" || p.state.empty());
        const bool isDone = p.state == "SUCCESS" || p.state == "RETURNED" || waits;
        if (!isDone)
            c.say("I28", "payout " + text(p.id) + " does not come to rest: " +
                             (p.state.empty() ? "unclaimed" : p.state) + " " + p.subReason);
    }
}

} // namespace

std::vector<Finding> check(const Facts& facts) {
    Checking c{facts, {}};
    for (const auto rule :
         {moneyLeavesOnce, approvedOnly, nothingLost, paidMeansPaid, oneLiveAttempt, numberIsDerived, onePermitOneWire,
          againInsideTheWindow, insideTheLimits, permitBeforeByte, fenceMonotone, frozenContent, separated, legalMoves,
          conserved, reissued, unknownStays, stoppedAndQuarantined, comesToRest})
        rule(c);
    return c.findings;
}

} // namespace payout::checker
