// SPDX-License-Identifier: GPL-3.0-or-later
// What a file's parts are to the database before a line of them is written: new, seen or contradicting (A30, A46), and
// trusted or in doubt (A33, threats T12).
#pragma once

#include "core/rules/statement_trust.h"
#include "core/statement/first_reading.h"

namespace payout::statement {

struct PlannedPart {
    const StatementPart* part = nullptr;
    QString identity;
    QString pageSet;
    std::optional<CoveredPeriod> period;
    std::optional<std::int64_t> openingMinor; ///< of the whole page set, on its last page
    std::optional<std::int64_t> closingMinor;
    std::optional<rules::StatementDoubt> doubt; ///< none: LOADED
    std::optional<StatementFileId> chainFile;   ///< the file that it contradicts
    std::int64_t differenceMinor = 0;
    StatementFileId file; ///< once it is written

    bool isTrusted() const { return !doubt; }
};

/// Refused: StatementSeen, AccountNotOurs, StatementConflict. Copies of what is loaded are counted in `result` and left
/// out. Doubts are not judged yet.
Result<std::vector<PlannedPart>> planParts(store::Connection& connection, const LoadRequest& request,
                                           const FirstReading& first, const ChannelAccount& account,
                                           LoadResult& result);

/// To which channel, and by whom.
struct Bringing {
    ChannelId channel;
    bool channelStatesBalances = true;
    bool byPerson = true;
};
/// Gives all pages of one set their doubt, or none, by what is stored now: the parts before it are to be written first.
Done judgePageSet(store::Connection& connection, const Bringing& bringing, std::vector<PlannedPart>& planned,
                  const QString& pageSet);

} // namespace payout::statement
