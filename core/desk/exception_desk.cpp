// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/exception_desk.h"

#include "core/desk/exception_list_table.h"
#include "core/desk/timeline_table.h"
#include "core/exception/decide_action.h"
#include "core/exception/read_case.h"
#include "core/store/transaction.h"

namespace payout::desk {

namespace {

using rules::ExceptionAction;

// What this person could do now: propose, or confirm what another proposed.
std::optional<Error> refusalFor(const exception::ExceptionCase& found, const rules::Actor& actor,
                                ExceptionAction action) {
    rules::GateFacts facts = found.facts;
    facts.action = action;
    // Screening is made anew when it is proposed and confirmed, so its age alone refuses nobody here.
    facts.screeningClear = true;
    if (found.openProposal) {
        if (found.proposedAction != action) return rules::refuse(rules::Refusal::AlreadyHandled).error();
        if (const Done may = rules::mayDo(actor, rules::Task::ConfirmException); !may) return may.error();
        facts.proposer = found.proposedBy;
        facts.confirmer = actor.person;
    } else {
        if (const Done may = rules::mayDo(actor, rules::Task::ProposeException); !may) return may.error();
        facts.proposer = actor.person;
    }
    if (const Done may = rules::mayAct(facts); !may) return may.error();
    return std::nullopt;
}

std::array<rules::GateTick, 8> ticksOf(const exception::ExceptionCase& found, ExceptionAction action) {
    rules::GateFacts facts = found.facts;
    facts.action = action;
    return rules::evaluateGates(facts);
}

Result<ExceptionDetail> readDetail(store::Connection& c, PayoutId payout, const rules::Actor& actor) {
    ExceptionDetail detail;
    TRY(detail.view, exceptionView(c, payout));
    TRY(const exception::ExceptionCase found, exception::readCase(c, payout));
    detail.repayGates = ticksOf(found, ExceptionAction::Repay);
    detail.returnGates = ticksOf(found, ExceptionAction::Return);
    detail.repayRefusal = refusalFor(found, actor, ExceptionAction::Repay);
    detail.returnRefusal = refusalFor(found, actor, ExceptionAction::Return);
    detail.coveredThrough = found.facts.coveredThrough;
    if (found.facts.hasAttempt) detail.neededThrough = found.facts.neededThrough;
    detail.lastHealthyQueryAt = found.facts.lastHealthyQueryAt;
    TRY(const QueryFigures figures, queryFigures(c, payout));
    detail.queries = figures.queries;
    detail.screenedAt = figures.screenedAt;
    TRY(detail.timeline, payoutTimeline(c, payout));
    detail.openProposal = found.openProposal;
    detail.proposalReason = found.proposalReason;
    detail.frozenEvidence = found.frozenEvidence;
    detail.evidenceStillHolds =
        !found.openProposal || exception::evidenceDigest(found, *found.proposedAction) == found.frozenDigest;
    return detail;
}

std::vector<ActionResult> shown(std::vector<exception::RowResult> results) {
    std::vector<ActionResult> out;
    for (exception::RowResult& result : results) out.push_back({result.payout, std::move(result.refused)});
    return out;
}

// How many of a group pass every gate now; reading stops at a bound that a person could still act on at once.
Result<OutageGroup> withGateCounts(store::Connection& c, OutageGroup group) {
    constexpr std::size_t countedMax = 200;
    TRY(const auto members, outageGroupMembers(c, group));
    for (std::size_t i = 0; i < members.size() && i < countedMax; ++i) {
        TRY(exception::ExceptionCase found, exception::readCase(c, members[i].id));
        found.facts.screeningClear = true;
        found.facts.action = ExceptionAction::Repay;
        if (rules::mayAct(found.facts)) ++group.repayable;
        found.facts.action = ExceptionAction::Return;
        if (rules::mayAct(found.facts)) ++group.returnable;
    }
    return group;
}

} // namespace

void ExceptionDesk::shape(ExceptionFilter filter, ExceptionSort sort, Reply<ListShape> answer) {
    m_store.ask(std::move(answer), [filter, sort](store::Connection& c) { return exceptionShape(c, filter, sort); });
}

void ExceptionDesk::page(ExceptionFilter filter, ExceptionSort sort, std::optional<PageKey> from,
                         Reply<std::vector<ExceptionView>> answer) {
    m_store.ask(std::move(answer),
                [filter, sort, from](store::Connection& c) { return exceptionPage(c, filter, sort, from); });
}

void ExceptionDesk::glimpse(ExceptionFilter filter, ExceptionSort sort, std::optional<PageKey> from, PageSlice slice,
                            Reply<std::vector<ExceptionView>> answer) {
    m_store.ask(std::move(answer), [filter, sort, from, slice](store::Connection& c) {
        return exceptionPage(c, filter, sort, from, slice);
    });
}

void ExceptionDesk::detail(PayoutId payout, const rules::Actor& actor, Reply<ExceptionDetail> answer) {
    m_store.ask(std::move(answer), [payout, actor](store::Connection& c) { return readDetail(c, payout, actor); });
}

void ExceptionDesk::groups(Reply<std::vector<OutageGroup>> answer) {
    m_store.ask(std::move(answer), [](store::Connection& c) -> Result<std::vector<OutageGroup>> {
        TRY(auto groups, outageGroups(c));
        for (OutageGroup& group : groups) {
            TRY(group, withGateCounts(c, group));
        }
        return groups;
    });
}

void ExceptionDesk::groupMembers(const OutageGroup& group, Reply<std::vector<ExceptionView>> answer) {
    m_store.ask(std::move(answer), [group](store::Connection& c) { return outageGroupMembers(c, group); });
}

QString ExceptionDesk::proposeKey(ExceptionAction action, const std::vector<PayoutId>& payouts,
                                  const std::vector<std::int64_t>& versionsSeen) {
    return exception::proposeKey(action, payouts, versionsSeen);
}

QString ExceptionDesk::decideKey(bool confirm, const std::vector<PayoutId>& payouts) {
    return exception::decideKey(confirm ? exception::Verdict::Confirm : exception::Verdict::Refuse, payouts);
}

void ExceptionDesk::propose(const ProposeRequest& request, Reply<std::vector<ActionResult>> answer) {
    m_store.ask(std::move(answer), [request](store::Connection& c) -> Result<std::vector<ActionResult>> {
        TRY(auto results, exception::proposeAction(c, {request.actor, request.token, request.payouts,
                                                       request.versionsSeen, request.action, request.reason}));
        return shown(std::move(results));
    });
}

void ExceptionDesk::decide(const DecideRequest& request, Reply<std::vector<ActionResult>> answer) {
    m_store.ask(std::move(answer), [request](store::Connection& c) -> Result<std::vector<ActionResult>> {
        const auto verdict = request.confirm ? exception::Verdict::Confirm : exception::Verdict::Refuse;
        TRY(auto results, exception::decideAction(c, {request.actor, request.token, request.payouts, verdict}));
        return shown(std::move(results));
    });
}

void ExceptionDesk::askAgain(const rules::Actor& actor, PayoutId payout, Reply<UtcTime> answer) {
    m_store.ask(std::move(answer), [actor, payout](store::Connection& c) -> Result<UtcTime> {
        TRY_DONE(rules::mayDo(actor, rules::Task::ProposeException));
        return store::inTransaction(c, store::Isolation::Write, [payout](store::Connection& in) -> Result<UtcTime> {
            TRY(const auto at, bringQueryForward(in, payout));
            if (!at) return rules::refuse(rules::Refusal::NotException);
            return *at;
        });
    });
}

} // namespace payout::desk
