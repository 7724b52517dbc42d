// SPDX-License-Identifier: GPL-3.0-or-later
// The desk's lists as a page builds them: the same columns, the same questions, the same store thread.
#pragma once

#include "core/base/ids.h"
#include "core/base/utc_time.h"
#include "core/desk/store_thread.h"
#include "tests/bench/list_measure.h"

namespace payout::bench {

/// All exceptions, the first to be unlocked first. `now` stands for the desk's clock.
List exceptionList(desk::StoreThread& thread, UtcTime now);
/// All rows of a batch, in file order.
List batchRowList(desk::StoreThread& thread, InstructionId instruction);

} // namespace payout::bench
