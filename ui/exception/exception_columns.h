// SPDX-License-Identifier: GPL-3.0-or-later
// What the queue of exceptions shows of each payout; the page and the measurements use the same.
#pragma once

#include "core/desk/exception_desk.h"
#include "ui/shared/countdown.h"
#include "ui/shared/paged_table_model.h"

#include <vector>

namespace payout::ui {

/// In reading order: until when it is locked, how much, whom, why. `now` is the database's clock.
std::vector<Column<desk::ExceptionView>> exceptionColumns(DatabaseNow now);
/// Their widths, for DataTable::setColumnChars.
std::vector<int> exceptionColumnChars();

} // namespace payout::ui
