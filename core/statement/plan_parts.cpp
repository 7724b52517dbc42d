// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/plan_parts.h"

#include "core/rules/refusal.h"
#include "core/statement/balance_chain.h"
#include "core/statement/balance_proof.h"

#include <algorithm>

namespace payout::statement {

namespace {

// A copy says the same; with other sums it is another statement under the same name.
bool isSameContent(const StatementPart& part, std::int64_t lines, const SeenFile& seen) {
    return lines == seen.lines && part.totals.bookedDebitMinor == seen.debitMinor &&
           part.totals.bookedCreditMinor == seen.creditMinor;
}

/// The name under which the part is kept; none for a copy of what is here. A statement in quarantine, or a rejected
/// one, keeps its name and takes nobody's place: the one that corrects it stands beside it as "…~2", or the only way on
/// would be to accept the wrong one. A copy of a rejected one is not one of something that is here: it is judged anew.
/// Refused StatementConflict if one that counts has the name, with other content.
Result<std::optional<QString>> freeIdentity(store::Connection& c, ChannelId channel, const StatementPart& part,
                                            std::int64_t lines) {
    constexpr int correctionsMax = 99;
    const QString name = identityOf(part);
    QString inTheWay;
    for (int version = 1; version <= correctionsMax; ++version) {
        const QString identity = version == 1 ? name : name + QStringLiteral("~%1").arg(version);
        TRY(const auto same, fileWithIdentity(c, channel, identity));
        if (!same) return identity;
        if (same->isRejected) continue;
        if (part.copy != CopyKind::Original && isSameContent(part, lines, *same)) return std::nullopt;
        inTheWay = same->fileName;
        if (!same->isQuarantined) break;
    }
    return rules::refuse(rules::Refusal::StatementConflict, inTheWay);
}

PlannedPart plannedPart(const StatementPart& part, const QString& identity, UtcTime now) {
    PlannedPart planned;
    planned.part = &part;
    planned.identity = identity;
    planned.pageSet = pageSetOf(part);
    planned.period = periodOf(part);
    // A file of whole days is made when they are over. One that is here earlier is an excerpt: it covers nothing.
    if (part.periodIsOfWholeDays && planned.period && planned.period->to > now) planned.period.reset();
    // Without the time at which it was made, an end within a day is at most this moment.
    if (planned.period && planned.period->to > now && planned.period->to != startOf(businessDateOf(planned.period->to)))
        planned.period->to = now;
    if (planned.period && planned.period->to <= planned.period->from) planned.period.reset();
    planned.differenceMinor = part.proof.differenceMinor;
    return planned;
}

/// The pages of one statement as far as this file has them.
std::vector<const StatementPart*> pagesOf(const std::vector<PlannedPart>& planned, const QString& pageSet) {
    std::vector<const StatementPart*> pages;
    for (const PlannedPart& part : planned)
        if (part.pageSet == pageSet) pages.push_back(part.part);
    return pages;
}

/// Where the set begins and ends in time and money; none if it does not say, or an interim balance proved nothing.
std::optional<ChainLink> linkOf(const std::vector<PlannedPart>& planned, const QString& pageSet,
                                const StatedBalances& stated) {
    const auto last = std::ranges::find_if(
        planned, [&pageSet](const PlannedPart& part) { return part.pageSet == pageSet && part.period; });
    if (last == planned.end()) return std::nullopt;
    return ChainLink{
        {}, last->period->from, last->period->to, stated.opening.amount.minor, stated.closing.amount.minor};
}

} // namespace

Result<std::vector<PlannedPart>> planParts(store::Connection& c, const LoadRequest& request, const FirstReading& first,
                                           const ChannelAccount& account, LoadResult& result) {
    std::vector<PlannedPart> planned;
    TRY(const UtcTime now, c.now());
    TRY(const auto seen, fileWithContent(c, request.channel, first.sha256));
    if (seen) return rules::refuse(rules::Refusal::StatementSeen, seen->fileName);
    for (const StatementPart& part : first.parts) {
        // A46: another account of the bank confirms nothing of ours, whatever numbers its lines carry.
        if (part.account != account.account)
            return rules::refuse(rules::Refusal::AccountNotOurs, QStringLiteral("part %1").arg(part.partNo));
        TRY(const auto identity, freeIdentity(c, request.channel, part, linesOf(first, part)));
        if (!identity) {
            ++result.skippedParts;
            continue;
        }
        if (std::ranges::find(planned, *identity, &PlannedPart::identity) != planned.end())
            return rules::refuse(rules::Refusal::StatementConflict, QStringLiteral("part %1").arg(part.partNo));
        planned.push_back(plannedPart(part, *identity, now));
    }
    return planned;
}

Done judgePageSet(store::Connection& connection, const Bringing& bringing, std::vector<PlannedPart>& planned,
                  const QString& pageSet) {
    const std::vector<const StatementPart*> pages = pagesOf(planned, pageSet);
    rules::StatementFacts facts;
    facts.broughtByPerson = bringing.byPerson;
    facts.isNotice = pages.front()->kind == StatementKind::Camt054;
    facts.channelStatesBalances = bringing.channelStatesBalances;
    facts.proofPossible = pages.front()->proof.verdict != ProofVerdict::NotPossible;
    facts.proofFails = pages.front()->proof.verdict == ProofVerdict::Fails;
    const auto stated = facts.proofPossible ? statedBalances(pages) : std::nullopt;
    const auto link = stated ? linkOf(planned, pageSet, *stated) : std::nullopt;
    std::optional<ChainBreak> found;
    if (link && !facts.proofFails) {
        TRY(const auto trusted, linksBeside(connection, bringing.channel, *link));
        found = chainBreak(*link, trusted);
    }
    facts.chainBroken = found.has_value();
    for (PlannedPart& part : planned) {
        if (part.pageSet != pageSet) continue;
        part.doubt = doubtOf(facts);
        if (found) {
            part.chainFile = found->file;
            part.differenceMinor = found->differenceMinor;
        }
        if (!stated || !part.period) continue;
        part.openingMinor = stated->opening.amount.minor;
        part.closingMinor = stated->closing.amount.minor;
    }
    return {};
}

} // namespace payout::statement
