// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of payout-bank.
#pragma once

class QCoreApplication;

namespace payout::bank {

/// Reads the arguments, opens the books, listens and serves until the process ends; the exit code.
[[nodiscard]] int runBank(QCoreApplication& application);

} // namespace payout::bank
