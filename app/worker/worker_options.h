// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/engine.h"

#include <QCoreApplication>
#include <QSet>

namespace payout::worker_program {

struct WorkerOptions {
    store::DatabaseUrl database;
    QString workspace; ///< demo workspace with its practice bank; "" with --database
    QString keys;      ///< folder with the bank's certificate
    QString egress;    ///< folder with the sockets of payout-egress
    QString inbox;     ///< statement files dropped into its folders, one a channel, are loaded; "" for none
    QSet<QString> jobs;
    bool takeOver = false;
    QString host; ///< host name and process id
};

/// Reads the command line; prints help or the reason and ends the process if it cannot be followed.
Result<WorkerOptions> readOptions(const QCoreApplication& application);

} // namespace payout::worker_program
