// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;

namespace payout::worker_program {

/// Runs until SIGTERM or SIGINT, which it obeys between two steps; the exit code.
int runWorker(QCoreApplication& application);

} // namespace payout::worker_program
