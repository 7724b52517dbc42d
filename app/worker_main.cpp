// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/worker/worker_program.h"

#include <QCoreApplication>

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("payout-worker"));
    return payout::worker_program::runWorker(application);
}
