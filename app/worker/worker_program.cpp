// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/worker/worker_program.h"

#include "app/worker/worker_loop.h"

#include <atomic>
#include <csignal>
#include <cstdio>

namespace payout::worker_program {

namespace {
std::atomic<bool> stopRequested{false};
void requestStop(int) { stopRequested = true; }
} // namespace

int runWorker(QCoreApplication& application) {
    auto options = readOptions(application);
    if (!options) {
        std::fprintf(stderr, "payout-worker: %s\n", describe(options.error()).toUtf8().constData());
        return 2;
    }
    std::signal(SIGTERM, requestStop);
    std::signal(SIGINT, requestStop);
    WorkerLoop loop(*std::move(options));
    return loop.run(stopRequested);
}

} // namespace payout::worker_program
