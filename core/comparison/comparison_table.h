// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comparison/classify_cut.h"
#include "core/comparison/run_comparison.h"

#include <optional>
#include <vector>

namespace payout::comparison {

struct PreviousSheet {
    UtcTime cutAt;
    UtcTime asOf;
    QString figures;
};
/// The newest version of the latest cut before this one.
Result<std::optional<PreviousSheet>> previousSheet(store::Connection& connection, ChannelId channel, UtcTime cutAt);

struct NewestVersion {
    ComparisonId id;
    std::int64_t version = 0;
    QString hash;
};
Result<std::optional<NewestVersion>> newestVersion(store::Connection& connection, ChannelId channel, UtcTime cutAt);
/// How far the bank's statements reach (R29); none before the first one.
Result<std::optional<UtcTime>> coverageOf(store::Connection& connection, ChannelId channel);

struct CutWindow {
    ChannelId channel;
    UtcTime cutAt;
    UtcTime asOf; ///< what is known later than this does not count
    UtcTime previousCut;
    UtcTime previousAsOf;
    UtcTime coveredThrough;
};
Result<std::vector<SystemItem>> systemItems(store::Connection& connection, const CutWindow& window);
Result<std::vector<BankItem>> bankItems(store::Connection& connection, const CutWindow& window);
/// The booked debits of the cut that no earlier sheet has, summed by the database over the bank's lines alone: the
/// other side of the identity, which no error in the items above can follow.
Result<std::int64_t> bankPaidMinor(store::Connection& connection, const CutWindow& window);

struct NewSheet {
    CutWindow window;
    std::int64_t version = 1;
    SheetMaker createdBy;
    UtcTime now;
    QString figures;
    QString hash;
};
Result<ComparisonId> insertSheet(store::Connection& connection, const NewSheet& sheet, const ClassedCut& cut);

struct SignRow {
    QString state;
    QString hash;
    QString figures;
    std::optional<PersonId> preparedBy;
    bool isSuperseded = false; ///< a newer version of the cut exists
};
Result<SignRow> sheetForUpdate(store::Connection& connection, ComparisonId id);
Done writePrepared(store::Connection& connection, ComparisonId id, PersonId by, UtcTime now);
Done writeReviewed(store::Connection& connection, ComparisonId id, PersonId by, UtcTime now);

} // namespace payout::comparison
