// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/egress/egress.h"
#include "core/store/engine.h"

#include <QCoreApplication>

namespace payout::egress_program {

struct EgressOptions {
    store::DatabaseUrl database;
    QString workspace; ///< demo workspace with its practice bank; "" with --database
    QString folder;    ///< journal, sockets and stop file; only its owner may enter it
    QString keys;      ///< merchant.key.pem and bank.pub.pem
    QString name;      ///< of this egress among all of the institution
    egress::OwnLimits limits;
};

/// Reads the command line; prints help and ends the process if asked to.
Result<EgressOptions> readOptions(const QCoreApplication& application);

} // namespace payout::egress_program
