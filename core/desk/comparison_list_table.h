// SPDX-License-Identifier: GPL-3.0-or-later
// The queries behind the compare page: the grid, one sheet with its lines and delta, the statement files.
#pragma once

#include "core/desk/comparison_desk.h"
#include "core/store/connection.h"

namespace payout::desk {

Result<std::vector<CutCell>> cutGrid(store::Connection& connection, BusinessDate date);
/// Head, class totals, identities, lines that do not match and the delta against the version before.
Result<Sheet> readSheet(store::Connection& connection, ComparisonId id);
Result<std::vector<StatementView>> statementViews(store::Connection& connection, std::int64_t rowsMax);
Result<StatementView> statementView(store::Connection& connection, StatementFileId id);

} // namespace payout::desk
