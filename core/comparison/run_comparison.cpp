// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comparison/run_comparison.h"

#include "core/comparison/comparison_table.h"
#include "core/comparison/figures.h"
#include "core/rules/refusal.h"
#include "core/statement/statement_turn_table.h"
#include "core/store/transaction.h"

#include <algorithm>

namespace payout::comparison {

namespace {

struct PreparedCut {
    CutWindow window;
    GivenTotals given;
};

struct WantedCut {
    ChannelId channel;
    UtcTime cutAt;
    SheetMaker maker;
};

Result<PreparedCut> prepareCut(store::Connection& c, const WantedCut& request, std::optional<UtcTime> covered,
                               UtcTime now) {
    if (!covered || *covered < request.cutAt)
        return rules::refuse(rules::Refusal::CutNotCovered, covered ? formatLocal(*covered) : QString());
    PreparedCut prepared;
    prepared.window.channel = request.channel;
    prepared.window.cutAt = request.cutAt;
    prepared.window.asOf = std::min(now, request.cutAt + evidenceGrace);
    prepared.window.coveredThrough = *covered;
    TRY(const auto previous, previousSheet(c, request.channel, request.cutAt));
    if (previous) {
        prepared.window.previousCut = previous->cutAt;
        prepared.window.previousAsOf = previous->asOf;
        TRY(const CutFigures figures, figuresOf(previous->figures));
        prepared.given.openCount = figures.closeCount;
        prepared.given.openMinor = figures.closeMinor;
    }
    TRY(prepared.given.bankPaidMinor, bankPaidMinor(c, prepared.window));
    return prepared;
}

Result<ComparisonId> makeSheet(store::Connection& c, const WantedCut& request,
                               const std::optional<NewestVersion>& newest, std::optional<UtcTime> covered) {
    TRY(const UtcTime now, c.now());
    TRY(const PreparedCut prepared, prepareCut(c, request, covered, now));
    TRY(const auto system, systemItems(c, prepared.window));
    TRY(const auto bank, bankItems(c, prepared.window));
    const ClassedCut cut = classifyCut(system, bank, prepared.given);
    const QString hash = sheetHash(request.channel, request.cutAt, cut);
    if (newest && newest->hash == hash) return newest->id; // nothing changed since
    return insertSheet(
        c, {prepared.window, newest ? newest->version + 1 : 1, request.maker, now, storedFigures(cut.figures), hash},
        cut);
}

} // namespace

Result<ComparisonId> runComparison(store::Connection& connection, const CutRequest& request) {
    TRY_DONE(rules::mayDo(request.actor, rules::Task::RunComparison));
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<ComparisonId> {
        // No second run of the cut, and no import between two looks at the bank's lines.
        TRY_DONE(statement::takeStatementTurn(c, request.channel));
        TRY(const auto covered, coverageOf(c, request.channel));
        TRY(const auto newest, newestVersion(c, request.channel, request.cutAt));
        if (newest && request.rerun == Rerun::ReadExisting) return newest->id;
        return makeSheet(c, {request.channel, request.cutAt, {request.actor.login, request.actor.person}}, newest,
                         covered);
    });
}

Result<bool> runDueCut(store::Connection& connection, ChannelId channel, UtcTime cutAt, const QString& job) {
    return store::inTransaction(connection, store::Isolation::Write, [&](store::Connection& c) -> Result<bool> {
        TRY_DONE(statement::takeStatementTurn(c, channel));
        TRY(const auto newest, newestVersion(c, channel, cutAt));
        if (newest) return false;
        TRY(const auto covered, coverageOf(c, channel));
        TRY_DONE(makeSheet(c, {channel, cutAt, {job, std::nullopt}}, newest, covered));
        return true;
    });
}

} // namespace payout::comparison
