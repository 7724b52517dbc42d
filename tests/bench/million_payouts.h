// SPDX-License-Identifier: GPL-3.0-or-later
// A database as it is on a very bad day: one approved batch whose every payout is an open exception.
#pragma once

#include "core/base/ids.h"
#include "core/store/connection.h"
#include "tests/support/temp_store.h"

#include <memory>

namespace payout::bench {

/// Who may sign in to it.
inline const QString benchLogin = QStringLiteral("bench");
inline const QString benchPassword = QStringLiteral("seven green apples");

struct FullStore {
    std::unique_ptr<support::TempStore> store;
    InstructionId instruction;
    int rows = 0;
};

/// Made once a process and engine. The rows are written with the guards out of force, as no exception may be inserted;
/// afterwards they are in force again. Every payout has one armed attempt; unlock times are in another order than ids.
Result<const FullStore*> fullStore(store::Engine engine, int rows);

} // namespace payout::bench
