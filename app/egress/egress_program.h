// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace payout::egress_program {

/// payout-egress: until SIGTERM or SIGINT; the exit code.
int runEgress(QCoreApplication& application);

} // namespace payout::egress_program
