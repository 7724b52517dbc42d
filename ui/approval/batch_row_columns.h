// SPDX-License-Identifier: GPL-3.0-or-later
// What the rows of a batch show; the page and the measurements use the same.
#pragma once

#include "core/desk/approval_desk.h"
#include "ui/shared/paged_table_model.h"

#include <vector>

namespace payout::ui {

/// The row's number first, then payee, amount, what holds it.
std::vector<Column<desk::PayoutRowView>> batchRowColumns();
/// Their widths, for DataTable::setColumnChars.
std::vector<int> batchRowColumnChars();

} // namespace payout::ui
