// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/statement/balance_proof.h"

#include <algorithm>
#include <array>

namespace payout::statement {

namespace {

Done addBounded(std::int64_t& sum, std::int64_t minor) {
    const std::int64_t next = sum + minor; // both lie within the ceiling, far below what int64 holds
    if (next > moneyCeilingMinor || next < -moneyCeilingMinor) return refused(QStringLiteral("MoneyOverflow"));
    sum = next;
    return {};
}

bool isEarlier(const Balance& a, const Balance& b) { return a.date && b.date && *a.date < *b.date; }

std::optional<Balance> earliestWithCode(std::span<const StatementPart* const> pages, QStringView code) {
    std::optional<Balance> earliest;
    for (const StatementPart* page : pages)
        for (const Balance& balance : page->balances)
            if (balance.code == code && (!earliest || isEarlier(balance, *earliest))) earliest = balance;
    return earliest;
}

std::optional<Balance> openingOf(std::span<const StatementPart* const> pages) {
    const std::optional<Balance> booked = earliestWithCode(pages, u"OPBD");
    return booked ? booked : earliestWithCode(pages, u"PRCD");
}

// A statement over several days may repeat the pair for each day: the last closing balance is that of the whole.
std::optional<Balance> closingOf(std::span<const StatementPart* const> pages) {
    std::optional<Balance> latest;
    for (const StatementPart* page : pages)
        for (const Balance& balance : page->balances)
            if (balance.code == u"CLBD" && (!latest || !isEarlier(balance, *latest))) latest = balance;
    return latest;
}

std::optional<Balance> interimOf(std::span<const StatementPart* const> pages) {
    std::optional<Balance> interim;
    for (const StatementPart* page : pages)
        for (const Balance& balance : page->balances) {
            if (page->kind != StatementKind::Camt052 || balance.code != u"ITBD") continue;
            if (interim) return std::nullopt; // of two moments: which one is the end is not said
            interim = balance;
        }
    return interim;
}

bool inOneCurrency(std::span<const StatementPart* const> pages, const Balance& opening, const Balance& closing) {
    if (opening.amount.currency != closing.amount.currency) return false;
    return std::ranges::all_of(pages, [&](const StatementPart* page) {
        return !page->totals.currenciesDiffer &&
               (!page->totals.currency || *page->totals.currency == opening.amount.currency);
    });
}

std::int64_t bookedNet(std::span<const StatementPart* const> pages) {
    std::int64_t net = 0;
    for (const StatementPart* page : pages) net += page->totals.bookedCreditMinor - page->totals.bookedDebitMinor;
    return net;
}

std::int64_t forwardValuedNet(std::span<const StatementPart* const> pages, BusinessDate closingDate) {
    std::int64_t net = 0;
    for (const StatementPart* page : pages)
        for (auto it = page->totals.bookedNetByValueDate.upper_bound(closingDate);
             it != page->totals.bookedNetByValueDate.end(); ++it)
            net += it->second;
    return net;
}

} // namespace

std::optional<Balance> StatementPart::opening() const {
    const std::array<const StatementPart*, 1> self{this};
    return openingOf(self);
}

std::optional<Balance> StatementPart::closing() const {
    const std::array<const StatementPart*, 1> self{this};
    return closingOf(self);
}

QString identityOf(const StatementPart& part) {
    const auto number = [](const auto& value) { return value ? QString::number(*value) : QStringLiteral("-"); };
    const auto instant = [](const std::optional<UtcTime>& time) {
        return time ? QString::number(time->ms) : QStringLiteral("-");
    };
    // U+001F cannot occur in XML 1.0 text or in a CSV field that we accept, so two identities never run together.
    return QStringList{QString::number(static_cast<int>(part.kind)),
                       part.account,
                       part.id,
                       number(part.electronicSequence),
                       instant(part.from),
                       instant(part.to),
                       QString::number(part.page)}
        .join(QChar(0x1F));
}

Done addEntry(EntryTotals& totals, const StatementLine& entry) {
    if (!totals.currency) totals.currency = entry.amount.currency;
    if (*totals.currency != entry.amount.currency) totals.currenciesDiffer = true;
    const bool isCredit = entry.direction == Direction::Credit;
    const std::int64_t minor = entry.amount.minor;
    ++totals.entryCount;
    ++(isCredit ? totals.creditCount : totals.debitCount);
    TRY_DONE(addBounded(isCredit ? totals.creditMinor : totals.debitMinor, minor));
    if (entry.status != EntryStatus::Booked) return {};
    TRY_DONE(addBounded(isCredit ? totals.bookedCreditMinor : totals.bookedDebitMinor, minor));
    if (entry.valueDate) totals.bookedNetByValueDate[*entry.valueDate] += isCredit ? minor : -minor;
    return {};
}

std::optional<StatedBalances> statedBalances(std::span<const StatementPart* const> pages) {
    const bool hasLastPage = std::ranges::any_of(pages, [](const StatementPart* page) { return page->isLastPage; });
    const std::optional<Balance> opening = openingOf(pages);
    if (!hasLastPage || !opening) return std::nullopt;
    if (const auto closing = closingOf(pages)) return StatedBalances{*opening, *closing, false};
    if (const auto interim = interimOf(pages)) return StatedBalances{*opening, *interim, true};
    return std::nullopt;
}

BalanceProof proveBalance(std::span<const StatementPart* const> pages) {
    const auto stated = statedBalances(pages);
    if (!stated) return {};
    const auto& [opening, closing, isInterim] = *stated;
    const bool isComparable = inOneCurrency(pages, opening, closing);
    const std::int64_t difference = isComparable ? closing.amount.minor - (opening.amount.minor + bookedNet(pages)) : 0;
    if (isComparable && difference == 0) return {ProofVerdict::Holds, 0, false};
    if (isInterim) return {};
    if (!isComparable) return {ProofVerdict::Fails, 0, true};
    // Some banks leave an entry of a later value date out of CLBD and count it in FWAV (sample #37).
    if (closing.date && difference + forwardValuedNet(pages, *closing.date) == 0)
        return {ProofVerdict::HoldsWithoutForwardValued, 0, false};
    return {ProofVerdict::Fails, difference, false};
}

BalanceProof proveBalance(const StatementPart& only) {
    const std::array<const StatementPart*, 1> pages{&only};
    return proveBalance(pages);
}

QString pageSetOf(const StatementPart& part) {
    StatementPart withoutPage;
    withoutPage.account = part.account;
    withoutPage.id = part.id;
    withoutPage.electronicSequence = part.electronicSequence;
    withoutPage.from = part.from;
    withoutPage.to = part.to;
    withoutPage.kind = part.kind;
    return identityOf(withoutPage);
}

void provePageSets(std::vector<StatementPart>& parts) {
    std::map<QString, std::vector<StatementPart*>> sets;
    for (StatementPart& part : parts) sets[pageSetOf(part)].push_back(&part);
    for (auto& [identity, pages] : sets) {
        const std::vector<const StatementPart*> readable(pages.begin(), pages.end());
        const BalanceProof proof = proveBalance(readable);
        for (StatementPart* page : pages) page->proof = proof;
    }
}

} // namespace payout::statement
