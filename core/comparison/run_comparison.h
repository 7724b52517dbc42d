// SPDX-License-Identifier: GPL-3.0-or-later
// One cut of one channel becomes an immutable sheet with a hash (R50). A cut that was compared is read, not made again;
// a new version is made only when somebody asks for it, and only if something changed.
#pragma once

#include "core/base/ids.h"
#include "core/rules/roles.h"
#include "core/store/connection.h"

#include <chrono>
#include <optional>

namespace payout::comparison {

enum class Rerun { ReadExisting, NewVersion };

/// Evidence that arrives this long after the cut still belongs to it (R50 [choice]).
inline constexpr std::chrono::minutes evidenceGrace{60};

/// Who makes a sheet: a person, or the worker's job ("job:compare host"). People sign it either way.
struct SheetMaker {
    QString name;
    std::optional<PersonId> person;
};

struct CutRequest {
    rules::Actor actor;
    ChannelId channel;
    UtcTime cutAt;
    Rerun rerun = Rerun::ReadExisting;
};

/// Refused: RoleMissing; CutNotCovered while the bank's statements do not reach the cut (detail: how far they do).
Result<ComparisonId> runComparison(store::Connection& connection, const CutRequest& request);

/// The worker's run at a configured cut (R50: automatic at each cut). A cut that has a sheet is left alone: a new
/// version is a person's request (A32), because somebody may be signing the sheet that it would replace. True if one
/// was made.
Result<bool> runDueCut(store::Connection& connection, ChannelId channel, UtcTime cutAt, const QString& job);

} // namespace payout::comparison
