// SPDX-License-Identifier: GPL-3.0-or-later
// Statement files that are dropped into an inbox are loaded once and moved away, with the reason beside a refused one.
#pragma once

#include "core/store/connection.h"
#include "core/worker/step.h"

#include <QString>

namespace payout::worker {

struct ImportJobSetup {
    QString inbox; ///< a folder; "" for none
    QString actor;
};

class ImportJob {
public:
    explicit ImportJob(ImportJobSetup setup) : m_setup(std::move(setup)) {}

    /// The oldest file: into "loaded", or into "refused" with NAME.reason.txt. Idle without a file.
    Result<StepResult> step(store::Connection& connection);

private:
    ImportJobSetup m_setup;
};

} // namespace payout::worker
