// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/egress/egress_program.h"

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("payout-egress"));
    return payout::egress_program::runEgress(application);
}
