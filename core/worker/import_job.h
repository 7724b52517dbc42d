// SPDX-License-Identifier: GPL-3.0-or-later
// Statement files that are dropped into the inbox of a channel are loaded once, into that channel, and moved away, with
// the reason beside a refused one. A CSV file does not say whose it is: the folder does.
#pragma once

#include "core/dispatch/channel_table.h"
#include "core/worker/inbox_looks.h"
#include "core/worker/step.h"

#include <QDir>

#include <functional>

namespace payout::worker {

struct ImportJobSetup {
    QString inbox; ///< holds a folder for every channel, named by its code; made if missing; "" for none
    QString actor; ///< "job:import host"
    /// Called while a file is read; false ends the reading and leaves the file where it is.
    std::function<bool(std::int64_t bytesRead)> progress = {};
};

class ImportJob {
public:
    explicit ImportJob(ImportJobSetup setup) : m_setup(std::move(setup)) {}

    /// Looks at every file and takes at most one that has settled, the oldest first: into "loaded", or into "refused"
    /// with NAME.reason.txt. A file that changed while it was read stays and is looked at anew. Idle without a settled
    /// file.
    Result<StepResult> step(store::Connection& connection);

private:
    std::optional<QString> settledFile(const QDir& folder, UtcTime now);
    Result<StepResult> take(store::Connection& connection, ChannelId channel, const QDir& folder, const QString& name);

    ImportJobSetup m_setup;
    InboxLooks m_looks;
};

} // namespace payout::worker
