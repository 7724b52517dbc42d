// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exception/decide_action.h"

#include "core/exception/exception_table.h"
#include "core/people/submit_token.h"
#include "core/screening/screen_payee.h"
#include "core/store/transaction.h"

namespace payout::exception {

namespace {

using Refused = std::optional<Error>;

Refused refusedBy(rules::Refusal refusal) { return rules::refuse(refusal).error(); }

Refused checkConfirm(ExceptionCase& found, const DecisionRequest& request) {
    rules::GateFacts& facts = found.facts;
    facts.action = *found.proposedAction;
    facts.proposer = found.proposedBy;
    facts.confirmer = request.actor.person;
    facts.versionSeen = found.proposedVersion; // G8: what the first person looked at
    if (const Done may = rules::mayAct(facts); !may) return may.error();
    if (evidenceDigest(found, facts.action) != found.frozenDigest) return refusedBy(rules::Refusal::ShownChanged);
    return std::nullopt;
}

Done carryOut(store::Connection& c, const ExceptionCase& found, const DecisionRequest& request) {
    const Decision decision{found.payout, found.facts.versionNow, found.facts.now, request.actor.login,
                            found.frozenDigest};
    TRY_DONE(decideProposal(c, *found.openProposal, QStringLiteral("CONFIRMED"), request.actor.person, decision.now));
    if (*found.proposedAction == rules::ExceptionAction::Repay) {
        // C12: a number that may go out again stays in doubt until it is armed; a new one needs the old one burnt.
        if (rules::numberToPayAgain(found.number) == rules::OrderNumberUse::New)
            TRY_DONE(burnAttempts(c, found.payout, Burn::ArmedOnly, decision.now));
        return markPayAgain(c, decision);
    }
    TRY_DONE(burnAttempts(c, found.payout, Burn::PreparedToo, decision.now));
    return markReturned(c, decision);
}

Result<Refused> decideRow(store::Connection& c, const DecisionRequest& request, PayoutId payout) {
    auto found = readCase(c, payout);
    if (!found && found.error().kind == ErrorKind::Refused) return Refused(found.error());
    if (!found) return std::unexpected(found.error());
    if (!found->openProposal)
        return refusedBy(found->facts.state == rules::PayoutState::Exception ? rules::Refusal::NotProposed
                                                                             : rules::Refusal::AlreadyHandled);
    if (request.verdict == Verdict::Refuse) {
        TRY_DONE(
            decideProposal(c, *found->openProposal, QStringLiteral("REFUSED"), request.actor.person, found->facts.now));
        return Refused();
    }
    if (*found->proposedAction == rules::ExceptionAction::Repay) {
        TRY(const auto screened, screening::screenPayee(c, payout)); // the proposal's may be older than its TTL
        found->facts.screeningClear = screened == screening::ScreeningResult::Clear;
    }
    if (Refused refused = checkConfirm(*found, request)) return refused;
    TRY_DONE(carryOut(c, *found, request));
    return Refused();
}

} // namespace

QString decideKey(Verdict verdict, const std::vector<PayoutId>& payouts) {
    std::vector<people::SeenRow> rows;
    rows.reserve(payouts.size());
    for (const PayoutId payout : payouts) rows.push_back({payout, 0});
    const bool confirms = verdict == Verdict::Confirm;
    return people::rowsKey(confirms ? QStringLiteral("confirm") : QStringLiteral("refuse"), std::move(rows));
}

Result<std::vector<RowResult>> decideAction(store::Connection& connection, const DecisionRequest& request) {
    TRY_DONE(rules::mayDo(request.actor, rules::Task::ConfirmException));
    if (request.payouts.size() > bulkRowsMax) return rules::refuse(rules::Refusal::TooManyRows);
    using Results = std::vector<RowResult>;
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<Results> {
        TRY(const auto first,
            people::takeToken(c, request.token,
                              {request.actor.person, decideCommand, decideKey(request.verdict, request.payouts)}));
        if (first) return resultsOf(*first);
        Results results;
        for (const PayoutId payout : request.payouts) {
            TRY(auto refused, decideRow(c, request, payout));
            results.push_back({payout, std::move(refused)});
        }
        TRY_DONE(people::answerToken(c, request.token, storedAnswer(results)));
        return results;
    });
}

} // namespace payout::exception
