// SPDX-License-Identifier: GPL-3.0-or-later
// Two signatures: whoever prepared a sheet and another person who reviewed it. A signed sheet never changes.
#pragma once

#include "core/base/ids.h"
#include "core/rules/roles.h"
#include "core/store/connection.h"

namespace payout::comparison {

/// The state afterwards: "PREPARED" after the first signature, "SIGNED" after the second. Refused: ShownChanged if the
/// hash is not the sheet's or a newer version of the cut exists, MakerIsChecker for the same person twice, SheetSigned,
/// IdentityBroken while an identity of the sheet is not exact.
Result<QString> signSheet(store::Connection& connection, const rules::Actor& actor, ComparisonId id,
                          const QString& shownHash);

} // namespace payout::comparison
