// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of payout-admin: sets a database up and checks its books. It moves no payout.
#pragma once

class QCoreApplication;

namespace payout::admin {

/// Runs the one command that the arguments name. 0: done; 1: it failed or something does not hold; 2: wrong usage.
[[nodiscard]] int runAdmin(QCoreApplication& application);

} // namespace payout::admin
